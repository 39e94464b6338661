"""The data set described for programs: as a Data Package, and as CSV on the Web.

Both tell of the plain CSV of the whole register, column by column, from the one table of columns.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from config import licences
from loans import linked_data
from loans.formats import downloads, links, table
from loans.formats.column import ADDRESS, AMOUNT, Column
from loans.formats.columns import COLUMNS
from loans.register import State
from members.validators import SEPARATOR

Description = dict[str, Any]

KEY = "reference"
"""The column whose value no two rows share."""

PLAIN = table.of("csv")

SCHEMA_TYPES = {
    "text": "string",
    "list": "string",
    "integer": "integer",
    "decimal": "number",
    "boolean": "boolean",
    "date": "date",
}
"""Types of Table Schema. A list is one text, its values with a sign between them."""

DATATYPES = {**SCHEMA_TYPES, "decimal": "decimal"}
"""Types of CSV on the Web, which knows what stands between the values of a list."""


def data_package(state: State) -> Description:
    """For `datapackage.json` (Data Package, version 1, profile of tables)."""
    said = linked_data.dataset(state)
    licence = licences.in_words(settings.DATA_LICENCE_URL)
    return _known(
        {
            "profile": "tabular-data-package",
            "name": "oppna-lan",
            "title": said["name"],
            "description": said["description"],
            "homepage": said["url"],
            "version": said["version"],
            "created": said["dateModified"],
            "licenses": [{"path": licence.address, "title": licence.name}],
            "contributors": [
                {
                    "title": settings.LENDER_NAME,
                    "email": settings.LENDER_EMAIL,
                    "role": "publisher",
                }
            ],
            "resources": [_resource(state)],
        }
    )


def csv_metadata(state: State) -> Description:
    """For `projekt.csv-metadata.json` (Metadata Vocabulary for Tabular Data)."""
    said = linked_data.dataset(state)
    return _known(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": get_language()}],
            "url": _file_name(),
            "dc:title": said["name"],
            "dc:description": said["description"],
            "dc:license": {"@id": settings.DATA_LICENCE_URL},
            "dc:publisher": settings.LENDER_NAME,
            "dc:modified": said["dateModified"],
            "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "delimiter": ","},
            "tableSchema": {"columns": list(map(_csvw_column, COLUMNS)), "primaryKey": KEY},
        }
    )


def _resource(state: State) -> Description:
    measured = downloads.measure(PLAIN.name, state)
    return _known(
        {
            "profile": "tabular-data-resource",
            "name": _file_name().removesuffix(".csv"),
            "path": _file_name(),
            "format": "csv",
            "mediatype": PLAIN.media_type,
            "encoding": "utf-8",
            "bytes": measured.size if measured else None,
            "hash": f"sha256:{measured.checksum}" if measured else None,
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
            "schema": {
                "fields": list(map(_field, COLUMNS)),
                "missingValues": [""],
                "primaryKey": KEY,
            },
        }
    )


def _field(column: Column) -> Description:
    is_list = column.kind.type == "list"
    return _known(
        {
            "name": column.name,
            "title": str(column.label),
            "description": f"{column.meaning} {column.kind.words}{_how_joined(is_list)}."
            + _values(column),
            "type": SCHEMA_TYPES[column.kind.type],
            "format": "uri" if column.kind is ADDRESS else None,
            "trueValues": ["true"] if column.kind.type == "boolean" else None,
            "falseValues": ["false"] if column.kind.type == "boolean" else None,
            "constraints": _known(
                {
                    "required": column.required or None,
                    "unique": (column.name == KEY) or None,
                    "enum": None if is_list else list(column.values),
                    "minimum": 0 if column.kind is AMOUNT else None,
                }
            ),
        }
    )


def _how_joined(is_list: bool) -> str:
    return f" ({SEPARATOR})" if is_list else ""


def _values(column: Column) -> str:
    """What each fixed value means: " municipality = Kommun; region = Region."."""
    said = "; ".join(f"{value} = {words}" for value, words in column.values.items())
    return f" {said}." if said else ""


def _csvw_column(column: Column) -> Description:
    is_list = column.kind.type == "list"
    datatype = "anyURI" if column.kind is ADDRESS else DATATYPES[column.kind.type]
    return _known(
        {
            "name": column.name,
            "titles": column.name,
            "dc:title": str(column.label),
            "dc:description": f"{column.meaning}{_values(column)}",
            "datatype": "string" if is_list else datatype,
            "separator": SEPARATOR if is_list else None,
            "required": column.required or None,
        }
    )


def _file_name() -> str:
    """What the plain CSV is called: its address from that of the descriptions beside it."""
    return links.href("projects", PLAIN).rpartition("/")[2]


def _known(said: Description) -> Description:
    """Without what is unknown or empty."""
    return {name: value for name, value in said.items() if value not in (None, [], {})}
