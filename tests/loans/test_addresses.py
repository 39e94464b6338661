"""The address of a project: whatever it is changed to, the old ones lead to it for ever."""

import pytest
from django.core.exceptions import ValidationError

from loans import editing, register
from loans.models import Project
from tests import factories

pytestmark = pytest.mark.django_db


def change(project, **fields):
    """Changes the working copy."""
    project = Project.objects.get(pk=project.pk)
    for name, value in fields.items():
        setattr(project, name, value)
    return editing.save(project, by=factories.signer())


def test_an_earlier_address_leads_to_the_project_for_ever():
    project = factories.project(slug="gammal")
    project = change(project, slug="ny")
    assert register.by_slug("gammal").project_id == project.pk

    editing.publish(project, by=factories.signer())
    assert register.by_slug("gammal").slug == "ny"


def test_an_address_leads_to_the_project_whatever_waits_in_the_working_copy():
    project = factories.project(slug="forst")
    for slug in ("sedan", "forst"):
        editing.publish(change(project, slug=slug), by=factories.signer())
    change(project, slug="sedan")

    assert register.by_slug("forst").slug == register.by_slug("sedan").slug == "forst"


def test_an_address_that_only_waited_leads_nowhere():
    project = change(factories.project(slug="forst"), slug="prov")
    editing.publish(change(project, slug="sedan"), by=factories.signer())

    assert register.by_slug("prov") is None


@pytest.mark.parametrize("published_again", [True, False])
@pytest.mark.parametrize("withdrawn", [True, False])
def test_an_address_that_was_public_never_goes_to_another_project(published_again, withdrawn):
    project = change(factories.project(slug="gammal"), slug="ny")
    if published_again:
        editing.publish(project, by=factories.signer())
    if withdrawn:
        editing.withdraw(project, by=factories.signer(), why="Fel")

    with pytest.raises(ValidationError, match="annat projekt"):
        factories.draft(slug="gammal")


def test_a_project_may_take_its_own_address_back():
    project = change(factories.project(slug="gammal"), slug="ny")
    editing.publish(project, by=factories.signer())
    project = change(project, slug="gammal")
    editing.publish(project, by=factories.signer())

    assert register.by_slug("ny").slug == "gammal"


def test_a_draft_that_changes_address_leaves_no_trace():
    change(factories.draft(slug="gammal"), slug="ny")

    assert factories.draft(slug="gammal").slug == "gammal"
