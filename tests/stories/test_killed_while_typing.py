"""The power goes at any moment of typing and saving: two seconds of it are lost at most, and never half a record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
from helpers.builders import PASSPHRASE
from sqlalchemy import text

from desktop.domain.initiative import Initiative
from desktop.services import audit, drafts, folders, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery

HERE = Path(__file__).parent
MOST_LOST = 2_000 // 15
"""Keys: two seconds of a hand that presses one each fifteen milliseconds."""


@dataclass(frozen=True)
class Killed:
    """What a clerk had typed, key by key, until the end came."""

    notes: list[dict[str, Any]]

    @property
    def kept_at_least(self) -> dict[str, Any]:
        """What stood there two seconds of typing before the end; the blank form where nothing had to be kept yet."""
        return self.notes[max(0, len(self.notes) - 1 - MOST_LOST)]


@dataclass(frozen=True)
class Left:
    """What was found afterwards."""

    stored: list[Initiative]
    drafts: list[Initiative]


def ended(room: Path) -> Killed:
    lines = (room / "notes.jsonl").read_text(encoding="utf-8").splitlines()
    return Killed([json.loads(line) for line in lines])


def look_in(desk: Desk) -> Left:
    with desk.database.read() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    assert audit.verify(desk).is_well
    rows = desk.look(initiatives.page, ListQuery(descending=False, limit=1_000)).rows
    bodies = [json.loads(draft.body)["initiative"] for draft in desk.look(drafts.find)]
    return Left(
        [desk.look(initiatives.get, item.row.id) for item in rows],
        [msgspec.convert(body, Initiative, strict=False) for body in bodies],
    )


def holds(value: Initiative, typed: dict[str, Any]) -> bool:
    """Whether a form holds at least what had been typed of it."""
    author = value.authors[0].name if value.authors else ""
    return (
        value.title.startswith(typed["title"].strip())
        and author.startswith(typed["author"].strip())
        and value.workshop.startswith(typed["workshop"].strip())
    )


def look_over(room: Path) -> tuple[int, int]:
    """How many forms were stored and kept as drafts; fails where something is missing or half there."""
    killed = ended(room)
    desk = folders.sign_in(room / "data", PASSPHRASE)
    try:
        left = look_in(desk)
    finally:
        desk.close()
    handed = {note["form"]: note for note in killed.notes if note.get("handed")}
    whole = {(note["title"], note["author"], note["workshop"]) for note in handed.values()}
    for value in left.stored:  # each as it was handed over, to the last letter
        assert (value.title, value.authors[0].name, value.workshop) in whole
        assert len(value.authors) == 1 and value.authors[0].share == 10_000 and value.number
    assert len({value.title for value in left.stored}) == len(left.stored)
    kept = killed.kept_at_least
    for form, note in handed.items():
        if form < kept["form"] or (form == kept["form"] and kept.get("handed")):
            assert any(holds(value, note) for value in (*left.stored, *left.drafts)), note
    if kept["form"] and not kept.get("handed") and len(kept["title"].strip()) > 0:
        assert any(holds(value, kept) for value in (*left.stored, *left.drafts)), kept
    return len(left.stored), len(left.drafts)


def killed_at_random(out: Path, first: int, count: int) -> None:
    ran = subprocess.run(
        [sys.executable, str(HERE / "typist.py"), str(out), str(first), str(count)],
        env=os.environ
        | {"PYTHONPATH": f"{HERE.parents[1]}{os.pathsep}{HERE.parent}", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60 + 20 * count,
    )
    assert ran.returncode == 0, ran.stderr[-3_000:]
    found = {room.name: look_over(room) for room in sorted(out.iterdir())}
    assert len(found) == count
    assert sum(stored for stored, _ in found.values()) > count // 5, found  # saving was under way
    assert sum(kept for _, kept in found.values()) > count // 5, found  # so was typing


def test_twenty_power_cuts(tmp_path: Path) -> None:
    killed_at_random(tmp_path, 1, 20)


@pytest.mark.soak
@pytest.mark.timeout(4_000)
def test_two_hundred_power_cuts(tmp_path: Path) -> None:
    killed_at_random(tmp_path, 1_000, 200)
