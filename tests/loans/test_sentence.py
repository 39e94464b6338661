"""A selection says itself in words, whatever is asked for, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loans.facets import BY_NAME
from loans.facts import Words
from loans.selection.filters import PARAMETERS
from loans.selection.sentence import GRAMMARS, parts, sentence
from tests import factories
from tests.loans.selecting import select

LABELS = st.text("abcåäöABCÅÄÖ 0123,–”", min_size=1, max_size=30).filter(lambda s: s.strip(" "))
VALUES = {
    "q": st.text(min_size=1, max_size=30).filter(lambda text: text.strip()).map(lambda q: [q]),
    "project": st.lists(st.from_regex(r"P-\d{4}", fullmatch=True), min_size=1, unique=True),
    "amount_min": st.integers(0, 10**12).map(lambda sek: [sek]),
    "amount_max": st.integers(0, 10**12).map(lambda sek: [sek]),
    "as_of": st.dates(date(2000, 1, 1)).map(lambda day: [day]),
}
FACET = st.lists(
    st.one_of(
        st.just("none"), st.builds(Words, LABELS, st.sampled_from(["", "sv"]), st.just("/hemlig"))
    ),
    min_size=1,
    max_size=6,
    unique=True,
)
NAMES = list(GRAMMARS["sv"].phrases)
CHOSEN = st.fixed_dictionaries({}, optional={name: VALUES.get(name, FACET) for name in NAMES})


@pytest.mark.parametrize(
    ("chosen", "swedish", "english"),
    [
        ({}, "Alla projekt", "All projects"),
        (
            {"as_of": [date(2025, 3, 3)]},
            "Alla projekt, så som registret såg ut den 3 mars 2025",
            "All projects, as the register stood on 3 March 2025",
        ),
        (
            {"category": [Words("Boende")], "county": [Words("X län")], "amount_min": [5 * 10**7]},
            "Boende i X län, minst 50 miljoner kronor",
            "Boende in X län, at least SEK 50 million",
        ),
        (
            {"amount_min": [10**6], "amount_max": [2 * 10**6]},
            "Projekt på minst 1 miljon kronor och högst 2 miljoner kronor",
            "Projects of at least SEK 1 million and at most SEK 2 million",
        ),
        (
            {"amount_min": [10], "amount_max": [1_234_567]},
            "Projekt på minst 10 och högst 1 234 567 kronor",
            "Projects of at least SEK 10 and at most SEK 1,234,567",
        ),
        (
            {"county": [Words("X län")], "amount_min": [10**7], "amount_max": [25_500_000]},
            "Projekt i X län, minst 10 och högst 25,5 miljoner kronor",
            "Projects in X län, at least SEK 10 million and at most SEK 25.5 million",
        ),
        (
            {"decided_year": [Words("2024"), Words("2023")], "goal": [Words("Ökad trygghet")]},
            "Projekt med målet ”Ökad trygghet”, med beslut 2023 eller 2024",
            "Projects with the goal “Ökad trygghet”, decided in 2023 or 2024",
        ),
        (
            {"q": ["lekplats"], "category": ["none"], "member": [Words("A"), "none"]},
            "Projekt utan angiven kategori med A som medlem eller utan angiven medlem, "
            "med sökordet ”lekplats”",
            "Projects without a stated category with A as member or without a stated member, "
            "with the search word “lekplats”",
        ),
        (
            {"category": [Words("Hälsa, idrott"), Words("Boende")], "q": ["trygg park"]},
            "”Hälsa, idrott” eller ”Boende” med sökorden ”trygg park”",
            "“Hälsa, idrott” or “Boende” with the search words “trygg park”",
        ),
        (
            {"category": [Words("Hälsa, idrott")], "q": ["none"]},
            "Hälsa, idrott med sökordet ”none”",
            "Hälsa, idrott with the search word “none”",
        ),
        (
            {"amount_band": [Words("Under 10 miljoner"), Words("SEK 1 billion")]},
            "Projekt med lånebelopp under 10 miljoner eller SEK 1 billion",
            "Projects with a loan amount of under 10 miljoner or SEK 1 billion",
        ),
        (
            {"amount_precision": [Words("Exakt"), Words("Ungefärligt"), "none"]},
            "Projekt med exakt eller ungefärligt belopp eller utan angivet belopp",
            "Projects with an exakt or ungefärligt amount or without a stated amount",
        ),
        (
            {"borrower_kind": [Words("Kommun"), Words("Region")], "amount_max": [10**6]},
            "Projekt med låntagare av slaget ”kommun” eller ”region”, högst 1 miljon kronor",
            "Projects with a borrower of the kind “kommun” or “region”, at most SEK 1 million",
        ),
    ],
)
def test_a_sentence_is_built_as_people_speak(chosen, swedish, english):
    said = [sentence(chosen, language).replace("\u00a0", " ") for language in ("sv", "en")]

    assert said == [swedish, english]


def test_a_reference_stands_by_itself_so_that_it_is_never_parted():
    chosen = {"project": ["P-0003", "P-0012"], "amount_min": [10**6]}

    said = parts(chosen, "sv")
    assert [part.text for part in said if part.data] == ["P-0003", "P-0012"]
    assert said[0] == Words("Projekt med referensen ")


def test_a_sentence_in_brief_names_the_first_and_counts_the_others():
    chosen = {"member": [Words(name) for name in "ABCDE"]}

    assert sentence(chosen, "sv", 3) == "Projekt med A, B, C eller någon av 2 till som medlem"
    assert sentence(chosen, "sv", 4) == "Projekt med A, B, C, D eller 1 till som medlem"
    assert sentence(chosen, "en", 3) == "Projects with A, B, C or one of 2 more as member"
    assert sentence(chosen, "en", 5) == sentence(chosen, "en")


@pytest.mark.parametrize("language", ["sv", "en"])
@given(chosen=CHOSEN)
def test_every_combination_makes_one_tidy_sentence_that_names_every_value(language, chosen):
    said = sentence(chosen, language)

    assert said[0] == said[0].upper()
    assert said == said.strip(" ")
    assert [odd for odd in ("  ", "\n", "\x00", "/hemlig") if odd in said] == []
    assert said == sentence(dict(reversed(chosen.items())), language)
    assert "none" not in said or "none" in str(chosen.get("q"))
    for name, values in chosen.items():
        unstated = GRAMMARS[language].phrases[name][1]
        for value in values:
            if name != "q" and value == "none":
                assert unstated.casefold() in said.casefold()
            elif isinstance(value, Words):
                shown = " ".join(filter(None, value.text.split(" ")))
                assert shown.casefold() in said.casefold()
            elif name == "project":
                assert value in said


@given(chosen=CHOSEN)
def test_what_is_swedish_is_marked_in_an_english_sentence(chosen):
    found = parts(chosen, "en")
    swedish = {part.text for part in found if part.lang == "sv"}
    names = [v for values in chosen.values() for v in values if isinstance(v, Words) and v.lang]

    assert "".join(part.text for part in found) == sentence(chosen, "en")
    for name in names:
        shown = " ".join(filter(None, name.text.split(" "))).casefold()
        assert any(shown in text.casefold() for text in swedish)


def test_every_parameter_that_selects_has_its_phrase():
    assert PARAMETERS - {"sort", "page"} <= set(NAMES)
    for grammar in GRAMMARS.values():
        assert list(grammar.phrases) == NAMES
        assert all(grammar.phrases[name][1] for name in BY_NAME)


@pytest.mark.django_db
def test_a_selection_says_itself_with_the_labels_of_what_it_asks_for():
    factories.project(category=factories.category(slug="boende", name="Boende", name_en="Homes"))
    factories.project()
    query = "county=05&category=none&category=boende&q=park&sort=title&page=1"

    assert select(query).in_words == (
        "Boende eller projekt utan angiven kategori i Östergötlands län, med sökordet ”park”"
    )
    assert select(query, "en").in_words == (
        "Homes or projects without a stated category in Östergötlands län, "
        "with the search word “park”"
    )
    assert select("sort=title").in_words == "Alla projekt"
    assert select("category=finnsinte").in_words == ""
