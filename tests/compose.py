"""What Docker Compose demands of a file, as far as it can be told without it.

From the Compose specification; only of the parts that our file uses, and anything else is a
complaint, so that a new part is looked at.
"""

import re
from collections.abc import Iterator

TOP_LEVEL = {"name", "services", "networks", "volumes", "configs"}
SERVICE = {
    *("image", "build", "env_file", "environment", "command", "user", "restart", "ports"),
    *("volumes", "networks", "configs", "tmpfs", "read_only", "cap_drop", "cap_add"),
    *("security_opt", "healthcheck", "depends_on", "stop_grace_period"),
}
HEALTHCHECK = {"test", "interval", "timeout", "retries", "start_period", "disable"}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
RESTARTS = {"no", "always", "on-failure", "unless-stopped"}
LISTS = ("ports", "volumes", "networks", "tmpfs", "cap_drop", "cap_add", "security_opt")

DURATION = re.compile(r"(\d+(us|ms|s|m|h))+")
PORT = re.compile(r"(\d{1,5}:)?\d{1,5}(/(tcp|udp))?")
# ${NAME}, ${NAME:-default}, ${NAME:?what to do}; a lone dollar sign is written twice.
REFERENCE = re.compile(r"\$(\$|\{(?P<name>[A-Z_]+)(:-[^}]*|:\?[^}]+)?\})")


def complaints(compose: dict, text: str) -> list[str]:
    """What is wrong with a file, read and as written; empty where Compose would take it."""
    found = [f"{key}: not known at the top" for key in compose if not _is_known(key)]
    for name, service in compose["services"].items():
        found += [f"{name}: {fault}" for fault in _of_service(service, compose)]
    return found + list(_unused(compose)) + list(_of_dollars(text)) + list(_circles(compose))


def _is_known(key: str) -> bool:
    return key in TOP_LEVEL or key.startswith("x-")


def _of_service(service: dict, compose: dict) -> Iterator[str]:
    yield from (f"{key} is not known" for key in service if key not in SERVICE)
    if not {"image", "build"} & set(service):
        yield "says nothing of where its image comes from"
    if service.get("restart", "no") not in RESTARTS:
        yield f"restart is {service['restart']!r}"
    for key in LISTS:
        value = service.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            yield f"{key} is no list of strings"
    for name, value in service.get("environment", {}).items():
        if isinstance(value, bool) or not isinstance(value, str | int | float | None):
            yield f"{name} is {value!r}: write a string or a number"
    for port in service.get("ports", []):
        if not PORT.fullmatch(port):
            yield f"{port} is no port"
    yield from _of_healthcheck(service.get("healthcheck", {}))
    yield from _of_references(service, compose)
    yield from _of_dependencies(service, compose["services"])


def _of_healthcheck(check: dict) -> Iterator[str]:
    yield from (f"healthcheck has {key}" for key in check if key not in HEALTHCHECK)
    test = check.get("test")
    if check and not check.get("disable") and (not test or test[0] not in {"CMD", "CMD-SHELL"}):
        yield "healthcheck has no test that begins with CMD or CMD-SHELL"
    for key in ("interval", "timeout", "start_period"):
        if key in check and not DURATION.fullmatch(str(check[key])):
            yield f"{key} is {check[key]!r}, no duration such as 30s"


def _of_references(service: dict, compose: dict) -> Iterator[str]:
    for kind, name in references(service):
        if name not in (compose.get(kind) or {}):
            yield f"{name} is not among the {kind}"


def references(service: dict) -> Iterator[tuple[str, str]]:
    """The networks, named volumes and configs that a service uses, as (kind, name)."""
    yield from (("networks", name) for name in service.get("networks", []))
    yield from (("configs", config["source"]) for config in service.get("configs", []))
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        if not source.startswith((".", "/", "~")):
            yield "volumes", source


def _of_dependencies(service: dict, services: dict) -> Iterator[str]:
    for name, how in service.get("depends_on", {}).items():
        other, condition = services.get(name), how.get("condition")
        if other is None:
            yield f"depends on {name}, which is no service"
        elif condition not in CONDITIONS:
            yield f"waits until {name} is {condition!r}"
        elif condition == "service_healthy" and not other.get("healthcheck", {}).get("test"):
            yield f"waits until {name} is healthy, which nothing tells"
        elif condition == "service_completed_successfully" and other.get("restart") != "no":
            yield f"waits until {name} ends, which is started again and again"


def _circles(compose: dict) -> Iterator[str]:
    """Services that wait for each other."""
    waits = {n: set(s.get("depends_on", {})) for n, s in compose["services"].items()}
    while ready := {name for name, others in waits.items() if not others & set(waits)}:
        waits = {name: others for name, others in waits.items() if name not in ready}
    if waits:
        yield f"wait for each other: {', '.join(sorted(waits))}"


def _unused(compose: dict) -> Iterator[str]:
    used = {pair for service in compose["services"].values() for pair in references(service)}
    for kind in ("networks", "volumes", "configs"):
        for name in compose.get(kind) or {}:
            if (kind, name) not in used:
                yield f"{name} among the {kind} is used by nobody"


def _of_dollars(text: str) -> Iterator[str]:
    for line in text.splitlines():
        without_comment = "" if line.lstrip().startswith("#") else line
        rest = REFERENCE.sub("", without_comment)
        if "$" in rest:
            yield f"a $ that Compose can't read: {line.strip()}"


def variables(text: str) -> dict[str, bool]:
    """The names that the file takes from outside → whether each is required everywhere."""
    found: dict[str, bool] = {}
    for match in REFERENCE.finditer(text):
        if name := match["name"]:
            found[name] = found.get(name, False) or ":?" in match[0]
    return found


def interpolated(value, given: dict[str, str]) -> str:
    """A value as Compose hands it on, with what `.env` says. KeyError for what is required."""

    def replace(match: re.Match) -> str:
        if match[1] == "$":
            return "$"
        default = match[3] or ""
        if not given.get(match["name"]) and not default.startswith(":-"):
            raise KeyError(match["name"])
        return given.get(match["name"]) or default.removeprefix(":-")

    return REFERENCE.sub(replace, str(value))
