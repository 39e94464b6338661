"""The descriptions of the data set: what reads them finds the files to be as they say."""

import csv
import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest

from loans.formats import downloads
from loans.formats.columns import COLUMNS
from tests import factories
from tests.loans.formats.test_columns import publish_all

pytestmark = pytest.mark.django_db

PACKAGES = {"/datapackage.json": "/projekt.csv", "/en/datapackage.json": "/en/projects.csv"}
TABLES = {
    "/projekt.csv-metadata.json": "/projekt.csv",
    "/en/projects.csv-metadata.json": "/en/projects.csv",
}


@pytest.fixture
def several(db):
    publish_all()
    factories.project(title='Komma, "citat"', description="Ett stycke.\n\nEtt till.")


def described(client, path: str) -> dict:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


@pytest.mark.parametrize(("path", "file"), PACKAGES.items())
def test_the_package_names_a_file_beside_it_with_its_size_and_checksum(several, client, path, file):
    [resource] = described(client, path)["resources"]
    data = client.get(file).content

    assert f"{path.rpartition('/')[0]}/{resource['path']}" == file
    assert resource["bytes"] == len(data)
    assert resource["hash"] == f"sha256:{sha256(data).hexdigest()}"
    assert [field["name"] for field in resource["schema"]["fields"]] == next(
        csv.reader(io.StringIO(data.decode()))
    )


def test_of_a_large_register_the_package_says_neither(several, client, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_MEASURED", 1)
    [resource] = described(client, "/datapackage.json")["resources"]

    assert not {"bytes", "hash"} & set(resource)


def test_the_package_says_whose_the_data_are_and_which_version(several, client, settings):
    settings.LENDER_NAME = "Långivaren"
    swedish, english = (described(client, path) for path in PACKAGES)

    assert swedish["title"] == "Öppna lån: projekt som Långivaren finansierar"
    assert swedish["title"] != english["title"]
    assert swedish["licenses"] == [{"path": settings.DATA_LICENCE_URL, "title": "CC0 1.0"}]
    assert swedish["contributors"][0]["title"] == "Långivaren"
    assert int(swedish["version"]) > 0
    assert swedish["homepage"] == "https://lan.example.se/projekt/"


READERS = {
    "string": str,
    "anyURI": str,
    "integer": int,
    "decimal": Decimal,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}


@pytest.mark.parametrize(("path", "file"), TABLES.items())
def test_every_cell_is_of_the_type_that_csv_on_the_web_is_told(several, client, path, file):
    told = described(client, path)
    columns = told["tableSchema"]["columns"]
    header, *rows = csv.reader(io.StringIO(client.get(file).content.decode(), newline=""))

    assert f"{path.rpartition('/')[0]}/{told['url']}" == file
    assert [column["titles"] for column in columns] == header
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            values = cell.split(column["separator"]) if "separator" in column else [cell]
            assert cell or not column.get("required"), column["name"]
            assert [READERS[column["datatype"]](value) for value in values if cell] or not cell
    assert {"separator" in column for column in columns} == {True, False}


@pytest.mark.parametrize("path", [*PACKAGES, *TABLES])
def test_a_description_that_holds_is_not_sent_again(
    several, client, path, django_assert_num_queries
):
    etag = client.get(path).headers["ETag"]
    with django_assert_num_queries(1):
        again = client.get(path, headers={"If-None-Match": etag})
    factories.project()

    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("path", [*PACKAGES, *TABLES])
def test_every_column_is_described_in_the_page_s_language(several, client, path):
    said = described(client, path)
    told = json.dumps(said, ensure_ascii=False)
    assert told.count('"reference"') >= 2
    assert ("Låntagare" in told) != path.startswith("/en/")
    assert ("Loan amount" in told) == path.startswith("/en/")
    words = "Municipality" if path.startswith("/en/") else "Kommun"
    assert f" municipality = {words}; region = Region." in told
    assert len(COLUMNS) == len(
        said["resources"][0]["schema"]["fields"] if "resources" in said
        else said["tableSchema"]["columns"]
    )  # fmt: skip


# --- As others read it --------------------------------------------------------------------


@pytest.fixture
def folder(several, client, tmp_path):
    """A package and its file, side by side as somebody has downloaded them."""

    def saved(path: str, file: str, data: bytes | None = None):
        there = tmp_path / "datapackage.json"
        there.write_bytes(client.get(path).content)
        content = client.get(file).content if data is None else data
        (tmp_path / file.rpartition("/")[2]).write_bytes(content)
        return there

    return saved


def faults(package) -> list:
    """What frictionless finds wrong, in its own process: it changes how warnings are told."""
    asked = [sys.executable, "-m", "frictionless", "validate", "--json", str(package)]
    done = subprocess.run(asked, capture_output=True, text=True, cwd=package.parent)
    report = json.loads(done.stdout)
    tasks = report["tasks"]
    assert report["valid"] == (done.returncode == 0)
    assert report["stats"]["tasks"] == 1
    return [error["type"] for error in [*report["errors"], *tasks[0]["errors"]]]


@pytest.mark.parametrize(("path", "file"), PACKAGES.items())
def test_frictionless_validates_the_package_and_its_file(folder, path, file):
    assert faults(folder(path, file)) == []


def test_frictionless_would_find_a_file_that_is_another(folder, client):
    data = client.get("/projekt.csv").content.replace(b"12345678", b"tolv")

    assert {"byte-count", "hash-count", "type-error"} <= {
        *faults(folder("/datapackage.json", "/projekt.csv", data))
    }
