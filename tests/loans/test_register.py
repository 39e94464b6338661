"""The register as it stands, and as it stood."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from loans import editing, register
from loans.models import Project, PublishedVersion, RegisterState
from tests import factories

pytestmark = pytest.mark.django_db


def publish_at(moment: datetime, monkeypatch, **fields) -> Project:
    """Publishes a change as if it were `moment`."""
    monkeypatch.setattr(timezone, "now", lambda: moment)
    RegisterState.objects.update_or_create(pk=1, defaults={"changed_at": moment})
    project = fields.pop("project", None) or factories.draft()
    for name, value in fields.items():
        setattr(project, name, value)
    editing.save(project, by=factories.signer())
    editing.publish(project, by=factories.signer())
    return project


def titles(day: date) -> list[str]:
    return [version.content["title"]["sv"] for version in register.as_of(day)]


def test_a_day_shows_what_was_valid_at_its_end_in_stockholm(monkeypatch):
    # 22:30 UTC is half past midnight the next day in Stockholm's summer time.
    project = publish_at(datetime(2026, 6, 1, 10, tzinfo=UTC), monkeypatch, title="Morgon")
    publish_at(
        datetime(2026, 6, 1, 21, 30, tzinfo=UTC), monkeypatch, project=project, title="Kväll"
    )
    publish_at(datetime(2026, 6, 1, 22, 30, tzinfo=UTC), monkeypatch, project=project, title="Natt")

    assert titles(date(2026, 5, 31)) == []
    assert titles(date(2026, 6, 1)) == ["Kväll"]
    assert titles(date(2026, 6, 2)) == ["Natt"]


def test_a_version_that_begins_at_midnight_belongs_to_the_new_day(monkeypatch):
    project = publish_at(datetime(2026, 1, 10, 9, tzinfo=UTC), monkeypatch, title="Före")
    midnight = datetime(2026, 1, 10, 23, tzinfo=UTC)
    publish_at(midnight, monkeypatch, project=project, title="Efter")

    assert titles(date(2026, 1, 10)) == ["Före"]
    assert titles(date(2026, 1, 11)) == ["Efter"]


def test_a_withdrawn_project_is_gone_from_past_days_too(monkeypatch):
    project = publish_at(datetime(2026, 1, 10, 9, tzinfo=UTC), monkeypatch)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 1, 20, 9, tzinfo=UTC))
    editing.withdraw(project, by=factories.signer(), why="Fel")

    assert titles(date(2026, 1, 12)) == []


def test_a_future_day_is_refused():
    with pytest.raises(ValueError, match="future"):
        register.as_of(date(2199, 1, 1))


def test_time_never_runs_backwards_between_versions(monkeypatch):
    later = datetime(2026, 3, 1, 12, tzinfo=UTC)
    project = publish_at(later, monkeypatch, title="Först")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 1, 11, tzinfo=UTC))
    project.title = "Sedan"
    editing.save(project, by=factories.signer())
    editing.publish(project, by=factories.signer())

    assert list(PublishedVersion.objects.values_list("valid_from", flat=True)) == [later, later]


def test_an_empty_installation_has_a_state():
    RegisterState.objects.all().delete()

    assert register.state().data_version == 0
