"""A throw-away PostgreSQL cluster for the tests, made from the server's own binaries."""

import contextlib
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

OLDEST = 15

# Nobody else can reach it and nobody misses it: a socket in place of TCP, no waiting for disks.
CONFIGURATION = """
listen_addresses = ''
unix_socket_directories = '{directory}'
fsync = off
synchronous_commit = off
full_page_writes = off
"""


class NoPostgreSQLError(Exception):
    """What to install, so that a cluster can be made."""


def newest_binaries() -> Path:
    """The directory with the newest `initdb` that is new enough."""
    candidates = [*Path("/usr/lib/postgresql").glob("*/bin")]
    if found := shutil.which("initdb"):
        candidates.append(Path(found).resolve().parent)
    versions = {release(directory): directory for directory in candidates}
    newest = max(versions, default=0)
    if newest < OLDEST:
        raise NoPostgreSQLError(
            f"install PostgreSQL {OLDEST} or newer (on Debian: apt-get install postgresql), "
            "or name a server in DATABASE_URL,"
        )
    return versions[newest]


def release(directory: Path) -> int:
    """The major version of the server in `directory`; 0 if there is none."""
    programs = [directory / name for name in ("initdb", "pg_ctl", "postgres")]
    if not all(os.access(program, os.X_OK) for program in programs):
        return 0
    said = subprocess.run([programs[-1], "--version"], capture_output=True, text=True, check=True)
    return int(re.search(r"\) (\d+)", said.stdout)[1])


def unprivileged() -> dict:
    """For subprocess: the user to run as, because the server refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            person = pwd.getpwnam(name)
            return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise NoPostgreSQLError("add a user named postgres or nobody")


@contextlib.contextmanager
def cluster():
    """Starts a server, gives its DATABASE_URL, and stops and removes it whatever happens."""
    binaries, person = newest_binaries(), unprivileged()
    # Not in $TMPDIR, which can be too deep: a socket's path has at most 107 bytes.
    directory = Path(tempfile.mkdtemp(prefix="lan-pg-", dir="/tmp"))
    try:
        if person:
            os.chown(directory, person["user"], person["group"])
        server = Server(binaries, directory, person)
        server.create()
        try:
            server.start()
            yield f"postgres://postgres@{quote(str(directory), safe='')}/lan"
        finally:
            server.stop()
    finally:
        shutil.rmtree(directory, ignore_errors=True)


class Server:
    """A cluster in `directory`, run by `person` with the programs in `binaries`."""

    def __init__(self, binaries: Path, directory: Path, person: dict):
        self.binaries, self.directory, self.person = binaries, directory, person
        self.data, self.log = directory / "data", directory / "server.log"
        # The developer's PGPORT and the like would move the socket.
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}

    def create(self):
        self.run("initdb", "--encoding=UTF8", "--locale=C", "--username=postgres", "--auth=trust")
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(CONFIGURATION.format(directory=self.directory))

    def start(self):
        self.run("pg_ctl", "start", "--wait", "--silent")

    def stop(self):
        """Stops at once: nothing in it is worth keeping."""
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")

    def run(self, program: str, *arguments: str):
        """Runs `program`, which writes to a file, because a server that starts keeps what it is
        given as output, and a pipe would never end."""
        command = [self.binaries / program, "-D", self.data, *arguments]
        with self.log.open("a") as log:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.directory,
                env=self.environment,
                check=False,
                **self.person,
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{self.log.read_text()}")
