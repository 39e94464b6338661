"""A page that says something wrong is told: where, in what words, and what is right.

The pages are the site's own, forged on their way to the check.
"""

import pytest

from loans.recount.addresses import file_of, print_of
from loans.recount.faults import (
    Followed,
    faults_of_file,
    faults_of_list,
    faults_of_page,
    faults_of_rows,
)
from loans.recount.markup import Page
from loans.recount.query import Recount
from loans.recount.visitor import Visitor

pytestmark = pytest.mark.django_db

LIST = "/projekt/?category=park"
NARROW = "/projekt/?q=%22ny+park%22"


def page(address: str, forged: dict[str, str]) -> Page:
    """The page at an address, with other words put for some of its own."""
    html = Visitor().get(address).text
    for old, new in forged.items():
        assert old in html
        html = html.replace(old, new, 1)
    return Page(address, html)


def said(faults) -> list[str]:
    return [str(fault) for fault in faults]


@pytest.mark.parametrize(
    "address", ["/", "/en/", "/kategorier/", "/en/members/", "/medlemmar/aby/"]
)
def test_pages_as_they_are_have_numbers_and_no_fault(small_register, address):
    read = page(address, {})

    assert read.numbers
    assert said(faults_of_page(read, Recount())) == []


@pytest.mark.parametrize(
    ("address", "forged", "sentence"),
    [
        (
            "/en/categories/",
            {">2 projects</a>": ">3 projects</a>"},
            "/en/categories/: “3 projects” → /en/projects/?category=park: ",
        ),
        (
            "/kategorier/",
            {'<data value="2068000000">': '<data value="2068000001">'},
            "→ /projekt/?category=park: the page says 2068000001 SEK, the recount finds 2068000000",
        ),
        (
            "/medlemmar/aby/",
            {">68\xa0miljoner": ">69\xa0miljoner"},
            "/medlemmar/aby/: “69\xa0miljoner kronor” → /projekt/?member=aby: the page says so, "
            "the recount finds 68000000 SEK",
        ),
        (
            "/kategorier/",
            {"<data ": "<span "},
            "the page says 0 amounts beside it, the recount finds 2 known amounts",
        ),
        (
            "/kategorier/",
            {"?category=none": "?category=park"},
            "/kategorier/: “1 projekt” → /projekt/?category=park: ",
        ),
        (
            "/",
            {'<dd class="figures__value"><a href="/projekt/"': '<dd><a href="/om/"'},
            "/: the page says key figures, the recount finds no number that opens their rows",
        ),
        (
            "/",
            {'value="2068000000"': 'value="1"'},
            "/: “cirka 2,1\xa0miljarder kronor” → /projekt/: the page says 1 SEK, the",
        ),
        (
            "/projekt/",
            {"Parker: </span>2<": "Parker: </span>3<"},
            "/projekt/: “Parker: 3 projekt” → /projekt/?category=park: the page says so, the "
            "recount finds 2",
        ),
        (
            "/projekt/?member=aby",
            {">68\xa0mnkr": ">69\xa0mnkr"},
            "/projekt/?member=aby: “69\xa0mnkr” → /projekt/?",
        ),
        (
            NARROW,
            {f'href="{NARROW}&amp;category=park#': 'href="/projekt/?category=park#'},
            "“Parker: 1 projekt” → /projekt/?category=park: the page says so",
        ),
        (
            "/projekt/",
            {'<a href="/projekt/?category=park#resultat" tabindex="-1">': "<a>"},
            "/projekt/: “Parker: 2 projekt ca\xa02,1\xa0mdkr”: the page says a number, the recount "
            "finds no link to its rows",
        ),
        (
            "/",
            {">1 av 3 utan belopp<": ">2 av 3 utan belopp<"},
            "/: “2 av 3 utan belopp” → /projekt/?amount_band=none: the page says so, the recount "
            "finds 1",
        ),
        (
            "/projekt/",
            {'<a href="/projekt/?amount_precision=approximate">': "<a>"},
            "/projekt/: “1 av 3 ungefärligt”: the page says a number",
        ),
        (
            "/kategorier/",
            {'<a href="/projekt/?category=park">2 projekt</a>': "2 projekt"},
            "/kategorier/: “2 projekt”: the page says a number, the recount finds no link",
        ),
    ],
)
def test_a_number_that_does_not_agree_is_a_fault(small_register, address, forged, sentence):
    faults = said(faults_of_page(page(address, forged), Recount()))

    assert [fault for fault in faults if sentence in fault], faults


FOLLOWED = Followed("/", LIST, LIST)
PRINTED = Followed("/", LIST, print_of(LIST))
FILE = Followed("/", LIST, file_of(LIST))


@pytest.mark.parametrize("followed", [FOLLOWED, PRINTED])
def test_a_list_and_its_print_view_as_they_are_have_no_fault(small_register, followed):
    read, recount = page(followed.address, {}), Recount()

    assert said(faults_of_list(followed, read, recount)) == []
    assert said(faults_of_rows(followed, read.listed, recount)) == []


@pytest.mark.parametrize(
    ("followed", "forged", "sentence"),
    [
        (
            FOLLOWED,
            {'id="antal">Visar 2': 'id="antal">Visar 1'},
            f"/: “Visar 1 av 3 projekt” → {LIST}: the page says so in its headline, the recount "
            "finds 2 of 3",
        ),
        (FOLLOWED, {"av 3 projekt</h2>": "av 4 projekt</h2>"}, "“Visar 2 av 4 projekt”"),
        (FOLLOWED, {"<title>Visar 2": "<title>Visar 3"}, "the page says “Visar 3 av 3 projekt"),
        (
            FOLLOWED,
            {'class="result-head__sum"': ""},
            "the page says 0 sums, the recount finds 2068000000 SEK of 2 known amounts",
        ),
        (
            FOLLOWED,
            {'<strong><data value="2068000000"': '<strong><data value="68000000"'},
            "the page says 68000000 SEK, the recount finds 2068000000 SEK",
        ),
        (
            PRINTED,
            {"2 projekt<br>": "1 projekt<br>"},
            "/: “1 projekt” → /projekt/utskrift/?category=park: the page says so in its headline",
        ),
        (
            PRINTED,
            {">cirka 2,1": ">cirka 2,2"},
            "miljarder kronor” → /projekt/utskrift/?category=park: the page says so, the recount",
        ),
    ],
)
def test_a_list_that_says_something_else_than_its_rows_is_a_fault(
    small_register, followed, forged, sentence
):
    faults = said(faults_of_list(followed, page(followed.address, forged), Recount()))

    assert [fault for fault in faults if sentence in fault], faults


@pytest.mark.parametrize(
    ("followed", "forged", "sentence"),
    [
        (
            FOLLOWED,
            {'href="/projekt/ny-park/"': 'href="/projekt/okand/"'},
            "a list that misses P-0001; has also /projekt/okand/",
        ),
        (FOLLOWED, {'<h3 class="card__title"': "<h4"}, "a list that misses P-0001"),
        (PRINTED, {'<th scope="row">': '<td scope="row">'}, "a list that misses P-0001"),
    ],
)
def test_a_list_with_other_rows_is_a_fault(small_register, followed, forged, sentence):
    read = page(followed.address, forged)

    (fault,) = said(faults_of_rows(followed, read.listed, Recount()))

    where = f"/ → {followed.address}"
    assert fault == f"{where}: the page says {sentence}, the recount finds 2 projects"


def test_a_row_that_stands_twice_is_a_fault(small_register):
    listed = page(LIST, {}).listed

    (fault,) = faults_of_rows(FOLLOWED, [*listed, listed[0]], Recount())

    assert fault.said == "a list that has twice P-0001"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"", b"", []),
        (b"P-0001", b"P-0003", ["2 rows of others, the recount finds 2 projects"]),
        (b"68000000", b"68000001", ["P-0001 with 68000001 SEK, the recount finds P-0001 with 68"]),
        (b"68000000", b"10 mnkr", ["what can't be read, the recount finds 2 projects"]),
        (b"68000000", b"\xff", ["what can't be read, the recount finds 2 projects"]),
        (b"reference", b"", ["what can't be read, the recount finds 2 projects"]),
        (
            b"\r\nP-0001",
            b"\r\nP-0001\r\nP-0001",
            [
                "3 rows of others, the recount finds 2 proj",
            ],
        ),
    ],
)
def test_a_file_with_other_rows_or_amounts_is_a_fault(small_register, old, new, expected):
    data = Visitor().get(FILE.address).body
    assert old in data

    faults = said(faults_of_file(FILE, data.replace(old, new, 1), Recount()))

    assert len(faults) == len(expected)
    for fault, sentence in zip(faults, expected, strict=True):
        assert fault.startswith(f"/ → /projekt.csv?category=park: the page says {sentence}")
