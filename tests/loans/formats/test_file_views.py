"""The files at their addresses: who may read them, when they hold, and what is refused."""

import json
import re
from datetime import date
from html import unescape

import pytest
from django.db import OperationalError

from loans import editing, portfolio, register
from loans.formats import table
from loans.models import Project
from tests import factories
from tests.loans.crawling import said_in
from tests.loans.formats.opening import projects, rows
from tests.loans.kinds import ADDRESSES, publish_one

pytestmark = pytest.mark.django_db

SUFFIXES = table.SUFFIXES
LISTS = ["/projekt", "/en/projects"]
PROFILES = [f"{path}{slug}" for slug, paths in {
    "member": ADDRESSES["member"],
    "borrower": ADDRESSES["borrower"],
    "category": ADDRESSES["category"],
    "investment-type": ADDRESSES["investment_type"],
    "goal": ADDRESSES["goal"],
    "initiative": ("/satsningar/", "/en/initiatives/"),
}.items() for path in paths]  # fmt: skip


def body(response) -> bytes:
    assert response.status_code == 200, response.content
    return response.content


def references(response) -> list[str]:
    return [row["reference"] for row in rows(body(response))]


@pytest.fixture
def one(db):
    return publish_one()


# --- What the files are -------------------------------------------------------------------


@pytest.mark.parametrize("path", [*LISTS, *PROFILES])
@pytest.mark.parametrize("each", table.FORMATS, ids=lambda each: each.name)
def test_every_format_is_at_the_page_s_address_with_a_suffix(client, one, path, each):
    dialect = f"?dialect={each.dialect}" if each.dialect else ""
    response = client.get(f"{path}.{each.suffix}{dialect}")

    assert response.headers["Content-Type"] == each.content_type
    assert response.streaming
    assert body(response)
    stem = path.removeprefix("/en").strip("/").replace("/", "-")
    ending = f"-{each.dialect}" if each.dialect else ""
    named = f'attachment; filename="{stem}{ending}.{each.suffix}"'
    assert response.headers["Content-Disposition"] == named


@pytest.mark.parametrize("path", PROFILES)
def test_a_page_s_file_has_its_projects_and_no_other(client, one, path):
    factories.project()

    assert references(client.get(f"{path}.csv")) == [one.reference]
    told = json.loads(body(client.get(f"{path}.json")))
    assert told["totals"]["number"] == 1
    assert told["page"] == f"https://lan.example.se{path}/"
    assert told["query"] == ""


def test_a_page_s_file_can_be_narrowed_as_the_list_can(client, one):
    factories.project(borrower=one.borrower)
    path = "/medlemmar/member.json?member=none&category=category&page=x"
    told = json.loads(body(client.get(path)))

    assert [row["reference"] for row in told["projects"]] == [one.reference]
    assert told["query"] == "category=category"
    assert told["address"] == "https://lan.example.se/medlemmar/member.json?category=category"


def test_a_list_s_file_has_what_its_query_selects(client, one):
    other = factories.project(title="Något annat")

    assert references(client.get("/projekt.csv")) == [one.reference, other.reference]
    assert references(client.get("/projekt.csv?category=category")) == [one.reference]
    assert references(client.get("/projekt.csv?category=none&finns=inte")) == [other.reference]
    assert references(client.get("/projekt.csv?q=finnsinte")) == []


def test_a_file_is_not_divided_into_pages(client, monkeypatch):
    monkeypatch.setattr("loans.selection.paging.PAGE_SIZE", 2)
    made = [factories.project().reference for _ in range(5)]

    for query in ("", "?page=2", "?page=99", "?page=x"):
        assert references(client.get(f"/projekt.csv{query}")) == made


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "projekt.csv"),
        ("?sort=title&page=3", "projekt.csv"),
        ("?category=category&goal=goal", "projekt-category-goal.csv"),
        ("?category=category&category=none&goal=goal", "projekt-category-none-goal.csv"),
        ("?category=category&category=none&goal=goal&goal=none", "projekt-urval.csv"),
        ("?q=%C3%A5", "projekt-urval.csv"),
        ("?category=none&dialect=excel", "projekt-none-excel.csv"),
    ],
)
def test_a_file_is_named_after_what_was_asked(client, one, query, name):
    factories.project(goals=[])
    response = client.get(f"/projekt.csv{query}")

    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_what_is_not_published_is_in_no_file(client, one):
    factories.draft(title="Utkastet")
    gone = factories.project(title="Tillbakadraget")
    editing.withdraw(Project.objects.get(pk=gone.pk), by=factories.signer(), why="Fel")
    one.title = "Väntar"
    editing.save(one, by=factories.signer())

    for suffix in SUFFIXES:
        said = said_in(client.get(f"/projekt.{suffix}"))
        assert "Familjecentral" in said
        assert not any(word in said for word in ("Utkastet", "Tillbakadraget", "Väntar"))
    assert references(client.get("/projekt.csv")) == [one.reference]


# --- Open, and asked for again ------------------------------------------------------------


@pytest.mark.parametrize("path", ["/projekt.csv", "/projekt.csv?dialect=x", "/medlemmar/x.json"])
def test_files_are_open_to_programs_everywhere_without_a_cookie(client, one, path):
    factories.notice()
    response = client.get(path)

    assert response.status_code in {200, 400, 404}
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_still_holds_is_not_sent_again(client, one, suffix, django_assert_num_queries):
    path = f"/projekt.{suffix}?category=category"
    first = client.get(path)
    etag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, no-cache"

    for said in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        with django_assert_num_queries(1):
            again = client.get(path, headers={"If-None-Match": said})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == etag
        assert again.headers["Cache-Control"] == "public, no-cache"
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert body(client.get(path, headers={"If-None-Match": '"other"'})) == body(first)


MACHINE_READ = [
    *("/projekt.csv", "/en/projects.xlsx?category=category", "/medlemmar/member.json"),
    *("/en/borrowers/finns-inte.atom", "/datapackage.json", "/projekt.csv-metadata.json"),
]


@pytest.mark.parametrize("path", MACHINE_READ)
def test_a_browser_elsewhere_may_say_which_file_it_has(client, one, path):
    factories.notice()
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "if-none-match"
    response = client.options(path, headers=asked)
    allowed = {
        name: re.split(", *", response.headers[f"Access-Control-Allow-{name}"].lower())
        for name in ("Origin", "Methods", "Headers")
    }

    assert (response.status_code, response.content) == (204, b"")
    assert allowed["Origin"] == ["*"]
    assert allowed["Methods"] == ["get", "head"]
    assert "if-none-match" in allowed["Headers"]
    assert int(response.headers["Access-Control-Max-Age"]) > 0
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Type" not in response.headers
    assert not response.cookies


@pytest.mark.parametrize("path", MACHINE_READ)
def test_nothing_can_be_sent_to_a_file(client, one, path):
    response = client.post(path)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("path", ["/projekt.csv", "/datapackage.json"])
def test_who_wants_a_file_only_as_it_no_longer_is_is_told_that_it_has_changed(client, one, path):
    etag = client.get(path).headers["ETag"]
    response = client.get(path, headers={"If-Match": '"other"'})

    assert response.status_code == 412
    assert "If-Match" in problem(response)["detail"]
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert body(client.get(path, headers={"If-Match": etag})) == body(client.get(path))


@pytest.mark.parametrize("path", ["/projekt.csv?sort=x", "/projekt.csv?goal=x", "/medlemmar/x.csv"])
def test_who_has_a_file_is_still_told_that_the_question_is_wrong(client, one, path):
    plain, etag = client.get(path), client.get("/projekt.csv").headers["ETag"]

    assert plain.status_code in {400, 404}
    for said in (etag, "*"):
        again = client.get(path, headers={"If-None-Match": said})
        assert (again.status_code, again.content) == (plain.status_code, plain.content)


def test_a_file_has_the_mark_of_the_state_that_it_is_of(client, one, monkeypatch):
    before = client.get("/projekt.csv").headers["ETag"]
    honest, states = register.state, [register.state()]
    factories.project()
    portfolio.forget()
    monkeypatch.setattr(register, "state", lambda: states.pop() if states else honest())
    late = client.get("/projekt.csv")

    assert late.headers["ETag"] not in {before, None}
    assert late.headers["ETag"] == client.get("/projekt.csv").headers["ETag"]
    assert len(references(late)) == 2


def test_a_mark_is_another_where_the_file_is(client, one, settings):
    asked = [
        *("/projekt.csv", "/projekt.csv?dialect=excel", "/projekt.json", "/en/projects.csv"),
        *("/projekt.csv?category=category", "/medlemmar/member.csv"),
    ]
    marks = [client.get(path).headers["ETag"] for path in asked]
    settings.LENDER_NAME = "En annan"
    marks.append(client.get("/projekt.csv").headers["ETag"])
    factories.project()
    marks.append(client.get("/projekt.csv").headers["ETag"])

    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize(
    "name",
    [
        *("SITE_URL", "LENDER_NAME", "LENDER_ORGANISATION_NUMBER", "LENDER_EMAIL"),
        "DATA_LICENCE_URL",
    ],
)
@pytest.mark.parametrize("path", ["/projekt.csv", "/datapackage.json"])
def test_a_mark_is_another_with_each_setting_that_shows(client, one, settings, name, path):
    before = client.get(path).headers["ETag"]
    setattr(settings, name, "https://annan.example.se")

    assert client.get(path).headers["ETag"] != before


def test_a_mark_is_the_same_for_the_same_question(client, one):
    asked = ["category=category&sort=title", "category=category&sort=title&page=4&x=y"]
    first, second = (client.get(f"/projekt.csv?{query}") for query in asked)

    assert first.headers["ETag"] == second.headers["ETag"]
    assert body(first) == body(second)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_who_asks_for_the_head_gets_no_body_and_none_is_made(client, one, suffix, monkeypatch):
    whole = client.get(f"/projekt.{suffix}").headers
    monkeypatch.setattr("loans.selection.Selection.rows", lambda self: 1 / 0)
    head = client.head(f"/projekt.{suffix}")

    assert head.status_code == 200
    assert head.content == b""
    assert "Content-Length" not in head.headers
    for name in ("Content-Type", "Content-Disposition", "ETag", "Cache-Control"):
        assert head.headers[name] == whole[name]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("path", ["/projekt", "/medlemmar/member"])
def test_a_file_costs_at_most_six_queries(client, one, path, suffix, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        body(client.get(f"{path}.{suffix}"))


def test_a_database_that_can_not_gives_no_half_a_file(client, one, monkeypatch):
    def refuse(self):
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr("loans.selection.Selection.rows", refuse)
    client.raise_request_exception = False

    assert client.get("/projekt.csv").status_code == 503


# --- Refused ------------------------------------------------------------------------------


def problem(response) -> dict:
    assert response.headers["Content-Type"] == "application/problem+json"
    found = json.loads(response.content)
    assert set(found) == {"type", "title", "status", "detail", "instance"}
    assert found["status"] == response.status_code
    return found


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/projekt.csv?category=finns-inte", "category: Det finns inget publicerat projekt"),
        ("/en/projects.json?category=finns-inte", "category: No published project has"),
        ("/projekt.csv?dialect=word", "dialect: Dialekten ”word” finns inte."),
        ("/medlemmar/member.csv?dialect=word", "dialect: Dialekten ”word” finns inte."),
        ("/projekt.geojson?sort=storlek", "sort: Listan kan inte sorteras så."),
        ("/projekt.csv?" + "&".join(["goal=x"] * 60), "Högst 50 filter"),
        ("/medlemmar/member.csv?" + "&".join(["x"] * 1_500), "Högst 50 filter"),
        ("/medlemmar/member.csv?category=finns-inte", "category: Det finns inget publicerat"),
        ("/projekt.csv?q=%00", "q: Sökningen innehåller ett tecken"),
    ],
)
def test_a_wrong_question_is_answered_by_a_problem_document(client, one, path, told):
    response = client.get(path)
    found = problem(response)

    assert response.status_code == 400
    assert told in found["detail"]
    assert found["instance"].startswith(path.partition("?")[0])
    assert found["type"].startswith("https://lan.example.se/")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/medlemmar/finns-inte.csv", "/medlemmar/none.json", "/sociala-mal/none.csv"]
)
def test_what_has_no_page_has_no_file(client, one, path):
    factories.project()
    response = client.get(path)

    assert response.status_code == 404
    assert problem(response)["detail"].startswith("Registret har inga publicerade projekt")


def make_values_without_projects() -> None:
    factories.category(slug="tom", name="Tomma rum", name_en="Empty rooms")
    factories.investment_type(slug="tom")
    factories.goal(slug="tom", name="Ljusare torg")
    factories.member(slug="tom", joined_on=date(2010, 5, 1))


@pytest.mark.parametrize("each", table.FORMATS, ids=lambda each: each.name)
@pytest.mark.parametrize("kind", ["member", "category", "investment_type", "goal"])
def test_what_has_a_page_without_projects_has_a_file_without_rows(
    visitor, one, kind, each, django_assert_max_num_queries
):
    make_values_without_projects()
    dialect = f"?dialect={each.dialect}" if each.dialect else ""
    for path in ADDRESSES[kind]:
        assert visitor.get(f"{path}tom/").status_code == 200
        with django_assert_max_num_queries(6):
            found = body(visitor.get(f"{path}tom.{each.suffix}{dialect}"))
        if each.name == "csv":
            assert rows(found) == []
        if each.name == "json":
            assert (json.loads(found)["projects"], json.loads(found)["totals"]["number"]) == ([], 0)


def test_a_file_without_rows_says_whose_they_are_and_heeds_the_rest_of_the_question(client, one):
    make_values_without_projects()
    titles = [
        json.loads(body(client.get(path)))["title"]
        for path in ("/sociala-mal/tom.json", "/en/categories/tom.json?goal=goal")
    ]

    assert "Ljusare torg" in titles[0]
    assert "Empty rooms" in titles[1]
    assert client.get("/kategorier/tom.csv?goal=finns-inte").status_code == 400
    assert client.get("/projekt.csv?category=tom").status_code == 400


@pytest.mark.parametrize("path", PROFILES)
def test_what_has_a_page_today_has_a_file_of_every_day(client, one, path):
    assert references(client.get(f"{path}.csv?as_of=1990-01-01")) == []


def test_a_dialect_means_nothing_where_there_is_but_one(client, one):
    assert len(projects(body(client.get("/projekt.json?dialect=excel")))) == 1


def test_a_suffix_that_is_none_leads_nowhere(client, one):
    assert client.get("/projekt.exe").status_code == 404
    assert client.get("/projekt.csv/").status_code == 404


def test_a_borrower_that_became_part_of_another_leads_to_its_file(visitor, client, one):
    old = factories.borrower(name="Gamla bolaget", slug="gamla")
    factories.project(borrower=old)
    old.merged_into = one.borrower
    editing.save(old, by=factories.signer())
    queries = {
        "/projekt.csv?borrower=gamla&sort=title&dialect=excel": (
            "/projekt.csv?borrower=borrower&sort=title&dialect=excel"
        ),
        "/lantagare/gamla.json": "/lantagare/borrower.json",
        "/en/borrowers/gamla.csv?dialect=excel": "/en/borrowers/borrower.csv?dialect=excel",
    }

    for path, there in queries.items():
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (302, there)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cache-Control"] == "public, no-cache"
        assert client.get(there).status_code == 200
    on_paper = visitor.get("/projekt/utskrift/?borrower=gamla&sort=title")
    assert on_paper.headers["Location"] == "/projekt/utskrift/?borrower=borrower&sort=title"


# --- The way there ------------------------------------------------------------------------


def ways(response) -> list[str]:
    """Where the links to other forms of the same lead."""
    [part] = re.findall(r'<nav class="formats".*?</nav>', response.content.decode(), flags=re.S)
    return [unescape(href) for href in re.findall(r'href="([^"]+)"', part)]


@pytest.mark.parametrize("path", [*LISTS, *PROFILES])
def test_a_page_leads_to_its_rows_in_every_form(visitor, one, path):
    query = "category=category&sort=title" if path in LISTS else ""
    asked = f"?{query}" if query else ""
    page = visitor.get(f"{path}/{asked}")
    found = ways(page)

    assert len(found) == len(table.FORMATS) + 1
    for each, way in zip(table.FORMATS, found[:-1], strict=True):
        assert way.startswith(f"{path}.{each.suffix}")
        assert visitor.get(way).headers["Content-Type"] == each.content_type
        assert query in way
    assert visitor.get(found[-1]).headers["Content-Type"].startswith("text/html")
    assert references(visitor.get(found[0])) == [one.reference]


@pytest.mark.parametrize("path", ["/projekt/?category=category", "/medlemmar/member/"])
def test_the_head_of_a_page_names_its_files(visitor, one, path):
    body = visitor.get(path).content.decode()
    named = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', body)

    assert {kind for kind, _ in named} == {
        each.media_type for each in table.FORMATS if each.in_head
    }
    for kind, way in named:
        assert visitor.get(unescape(way)).headers["Content-Type"].startswith(kind)


@pytest.mark.parametrize(
    "path", ["/projekt/?category=x", "/projekt/?q=finnsinte", "/kategorier/ny/"]
)
def test_where_there_are_no_rows_no_file_is_offered(visitor, one, path):
    factories.category(slug="ny")
    body = visitor.get(path).content.decode()

    assert 'class="formats"' not in body
