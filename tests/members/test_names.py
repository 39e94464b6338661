"""The official names and codes of municipalities and regions, against rules written apart."""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.text import slugify

DATA = json.loads(Path(settings.BASE_DIR, "members/data/members.json").read_text("utf-8"))
MUNICIPALITIES = [body for body in DATA["members"] if body["kind"] == "municipality"]
REGIONS = [body for body in DATA["members"] if body["kind"] == "region"]
GOTLAND = "0980"
VOWELS = tuple("aeiouyåäö")

# Names of places that end in a vowel and s of their own. Any other s after a vowel would be a
# genitive, which such names don't take: Luleå kommun, but Tranås kommun.
OWN_S = {
    "Alingsås",
    "Bollnäs",
    "Höganäs",
    "Mönsterås",
    "Sotenäs",
    "Strängnäs",
    "Torsås",
    "Tranås",
    "Vännäs",
}
# By usage without s, though they end in a consonant.
WITHOUT_S = {"Kalmar", "Orust"}
# Those that call themselves a town, with the s that their names take.
TOWNS = {
    "0180": "Stockholms stad",
    "0183": "Sundbybergs stad",
    "0184": "Solna stad",
    "0186": "Lidingö stad",
    "0187": "Vaxholms stad",
    "1280": "Malmö stad",
    "1282": "Landskrona stad",
    "1283": "Helsingborgs stad",
    "1480": "Göteborgs stad",
    "1481": "Mölndals stad",
    "1488": "Trollhättans stad",
    "1490": "Borås stad",
    "1980": "Västerås stad",
    "2583": "Haparanda stad",
}
# The counties' numbers, some of which were retired when counties merged.
COUNTIES = {f"{n:02d}" for n in range(1, 26)} - {"02", "11", "15", "16"}


def takes_its_genitive(place: str) -> bool:
    """Whether the words before "kommun" are a genitive as Swedish forms it."""
    if place.endswith("s"):
        return not place[:-1].endswith(VOWELS) or place in OWN_S
    return place.endswith((*VOWELS, "x", "z")) or place in WITHOUT_S


@pytest.mark.parametrize(
    ("place", "right"),
    [("Norrköpings", True), ("Norrköping", False), ("Luleå", True), ("Luleås", False),
     ("Kalix", True), ("Tranås", True), ("Hjos", False), ("Dals-Ed", False)],
)  # fmt: skip
def test_the_rule_itself_tells_right_from_wrong(place, right):
    assert takes_its_genitive(place) == right


def test_there_are_290_municipalities_20_regions_and_21_counties():
    assert (len(MUNICIPALITIES), len(REGIONS), len(DATA["counties"])) == (290, 20, 21)
    assert len(DATA["members"]) == 310


def test_names_of_municipalities_are_genitives():
    plain = [
        body["name"]
        for body in MUNICIPALITIES
        if body["code"] not in TOWNS and body["code"] != GOTLAND
    ]

    assert [name for name in plain if not name.endswith(" kommun")] == []
    assert [n for n in plain if not takes_its_genitive(n.removesuffix(" kommun"))] == []


def test_falun_is_called_by_its_older_form():
    assert {body["name"] for body in MUNICIPALITIES if body["code"] == "2080"} == {"Falu kommun"}


def test_towns_are_exactly_those_that_call_themselves_so():
    towns = {b["code"]: b["name"] for b in MUNICIPALITIES if not b["name"].endswith(" kommun")}

    assert towns == TOWNS | {GOTLAND: "Region Gotland"}


def test_gotland_stands_once():
    gotland = [b for b in DATA["members"] if b["county"] == "09" or "Gotland" in b["name"]]

    assert [(body["code"], body["kind"]) for body in gotland] == [(GOTLAND, "municipality")]


def test_every_county_but_gotland_has_one_region():
    assert {body["code"] for body in REGIONS} == COUNTIES - {"09"}
    assert [body for body in REGIONS if body["code"] != body["county"]] == []
    assert {b["name"] for b in REGIONS if not b["name"].startswith("Region ")} == {
        "Västra Götalandsregionen"
    }


def test_codes_begin_with_their_county():
    assert {county["code"] for county in DATA["counties"]} == COUNTIES
    assert [b for b in MUNICIPALITIES if b["code"][:2] != b["county"] or len(b["code"]) != 4] == []


@pytest.mark.parametrize("field", ["code", "name", "slug"])
def test_no_two_bodies_share_a_code_a_name_or_an_address(field):
    shared = Counter(body[field] for body in DATA["members"])

    assert [value for value, number in shared.items() if number > 1] == []


def test_addresses_are_made_from_names():
    made = {body["slug"]: slugify(body["name"]) for body in DATA["members"]}

    # Håbo and Habo are two municipalities whose names fold into one address.
    assert {slug: name for slug, name in made.items() if slug != name} == {
        "habo-kommun-uppsala-lan": "habo-kommun"
    }
