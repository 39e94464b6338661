"""Swedish alphabetical order, computed in Python so that both databases sort alike."""

import unicodedata

# Å, ä and ö come after z, in that order; { | } are what follows z in ASCII.
ORDER = "abcdefghijklmnopqrstuvwxyz{|}"
_LAST_LETTERS = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def alphabetical(text: str) -> str:
    """What to sort `text` by: case and other accents do not count, å ä ö come last."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_LAST_LETTERS)
    decomposed = unicodedata.normalize("NFKD", letters)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def initial(text: str) -> str:
    """The letter of the Swedish alphabet that a name stands under in an index; nothing where it
    begins with none, as with a figure or a quotation mark."""
    first = alphabetical(text)[:1]
    letter = {"{": "Å", "|": "Ä", "}": "Ö"}.get(first, first.upper())
    return letter if first and first in ORDER else ""


def searchable(text: str) -> str:
    """A text as it is searched: case does not count, nor how an accent is put together."""
    return unicodedata.normalize("NFC", text).casefold()


def unaccented(text: str) -> str:
    """A text as somebody writes it who lacks the keys: å and ä as a, ö as o, no accents."""
    decomposed = unicodedata.normalize("NFKD", searchable(text).replace("æ", "ä").replace("ø", "ö"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def stored_key(text: str, length: int = 120) -> str:
    """The same order in a column, whatever the database's collation.

    Hexadecimal, since digits come before letters everywhere. Only the first `length`
    bytes count.
    """
    return alphabetical(text).encode("utf-8", "replace")[:length].hex()
