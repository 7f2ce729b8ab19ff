"""A list that a portal lets people save: codes and states of entries, under whatever headings it gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.problems import Problem, Refused
from desktop.domain.sheets.cells import Cell, text_of
from desktop.domain.sheets.dates import read_date
from desktop.domain.text import fold

TOP = 30
"""Rows among which the headings are looked for."""
_HOUR = re.compile(r"\b([01]?[0-9]|2[0-3])[:hg]([0-5][0-9])\b")
_HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("ma tren cong", "ma cong", "ma ho so", "ma dang ky"),
    "number": ("ma sang kien", "so sang kien", "so"),
    "title": ("ten sang kien", "ten giai phap", "ten"),
    "put": ("ngay nop", "thoi gian nop", "ngay cap nhat", "ngay gui", "ngay dang ky"),
    "state": ("trang thai", "ket qua", "tinh trang"),
    "on": ("ngay ket qua", "ngay xac nhan", "ngay duyet", "ngay xu ly", "ngay tra"),
    "note": ("ly do", "ghi chu", "y kien"),
}


class State(StrEnum):
    """What a portal may say of an entry."""

    WAITING = "waiting"
    VALID = "valid"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Line:
    """One row that could be read; `row` is what Excel calls it."""

    row: int
    code: str
    number: str
    title: str
    put_on: date | None
    put_time: str
    state: State
    on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row that says nothing, and why."""

    row: int
    problem: Problem


def read_list(rows: Sequence[Sequence[Cell]], today: date) -> tuple[tuple[Line, ...], tuple[Faulty, ...]]:
    """Rows below the headings. Raises `portal_list.no_headings` without a column of codes and one that says whose."""
    place, columns = _headings(rows)
    lines: list[Line] = []
    faulty: list[Faulty] = []
    for number, cells in enumerate(rows[place + 1 :], place + 2):
        found = _line(number, {name: cells[at] for name, at in columns.items() if at < len(cells)}, today)
        if isinstance(found, Faulty):
            faulty.append(found)
        elif found is not None:
            lines.append(found)
    return tuple(lines), tuple(faulty)


def _headings(rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int]]:
    for place, row in enumerate(rows[:TOP]):
        columns = _columns(row)
        if "code" in columns and columns.keys() & {"number", "title"}:
            return place, columns
    raise Refused("portal_list.no_headings")


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        heading = fold(text_of(cell))
        for name, words in _HEADINGS.items():
            if (
                name not in found
                and heading
                and any(heading == word or heading.startswith(f"{word} ") for word in words)
            ):
                found[name] = at
                break
    return found


def _line(row: int, cells: dict[str, Cell], today: date) -> Line | Faulty | None:
    said = {name: text_of(cell) for name, cell in cells.items()}
    if not any(said.values()):
        return None
    if not said.get("code"):
        return Faulty(row, Problem("portal_word.code_missing", "code"))
    state = _state(said.get("state", ""))
    if state is None:
        return Faulty(row, Problem("portal_list.state", "state", {"state": said["state"]}))
    hour = _HOUR.search(said.get("put", ""))
    put = cells.get("put")
    day = read_date(_HOUR.sub("", put).strip() if isinstance(put, str) else put, today).day
    return Line(
        row,
        said["code"],
        said.get("number", "").removesuffix(".0"),
        said.get("title", ""),
        day,
        f"{int(hour[1]):02}:{hour[2]}" if hour else "",
        state,
        read_date(cells.get("on"), today).day,
        said.get("note", ""),
    )


def _state(text: str) -> State | None:
    told = fold(text)
    if any(word in told for word in ("tra lai", "khong hop le", "tu choi", "bo sung", "khong duyet")):
        return State.RETURNED
    if not told or any(word in told for word in ("cho", "dang", "moi", "tiep nhan", "chua")):
        return State.WAITING
    if any(word in told for word in ("hop le", "da duyet", "phe duyet", "dat", "cong nhan")):
        return State.VALID
    return None
