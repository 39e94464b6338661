"""The words of a page as people meet them: each with its language, in order."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
SPOKEN = {"aria-label", "aria-description", "title", "alt", "placeholder"}
"""Attributes whose text somebody sees or hears."""
SHARED = {"description", "og:title", "og:description", "og:site_name", "twitter:title"}
"""Kinds of `meta` whose content other sites show."""
SILENT = {"script", "style", "template", "code"}
"""Elements whose text is of no language, or isn't seen."""


class Said(NamedTuple):
    text: str
    lang: str
    place: str
    """The element, or the element and its attribute."""


def said_on(html: str) -> list[Said]:
    """Every visible text of a page and every attribute that is seen or heard."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def twin_of(html: str) -> str | None:
    """Where the page's switch of language leads."""
    reader = _Reader()
    reader.feed(html)
    return reader.twin


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[Said] = []
        self.twin: str | None = None
        self._open = [("", "")]

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        lang = values.get("lang", self._open[-1][1])
        for name in SPOKEN & set(values):
            self._say(values[name], lang, f"{tag}[{name}]")
        if tag == "meta" and {values.get("name"), values.get("property")} & SHARED:
            self._say(values.get("content", ""), lang, "meta")
        if tag == "input" and values.get("type") in {"submit", "button"}:
            self._say(values.get("value", ""), lang, tag)
        if tag == "a" and values.get("hreflang") == values.get("lang", "none"):
            self.twin = values["href"]
        if tag not in VOID:
            self._open.append((tag, lang))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        while len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tag, lang = self._open[-1]
        if tag not in SILENT:
            self._say(data, lang, tag)

    def _say(self, text: str, lang: str, place: str) -> None:
        if folded := " ".join(text.split()):
            self.found.append(Said(folded, lang, place))
