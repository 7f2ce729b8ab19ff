"""A council of seven with names, and meetings called for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from helpers.rubrics import COMMUNE

from desktop.domain.agenda import Agenda
from desktop.domain.rubric import Rubric
from desktop.domain.seats import Member, Seat
from desktop.services import agendas, rubrics, seats
from desktop.services.desk import Desk

JANUARY = date(2026, 1, 1)
HELD_ON = date(2026, 3, 4)
NAMES = (
    ("Phạm Thị Thu Hà", Seat.CHAIR, "Giám đốc"),
    ("Lê Thị Mai", Seat.DEPUTY_CHAIR, "Chủ tịch công đoàn cơ sở"),
    ("Đỗ Quang Vinh", Seat.SECRETARY, "Phó phòng Kỹ thuật"),
    ("Trần Văn Nam", Seat.MEMBER, "Quản đốc xưởng May 2"),
    ("Lò Thị Inh", Seat.MEMBER, "Tổ trưởng chuyền 5"),
    ("Giàng A Dế", Seat.MEMBER, "Trưởng phòng Cơ điện"),
    ("Nguyễn Phạm Trần Hoàng Tuấn Kiệt", Seat.MEMBER, "Trưởng phòng Kế toán"),
)


def a_council(desk: Desk, size: int = 7, **more: Any) -> tuple[str, ...]:
    """Members of these names, the head and the union's representative among them; gives their ids."""
    return tuple(
        desk.do(
            seats.save_member,
            Member("", "", name, seat, post, at == 1, at == 0, more.get("since", JANUARY)),
        ).value
        for at, (name, seat, post) in enumerate(NAMES[:size])
    )


def a_rubric(desk: Desk, rubric: Rubric = COMMUNE) -> str:
    """This rubric, in use since January; gives its code."""
    return desk.do(rubrics.save, rubric, JANUARY).value.code


def called(desk: Desk, ids: Sequence[str], *, rubric: str = "", **more: Any) -> str:
    """A meeting about these; gives its id."""
    agenda = Agenda("", more.pop("held_on", HELD_ON), tuple(ids), "8h30", "Phòng họp số 2", **more)
    return desk.do(agendas.save, agenda, rubric=rubric).value
