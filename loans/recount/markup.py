"""What a page says, read off its HTML: its numbers and where they lead, its headline, its list."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

from loans.recount.addresses import query_of

COUNTED = re.compile(r"\d\s+(projekt|projects?)\b", re.IGNORECASE)
BARE = re.compile(r"[\d\s,]+")
RESERVATIONS = ("table__missing", "reservation")
"""Where an amount says what it leaves out: "2 utan belopp", "1 av 12 ungefärligt"."""

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
"""Elements that hold nothing, and are never closed."""


class Element:
    """One element, with what stands in it."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None"):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element | str] = []

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All that can be read in it; white space as a browser shows it, hard spaces kept."""
        return re.sub(r"[ \t\r\n]+", " ", "".join(self._texts())).strip(" ")

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()

    def inside(self) -> Iterator["Element"]:
        """Every element in it, in the page's order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.inside()

    def all(self, tag: str, of_class: str = "") -> list["Element"]:
        """Every element of a tag in it, or those of them that have a class."""
        found = [element for element in self.inside() if element.tag == tag]
        return [element for element in found if not of_class or of_class in element.classes]

    def around(self, tag: str) -> "Element | None":
        """The nearest element of that tag that it stands in."""
        above = self.parent
        while above is not None and above.tag != tag:
            above = above.parent
        return above


class _Reader(HTMLParser):
    """Builds elements. What is never closed ends with what it stands in."""

    def __init__(self):
        super().__init__()
        self.open = Element("", {}, None)
        self.by_tag: dict[str, list[Element]] = {}

    def handle_starttag(self, tag, attrs):
        element = self._added(tag, attrs)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag, attrs):
        self._added(tag, attrs)

    def _added(self, tag, attrs) -> Element:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        self.by_tag.setdefault(tag, []).append(element)
        return element

    def handle_endtag(self, tag):
        closed = self.open if self.open.tag == tag else self.open.around(tag)
        if closed is not None and closed.parent is not None:
            self.open = closed.parent

    def handle_data(self, data):
        self.open.children.append(data)


class Amount(NamedTuple):
    """An amount in words, and the value written behind them."""

    words: str
    value: str


class Number(NamedTuple):
    """A number that opens its rows, as the page says it in words. In a table or facet `amounts` are
    those that stand beside it. One of some of the rows that an amount is of comes first in its
    words, and has none."""

    words: str
    href: str
    is_in_table: bool
    amounts: list[Amount]
    is_of_some: bool = False


class Page:
    """A page that was asked for at `address`, which is path and query."""

    def __init__(self, address: str, html: str):
        self.address = address
        reader = _Reader()
        reader.feed(html)
        reader.close()
        self._by_tag = reader.by_tag
        self.language = next((e.attributes.get("lang", "") for e in self.all("html")), "")
        self.links = [link for link in self.all("a") if "href" in link.attributes]

    def all(self, tag: str, of_class: str = "") -> list[Element]:
        """Every element of a tag, or those of them that have a class."""
        found = self._by_tag.get(tag, [])
        return [element for element in found if not of_class or of_class in element.classes]

    def leads_to(self, link: Element) -> str:
        """Where a link leads: path and query, or a whole address where it leaves the site."""
        href = link.attributes["href"].partition("#")[0]
        if href.startswith("?"):  # "?" alone takes the query away, which urljoin doesn't know
            return self.address.partition("?")[0] + href.removesuffix("?")
        return urljoin(self.address, href)

    @property
    def hrefs(self) -> list[str]:
        return [self.leads_to(link) for link in self.links]

    @property
    def numbers(self) -> list[Number]:
        """Every link that says how many projects it leads to."""
        return self._numbers(self.links)

    def _numbers(self, links: list[Element]) -> list[Number]:
        return [self._number(link) for link in links if self._is_number(link)]

    def _is_number(self, link: Element) -> bool:
        """Whether a link says how many projects it leads to: "4 projekt", or a number alone, or
        first."""
        if "href" not in link.attributes:
            return False
        is_list = query_of(self.leads_to(link)) is not None
        return is_list and bool(COUNTED.search(link.text) or link.text[:1].isdigit())

    @property
    def bare_numbers(self) -> list[str]:
        """What stands where tables, facets and amounts have a number, but is no link."""
        cells = self.all("td", "table__number") + [e for e in self.all("li") if _is_of_facet(e)]
        cells += [e for name in RESERVATIONS for e in self.all("span", name)]
        return [_without_label(cell) for cell in cells if not self._numbers(cell.all("a"))]

    def _number(self, link: Element) -> Number:
        if not COUNTED.search(link.text) and not BARE.fullmatch(link.text):
            return Number(link.text, self.leads_to(link), False, [], is_of_some=True)
        row, choice = link.around("tr"), link.around("li")
        beside = row or (choice if choice and _is_of_facet(choice) else None)
        return Number(
            words=link.text,
            href=self.leads_to(link),
            is_in_table=row is not None,
            amounts=_amounts(beside) if beside else [],
        )

    @property
    def figures(self) -> list[tuple[list[Number], list[Amount]]]:
        """The numbers and amounts of each group of key figures."""
        groups = self.all("dl", "figures")
        found = [(self._numbers(group.all("a")), _amounts(group)) for group in groups]
        return [([n for n in numbers if not n.is_of_some], sums) for numbers, sums in found]

    @property
    def title(self) -> str:
        return next((title.text for title in self.all("title")), "")

    @property
    def headline(self) -> str:
        """How many projects a list or its print view says that it shows; empty elsewhere."""
        for count in self.all("h2", "result-head__count"):
            return count.text
        for printed in self.all("p", "printed__sum"):
            return next((part for part in printed.children if isinstance(part, str)), "")
        return ""

    @property
    def headline_sums(self) -> list[Amount]:
        """What it says that they come to."""
        sums = [*self.all("p", "result-head__sum"), *self.all("p", "printed__sum")]
        return [amount for element in sums for amount in _amounts(element)]

    @property
    def listed(self) -> list[str]:
        """Where the projects of a list or its print view lead, in its order."""
        titles = [e for cards in self.all("ol", "cards") for e in cards.all("h3")]
        titles += [e for table in self.all("table", "printed__table") for e in table.all("th")]
        return [self.leads_to(link) for title in titles for link in title.all("a")[:1]]

    @property
    def printed_amounts(self) -> list[Amount | None]:
        """The amount in each row of a print view, in its order; None where it says none."""
        tables = self.all("table", "printed__table")
        cells = [cell for table in tables for cell in table.all("td", "printed__amount")]
        return [next(iter(_amounts(cell)), None) for cell in cells]

    @property
    def following(self) -> str:
        """Where the next page of a list is; empty on the last."""
        after = (a for a in self.links if "next" in a.attributes.get("rel", "").split())
        return next((self.leads_to(link) for link in after), "")


def _is_of_facet(item: Element) -> bool:
    """Whether an item of a list is a value of a facet in the form."""
    return "facet__choices" in item.parent.classes


def _without_label(element: Element) -> str:
    """What can be read of it, but for the name of what can be chosen."""
    parts = [part for part in element.children if getattr(part, "tag", "") != "label"]
    return " ".join(part if isinstance(part, str) else part.text for part in parts)


def _amounts(element: Element) -> list[Amount]:
    return [Amount(data.text, data.attributes.get("value", "")) for data in element.all("data")]
