"""A selection in words: "Boende och boendemiljöer i Östergötlands län, minst 50 miljoner kronor".

Each language has a grammar of its own: what differs is the build of a sentence, not its words one
by one. Knows nothing of the register: it is given what is asked for.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from loans import wording
from loans.facets import NONE
from loans.facts import Words
from members.validators import is_control

Value = Words | str | int | date
"""What is asked for: a facet's value in words, or its key `none`; words that are searched for; a
project's reference; whole SEK; a day."""

Chosen = dict[str, list[Value]]
"""Parameter → what is asked for."""


MOST_NAMED = 3
"""Values of a parameter that a sentence in brief names."""


class Grammar(NamedTuple):
    """`phrases` has, for each parameter, the phrase with its values in place of {} and the one
    without, in the order of the sentence. All follow `some`, or the names of categories."""

    all: str
    some: str
    either: str
    others: tuple[str, str]
    """What ends a list whose last value isn't named, and one of which several aren't."""
    quotes: str
    at_first: dict[str, str]
    both: str
    """What joins the highest amount to the lowest."""
    has_unit_last: bool
    """Whether an amount ends in its unit, which is then said once of two."""
    one_word: str
    phrases: dict[str, tuple[str, str]]


SWEDISH = Grammar(
    all="Alla projekt",
    some="Projekt",
    either=" eller ",
    others=(" eller {} till", " eller någon av {} till"),
    quotes="””",
    at_first={"amount_min": "på minst {}", "amount_max": "på högst {}"},
    both=" och ",
    has_unit_last=True,
    one_word="med sökordet {}",
    phrases={
        "category": ("{}", "projekt utan angiven kategori"),
        "county": ("i {}", "utan angivet län"),
        "investment_type": ("av investeringstypen {}", "utan angiven investeringstyp"),
        "goal": ("med målet {}", "utan angivet mål"),
        "target_group": ("för målgruppen {}", "utan angiven målgrupp"),
        "member": ("med {} som medlem", "utan angiven medlem"),
        "borrower": ("med {} som låntagare", "utan angiven låntagare"),
        "borrower_kind": ("med låntagare av slaget {}", "utan angivet slag av låntagare"),
        "initiative": ("i satsningen {}", "utan angiven satsning"),
        "decided_year": ("med beslut {}", "utan angivet beslutsår"),
        "project": ("med referensen {}", ""),
        "amount_band": ("med lånebelopp {}", "utan angivet belopp"),
        "amount_precision": ("med {} belopp", "utan angivet belopp"),
        "amount_min": ("minst {}", ""),
        "amount_max": ("högst {}", ""),
        "q": ("med sökorden {}", ""),
        "as_of": ("så som registret såg ut den {}", ""),
    },
)

ENGLISH = Grammar(
    all="All projects",
    some="Projects",
    either=" or ",
    others=(" or {} more", " or one of {} more"),
    quotes="“”",
    at_first={"amount_min": "of at least {}", "amount_max": "of at most {}"},
    both=" and ",
    has_unit_last=False,
    one_word="with the search word {}",
    phrases={
        "category": ("{}", "projects without a stated category"),
        "county": ("in {}", "without a stated county"),
        "investment_type": ("of the investment type {}", "without a stated investment type"),
        "goal": ("with the goal {}", "without a stated goal"),
        "target_group": ("for the target group {}", "without a stated target group"),
        "member": ("with {} as member", "without a stated member"),
        "borrower": ("with {} as borrower", "without a stated borrower"),
        "borrower_kind": ("with a borrower of the kind {}", "without a stated kind of borrower"),
        "initiative": ("in the initiative {}", "without a stated initiative"),
        "decided_year": ("decided in {}", "without a stated year of decision"),
        "project": ("with the reference {}", ""),
        "amount_band": ("with a loan amount of {}", "without a stated amount"),
        "amount_precision": ("with an {} amount", "without a stated amount"),
        "amount_min": ("at least {}", ""),
        "amount_max": ("at most {}", ""),
        "q": ("with the search words {}", ""),
        "as_of": ("as the register stood on {}", ""),
    },
)

GRAMMARS = {"sv": SWEDISH, "en": ENGLISH}

QUOTED = {"investment_type", "goal", "target_group", "borrower_kind", "initiative", "q"}
"""Whose values are words of everyday speech, which would read on into the sentence."""

COMMON_NOUNS = {"amount_band", "amount_precision", "borrower_kind"}
"""Whose labels have a capital only where they stand by themselves."""

APART = {"amount_min", "amount_max"}
"""What never follows the name of a category without a comma."""


UNIT = re.compile(r"[^0-9]*$")
"""Of an amount that ends in it: what follows its digits."""


def sentence(chosen: Chosen, language: str, most: int | None = None) -> str:
    """What is `chosen`, in one sentence that begins with a capital letter and has no full stop.

    Of a parameter with more than `most` values only so many are named, with the number of the
    others; without `most` all are.
    """
    return "".join(part.text for part in parts(chosen, language, most))


def parts(chosen: Chosen, language: str, most: int | None = None) -> list[Words]:
    """The same sentence as texts to be joined, each marked where it is in another language; a
    reference by itself, so that it can be kept on one line."""
    writer = _Writer(language, most)
    asked = {name: chosen[name] for name in writer.grammar.phrases if chosen.get(name)}
    found = writer.head(asked)
    for name in asked:
        if name != "category":
            found += writer.phrase(name, asked)
    first, *others = _merged(found)
    return [first._replace(text=first.text[:1].upper() + first.text[1:]), *others]


class _Writer:
    """Writes the parts of a sentence in one language."""

    def __init__(self, language: str, most: int | None):
        self.language, self.most, self.grammar = language, most, GRAMMARS[language]

    def head(self, asked: Chosen) -> list[Words]:
        """What is spoken of."""
        if "category" in asked:
            return self._said("category", asked["category"], self.grammar.phrases["category"][0])
        return [Words(self.grammar.some if set(asked) - {"as_of"} else self.grammar.all)]

    def phrase(self, name: str, asked: Chosen) -> list[Words]:
        """What one parameter adds, with what joins it to the words before."""
        is_first = name == next(each for each in asked if each != "category")
        said, joint = self.grammar.phrases[name][0], " " if is_first else ", "
        if is_first and "category" not in asked:
            said = self.grammar.at_first.get(name, said)
        elif name in APART:
            joint = ", "
        if name == "amount_max" and "amount_min" in asked:
            joint = self.grammar.both
        if name == "as_of":
            joint = ", "
        if name == "q" and " " not in _tidy(str(asked[name][0])):
            said = self.grammar.one_word
        values = self._least(asked) if name == "amount_min" else asked[name]
        return [Words(joint), *self._said(name, values, said)]

    def _least(self, asked: Chosen) -> list[Value]:
        """The lowest amount; without its unit where the highest has the same, which follows."""
        amounts = [asked[name][0] for name in ("amount_min", "amount_max") if name in asked]
        said = [self._value(amount).text for amount in amounts]
        units = {UNIT.search(text)[0] for text in said}
        if self.grammar.has_unit_last and len(said) > len(units):
            return [Words(said[0].removesuffix(units.pop()))]
        return asked["amount_min"]

    def _said(self, name: str, values: list[Value], said: str) -> list[Words]:
        """A phrase with its values, then the one for those without."""
        named = [self._value(value) for value in values if value != NONE or name == "q"]
        if name == "decided_year":
            named.sort()
        if name == "project":
            named = [value._replace(data=value.text) for value in named]
        if name in COMMON_NOUNS:
            named = [_within(value) for value in named]
        found: list[Words] = []
        if named:
            before, after = said.split("{}")
            found = [Words(before), *self._listed(named, name in QUOTED), Words(after)]
        if len(named) < len(values):
            found += [Words(self.grammar.either)] if named else []
            found.append(Words(self.grammar.phrases[name][1]))
        return found

    def _listed(self, values: list[Words], is_quoted: bool) -> list[Words]:
        """ "A, B eller C"; in quotation marks where a name could be taken for several."""
        shown = values[: self.most]
        parting = (",", self.grammar.either)
        is_quoted |= len(values) > 1 and any(
            sign in value.text for value in values for sign in parting
        )
        left, right = map(Words, self.grammar.quotes if is_quoted else ("", ""))
        found: list[Words] = []
        for place, value in enumerate(shown, 1):
            is_last = place == len(values)
            joint = self.grammar.either if is_last else ", "
            found += [Words(joint if place > 1 else ""), left, value, right]
        if others := len(values) - len(shown):
            said = self.grammar.others[others > 1]
            found.append(Words(said.format(wording.number(others, self.language))))
        return found

    def _value(self, value: Value) -> Words:
        if isinstance(value, Words):
            return Words(_tidy(value.text), lang=value.lang)
        if isinstance(value, date):
            return Words(wording.day(value, "day", self.language))
        if isinstance(value, int):
            return Words(wording.amount(value, self.language))
        return Words(_tidy(value))


def _tidy(text: str) -> str:
    """On one line, without double spaces and what can't be shown: people search for anything."""
    shown = "".join(" " if is_control(c) or c in "\n\r\t" else c for c in text)
    return re.sub(" {2,}", " ", shown).strip()


def _within(value: Words) -> Words:
    """A label within a sentence: "Under 10 miljoner kronor" loses its capital, "SEK" keeps it."""
    text = value.text
    return value._replace(text=text[:1].lower() + text[1:]) if text[1:2].islower() else value


def _merged(found: Iterable[Words]) -> list[Words]:
    """Neighbours of the same kind as one text."""
    by_kind = groupby(
        (part for part in found if part.text), key=lambda part: part._replace(text="")
    )
    return [kind._replace(text="".join(part.text for part in same)) for kind, same in by_kind]
