"""How well our search finds, beside the databases' own: `make relevance`.

`python -m tests.loans.search [--order]`; with --order it writes `data/order.json` anew instead.
The register of the questions is made in a database of its own, and thrown away: in PostgreSQL
where that is at hand, else in SQLite. Ours finds the same in both, and FTS5 needs neither.
"""
# ruff: noqa: T201 (its table is for a terminal)

import contextlib
import os
import sys
from functools import partial

import django

from tests import legs
from tests.postgres import NoPostgreSQLError


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--order"]):
        print("usage: python -m tests.loans.search [--order]", file=sys.stderr)
        return 2
    with database() as settings, register(settings) as names:
        return write_order(names) if arguments else compare(names)


# Django has to know its database before anything of the site is imported.


def compare(names: dict[str, str]) -> int:
    """Prints the figures; 1 if a promised lead is lost, else 0."""
    from tests.loans.search import corpus, report
    from tests.loans.search.baselines import baselines, documents_of
    from tests.loans.search.relevance import measured

    questions = corpus.questions()
    print(f"{len(questions)} judged questions to {len(names)} projects.\n")
    others = {name: measured(each, questions) for name, each in baselines(documents_of(names))}
    ours = our_figures(partial(corpus.answer, names), questions)
    print(*report.lines(ours, others), sep="\n")
    return 1 if report.lost(ours["ours"], others) else 0


def our_figures(search, questions) -> dict:
    """Of our search as it is, of each source of questions, and of what no other could know."""
    from loans import portfolio
    from tests.loans.search import corpus
    from tests.loans.search.relevance import measured

    with corpus.synonyms():
        figures = {"ours": measured(search, questions)}
        for source in sorted({judged.source for judged in questions}):
            of_source = [judged for judged in questions if judged.source == source]
            figures[f"ours, questions {source}"] = measured(search, of_source)
    portfolio.forget()
    return figures | {"ours, no synonyms": measured(search, questions)}


def write_order(names: dict[str, str]) -> int:
    from tests.loans.search import corpus

    with corpus.synonyms():
        corpus.write_order(names)
    print(f"Wrote {corpus.ORDER}: look at what changed before you keep it.")
    return 0


@contextlib.contextmanager
def database():
    """The settings of a PostgreSQL server; of SQLite where there is none, which it says."""
    with contextlib.ExitStack() as stack:
        settings = {"DATABASE_URL": "sqlite://:memory:"}
        try:
            _, _, settings = stack.enter_context(legs.postgresql())
        except NoPostgreSQLError as reason:
            print(f"NOT RUN: PostgreSQL's own search: {reason} to see it.\n")
        yield settings


@contextlib.contextmanager
def register(settings: dict[str, str]):
    """The register of the questions; gives reference → the name that the questions call it by."""
    os.environ.update(settings, DJANGO_SETTINGS_MODULE="tests.settings")
    django.setup()
    from django.db import connection, transaction

    from tests.loans.search import corpus

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with transaction.atomic():
            yield corpus.load()
            transaction.set_rollback(True)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
