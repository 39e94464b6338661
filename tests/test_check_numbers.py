"""The command that proves that every public number agrees with its rows."""

import re

import pytest

from loans import register
from loans.models import PublishedVersion
from loans.models.versions import FacetValue
from loans.recount import check
from loans.recount.visitor import Visitor
from tests import factories
from tests.loans.recount.conftest import small_register

__all__ = ["small_register"]

pytestmark = pytest.mark.django_db


def counted(out: str) -> list[int]:
    """Numbers, pages and links, as the command reports them."""
    return [int(found.replace(",", "")) for found in re.findall(r"([\d,]+) [nplf]", out)][:3]


def test_all_numbers_of_a_register_agree(run, small_register):
    status, out, err = run("check_numbers")

    assert (status, err) == (0, "")
    assert out.startswith("All agree: ")
    numbers, pages, links = counted(out)
    assert numbers > 1000
    assert pages > 3 * links > 120
    # The list, and seven pages of values, of which each has rows, in both languages.
    assert "112 files of 16 pages in 7 formats; filtered lists as CSV and print; in " in out


def test_a_sample_reads_less(run, small_register):
    status, out, _ = run("check_numbers", "--sample", 1)

    assert status == 0
    _, pages, links = counted(out)
    assert 20 < pages < 200
    assert 10 < links < 30


def test_an_index_that_has_lost_a_row_is_found(run, small_register):
    lost = FacetValue.objects.get(facet="category", key="park", version__slug="ny-park")
    FacetValue.objects.filter(pk=lost.pk)._raw_delete("default")

    status, out, err = run("check_numbers", "--sample", 1)

    assert status == 1
    assert (
        "/kategorier/: “1 projekt” → /projekt/?category=park: the page says so, "
        "the recount finds 2.\n"
    ) in out
    assert re.search(
        r"^\d+ differences among [\d,]+ numbers on \d+ pages and files, \d+ links foll", err
    )


def test_an_amount_that_is_not_the_approved_one_is_found(run, small_register):
    PublishedVersion.objects.filter(slug="ny-park")._alter(loan_amount=86_000_000)

    status, out, _ = run("check_numbers", "--sample", 1)

    assert status == 1
    assert "→ /projekt/: the page says 2086000000 SEK, the recount finds 2068000000 SEK.\n" in out
    assert len(re.findall("the recount finds", out)) == 20
    assert re.search(r"^… and \d+ more\.$", out, re.MULTILINE)


def test_a_file_that_has_lost_a_row_is_found(run, small_register, monkeypatch):
    answered = Visitor.get

    def get(visitor, address):
        response = answered(visitor, address)
        if address != "/en/projects.geojson":
            return response
        return response._replace(body=response.body.replace(b"P-0003", b"P-0002"))

    monkeypatch.setattr(Visitor, "get", get)

    status, out, _ = run("check_numbers", "--sample", 1)

    assert status == 1
    assert out == (
        "/en/projects/ → /en/projects.geojson: the page says P-0002 from row 3, "
        "the recount finds P-0003.\n"
    )


def test_a_page_that_fails_is_found(run, small_register, monkeypatch):
    answered = Visitor.get

    def get(visitor, address):
        response = answered(visitor, address)
        return response._replace(status=500) if address == "/om/data/" else response

    monkeypatch.setattr(Visitor, "get", get)

    status, out, _ = run("check_numbers", "--sample", 1)

    assert status == 1
    assert "/om/data/: the page says no more than status 500, the recount finds a page.\n" in out


def test_a_site_that_lets_nobody_in_does_not_run(run, small_register, settings):
    settings.ALLOWED_HOSTS = ["annan.example.se"]

    status, out, err = run("check_numbers")

    assert (status, out) == (2, "")
    assert err.startswith("The site doesn't let its own visitor in: / answers 400.")


def test_a_register_that_changes_meanwhile_is_not_judged(run, small_register, monkeypatch):
    follow = check.Check.follow_links

    def publish_meanwhile(self, progress):
        factories.project()
        follow(self, progress)

    monkeypatch.setattr(check.Check, "follow_links", publish_meanwhile)

    status, _, err = run("check_numbers", "--sample", 1)

    assert (status, err) == (2, "The register was changed meanwhile: run it again.\n")


@pytest.mark.parametrize("sample", ["0", "-1", "många", "²"])
def test_a_sample_is_a_whole_number_from_one_up(run, sample):
    expected = (2, "", "--sample takes a whole number from 1 up.\n")

    assert run("check_numbers", f"--sample={sample}") == expected


def test_an_empty_register_has_no_number_to_prove(run, db):
    factories.notice()
    assert register.current().count() == 0

    status, out, _ = run("check_numbers")

    assert (status, counted(out)[0]) == (0, 0)
