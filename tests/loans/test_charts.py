"""Charts: tables drawn as bars."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from loans import charts
from loans.charts import MOST_BARS, WHOLE, Chart, chart
from loans.facets import BY_NAME
from loans.facts import Words
from loans.figures import Count
from tests import factories
from tests.loans.selecting import select

pytestmark = pytest.mark.django_db


def drawn(facet: str, language: str = "sv") -> Chart:
    with override(language):
        return chart(BY_NAME[facet], select(language=language))


def test_the_longest_bar_is_whole_and_every_bar_can_be_seen():
    many, one = factories.category(name="Många"), factories.category(name="En")
    for _ in range(3):
        factories.project(category=many, loan_amount=3_800_000_000)
    factories.project(category=one)
    for _ in range(2):
        factories.project()
    rows = drawn("category").rows

    assert [(bar.words.text, bar.share) for bar in rows] == [
        ("Många", WHOLE),
        ("En", WHOLE // 3),
        ("Ej angivet", WHOLE // 3 * 2),
    ]
    assert rows[0].amount.text == "11,4\u00a0miljarder kronor"
    assert rows[1].amount is None


def test_the_shortest_bar_can_be_seen_beside_a_great_many(monkeypatch):
    monkeypatch.setattr(charts, "WHOLE", 2)
    for name, number in [("Många", 3), ("En", 1)]:
        category = factories.category(name=name)
        for _ in range(number):
            factories.project(category=category)

    assert [(bar.words.text, bar.share) for bar in drawn("category").rows] == [
        *(("Många", 2), ("En", 1)),
    ]


def test_a_bar_says_what_its_sum_leaves_out_unless_that_is_nothing_or_all():
    for name, amounts in [("Alla", [5, 5, 5]), ("En", [5, None]), ("Ingen", [None])]:
        category = factories.category(slug=name.lower(), name=name)
        for amount in amounts:
            factories.project(category=category, loan_amount=amount)

    href = "/projekt/?category=en&amount_band=none"
    assert [(bar.words.text, bar.missing) for bar in drawn("category").rows] == [
        *(("Alla", None), ("En", Count("1 utan belopp", 1, href)), ("Ingen", None)),
    ]


def test_a_chart_of_years_begins_with_the_newest():
    for year in (2021, 2023, 2022, 2021):
        factories.project(decided_on=date(year, 1, 1))
    factories.project()
    shown = drawn("decided_year", "en")

    assert [bar.words.text for bar in shown.rows] == ["2023", "2022", "2021", "Not stated"]
    assert shown.title == "By year of decision"


@pytest.mark.parametrize(
    ("facet", "language", "said"),
    [
        ("category", "sv", "Staplarna visar antalet projekt."),
        ("category", "en", "The bars show the number of projects."),
        (
            "goal",
            "sv",
            "Staplarna visar antalet projekt. "
            "Ett projekt kan ha flera värden och räknas då vid vart och ett.",
        ),
        (
            "goal",
            "en",
            "The bars show the number of projects. "
            "A project can have several values, and is then counted once for each.",
        ),
    ],
)
def test_a_chart_says_what_its_bars_show_and_whether_they_overlap(facet, language, said):
    shown = drawn(facet, language)

    assert shown.note == said
    assert f'<p class="note">{said}</p>' in render_to_string(
        "components/bars.html", {"chart": shown}
    )


def test_a_bar_says_how_large_a_part_of_all_projects_it_counts():
    both = [factories.goal(slug=slug, name=slug) for slug in ("a", "b")]
    for goals in ([both[0]], both, []):
        factories.project(goals=goals)

    shown = drawn("goal")
    assert [(bar.words.text, bar.percent) for bar in shown.rows] == [
        ("a", "67\u00a0%"),
        ("b", "33\u00a0%"),
        ("Ej angivet", "33\u00a0%"),
    ]
    assert "33\u00a0%" in render_to_string("components/bars.html", {"chart": shown})


def test_of_many_values_the_largest_are_drawn_and_the_rest_are_counted():
    for number in range(MOST_BARS + 2):
        goal = factories.goal(slug=f"mal-{number:02}", name=f"Mål {number:02}")
        for _ in range(2 if number > 1 else 1):
            factories.project(goals=[goal])
    factories.project()
    shown = drawn("goal", "en")

    names = [f"Mål {number:02}" for number in range(2, MOST_BARS + 2)]
    assert [bar.words.text for bar in shown.rows] == [*names, "Not stated"]
    assert shown.rest == Words("… and 2 more", href="/en/projects/#values-goal")
    html = render_to_string("components/bars.html", {"chart": shown})
    assert '<a href="/en/projects/#values-goal">… and 2 more</a>' in html


def test_of_equally_many_the_first_keys_are_drawn_by_the_alphabet_of_their_names():
    for number in range(MOST_BARS + 2):
        goal = factories.goal(slug=f"mal-{number:02}", name=f"Mål {99 - number}")
        factories.project(goals=[goal])

    names = [f"Mål {99 - number}" for number in reversed(range(MOST_BARS))]
    assert [bar.words.text for bar in drawn("goal").rows] == names


def test_a_chart_of_what_is_filtered_has_the_chosen_values_alone():
    both = [factories.goal(slug=slug, name=slug) for slug in ("a", "b")]
    factories.project(goals=both)

    shown = chart(BY_NAME["goal"], select("goal=a"))
    assert [bar.words.text for bar in shown.rows] == ["a"]


def test_a_value_leads_to_its_page_from_a_chart_of_the_whole_register_alone():
    category = factories.category(slug="boende", name="Boende")
    factories.project(category=category, title="Park", decided_on=date(2024, 1, 1))
    factories.project()
    of_all, of_some = (chart(BY_NAME["category"], select(query)) for query in ("", "q=park"))

    assert [bar.words.href for bar in of_all.rows] == ["/kategorier/boende/", ""]
    assert [bar.words.href for bar in of_some.rows] == [""]
    assert {bar.words.href for bar in drawn("decided_year").rows} == {""}


def test_one_value_alone_is_never_left_out_nor_any_of_a_scale():
    for number in range(MOST_BARS + 1):
        goal = factories.goal(slug=f"mal-{number}")
        factories.project(goals=[goal], decided_on=date(2010 + number, 1, 1))
    factories.project(decided_on=date(2009, 1, 1))

    assert len(drawn("goal").rows) == MOST_BARS + 2
    assert len(drawn("decided_year").rows) == MOST_BARS + 2
    assert drawn("goal").rest is drawn("decided_year").rest is None


def test_a_chart_is_named_by_its_facet():
    assert (drawn("goal").title, drawn("goal").value_heading) == (
        "Efter socialt mål",
        "Socialt mål",
    )
    english = drawn("category", "en")
    assert (english.title, english.value_heading) == ("By project category", "Project category")
    html = render_to_string("components/bars.html", {"chart": drawn("goal")})
    assert '<th scope="col">Socialt mål</th>' in html
