"""The feed as its readers take it: well-formed, valid by RFC 4287, and stable."""

import html
from datetime import UTC, datetime
from types import SimpleNamespace

import feedparser
import pytest
from defusedxml import ElementTree
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CharField, TextField
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loans import content, editing, register
from loans.formats import feed
from loans.models import Project
from loans.models.versions import RegisterState
from tests import factories
from tests.loans.formats.opening import extract, projects, written
from tests.loans.formats.test_columns import publish_all

pytestmark = pytest.mark.django_db

ATOM, HTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tree_of(data: bytes):
    return ElementTree.fromstring(data)


def read(data: bytes):
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.fixture
def several(db):
    publish_all()
    factories.project(title="<b>Och & ”så” vidare</b> ]]>", summary="1 < 2 & 3", loan_amount=5)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_feed_has_every_row_in_the_list_s_order(several, language):
    told = projects(written("json", extract("sort=title", language)))
    found = read(written("atom", extract("sort=title", language)))

    assert [entry.id for entry in found.entries] == [
        f"tag:lan.example.se,2026:{row['reference']}" for row in told
    ]
    assert {row["url"] for row in told} == {
        link.href
        for entry in found.entries
        for link in entry.links
        if link.hreflang == language and link.rel == "alternate"
    }
    firsts = [entry.links[0].href for entry in found.entries]  # which readers open
    assert firsts == [row["url"] for row in told]
    titles = [html.unescape(entry.title) for entry in found.entries]
    assert "<b>Och & ”så” vidare</b> ]]>" in titles


def test_a_feed_has_all_that_the_standard_asks_for(several, settings):
    settings.LENDER_NAME = "Långivaren & Co"
    found = tree_of(written("atom", extract("q=vidare", "en")))

    def text(name: str) -> str:
        return found.findtext(f"{ATOM}{name}")

    assert found.tag == f"{ATOM}feed"
    assert found.get(LANG) == "en"
    assert text("title") == "Öppna lån: Projects with the search word “vidare”"
    assert text("id") == "tag:lan.example.se,2026:/projekt.x?q=vidare"
    author = found.find(f"{ATOM}author")
    assert (author.findtext(f"{ATOM}name"), author.get(LANG)) == ("Långivaren & Co", "sv")
    assert text("rights").startswith("CC0 1.0")
    links = {(link.get("rel"), link.get("type")): link for link in found.findall(f"{ATOM}link")}
    assert links["self", "application/atom+xml"].get("href").endswith("/projekt.x?q=vidare")
    assert links["alternate", "text/html"].get("href") == "https://lan.example.se/projekt/?q=vidare"
    assert links["license", None].get("href") == settings.DATA_LICENCE_URL
    for entry in found.findall(f"{ATOM}entry"):
        for needed in ("id", "title", "updated", "content"):
            assert entry.find(f"{ATOM}{needed}") is not None


def test_an_entry_says_when_it_changed_and_the_feed_when_the_register_did(db):
    project = factories.project(title="Först")
    before = read(written("atom", extract())).entries[0]
    project.title = "Sedan"
    editing.publish(editing.save(project, by=factories.signer()), by=factories.signer())
    version = register.current().get()
    RegisterState.objects.update(changed_at=datetime(2030, 5, 6, 7, 8, 9, tzinfo=UTC))
    found = tree_of(written("atom", extract()))
    [entry] = found.findall(f"{ATOM}entry")

    assert before.id == entry.findtext(f"{ATOM}id")
    assert entry.findtext(f"{ATOM}title") == "Sedan"
    assert entry.findtext(f"{ATOM}updated") == f"{version.valid_from:%Y-%m-%dT%H:%M:%SZ}"
    assert found.findtext(f"{ATOM}updated") == "2030-05-06T07:08:09Z"


def test_an_entry_tells_the_facts_with_their_values_and_languages(several):
    row = next(r for r in projects(written("json", extract())) if r["title_en"])
    found = tree_of(written("atom", extract(f"project={row['reference']}", "en")))
    [entry] = found.findall(f"{ATOM}entry")
    values = {data.get("value") for data in entry.iter(f"{HTML}data")}
    terms = {category.get("term") for category in entry.findall(f"{ATOM}category")}

    assert entry.findtext(f"{ATOM}title") == row["title_en"]
    assert str(row["loan_amount"]) in values
    assert {row["category"], *row["goals"], *row["target_groups"]} == terms
    assert {c.get("scheme") for c in entry.findall(f"{ATOM}category")} == {
        "https://lan.example.se/kategorier/",
        "https://lan.example.se/sociala-mal/",
        "https://lan.example.se/#target_group",
    }
    swedish = [dd.text for dd in entry.iter(f"{HTML}dd") if dd.get(LANG) == "sv"]
    assert row["borrower"] in swedish
    languages = [(link.get("hreflang"), link.get("href")) for link in entry.findall(f"{ATOM}link")]
    assert languages == [
        ("en", f"https://lan.example.se/en/projects/{row['slug']}/"),
        ("sv", f"https://lan.example.se/projekt/{row['slug']}/"),
    ]


def test_the_site_gives_the_feed_and_the_list_names_it(client, visitor, several):
    answer = client.get("/en/projects.atom?sort=title")
    page = visitor.get("/projekt/").content.decode()

    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = tree_of(answer.content)
    twin = {
        link.get("hreflang"): link.get("href")
        for link in found.findall(f"{ATOM}link")
        if link.get("rel") == "alternate" and "atom" in link.get("type")
    }
    assert twin == {"sv": "https://lan.example.se/projekt.atom?sort=title"}
    assert "<html" in page


@pytest.fixture
def with_texts(db):
    """An extract of one row with given texts, at the place of a project that is published."""
    factories.project()
    version = register.current().get()
    selection = extract().selection

    def made(texts: dict[str, str]):
        said = {name: {"sv": text, "en": ""} for name, text in texts.items()}
        row = SimpleNamespace(
            content={**version.content, **said},
            reference=version.reference,
            valid_from=version.valid_from,
        )
        stand_in = SimpleNamespace(
            rows=lambda: iter([row]),
            **{name: getattr(selection, name) for name in ("language", "state", "in_words")},
        )
        return extract()._replace(selection=stand_in)

    return made


TEXTS = st.text(min_size=1, max_size=30) | st.sampled_from(["]]>", "&#x0;", "<![CDATA[", "</div>"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.fixed_dictionaries(dict.fromkeys(content.TEXTS, TEXTS)))
def test_whatever_the_door_lets_in_is_read_as_it_is(with_texts, texts):
    kept = {name: text for name, text in texts.items() if is_let_in(name, text)}
    kept.setdefault("title", "x")
    data = b"".join(feed.projects(with_texts(kept)))
    [entry] = tree_of(data).findall(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == kept["title"].replace("\r", "\n")
    read(data)


def is_let_in(name: str, text: str) -> bool:
    try:
        Project._meta.get_field(name).clean(text, None)
    except ValidationError:
        return False
    return True


def public_texts():
    """Every text that comes into a version, of projects and of what they are joined to."""
    models = ["Project", "ProjectCategory", "InvestmentType", "SocialGoal", "TargetGroup"]
    joined = [apps.get_model("loans", name) for name in (*models, "Initiative")]
    joined += [apps.get_model("members", name) for name in ("County", "Member", "Borrower")]
    for model in joined:
        for field in model._meta.fields:
            is_public = model is not Project or field.name in content.PUBLIC_FIELDS
            if is_public and isinstance(field, CharField | TextField) and not field.choices:
                yield pytest.param(field, id=str(field))


@pytest.mark.parametrize("field", list(public_texts()))
def test_no_text_holds_what_xml_cannot(field):
    forbidden = [
        "\x00",
        "\x01",
        "\x08",
        "\x0b",
        "\x0c",
        "\x0e",
        "\x1f",
        "\ufffe",
        "\uffff",
        "\ud800",
    ]
    for sign in forbidden:
        for text in (f"Park{sign}en", f"https://example.se/{sign}x", f"a{sign}"):
            with pytest.raises(ValidationError):
                field.clean(text[: field.max_length], None)
