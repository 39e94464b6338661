"""The words of public addresses in both languages, and the language of an address.

Swedish addresses have no prefix; English ones begin with /en/.
"""

from django.utils.functional import lazy
from django.utils.translation import get_language

WORDS = {
    "projects": ("projekt", "projects"),
    "changes": ("andringar", "changes"),
    "print": ("utskrift", "print"),
    "suggestions": ("forslag", "suggestions"),
    "members": ("medlemmar", "members"),
    "borrowers": ("lantagare", "borrowers"),
    "categories": ("kategorier", "categories"),
    "investment_types": ("investeringstyper", "investment-types"),
    "goals": ("sociala-mal", "social-goals"),
    "initiatives": ("satsningar", "initiatives"),
    "about": ("om", "about"),
    "accessibility": ("tillganglighet", "accessibility"),
    "privacy": ("integritet", "privacy"),
    "declined": ("avbojt", "declined"),
}


def route(pattern: str) -> str:
    """A route for `path()` in which each `{key}` becomes its word in the active language."""
    return _translated(pattern)


def language_of(path: str) -> str:
    """The language of an address: English under /en/, otherwise Swedish."""
    return "en" if path == "/en" or path.startswith("/en/") else "sv"


def _translate(pattern: str) -> str:
    index = 1 if get_language() == "en" else 0
    return pattern.format(**{key: words[index] for key, words in WORDS.items()})


_translated = lazy(_translate, str)
