"""The form of a project: its order, its amounts, what differs from the public, what is wrong."""

import re

import pytest
from django.contrib.admin.utils import flatten_fieldsets

from loans import editing
from loans.admin.amounts import WRONG, whole_kronor
from loans.admin.fieldsets import ORDER
from loans.content import content_of
from loans.facts import ProjectInWords
from loans.models import Project
from tests import factories
from tests.loans.admin_pages import change, filled, text


@pytest.mark.parametrize(
    "written", ["68000000", "68 000 000", "68\u00a0000\u00a0000", "68\u202f000\u202f000 "]
)
def test_an_amount_is_read_with_any_spaces(written):
    assert whole_kronor(written) == 68_000_000


@pytest.mark.parametrize("written", ["", "0", "-1", "1,5", "1e9", "1000000000001", "²", "x"])
def test_what_is_no_amount_is_none(written):
    assert whole_kronor(written) is None


def test_the_form_shows_the_amount_grouped_and_in_words(reviewer):
    page = text(reviewer.get(change(factories.draft(loan_amount=68_000_000))))
    assert 'value="68 000 000"' in page
    assert ">68 miljoner kronor</output>" in page


def test_the_form_says_field_by_field_what_differs_from_the_public(reviewer):
    project = factories.project(title="Parken", loan_amount=50_000_000, purpose="")
    assert "Skiljer sig från det publicerade" not in text(reviewer.get(change(project)))
    goal = factories.goal(name="Ökad trygghet")
    project.title, project.title_en, project.loan_amount = "Parkerna", "The parks", 68_000_000
    project.purpose = "refinancing"
    editing.save(project, by=factories.signer(), many={"goals": [goal]})
    panel = text(reviewer.get(change(project))).split("Skiljer sig från det publicerade")[1]
    panel = panel.split("</section>")[0]
    for words in [
        *("Rubrik", "Parken </td>", "Parkerna </td>", "Rubrik på engelska", "The parks"),
        *("Lånebelopp", "50 miljoner kronor", "68 miljoner kronor", "Ökad trygghet"),
        *("Lånets syfte", "refinansiering"),
    ]:
        assert words in panel
    assert "{" not in panel


def test_the_words_that_differ_in_a_long_text_are_marked(reviewer):
    project = factories.project(description="Stadsdelen får nya gångvägar och en park.")
    project.description = "Stadsdelen får nya cykelvägar och en park."
    editing.save(project, by=factories.signer())
    page = text(reviewer.get(change(project)))
    assert "<del>gångvägar</del>" in page
    assert "<ins>cykelvägar</ins>" in page


def test_the_form_links_to_the_public_page_under_its_public_address(reviewer):
    project = factories.project(slug="forst")
    project.slug = "sedan"
    editing.save(project, by=factories.signer())
    assert 'href="/projekt/forst/"' in text(reviewer.get(change(project)))
    assert 'href="/projekt/' not in text(reviewer.get(change(factories.draft())))


NAMES_ON_THE_FORM = {"goal": "goals", "target_group": "target_groups", "period": "start_year"}


def test_the_form_has_the_order_and_the_labels_of_the_public_page(reviewer):
    project = factories.project(
        category=factories.category(),
        investment_type=factories.investment_type(),
        goals=[factories.goal()],
        target_groups=[factories.target_group()],
        initiative=factories.initiative(),
        summary="x",
        description="x",
        physical_investment="x",
        place_name="x",
        social_intervention="x",
        social_goals_text="x",
        purpose="refinancing",
        loan_amount=1,
        total_cost=2,
        decided_on="2024-06-12",
        start_year=2020,
        also_green=True,
        source_url="https://example.se/",
    )
    page = reviewer.get(change(project))
    public = ProjectInWords(project.versions.get(), "sv")
    facts = [fact for fact in public.main_facts + public.other_facts if fact.name != "county"]
    on_the_page = ["title", "summary", "description"]
    on_the_page += [NAMES_ON_THE_FORM.get(fact.name, fact.name) for fact in facts]
    fieldsets = page.context["adminform"].fieldsets
    on_the_form = [name for name in flatten_fieldsets(fieldsets) if name in on_the_page]
    assert on_the_form == on_the_page
    places = [text(page).index(f"{fact.label}:") for fact in public.main_facts]
    assert places == sorted(places)


@pytest.mark.django_db
def test_comparisons_name_every_public_value():
    assert set(ORDER) == set(content_of(factories.draft()))


def test_reference_and_member_are_read_and_not_typed(reviewer):
    project = factories.draft(borrower=factories.borrower("Bolaget", members=[factories.member()]))
    page = reviewer.get(change(project))
    assert '<div class="readonly">P-0001</div>' in text(page)
    assert '<div class="readonly">Norrköpings kommun</div>' in text(page)
    reviewer.post(change(project), filled(page, reference="P-0009", member="x", title="Efter"))
    assert Project.objects.get().reference == "P-0001"
    assert Project.objects.get().title == "Efter"
    assert "readonly" not in text(reviewer.get("/admin/loans/project/add/"))


def test_a_day_to_publish_is_not_offered_before_anything_keeps_it(reviewer):
    project = factories.draft()
    page = reviewer.get(change(project))
    assert "publish_at" not in text(page)
    reviewer.post(change(project), filled(page, title="Efter", publish_at="2030-01-01"))
    assert Project.objects.get(title="Efter").publish_at is None


def test_a_long_line_can_be_typed_with_breaks_and_is_stored_without(reviewer):
    project = factories.draft()
    page = reviewer.get(change(project))
    assert re.search('<textarea name="summary"', text(page))
    reviewer.post(change(project), filled(page, summary="Parker\r\n\r\n och torg. "))
    assert Project.objects.get().summary == "Parker och torg."


def test_what_is_typed_and_not_saved_does_not_differ_from_the_public(reviewer):
    project = factories.project(start_year=2020)
    sent = filled(reviewer.get(change(project)), start_year="2030", end_year="2020")
    page = text(reviewer.post(change(project), sent))
    assert "Slutåret kan inte komma före startåret." in page
    assert "Skiljer sig från det publicerade" not in page


def test_faults_are_told_on_top_each_with_a_link_to_its_field(reviewer):
    project = factories.draft()
    rows = {"loans-TOTAL_FORMS": 1, "loans-0-reference": "L-1", "loans-0-amount": "x"}
    rows |= {"loans-0-disbursed_on": "2024-07-01", "loans-0-matures_on": "", "loans-0-id": ""}
    sent = filled(reviewer.get(change(project)), title="", total_cost="noll", **rows)
    page = reviewer.post(change(project), sent)
    assert "<title>Fel:" in text(page)
    summary = re.search(r'<ul class="error-summary">.*?</ul>', text(page), re.DOTALL)[0]
    for field in ("title", "total_cost", "loans-0-amount"):
        assert f'<a href="#id_{field}">' in summary
        assert f'id="id_{field}"' in text(page)
    assert summary.count(WRONG) == 2
    assert text(page).index(summary) < text(page).index("Rubrik och sammanfattning")


def test_a_reader_reads_amounts_in_words(client, db):
    project = factories.draft(loan_amount=68_000_000, amount_is_approximate=True)
    project.total_cost = 100_000_000
    editing.save(project, by=factories.signer())
    project.loans.create(reference="L-1", amount=5_500_000, disbursed_on="2024-07-01")
    client.force_login(factories.user("reader"))
    page = text(client.get(change(project)))
    for words in ("cirka 68 miljoner kronor", "100 miljoner kronor", "5,5 miljoner kronor"):
        assert words in page
    assert "68000000" not in page
