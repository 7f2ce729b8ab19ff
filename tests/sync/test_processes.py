"""Whole programs: the portal's command line, two senders on one folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sync.cli import main
from sync.clock import SystemClock
from sync.portal import house
from tests.sync.conftest import open_pc

PORTAL = [sys.executable, "-m", "sync"]
SENDER = """
import sys, os, pathlib
sys.path.insert(0, {root!r})
from tests.sync.conftest import open_pc
pc = open_pc(pathlib.Path({folder!r}), seed=int(sys.argv[1]))
for content in pathlib.Path({folder!r}, "files").iterdir():
    pc.files.add(content.read_bytes())
print("go", flush=True)
print(pc.send().complete, flush=True)
"""


class Process:
    """A portal in a process of its own, that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.started: subprocess.Popen[str] | None = None

    def start(self) -> str:
        arguments = [*PORTAL, "serve", "--data", str(self.folder), "--port", str(self.port)]
        self.started = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        word, url = self.started.stdout.readline().split()
        assert word == "ready"
        self.port = int(url.rpartition(":")[2])
        return url

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.started.send_signal(how)
        self.started.stdout.close()
        return self.started.wait(120)

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        name, *rest = arguments
        return subprocess.run(
            [*PORTAL, name, "--data", str(self.folder), *rest],
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    def stats(self) -> dict:
        with self._opened() as portal:
            return house.stats(portal)

    def code(self) -> str:
        with self._opened() as portal:
            return house.enrol_code(portal, "CĐCS A")

    @contextmanager
    def _opened(self) -> Iterator[house.Portal]:
        """The folder as a second program sees it, beside the one that serves."""
        portal = house.open_portal(self.folder, SystemClock(), os.urandom)
        try:
            yield portal
        finally:
            portal.close()


@pytest.fixture
def portal(tmp_path):
    process = Process(tmp_path / "portal")
    assert main(["init", "--data", str(process.folder), "--name", "Cổng thử"]) == 0
    yield process
    if process.started is not None and process.started.poll() is None:
        process.stop(signal.SIGKILL)


def test_the_portals_life_from_the_command_line(tmp_path, portal, pc):
    url = portal.start()
    code = portal.ask("enrol-code", "--unit", "CĐCS A").stdout.strip()
    assert pc.enrol(url, code).portal_name == "Cổng thử"
    item = pc.freeze()
    pc.send()

    folder = str(portal.folder)
    assert main(["review", "--data", folder, item.record, "--return", "Thiếu số", "--field", "benefit"]) == 0
    assert pc.send().returned == 1
    stats = json.loads(portal.ask("stats", "--json").stdout)
    assert {name: stats[name] for name in ("records", "changes", "files", "missing_files", "by_status")} == {
        "records": 1, "changes": 1, "files": 0, "missing_files": 0, "by_status": {"returned": 1},
    }  # fmt: skip
    assert main(["export", "--data", folder, "--out", str(tmp_path / "out.jsonl")]) == 0
    exported = [
        json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [(row["record"], row["status"], row["unit_name"]) for row in exported] == [
        (item.record, "returned", "CĐCS A")
    ]
    assert portal.stop() in {0, -signal.SIGTERM}


def test_the_command_line_speaks_vietnamese_and_says_what_is_wrong(tmp_path, capsys):
    nowhere = str(tmp_path / "none")

    assert main(["stats", "--data", nowhere]) == 1
    assert "Không có cổng nào trong" in capsys.readouterr().err
    assert main(["--lang", "en", "stats", "--data", nowhere]) == 1
    assert "There is no portal in" in capsys.readouterr().err
    for arguments, code in (
        (["--help"], 0),
        (["stats"], 2),
        (["burn"], 2),
        (["review", "--data", nowhere, "x"], 2),
    ):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == code
    assert "Cách dùng: sangkien-portal" in capsys.readouterr().out


def test_every_word_of_the_command_line_is_in_both_languages():
    import string

    from sync.cli_words import WORDS

    def names(words: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(words)} - {None}

    assert all(all(pair) and names(pair[0]) == names(pair[1]) for pair in WORDS.values())


def test_orders_on_a_portal_that_cannot_be_done(tmp_path, portal, capsys):
    folder = str(portal.folder)

    assert main(["init", "--data", folder]) == 1
    assert main(["review", "--data", folder, "x", "--approve"]) == 1
    assert main(["review", "--data", folder, "x", "--return", " "]) == 1
    said = capsys.readouterr().err
    assert [part in said for part in ("đã có một cổng", "không có hồ sơ x", "phải nêu lý do")] == [True] * 3
    (portal.folder / "portal.key").write_bytes(
        (portal.folder / "portal.key").read_bytes().replace(b'"database_key":"', b'"database_key":"00')[:-3]
        + b'"}'
    )
    assert main(["stats", "--data", folder]) == 1
    assert "portal.key" in capsys.readouterr().err


def _sender(folder: Path, seed: int) -> subprocess.Popen[str]:
    program = SENDER.format(root=str(Path.cwd()), folder=str(folder))
    return subprocess.Popen([sys.executable, "-c", program, str(seed)], stdout=subprocess.PIPE, text=True)


def test_two_programs_on_one_folder_double_nothing(tmp_path, portal):
    folder, url = tmp_path / "pc", portal.start()
    (folder / "files").mkdir(parents=True)
    pc = open_pc(folder)
    pc.enrol(url, portal.code())
    pc.freeze_many(150)
    pc.transport.close()
    pc.database.close()

    senders = [_sender(folder, 20 + number) for number in range(2)]
    said = [sender.communicate(timeout=240)[0] for sender in senders]

    assert all(text.startswith("go") for text in said)
    stats = portal.stats()
    assert stats["records"] == stats["changes"] == 150
    pc = open_pc(folder)
    result = pc.send()
    assert (result.stopped, pc.summary().complete) == ("", 150)
    pc.transport.close()
    pc.database.close()
    portal.stop()
