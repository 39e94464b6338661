"""Leaks to open on purpose: each is one way in which a secret could reach the public."""

from types import SimpleNamespace

from django.utils.translation import get_language

from loans import directory, errors, facts, head, linked_data, profiles, register, views
from loans.content import content_of
from loans.formats.columns import COLUMNS
from loans.formats.extract import Extract
from loans.models import Change, Loan, Project, PublishedVersion, SocialGoal
from loans.search import index, matching
from loans.selection import Selection, suggested
from members.models import Borrower, Member
from privacy.models import PrivacyNotice
from tests.loans.secrets import SECRET


def leak_a_private_field(monkeypatch):
    """The content holds the internal note, and the page shows every value."""
    add_to_the_content(lambda project: {"place_name": project.internal_note})


def leak_the_publishing_time(monkeypatch):
    """The content says when a change will be published."""
    add_to_the_content(lambda project: {"place_name": f"Kommer {project.publish_at:%Y-%m-%d}"})


def leak_a_waiting_amount(monkeypatch):
    """The page shows the working copy's amount."""
    add_to_the_content(lambda project: {"loan_amount": project.loan_amount})


def leak_a_waiting_english_text(monkeypatch):
    """The English page shows the working copy's summary."""
    add_to_the_content(lambda project: {"summary": {"sv": "", "en": project.summary_en}})


def add_to_the_content(values) -> None:
    for project in Project.objects.filter(status="published"):
        version = project.versions.get(valid_to=None)
        PublishedVersion._base_manager.filter(pk=version.pk).update(
            content=version.content | values(project)
        )


def leak_withdrawn_versions(monkeypatch):
    """The register holds every version, whether current or not."""
    monkeypatch.setattr(register, "current", PublishedVersion.objects.all)


def leak_through_choices(monkeypatch):
    """The form offers every borrower there is."""
    offer(monkeypatch, "borrower", Borrower)


def leak_unused_goals(monkeypatch):
    """The form offers every goal there is."""
    offer(monkeypatch, "goal", SocialGoal)


def offer(monkeypatch, facet: str, model) -> None:
    honest = Selection._labels.func

    def labels(self):
        names = {row.slug: facts.Words(row.name) for row in model.objects.all()}
        return honest(self) | {facet: names}

    monkeypatch.setattr(Selection, "_labels", property(labels))


def leak_unused_members(monkeypatch):
    """The index of members shows every body there is."""
    list_all(monkeypatch, "member", Member)


def leak_unused_values(monkeypatch):
    """The index of goals shows what cannot be chosen."""
    list_all(monkeypatch, "goal", SocialGoal)


def list_all(monkeypatch, facet: str, model) -> None:
    section = directory.SECTIONS[facet]._replace(rows=lambda keys: model.objects.all())
    monkeypatch.setitem(directory.SECTIONS, facet, section)


def leak_borrowers_by_their_address(monkeypatch):
    """A borrower without published projects has a page."""

    def of_content(facet, slug, overview):
        row = Borrower.objects.filter(slug=slug).first()
        return row and (facts.Words(row.name), facts.Words(""), [])

    monkeypatch.setattr(profiles, "_of_content", of_content)


def leak_borrowers_by_leading_on(monkeypatch):
    """An old entry that was never public leads to its heir."""
    Borrower.objects.filter(slug__startswith="oanvant").update(
        merged_into=Borrower.objects.get(slug__startswith="nya-bolaget")
    )

    def heir_of(facet, slug, selection):
        row = Borrower.objects.filter(slug=slug, merged_into__isnull=False).first()
        return row.heir.slug if facet == "borrower" and row else ""

    monkeypatch.setattr(views, "heir_of", heir_of)


def leak_through_search(monkeypatch):
    """The search also looks in the working copies."""
    for project in Project.objects.filter(status="published"):
        version = project.versions.get(valid_to=None)
        index.add([SimpleNamespace(pk=version.pk, content=content_of(project))])


def leak_through_addresses(monkeypatch):
    """A page is found by the working copy's address."""
    monkeypatch.setattr(
        register, "by_slug", lambda slug: register.current().filter(project__slug=slug).first()
    )


def leak_staff(monkeypatch):
    """A page says who wrote last."""
    say(monkeypatch, lambda: Change.objects.filter(action="change").first().by.username)


def leak_the_approver(monkeypatch):
    """A page says who approved it."""
    first = PublishedVersion._base_manager.get(slug="synligt", number=1)
    say(monkeypatch, lambda: first.approved_by.last_name)


def leak_a_drawn_loan(monkeypatch):
    """A page says how much is drawn."""
    say(monkeypatch, lambda: f"{Loan.objects.get().amount:,}")


def say(monkeypatch, what) -> None:
    honest = facts.ProjectInWords._other_facts

    def other_facts(self):
        yield from honest(self)
        yield "place_name", [facts.Words(what())]

    monkeypatch.setattr(facts.ProjectInWords, "_other_facts", other_facts)


def leak_to_machines(monkeypatch):
    """The linked data tells of the working copy what the page does not."""
    honest = linked_data.project_page

    def project_page(shown, *args):
        project = Project.objects.get(reference=shown.reference)
        return [*honest(shown, *args), {"@type": "Thing", "name": project.internal_note}]

    monkeypatch.setattr(linked_data, "project_page", project_page)


def leak_in_a_file(monkeypatch):
    """The files are written of the working copies, and not of the selection."""

    def values(self):
        return ([project.title] * len(COLUMNS) for project in Project.objects.all())

    monkeypatch.setattr(Extract, "values", values)


def leak_in_a_description(monkeypatch):
    """What search engines show under the title is the working copy's summary."""
    honest = head._of_project

    def described(shown):
        project = Project.objects.get(reference=shown.reference)
        return honest(shown)._replace(text=project.summary)

    monkeypatch.setattr(head, "_of_project", described)


def leak_a_draft_of_the_notice(monkeypatch):
    """The gate shows what is being written."""
    draft = PrivacyNotice.objects.get(version=None)
    shown = {"title": draft.title, "paragraphs": [draft.text]}
    monkeypatch.setattr(PrivacyNotice, "words_in", lambda self, language: shown)


def leak_in_a_header(monkeypatch):
    """A header tells who published."""
    answer_with(monkeypatch, lambda request, answer: answer.headers.update({"X-By": publisher()}))


def leak_to_search_engines(monkeypatch):
    """What only a crawler is shown."""

    def add(request, answer):
        if "Googlebot" in request.headers.get("User-Agent", ""):
            answer.write(publisher())

    answer_with(monkeypatch, add)


def leak_in_english(monkeypatch):
    """What only an English page says."""
    answer_with(
        monkeypatch,
        lambda request, answer: answer.write(publisher()) if get_language() == "en" else None,
    )


def publisher() -> str:
    return PublishedVersion._base_manager.get(slug="synligt", number=1).published_by.username


def answer_with(monkeypatch, change) -> None:
    """Changes every page of the register on its way out."""
    honest = views.render

    def render(request, *args, **kwargs):
        answer = honest(request, *args, **kwargs)
        change(request, answer)
        return answer

    monkeypatch.setattr(views, "render", render)


def leak_in_an_error_page(monkeypatch):
    """The page of a failure says what failed."""
    honest = errors.render

    def render(request, *args, **kwargs):
        answer = honest(request, *args, **kwargs)
        if answer.status_code == 500:
            answer.write(SECRET)
        return answer

    monkeypatch.setattr(errors, "render", render)


def leak_words_of_any_version(monkeypatch):
    """A search that finds nothing is offered words whatever became of the versions that have
    them."""
    monkeypatch.setattr(
        matching, "having", lambda spellings, vocabulary: dict.fromkeys(spellings, matching.EVERY)
    )


def leak_through_suggestions(monkeypatch):
    """While one types, every borrower there is is suggested."""

    def named(facet, portfolio, language):
        return ((row.slug, facts.Words(row.name)) for row in Borrower.objects.all())

    monkeypatch.setattr(suggested, "_named", named)


LEAKS = [leak for name, leak in globals().items() if name.startswith("leak_")]
