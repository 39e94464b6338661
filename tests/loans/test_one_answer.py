"""One selection, every format: the same projects in the same order, and the same sums."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from loans.facets import BY_NAME
from loans.formats import table
from loans.selection import paging
from loans.urls import WORD_OF
from tests.loans.answers import (
    READERS,
    Answer,
    Number,
    body_of,
    expected,
    in_language,
    numbers_on,
    reader,
    said_on,
    shown_on_pages,
    shown_on_paper,
)
from tests.loans.asking import LANGUAGES, encoded, queries, query_of
from tests.loans.recounting import Query, Register, by_value

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("one answer")]

SMALL, LARGE = ["varied-1", "varied-2"], ["generated-1"]

# Each example asks for all pages and files: to shrink one would take minutes.
often = settings(max_examples=60, phases=set(Phase) - {Phase.shrink})
seldom = settings(often, max_examples=8)


@pytest.fixture(autouse=True, scope="module")
def few_pages(register):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "PAGE_SIZE", len(register.standing()) // 4)
        yield


def says_the_same(told: Answer, answer: Answer) -> bool:
    """Nothing else; some formats say nothing of sums."""
    return told in (answer, Answer(answer.projects))


def answers(page: str, query: str, language: str, **values) -> dict[str, Answer]:
    """Format → what it says of the rows of a page."""
    client, found = reader(), {}
    asked = f"?{query}" if query else ""
    for each in table.FORMATS:
        address = in_language(language, f"{page}-file", suffix=each.suffix, **values)
        dialect = f"dialect={each.dialect}" if each.dialect else ""
        whole = "&".join(part for part in (query, dialect) if part)
        body = body_of(client, f"{address}?{whole}")
        found[each.name] = READERS[each.name](body, language)
    paper = in_language(language, f"{page}-print", **values)
    return found | {"print": shown_on_paper(body_of(client, f"{paper}{asked}"))}


def references_of(register: Register) -> dict[str, str]:
    """Slug → reference, whenever it stood there."""
    return {row.content["slug"]: row.reference for row in register.versions}


def check_all(register: Register, query: Query, language: str) -> None:
    answer = expected(register.rows(query, language))
    listed = f"{in_language(language, 'projects')}?{encoded(query)}"
    pages = shown_on_pages(reader(), listed, references_of(register))
    others = answers("projects", encoded(query), language)

    assert pages == answer
    assert others.keys() == {*READERS, "print"}
    assert {name: told for name, told in others.items() if not says_the_same(told, answer)} == {}


@pytest.mark.parametrize("register", SMALL, indirect=True, scope="module")
@often
@given(data=st.data(), language=LANGUAGES)
def test_every_format_says_what_the_pages_say_and_the_recount(register, data, language):
    check_all(register, data.draw(queries(register, most_facets=2)), language)


@pytest.mark.parametrize("register", LARGE, indirect=True, scope="module")
@seldom
@given(data=st.data(), language=LANGUAGES)
def test_so_it_is_of_hundreds_of_projects(register, data, language):
    check_all(register, data.draw(queries(register, most_facets=1)), language)


@pytest.mark.parametrize("register", SMALL[:1], indirect=True, scope="module")
@pytest.mark.parametrize("facet", WORD_OF)
def test_every_format_of_one_value_s_page_is_the_list_s_with_that_filter(register, facet):
    found = by_value(register.standing(), facet)
    key = max(found.keys() - {"none"}, key=lambda key: len(found[key]))
    for language, more in [("sv", {}), ("en", {"sort": ["-amount"], "amount_min": ["7"]})]:
        answer = expected(register.rows({facet: [key], **more}, language))
        told = answers(BY_NAME[facet].page, encoded(more), language, slug=key)
        assert answer.projects
        assert {n: one for n, one in told.items() if not says_the_same(one, answer)} == {}


# --- The numbers on the pages ---------------------------------------------------------------


@pytest.mark.parametrize("register", [*SMALL, *LARGE], indirect=True, scope="module")
@often
@given(data=st.data(), language=LANGUAGES)
def test_every_number_on_a_list_leads_to_a_list_that_says_it(register, data, language):
    query = data.draw(queries(register, most_facets=2))
    listed = f"{in_language(language, 'projects')}?{encoded(query)}"
    numbers = numbers_on(body_of(reader(), listed).decode())
    check_numbers(numbers, register)

    for number in data.draw(st.lists(st.sampled_from(numbers), max_size=2)) if numbers else []:
        assert said_on(body_of(reader(), number.href).decode()) == number[1:]


def check_numbers(numbers: list[Number], register: Register) -> None:
    for number in numbers:
        answer = expected(register.rows(query_of(number.href)))
        assert number == Number(number.href, answer.number, answer.sum)


@pytest.mark.parametrize("register", [SMALL[0], LARGE[0]], indirect=True, scope="module")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_so_does_every_number_on_start_pages_indexes_and_pages_of_values(register, language):
    client, names = reader(), ["start", *(BY_NAME[facet].index for facet in WORD_OF)]
    addresses = [in_language(language, name) for name in names if name]
    charted = len(addresses)
    for facet in WORD_OF:
        keys = by_value(register.standing(), facet).keys() - {"none"}
        page = BY_NAME[facet].page
        addresses += [in_language(language, page, slug=key) for key in sorted(keys)[:3]]
    found = [numbers_on(body_of(client, address).decode()) for address in addresses]

    assert all(found[:charted])
    check_numbers([number for numbers in found for number in numbers], register)
