"""What a page says against what the recount finds: each difference is a fault in a sentence."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import override

from loans.recount.addresses import list_paths, query_of
from loans.recount.files import Contents, read
from loans.recount.markup import Amount, Number, Page
from loans.recount.query import Answer, Recount
from loans.recount.words import numbers, says

MOST_NAMED = 5
"""References that a sentence names."""


class Fault(NamedTuple):
    """A difference: on which page, in what words, with which link; what was said and found."""

    page: str
    words: str
    href: str
    said: str
    found: str

    def __str__(self):
        where = f"{self.page}: “{self.words}”" if self.words else self.page
        link = f" → {self.href}" if self.href else ""
        return f"{where}{link}: the page says {self.said}, the recount finds {self.found}"


def faults_of_page(page: Page, recount: Recount) -> Iterator[Fault]:
    """Every number of a page, and the amounts beside it, against the recount."""
    for number in page.numbers:
        answer = answer_to(number.href, recount)
        if answer is None:
            yield Fault(page.address, number.words, number.href, "a number", "no list behind it")
        else:
            yield from _of_number(page, number, answer)
    for found, amounts in page.figures:
        yield from _of_figures(page, found, amounts, recount)
    yield from _without_rows(page)


def answer_to(href: str, recount: Recount) -> Answer | None:
    """What the recount finds for a link to the list; None where it is none."""
    query = query_of(href)
    try:
        return None if query is None else recount.of(query)
    except ValueError:
        return None


def _of_number(page: Page, number: Number, answer: Answer) -> Iterator[Fault]:
    def fault(said, found) -> Fault:
        return Fault(page.address, number.words, number.href, said, found)

    said = numbers(number.words, page.language)
    if (said[:1] if number.is_of_some else said[-1:]) != [answer.number]:
        yield fault("so", answer.number)
    for amount in number.amounts:
        yield from _of_amount(page, amount, answer.sum, number.href)
    if number.is_in_table and len(number.amounts) != (answer.known > 0):
        yield fault(f"{len(number.amounts)} amounts beside it", f"{answer.known} known amounts")


def _of_amount(page: Page, amount: Amount, sek: int, href: str) -> Iterator[Fault]:
    """An amount, by its value and by its words, against whole SEK."""
    if amount.value != str(sek):
        yield Fault(page.address, amount.words, href, f"{amount.value} SEK", f"{sek} SEK")
    elif not says(amount.words, sek, page.language):
        yield Fault(page.address, amount.words, href, "so", f"{sek} SEK")


def _of_figures(
    page: Page, found: list[Number], amounts: list[Amount], recount: Recount
) -> Iterator[Fault]:
    """Key figures: a number that opens its rows, then their sum, then their median."""
    href = found[0].href if found else ""
    answer = answer_to(href, recount) if found else None
    if answer is None:
        yield Fault(page.address, "", "", "key figures", "no number that opens their rows")
        return
    expected = [answer.sum] * (answer.known > 0) + [answer.median] * (answer.median is not None)
    if len(amounts) != len(expected):
        yield Fault(page.address, "", href, f"{len(amounts)} amounts", f"{len(expected)} amounts")
    for amount, sek in zip(amounts, expected, strict=False):
        yield from _of_amount(page, amount, sek, href)


def _without_rows(page: Page) -> Iterator[Fault]:
    """Numbers of projects that open nothing."""
    for text in page.bare_numbers:
        if any(numbers(text, page.language)):
            yield Fault(page.address, text, "", "a number", "no link to its rows")


class Followed(NamedTuple):
    """What was asked for at `address` because a link on `found_on` leads to the list `href`: that
    list, its print view or its file."""

    found_on: str
    href: str
    address: str

    def fault(self, words: str, said: str, found: str) -> Fault:
        return Fault(self.found_on, words, self.address, said, found)


def faults_of_list(followed: Followed, page: Page, recount: Recount) -> Iterator[Fault]:
    """The headline and the sum of a list or its print view, and the title of a list."""
    answer = answer_to(followed.href, recount)
    if answer is None:
        return
    everything = recount.everything(query_of(followed.href))
    shown = numbers(page.headline, page.language)
    if shown not in ([answer.number], [answer.number, everything]):
        found = f"{answer.number} of {everything}"
        yield followed.fault(page.headline, "so in its headline", found)
    if followed.address == followed.href and page.headline not in page.title:
        yield followed.fault(page.headline, f"“{page.title}” in its title", "another headline")
    sums = page.headline_sums
    if len(sums) != (answer.known > 0):
        found = f"{answer.sum} SEK of {answer.known} known amounts"
        yield followed.fault(page.headline, f"{len(sums)} sums", found)
    for amount in sums:
        for fault in _of_amount(page, amount, answer.sum, followed.address):
            yield fault._replace(page=followed.found_on)


def faults_of_rows(followed: Followed, listed: list[str], recount: Recount) -> Iterator[Fault]:
    """The projects that a list names over all its pages, where each must stand once."""
    answer = answer_to(followed.href, recount)
    if answer is None:
        return
    with override(list_paths()[followed.href.partition("?")[0]]):
        expected = {reverse("project", args=[row.slug]): row.reference for row in answer.rows}
    times = Counter(listed)
    differences = {
        "misses": [reference for path, reference in expected.items() if path not in times],
        "has twice": [expected.get(path, path) for path, number in times.items() if number > 1],
        "has also": [path for path in times if path not in expected],
    }
    said = "; ".join(f"{word} {_named(some)}" for word, some in differences.items() if some)
    if said:
        yield followed.fault("", f"a list that {said}", f"{len(expected)} projects")


def faults_of_file(followed: Followed, data: bytes, recount: Recount) -> Iterator[Fault]:
    """The plain CSV file of a list: its projects in whatever order, each once, with its amount."""
    answer = answer_to(followed.href, recount)
    if answer is None:
        return
    said = read(".csv", data, list_paths()[followed.href.partition("?")[0]])
    if said is None:
        yield followed.fault("", "what can't be read", f"{answer.number} projects")
        return
    if Counter(said.references) != Counter(row.reference for row in answer.rows):
        rows = f"{len(said.references)} rows of others"
        yield followed.fault("", rows, f"{answer.number} projects")
        return
    for difference in _of_amounts(said, answer):
        yield followed.fault("", *difference)


def faults_of_contents(
    page: str, file: str, said: Contents | None, answer: Answer
) -> Iterator[Fault]:
    """A file of a page: its projects, each once and in order, the amount of each, and all that it
    says that they come to."""
    if said is None:
        yield Fault(page, "", file, "what can't be read", f"{answer.number} projects")
        return
    expected = [row.reference for row in answer.rows]
    if said.references != expected:
        yield Fault(page, "", file, *_difference(said.references, expected))
    else:
        for difference in _of_amounts(said, answer):
            yield Fault(page, "", file, *difference)
    for difference in _of_totals(said, answer):
        yield Fault(page, "", file, *difference)


def _of_amounts(said: Contents, answer: Answer) -> Iterator[tuple[str, str]]:
    """What is said and found of those projects whose amounts differ, where the projects agree."""
    right = {row.reference: row.amount for row in answer.rows}
    wrong = [
        (reference, amount)
        for reference, amount in zip(said.references, said.amounts or (), strict=False)
        if amount != right[reference]
    ]
    if wrong:
        found = [(reference, right[reference]) for reference, _ in wrong]
        yield tuple(_named([_with_amount(*pair) for pair in pairs]) for pairs in (wrong, found))


def _with_amount(reference: str, sek: int | None) -> str:
    return f"{reference} with {'no amount' if sek is None else f'{sek} SEK'}"


def _of_totals(said: Contents, answer: Answer) -> Iterator[tuple[str, str]]:
    for name, total in said.totals.items():
        if total != (right := getattr(answer, name)):
            yield f"{name} {total} in all", f"{right}"


def _difference(said: list[str], expected: list[str]) -> tuple[str, str]:
    """What is said and found where the projects begin to differ."""
    place = next(
        (i for i, pair in enumerate(zip(said, expected, strict=False)) if len(set(pair)) > 1),
        min(len(said), len(expected)),
    )
    shown = [_named(rows[place:]) or "nothing more" for rows in (said, expected)]
    return f"{shown[0]} from row {place + 1}", shown[1]


def _named(references: list[str]) -> str:
    more = len(references) - MOST_NAMED
    return ", ".join(references[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
