"""What shows differently from one version of a project to the next."""

import random
import re

import pytest

from loans import comparing, differences, editing
from tests import factories
from tests.loans.reading import text_of
from tests.loans.rewriting import history, passages, publish, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return factories.project(
        title="Parken", slug="parken", loan_amount=68_000_000, description="Ett.\n\nTvå."
    )


# --- What is told -------------------------------------------------------------------------


def test_values_stand_before_and_after_in_the_words_of_the_page(project):
    publish(
        project, title="Nya parken", loan_amount=80_000_000, category=factories.category(name="Bo")
    )
    publish(project, loan_amount=80_000_000, amount_is_approximate=True, place_name="Vivalla")

    assert said(project) == [
        {
            "Lånebelopp": (["80\u00a0miljoner kronor"], ["cirka 80\u00a0miljoner kronor"]),
            "Plats": ([], ["Vivalla"]),
        },
        {
            "Rubrik": (["[Parken]"], ["[Nya parken]"]),
            "Lånebelopp": (["68\u00a0miljoner kronor"], ["80\u00a0miljoner kronor"]),
            "Projektkategori": ([], ["Bo"]),
        },
    ]


def test_of_a_text_the_words_that_differ_are_marked_and_no_others(project):
    publish(project, summary="En park för alla. Med lekplats.")
    publish(project, summary="En park för alla. Med lekplats. Byggs 2027.")

    assert said(project)[0] == {
        "Sammanfattning": (
            ["En park för alla. Med lekplats."],
            ["En park för alla. Med lekplats. [Byggs 2027.]"],
        )
    }


@pytest.mark.parametrize(
    ("path", "before", "now", "removed", "added"),
    [
        ("/projekt/parken/andringar/", "Tidigare:", "Nu:", "Borttaget:", "Tillagt:"),
        ("/en/projects/parken/changes/", "Before:", "Now:", "Removed:", "Added:"),
    ],
)
def test_in_words_it_is_said_what_came_went_and_took_another_s_place(
    project, visitor, path, before, now, removed, added
):
    calm, joy = (factories.goal(name=name) for name in ("Lugn", "Glädje"))
    publish(project, place_name="Vivalla", many={"goals": [calm, joy]})
    publish(project, place_name="Baronbackarna", many={"goals": [calm]})

    page = text_of(visitor.get(path))
    assert f"{before} Vivalla {now} Baronbackarna" in page
    assert f"{removed} Glädje" in page
    assert f"{added} Vivalla" in page
    assert re.search(rf"{added} (Lugn , Glädje|Glädje , Lugn)", page)


def test_of_several_values_only_those_stand_that_came_or_went(project):
    trust, calm, joy = (factories.goal(name=name) for name in ("Tillit", "Lugn", "Glädje"))
    publish(project, many={"goals": [trust, calm]})
    publish(project, many={"goals": [calm, joy]})

    assert said(project)[0] == {"Socialt mål": (["Tillit"], ["Glädje"])}


def test_values_that_only_change_their_order_have_not_changed():
    first, second = factories.member(code="1000"), factories.member("Vivalla", code="2000")
    goals = [factories.goal(name=name, name_en=f"{name} in English") for name in ("Alfa", "Beta")]
    borrower = factories.borrower(members=[first, second])
    project = factories.project(borrower=borrower, goals=goals)
    goals[0].name = "Ceta"
    editing.save(goals[0], by=factories.signer())
    first.code = "3000"
    editing.save(first, by=factories.signer())
    assert project.versions.count() == 3

    assert said(project) == [{"Socialt mål": (["Alfa"], ["Ceta"])}]
    [revision] = history(project, "en").revisions
    assert (revision.differences, revision.other) == (
        [],
        "Den svenska texten ändrades: Socialt mål.",
    )


def test_of_two_values_alike_the_one_that_went_shows():
    goals = [factories.goal(name=name, name_en="Same") for name in ("Alfa", "Beta")]
    project = factories.project(goals=goals)
    publish(project, many={"goals": goals[:1]})

    assert said(project, "en") == [{"Socialt mål": (["Same"], [])}]


def test_white_space_alone_is_no_change(project):
    publish(
        project, title="Nya\u00a0parken", summary="Ett  två.\u3000", place_name="Vivalla  norra"
    )
    publish(project, title="Nya parken\u00a0", summary="Ett två.", place_name="Vivalla norra")

    assert len(said(project)) == 1


def test_a_new_address_behind_the_same_words_shows_only_where_it_leads_out(project):
    publish(project, source_url="https://www.example.se/a")
    publish(project, source_url="https://www.example.se/b")
    publish(project, slug="nya-parken")

    assert said(project)[0] == {
        "Källa": (["https://www.example.se/a"], ["https://www.example.se/b"])
    }


def test_a_renamed_borrower_and_a_merger_show(project):
    borrower = factories.borrower()
    borrower.name = "Kommunen"
    editing.save(borrower, by=factories.signer())
    borrower.merged_into = factories.borrower("Förbundet")
    editing.save(borrower, by=factories.signer())

    assert said(project) == [
        {"Låntagare": (["Kommunen"], ["Förbundet"])},
        {"Låntagare": (["Norrköpings kommun"], ["Kommunen"])},
    ]


# --- The description ----------------------------------------------------------------------


def test_of_a_description_the_paragraphs_that_differ_are_shown_with_marks(project):
    publish(project, description="Noll.\n\nEtt.\n\nTvå ord till.\n\nFyra.")

    assert passages(project) == [("", "[Noll.]"), ("[Två.]", "[Två ord till.]"), ("", "[Fyra.]")]


def test_of_a_long_paragraph_only_the_surroundings_of_a_change_are_shown(project):
    words = " ".join(f"ord{number}" for number in range(300))
    publish(project, description=f"{words} slutet {words}")
    publish(project, description=f"{words} början {words}")

    [(before, after)] = passages(project)
    around = r"… (ord\d+ )+ord299 \[%s\] ord0( ord\d+)+ …"
    assert re.fullmatch(around % "slutet", before)
    assert re.fullmatch(around % "början", after)
    assert 100 < len(before) < 200  # two lines or so, of more than four thousand characters


@pytest.mark.parametrize("words", [["a"], ["a", "b"], [f"ord{number}" for number in range(50)]])
@pytest.mark.parametrize("glue", [[" "], ["\n\n"], [" "] * 99 + ["\n\n"]])
def test_the_work_on_a_page_is_bounded_whatever_was_written(project, monkeypatch, words, glue):
    """At most 200 × 200 items at a time, and a hundred times or so: a tenth of a second in all."""
    compared = []
    honest = comparing.SequenceMatcher

    def counted(junk, old, new):
        compared.append(len(old) * len(new))
        return honest(junk, old, new)

    monkeypatch.setattr(comparing, "SequenceMatcher", counted)
    chance = random.Random(1)
    for number in range(5):
        ends = f"början{number}", f"slut{number}"
        pieces = (word + chance.choice(glue) for word in chance.choices(words, k=8_000))
        text = "".join(pieces)[:31_900].strip()
        publish(project, description="\n\n".join([ends[0], text, ends[1]]))
    shown = history(project).revisions

    assert len(shown) == 5
    assert max(compared) <= differences.MOST_COMPARED**2
    assert len(compared) < 5 + differences.ROOM / differences.EACH + 1


def test_what_has_no_room_on_the_page_is_counted(project, visitor):
    publish(project, description="\n\n".join(f"Stycke {n} " + "x" * 400 for n in range(60)))

    [revision] = history(project).revisions
    shown = len(revision.differences[0].passages)
    assert 0 < shown < 60
    note = f"{60 - shown} ändrade stycken visas inte, för att sidan inte ska bli för lång."
    assert note in text_of(visitor.get("/projekt/parken/andringar/"))
