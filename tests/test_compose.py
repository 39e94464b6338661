"""The compose file holds what Docker Compose demands, and agrees with what is documented."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.compose import complaints, interpolated, variables
from tests.legs import docker_compose

BASE_DIR = Path(__file__).resolve().parent.parent
TEXT = (BASE_DIR / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
EXAMPLE = (BASE_DIR / ".env.example").read_text()


def complaints_of(text: str) -> list[str]:
    return complaints(yaml.safe_load(text), text)


def test_the_file_is_what_compose_demands():
    assert complaints_of(TEXT) == []


MISTAKES = {
    "condition: service_healthy": "condition: service_well",
    "condition: service_completed_successfully": "condition: service_healthy",
    'restart: "no"': "restart: no",
    'test: ["CMD", "pg_isready"': 'test: ["pg_isready"',
    "interval: 5s": "interval: 5 seconds",
    "timeout: 5s": "timeuot: 5s",
    "networks: [frontend, backend]": "networks: [frontend, backhend]",
    "register:/var/lib": "registry:/var/lib",
    "source: caddyfile": "source: caddy",
    "DEBUG: 0": "DEBUG: false",
    '"443:443/udp"': '"443:443/upd"',
    "${SITE_HOST}\n": "$SITE_HOST\n",
    "${POSTGRES_PASSWORD:?Set POSTGRES_PASSWORD in .env}@db": "${POSTGRES_PASSWORD:?}@db",
    "      web:\n        condition": "      wbe:\n        condition",
    "cap_drop: [ALL]": "cap_drop: ALL",
    "  certificates:\n": "  certificates:\n  keys:\n",
    "    image: caddy:2\n": "",
    "stop_grace_period": "stop_graceperiod",
    "\nvolumes:": "\nvolume:",
}


@pytest.mark.parametrize("right", MISTAKES, ids=lambda right: right.strip()[:30])
def test_a_mistake_is_found(right):
    assert TEXT.count(right), "the file has changed: choose another mistake"
    wrong = TEXT.replace(right, MISTAKES[right], 1)

    assert complaints_of(wrong) != []


def test_services_that_wait_for_each_other_are_found():
    services = {
        "one": {"image": "x", "depends_on": {"two": {"condition": "service_started"}}},
        "two": {"image": "x", "depends_on": {"one": {"condition": "service_started"}}},
        "three": {"image": "x", "depends_on": {"one": {"condition": "service_started"}}},
    }

    assert complaints({"services": services}, "") == ["wait for each other: one, three, two"]


def test_what_is_built_and_read_is_there():
    web = COMPOSE["services"]["web"]

    assert (BASE_DIR / web["build"] / "Dockerfile").exists()
    assert web["env_file"] == ".env"
    assert re.search(r"cp \.env\.example \.env", TEXT)


def test_every_variable_is_documented_and_the_required_ones_say_so():
    documented = dict(re.findall(r"((?:^#.*\n)+)^([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    explained = {name: comment for comment, name in documented.items()}
    used = variables(TEXT)

    assert used == {"POSTGRES_PASSWORD": True, "SITE_HOST": True, "WEB_CONCURRENCY": False}
    for name, is_required in used.items():
        assert ("Required by" in explained[name]) == is_required, name


def test_without_a_required_variable_nothing_is_handed_on():
    database = COMPOSE["services"]["web"]["environment"]["DATABASE_URL"]

    assert "secret@db" in interpolated(database, {"POSTGRES_PASSWORD": "secret"})
    with pytest.raises(KeyError):
        interpolated(database, {})
    assert interpolated("${WEB_CONCURRENCY:-2} $$", {}) == "2 $"


# --- What the services promise -------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "migrate"])
def test_a_service_that_goes_on_is_watched_and_restarted(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_the_migration_runs_once_before_the_site():
    assert SERVICES["migrate"]["restart"] == "no"
    assert SERVICES["web"]["depends_on"] == {
        "db": {"condition": "service_healthy"},
        "migrate": {"condition": "service_completed_successfully"},
    }


def test_the_compose_file_does_not_start_without_a_password():
    uses = re.findall(r"\$\{POSTGRES_PASSWORD[^}]*\}", TEXT)
    assert uses
    assert all(use.startswith("${POSTGRES_PASSWORD:?") for use in uses)


def test_only_the_proxy_can_be_reached_from_outside():
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert {name for name in SERVICES if "frontend" in SERVICES[name]["networks"]} == {"proxy"}
    assert COMPOSE["networks"]["backend"]["internal"] is True


def test_the_proxy_hands_on_to_the_site_and_limits_what_is_sent():
    config = SERVICES["proxy"]["configs"][0]
    caddyfile = COMPOSE["configs"][config["source"]]["content"]
    assert config["target"] == "/etc/caddy/Caddyfile"
    assert caddyfile.startswith("${SITE_HOST} {")
    assert "encode zstd gzip" in caddyfile  # pages are several times larger otherwise
    assert "reverse_proxy web:8000" in caddyfile
    assert "max_size 10MB" in caddyfile
    assert SERVICES["web"]["environment"]["TRUSTED_PROXIES"] == 1


# --- What Docker itself says --------------------------------------------------------------


if docker_compose():  # Where it isn't, tests/legs.py says so aloud.

    def test_docker_compose_agrees(tmp_path):
        (tmp_path / ".env").write_text("SITE_HOST=lan.example.se\nPOSTGRES_PASSWORD=0123456789\n")
        shutil.copy(BASE_DIR / "docker-compose.yml", tmp_path)
        done = docker_config(tmp_path)
        assert done.returncode == 0, done.stderr

        (tmp_path / ".env").write_text("SITE_HOST=lan.example.se\n")
        assert "Set POSTGRES_PASSWORD in .env" in docker_config(tmp_path).stderr

    def docker_config(directory: Path) -> subprocess.CompletedProcess:
        command = ["docker", "compose", "config", "--quiet"]
        return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
