"""XLSX: the projects as a sheet, beside it what the columns mean, and what the file is.

Numbers are numbers, days are days, and no text becomes a formula, a link or a number. The rows
are written to disk one by one, since the parts of a workbook can't be sent before the last is
known.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from config import licences
from loans.formats.blocks import BLOCK
from loans.formats.column import AMOUNT, PARAGRAPHS, YEAR, Column
from loans.formats.columns import COLUMNS
from loans.formats.extract import Extract
from loans.formats.people import FACTS
from members.validators import SEPARATOR

MOST_ROWS = 2**20 - 1
"""Projects: what a sheet holds, below its headings."""

LONGEST_TEXT = 32_767
"""Characters in a cell. The fields of the register hold fewer."""

WIDTHS = {"text": 28, "list": 28, "integer": 16, "decimal": 12, "boolean": 14, "date": 14}
"""In characters, by the type of a column."""
WIDE = 60
OTHERWISE = {"reference": 12, "title": 72}
"""By the name of a column that needs less or more than others of its type: a title, by which a
row is known, stands whole on a line, or on two if it is of the longest."""

FROZEN = [column.name for column in COLUMNS].index("title") + 1
"""Columns that stay in sight and on each sheet of paper: what tells one project from another."""

A4 = 9
"""The writer's own number for the paper."""
PRINTED = len(FACTS)
"""Columns that are printed unless asked otherwise: a cell cuts the long texts, and the print view
of the site has them whole; keys are for programs."""
PRINTED_AT = 70
"""Per cent of the size on screen: three or four columns more beside those that are repeated."""

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class TooLongTextError(ValueError):
    """A text that no cell holds. The writer would leave it out without a word."""


def projects(extract: Extract) -> Iterator[bytes]:
    """The workbook in blocks, of at most MOST_ROWS projects (`Format.holds`)."""
    with TemporaryFile() as file:
        with TemporaryDirectory() as folder:
            _write(file, folder, extract)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _write(file, folder: str, extract: Extract) -> None:
    """Writes the workbook. `folder` holds its sheets until they are put together."""
    book = _Book(Workbook(file, {**OPTIONS, "tmpdir": folder}), extract)
    book.write_projects(_("Projekt"))
    book.write_dictionary(_("Om uppgifterna"))
    book.write_about(_("Om filen"))
    book.workbook.close()


class _Book:
    """The sheets of one extract, in the language that is active."""

    def __init__(self, workbook: Workbook, extract: Extract):
        self.workbook, self.extract = workbook, extract
        # Otherwise the moment of writing stands there, and no two files have the same bytes.
        workbook.set_properties(
            {
                "title": extract.title,
                "author": settings.LENDER_NAME,
                "created": extract.made_at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        look = {"valign": "top"}
        self.plain = workbook.add_format(look)
        self.wrapped = workbook.add_format({**look, "text_wrap": True})
        self.heading = workbook.add_format({**look, "text_wrap": True, "bold": True, "bottom": 1})
        self.thousands = workbook.add_format({**look, "num_format": "#,##0"})
        self.bare = workbook.add_format({**look, "num_format": "0"})
        self.day = workbook.add_format({**look, "num_format": "yyyy-mm-dd"})
        self.moment = workbook.add_format({**look, "num_format": "yyyy-mm-dd hh:mm"})

    def write_projects(self, name: str) -> None:
        sheet = self._sheet(name, [(str(column.label), _width(column)) for column in COLUMNS])
        sheet.freeze_panes(1, FROZEN)
        writers = [self._writer(sheet, column) for column in COLUMNS]
        row = 0
        for row, values in enumerate(self.extract.values(), 1):
            for column, value in enumerate(values):
                if value not in (None, "", []):
                    writers[column](row, column, value)
        sheet.autofilter(0, 0, row, len(COLUMNS) - 1)
        sheet.print_area(0, 0, row, PRINTED - 1)
        sheet.repeat_columns(0, FROZEN - 1)
        sheet.print_across()
        sheet.set_print_scale(PRINTED_AT)

    def write_dictionary(self, name: str) -> None:
        """What each column is called, for machines and people, what it means and can hold."""
        headings = [(_("Namn"), 32), (_("Rubrik"), 32), (_("Betydelse"), WIDE), (_("Form"), 40)]
        headings.append((_("Fasta värden"), WIDE))
        sheet = self._sheet(name, headings)
        sheet.freeze_panes(1, 0)
        sheet.fit_to_pages(1, 0)
        for row, column in enumerate(COLUMNS, 1):
            values = "\n".join(f"{value} = {words}" for value, words in column.values.items())
            said = (column.name, column.label, column.meaning, column.kind.words, values)
            for place, text in enumerate(said):
                _write_text(sheet, row, place, str(text), self.wrapped)

    def write_about(self, name: str) -> None:
        """What was selected, from where, and as the register stood when."""
        sheet = self._sheet(name, [(_("Om filen"), 32), ("", WIDE)])
        for row, (label, value) in enumerate(self._about(), 1):
            _write_text(sheet, row, 0, label, self.plain)
            self._write_any(sheet, row, 1, value)

    def _about(self) -> Iterator[tuple[str, Any]]:
        extract, totals = self.extract, self.extract.totals
        changed_at = extract.selection.state.changed_at
        licence = licences.in_words(settings.DATA_LICENCE_URL)
        yield _("Urval"), extract.selection.in_words
        yield _("Sökfråga"), extract.query
        yield _("Filens adress"), extract.address
        yield _("Sidan med samma projekt"), extract.page_address
        yield _("Antal projekt"), totals["number"]
        yield _("Sammanlagt lånebelopp"), totals["sum"] if totals["known"] else ""
        yield _("Projekt utan belopp"), totals["number"] - totals["known"]
        yield _("Projekt med ungefärligt belopp"), totals["approximate"]
        yield _("Dataversion"), extract.selection.state.data_version
        yield _("Dataversionen gäller från (svensk tid)"), changed_at
        yield _("Långivare"), settings.LENDER_NAME
        yield _("Licens"), licence.name
        yield _("Licensens adress"), licence.address

    def _sheet(self, name: str, headings: list[tuple[str, int]]) -> Worksheet:
        """A sheet with a line of headings, each with the width of its column. On paper the line
        stands on each page, and the page has its number."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&R&P/&N")
        for place, (text, width) in enumerate(headings):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, text, self.heading)
        return sheet

    def _writer(self, sheet: Worksheet, column: Column) -> Callable[[int, int, Any], None]:
        """How the values of a column are written."""
        kind, yes, no = column.kind, _("ja"), _("nej")
        look = self.plain if kind == PARAGRAPHS else self.wrapped
        number = {AMOUNT: self.thousands, YEAR: self.bare}.get(kind, self.plain)
        return {
            "text": lambda row, place, text: _write_text(sheet, row, place, text, look),
            "list": lambda row, place, texts: _write_text(
                sheet, row, place, f" {SEPARATOR} ".join(texts), look
            ),
            "integer": lambda row, place, value: sheet.write_number(row, place, value, number),
            "decimal": lambda row, place, value: sheet.write_number(row, place, value, number),
            # LibreOffice makes a formula of a cell that is true or false.
            "boolean": lambda row, place, value: _write_text(
                sheet, row, place, yes if value else no, look
            ),
            "date": lambda row, place, value: sheet.write_datetime(
                row, place, date.fromisoformat(value), self.day
            ),
        }[kind.type]

    def _write_any(self, sheet: Worksheet, row: int, place: int, value: Any) -> None:
        if isinstance(value, datetime):
            local = timezone.localtime(value).replace(tzinfo=None, microsecond=0)
            sheet.write_datetime(row, place, local, self.moment)
        elif isinstance(value, int):
            sheet.write_number(row, place, value, self.thousands)
        elif value:
            _write_text(sheet, row, place, value, self.wrapped)


def _write_text(sheet: Worksheet, row: int, place: int, text: str, look) -> None:
    if len(text) > LONGEST_TEXT:
        raise TooLongTextError(f"A cell holds {LONGEST_TEXT} characters.")
    sheet.write_string(row, place, text, look)


def _width(column: Column) -> int:
    """In characters. Paragraphs get a wide column instead of being wrapped: a row as high as its
    longest text would fill the window."""
    if column.kind == PARAGRAPHS:
        return WIDE
    return OTHERWISE.get(column.name) or WIDTHS[column.kind.type]
