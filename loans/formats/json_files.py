"""JSON and GeoJSON: the rows as objects, and beside them what they are and come to.

A line for each project, so that two files can be compared line by line.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from loans.formats.blocks import in_blocks
from loans.formats.columns import COLUMNS
from loans.formats.extract import Extract

Object = dict[str, Any]


def projects(extract: Extract) -> Iterator[bytes]:
    """An object whose `projects` are the rows."""
    return in_blocks(_with_rows(_beside(extract), "projects", _rows(extract)))


def features(extract: Extract) -> Iterator[bytes]:
    """A FeatureCollection (RFC 7946): every row a feature, also where its place is not known."""
    head = {"type": "FeatureCollection", **_beside(extract)}
    return in_blocks(_with_rows(head, "features", map(_feature, _rows(extract))))


def _beside(extract: Extract) -> Object:
    """What the rows are, as of when, and what they come to. Amounts are whole SEK."""
    return {
        "title": extract.title,
        "query": extract.query.removeprefix("?"),
        "address": extract.address,
        "page": extract.page_address,
        "language": extract.language,
        "publisher": settings.LENDER_NAME,
        "licence": settings.DATA_LICENCE_URL,
        "data_version": extract.selection.state.data_version,
        "changed_at": extract.changed_at,
        "totals": extract.totals,
    }


def _rows(extract: Extract) -> Iterator[Object]:
    names = [column.name for column in COLUMNS]
    return (dict(zip(names, values, strict=True)) for values in extract.values())


def _feature(row: Object) -> Object:
    is_known = row["latitude"] is not None
    place = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    return {
        "type": "Feature",
        "id": row["reference"],
        "geometry": place if is_known else None,
        "properties": row,
    }


def _with_rows(head: Object, name: str, rows: Iterable[Object]) -> Iterator[str]:
    """The text of `head` with one more member, an array that is written as it is read."""
    yield f"{_text(head)[:-1]},{_text(name)}:["
    between = "\n"
    for row in rows:
        yield f"{between}{_text(row)}"
        between = ",\n"
    yield "\n]}\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
