"""The program is killed in the middle of saving: each record is the old one or the new one, never a half."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from helpers import orders
from helpers.builders import PASSPHRASE, a_clock, a_folder
from sqlalchemy import text

from desktop.services import folders, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery

ROOT = Path(__file__).parents[2]
KILLS = 20


def killed_while_saving(folder: Path, seconds: float) -> int:
    """Run a program that saves for ever, kill it; gives the last number that it said was saved (0: none)."""
    command = [
        sys.executable,
        str(ROOT / "tests" / "helpers" / "second_program.py"),
        "save",
        str(folder),
        PASSPHRASE,
    ]
    places = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=places) as other:
        assert other.stdout is not None
        said = [other.stdout.readline()]  # it has begun
        try:
            other.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            other.kill()
        said += other.stdout.read().splitlines()
    return int([line for line in said if line.strip().isdecimal()][-1])


def demand_whole(desk: Desk, told: int, seen: set[str]) -> None:
    with desk.database.read() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        assert not session.execute(text("PRAGMA foreign_key_check")).all()
    assert desk.look(orders.broken_at) is None
    rows = desk.look(initiatives.page, ListQuery(limit=1_000)).rows
    new = [line.row for line in rows if line.row.id not in seen]
    assert len(new) == 1
    value = desk.look(initiatives.get, new[0].id)
    number = int(value.title.removeprefix("Bản "))
    assert number in (told, told + 1)  # what was said to be saved is saved
    assert value.summary == f"Nội dung {number}"
    assert value.public_title == f"Công khai {number}"
    assert [author.name for author in value.authors] == [
        f"Tác giả {number} {place}" for place in range(number % 3 + 1)
    ]
    assert desk.look(initiatives.ids, ListQuery(search=f"noi dung {number}")).count(value.id) == 1
    seen.add(value.id)


@pytest.mark.parametrize(
    "kills", [KILLS, pytest.param(500, marks=[pytest.mark.soak, pytest.mark.timeout(7_200)])]
)
def test_a_kill_at_any_moment_leaves_old_or_new(tmp_path: Path, kills: int) -> None:
    folder = tmp_path / "so"
    a_folder(folder).desk.close()
    moments = Random(1979)
    seen: set[str] = set()
    for _ in range(kills):
        told = killed_while_saving(folder, moments.uniform(0.0, 0.25))
        desk = folders.sign_in(folder, PASSPHRASE, clock=a_clock())
        try:
            demand_whole(desk, told, seen)
        finally:
            desk.close()
