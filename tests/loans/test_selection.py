"""A query string selects the projects that it says, and says what it selected."""

from datetime import date

import pytest

from loans.facets import FACETS
from loans.figures import Count
from loans.models import PublishedVersion
from loans.selection import paging
from tests import factories
from tests.loans.formats.test_columns import publish_all
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db


def titles(query: str = "", language: str = "sv") -> list[str]:
    selection = select(query, language)
    assert selection.is_valid, selection.errors
    return [project.title.text for project in selection.projects]


def test_several_values_of_a_filter_mean_or_and_filters_between_them_and():
    one, two = factories.category(slug="ett"), factories.category(slug="tva")
    goal = factories.goal(slug="trygghet")
    factories.project(title="A", category=one, goals=[goal])
    factories.project(title="B", category=two, goals=[goal])
    factories.project(title="C", category=two)
    factories.project(title="D", goals=[goal])

    assert titles("sort=title&category=ett&category=tva") == ["A", "B", "C"]
    assert titles("sort=title&category=ett&category=tva&goal=trygghet") == ["A", "B"]


def test_not_stated_is_a_value_like_any_other():
    factories.project(title="A", category=factories.category(slug="ett"))
    factories.project(title="B")

    assert titles("category=none") == ["B"]
    assert titles("sort=title&category=none&category=ett") == ["A", "B"]


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_not_stated_can_be_asked_for_where_nothing_lacks_a_value(facet):
    publish_all()
    offered = [choice.key for each in select().facets for choice in each.choices]
    [chosen] = [each for each in select(f"{facet}=none", "en").facets if each.name == facet]
    [choice] = chosen.selected

    assert titles(f"{facet}=none") == []
    assert titles(f"{facet}=none&{facet}=", "en") == []
    assert (choice.words.text, choice.count.number) == ("Not stated", 0)
    assert [each.words.text for each in select(f"{facet}=none").active] == ["Ej angivet"]
    assert "none" not in offered


def test_every_word_of_a_search_must_stand_somewhere():
    factories.project(title="Lekplats i Åre", summary="Trygghet för barn")
    factories.project(title="Badhus i Åre")

    assert titles("q=åre trygghet") == ["Lekplats i Åre"]
    assert titles("q=ÅRE&sort=title") == ["Badhus i Åre", "Lekplats i Åre"]
    assert titles('q="i Åre"&sort=title') == ["Badhus i Åre", "Lekplats i Åre"]
    assert titles('q="Åre trygghet"') == []


@pytest.mark.parametrize("word", ["%", "_", "\\", "'"])
def test_a_search_takes_every_character_as_it_is(word):
    factories.project(title="Vanlig rubrik")

    assert titles(f"q={word.replace('%', '%25')}") == []


def test_a_search_finds_what_the_page_shows():
    factories.project(
        title="Rubrik", borrower=factories.borrower(name="ÖrebroBostäder AB", aliases="ÖBO, Öbo")
    )

    for word in ("öbo", "örebrobostäder", "p-0001", "östergötlands", "rubrik"):
        assert titles(f"q={word}") == ["Rubrik"], word


def test_the_order_is_swedish_and_unknown_values_come_last():
    factories.project(title="Öga", loan_amount=2)
    factories.project(title="Zebra", loan_amount=None)
    factories.project(title="Åre", loan_amount=1)

    assert titles("sort=title") == ["Zebra", "Åre", "Öga"]
    assert titles("sort=-title") == ["Öga", "Åre", "Zebra"]
    assert titles("sort=amount") == ["Åre", "Öga", "Zebra"]
    assert titles("sort=-amount") == ["Öga", "Åre", "Zebra"]


def test_the_latest_decision_comes_first_unless_asked_otherwise():
    factories.project(title="Gammal", decided_on=date(2020, 1, 1))
    factories.project(title="Okänd")
    factories.project(title="Ny", decided_on=date(2024, 1, 1))

    assert titles() == ["Ny", "Gammal", "Okänd"]
    assert titles("sort=decided_on") == ["Gammal", "Ny", "Okänd"]


def test_vague_decisions_come_after_the_exact_ones_of_their_period():
    for title, day, precision in [
        *(("2023", date(2023, 1, 1), "year"), ("januari", date(2023, 1, 1), "month")),
        *(("1 januari", date(2023, 1, 1), "day"), ("9 juni", date(2023, 6, 9), "day")),
        *(("juni", date(2023, 6, 1), "month"), ("31 december", date(2023, 12, 31), "day")),
        *(("2022", date(2022, 1, 1), "year"), ("februari 2024", date(2024, 2, 1), "month")),
    ]:
        factories.project(title=title, decided_on=day, decided_precision=precision)

    assert titles("sort=decided_on") == [
        *("2022", "1 januari", "januari", "9 juni", "juni", "31 december", "2023"),
        "februari 2024",
    ]
    assert titles("sort=-decided_on") == [
        *("februari 2024", "31 december", "9 juni", "juni", "1 januari", "januari", "2023"),
        "2022",
    ]


def test_ties_are_broken_by_the_reference_as_a_number():
    factories.project(title="Tiotusende", reference="P-10000")
    factories.project(title="Sjunde", reference="P-0007")

    assert titles() == ["Sjunde", "Tiotusende"]


def test_an_english_list_is_sorted_by_what_it_shows():
    factories.project(title="Ö", title_en="Apple")
    factories.project(title="A", title_en="Zebra")

    assert titles("sort=title", "en") == ["Apple", "Zebra"]


def test_totals_run_over_known_amounts_and_say_so():
    factories.project(loan_amount=68_000_000)
    factories.project(loan_amount=16_000_000)
    factories.project(loan_amount=None)

    selection = select()
    assert selection.headline == "Visar 3 projekt"
    assert selection.figures.total_amount.data == 84_000_000
    [without] = selection.figures.reservations
    assert without == Count("1 av 3 utan belopp", 1, "/projekt/?amount_band=none")


def test_a_sum_of_approximate_amounts_says_so():
    factories.project(loan_amount=3_800_000_000, amount_is_approximate=True)
    factories.project(loan_amount=16_000_000)

    selection = select()
    assert selection.figures.total_amount.text == "cirka 3,8\u00a0miljarder kronor"
    [roughly] = selection.figures.reservations
    href = "/projekt/?amount_precision=approximate"
    assert roughly == Count("1 av 2 ungefärligt", 1, href)
    assert [project.reference for project in select(href.partition("?")[2]).projects] == ["P-0001"]


def test_a_filtered_list_says_how_much_of_the_whole_it_is():
    factories.project(category=factories.category(slug="ett"), loan_amount=None)
    factories.project()

    selection = select("category=ett")
    assert selection.headline == "Visar 1 av 2 projekt"
    assert selection.figures.total_amount is None


def test_an_active_filter_links_to_the_same_list_without_it():
    factories.project(category=factories.category(slug="ett", name="Boende"))

    selection = select("q=projekt&category=ett&sort=title&page=1")
    words, category = selection.active
    assert (words.words.text, words.href) == ("projekt", "?category=ett&sort=title")
    assert (category.label, category.words.text) == ("Projektkategori", "Boende")
    assert category.href == "?q=projekt&sort=title"
    assert selection.href_of_everything == "?sort=title"


def test_a_wrong_value_can_be_taken_away():
    assert select("category=okänd&q=x").active[1].href == "?q=x"


def test_an_unknown_parameter_is_ignored():
    factories.project(title="A")

    assert titles("utm_source=brev&project__status=draft") == ["A"]
    assert select("utm_source=brev").href() == "?"


@pytest.mark.parametrize("query", ["q=park&q=skola", "q=park&category=%20none%20&q=skola"])
def test_of_repeated_search_words_the_last_count_and_are_shown(query):
    factories.project(title="Ny skola")
    factories.project(title="Ny park")

    assert titles(query) == ["Ny skola"]
    assert [active.words.text for active in select(query).active if active.label == "Sökord"] == [
        "skola"
    ]
    assert select("q=park&q=").active == []


def test_letters_that_are_put_together_are_found():
    factories.project(title="Lekplats i Åre")

    assert titles("q=A\u030are") == ["Lekplats i Åre"]
    assert titles("q='åre'") == ["Lekplats i Åre"]


def test_long_titles_are_sorted_to_their_end():
    stem = "Investeringar i ökad tillgänglighet för att förbättra tryggheten och folkhälsan i "
    for place in ("Örebro", "Alby", "Åre"):
        factories.project(title=stem + place)

    assert [title.removeprefix(stem) for title in titles("sort=title")] == ["Alby", "Åre", "Örebro"]


def test_an_empty_field_of_the_form_asks_for_nothing():
    factories.project(title="A")

    assert titles("q=&category=&sort=") == ["A"]


def test_choices_are_the_published_values_in_swedish_order_with_not_stated_last():
    for name in ("Örebro kommun", "Zons kommun", "Åre kommun"):
        factories.project(borrower=factories.borrower(name=name))
    factories.project(category=factories.category(name="Boende"))
    factories.draft(borrower=factories.borrower(name="Bara i ett utkast"))

    facets = {facet.name: facet for facet in select().facets}
    names = [choice.words.text for choice in facets["borrower"].choices]
    assert names == ["Norrköpings kommun", "Zons kommun", "Åre kommun", "Örebro kommun"]
    assert [c.words.text for c in facets["category"].choices] == ["Boende", "Ej angivet"]


def test_years_come_newest_first():
    for year in (2020, 2024, 2022):
        factories.project(decided_on=date(year, 5, 5))

    years = next(facet for facet in select().facets if facet.name == "decided_year")
    assert [choice.key for choice in years.choices] == ["2024", "2022", "2020"]


def test_pages_show_every_project_once():
    for _ in range(60):
        factories.project(decided_on=date(2024, 1, 1))

    seen = [p.reference for n in (1, 2, 3) for p in select(f"page={n}").projects]
    assert len(seen) == 60
    assert len(set(seen)) == 60
    assert [link.number for link in select("page=2").paging.links] == [1, 2, 3]
    assert select("page=2&q=projekt").paging.next_href == "?q=projekt&page=3"


def test_choosing_a_filter_leads_back_to_the_first_page():
    assert "page" not in select("page=3&category=none").href()


def test_every_facet_can_be_filtered_by():
    factories.project()

    for facet in FACETS:
        key = facet.values(PublishedVersion.objects.get().content)[0].key
        assert len(titles(f"{facet.name}={key}")) == 1


def test_all_rows_come_in_order_however_many_pages_there_are(db, monkeypatch):
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    made = [factories.project(title=title) for title in ("Cykel", "Arena", "Bad")]

    rows = select("sort=title&page=2").rows()
    assert [row.reference for row in rows] == [
        made[1].reference,
        made[2].reference,
        made[0].reference,
    ]
