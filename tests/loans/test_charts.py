"""Charts: tables drawn as bars."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from loans.charts import WHOLE, Chart, chart
from loans.facets import BY_NAME
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


def test_a_chart_of_years_begins_with_the_newest():
    for year in (2021, 2023, 2022):
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


def test_a_chart_is_named_by_its_facet():
    assert (drawn("goal").title, drawn("goal").value_heading) == (
        "Efter socialt mål",
        "Socialt mål",
    )
    english = drawn("category", "en")
    assert (english.title, english.value_heading) == ("By project category", "Project category")
    html = render_to_string("components/bars.html", {"chart": drawn("goal")})
    assert '<th scope="col">Socialt mål</th>' in html
