"""The accessibility statement has what the law asks for, and asks to be renewed every year."""

from datetime import date
from html import unescape

import pytest
from django.core import checks
from django.core.management import call_command

from loans import accessibility
from tests.loans.reading import text_of

pytestmark = pytest.mark.django_db

# The order is that of Digg's list of what a statement holds.
PARTS = {
    "the lender's name": ("Exempellångivaren står bakom", "Exempellångivaren is responsible"),
    "the service's name": ("webbplatsen Öppna lån", "the website Öppna lån"),
    "degree of compliance": ("delvis förenlig med lagen (2018:1937)", "partially compliant with"),
    "faults, with reasons": ("lagras utan formatering", "stored without formatting"),
    "day of assessment": ("bedömdes senast den 2 maj 2031", "last assessed on 2 May 2031"),
    "day of update": ("uppdaterades senast den 3 juni 2031", "last updated on 3 June 2031"),
    "method": ("Vi har själva bedömt", "We have assessed the site ourselves"),
    "feedback": ("Skriv till register@example.se", "Write to register@example.se"),
    "supervision": ("Digg, har tillsyn", "Digg, supervises"),
    "disproportionate burden": ("oskäligt betungande", "disproportionate burden"),
    "outside the law": ("faller utanför lagen (9 §)", "falls outside the Act (section 9)"),
}


@pytest.mark.parametrize(("path", "index"), [("/tillganglighet/", 0), ("/en/accessibility/", 1)])
def test_the_statement_has_its_eleven_parts_and_asks_for_no_notice(
    client, visitor, settings, monkeypatch, path, index
):
    settings.LENDER_NAME = "Exempellångivaren"
    settings.LENDER_EMAIL = "register@example.se"
    monkeypatch.setattr(accessibility, "ASSESSED_ON", date(2031, 5, 2))
    monkeypatch.setattr(accessibility, "UPDATED_ON", date(2031, 6, 3))
    response = client.get(path)
    page = " ".join(unescape(text_of(response)).split()).replace(" .", ".")

    assert len(PARTS) == 11
    assert [part for part, words in PARTS.items() if words[index] not in page] == []
    assert 'href="https://www.digg.se/tdosanmalan"' in response.content.decode()


@pytest.mark.parametrize(
    ("today", "is_old"),
    [
        (date(2026, 3, 15), False),
        (date(2027, 3, 14), False),
        (date(2027, 3, 15), True),
        (date(2031, 1, 1), True),
    ],
)
def test_an_assessment_of_twelve_months_asks_for_a_new_one(monkeypatch, today, is_old):
    monkeypatch.setattr(accessibility, "ASSESSED_ON", date(2026, 3, 15))
    monkeypatch.setattr(accessibility.timezone, "localdate", lambda: today)

    found = checks.run_checks(tags=["accessibility"], include_deployment_checks=True)
    assert bool(found) is is_old
    for told in found:
        assert "2026-03-15" in told.msg
        assert "Assess it anew" in told.hint


def test_the_check_is_one_of_deployment(monkeypatch):
    monkeypatch.setattr(accessibility, "ASSESSED_ON", date(2001, 1, 1))

    assert checks.run_checks(tags=["accessibility"]) == []


def test_an_old_assessment_fails_no_check_of_settings(monkeypatch, capsys):
    monkeypatch.setattr(accessibility, "ASSESSED_ON", date(2001, 1, 1))

    call_command("check", "--deploy", "--fail-level=WARNING", "--tag=accessibility")
    assert "2001-01-01" in capsys.readouterr().err


def test_the_statement_was_not_updated_before_it_was_assessed():
    assert accessibility.UPDATED_ON >= accessibility.ASSESSED_ON


def test_the_long_word_of_the_heading_may_be_divided_and_that_of_the_title_not(visitor):
    body = visitor.get("/tillganglighet/").content.decode()

    assert "<h1>Tillgänglighets&shy;redogörelse</h1>" in body
    assert "<title>Tillgänglighetsredogörelse – Öppna lån</title>" in body
