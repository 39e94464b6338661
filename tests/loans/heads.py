"""The head of a page as a machine reads it."""

import json
from html.parser import HTMLParser
from typing import NamedTuple


class Element(NamedTuple):
    tag: str
    attributes: dict
    text: str


class ReadPage(HTMLParser):
    """A page's elements, each with its text, in their order; and what its head says."""

    def __init__(self, response):
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[tuple[str, dict, list[str]]] = []
        self.feed(response.content.decode())
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag in {"meta", "link", "img", "input"}:
            self.elements.append(Element(tag, dict(attributes), ""))
        else:
            self._open.append((tag, dict(attributes), []))

    def handle_data(self, data):
        for _tag, _attributes, said in self._open:
            said.append(data)

    def handle_endtag(self, tag):
        while self._open:
            opened, attributes, said = self._open.pop()
            self.elements.append(Element(opened, attributes, "".join(said)))
            if opened == tag:
                break

    def all(self, tag: str, **wanted) -> list[Element]:
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str, **wanted) -> Element:
        [found] = self.all(tag, **wanted)
        return found

    def says(self, name: str) -> str | None:
        """A meta element's content; None where there is none, a fault where there are several."""
        key = "property" if name.startswith("og:") else "name"
        found = self.all("meta", **{key: name})
        assert len(found) <= 1, name
        return found[0].attributes["content"] if found else None

    @property
    def title(self) -> str:
        return self.one("title").text

    @property
    def canonical(self) -> str | None:
        found = self.all("link", rel="canonical")
        assert len(found) <= 1
        return found[0].attributes["href"] if found else None

    @property
    def twins(self) -> dict[str, str]:
        """Language → address."""
        others = [link.attributes for link in self.all("link", rel="alternate")]
        found = [link for link in others if "type" not in link]  # those are of other forms
        assert len({link["hreflang"] for link in found}) == len(found)
        return {link["hreflang"]: link["href"] for link in found}

    @property
    def things(self) -> list[dict]:
        """The page's linked data."""
        blocks = self.all("script", type="application/ld+json")
        assert len(blocks) <= 1
        return json.loads(blocks[0].text)["@graph"] if blocks else []

    def thing(self, kind: str) -> dict:
        [found] = [thing for thing in self.things if thing["@type"] == kind]
        return found
