"""What the components of a search are drawn of."""

from types import SimpleNamespace

from loans.facts import Words
from loans.selection.ways_out import Lacking, Way, WaysOut, read_otherwise_in_words
from loans.showcase import examples
from loans.showcase.examples import HERE, LONG_WORD

MEANT = [Words(word, href=HERE) for word in ("förskola", "förskolegård", LONG_WORD.lower())]

WAYS_OUT = WaysOut(
    lacking=[Lacking("förrskla", True, MEANT), Lacking("lekplats vid vattnet", False, [])],
    is_together=True,
    ways=[Way("12 projekt utan ”förrskla”", HERE, 12), Way("3 projekt utan filter", HERE, 3)],
)


def selection(language: str) -> SimpleNamespace:
    """A search that found other words than were typed, and one that found nothing: no result says
    both."""
    stand_in = examples.selection(language)
    stand_in.read_otherwise = read_otherwise_in_words(
        "brok", [("bok", "sv"), ("bro", "sv")], language
    )
    stand_in.ways_out = WAYS_OUT
    return stand_in
