"""What a list of hits shows of them: marks, a piece of the text, and where the rest stands."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from loans.search import question
from loans.search.fields import BY_NAME, Passage
from loans.search.marking import LENGTH, Hit, Marker, parts
from loans.search.question import Question, Way
from loans.search.vocabulary import Kind
from loans.search.words import tidy

FILLING = "Här står något annat som fyller ut raden. " * 8


def text(swedish: str = "", english: str = "") -> dict[str, str]:
    return {"sv": swedish, "en": english}


def content(**values) -> dict:
    blank = dict.fromkeys(
        ("title", "summary", "description", "physical_investment", "social_intervention"), text()
    )
    others = {
        "borrower": {"name": "Bolaget", "aliases": []},
        "members": [],
        "place_name": "",
        "reference": "P-0001",
        "initiative": None,
        "category": None,
        "investment_type": None,
        "goals": [],
        "target_groups": [],
        "decided_on": None,
        "social_goals_text": text(),
    }
    return blank | others | values


def marker(asked: str, *also: str) -> Marker:
    """Of a register where each word asked for stands as it is, and some forms stand of the first:
    Swedish ones, unless they begin with "en:"."""
    read = question.read(asked)
    found = {word: {(word, each): Kind.EXACT for each in ("sv", "en")} for word in read.words}
    for form in also:
        language, _, word = form.rpartition(":")
        found[read.words[0]][word, language or "sv"] = Kind.INFLECTED
    return Marker(read, found)


def marked(asked: Marker, said: str, field: str = "summary", language: str = "sv") -> str:
    """The text with its hits in brackets."""
    hits = asked.hits(Passage(BY_NAME[field], tidy(said), language))
    return shown(parts(tidy(said), hits))


def shown(found) -> str:
    return "".join(f"[{part.text}]" if part.is_hit else part.text for part in found)


def piece(asked: Marker, language: str = "sv", seen=(), **values) -> str | None:
    found = asked.piece(content(**values), language, seen)
    return shown(found.parts) if found else None


def unseen(asked: Marker, language: str = "sv", seen=(), **values) -> list[tuple[str, str]]:
    found = asked.unseen(content(**values), language, seen)
    return [(each.field.name, each.language) for each in found]


# --- Marks --------------------------------------------------------------------------------


def test_whole_words_are_marked_in_whatever_form_they_are_found():
    lek = marker("lekplats", "lekplatser")
    assert marked(lek, "Två Lekplatser, en lekplatsgunga.") == "Två [Lekplatser], en lekplatsgunga."


def test_a_word_is_marked_where_its_language_is_the_one_it_was_found_in():
    care = marker("vård", "en:care")
    assert marked(care, "Care", language="en") == "[Care]"
    assert marked(care, "Care", language="sv") == "Care"


def test_a_word_with_a_hyphen_is_marked_whole_for_any_of_its_pieces():
    assert marked(marker("rot"), "En ROT-renovering.") == "En [ROT-renovering]."


def test_a_word_with_a_hyphen_is_marked_where_only_the_whole_is_found():
    assert marked(marker("rotrenovering"), "En ROT-renovering.") == "En [ROT-renovering]."


def test_of_a_phrase_the_words_are_marked_as_one_and_not_elsewhere():
    phrase = marker('"öppen förskola"')
    assert marked(phrase, "En öppen  förskola, ej öppen.") == "En [öppen  förskola], ej öppen."


def test_hits_beside_each_other_are_one_mark_and_those_parted_by_signs_are_not():
    assert marked(marker("park bad"), "Park bad, park; bad") == "[Park bad], [park]; [bad]"


def test_a_word_in_a_phrase_that_is_sought_by_itself_too_makes_no_second_mark():
    assert marked(marker('"ny park" park'), "En ny park nära parken") == "En [ny park] nära parken"


def test_small_words_are_marked_in_names_alone():
    vara = marker("vara")
    assert marked(vara, "Det ska vara Vara.") == "Det ska vara Vara."
    assert marked(vara, "Vara kommun", "member") == "[Vara] kommun"


def test_where_a_small_word_is_all_that_is_sought_it_is_marked_in_texts():
    assert marked(marker("vid"), "Hus vid ån") == "Hus [vid] ån"


def test_what_must_not_be_found_is_not_marked():
    assert marked(marker("park -lek"), "park, lek") == "[park], lek"


def test_what_means_the_same_is_marked_as_what_was_typed():
    ways = (Way(("säbo",)), Way(("särskilt", "boende"), (" särskilt boende ",), is_synonym=True))
    found = {word: {(word, "sv"): Kind.EXACT} for way in ways for word in way.words}
    säbo = Marker(Question(wanted=(ways,)), found)
    assert (
        marked(säbo, "Säbo är särskilt boende: boende.") == "[Säbo] är [särskilt boende]: boende."
    )


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9))))
def test_the_parts_together_are_the_text(said, places):
    hits = [Hit(start, min(start + length, len(said)), 0) for start, length in sorted(places)]
    found = parts(said, [hit for hit in hits if hit.start < hit.end])
    assert "".join(part.text for part in found) == said
    assert not any(one.is_hit and other.is_hit for one, other in itertools.pairwise(found))


# --- A piece of the text ------------------------------------------------------------------


def test_a_short_summary_is_shown_whole():
    park = marker("park")
    assert piece(park, summary=text("En park.")) == "En [park]."


def test_a_long_text_is_cut_in_whole_words_round_the_hit():
    found = piece(marker("park"), description=text(f"{FILLING}En park. {FILLING}"))
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert "[park]" in found
    inside = found.removeprefix("… ").removesuffix(" …").replace("[park]", "park")
    assert f" {inside} " in f"{FILLING}En park. {FILLING}"
    assert LENGTH - 30 <= len(inside) <= LENGTH


def test_nothing_is_cut_where_the_text_begins_or_ends():
    beginning = piece(marker("park"), description=text(f"En park. {FILLING}"))
    end = piece(marker("park"), description=text(f"{FILLING}En park."))
    assert beginning.startswith("En [park]. Här")
    assert beginning.endswith(" …")
    assert end.startswith("… ")
    assert end.endswith("raden. En [park].")
    assert min(len(beginning), len(end)) > LENGTH - 10


def test_a_piece_is_of_one_paragraph():
    said = text("Ett stycke.\n\nEn park.\r\n \r\nEtt till.")
    assert piece(marker("park"), description=said) == "En [park]."


def test_a_word_without_end_is_not_shown_whole():
    endless = f"{'y/' * 20_000}park{'/y' * 20_000}"
    assert piece(marker("park"), description=text(endless)) == "… [park] …"


def test_the_place_with_most_different_words_is_shown():
    said = text(f"Park park park. {FILLING} Park och bad. {FILLING} Bad.")
    assert "[Park] och [bad]." in piece(marker("park bad"), description=said)


def test_words_that_mean_the_same_are_no_different_words():
    ways = (Way(("säbo",)), Way(("äldreboende",), is_synonym=True))
    found = {word: {(word, "sv"): Kind.EXACT} for word in ("säbo", "äldreboende", "park")}
    asked = Marker(Question(wanted=(ways, (Way(("park",)),))), found)
    said = text(f"Säbo, äldreboende. {FILLING} Säbo, park.")
    assert piece(asked, description=said).endswith("[Säbo], [park].")


def test_the_summary_is_shown_unless_another_text_shows_more():
    summary, more = text("En park."), text("Park, bad.")
    assert piece(marker("park"), summary=summary, description=more) == "En [park]."
    assert piece(marker("park bad"), summary=summary, description=more) == "[Park], [bad]."


def test_no_piece_is_of_what_is_not_written_in_sentences():
    park = marker("park")
    assert piece(park, physical_investment=text("Park"), social_goals_text=text("Park")) is None


def test_what_is_seen_elsewhere_gives_way_to_what_is_not():
    values = {"summary": text("En park."), "description": text("Ett bad.")}
    assert piece(marker("park bad"), seen={0}, **values) == "Ett [bad]."
    assert piece(marker("park bad"), seen={1}, **values) == "En [park]."


def test_there_is_no_piece_of_texts_without_hits():
    assert piece(marker("park"), summary=text("Ett bad."), title=text("Park")) is None


def test_an_english_page_shows_a_swedish_piece_only_where_that_tells_more():
    values = {"summary": text("En park.", "A green."), "description": text("Ett bad.", "A bad.")}
    park = marker("park")
    assert park.piece(content(**values), "en", ()).language == "sv"
    assert park.piece(content(**values), "en", {0}) is None
    assert marker("bad").piece(content(**values), "en", ()).language == "en"


def test_an_english_page_takes_a_text_without_twin_for_its_own():
    park = marker("park")
    assert piece(park, "en", {0}, summary=text("En park.")) == "En [park]."


def test_a_swedish_page_shows_no_piece_in_english():
    assert piece(marker("park"), summary=text("Grönt.", "A park.")) is None


# --- Where else ---------------------------------------------------------------------------


def test_what_is_seen_is_not_told_of():
    assert unseen(marker("park"), seen={0}, title=text("Park"), place_name="Park") == []


def test_of_each_word_that_is_not_seen_one_field_is_told_in_their_order():
    values = {"place_name": "Park", "social_goals_text": text("Park, bad."), "title": text("Hus")}
    assert unseen(marker("park hus bad"), seen={1}, **values) == [
        ("place_name", "sv"),
        ("social_goals_text", "sv"),
    ]


def test_a_field_in_the_language_of_the_page_is_told_of_before_one_in_another():
    values = {"title": text("Hus", "Park"), "social_goals_text": text("Park", "")}
    assert unseen(marker("park"), **values) == [("social_goals_text", "sv")]
    assert unseen(marker("park"), title=text("Hus", "Park")) == [("title", "en")]


def test_of_several_ways_the_one_that_is_seen_is_enough():
    ways = (Way(("säbo",)), Way(("äldreboende",), is_synonym=True))
    found = {word: {(word, "sv"): Kind.EXACT} for way in ways for word in way.words}
    säbo = Marker(Question(wanted=(ways,)), found)
    values = {"place_name": "Säbo", "social_goals_text": text("Äldreboende")}
    assert unseen(säbo, seen={1}, **values) == []
    assert unseen(säbo, **values) == [("place_name", "sv")]
