"""The way to publish and to withdraw: what will happen, the reason, the deed."""

import re

import pytest

from loans import editing
from loans.admin import publication
from loans.models import Change, Project, PublishedVersion
from tests import factories
from tests.loans.admin_pages import change, filled, said, text

LIST = "/admin/loans/project/"
PUBLISH = f"{LIST}publish/"
WITHDRAW = f"{LIST}withdraw/"


def confirmed(client, path: str, *projects: Project, **fields) -> dict:
    """What the page that says what will happen sends."""
    page = client.get(path, {"projects": ",".join(str(p.pk) for p in projects)})
    return filled(page, **fields)


def test_the_button_saves_and_leads_to_what_will_happen_and_then_it_happens(reviewer):
    project = factories.draft(title="Före")
    sent = filled(reviewer.get(change(project)), title="Efter", _publish="x")
    page = reviewer.post(change(project), sent, follow=True)
    assert "Nytt: blir publikt." in text(page)
    assert not PublishedVersion.objects.exists()
    page = reviewer.post(PUBLISH, filled(page, why="Granskat"), follow=True)
    assert "1 projekt publicerades." in text(page)
    version = PublishedVersion.objects.get()
    assert (version.content["title"]["sv"], version.published_by) == ("Efter", reviewer.user)
    assert Change.objects.filter(action="publish").get().why == "Granskat"


def test_several_are_chosen_in_the_list_and_those_without_news_are_counted(reviewer):
    published, new, other = factories.project(), factories.draft(), factories.draft()
    keys = [published.pk, new.pk, other.pk]
    page = reviewer.post(LIST, {"action": "publish_selected", "_selected_action": keys})
    assert "Publicera 3 projekt?" in text(page)
    assert "Har inget nytt att publicera." in text(page)
    page = reviewer.post(PUBLISH, filled(page), follow=True)
    assert "2 projekt publicerades." in text(page)
    assert "1 projekt hade inget nytt att publicera." in text(page)


def test_nothing_happens_before_the_page_is_confirmed(reviewer):
    project = factories.project()
    keys = {"projects": project.pk}
    draft = factories.draft()
    reviewer.post(LIST, {"action": "publish_selected", "_selected_action": [draft.pk]})
    reviewer.post(LIST, {"action": "withdraw_selected", "_selected_action": [project.pk]})
    reviewer.get(WITHDRAW, keys)
    reviewer.get(PUBLISH, {"projects": draft.pk})
    project.refresh_from_db()
    draft.refresh_from_db()
    assert (project.status, draft.status) == ("published", "draft")


def test_what_changed_while_one_read_is_not_published_unseen(reviewer):
    project = factories.draft(title="Läst")
    sent = confirmed(reviewer, PUBLISH, project)
    project.title = "Oläst"
    editing.save(project, by=factories.signer())
    page = reviewer.post(PUBLISH, sent)
    assert "ändrade projektet medan du läste" in text(page)
    assert not PublishedVersion.objects.exists()
    reviewer.post(PUBLISH, filled(page))
    assert PublishedVersion.objects.get().content["title"]["sv"] == "Oläst"


def test_a_project_that_is_not_ready_says_why_and_none_is_published(reviewer):
    lonely = factories.draft(borrower=factories.borrower("Utan ägare", members=[]))
    ready = factories.draft()
    page = reviewer.post(PUBLISH, confirmed(reviewer, PUBLISH, lonely, ready, why="Granskat"))
    assert "ange vilken medlem" in text(page)
    assert 'value="Granskat"' in text(page)
    assert not PublishedVersion.objects.filter(project__in=[lonely, ready]).exists()


def test_a_withdrawal_without_a_reason_says_so_on_top_and_at_the_field(reviewer):
    project = factories.project()
    page = reviewer.post(WITHDRAW, confirmed(reviewer, WITHDRAW, project, why="  "))
    message = "Skriv varför projektet dras tillbaka."
    assert "<title>Fel:" in text(page)
    assert f'<a href="#id_why">Varför: {message}</a>' in text(page)
    assert f'id="id_why_error"><li>{message}</li>' in text(page)
    assert 'id="id_why"' in text(page)
    project.refresh_from_db()
    assert project.status == "published"


def test_a_reason_that_is_refused_is_kept(reviewer):
    page = reviewer.post(PUBLISH, confirmed(reviewer, PUBLISH, factories.draft(), why="=1+1"))
    assert "<title>Fel:" in text(page)
    assert 'value="=1+1"' in text(page)
    assert '<a href="#id_why">Varför: ' in text(page)


def test_publishing_asks_for_a_reason_and_says_that_it_may_be_left_out(reviewer):
    page = text(reviewer.get(PUBLISH, {"projects": factories.draft().pk}))
    assert 'name="why"' in page
    assert "Får lämnas tomt." in page
    page = text(reviewer.get(WITHDRAW, {"projects": factories.project().pk}))
    assert "Får lämnas tomt." not in page


def test_the_reason_written_on_the_form_goes_along_to_the_page_that_publishes(reviewer):
    project = factories.project()
    sent = filled(reviewer.get(change(project)), title="Efter", why="Ny & bättre", _publish="x")
    page = reviewer.post(change(project), sent, follow=True)
    assert "Ändras: rubrik." in text(page)
    reviewer.post(PUBLISH, filled(page))
    reasons = Change.objects.filter(object_key=project.reference).values_list("action", "why")
    assert set(reasons) >= {("change", "Ny & bättre"), ("publish", "Ny & bättre")}


def test_a_withdrawal_with_a_reason_is_carried_out_and_logged(reviewer):
    project, draft = factories.project(), factories.draft()
    sent = confirmed(reviewer, WITHDRAW, project, draft, why="Fel underlag")
    page = reviewer.post(WITHDRAW, sent, follow=True)
    assert "1 projekt drogs tillbaka." in text(page)
    project.refresh_from_db()
    assert project.status == "withdrawn"
    assert Change.objects.first().why == "Fel underlag"
    assert "Blir publikt igen." in text(reviewer.get(PUBLISH, {"projects": project.pk}))


@pytest.mark.parametrize("keys", ["", "x", "-1", "9" * 400, "1;2", "²"])
def test_a_hostile_choice_of_projects_leads_back_to_the_list(reviewer, keys):
    for path in (PUBLISH, WITHDRAW):
        assert reviewer.get(path, {"projects": keys}).headers["Location"] == LIST
        assert reviewer.post(path, {"projects": keys, "why": "x"}).headers["Location"] == LIST


def test_too_many_projects_at_once_are_refused_with_a_sentence(reviewer, monkeypatch):
    projects = [factories.draft() for _ in range(3)]
    keys = [project.pk for project in projects]
    for path in (PUBLISH, WITHDRAW):
        sent = {"projects": ",".join(map(str, range(300_000))), "why": "x"}
        assert "Högst 1 000 projekt" in text(reviewer.post(path, sent, follow=True))
    sent = {"projects": ",".join([str(keys[0])] * 5000)}
    assert f"Publicera {projects[0]}?" in text(reviewer.post(PUBLISH, sent))

    monkeypatch.setattr(publication, "MOST_PROJECTS", 2)
    sent = {"action": "publish_selected", "_selected_action": keys}
    assert "Högst 1 000 projekt" in text(reviewer.post(LIST, sent, follow=True))
    assert not PublishedVersion.objects.exists()


def test_an_editor_is_offered_neither(client, db):
    project = factories.project()
    client.force_login(factories.user("editor"))
    assert 'name="_publish"' not in text(client.get(change(project)))
    assert "withdraw" not in text(client.get(change(project)))
    assert 'value="publish_selected"' not in text(client.get(LIST))
    sent = filled(client.get(change(project)), title="Ny rubrik", _publish="x")
    assert client.post(change(project), sent).headers["Location"] == LIST
    assert PublishedVersion.objects.count() == 1


def test_a_new_project_shows_what_becomes_public_and_what_is_empty(reviewer):
    project = factories.draft(
        title="Parken", summary="En park.", loan_amount=5_000_000, internal_note="Hemligt"
    )
    page = reviewer.get(PUBLISH, {"projects": project.pk})
    assert re.search(r"Rubrik –\s+Parken .*Sammanfattning –\s+En park\.", said(page))
    assert "Hemligt" not in text(page)
    assert "Tomt: projektbeskrivning, investeringstyp, projektkategori, fysisk" in said(page)
    assert "<details open>" in text(page)


def test_several_new_projects_are_folded_and_a_withdrawn_one_shows_its_values_too(reviewer):
    withdrawn, new = factories.project(title="Borta"), factories.draft(title="Ny")
    editing.withdraw(withdrawn, by=factories.signer(), why="Fel underlag")
    page = reviewer.get(PUBLISH, {"projects": f"{withdrawn.pk},{new.pk}"})
    assert text(page).count("<details>") == 2
    assert "Rubrik – Borta" in said(page)
    assert "Rubrik – Ny" in said(page)


def test_the_heading_says_where_there_is_nothing_to_do(reviewer):
    published, draft = factories.project(), factories.draft()
    page = said(reviewer.get(PUBLISH, {"projects": published.pk}))
    assert "Det finns inget nytt att publicera" in page
    assert "Publicera P-" not in page
    assert "Det finns inget att dra tillbaka" in said(
        reviewer.get(WITHDRAW, {"projects": draft.pk})
    )


def test_a_reason_that_is_needed_says_so_before_the_form_is_sent(reviewer):
    keys = {"projects": factories.project().pk}
    assert "Varför (krävs):" in said(reviewer.get(WITHDRAW, keys))
    keys = {"projects": factories.draft().pk}
    assert "Varför:" in said(reviewer.get(PUBLISH, keys))
