"""What searching and publishing cost in the register that is there, each beside its floor: what the
same costs where nothing is searched for, or indexed.

Times are of the clock. What is compared takes turns, so that whatever else the machine does slows
both down. The word lists have been read, as gunicorn does before the first visitor comes.
"""

import gc
import json
import random
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import cycle, islice, pairwise
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import NamedTuple
from unittest import mock

from django.db import connection
from django.test import Client
from django.utils.http import urlencode

from loans import editing, publishing
from loans.editing import accounts
from loans.editing.portfolio import generated
from loans.models import Project, PublishedVersion, SearchFind, SearchWord
from loans.search import exceptions, forms, index
from loans.search.vocabulary import Vocabulary
from loans.search.words import tidy, words_in
from privacy.models import PrivacyNotice
from tests.loans.search import corpus
from tests.loans.selecting import select

TURNS = 9
FIRSTS = 3
PUBLICATIONS = 100
NEW_WORDS = 10
"""So many in each newly published text the register didn't have: about as many as a text of a
hundred words brings to a register of some hundreds."""

TEXTS = (corpus.SAMPLE, corpus.DATA / "projects.json")

TWO_WORDS = "two words"
QUESTIONS = (
    (f"{TWO_WORDS}, that all have", "genererat projekt"),
    (f"{TWO_WORDS}, common", "nya barn"),
    (f"{TWO_WORDS}, common", "trygghet park"),
    (f"{TWO_WORDS}, inflected", "hyresgästen lägenhet"),
    (f"{TWO_WORDS}, compounds", "boende gård"),
    (f"{TWO_WORDS}, one rare", "{begins} {serial}"),
    (f"{TWO_WORDS}, both rare", "{reference} {serial}"),
    ("one word", "trygghet"),
    ("one word, rare", "{serial}"),
    ("phrase", '"öppen förskola"'),
    ("phrase, rare", '"park och lekplats i Ekbacken"'),
    ("phrase, that all have", '"på riktigt"'),
    ("misspelt", "biblotek"),
    ("without dots", "forskola"),
    ("beginning", "bibl"),
    ("minus", "park -trygghet"),
    ("nothing found", "pyramid"),
)
"""What is asked for, by kind; `serial` and `reference` are those of one of the projects, and
`begins` is the first word of its title."""


class Ratio(NamedTuple):
    """Medians in milliseconds: of something, and of its floor."""

    ms: float
    floor_ms: float

    @property
    def times(self) -> float:
        return self.ms / self.floor_ms


class Search(NamedTuple):
    """`answer` is what the page shows of a selection, `page` the page as a visitor gets it."""

    kind: str
    question: str
    found: int
    answer: Ratio
    page: Ratio


class Publication(NamedTuple):
    """Milliseconds in all, of these for the index, and of these the processor's: the rest is
    waiting, for the database's server and for a busy machine."""

    whole: float
    indexing: float
    processor: float


class Publishing(NamedTuple):
    """`new_words` are those that each publication brought. `first` is the first page that a process
    is asked for after something was published."""

    each: list[Publication]
    new_words: int
    first: Ratio


class Sizes(NamedTuple):
    """In bytes: of the index's tables and, as their floor, of the versions' own, None where the
    database can't say; of all words in memory, and how many those are."""

    index: int | None
    versions: int | None
    vocabulary: int
    words: int


def searches() -> Iterator[Search]:
    """Measures what each of QUESTIONS costs."""
    forms.read_lists()
    return (_search(*asked) for asked in _questions())


def publishing_costs() -> Publishing:
    """Publishes new versions of the generated projects."""
    forms.read_lists()
    next(_published(1))
    words = SearchWord.objects.count()
    each = list(_published(PUBLICATIONS))
    new_words = (SearchWord.objects.count() - words) // PUBLICATIONS
    return Publishing(each, new_words, _first_after_publication())


def sizes() -> Sizes:
    return Sizes(
        index=_size(SearchWord, SearchFind),
        versions=_size(PublishedVersion),
        vocabulary=_vocabulary_size(),
        words=SearchWord.objects.count(),
    )


def rebuilding_ms(progress: Callable[[int, int], None]) -> float:
    """For all versions together."""
    return _ms(lambda: publishing.rebuild_search(progress=progress))


def _questions() -> Iterator[tuple[str, str]]:
    last = PublishedVersion.objects.current().order_by("serial").last()
    begins = last.content["title"]["sv"].split()[0]
    values = {"serial": last.serial, "reference": last.reference, "begins": begins}
    return ((kind, question.format(**values)) for kind, question in QUESTIONS)


def _search(kind: str, question: str) -> Search:
    query, client = urlencode({"q": question}), _visitor()
    return Search(
        kind,
        question,
        found=select(query).totals["number"],
        answer=_compared(lambda: _answer(query), lambda: _answer("")),
        page=_compared(lambda: _page(client, query), lambda: _page(client, "")),
    )


def _answer(query: str) -> None:
    """All that the page has to know: numbers of the facets, totals, median and rows."""
    selection = select(query)
    for _ in (selection.facets, selection.totals, selection.figures.median, selection.projects):
        pass


def _visitor() -> Client:
    """Somebody who has read the notice."""
    client = Client(SERVER_NAME="localhost")
    client.cookies["__Host-notice"] = str(PrivacyNotice.objects.latest("version").version)
    return client


def _page(client: Client, query: str) -> None:
    status = client.get(f"/projekt/?{query}", secure=True).status_code
    if status != 200:
        raise RuntimeError(f"/projekt/?{query} answered {status}.")


def _compared(work: Callable[[], None], floor: Callable[[], None]) -> Ratio:
    work(), floor()  # what is kept afterwards is not what a search costs
    times = [(_ms(work), _ms(floor)) for _ in range(TURNS)]
    return Ratio(*map(median, zip(*times, strict=True)))


def _first_after_publication() -> Ratio:
    client, query = _visitor(), urlencode({"q": "trygghet park"})
    times = []
    for asked in ["", query] * FIRSTS:
        next(_published(1))
        times.append(_ms(lambda asked=asked: _page(client, asked)))
    return Ratio(median(times[1::2]), median(times[::2]))


def _published(number: int) -> Iterator[Publication]:
    """Publishes generated projects one by one, each with new texts."""
    by, add = accounts.generator(), index.add
    spent = []

    def timed(versions) -> None:
        before = process_time()
        spent[:] = [_ms(lambda: add(versions)), (process_time() - before) * 1_000]

    with mock.patch.object(index, "add", timed):
        for project in _changed(number):
            whole = _ms(lambda project=project: editing.publish(project, by=by))
            yield Publication(whole, *spent)


def _changed(number: int) -> Iterator[Project]:
    """Generated projects one after another, each saved with the texts of the next and with words
    that the register doesn't have."""
    by, words = accounts.generator(), iter(_unknown_words())
    projects = list(generated().order_by("pk")[: number + 1])
    for project, other in islice(cycle(pairwise(projects)), number):
        texts = Project.objects.get(pk=other.pk)
        project.summary, project.physical_investment = texts.summary, texts.physical_investment
        project.description = f"{texts.description}\n\n{' '.join(islice(words, NEW_WORDS))}."
        yield editing.save(project, by=by)


def _unknown_words() -> list[str]:
    """Words of the sample and of the judged questions' projects that the register lacks."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in TEXTS)
    words = {word.text for word in words_in(tidy(texts)) if word.text.isalpha()}
    known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    unknown = sorted(words - known - exceptions.SMALL["sv"])
    random.Random(1).shuffle(unknown)
    return unknown


def _size(*models) -> int | None:
    """The bytes of the models' tables, with their indexes."""
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname = ANY(%s)",
                [tables],
            )
            return int(cursor.fetchone()[0])
        return _size_in_sqlite(cursor, tables)


def _size_in_sqlite(cursor, tables: list[str]) -> int | None:
    cursor.execute("SELECT sqlite_compileoption_used('ENABLE_DBSTAT_VTAB')")
    if cursor.fetchone() != (1,):
        return None
    cursor.execute(
        "SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1 AND name IN (SELECT name FROM"
        " sqlite_master WHERE tbl_name IN (SELECT value FROM json_each(%s)))",
        [json.dumps(tables)],
    )
    return cursor.fetchone()[0]


def _vocabulary_size() -> int:
    """The bytes that a process has for the words of the register."""
    gc.collect()
    tracemalloc.start()
    vocabulary = Vocabulary()
    vocabulary.readings("trygghet")
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size


def _ms(work: Callable[[], object]) -> float:
    before = perf_counter()
    work()
    return (perf_counter() - before) * 1_000


def percentile_95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
