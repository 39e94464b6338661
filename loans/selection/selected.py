"""A selection as people meet it: the answer to a query string, with what says it and the form that
asks for it."""

from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans import facts, register, wording
from loans.facets import BY_NAME, FACETS, NONE, NOT_STATED, Facet
from loans.portfolio import RELEVANCE, Searched
from loans.selection.answer import Answer
from loans.selection.choices import Choice, FacetChoices, Field, facet_choices
from loans.selection.filters import LONGEST_SEARCH, SORTS, day_in, kronor_in
from loans.selection.form import (
    BESIDE,
    ActiveFilter,
    FieldError,
    field,
    field_errors,
    names_of_filters,
)
from loans.selection.sentence import MOST_NAMED, Chosen, parts
from loans.selection.suggested import Suggestion, suggested
from loans.selection.ways_out import WaysOut, read_otherwise_in_words, ways_out


class Selection(Answer):
    """An answer in words, and the form in which it can be changed."""

    longest_query = LONGEST_SEARCH

    # --- In words ---

    @cached_property
    def in_words(self) -> str:
        """ "Boende och boendemiljöer i Östergötlands län"; nothing where the query is wrong."""
        return "".join(part.text for part in self.in_parts)

    @cached_property
    def in_parts(self) -> list[facts.Words]:
        """The same as texts to be joined, each marked where it is in another language."""
        return parts(self._chosen, self.language) if self.is_valid else []

    @cached_property
    def in_brief(self) -> list[facts.Words]:
        """The same for where all filters stand beside: of many values only the first few."""
        if not (self.is_valid and self.active):
            return []
        if self.beginning:
            return [self.beginning._replace(href="")]
        return parts(self._chosen, self.language, MOST_NAMED)

    @cached_property
    def beginning(self) -> facts.Words | None:
        """Where nothing at all was published on the day asked for: when the register begins, with
        the way there. Costs a query then; otherwise nothing."""
        day = self.asked.day
        if not day or self.register_number:
            return None
        first = register.began_on()
        if first is None or first <= day:
            asked = {"day": wording.day(day, "day", self.language)}
            return facts.Words(_("Inga projekt var publicerade den %(day)s") % asked)
        words = _("Registret börjar den %(day)s") % {
            "day": wording.day(first, "day", self.language)
        }
        return facts.Words(words, href=self.address_of({"as_of": first.isoformat()}))

    @cached_property
    def headline(self) -> str:
        """ "Visar 12 projekt", and with filters, unless there is nothing to filter, "Visar 4 av 12
        projekt"."""
        number, total = self.totals["number"], self.register_number
        shown = {"number": self._number(number), "total": self._number(total)}
        if self.active and total:
            return (
                ngettext(
                    "Visar %(number)s av %(total)s projekt",
                    "Visar %(number)s av %(total)s projekt",
                    total,
                )
                % shown
            )
        return ngettext("Visar %(number)s projekt", "Visar %(number)s projekt", number) % shown

    @property
    def order(self) -> str:
        """The order of the list, as the form calls it."""
        return str(SORTS[self.sort].label)

    @property
    def title(self) -> str:
        """The page's title: how many, which page where there are several, and of what."""
        if not self.is_valid:
            return _("Fel: något i filtret behöver rättas")
        shown = f"{self.headline}, {self.paging.name}" if self.paging.is_needed else self.headline
        said = "".join(part.text for part in self.in_brief)
        return f"{shown}: {said}" if said else shown

    def label(self, facet: str, key: str) -> facts.Words:
        """A facet's value in words; what is none of its values as it was asked for."""
        return self._labels[facet].get(key) or facts.Words(key)

    @cached_property
    def read_otherwise(self) -> list[facts.Words]:
        """Which words were found instead of those that no project has, as texts to be joined."""
        if not (self._search and self.totals["number"]):
            return []
        return [
            part
            for typed, found in self._search.read_otherwise()
            for part in (facts.Words(" "), *read_otherwise_in_words(typed, found, self.language))
        ][1:]

    @cached_property
    def ways_out(self) -> WaysOut | None:
        """Of a search that finds nothing. Costs a query where it has a word that no project has."""
        if not self._search or self.totals["number"]:
            return None
        return ways_out(self._search, self.asked, self._parts["q"].number, self.language)

    @cached_property
    def _search(self) -> Searched | None:
        if not (self.is_valid and "q" in self._parts):
            return None
        return self._parts["q"].search(among=self._without("q"))

    @property
    def suggestions(self) -> list[Suggestion]:
        """What may be about to be typed, of the whole register."""
        return suggested(self.query, self._everything, self.language)

    # --- The form ---

    @property
    def query(self) -> str:
        """The search words as typed."""
        return self.asked.value("q")

    @property
    def sorts(self) -> list[Choice]:
        """The orders, first the usual one, which is sent empty: what that is hangs on whether
        something is searched for."""
        usual = self.asked.usual_order
        others = [key for key in SORTS if key not in {usual, RELEVANCE}]
        return [
            Choice(key if key != usual else "", facts.Words(str(sort.label)), key == self.sort)
            for key, sort in ((key, SORTS[key]) for key in (usual, *others))
        ]

    @cached_property
    def facets(self) -> list[FacetChoices]:
        """What can be chosen; where too much was, only that, so that the page stays small."""
        return [self._choices(facet) for facet in FACETS]

    def _choices(self, facet: Facet) -> FacetChoices:
        """The values of a facet among what all other filters select: its own is left out."""
        choices = facet_choices(
            facet,
            self._labels[facet.name],
            self.asked,
            others=self._without(facet.name) if self.is_valid else None,
            sought=self.asked.sought(facet.name),
            language=self.language,
        )
        beside = BESIDE.get(facet.name, ())
        return choices._replace(
            errors=self.errors.get(facet.name, []),
            bounds=tuple(field(name, self.asked, self.errors) for name in beside),
        )

    @property
    def day(self) -> Field:
        """Of which day the register is wanted."""
        day = field("as_of", self.asked, self.errors, "date")
        return day._replace(latest=timezone.localdate())

    @property
    def references(self) -> list[str]:
        """The projects that were asked for by reference, which have no field of their own."""
        return [] if self.asked.is_too_much else self.asked.values("project")

    @property
    def chosen_number(self) -> int:
        """How many filters the form has in use, but for the search."""
        return sum(facet.chosen_number for facet in self.facets) + bool(self.day.value)

    @property
    def is_seeking(self) -> bool:
        """Whether a value is sought in one of the facets."""
        return any(facet.sought for facet in self.facets)

    @property
    def field_errors(self) -> list[FieldError]:
        return field_errors(self.errors, self.facets)

    @cached_property
    def active(self) -> list[ActiveFilter]:
        """Every filter asked for, unknown values too, so that each can be taken away.

        The search comes first, then the facets and their values in the form's order.
        """
        if self.asked.is_too_much:
            return []
        labels = names_of_filters()
        names = list(labels)
        found = [pair for pair in dict.fromkeys(self.asked.pairs) if pair[0] in labels]
        found.sort(key=lambda pair: (names.index(pair[0]), self._position(*pair)))
        return [
            ActiveFilter(labels[name], self._shown(name, value), self.href(without=(name, value)))
            for name, value in found
        ]

    # --- Within ---

    @property
    def _chosen(self) -> Chosen:
        """What is asked for, as sentences are made of it: facets by their labels in the form's
        order, amounts as numbers, days as days."""
        chosen: Chosen = {}
        for name, value in sorted(
            dict.fromkeys(self.asked.pairs), key=lambda p: self._position(*p)
        ):
            read = self._filters.form.cleaned_data.get(name)
            if name in BY_NAME:
                read = value if value == NONE else self._shown(name, value)
            elif not isinstance(read, int | date):
                read = value
            chosen.setdefault(name, []).append(read)
        return chosen

    @cached_property
    def _labels(self) -> dict[str, dict[str, facts.Words]]:
        """Facet → key → label, of what can be asked for; along its scale or the alphabet."""
        return {facet.name: facet.in_order(self._labels_of(facet.name)) for facet in FACETS}

    def _labels_of(self, name: str) -> dict[str, facts.Words]:
        published = self._everything.labels(name).items()
        shown = {key: facts.words(label, self.language) for key, label in published}
        if NONE in self.asked.values(name):
            shown.setdefault(NONE, facts.Words(NOT_STATED[self.language]))
        return {**self._also.get(name, {}), **shown}

    def _position(self, name: str, value: str) -> int:
        """A value's place among those of its facet; after them where it is none of them."""
        keys = list(self._labels.get(name, {}))
        return keys.index(value) if value in keys else len(keys)

    def _shown(self, name: str, value: str) -> facts.Words:
        """A value in words. What is no value is shown as it was asked for."""
        if name in {"amount_min", "amount_max"} and (sek := kronor_in(value)) is not None:
            return facts.amount(sek, self.language)
        if name == "as_of" and (day := day_in(value)):
            return facts.day(day, self.language)
        if name == "project" and value.upper() in self.keys(name):
            return facts.Words(value, data=value)
        return self.label(name, value) if name in BY_NAME else facts.Words(value)

    def _number(self, value: int) -> str:
        return wording.number(value, self.language)
