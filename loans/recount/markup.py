"""What a page says, read off its HTML: its numbers and where they lead, its headline, its list."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

COUNTED = re.compile(r"\d[\s\u00a0,]*(projekt|projects?)\b", re.IGNORECASE)

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

    def all(self, tag: str = "", of_class: str = "") -> list["Element"]:
        return [
            element
            for element in self.inside()
            if (not tag or element.tag == tag) and (not of_class or of_class in element.classes)
        ]

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
        self.root = self.open = Element("", {}, None)

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        self.open.children.append(Element(tag, attributes, self.open))

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
    """A number that opens its rows, as the page says it. `number` and `sum` are as written, None
    where the page leaves them out. In a table `amounts` are those that stand beside it."""

    words: str
    href: str
    number: str | None
    sum: str | None
    is_in_table: bool
    amounts: list[Amount]


class Page:
    """A page that was asked for at `address`, which is path and query."""

    def __init__(self, address: str, html: str):
        self.address = address
        reader = _Reader()
        reader.feed(html)
        reader.close()
        self.root = reader.root
        self.language = next((e.attributes.get("lang", "") for e in self.root.all("html")), "")
        self.links = [link for link in self.root.all("a") if "href" in link.attributes]

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
        return self._numbers(self.root)

    def _numbers(self, part: Element) -> list[Number]:
        return [self._number(link) for link in part.all("a") if is_number(link)]

    def _number(self, link: Element) -> Number:
        row = link.around("tr")
        return Number(
            words=link.text,
            href=self.leads_to(link),
            number=link.attributes.get("data-number", re.sub(r"\D", "", link.text)),
            sum=link.attributes.get("data-sum"),
            is_in_table=row is not None,
            amounts=_amounts(row) if row else [],
        )

    @property
    def figures(self) -> list[tuple[list[Number], list[Amount]]]:
        """The numbers and amounts of each group of key figures."""
        groups = self.root.all("dl", "figures")
        return [(self._numbers(group), _amounts(group)) for group in groups]

    @property
    def headline(self) -> str:
        """How many projects a list says that it shows; empty where the page is no list."""
        return next((e.text for e in self.root.all(of_class="result-head__count")), "")

    @property
    def headline_sums(self) -> list[Amount]:
        return [a for e in self.root.all(of_class="result-head__sum") for a in _amounts(e)]

    @property
    def listed(self) -> list[str]:
        """Where the projects of a list lead, in its order."""
        titles = [e for cards in self.root.all("ol", "cards") for e in cards.all("h3")]
        return [self.leads_to(link) for title in titles for link in title.all("a")[:1]]

    @property
    def following(self) -> str:
        """Where the next page of a list is; empty on the last."""
        after = (a for a in self.links if "next" in a.attributes.get("rel", "").split())
        return next((self.leads_to(link) for link in after), "")


def is_number(link: Element) -> bool:
    """Whether a link says how many projects it leads to: by data-number, or in words alone."""
    if "data-number" in link.attributes:
        return True
    return bool(COUNTED.search(link.text) or re.fullmatch(r"[\d\s,]+", link.text)) and (
        link.attributes.get("href", "").partition("?")[0] in {"/projekt/", "/en/projects/"}
    )


def _amounts(element: Element) -> list[Amount]:
    return [Amount(data.text, data.attributes.get("value", "")) for data in element.all("data")]
