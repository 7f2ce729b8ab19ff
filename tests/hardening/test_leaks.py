"""Nothing that was planted can be read in the data folder, the temporary folder or the logs, alive or dead."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import zstandard
from helpers.builders import PASSPHRASE, a_folder
from helpers.leaks import Leak, leaks
from helpers.planted import Planted

from desktop import clear
from desktop.documents.drawing.own import sheet_of
from desktop.documents.pdf import Engine, available, to_pdf
from desktop.services import folders

ROOT = Path(__file__).parents[2]
WORD = "Vương Quốc Khuê"
PLANTED = Planted.made()


def a_sqlite(path: Path) -> bytes:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE person (name TEXT)")
    connection.execute("INSERT INTO person VALUES (?)", (WORD,))
    connection.commit()
    connection.close()
    data = path.read_bytes()
    path.unlink()
    return data


def zipped(name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as packed:
        packed.writestr(name, data)
    return out.getvalue()


def a_pdf(folder: Path) -> bytes:
    out = folder / "paper.pdf"
    to_pdf(sheet_of("Giấy thử", (f"Tác giả: {WORD}",)), out, engines=(Engine.BUILT_IN,))
    data = out.read_bytes()
    out.unlink()
    return data


def ten_ways(folder: Path) -> dict[str, bytes]:
    """The same name, hidden as a careless program hides it."""
    noise = Random(1).randbytes(999)
    return {
        "plain": noise + WORD.encode() + noise,
        "decomposed, other case": unicodedata.normalize("NFD", WORD.upper()).encode(),
        "utf-16-le at an odd place": b"x" + WORD.encode("utf-16-le"),
        "utf-16-be": WORD.encode("utf-16-be"),
        "json escapes": json.dumps({"name": WORD}).encode(),
        "docx": zipped("word/document.xml", f"<w:t>{WORD}</w:t>".encode()),
        "gzip of a log": gzip.compress(f"INFO {WORD}\n".encode()),
        "zstd amid other bytes": noise + zstandard.ZstdCompressor().compress(WORD.encode() * 5),
        "sqlite in a zip": zipped("a.db", a_sqlite(folder / "a.db")),
        "pdf": a_pdf(folder),
    }


def test_each_of_ten_planted_leaks_is_found(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    for way, data in ten_ways(tmp_path).items():
        (place / "found").write_bytes(data)
        found = leaks([place], PLANTED.words)
        assert {leak.word for leak in found} == {WORD}, way
    (place / "found").write_bytes(Random(2).randbytes(200_000))
    assert leaks([place], PLANTED.words) == []
    (place / "found").rename(place / f"{WORD}.bin")
    assert leaks([place], PLANTED.words) == [Leak(WORD, f"name of place/{WORD}.bin")]


class Worker:
    """A program that works with planted words, its temporary files and logs in places of their own."""

    def __init__(self, root: Path, engine: str) -> None:
        self.folder, self.temporary, self.logs = root / "so", root / "tạm", root / "logs"
        self.temporary.mkdir()
        self._root = root
        places = {
            **os.environ,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}",
            **{name: str(self.temporary) for name in ("TMPDIR", "TMP", "TEMP")},
            "HOME": str(root / "nhà"),
            "XDG_CONFIG_HOME": str(root / "nhà"),
            "XDG_CACHE_HOME": str(root / "nhà"),
        }
        command = [sys.executable, str(ROOT / "tests" / "hardening" / "victims.py")]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=places
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(
            json.dumps(["handle_people", str(self.folder), str(self.logs), engine]) + "\n"
        )
        self._process.stdin.flush()
        assert self.hear("begun")
        self._child = int(self._last.split()[1])

    def hear(self, word: str) -> str:
        """Wait until it says this."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._last = line.strip()
            if self._last.startswith(word):
                return self._last
            assert not self._last.startswith("gone"), self._last
        raise AssertionError(f"it ended before it said {word}")

    def end(self) -> None:
        (self._root / "stop").touch()
        self._process.communicate(timeout=120)

    def kill(self) -> None:
        os.kill(self._child, signal.SIGKILL)
        self._process.communicate(timeout=120)

    def readable(self) -> list[Leak]:
        """What of the fifty can be read where the program writes."""
        places = [self.folder, self.temporary, self.logs, self._root / "nhà"]
        return leaks([place for place in places if place.exists()], PLANTED.words)


@pytest.fixture(params=[engine.value for engine in available()])
def worker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Worker]:
    a_folder(tmp_path / "so").desk.close()
    yield Worker(tmp_path, request.param)
    shutil.rmtree(tmp_path / "so", ignore_errors=True)


def test_none_of_fifty_can_be_read_while_it_runs_and_after_it_ended(worker: Worker) -> None:
    assert len(PLANTED.words) == 50
    worker.hear("rendered")
    assert worker.readable() == []
    worker.end()
    assert (worker.logs / "sangkien.log").stat().st_size > 1_000
    assert worker.readable() == []


def test_none_of_fifty_can_be_read_after_a_sudden_death_in_mid_render(worker: Worker) -> None:
    if clear.in_memory() is None:
        pytest.skip("no disk in memory: papers in clear lie in the data folder until the next opening")
    worker.hear("rendered")
    time.sleep(0.4)
    worker.kill()
    assert worker.readable() == []
    left = list(Path("/dev/shm").glob(f"sangkien-clear-{worker._child}-*"))
    folders.sign_in(worker.folder, PASSPHRASE).close()
    assert not [path for path in left if path.exists()]
    assert worker.readable() == []
