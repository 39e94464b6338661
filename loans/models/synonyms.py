"""Words and phrases that mean the same to those who search, in groups that staff keep."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator

from members.swedish import searchable
from members.validators import FILLERS

FEWEST, MOST = 2, 20
"""Terms of a group."""
SHORTEST, LONGEST = 2, 60
"""Characters of a term."""
MOST_WORDS = 4
"""Words of a term."""
# A hyphen before a word would take away what it finds; one after it stands for the next word's end.
WORD = re.compile(r"[^\W_](?:[^\W_]|-)*")


def several_terms(terms) -> None:
    """A list of FEWEST to MOST terms, all well formed and each unlike the others."""
    if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
        raise ValidationError("Skriv en lista med ord eller fraser.", code="terms")
    if not FEWEST <= len(terms) <= MOST:
        raise ValidationError(
            f"Skriv {FEWEST} till {MOST} ord eller fraser: nu är de {len(terms)}.", code="number"
        )
    faults = [*filter(None, map(_fault, terms)), *_repetitions(terms)]
    if faults:
        raise ValidationError([ValidationError(fault, code="term") for fault in faults])


def _fault(term: str) -> str:
    """What is wrong with a term by itself; empty where nothing is."""
    shown = Truncator(term).chars(LONGEST)
    words = term.split(" ")
    if not SHORTEST <= len(term) <= LONGEST:
        return f"”{shown}” har {len(term)} tecken. Skriv {SHORTEST} till {LONGEST}."
    if len(words) > MOST_WORDS:
        return f"”{shown}” har {len(words)} ord. Skriv högst {MOST_WORDS}."
    if FILLERS & {*term} or not all(map(WORD.fullmatch, words)):
        return (
            f"”{shown}” får bara ha bokstäver, siffror, bindestreck och mellanslag, och varje ord "
            "börjar med en bokstav eller siffra. Skriv det på nytt."
        )
    return ""


def _repetitions(terms: list[str]) -> list[str]:
    """The faults of terms that stand before in the list, whatever their case."""
    keys = [searchable(term) for term in terms]
    again = [term for place, term in enumerate(terms) if keys[place] in keys[:place]]
    return [f"”{Truncator(term).chars(LONGEST)}” står mer än en gång." for term in again]


class TermsField(models.JSONField):
    """A list of terms, each with single spaces between its words and its accents put together."""

    default_validators = [several_terms]

    def to_python(self, value):
        value = super().to_python(value)
        if not isinstance(value, list):
            return value
        return [_tidy(term) if isinstance(term, str) else term for term in value]


def _tidy(term: str) -> str:
    return re.sub("[ \u00a0]+", " ", unicodedata.normalize("NFC", term)).strip(" ")


class SynonymQuerySet(models.QuerySet):
    def synonyms(self) -> list[tuple[str, ...]]:
        """The terms of every group as staff wrote them, the oldest group first. One query."""
        return [tuple(terms) for terms in self.order_by("pk").values_list("terms", flat=True)]


class SynonymGroup(models.Model):
    """Terms that mean the same: whoever searches for one of them finds what has any of them.

    A term stands in one group alone. Each group is therefore saved by itself, under the lock of
    whoever writes: rows that are checked together don't know of each other.
    """

    terms = TermsField(
        "ord som betyder detsamma",
        default=list,
        help_text=f"{FEWEST} till {MOST} ord eller korta fraser. När allmänheten söker på ett av "
        "dem hittas också projekt som har något av de andra. Stora och små bokstäver räknas lika.",
    )

    objects = SynonymQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "synonymgrupp"
        verbose_name_plural = "synonymgrupper"

    def __str__(self):
        return ", ".join(self.terms)

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude=exclude)
        if "terms" not in (exclude or ()) and (taken := self._taken()):
            raise ValidationError({"terms": taken})

    def _taken(self) -> list[str]:
        """The faults of terms that stand in another group."""
        others = SynonymGroup.objects.exclude(pk=self.pk)
        owner = {searchable(term): group for group in others for term in group.terms}
        return [
            f"”{term}” står redan i synonymgruppen ”{owner[key]}”. Ta bort det här eller där."
            for term in self.terms
            if (key := searchable(term)) in owner
        ]
