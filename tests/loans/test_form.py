"""What the form of a list offers, what it says is chosen, and what is wrong with it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from loans.models import PublishedVersion
from loans.selection import choices
from tests import factories
from tests.loans.heads import ReadPage
from tests.loans.reading import text_of
from tests.loans.rewriting import at
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db


def test_filters_are_named_in_the_forms_order_whatever_was_asked_first():
    goals = [factories.goal(slug=slug, name=slug) for slug in ("a", "b")]
    factories.project(goals=goals, category=factories.category(slug="ett", name="Ett"))

    query = "goal=okänt&goal=b&category=ett&goal=a&q=x"
    shown = [active.words.text for active in select(query).active]
    assert shown == ["x", "Ett", "a", "b", "okänt"]


def test_chosen_values_come_first_and_a_long_facet_stays_closed():
    category = factories.category(slug="ett", name="Boende")
    for number in range(13):
        name = f"Låntagare {number:02}"
        factories.project(borrower=factories.borrower(name=name, slug=f"l-{number}"))
    factories.project(category=category)

    selection = select("category=none&borrower=l-11&borrower=l-9")
    facets = {facet.name: facet for facet in selection.facets}
    names = [choice.words.text for choice in facets["borrower"].choices]
    assert names[:3] == ["Låntagare 09", "Låntagare 11", "Låntagare 00"]
    assert [choice.key for choice in facets["borrower"].selected] == ["l-9", "l-11"]
    assert {name: facet.is_open for name, facet in facets.items() if facet.selected} == {
        "category": True, "borrower": False,
    }  # fmt: skip
    assert facets["goal"].is_open is False
    assert selection.chosen_number == 3


@pytest.mark.parametrize(("number", "is_open"), [(12, True), (13, False)])
def test_a_facet_in_which_something_is_chosen_stands_open_up_to_twelve_values(number, is_open):
    for year in range(2000, 2000 + number):
        factories.project(decided_on=date(year, 1, 1))
    years = {facet.name: facet for facet in select("decided_year=2000").facets}["decided_year"]

    assert (len(years.choices), years.is_open) == (number, is_open)


def test_each_error_names_its_field_in_the_forms_order():
    factories.project()

    errors = select(f"goal=x&page=y&sort=z&q={'a' * 243}").field_errors
    assert [(error.label, error.anchor) for error in errors] == [
        *(("Sök", "q"), ("Sortera efter", "sort"), ("Socialt mål", "wrong-goal"), ("Sida", "")),
    ]
    assert errors[0].message.startswith(
        "Sökningen är för lång: den har 243 tecken, och det får vara högst 200."
    )


def test_an_error_without_a_field_on_the_page_leads_nowhere():
    assert [error.anchor for error in select("goal=x").field_errors] == [""]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("category=okänd", "category"),
        ("decided_year=1999", "decided_year"),
        ("member=okänd", "member"),
        ("sort=amount__lte", "sort"),
        ("sort=-project__internal_note", "sort"),
        ("page=x", "page"),
        ("page=1.5", "page"),
        ("page=" + "9" * 5000, "page"),
        ("q=%00", "q"),
        ("q=" + "a" * 201, "q"),
        ("amount_min=mycket", "amount_min"),
        ("amount_min=1,5", "amount_min"),
        ("amount_min=1.000", "amount_min"),
        ("amount_max=" + "9" * 5000, "amount_max"),
        ("amount_min=6&amount_max=5", "amount_max"),
        ("amount_band=10-25", "amount_band"),
        ("borrower_kind=person", "borrower_kind"),
        ("project=P-0099", "project"),
        ("as_of=2025-02-30", "as_of"),
        ("as_of=i dag", "as_of"),
        ("as_of=9999-12-31", "as_of"),
    ],
)
def test_a_wrong_value_is_an_error_and_selects_nothing(query, field):
    factories.project()

    selection = select(query)
    assert not selection.is_valid
    assert list(selection.errors) == [field]
    assert selection.totals["number"] == 0


@pytest.mark.parametrize(
    ("query", "language", "rows", "title"),
    [
        ("", "sv", "Projekt 1–25, sida 1 av 2", "Visar 26 projekt, sida 1 av 2"),
        ("page=2", "sv", "Projekt 26, sida 2 av 2", "Visar 26 projekt, sida 2 av 2"),
        ("q=projekt&q=p-0001", "sv", "", "Visar 1 av 26 projekt: Projekt med sökordet ”p-0001”"),
        ("page=2", "en", "Project 26, page 2 of 2", "Showing 26 projects, page 2 of 2"),
        ("page=x", "en", None, "Error: something in the filter needs correcting"),
    ],
)
def test_a_page_of_several_says_which_it_is(query, language, rows, title):
    for _ in range(26):
        factories.project()

    with translation.override(language):
        selection = select(query, language)
        assert selection.title == title
        assert rows is None or selection.paging.span == rows


def test_the_address_on_paper_is_this_very_page():
    for _ in range(26):
        factories.project()

    assert select().query_string == ""
    assert select("sort=&page=2&category=none").query_string == "?category=none&page=2"


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/projekt/", "Sida 1 av 2: projekt 1–25 av 26."),
        ("/projekt/?page=2", "Sida 2 av 2: projekt 26 av 26."),
        ("/en/projects/", "Page 1 of 2: projects 1–25 of 26."),
        ("/en/projects/?page=2", "Page 2 of 2: project 26 of 26."),
        ("/projekt/?q=p-0001", None),
    ],
)
def test_on_paper_a_list_of_several_pages_says_which_part_it_is(visitor, path, part):
    for _ in range(26):
        factories.project()

    paper = visitor.get(path).content.decode().partition('<div class="on-paper">')[2]
    assert re.findall(r"<p>((?:Sida|Page).*?)</p>", paper) == ([part] if part else [])


@pytest.fixture
def long_facet(db, monkeypatch):
    """Borrowers with one to four projects, of which the form shows the two largest."""
    monkeypatch.setattr(choices, "MOST_OFFERED", 3)
    monkeypatch.setattr(choices, "LARGEST", 2)
    for number, name in enumerate(["Abolaget", "Bebolaget", "Cebolaget", "Åbolaget"], start=1):
        borrower = factories.borrower(name=name, slug=f"b{number}")
        for _ in range(number):
            factories.project(borrower=borrower)


def names(query: str) -> list[str]:
    facet = {facet.name: facet for facet in select(query).facets}["borrower"]
    return [f"{choice.words.text} {choice.count.number}" for choice in facet.choices]


def sum_of(choice: choices.Choice) -> int | None:
    return choice.amount.data if choice.amount else None


def test_a_long_facet_shows_the_largest_and_what_is_chosen(long_facet):
    facet = {facet.name: facet for facet in select("borrower=b1").facets}["borrower"]

    assert names("") == ["Åbolaget 4", "Cebolaget 3"]
    assert names("borrower=b1") == ["Abolaget 1", "Åbolaget 4", "Cebolaget 3"]
    assert (facet.is_long, facet.left_out, facet.index) == (True, 1, "/lantagare/")


def test_where_few_values_of_a_long_facet_give_something_all_of_them_are_shown(long_facet):
    named = "project=P-0001&project=P-0002&project=P-0004"  # one of each of the first three

    assert names(f"{named}&borrower=b4") == [
        "Åbolaget 0", "Abolaget 1", "Bebolaget 1", "Cebolaget 1",
    ]  # fmt: skip
    [facet] = [facet for facet in select(named).facets if facet.is_long]
    assert ([choice.key for choice in facet.choices], facet.left_out) == (["b1", "b2", "b3"], 0)


def test_of_a_long_facet_what_gives_nothing_is_not_counted_among_the_rest(long_facet, visitor):
    factories.project(title="Ett torn", borrower=factories.borrower(name="Öbolaget", slug="b5"))

    assert "… och 2 till" in text_of(visitor.get("/projekt/?q=Projekt"))
    assert "… och 3 till" in text_of(visitor.get("/projekt/"))


def test_a_long_facet_can_be_sought_in(long_facet):
    assert names("find_borrower=CEBOL") == ["Cebolaget 3"]
    assert names("find_borrower=åb&borrower=b2") == ["Bebolaget 2", "Åbolaget 4"]
    assert names("find_borrower=xyz") == []


def test_of_what_is_sought_so_much_is_read_as_of_a_search(long_facet):
    facet = {facet.name: facet for facet in select("find_borrower=" + "å" * 201).facets}["borrower"]

    assert facet.sought == "å" * 200


def test_where_too_much_was_asked_for_nothing_is_sought(long_facet):
    selection = select("find_borrower=bolaget&borrower=b1" + "&goal=x" * 50)
    facet = {facet.name: facet for facet in selection.facets}["borrower"]

    assert [choice.key for choice in facet.choices] == ["b1"]
    assert (facet.sought, facet.found, selection.is_seeking) == ("", 0, False)


def test_of_many_found_those_with_projects_come_first_and_the_rest_are_counted(
    long_facet, monkeypatch, visitor
):
    monkeypatch.setattr(choices, "MOST_FOUND", 2)
    factories.project(title="Ett torn", borrower=factories.borrower(name="Öbolaget", slug="b5"))

    assert names("find_borrower=bolaget&q=torn") == ["Öbolaget 1", "Abolaget 0"]
    page = text_of(visitor.get("/projekt/?find_borrower=bolaget&q=torn"))
    assert "5 träffar på ”bolaget” i filtret Låntagare" in page
    assert "… och 3 till. Skriv mer så blir de färre." in page
    missed = text_of(visitor.get("/en/projects/?find_borrower=xyz"))
    assert "No hits for “xyz” in the filter Borrower" in missed


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("abo", ["Abolaget 1", "Zabo 1", "Xäbo 1", "Åbolaget 4"]),
        ("åbo", ["Åbolaget 4"]),
        ("ÄBO", ["Xäbo 1"]),
        ("cebölä", ["Cebolaget 3"]),
    ],
)
def test_whoever_lacks_a_key_finds_the_value_after_what_is_so_written(long_facet, sought, found):
    for name in ("Xäbo", "Zabo"):
        factories.project(borrower=factories.borrower(name=name, slug=name[0].lower()))

    assert names(f"find_borrower={sought}") == found


def test_what_is_found_beyond_the_first_but_chosen_is_not_left_out(long_facet, monkeypatch):
    monkeypatch.setattr(choices, "MOST_FOUND", 2)
    [facet] = [f for f in select("find_borrower=bolaget&borrower=b4").facets if f.is_long]

    assert [choice.key for choice in facet.choices] == ["b4", "b1", "b2"]
    assert (facet.left_out, facet.found) == (1, 4)


def test_as_many_values_as_can_be_offered_are_all_shown_and_need_no_seeking(
    long_facet, monkeypatch
):
    monkeypatch.setattr(choices, "MOST_OFFERED", 4)
    facet = {facet.name: facet for facet in select("find_borrower=xyz").facets}["borrower"]

    assert [choice.key for choice in facet.choices] == ["b1", "b2", "b3", "b4"]
    assert (facet.is_long, facet.sought, facet.left_out) == (False, "", 0)


def test_what_is_sought_stands_open_in_its_field_and_asks_for_nothing(long_facet, visitor):
    page = ReadPage(visitor.get("/projekt/?find_borrower=åb&sort=title"))

    assert "open" in page.one("details", id="facet-borrower").attributes
    assert page.one("input", id="find_borrower").attributes["value"] == "åb"
    assert page.one("link", rel="canonical").attributes["href"].endswith("/projekt/?sort=title")
    button = next(b for b in page.all("button") if "formaction" in b.attributes)
    assert button.attributes["formaction"] == "/projekt/#facet-borrower"


def test_a_facet_that_shows_all_its_values_is_not_sought_in(visitor):
    factories.project()
    [borrower] = [f for f in select("find_borrower=xyz").facets if f.name == "borrower"]

    assert len(borrower.choices) == 1
    page = ReadPage(visitor.get("/projekt/?find_borrower=xyz"))
    assert page.all("input", name="find_borrower") == []
    assert "open" not in page.one("details", id="facet-borrower").attributes


def test_a_short_facet_shows_what_would_give_nothing_but_not_as_a_way_on():
    one, two = (factories.category(slug=slug, name=slug) for slug in ("ett", "tva"))
    goal = factories.goal(slug="mal")
    factories.project(category=one, goals=[goal], loan_amount=5)
    factories.project(category=two)
    category = {facet.name: facet for facet in select("goal=mal").facets}["category"]

    shown = [(c.key, c.count.number, sum_of(c), c.count.href, c.is_inert) for c in category.choices]
    assert shown == [
        ("ett", 1, 5, "/projekt/?goal=mal&category=ett", False),
        ("tva", 0, None, "", True),
    ]


def test_what_would_give_nothing_cannot_be_chosen_and_opens_nothing(visitor):
    one, two = (factories.category(slug=slug, name=slug) for slug in ("ett", "tva"))
    factories.project(category=one, title="Park", loan_amount=171_400_000)
    factories.project(category=two)
    page = ReadPage(visitor.get("/projekt/?q=park"))

    boxes = {box.attributes["value"]: box for box in page.all("input", name="category")}
    assert {key: "disabled" in box.attributes for key, box in boxes.items()} == {
        "ett": False,
        "tva": True,
    }
    links = {a.attributes["href"]: a.text for a in page.all("a")}
    assert links["/projekt/?q=park&category=ett#resultat"] == "ett: 1 projekt"
    assert "/projekt/?q=park&category=tva#resultat" not in links
    assert ("171\u00a0mnkr", "171400000") in [
        (data.text, data.attributes["value"]) for data in page.all("data")
    ]


def test_while_the_query_is_wrong_every_value_can_be_chosen(visitor):
    factories.project(category=factories.category(slug="ett"))

    body = visitor.get("/projekt/?goal=okänt").content.decode()
    assert 'value="ett">' in body
    assert " disabled" not in body


def test_the_form_keeps_what_it_has_no_field_for(visitor):
    factories.project()
    page = ReadPage(visitor.get("/projekt/?project=p-0001&amount_min=5&as_of=2020-02-30"))

    fields = {f.attributes["name"]: f.attributes["value"] for f in page.all("input")}
    shown = ("project", "amount_min", "amount_max", "as_of")
    assert [fields[name] for name in shown] == ["p-0001", "5", "", "2020-02-30"]


@pytest.mark.parametrize("name", ["amount_min", "amount_max", "as_of"])
def test_what_is_wrong_in_a_field_stands_beside_it_and_leads_there(visitor, name):
    factories.project()
    page = ReadPage(visitor.get(f"/projekt/?{name}=mycket"))

    [error] = select(f"{name}=mycket").field_errors
    assert error.anchor == name
    field = page.one("input", id=name)
    assert field.attributes["aria-describedby"].split()[0] == f"error-{name}"
    assert page.one("p", id=f"error-{name}").text == error.message


def test_the_fields_of_amounts_say_how_an_amount_is_written(visitor):
    factories.project(loan_amount=5)
    page = ReadPage(visitor.get("/projekt/"))

    for name in ("amount_min", "amount_max"):
        hint = page.one("input", id=name).attributes["aria-describedby"]
        assert "i hela kronor" in page.one("p", id=hint).text


def test_the_field_for_a_day_ends_today_and_numbers_are_explained_where_they_stand(visitor):
    factories.project(loan_amount=5)
    page, wrong = visitor.get("/en/projects/"), visitor.get("/en/projects/?goal=x")

    latest = ReadPage(page).one("input", id="as_of").attributes["max"]
    assert latest == timezone.localdate().isoformat()
    explained = "Beside each value: how many projects it gives"
    assert (explained in text_of(page), explained in text_of(wrong)) == (True, False)


def test_a_value_is_counted_without_its_own_filter_and_opens_just_that(visitor):
    one, two = (factories.category(slug=slug, name=slug) for slug in ("ett", "tva"))
    for category, amount in [(one, 1), (one, None), (two, 3)]:
        factories.project(category=category, loan_amount=amount)

    [category] = [f for f in select("category=ett&sort=title").facets if f.name == "category"]
    assert [(c.key, c.is_selected, c.count.number, sum_of(c)) for c in category.choices] == [
        ("ett", True, 2, 1),
        ("tva", False, 1, 3),
    ]
    followed = visitor.get(category.choices[1].count.href).context["selection"]
    assert (followed.totals["number"], followed.totals["sum"]) == (1, 3)


def test_how_well_amounts_are_known_is_in_the_form_where_it_was_asked_for(visitor):
    factories.project(loan_amount=5, amount_is_approximate=True)
    factories.project(loan_amount=5)
    is_in_form = "amount_precision".__eq__

    assert not any(is_in_form(f.name) for f in select().facets if f.is_shown)
    asked = visitor.get("/projekt/?amount_precision=approximate")
    page = ReadPage(asked)
    assert page.one("input", value="approximate").attributes["name"] == "amount_precision"
    assert "checked" in page.one("input", value="approximate").attributes
    [active] = asked.context["selection"].active
    assert (active.label, active.words.text) == ("Beloppets noggrannhet", "Ungefärligt")
    assert asked.context["selection"].in_words == "Projekt med ungefärligt belopp"


@pytest.mark.parametrize(
    ("query", "references"),
    [
        ("amount_min=5", [3, 4]),
        ("amount_max=5", [2, 3]),
        ("amount_min=9,999,999", [4]),
        ("amount_min=9 999 999", [4]),
        ("amount_min=4&amount_max=5 ", [3]),
        ("amount_band=0-10", [2, 3, 4]),
        ("amount_band=none", [1]),
        ("project=P-0002&project=p-0004", [2, 4]),
        ("borrower_kind=company&project=P-0001", [1]),
    ],
)
def test_amounts_and_references_select(query, references):
    for amount in (None, 2, 5, 9_999_999):
        factories.project(loan_amount=amount)

    found = select(f"{query}&sort=amount")
    assert found.errors == {}
    assert sorted(row.serial for row in found.rows()) == references


@pytest.mark.parametrize(
    ("sek", "band"),
    [(9_999_999, "0-10"), (10_000_000, "10-25"), (999_999_999, "500-1000"), (10**9, "1000-")],
)
def test_a_band_begins_at_its_lower_end(sek, band):
    factories.project(loan_amount=sek)

    assert [row.serial for row in select(f"amount_band={band}").rows()] == [1]


def test_a_reference_is_kept_in_one_piece_if_it_is_one():
    factories.project()

    shown = [active.words for active in select("project=p-0001&project=P-00001").active]
    assert [(words.text, words.data) for words in shown] == [("p-0001", "p-0001"), ("P-00001", "")]


def test_a_day_shows_the_register_as_it_stood():
    factories.project()

    today = timezone.localdate()
    assert select(f"as_of={today}").totals["number"] == 1
    assert select(f"as_of={today}").beginning is None
    assert select(f"as_of={today - timedelta(days=1)}").totals["number"] == 0


def test_a_day_before_the_register_began_is_told_when_it_did(visitor):
    project = factories.project()
    at(project, 1, 2024, 3, 3, 12)

    page = visitor.get("/projekt/?as_of=2024-03-02")
    assert "<title>Visar 0 projekt: Registret börjar den 3\u00a0mars 2024" in page.content.decode()
    assert "Alla projekt, så som" not in text_of(page)
    assert "#format" not in page.content.decode()  # there is nothing to download
    beginning = page.context["selection"].beginning
    assert visitor.get(beginning.href).context["selection"].totals["number"] == 1
    printed = visitor.get("/en/projects/print/?as_of=2024-03-02")
    assert "The register begins on 3\u00a0March 2024" in text_of(printed)


def test_a_day_without_projects_after_the_register_began_is_told_so():
    project = factories.project()
    at(project, 1, 2024, 3, 3, 12)
    PublishedVersion._base_manager.update(valid_to=datetime(2024, 3, 4, tzinfo=UTC))

    assert select("as_of=2024-03-05").headline == "Visar 0 projekt"
    said = "Inga projekt var publicerade den 5\u00a0mars 2024"
    assert select("as_of=2024-03-05").beginning.text == said
