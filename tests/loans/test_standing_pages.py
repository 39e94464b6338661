"""The standing pages: each says the same in both languages, and all that it has to say."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.utils import translation

from config import licences
from loans.formats.columns import COLUMNS
from loans.formats.parameters import PARAMETERS
from loans.formats.table import DIALECT
from loans.selection import filters
from tests import factories
from tests.loans.formats.opening import projects
from tests.loans.formats.test_columns import publish_all
from tests.loans.reading import text_of

TEXTS = sorted(Path("templates/about").glob("*.sv.html"))
PAGES = {
    "/om/": "/en/about/",
    "/om/data/": "/en/about/data/",
    "/tillganglighet/": "/en/accessibility/",
}


def twin(path: Path) -> str:
    return path.with_name(path.name.replace(".sv.", ".en.")).read_text("utf-8")


def shape(source: str) -> list[str]:
    """Blocks, headings, links and lists in their order, without their words."""
    tags = r"{%.*?%}|</?(?:h[1-6]|a|ul|ol|li|p|time|strong|blockquote)\b[^>]*>"
    # The English text marks what is Swedish.
    return [re.sub(r' (?:href)?lang="sv"', "", tag) for tag in re.findall(tags, source)]


def headings(source: str) -> list[tuple[str, str]]:
    return re.findall(r'<(h[1-6])(?: id="(\w+[\w-]*)")?', source)


def links(source: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', source)


def test_there_is_a_text_for_each_page():
    assert len(TEXTS) == len(PAGES) == len(list(Path("templates/about").glob("*.en.html")))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_text_has_its_twin_with_the_same_headings_and_links(path):
    swedish, english = path.read_text("utf-8"), twin(path)

    assert len(headings(swedish)) > 5
    assert headings(swedish) == headings(english)
    assert links(swedish) == links(english)
    assert shape(swedish) == shape(english)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_the_contents_name_every_section_in_its_words(path):
    for source in (path.read_text("utf-8"), twin(path)):
        contents = re.findall(r'<li><a href="#([\w-]+)">(.*?)</a></li>', source)

        assert contents == re.findall(r'<h2 id="([\w-]+)">(.*?)</h2>', source)


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PAGES, *PAGES.values()])
def test_a_standing_page_costs_one_query_and_leads_to_its_twin(
    visitor, path, django_assert_max_num_queries
):
    visitor.get(path)  # the sizes of files are reckoned once for each state of the register
    with django_assert_max_num_queries(1):
        body = visitor.get(f"{path}?q=a").content.decode()

    other = (PAGES | {english: swedish for swedish, english in PAGES.items()})[path]
    assert f'href="{other}?q=a"' in body
    assert f'hreflang="{"sv" if path.startswith("/en/") else "en"}"' in body


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "language"), [("/om/data/", "sv"), ("/en/about/data/", "en")])
def test_the_page_about_the_data_describes_every_column(visitor, path, language):
    page = unescape(text_of(visitor.get(path)))
    with translation.override(language):
        for column in COLUMNS:
            fixed = "".join(f"{value} = {words} " for value, words in column.values.items())
            said = f"{column.label} {column.name} {column.meaning} {column.kind.words} {fixed}"
            assert f" {said}" in page
    assert "municipality = " in page


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "language"), [("/om/data/", "sv"), ("/en/about/data/", "en")])
def test_the_page_about_the_data_tells_of_every_parameter(visitor, path, language):
    page = unescape(text_of(visitor.get(path)))
    with translation.override(language):
        for parameter in PARAMETERS:
            assert f" {parameter.name} {parameter.meaning} " in page
            assert all(f" {value} = {words} " in page for value, words in parameter.values.items())
    assert {parameter.name for parameter in PARAMETERS} == {*filters.PARAMETERS, DIALECT}
    assert {"sv": " som i kolumnen county_codes ", "en": " such as 50000000 "}[language] in page


def test_the_limits_of_a_question_are_told_as_they_hold(visitor):
    told = visitor.get("/om/data/").content.decode()
    most, longest = re.search(r"högst (\d+) värden, och sökorden högst (\d+) tecken", told).groups()

    values, words = ["goal=none"] * (int(most) + 1), "q=" + "a" * (int(longest) + 1)
    for too_much, as_much in [("&".join(values), "&".join(values[1:])), (words, words[:-1])]:
        assert visitor.get(f"/projekt.json?{too_much}").status_code == 400
        assert visitor.get(f"/projekt.json?{as_much}").status_code == 200


def test_the_search_on_other_pages_takes_as_much_as_the_list_s(visitor):
    longest = re.search(r'id="q-short"[^>]*maxlength="(\d+)"', visitor.get("/").content.decode())[1]

    assert int(longest) == filters.LONGEST_SEARCH


@pytest.mark.django_db
def test_what_a_parameter_is_said_to_take_selects(client):
    reference = publish_all().reference
    factories.project(loan_amount=5)  # an exact one
    [row] = projects(client.get(f"/projekt.json?project={reference}").content)
    for name, _meaning, column, example, values in PARAMETERS:
        keys = row[column] if column else []
        for value in keys if isinstance(keys, list) else [keys]:
            told = client.get("/projekt.json", {name: value}).content
            assert json.loads(told)["query"] == f"{name}={value}"
            assert reference in {each["reference"] for each in projects(told)}
        for value in filter(None, [example, *values]):
            assert client.get("/projekt.csv", {name: value}).status_code == 200, (name, value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "version"), [("/om/data/", "Dataversion"), ("/en/about/data/", "Data version")]
)
def test_a_citation_has_the_data_version_and_its_time(visitor, settings, path, version):
    settings.LENDER_NAME = "Långivaren"

    def cited() -> str:
        body = visitor.get(path).content.decode()
        [citation] = re.findall(r"<blockquote.*?</blockquote>", body, flags=re.S)
        return re.sub(r"<[^>]+>", "", citation)

    before = cited()
    factories.project()
    after = cited()

    number = int(re.search(rf"{version} (\d+), ", before)[1])
    assert int(re.search(rf"{version} (\d+), ", after)[1]) > number
    assert "Långivaren" in after
    assert f"https://lan.example.se/{'projekt' if path == '/om/data/' else 'en/projects'}/" in after


@pytest.mark.django_db
@pytest.mark.parametrize("licence", licences.KNOWN, ids=lambda licence: licence.name)
def test_a_known_licence_is_named_in_both_languages(visitor, settings, licence):
    settings.DATA_LICENCE_URL = licence.address
    swedish, english = (
        visitor.get(path).content.decode() for path in ("/om/data/", "/en/about/data/")
    )

    for body in (swedish, english):
        assert f'<a href="{licence.address}" rel="license">{licence.name}</a>' in body
    assert "Du får använda uppgifterna till vad du vill" in swedish
    assert "You may use the data for any purpose" in english


@pytest.mark.django_db
def test_another_licence_is_named_by_its_address(visitor, settings):
    settings.DATA_LICENCE_URL = "https://example.se/licens/"
    body = visitor.get("/om/data/").content.decode()

    assert 'rel="license">https://example.se/licens/</a>' in body
    assert "Du får använda" not in body
