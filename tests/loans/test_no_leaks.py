"""No draft, no waiting change and no private field leaves a trace in anything public.

The detector walks every public address with every filter; each test of a leak opens one on
purpose and sees the detector find it.
"""

import re
from datetime import date

import pytest
from django.http import HttpResponse

from loans import content, editing, facts, publishing, register
from loans.models import Change, Project, PublishedVersion
from loans.selection import Selection
from members.models import Borrower
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "qhemligtq"
"""Stands in everything that the public must not see, and nowhere else."""

START = ["/", "/projekt/", "/en/projects/"]


@pytest.fixture
def secrets(db):
    """A register that keeps something back in every way it can."""
    shown = factories.project(title="Synligt", slug="synligt", decided_on=date(2021, 1, 1))
    hidden = factories.borrower(name=f"Bolaget {SECRET}", slug=f"bolaget-{SECRET}")
    initiative = factories.initiative(name=f"Satsning {SECRET}", slug=f"satsning-{SECRET}")

    factories.draft(title=f"Utkast {SECRET}", slug=f"utkast-{SECRET}", borrower=hidden)

    shown.title = f"Väntar {SECRET}"
    shown.slug = f"vantar-{SECRET}"
    shown.borrower, shown.initiative = hidden, initiative
    shown.internal_note = f"Anteckning {SECRET}"
    editing.save(shown, by=factories.user(username=f"person-{SECRET}"), why=SECRET)
    shown.loans.create(reference=SECRET, amount=1, disbursed_on=date(2021, 2, 2))

    gone = factories.project(title=f"Tillbakadraget {SECRET}", slug="tillbakadraget")
    editing.withdraw(gone, by=factories.signer(), why=SECRET)

    # A name that reaches the public at once, beside a change that waits.
    borrower = Borrower.objects.get(name="Norrköpings kommun")
    borrower.aliases = "Peking"
    editing.save(borrower, by=factories.signer())
    assert publishing.differences(shown, shown.versions.current().get())


def traces(visitor) -> list[str]:
    """The public addresses where the secret shows, in the answer or by being found."""
    slugs = Project.objects.values_list("slug", flat=True)
    direct = [f"/projekt/{slug}/" for slug in slugs] + [f"/projekt/?borrower=bolaget-{SECRET}"]
    found = [path for path in direct if SECRET in _said(visitor.get(path), path)]
    found += [path for path in direct if SECRET in path and visitor.get(path).status_code < 400]
    found += [path for path in _walk(visitor) if SECRET in _said(visitor.get(path), path)]
    if "Visar 0 av" not in visitor.get(f"/projekt/?q={SECRET}").content.decode():
        found.append("search")
    return found


def _said(response: HttpResponse, path: str) -> str:
    """Everything that an answer says, but for what only repeats the question."""
    said = response.content.decode() + str(response.headers)
    asked = re.findall(rf"[\w-]*{SECRET}", path)
    for word in asked:
        said = said.replace(word, "")
    return said


def _walk(visitor) -> list[str]:
    """Every public page that links or filters lead to, two clicks deep."""
    seen = list(START)
    for path in START:
        body = visitor.get(path).content.decode()
        seen += re.findall(r'href="(/[^"]*)"', body)
        seen += [
            f"{path}?{name}={key}"
            for name, key in re.findall(r'type="checkbox" name="(\w+)" value="([^"]*)"', body)
        ]
        seen += [f"{path}?sort={key}" for key in re.findall(r'<option value="([^"]*)"', body)]
    return [path for path in dict.fromkeys(seen) if not path.startswith(("/static", "/admin"))]


def test_nothing_leaks(visitor, secrets):
    assert len(_walk(visitor)) > 30
    assert traces(visitor) == []


def leak_working_copies(monkeypatch):
    """Renaming republishes the working copy instead of the version."""
    monkeypatch.setattr(
        publishing,
        "republish",
        lambda versions, **signed: publishing.publish(
            [version.project for version in versions.current()], **signed
        ),
    )


def leak_a_private_field(monkeypatch):
    """The content holds the internal note, and the page shows every value."""
    honest = content.content_of
    monkeypatch.setattr(
        publishing,
        "content_of",
        lambda project: honest(project) | {"place_name": project.internal_note},
    )
    for project in Project.objects.filter(status="published"):
        version = project.versions.get(valid_to=None)
        PublishedVersion._base_manager.filter(pk=version.pk).update(
            content=version.content | {"place_name": project.internal_note}
        )


def leak_withdrawn_versions(monkeypatch):
    """The register holds every version, whether current or not."""
    monkeypatch.setattr(register, "current", PublishedVersion.objects.all)


def leak_through_choices(monkeypatch):
    """The form offers every borrower there is."""
    honest = Selection._choices.func

    def choices(self):
        names = {b.slug: facts.Words(b.name) for b in Borrower.objects.all()}
        return honest(self) | {"borrower": names}

    monkeypatch.setattr(Selection, "_choices", property(choices))


def leak_through_search(monkeypatch):
    """The search also looks in the working copies."""
    monkeypatch.setattr(
        type(PublishedVersion.objects.all()),
        "containing",
        lambda self, words: self.filter(project__title__icontains=words[0]),
    )


def leak_through_addresses(monkeypatch):
    """A page is found by the working copy's address."""
    monkeypatch.setattr(
        register, "by_slug", lambda slug: register.current().filter(project__slug=slug).first()
    )


def leak_staff(monkeypatch):
    """A page says who wrote last."""
    honest = facts.ProjectInWords._other_facts

    def other_facts(self):
        yield from honest(self)
        writer = Change.objects.filter(action="change", model="loans.Project").first().by
        yield "place_name", [facts.Words(writer.username)]

    monkeypatch.setattr(facts.ProjectInWords, "_other_facts", other_facts)


@pytest.mark.parametrize(
    "leak",
    [
        leak_a_private_field,
        leak_withdrawn_versions,
        leak_through_choices,
        leak_through_search,
        leak_through_addresses,
        leak_staff,
    ],
)
def test_the_detector_finds_a_leak(visitor, secrets, monkeypatch, leak):
    leak(monkeypatch)

    assert traces(visitor)


def test_the_detector_finds_a_waiting_change_that_a_new_name_carries_along(
    visitor, monkeypatch, request
):
    leak_working_copies(monkeypatch)
    monkeypatch.setattr(publishing, "differences", lambda *arguments: True)
    request.getfixturevalue("secrets")

    assert traces(visitor)
