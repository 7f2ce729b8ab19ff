"""Calls about the list of workers and about entries that are one person."""

from __future__ import annotations

import argparse
from typing import Any

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.domain.person import Person
from desktop.domain.sheets.choices import Choices
from desktop.i18n import _, ngettext
from desktop.services import import_workers, importing, merging
from desktop.services.desk import Desk
from desktop.services.importing import RowState
from sync.clock import local_date


def import_workers_(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Read the personnel office's list, say what is in it, and (unless a dry run) store it."""
    source = importing.read_file(wanted.file)
    plan = import_workers.plan_workers(desk, source, Choices(wanted.sheet))
    counts = plan.counts
    left = len(plan.gone) if wanted.mark_left else 0
    if not wanted.dry_run and counts[RowState.NEW] + counts[RowState.CHANGED] + left:
        day = wanted.date or local_date(desk.clock.now())
        desk.do(import_workers.run_workers, plan, as_of=day, mark_left=wanted.mark_left)
    problems = [
        {
            "row": problem.row,
            "column": problem.column,
            "code": problem.code,
            "message": wording.sentence(problem.code, problem.facts),
        }
        for row in plan.rows
        for problem in row.problems
    ]
    document: dict[str, Any] = {
        "rows": len(plan.rows),
        **{state.value: count for state, count in counts.items()},
        "moved": sum(row.is_move for row in plan.rows),
        "not_listed": len(plan.gone),
        "problems": problems,
    }
    counted = _(
        "{rows} dòng: {new} mới, {same} như cũ, {changed} thay đổi ({moved} chuyển xưởng), {doubtful} cần xem lại, "
        "{faulty} lỗi; {not_listed} người không có trong danh sách"
    )
    where = _("  Dòng {row}, cột {column}: {message}")
    speech.result(document, counted.format(**document), *[where.format(**told) for told in problems])
    return Exit.NOTHING_DONE if plan.rows and counts[RowState.FAULTY] == len(plan.rows) else Exit.DONE


def may_be_one(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Entries that may be one person, surest first."""
    found = desk.look(merging.may_be_one)
    document = [{"why": pair.why, "people": [_said(person) for person in pair.people]} for pair in found]
    lines = ["  ·  ".join(map(_line, pair.people)) for pair in found]
    speech.result(document, *(lines or [_("Không có ai giống nhau.")]))
    return Exit.DONE


def merge(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Two or more entries become one."""
    count = desk.do(merging.merge, wanted.kept, wanted.gone).value
    told = ngettext("Đã gộp {count} người.", "Đã gộp {count} người.", count).format(count=count)
    speech.result({"merged": count, "into": wanted.kept}, told)
    return Exit.DONE


def _said(person: Person) -> dict[str, str]:
    return {
        "id": person.id, "name": person.name, "staff_code": person.staff_code, "birth": person.birth,
        "workshop": person.workshop,
    }  # fmt: skip


def _line(person: Person) -> str:
    return " ".join(filter(None, (person.id, person.staff_code, person.name, person.birth, person.workshop)))
