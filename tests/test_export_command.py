"""The command that lets projects out: the bytes of the site, and what it says when it can't."""

import io
import json
import os
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import call_command

from loans import editing
from loans.formats import table
from tests import factories
from tests.loans.kinds import publish_one

pytestmark = pytest.mark.django_db

PATHS = {"sv": "/projekt", "en": "/en/projects"}


@pytest.fixture
def register(db):
    publish_one()
    factories.project(title="Något annat")


class Terminal(io.TextIOWrapper):
    """A standard output that keeps its bytes."""

    def __init__(self):
        super().__init__(io.BytesIO(), encoding="utf-8")

    @property
    def written(self) -> bytes:
        return self.buffer.getvalue()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("each", table.FORMATS, ids=lambda each: each.name)
def test_the_file_is_the_site_s_to_the_byte(register, client, tmp_path, each, language):
    file = tmp_path / "ut"
    query = "category=category&sort=title&page=7"
    options = ["--format", each.suffix, "--language", language, "--output", str(file)]
    options += ["--dialect", each.dialect] if each.dialect else []
    call_command("export_projects", query, *options)
    dialect = f"&dialect={each.dialect}" if each.dialect else ""
    there = client.get(f"{PATHS[language]}.{each.suffix}?{query}{dialect}")

    assert file.read_bytes() == there.content
    assert [path.name for path in tmp_path.iterdir()] == ["ut"]


def test_without_a_file_it_is_written_to_standard_output(register, client):
    out = Terminal()
    call_command("export_projects", "--format", "json", stdout=out)

    assert out.written == client.get("/projekt.json").content
    assert len(json.loads(out.written)["projects"]) == 2


def test_the_question_mark_may_stand_before_the_query(register):
    out = Terminal()
    call_command("export_projects", "?category=category", "--format", "json", stdout=out)

    assert len(json.loads(out.written)["projects"]) == 1


def test_a_borrower_that_became_part_of_another_is_followed_as_the_site_does(client, tmp_path):
    heir = publish_one().borrower
    old = factories.borrower(name="Gamla bolaget", slug="gamla")
    factories.project(borrower=old)
    old.merged_into = heir
    editing.save(old, by=factories.signer())
    file = tmp_path / "ut"
    call_command(
        *("export_projects", "borrower=gamla&sort=title", "--format", "json", "--output", str(file))
    )

    there = client.get("/projekt.json?borrower=gamla&sort=title", follow=True)
    assert file.read_bytes() == there.content
    assert len(json.loads(there.content)["projects"]) == 2


@pytest.mark.parametrize(
    ("query", "language", "told"),
    [
        ("category=finns-inte", "sv", "category: Det finns inget publicerat projekt med värdet"),
        ("category=finns-inte", "en", "category: No published project has the value"),
        ("&".join(["goal=x"] * 60), "sv", "Högst 50 filter på en gång."),
        ("q=\x00", "sv", "characters that can't be shown"),
    ],
)
def test_a_wrong_query_could_not_run(register, run, tmp_path, query, language, told):
    file = tmp_path / "ut.csv"
    options = ("--format", "csv", "--language", language, "--output", file)
    status, out, err = run("export_projects", query, *options)

    assert (status, out) == (2, "")
    assert told in err
    assert not file.exists()


def test_more_projects_than_a_format_holds_could_not_run(register, run, monkeypatch):
    few = [each._replace(most_rows=1) for each in table.FORMATS]
    monkeypatch.setattr(table, "FORMATS", few)
    status, out, err = run("export_projects", "--format", "xlsx")

    assert (status, out) == (2, "")
    assert "The format holds 1 projects, and the query selects 2" in err


def test_a_file_that_can_not_be_written_could_not_run(register, run, tmp_path):
    (tmp_path / "file").touch()
    for folder, reason in (("no", "No such file or directory"), ("file", "Not a directory")):
        file = tmp_path / folder / "x"
        status, _, err = run("export_projects", "--format", "csv", "--output", file)

        assert status == 2
        assert f"can't be written: {reason}." in err


def test_a_file_that_fails_half_way_leaves_the_one_that_was_there(register, tmp_path, monkeypatch):
    file = tmp_path / "ut.csv"
    file.write_text("gammal")

    def fail(self, extract):
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(table.Format, "blocks", fail)
    with pytest.raises(SystemExit):
        call_command("export_projects", "--format", "csv", "--output", str(file))

    assert file.read_text() == "gammal"
    assert list(Path(tmp_path).iterdir()) == [file]


def test_two_runs_at_once_write_a_whole_file_each(register, client, tmp_path, monkeypatch):
    file = tmp_path / "ut.csv"
    honest = table.Format.blocks

    def overtaken(self, extract):
        yield from honest(self, extract)
        monkeypatch.setattr(table.Format, "blocks", honest)
        call_command("export_projects", "--format", "json", "--output", str(file))
        assert json.loads(file.read_bytes())

    monkeypatch.setattr(table.Format, "blocks", overtaken)
    call_command("export_projects", "--format", "csv", "--output", str(file))

    assert file.read_bytes() == client.get("/projekt.csv").content
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_is_followed_and_the_rights_of_the_file_are_kept(register, client, tmp_path):
    target, link = tmp_path / "mal.csv", tmp_path / "lank"
    target.touch(mode=0o640)
    link.symlink_to(target)
    call_command("export_projects", "--format", "csv", "--output", str(link))

    assert link.is_symlink()
    assert target.read_bytes() == client.get("/projekt.csv").content
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_pipe_gets_the_file_as_it_is_made(register, client, tmp_path):
    pipe = tmp_path / "ror"
    os.mkfifo(pipe)
    read = []
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    call_command("export_projects", "--format", "csv", "--output", str(pipe))
    reader.join()

    assert read == [client.get("/projekt.csv").content]
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("output", "told"),
    [
        (".", ". is a folder: name a file in it."),
        ("/", "/ is a folder: name a file in it."),
        ("", ". is a folder: name a file in it."),
        ("/dev/full", "/dev/full can't be written: No space left on device."),
    ],
)
def test_what_can_hold_no_file_could_not_run(register, run, output, told):
    assert run("export_projects", "--format", "csv", "--output", output) == (2, "", f"{told}\n")


def refused(out, capsys) -> tuple[int, str]:
    """The exit status and what is said, of standard output that takes no more."""
    with pytest.raises(SystemExit) as end:
        call_command("export_projects", "--format", "csv", stdout=out)
    return end.value.code, capsys.readouterr().err


def test_a_reader_who_has_gone_is_left_without_a_word(register, capsys):
    reading, writing = os.pipe()
    os.close(reading)
    # Closing writes once more, as the end of the process does.
    with os.fdopen(writing, "w") as out:
        assert refused(out, capsys) == (141, "")


def test_standard_output_that_is_full_could_not_run(register, capsys):
    with Path("/dev/full").open("w") as out:
        told = "Standard output can't be written: No space left on device.\n"
        assert refused(out, capsys) == (2, told)


def test_standard_output_that_is_closed_could_not_run(register, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout", None)
    told = "Standard output can't be written: it is closed.\n"

    assert refused(None, capsys) == (2, told)
