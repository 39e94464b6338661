"""The figures of several projects: number, sum, median, and what they leave out."""

import pytest

from loans.figures import Count, Figures
from tests import factories
from tests.loans.selecting import select


def figures(*amounts: int | None, language: str = "sv", **fields) -> Figures:
    for amount in amounts:
        factories.project(loan_amount=amount, **fields)
    return select(language=language).figures


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

    assert [(f.label, (f.count or f.words).text) for f in shown] == [
        ("Projekt", "4"),
        ("Sammanlagt lånebelopp", "126\u00a0miljoner kronor"),
        ("Median", "42\u00a0miljoner kronor"),
    ]
    assert [f.note for f in shown] == [
        "",
        "",
        "Det mittersta när beloppen ställs i storleksordning.",
    ]
    without = Count("1 av 4 utan belopp", 1, "/projekt/?amount_band=none")
    assert [f.reservations for f in shown] == [(), (without,), ()]
    assert shown[0].count == Count("4", 4, "/projekt/")


@pytest.mark.django_db
def test_where_no_amount_is_known_there_is_neither_sum_nor_median():
    assert [figure.label for figure in figures(None).shown("/projekt/")] == ["Projekt"]
    assert figures(language="en").shown("/en/projects/")[0].count.text == "1"


@pytest.mark.django_db
def test_a_number_leads_to_its_projects_and_none_leads_nowhere():
    [number] = figures().shown("/projekt/")
    assert number.count == Count("0", 0)

    [number] = figures(None).shown("/projekt/?category=boende")
    assert number.count == Count("1", 1, "/projekt/?category=boende")
