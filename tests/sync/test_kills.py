"""kill -9 of either side in the middle of an exchange, again and again: nothing lost, nothing doubled."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest
from helpers.ports import a_port

from sync.clock import SystemClock
from sync.portal import house
from tests.sync.conftest import EveryTick, Pc, an_initiative, open_pc

IS_SOAK = bool(os.environ.get("SANGKIEN_SOAK"))
KILLS = 200 if IS_SOAK else 20
RECORDS, FILE_BYTES = 12, 150_000
"""New before each kill."""

pytestmark = [pytest.mark.timeout(3_600 if IS_SOAK else 300), *([pytest.mark.soak] if IS_SOAK else [])]


class Forge:
    """Programs within milliseconds, each in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0
        program, root = Path(__file__).with_name("forge.py"), Path(__file__).parents[2]
        environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'tests'}"}
        self._process = subprocess.Popen(
            [sys.executable, str(program)], stdin=subprocess.PIPE, text=True, env=environment
        )

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(30)

    def run(self, **order: object) -> Program:
        self._made += 1
        tell = self._folder / f"tell{self._made}"
        os.mkfifo(tell)
        self._process.stdin.write(json.dumps({**order, "tell": str(tell)}) + "\n")
        self._process.stdin.flush()
        return Program(tell.open(encoding="utf-8"))


class Program:
    """One of them: what it says, and its end."""

    def __init__(self, said: IO[str]) -> None:
        self._said = said
        self.id = int(said.readline())

    def hear(self) -> str:
        """The next word; "" once it is gone."""
        return self._said.readline().strip()

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        os.kill(self.id, how)
        while self.hear():
            pass  # what it said before; the end of its words is the end of the process
        self._said.close()


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    with closing(Forge(tmp_path)) as found:
        yield found


class Portal:
    """A portal that is killed and comes again at the same address."""

    def __init__(self, forge: Forge, folder: Path) -> None:
        self._forge = forge
        self._folder = folder
        self._port = a_port()
        house.make(folder, "Cổng", SystemClock(), os.urandom)
        self.program = self.start()

    def start(self) -> Program:
        self.program = self._forge.run(do="serve", folder=str(self._folder), port=self._port)
        self.url = self.program.hear()
        return self.program

    def code(self) -> str:
        with closing(house.open_portal(self._folder, SystemClock(), os.urandom)) as portal:
            return house.enrol_code(portal, "CĐCS A")

    def stats(self) -> dict:
        with closing(house.open_portal(self._folder, SystemClock(), os.urandom)) as portal:
            return house.stats(portal)


@pytest.fixture
def portal(forge: Forge, tmp_path: Path) -> Iterator[Portal]:
    found = Portal(forge, tmp_path / "portal")
    yield found
    found.program.end()


def enter(pc: Pc, chance: random.Random, keep: Path | None = None) -> int:
    """Some records more, one of them with a file; how many."""
    pc.freeze_many(RECORDS)
    content = chance.randbytes(FILE_BYTES)
    if keep is not None:
        (keep / str(len(list(keep.iterdir())))).write_bytes(content)
    pc.freeze(an_initiative("Có tệp"), files=(pc.files.add(content),))
    return RECORDS + 1


def all_is_there(portal: Portal, pc: Pc, records: int, files: int) -> None:
    """Everything once, on both sides, whatever happened on the way."""
    result, stats = pc.send(), portal.stats()
    assert (result.stopped, result.unknown, result.waiting, result.parked) == ("", 0, 0, 0)
    assert stats["records"] == stats["changes"] == stats["complete"] == records == pc.summary().complete
    assert (stats["files"], stats["missing_files"], stats["held"], stats["rejected"]) == (files, 0, 0, 0)


def test_a_portal_killed_in_the_middle_loses_nothing_and_doubles_nothing(portal: Portal, pc: Pc) -> None:
    pc.enrol(portal.url, portal.code())
    chance = random.Random(5)
    pc.clock = EveryTick()
    records = in_the_middle = 0
    for _ in range(KILLS):
        records += enter(pc, chance)
        left = [chance.randint(1, 8)]

        def kill_after(_progress, left=left) -> None:
            left[0] -= 1
            if left[0] == 0:
                portal.program.end()

        in_the_middle += pc.send(progress=kill_after).stopped != ""
        if left[0] > 0:
            portal.program.end()
        portal.start()

    all_is_there(portal, pc, records, KILLS)
    assert in_the_middle > KILLS / 2


def test_a_pc_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path, forge: Forge, portal: Portal) -> None:
    folder, chance = tmp_path / "pc", random.Random(6)
    kept = folder / "files"
    kept.mkdir(parents=True)
    pc = open_pc(folder)
    pc.enrol(portal.url, portal.code())
    records = in_the_middle = 0
    for number in range(KILLS):
        records += enter(pc, chance, kept)
        close(pc)
        sender = forge.run(do="send", folder=str(folder), seed=number + 10)
        heard = [sender.hear() for _ in range(chance.randint(1, 8))]
        in_the_middle += "over" not in heard
        if heard[-1]:
            sender.end()
        pc = reopened(folder, pc, number + 1_000)

    all_is_there(portal, pc, records, KILLS)
    close(pc)
    assert in_the_middle > KILLS / 2


def close(pc: Pc) -> None:
    pc.transport.close()
    pc.database.close()


def reopened(folder: Path, before: Pc, seed: int) -> Pc:
    pc = open_pc(folder, seed=seed)
    pc.files = before.files
    return pc
