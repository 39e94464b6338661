"""Every number on every page against the recount, and against what its link leads to."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import override

from config.addresses import language_of
from loans import register
from loans.recount.addresses import (
    LANGUAGES,
    file_of,
    files_of,
    kind_of,
    paper_of,
    print_of,
    query_of,
    selects,
)
from loans.recount.faults import (
    Fault,
    Followed,
    faults_of_contents,
    faults_of_file,
    faults_of_list,
    faults_of_page,
    faults_of_rows,
)
from loans.recount.files import READERS, read
from loans.recount.markup import Page
from loans.recount.paper import printed
from loans.recount.query import Answer, Recount
from loans.recount.visitor import Response, Visitor

WITHOUT_NUMBERS = {"project-changes"}
"""Pages that count no projects, though there are as many of them as of projects."""

MOST_COMPARED = 300
"""Lists, about, of which the filters, the print view and the file are read too: each list's filters
lead to a hundred others, and its print view and file are as long as itself."""

Progress = Callable[[int, int], None]


class NoEntryError(Exception):
    """The site doesn't let the visitor in; the message says what it answered."""


class Read(NamedTuple):
    """What has been gone through."""

    pages: int
    numbers: int
    links: int
    files: int
    with_files: int


class Check:
    """One walk through the site. With `sample`, at most so many pages of each kind in each
    language, and so many links from each kind."""

    def __init__(self, *, sample: int | None = None):
        self.sample = sample
        self._state = register.state()
        self.recount, self._visitor = Recount(), Visitor()
        self.faults: list[Fault] = []
        self._pages = self._numbers = self._followed = self._files = self._with_files = 0
        self._links: dict[str, str] = {}
        self._taken: Counter = Counter()

    @property
    def read(self) -> Read:
        return Read(self._pages, self._numbers, self._followed, self._files, self._with_files)

    @property
    def is_of_one_state(self) -> bool:
        """Whether nothing was published while it was read."""
        return register.state() == self._state

    # --- The pages ---

    def read_pages(self, progress: Progress) -> None:
        """Reads every page that is reached from the start pages, and every project's."""
        waiting = list(dict.fromkeys(self._entrances()))
        seen = set(waiting)
        for done, address in enumerate(waiting):
            page = self._page(address)
            if page:
                self._check(page)
                self.compare_files(page)
                self._remember_links(page)
                waiting += self._pages_among(page.hrefs, seen)
            progress(done + 1, len(waiting))

    def _entrances(self) -> Iterator[str]:
        """The start pages, and those of the projects, spread evenly where they are sampled."""
        for language in LANGUAGES:
            with override(language):
                start = reverse("start")
                if (status := self._visitor.get(start).status) != 200:
                    raise NoEntryError(f"{start} answers {status}.")
                rows = self.recount.rows
                step = max(1, len(rows) // self.sample) if self.sample else 1
                yield start
                yield from (reverse("project", args=[row.slug]) for row in rows[::step])

    def _pages_among(self, hrefs: Iterable[str], seen: set[str]) -> list[str]:
        """The addresses of public pages that haven't been seen, projects' own left out."""
        found = []
        for href in [href for href in dict.fromkeys(hrefs) if href not in seen]:
            seen.add(href)
            kind = kind_of(href)
            if kind and kind not in WITHOUT_NUMBERS | {"project"}:
                self._taken[kind, language_of(href)] += 1
                if not self.sample or self._taken[kind, language_of(href)] <= self.sample:
                    found.append(href)
        return found

    def _asked(self, address: str) -> Response | None:
        """What the site answers; a fault where that is no page."""
        response = self._visitor.get(address)
        self._pages += 1
        if response.status == 200:
            return response
        self.faults.append(
            Fault(address, "", "", f"no more than status {response.status}", "a page")
        )
        return None

    def _page(self, address: str) -> Page | None:
        response = self._asked(address)
        try:
            return Page(address, response.text) if response else None
        except UnicodeDecodeError:
            self.faults.append(Fault(address, "", "", "what can't be read", "a page"))
            return None

    def _check(self, page: Page) -> None:
        self._numbers += len(page.numbers)
        self.faults += faults_of_page(page, self.recount)

    # --- The files ---

    def compare_files(self, page: Page) -> None:
        """Every file of a page that has such, and its print view where there is a row to print."""
        query = selects(page.address)
        if query is None:
            return
        answer = self.recount.of(query)
        self._with_files += 1
        for ending, address in files_of(page.address, READERS).items():
            if response := self._asked(address):
                said = read(ending, response.body, page.language)
                self.faults += faults_of_contents(page.address, address, said, answer)
                self._files += 1
        if answer.number:
            self._compare_paper(page, answer)

    def _compare_paper(self, page: Page, answer: Answer) -> None:
        if paper := self._page(paper_of(page.address)):
            said = printed(paper, answer)
            self.faults += faults_of_contents(page.address, paper.address, said, answer)
            self._files += 1

    # --- The links ---

    def _remember_links(self, page: Page) -> None:
        kind = ("links", kind_of(page.address), page.language)
        for number in page.numbers:
            if number.href not in self._links and query_of(number.href) is not None:
                self._taken[kind] += 1
                if not self.sample or self._taken[kind] <= self.sample:
                    self._links[number.href] = page.address

    def follow_links(self, progress: Progress) -> None:
        """Follows every link that was found, once, through all pages of its list; and of some of
        them, spread evenly, reads the filters, the print view and the file too."""
        step = max(1, len(self._links) // MOST_COMPARED)
        for done, (href, found_on) in enumerate(self._links.items()):
            page = self._follow(Followed(found_on, href, href))
            if page and done % step == 0:
                self._check(page)
                self._compare_print(Followed(found_on, href, print_of(href)))
                self._compare_file(Followed(found_on, href, file_of(href)))
            progress(done + 1, len(self._links))

    def _follow(self, followed: Followed) -> Page | None:
        """The first page of the list that a link leads to."""
        first = page = self._page(followed.address)
        self._followed += 1
        if not page:
            return None
        self.faults += faults_of_list(followed, page, self.recount)
        listed, seen = list(page.listed), {followed.address}
        while page and page.following and page.following not in seen:
            seen.add(page.following)
            page = self._page(page.following)
            listed += page.listed if page else []
        self.faults += faults_of_rows(followed, listed, self.recount)
        return first

    def _compare_print(self, followed: Followed) -> None:
        if page := self._page(followed.address):
            self.faults += faults_of_list(followed, page, self.recount)
            self.faults += faults_of_rows(followed, page.listed, self.recount)

    def _compare_file(self, followed: Followed) -> None:
        if response := self._asked(followed.address):
            self.faults += faults_of_file(followed, response.body, self.recount)
