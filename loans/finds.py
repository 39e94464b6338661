"""What lists show of a project that answers a search, with the hits marked.

Which they are is `search.marking`'s.
"""

from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from loans.facts import ProjectInWords, Words, swedish
from loans.labels import LABELS
from loans.models.versions import PublishedVersion
from loans.search.fields import BY_NAME, Passage
from loans.search.marking import Hit, Marker, Piece, is_in_other, parts
from loans.search.words import tidy

IN_LANGUAGE = {"sv": _("på svenska"), "en": _("på engelska")}


class FoundIn(NamedTuple):
    """A field with a hit that isn't shown; of an alias, and of a text in the language that isn't
    the page's, with what it is."""

    label: str
    detail: Words | None = None


class FoundInWords(ProjectInWords):
    """A project as a list of hits shows it."""

    def __init__(self, version: PublishedVersion, language: str, marker: Marker):
        super().__init__(version, language)
        self._marker = marker

    @cached_property
    def title(self) -> Words:
        return self._marked("title", super().title)

    @cached_property
    def borrower(self) -> Words:
        return self._marked("borrower", super().borrower)

    @cached_property
    def members(self) -> list[Words]:
        return [self._marked("member", member) for member in super().members]

    @cached_property
    def category(self) -> Words | None:
        category = super().category
        return self._marked("category", category) if category else None

    @cached_property
    def excerpt(self) -> Words:
        """The piece of its texts that shows the most; the summary where none shows anything."""
        if not self._piece:
            return self.summary
        found, language = self._piece.parts, self._piece.language
        text = "".join(part.text for part in found)
        return Words(text, lang="" if language == self.language else language, parts=found)

    @cached_property
    def found_in(self) -> list[FoundIn]:
        """The fields that have what the list doesn't show, each told of once."""
        seen = self._seen_in_names | (self._piece.shows if self._piece else frozenset())
        unseen = self._marker.unseen(self.content, self.language, seen)
        return list(dict.fromkeys(map(self._told, unseen)))

    @cached_property
    def _piece(self) -> Piece | None:
        return self._marker.piece(self.content, self.language, self._seen_in_names)

    @cached_property
    def _seen_in_names(self) -> frozenset[int]:
        names = [("title", self.title), ("borrower", self.borrower)]
        names += [("member", member) for member in self.members]
        names += [("category", self.category)] if self.category else []
        return frozenset(hit.sought for name, shown in names for hit in self._hits(name, shown))

    def _hits(self, name: str, shown: Words) -> list[Hit]:
        language = shown.lang or self.language
        return self._marker.hits(Passage(BY_NAME[name], tidy(shown.text), language))

    def _marked(self, name: str, shown: Words) -> Words:
        hits, text = self._hits(name, shown), tidy(shown.text)
        return shown._replace(text=text, parts=parts(text, hits)) if hits else shown

    def _told(self, passage: Passage) -> FoundIn:
        label = str(LABELS[passage.field.name])
        if passage.field.name == "borrower":
            return FoundIn(label, swedish(passage.text, self.language))
        if is_in_other(passage, self.content, self.language):
            return FoundIn(label, Words(str(IN_LANGUAGE[passage.language])))
        return FoundIn(label)
