"""What a list of hits says of each, and whether that is so; asked of the words themselves."""

from loans.finds import FoundInWords
from loans.labels import LABELS
from loans.portfolio.index import Found
from loans.search.fields import passages
from loans.search.question import Term, Way
from loans.search.words import plain, tidy, words_in


def marks_of(project: FoundInWords) -> list[str]:
    """What is marked; with marks or without, a text is the same."""
    words = [project.title, project.borrower, *project.other_members, project.excerpt]
    words += [project.category] if project.category else []
    for each in words:
        assert "".join(part.text for part in each.parts) in {each.text, ""}
    return [part.text for each in words for part in each.parts if part.is_hit]


def texts_told_of(project: FoundInWords) -> list[str]:
    """All that stands in the fields that are told of."""
    labels = {each.label for each in project.found_in}
    texts = passages(project.content)
    return [text for field, text, _language in texts if LABELS[field.name] in labels]


def is_found(mark: str, found: Found) -> bool:
    """Whether each word of a mark is one that was found, or of a phrase that was sought."""
    ways = [way for term in found.question.wanted for way in term]
    spellings = {one for way in ways for word in way.words for one in _spellings(word, found)}
    phrases = " ".join(phrase for way in ways for phrase in way.phrases)
    return all(
        {*word.spellings} & spellings or f" {word.text} " in phrases for word in words_in(mark)
    )


def is_told(term: Term, texts: list[str], found: Found) -> bool:
    """Whether some texts have what answers a term in one of its ways."""
    return any(_is_said(way, texts, found) for way in term)


def _is_said(way: Way, texts: list[str], found: Found) -> bool:
    if way.phrases:
        return any(phrase in plain(text) for phrase in way.phrases for text in texts)
    said = {one for text in texts for word in words_in(tidy(text)) for one in word.spellings}
    return all(said & _spellings(word, found) for word in way.words)


def _spellings(word: str, found: Found) -> set[str]:
    return {spelling for spelling, _language in found.readings[word]}
