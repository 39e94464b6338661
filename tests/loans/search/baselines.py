"""The databases' own searches, each given the same texts and the same questions as ours.

A project is one document of every text that we search, in both languages. Words are all required,
quotation marks make a phrase, a minus excludes. The best come first by the database's own reckoning
(`ts_rank`, `bm25`), equals by name.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator

from django.db import connection

from loans import register
from loans.search.fields import passages

Search = Callable[[str], list[str]]
"""From a question, the names of what it finds, best first."""

_TERM = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


OF = {"postgresql": "PostgreSQL swedish", "sqlite": "FTS5 unicode61"}
"""By the vendor of a database, its own search as it comes for Swedish."""


def baselines(documents: dict[str, str]) -> Iterator[tuple[str, Search]]:
    """Every search that this machine has, by name; PostgreSQL's where it is the site's database.

    The plain ones come first of their kind, then variants that are better at one thing.
    """
    if connection.vendor == "postgresql":
        for configuration in ("swedish", "simple"):
            name = f"PostgreSQL {configuration}"
            yield name, postgresql(connection.cursor(), documents, configuration)
    yield "FTS5 unicode61", fts5(documents, "unicode61")
    yield "FTS5 word*", fts5(documents, "unicode61", by_beginning=True)
    yield "FTS5 keeping å ä ö", fts5(documents, "unicode61 remove_diacritics 0")
    yield "FTS5 trigram", fts5(documents, "trigram")


def documents_of(names: dict[str, str]) -> dict[str, str]:
    """Project → all its searched texts, a line each; `names` are those of `corpus.load`."""
    return {
        names[version.reference]: levelled(
            "\n".join(part.text for part in passages(version.content))
        )
        for version in register.current()
    }


def levelled(text: str) -> str:
    """In small letters, without typographic signs: how PostgreSQL takes either follows the locale
    that its server happens to have, and is not what is measured."""
    return "".join(c if c.isascii() or c.isalnum() else " " for c in text).lower()


def postgresql(cursor, documents: dict[str, str], configuration: str) -> Search:
    """PostgreSQL's text search with one of its configurations, for a question as one types it."""
    cursor.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS d (setting text, name text, words tsvector)"
    )
    cursor.executemany(
        "INSERT INTO d VALUES (%s, %s, to_tsvector(%s::regconfig, %s))",
        [(configuration, name, configuration, text) for name, text in documents.items()],
    )

    def search(question: str) -> list[str]:
        cursor.execute(
            "SELECT name FROM d, websearch_to_tsquery(%s::regconfig, %s) AS asked"
            " WHERE setting = %s AND words @@ asked ORDER BY ts_rank(words, asked) DESC, name",
            [configuration, levelled(question), configuration],
        )
        return [name for (name,) in cursor.fetchall()]

    return search


def fts5(documents: dict[str, str], tokenizer: str, *, by_beginning: bool = False) -> Search:
    """SQLite's FTS5; `by_beginning` finds words by how they begin, `word*`."""
    database = sqlite3.connect(":memory:")
    database.execute(
        f"CREATE VIRTUAL TABLE d USING fts5(name UNINDEXED, text, tokenize='{tokenizer}')"
    )
    database.executemany("INSERT INTO d VALUES (?, ?)", documents.items())

    def search(question: str) -> list[str]:
        found = database.execute(
            "SELECT name FROM d WHERE d MATCH ? ORDER BY bm25(d), name",
            [in_fts5(levelled(question), by_beginning=by_beginning)],
        )
        return [name for (name,) in found]

    return search


def in_fts5(question: str, *, by_beginning: bool = False) -> str:
    """A question in FTS5's own language, every word in quotes so that none is an operator."""
    wanted, unwanted = [], []
    for term in _TERM.finditer(question):
        star = "*" if by_beginning and term["word"] else ""
        quoted = f'"{term["word"] or term["phrase"]}"{star}'
        (unwanted if term["minus"] else wanted).append(quoted)
    # It has no way to ask only for what must not be there: that finds nothing.
    return " NOT ".join([" AND ".join(wanted) or '""', *unwanted])
