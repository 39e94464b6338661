"""Every file of a page is read as its format has it, and what is wrong in one is told.

The files are the site's own, forged on their way to the check.
"""

import io
import json
import re
from zipfile import ZipFile

import pytest

from loans.formats import table
from loans.recount.addresses import files_of, paper_of, selects
from loans.recount.check import Check
from loans.recount.files import ABOUT, READERS, TOTALS
from loans.recount.markup import Page
from loans.recount.rows import place_of
from loans.recount.visitor import Visitor
from tests.loans.recount.contents import content

pytestmark = pytest.mark.django_db

PAGES = {"/projekt/": "", "/en/categories/park/": "category=park"}
PAPER = "print"
SHEET = "xl/worksheets/sheet1.xml"
AMOUNT = "68000000"
WITHOUT_SUMS = {".atom"}


def forged(data: bytes, old: str, new: str) -> bytes:
    """The file with other words, in its first sheet where it is a workbook."""
    if not data.startswith(b"PK"):
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(errors="surrogateescape"))
    return rewritten(data, SHEET, lambda part: forged(part.encode(), old, new))


def rewritten(data: bytes, name: str, change) -> bytes:
    """The workbook with one of its parts changed."""
    with ZipFile(io.BytesIO(data)) as honest:
        parts = {name: honest.read(name) for name in honest.namelist()}
    parts[name] = change(parts[name].decode())
    with ZipFile(made := io.BytesIO(), "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return made.getvalue()


def faults(page: str, ending: str = "", change=None) -> list[str]:
    """What is told of a page's files, of which the check gets one that is changed."""
    visitor = Visitor()
    wrong = paper_of(page) if ending == PAPER else files_of(page, READERS).get(ending)
    check = Check()

    def get(address):
        response = visitor.get(address)
        return response._replace(body=change(response.body)) if address == wrong else response

    check._visitor = type("Misled", (), {"get": staticmethod(get)})
    check.compare_files(Page(page, visitor.get(page).text))
    return [str(fault) for fault in check.faults]


def test_every_format_of_the_site_is_read():
    known = {
        f".{each.suffix}" + f"?dialect={each.dialect}" * bool(each.dialect)
        for each in table.FORMATS
    }

    assert READERS.keys() == known


@pytest.mark.parametrize("page", ["/projekt/", "/en/projects/", "/satsningar/lyftet/", *PAGES])
def test_files_as_they_are_have_no_fault(small_register, page):
    assert faults(page) == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("ending", [*READERS, PAPER])
def test_a_wrong_row_in_any_format_is_told(small_register, page, ending):
    old, new = ("/okand", "/ny-park") if ending == PAPER else ("P-0002", "P-0009")
    if ending == PAPER and page != "/projekt/":
        old, new = "/ny-park/", "/okand/"
    [fault] = faults(page, ending, lambda data: forged(data, old, new))

    assert fault.startswith(f"{page} → {page[:-1]}{ending}" if ending != PAPER else f"{page} → ")
    assert "P-0002" in fault or ending == PAPER


@pytest.mark.parametrize("ending", sorted({*READERS, PAPER} - WITHOUT_SUMS))
def test_a_wrong_amount_in_any_format_is_told(small_register, ending):
    told = faults("/projekt/", ending, lambda data: forged(data, AMOUNT, f"{AMOUNT[:-1]}1"))

    rows = [one for one in told if "P-0001" in one]
    assert len(rows) == 1
    assert rows[0].endswith(
        "the page says P-0001 with 68000001 SEK, the recount finds P-0001 with 68000000 SEK"
    )


@pytest.mark.parametrize("ending", sorted({*READERS, PAPER} - WITHOUT_SUMS))
@pytest.mark.parametrize("nonsense", ["10 mnkr", "10.5", "-1", "\udcff"])
def test_an_amount_that_is_none_is_told(small_register, ending, nonsense):
    def spoilt(data: bytes) -> bytes:
        return forged(data, AMOUNT, nonsense)

    [fault] = faults("/projekt/", ending, spoilt)

    assert "what can't be read, the recount finds 3 projects" in fault or "a page" in fault


@pytest.mark.parametrize("ending", sorted({*READERS, PAPER} - WITHOUT_SUMS))
def test_amounts_that_have_changed_rows_are_told(small_register, ending):
    def swapped(data: bytes) -> bytes:
        other = "2000000000"
        between = forged(data, AMOUNT, "xxxx")
        return forged(forged(between, other, AMOUNT), "xxxx", other)

    told = faults("/projekt/", ending, swapped)
    wrong = "P-0001 with 2000000000 SEK, P-0002 with 68000000 SEK"
    right = "P-0001 with 68000000 SEK, P-0002 with 2000000000 SEK"

    assert any(f"the page says {wrong}, the recount finds {right}" in one for one in told)


@pytest.mark.parametrize("ending", READERS)
def test_rows_in_another_order_are_told(small_register, ending):
    def swapped(data: bytes) -> bytes:
        between = forged(data, "P-0001", "P-xxxx")
        return forged(forged(between, "P-0002", "P-0001"), "P-xxxx", "P-0002")

    [fault] = [one for one in faults("/projekt/", ending, swapped) if "row" in one]

    assert (
        "the page says P-0002, P-0001, P-0003 from row 1, the recount finds P-0001, P-00" in fault
    )


@pytest.mark.parametrize("ending", READERS)
def test_half_a_file_is_told(small_register, ending):
    told = faults("/projekt/", ending, lambda data: data[: len(data) // 2])

    assert any("what can't be read" in one or "from row" in one for one in told)


@pytest.mark.parametrize("name", TOTALS)
@pytest.mark.parametrize("ending", [".json", ".geojson"])
def test_every_total_that_a_file_says_is_compared(small_register, ending, name):
    def forged(data: bytes) -> bytes:
        said = json.loads(data)
        said["totals"][name] = 7
        return json.dumps(said).encode()

    [fault] = faults("/projekt/", ending, forged)

    assert f": the page says {name} 7 in all, the recount finds " in fault


@pytest.mark.parametrize("page", ["/projekt/", "/en/projects/"])
@pytest.mark.parametrize("label", ["number", "sum", "unknown", "approximate"])
def test_every_total_that_a_workbook_says_is_compared(small_register, page, label):
    words = ABOUT["en" if page.startswith("/en/") else "sv"][label]

    def change(data: bytes) -> bytes:
        said = re.compile(f"({words}</t>.*?<v>)\\d+", re.DOTALL)
        return rewritten(data, "xl/worksheets/sheet3.xml", lambda xml: said.sub(r"\g<1>77", xml))

    told = faults(page, ".xlsx", change)

    assert any(f"{NAMES.get(label, label)} " in one and " in all" in one for one in told)


NAMES = {"unknown": "known"}


@pytest.mark.parametrize("ending", [*READERS, PAPER])
def test_bytes_that_are_no_text_are_told(small_register, ending):
    [fault] = faults("/projekt/", ending, lambda data: b"\xff" * len(data))

    assert "what can't be read" in fault


@pytest.mark.parametrize(
    ("page", "query"),
    [
        *PAGES.items(),
        ("/investeringstyper/x/", "investment_type=x"),
        *((page, None) for page in ("/", "/kategorier/", "/projekt/?q=a", "/projekt/ny-park/")),
    ],
)
def test_a_page_with_files_says_what_its_rows_have_in_common(page, query):
    assert selects(page) == query


def test_rows_stand_as_the_list_has_them():
    days = [("2023-01-01", "year"), ("2023-05-01", "month"), ("2023-05-01", "day"), (None, "")]
    made = [
        content(f"P-{number:04}", decided_on=day, decided_precision=precision)
        for number, (day, precision) in enumerate([*days, ("2023-05-01", "day"), (None, "")], 9_997)
    ]

    assert [each["reference"] for each in sorted(made, key=place_of)] == [
        *("P-9999", "P-10001", "P-9998", "P-9997", "P-10000", "P-10002"),
    ]
