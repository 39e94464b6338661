"""Two states of a text, with the words marked that differ."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans import comparing
from loans.admin.reading import MOST_COMPARED, _marked


def marked(before: str, after: str) -> tuple[list[str], list[str]]:
    return tuple([part.text for part in side if part.is_marked] for side in _marked(before, after))


def test_only_the_words_that_differ_are_marked():
    assert marked("ett två tre fyra", "ett 2 tre fyra fem") == (["två"], ["2", "fem"])


words = st.lists(st.sampled_from(["ett", "två", "tre", "\n"]), min_size=1, max_size=30)


@given(before=words, after=words)
def test_the_pieces_make_up_the_texts(before, after):
    sides = (" ".join(before), " ".join(after))
    for side, parts in zip(sides, _marked(*sides), strict=True):
        assert " ".join(part.text for part in parts).split() == side.split()


@pytest.mark.parametrize("number", [MOST_COMPARED + 1, 16_000])
def test_long_texts_are_compared_from_both_ends_alone(number, monkeypatch):
    def never(*texts):
        raise AssertionError("compared word by word")

    monkeypatch.setattr(comparing, "SequenceMatcher", never)
    middle = [str(index % 110) for index in range(number)]
    turned = random.Random(1).sample(middle, number)
    before, after = (" ".join(["början", *part, "slut"]) for part in (middle, turned))

    left, right = marked(before, after)
    assert (len(left), len(right)) == (1, 1)
    assert not left[0].startswith("början")
    assert not right[0].endswith("slut")
