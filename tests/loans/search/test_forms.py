"""What words are forms of, what compounds are made of, and how else words may be spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans.search import exceptions
from loans.search.forms import LETTERS, bases, dotted, is_known, one_slip_away, parts


@pytest.mark.parametrize(
    "forms",
    [
        "skola skolan skolor skolorna skolans skol",
        "bostad bostaden bostäder bostädernas",
        "stad staden städer städernas",
        "hus huset husen husens",
        "park parken parker",
        "energi energin",
        "vatten vattnet",
        "barn barnet barnen",
        "man män mannen",
        "bok boken böcker",
        "hand händer händerna",
        "bror bröder",
        "tand tänder",
        "gata gatan gator gatu",
        "lån lånet lånen",
        "mål målet målen",
        "trygg tryggt trygga tryggare tryggast",
        "rusta rustar rustade rustades rustas",
        "träna tränar",
        "värd värdar",
        "äldre äldres",
        "boendemiljö boendemiljöer",
        "trygghetsvandring trygghetsvandringar trygghetsvandringens",
        "botkyrkabyggen botkyrkabyggens",
    ],
)
def test_forms_of_a_word_have_a_basis_in_common(forms):
    first, *others = forms.split()
    assert [word for word in others if not bases(word, "sv") & bases(first, "sv")] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("konto", "kontor"), ("park", "parkering"), ("lek", "lektion"), ("bana", "bananer")),
        *(("äldre", "gammal"), ("boende", "bo"), ("mål", "målar"), ("träd", "trä")),
        *(("råd", "rad"), ("vård", "värd"), ("kommun", "kommunikation"), ("träna", "träd")),
    ],
)
def test_words_that_look_alike_are_not_the_same(one, other):
    assert not bases(one, "sv") & bases(other, "sv")
    assert not bases(one, "sv") & parts(other, "sv")


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        *(("school schools", "school"), ("child children", "child"), ("woman women", "woman")),
        *(("library libraries", "library"), ("safe safer safest", "safe")),
    ],
)
def test_english_words_bend_too(words, basis):
    assert [word for word in words.split() if basis not in bases(word, "en")] == []


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("förskolorna", "skola"),
        ("otryggheten", "trygghet trygg"),
        ("trygghet", "trygg"),
        ("trygghetsskapande", "trygghet skapande"),
        ("trygghetsvärdar", "trygghet värd"),
        ("lekplatser", "lek plats"),
        ("gymnasieskola", "gymnasium skola"),
        ("flerbostadshus", "fler bostad hus"),
        ("äldreomsorgsboende", "äldre omsorg boende"),
        ("stadsdelsutveckling", "stadsdel stad utveckling"),
        ("hyresgästinflytande", "hyresgäst inflytande"),
        ("örebrobostäder", "örebro bostad"),
        ("botkyrkabyggen", "botkyrka"),
        ("karlshamnsbostäder", "bostad"),
        ("åsgatan", "gata"),
        ("ishall", "is hall"),
        ("konstisbana", "konst bana"),
        ("boskola", "bo skola"),
        ("farfar", "far"),
        ("låneramen", "lån ram"),
        ("gatuträden", "gata träd"),
        ("föräldragrupper", "förälder grupp"),
    ],
)
def test_a_compound_has_its_pieces(word, pieces):
    assert parts(word, "sv") >= set(pieces.split())


@pytest.mark.parametrize(
    ("word", "piece"),
    [
        *(("centrum", "rum"), ("sport", "port"), ("transport", "sport"), ("kommun", "mun")),
        *(("bostad", "stad"), ("verkstad", "stad"), ("bokarp", "bo"), ("bolag", "lag")),
        *(("uppsala", "upp"), ("vandring", "ring"), ("storlek", "lek"), ("lägenheter", "heter")),
        *(("trygghetsvärdar", "svärd"), ("skapande", "skola"), ("ungdomar", "dom")),
        *(("förråd", "råd"), ("tränar", "trä"), ("föräldrar", "äldre")),
    ],
)
def test_what_only_looks_like_a_piece_is_none(word, piece):
    assert piece not in parts(word, "sv")


def test_english_words_are_not_taken_apart():
    assert parts("playground", "en") == frozenset()


@given(st.text(max_size=40))
def test_any_word_has_a_basis_and_pieces_that_end(word):
    for language in ("sv", "en"):
        assert bases(word.casefold(), language)
        assert len(parts(word.casefold(), language)) < 200


def test_every_exception_leads_to_a_word():
    assert [word for word in exceptions.BASES.values() if not is_known(word, "sv")] == []
    for word, pieces in exceptions.PIECES.items():
        assert [piece for piece in pieces if not is_known(piece, "sv")] == [], word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("forskolorna", "förskolorna"), ("orebro", "örebro"), ("bestallare", "beställare")],
)
def test_what_lacks_its_dots_may_be_a_word_with_them(typed, meant):
    assert meant in dotted(typed)


def test_a_word_of_many_vowels_has_not_all_spellings_tried():
    assert list(dotted("a" * 20)) == []


@given(st.text(LETTERS, min_size=1, max_size=12), st.data())
def test_each_single_slip_is_one_away(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    slips = {
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    }

    assert slips - {word} <= one_slip_away(word)
    assert word not in one_slip_away(word)
