"""Projects as a list of hits shows them: marked in names, in a piece of a long text, and found
where the list shows nothing."""

from loans.finds import FoundInWords
from loans.models.versions import PublishedVersion
from loans.search import question
from loans.search.marking import Marker
from loans.showcase.examples import COUNTY, LONG_TITLE, LONG_WORD, Example, project, text

LONG_TEXT = f"{LONG_TITLE}. {LONG_TITLE}, så att alla trivs bättre. {LONG_TITLE}."

REST = {
    "description": text(""),
    "physical_investment": text(""),
    "social_intervention": text(""),
    "social_goals_text": text("Ökad gemenskap"),
    "initiative": None,
    "investment_type": None,
    "goals": [],
    "target_groups": [],
    "borrower": {"slug": "vara", "name": "Vara kommun", "aliases": ["VK"]},
}
"""What is searched, and stands on no card."""


def cards(language: str) -> list[Example]:
    extreme = {
        "title": text(f"{LONG_WORD} {LONG_TITLE}"),
        "summary": text(f"{LONG_WORD} {LONG_WORD} {LONG_WORD}"),
        "members": [{"slug": "x", "name": LONG_WORD, "county": COUNTY}],
    }
    return [
        Example("Träff i namn", {"project": _found("vara familjecentral förskola", language)}),
        Example(
            "Träff i lång text",
            {"project": _found("trivs", language, description=text(LONG_TEXT))},
        ),
        Example("Träff som inte syns", {"project": _found("vk gemenskap 2021", language)}),
        Example(
            "Ytterligt",
            {"project": _found(f"{LONG_WORD} tryggheten", language, **extreme)},
        ),
    ]


def _found(asked: str, language: str, **values) -> FoundInWords:
    """A project that has the words as they were typed."""
    read = question.read(asked)
    marker = Marker(read, {word: [(word, "sv")] for word in read.words})
    content = project(language).content | REST | values
    return FoundInWords(PublishedVersion(content=content), language, marker)
