"""Questions of a register: any query that its own rows can be asked, and some with no answer."""

from datetime import date, timedelta

from django.http import QueryDict
from django.utils import timezone
from hypothesis import strategies as st

from loans.facets import BY_NAME
from loans.portfolio import RELEVANCE
from loans.selection import Selection
from loans.selection.filters import DEFAULT_SORT, SORTS
from tests.loans.recounting import Query, Register, Row, by_value, tokens

LANGUAGES = st.sampled_from(["sv", "en"])
NOWHERE = '"park finnsinte"'
ORDERS = sorted(set(SORTS) - {RELEVANCE})
SEPARATORS = st.sampled_from(["", " ", "\u00a0"])


@st.composite
def queries(draw, register: Register, most_facets: int = 3, *, of_today: bool = False) -> Query:
    """A query that selects one of the rows, unless something turns it aside: a value that the
    row lacks, bounds that leave it out, other words."""
    query: Query = {}
    most_days = 0 if of_today else 1
    if days := draw(st.lists(st.sampled_from(days_of(register)), max_size=most_days)):
        query["as_of"] = [str(day) for day in days]
    rows = register.standing(days[0] if days else None)
    if rows:
        query |= _of_facets(draw, rows, most_facets)
        query |= draw(st.fixed_dictionaries({}, optional=_others(rows)))
    if "q" in query and query.get("sort", [DEFAULT_SORT]) == [DEFAULT_SORT]:
        # By relevance is judged elsewhere, and the usual order needs asking for where one searches.
        query["sort"] = [draw(st.sampled_from([each for each in ORDERS if each != DEFAULT_SORT]))]
    if "amount_min" in query and "amount_max" in query:
        pair = query["amount_min"] + query["amount_max"]
        pair.sort(key=lambda text: int("".join(text.split())))
        query |= {"amount_min": pair[:1], "amount_max": pair[1:]}
    return query


def _of_facets(draw, rows: list[Row], most: int) -> Query:
    aim = draw(st.sampled_from(rows))
    names = draw(st.lists(st.sampled_from(list(BY_NAME)), max_size=most, unique=True))
    query = {}
    for name in names:
        all_keys = sorted(by_value(rows, name))
        own = draw(st.lists(st.sampled_from(sorted(aim.keys[name])), max_size=1))
        others = draw(st.lists(st.sampled_from(all_keys), max_size=2))
        query[name] = list(dict.fromkeys([*own, *others])) or all_keys[:1]
    return query


def _others(rows: list[Row]) -> dict:
    """The parameters that are no facets, each used now and then."""
    return {
        "q": st.one_of(_phrases(rows), st.just(NOWHERE)).map(lambda words: [words]),
        "project": st.lists(st.sampled_from(rows), min_size=1, max_size=6).map(_references),
        "amount_min": _amounts(rows),
        "amount_max": _amounts(rows),
        "sort": st.sampled_from(ORDERS).map(lambda sort: [sort]),
    }


def _references(rows: list[Row]) -> list[str]:
    found = dict.fromkeys(row.reference for row in rows)
    return [reference.lower() if n % 2 else reference for n, reference in enumerate(found)]


@st.composite
def _amounts(draw, rows: list[Row]) -> list[str]:
    known = sorted({row.sek for row in rows if row.sek}) or [1]
    sek = draw(st.sampled_from(known)) + draw(st.integers(-1, 1))
    return [f"{sek:,}".replace(",", draw(SEPARATORS))]


@st.composite
def _phrases(draw, rows: list[Row]) -> str:
    """One or two phrases of a row's text, in quotation marks."""
    lines = draw(st.sampled_from(rows)).words.split("\n")
    long = [words for line in lines if len(words := tokens(line)) > 1]
    phrases = []
    for words in draw(st.lists(st.sampled_from(long), min_size=1, max_size=2)):
        start = draw(st.integers(0, len(words) - 2))
        phrases.append(f'"{" ".join(words[start : start + draw(st.integers(2, 4))])}"')
    said = " ".join(phrases)
    return draw(st.sampled_from([said, said.upper()]))


def days_of(register: Register) -> list[date]:
    """Days on which something changed, those beside them, and today."""
    moved = {row.since for row in register.versions} | {timezone.localdate()}
    moved |= {row.until for row in register.versions if row.until}
    beside = {day - timedelta(days=1) for day in moved}
    return sorted(moved | beside)


def encoded(query: Query) -> str:
    params = QueryDict(mutable=True)
    for name, values in query.items():
        params.setlist(name, values)
    return params.urlencode()


def ask(address: str, language: str = "sv") -> Selection:
    """The selection of an address or of its query string, which must be valid."""
    asked = Selection(QueryDict(address.rpartition("?")[2]), language=language)
    assert asked.is_valid, (address, asked.errors)
    return asked


def query_of(address: str) -> Query:
    return dict(QueryDict(address.partition("?")[2]).lists())
