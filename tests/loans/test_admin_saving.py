"""What the admin's forms save, and how they answer to what can't be saved."""

import re

import pytest
from django.contrib.admin.models import LogEntry

from loans import editing
from loans.admin.base import SignedAdmin
from loans.models import Change, Initiative, Loan, Project, TargetGroup
from members.models import Borrower, Member
from privacy.models import PrivacyNotice
from tests import factories
from tests.loans.admin_pages import address, everything, filled


def test_one_save_with_goals_and_loans_is_one_entry(reviewer):
    goal = factories.goal(name="Ökad trygghet")
    project = factories.draft(title="Parken")
    path = address(Project, "change", project.pk)
    before = Change.objects.count()
    sent = filled(
        reviewer.get(path),
        title="Parkerna",
        goals=[goal.pk],
        loan_amount="68 000 000",
        why="Ny ansökan",
        **{
            "loans-TOTAL_FORMS": 1,
            "loans-0-reference": "L-7",
            "loans-0-amount": "5\u00a0000\u00a0000",
            "loans-0-disbursed_on": "2024-07-01",
            "loans-0-matures_on": "",
            "loans-0-id": "",
            "loans-0-project": project.pk,
        },
    )
    assert reviewer.post(path, sent).status_code == 302
    entry = Change.objects.first()
    assert Change.objects.count() == before + 1
    assert (entry.by, entry.why, entry.action) == (reviewer.user, "Ny ansökan", "change")
    assert set(entry.fields) == {"title", "goals", "loan_amount", "loans"}
    assert project.loans.get().amount == 5_000_000
    assert not LogEntry.objects.exists()


def test_a_new_project_gets_its_reference_and_one_entry(reviewer):
    borrower = factories.borrower()
    path = address(Project, "add")
    before = Change.objects.count()
    sent = filled(reviewer.get(path), title="Åkerö ängar", borrower=borrower.pk)
    assert reviewer.post(path, sent).status_code == 302
    project = Project.objects.get()
    assert (project.reference, project.slug, project.status) == ("P-0001", "akero-angar", "draft")
    assert Change.objects.count() == before + 1


@pytest.mark.parametrize("taken", ["parken", "parken-2"])
def test_a_title_that_is_taken_gets_a_number_in_its_address(reviewer, taken):
    factories.project(slug="parken")
    if taken != "parken":
        factories.draft(slug=taken)
    sent = filled(
        reviewer.get(address(Project, "add")), title="Parken", borrower=factories.borrower().pk
    )
    reviewer.post(address(Project, "add"), sent)
    assert Project.objects.get(title="Parken").slug == f"parken-{2 if taken == 'parken' else 3}"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"loan_amount": "68,5 miljoner"}, "Skriv beloppet i hela kronor"),
        ({"loan_amount": "-5"}, "Skriv beloppet i hela kronor"),
        ({"loan_amount": "0"}, "minst 1 krona"),
        ({"loan_amount": "9" * 5000}, "minst 1 krona"),
        ({"loan_amount": "٣٤"}, "Skriv beloppet i hela kronor"),
        ({"total_cost": "5", "loan_amount": "6"}, "kan inte vara mindre än lånet"),
        ({"slug": "Hej Å"}, "små bokstäver"),
        ({"slug": "jamfor"}, "upptaget"),
        ({"slug": "../admin"}, "små bokstäver"),
        ({"title": "=1+1"}, "läser det som en formel"),
        ({"title": "!!!", "slug": ""}, "Skriv ett adressnamn"),
        ({"why": "x" * 501}, "500 tecken"),
        ({"why": "nytt\x00"}, "ull"),
        ({"start_year": "2025", "end_year": "2020"}, "före startåret"),
        ({"latitude": "99,5", "longitude": "16"}, "Ange både latitud"),
        ({"borrower": "999999"}, "giltigt"),
        ({"source_url": "javascript:alert(1)"}, "giltig"),
    ],
)
def test_a_hostile_value_gives_a_message_and_keeps_what_was_typed(reviewer, fields, message):
    project = factories.draft(title="Före")
    path = address(Project, "change", project.pk)
    sent = filled(reviewer.get(path), **({"summary": "Det jag skrev"} | fields))
    before = everything()
    page = reviewer.post(path, sent)
    assert page.status_code == 200
    assert message in page.content.decode()
    assert "Det jag skrev" in page.content.decode()
    assert everything() == before


RULES_BETWEEN_FIELDS = [
    ({"start_year": "2025", "end_year": "2020"}, "end_year", "före startåret"),
    ({"latitude": "58"}, "longitude", "både latitud"),
    ({"longitude": "16"}, "latitude", "både latitud"),
    ({"decided_on": "2024-05-01", "decided_precision": ""}, "decided_precision", "hur noga"),
    (
        {"decided_on": "2024-05-02", "decided_precision": "month"},
        "decided_on",
        "första dagen i den",
    ),
    ({"amount_is_approximate": "on", "loan_amount": ""}, "loan_amount", "behöver ett belopp"),
    ({"total_cost": "5", "loan_amount": "6"}, "total_cost", "mindre än lånet"),
]


@pytest.mark.parametrize(("fields", "place", "message"), RULES_BETWEEN_FIELDS)
def test_a_rule_between_fields_shows_at_the_one_to_mend(reviewer, fields, place, message):
    path = address(Project, "change", factories.draft().pk)
    page = reviewer.post(path, filled(reviewer.get(path), **fields))
    html = page.content.decode()
    assert re.search(rf'<a href="#id_{place}">[^<]*{message}', html)
    assert re.search(rf'<ul class="errorlist" id="id_{place}_error"><li>[^<]*{message}', html)
    field = re.search(rf'<(?:input|select)[^>]* name="{place}"[^>]*>', html).group()
    assert 'aria-invalid="true"' in field
    assert html.count(message) == 2


def test_a_rule_between_fields_of_a_loan_shows_at_the_one_to_mend(reviewer):
    project = factories.draft()
    path = address(Project, "change", project.pk)
    loan = {"reference": "L-7", "amount": "5", "disbursed_on": "2024-07-01"}
    loan |= {"matures_on": "2024-06-01", "id": "", "project": project.pk}
    sent = filled(reviewer.get(path), **{f"loans-0-{name}": value for name, value in loan.items()})
    html = reviewer.post(path, sent | {"loans-TOTAL_FORMS": 1}).content.decode()
    assert '<a href="#id_loans-0-matures_on">' in html


@pytest.mark.parametrize("model", [Project, Loan, Member, Borrower, TargetGroup])
def test_each_rule_of_the_database_says_at_which_fields_it_shows(model):
    for rule in model._meta.constraints:
        if rule.name != "project_status_known":  # no form has it
            assert {*rule.violation_error_code.split()} <= {f.name for f in model._meta.fields}


@pytest.mark.parametrize("number", ["8001010000", "556036-0794", "abc", "0" * 20])
def test_a_hostile_organisation_number_gives_a_message(reviewer, number):
    borrower = factories.borrower()
    path = address(Borrower, "change", borrower.pk)
    page = reviewer.post(path, filled(reviewer.get(path), organisation_number=number))
    assert page.status_code == 200
    assert page.context["errors"]
    assert Borrower.objects.get().organisation_number is None


def test_a_number_that_is_too_long_gets_one_message(reviewer):
    path = address(Borrower, "change", factories.borrower().pk)
    page = reviewer.post(path, filled(reviewer.get(path), organisation_number="19800101-1234"))
    messages = page.context["adminform"].form.errors["organisation_number"]
    assert messages == ["Skriv organisationsnumret som NNNNNN-NNNN."]


def test_an_organisation_number_is_stored_as_digits(reviewer):
    borrower = factories.borrower()
    path = address(Borrower, "change", borrower.pk)
    reviewer.post(path, filled(reviewer.get(path), organisation_number="556036-0793"))
    assert Borrower.objects.get().organisation_number == "5560360793"


def test_a_refusal_by_editing_shows_on_the_form(reviewer):
    """A public key never changes: only `editing` knows, and only when it saves."""
    initiative = factories.initiative(slug="forst")
    factories.project(initiative=initiative)
    path = address(type(initiative), "change", initiative.pk)
    sent = filled(reviewer.get(path), slug="sedan", name="Nytt namn")
    before = everything()
    page = reviewer.post(path, sent)
    assert page.status_code == 200
    assert "har varit publik och ändras inte" in page.content.decode()
    assert "Nytt namn" in page.content.decode()
    assert everything() == before


def test_the_address_of_another_project_is_refused_on_the_form(reviewer):
    first = factories.project(slug="gammal")
    first.slug = "ny"
    editing.save(first, by=factories.signer())
    path = address(Project, "change", factories.draft().pk)
    page = reviewer.post(path, filled(reviewer.get(path), slug="gammal"))
    assert "har tillhört ett annat projekt" in page.content.decode()


def test_a_permission_that_is_missing_at_the_last_moment_shows_on_the_form(client, db, monkeypatch):
    """The project was published after the form had been opened for change."""
    borrower = factories.project().borrower
    monkeypatch.setattr(SignedAdmin, "locked_because", lambda *arguments: "")
    client.force_login(factories.user("editor"))
    path = address(Borrower, "change", borrower.pk)
    page = client.post(path, filled(client.get(path), name="Annat namn"))
    assert page.status_code == 200
    assert "Bara granskare och administratörer" in page.content.decode()
    assert "Annat namn" in page.content.decode()
    assert Borrower.objects.get().name != "Annat namn"


def test_two_that_save_the_same_key_at_once_get_a_message(reviewer, monkeypatch):
    """The form found the address free; the database, a moment later, did not."""
    factories.initiative(slug="upptagen")
    monkeypatch.setattr(Initiative, "validate_unique", lambda *arguments, **options: None)
    monkeypatch.setattr(Initiative, "validate_constraints", lambda *arguments, **options: None)
    path = address(Initiative, "add")
    page = reviewer.post(path, filled(reviewer.get(path), name="Ny", slug="upptagen"))
    assert page.status_code == 200
    assert "Någon annan sparade samtidigt" in page.content.decode()
    assert Initiative.objects.count() == 1


def test_what_is_linked_can_not_be_chosen_once_inactive_but_stays_where_it_is(reviewer):
    kept, other = factories.category(), factories.category()
    project = factories.draft(category=kept)
    for category in (kept, other):
        category.is_active = False
        editing.save(category, by=factories.signer())
    page = reviewer.get(address(Project, "change", project.pk)).content.decode()
    assert kept.name in page
    assert other.name not in page


@pytest.mark.parametrize(
    ("number", "words"), [(1, "i 1 publicerat projekt."), (2, "i 2 publicerade projekt.")]
)
def test_whoever_may_rename_what_is_published_reads_where_it_shows(reviewer, number, words):
    borrower = factories.borrower()
    for _ in range(number):
        factories.project(borrower=borrower)
    factories.draft(borrower=borrower)
    for row in (borrower, borrower.members.get()):
        page = reviewer.get(address(type(row), "change", row.pk))
        assert f"Ändringen syns för allmänheten med en gång, {words}" in page.content.decode()


def test_what_no_published_project_shows_has_no_such_line(reviewer):
    borrower = factories.draft().borrower
    page = reviewer.get(address(Borrower, "change", borrower.pk)).content.decode()
    assert "för allmänheten med en gång" not in page


def test_a_saved_change_of_a_published_project_says_that_it_waits(reviewer):
    waits = "Ändringen väntar: allmänheten ser den förra versionen"
    for project, is_told in ((factories.project(), True), (factories.draft(), False)):
        path = address(Project, "change", project.pk)
        sent = filled(reviewer.get(path), title="Ny rubrik")
        assert (waits in reviewer.post(path, sent, follow=True).content.decode()) is is_told


def test_a_save_that_the_public_does_not_see_does_not_say_that_it_waits(reviewer):
    path = address(Project, "change", factories.project().pk)
    sent = filled(reviewer.get(path), internal_note="Ring kommunen")
    assert "Ändringen väntar" not in reviewer.post(path, sent, follow=True).content.decode()


def test_a_form_with_errors_is_named_by_what_is_stored(reviewer):
    project = factories.project(title="Lagrad rubrik")
    path = address(Project, "change", project.pk)
    sent = filled(reviewer.get(path), title="Skriven rubrik", start_year="2025", end_year="2020")
    html = reviewer.post(path, sent).content.decode()
    assert html.count(f"{project.reference} Lagrad rubrik") == 3  # title, heading, breadcrumbs
    assert f"{project.reference} Skriven rubrik" not in html
    assert 'value="Skriven rubrik"' in html


def test_why_stands_between_the_loans_and_the_buttons(reviewer):
    html = reviewer.get(address(Project, "change", factories.draft().pk)).content.decode()
    order = [html.index(part) for part in ('id="loans-group"', 'name="why"', 'name="_save"')]
    assert order == sorted(order)
    assert html.count('name="why"') == 1


def test_the_way_to_publish_stands_at_the_same_place_for_projects_and_notices(reviewer):
    reviewer.force_login(factories.user())
    rows = (factories.draft(), PrivacyNotice.objects.create(title="Utkast", text="Text"))
    pages = [reviewer.get(address(type(row), "change", row.pk)).content.decode() for row in rows]
    buttons = [re.findall(r'type="submit"[^>]* name="(_\w+)"', page) for page in pages]
    assert buttons == [["_save", "_continue", "_publish", "_addanother"]] * 2


def test_each_field_of_a_loan_has_a_label_of_its_own(reviewer):
    project = factories.draft()
    project.loans.create(reference="L-1", amount=5, disbursed_on="2024-07-01")
    html = reviewer.get(address(Project, "change", project.pk)).content.decode()
    for name in ("reference", "amount", "disbursed_on", "matures_on"):
        assert re.search(rf'<label[^>]* for="id_loans-0-{name}"', html)
