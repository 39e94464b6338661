"""The figures of several projects: number, sum, median, and what they leave out."""

from datetime import date

import pytest
from django.utils.translation import override

from loans import register
from loans.charts import WHOLE, chart
from loans.facets import BY_NAME
from loans.figures import Figures
from tests import factories


def figures(*amounts: int | None, language: str = "sv", **fields) -> Figures:
    for amount in amounts:
        factories.project(loan_amount=amount, **fields)
    return Figures(register.current(), language)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("amounts", "middle"),
    [
        ([], None),
        ([None, None], None),
        ([7, 5], None),
        ([9, 7, 7], 7),
        ([5, 1, None, 3], 3),
        ([4, 1, 2, None, 3], 3),
        ([1, 2, 3_800_000_000], 2),
        ([100, 201, 1, 300], 151),
    ],
)
def test_the_median_is_that_of_the_known_amounts(amounts, middle):
    shown = figures(*amounts).median

    assert (shown.data if shown else None) == middle


@pytest.mark.django_db
def test_the_median_is_approximate_where_an_amount_in_the_middle_is():
    factories.project(loan_amount=1_000_000, amount_is_approximate=True)
    assert figures(5_000_000, 9_000_000).median.text == "5\u00a0miljoner kronor"

    factories.project(loan_amount=7_000_000, amount_is_approximate=True)
    assert figures().median.text == "cirka 6\u00a0miljoner kronor"


@pytest.mark.django_db
def test_figures_say_what_they_leave_out():
    shown = figures(16_000_000, 68_000_000, 42_000_000, None).shown("/projekt/")

    assert [(f.label, f.words.text, f.note) for f in shown] == [
        ("Projekt", "4", ""),
        ("Sammanlagt lånebelopp", "126\u00a0miljoner kronor", "1 av 4 utan belopp"),
        ("Median", "42\u00a0miljoner kronor", "Hälften av beloppen är högre, hälften lägre."),
    ]
    assert shown[0].words.href == "/projekt/"


@pytest.mark.django_db
def test_where_no_amount_is_known_there_is_neither_sum_nor_median():
    assert [figure.name for figure in figures(None).shown("/projekt/")] == ["number"]
    assert figures(language="en").shown("/en/projects/")[0].words.text == "1"


@pytest.mark.django_db
def test_the_longest_bar_is_whole_and_every_bar_can_be_seen():
    many, one = factories.category(name="Många"), factories.category(name="En")
    for _ in range(3):
        factories.project(category=many, loan_amount=3_800_000_000)
    factories.project(category=one)
    for _ in range(2):
        factories.project()
    drawn = chart(BY_NAME["category"], register.current().by_value("category"), "sv", {})

    assert [(bar.words.text, bar.share) for bar in drawn.rows] == [
        ("Många", WHOLE),
        ("En", WHOLE // 3),
        ("Ej angivet", WHOLE // 3 * 2),
    ]
    assert drawn.rows[0].amount.text == "11,4\u00a0miljarder kronor"
    assert drawn.rows[1].amount is None


@pytest.mark.django_db
def test_a_chart_of_years_begins_with_the_newest():
    for year in (2021, 2023, 2022):
        factories.project(decided_on=date(year, 1, 1))
    factories.project()
    with override("en"):
        tallies = register.current().by_value("decided_year")
        drawn = chart(BY_NAME["decided_year"], tallies, "en", {})

    assert [bar.words.text for bar in drawn.rows] == ["2023", "2022", "2021", "Not stated"]
    assert drawn.title == "By year of decision"
