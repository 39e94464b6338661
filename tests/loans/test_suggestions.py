"""What the field of search suggests while one types."""

import pytest

from loans import editing
from tests import factories

pytestmark = pytest.mark.django_db

SWEDISH, ENGLISH = "/projekt/forslag.json", "/en/projects/suggestions.json"


def answer(visitor, typed: str, path: str = SWEDISH) -> dict:
    response = visitor.get(path, {"q": typed})
    assert response.status_code == 200
    return response.json()


def names(visitor, typed: str, path: str = SWEDISH) -> list[str]:
    return [each["name"] for each in answer(visitor, typed, path)["suggestions"]]


def project_of(name: str, **fields):
    return factories.project(borrower=factories.borrower(name), **fields)


def test_a_value_leads_to_its_page_or_else_to_its_projects(visitor):
    borrower = factories.borrower("Bostäder AB", slug="bostader")
    groups = [factories.target_group(name="Bostadslösa", slug="bostadslosa")]
    factories.project(borrower=borrower, target_groups=groups)

    assert answer(visitor, "bost") == {
        "said": "2 förslag",
        "suggestions": [
            {
                "name": "Bostadslösa",
                "lang": "",
                "kind": "Målgrupp",
                "href": "/projekt/?target_group=bostadslosa",
            },
            {
                "name": "Bostäder AB",
                "lang": "",
                "kind": "Låntagare",
                "href": "/lantagare/bostader/",
            },
        ],
    }
    for suggestion in answer(visitor, "bost")["suggestions"]:
        assert visitor.get(suggestion["href"]).status_code == 200


def test_the_english_page_gets_english_words_and_marks_the_others(visitor):
    kind = factories.category(name="Boende", name_en="Housing", slug="boende")
    project_of("Housingbolaget", category=kind)

    found = answer(visitor, "housing", ENGLISH)
    assert found["said"] == "2 suggestions"
    assert [(each["name"], each["lang"], each["href"]) for each in found["suggestions"]] == [
        ("Housing", "", "/en/categories/boende/"),
        ("Housingbolaget", "sv", found["suggestions"][1]["href"]),
    ]


def test_names_that_begin_so_come_first_then_later_words_then_what_is_within(visitor):
    for name in ("Norra parken", "Parkbolaget", "Åpark", "Lekparken"):
        project_of(name)

    assert names(visitor, "park") == ["Parkbolaget", "Norra parken", "Lekparken", "Åpark"]
    assert names(visitor, "pa") == ["Parkbolaget", "Norra parken"]
    assert names(visitor, "parken nor") == ["Norra parken"]


def test_dots_and_rings_may_be_left_out_and_count_where_they_are_written(visitor):
    project_of("Orebrobygg")
    project_of("Örebrobostäder")

    assert names(visitor, "örebro") == ["Örebrobostäder", "Orebrobygg"]
    assert names(visitor, "orebro") == ["Orebrobygg", "Örebrobostäder"]
    assert names(visitor, "OREBROBOST") == ["Örebrobostäder"]


def test_there_are_eight_at_most_those_with_most_projects_first(visitor):
    for number in range(9):
        project_of(f"Bolag {number}")
    project_of("Bolag 8")

    assert names(visitor, "bolag") == ["Bolag 8", *(f"Bolag {number}" for number in range(7))]


@pytest.mark.parametrize("typed", ["", " ", "-", '"', "finnsinte", "ej angivet", "%"])
def test_what_is_nothing_has_no_suggestions(visitor, typed):
    factories.project()

    assert answer(visitor, typed) == {"said": "", "suggestions": []}


def test_what_is_withdrawn_or_waits_is_not_suggested(visitor):
    withdrawn = project_of("Hemligt bolag")
    waits = project_of("Öppet bolag")
    editing.withdraw(withdrawn, by=factories.signer(), why="Fel.")
    waits.borrower = factories.borrower("Hemligt nytt bolag")
    editing.save(waits, by=factories.signer())

    assert names(visitor, "hemligt") == []
    assert names(visitor, "bolag") == ["Öppet bolag"]


def test_what_is_too_long_or_cannot_be_is_told_as_a_problem(visitor):
    for typed in ("a" * 201, "\0"):
        response = visitor.get(SWEDISH, {"q": typed})
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["detail"].startswith("q: Sökningen")


def test_who_has_the_answer_gets_none_until_something_is_published(visitor):
    project_of("Bolaget")
    first = visitor.get(SWEDISH, {"q": "bol"})
    again = {"headers": {"If-None-Match": first["ETag"]}}

    assert first["Cache-Control"] == "public, no-cache"
    assert visitor.get(SWEDISH, {"q": "bol"}, **again).status_code == 304
    assert visitor.get(SWEDISH, {"q": "bola"}, **again).status_code == 200
    assert visitor.get(ENGLISH, {"q": "bol"}, **again).status_code == 200
    project_of("Bolin")
    assert visitor.get(SWEDISH, {"q": "bol"}, **again).status_code == 200


def test_suggestions_cost_one_query_and_no_notice(client, django_assert_max_num_queries):
    factories.notice()
    for number in range(12):
        project_of(f"Bolag {number}")
    client.get(SWEDISH, {"q": "bol"})

    with django_assert_max_num_queries(1):
        assert client.get(SWEDISH, {"q": "bola"}).status_code == 200
