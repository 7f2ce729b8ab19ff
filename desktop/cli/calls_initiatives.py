"""Calls about initiatives: import, list, show."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import Any

import msgspec

from desktop import wording
from desktop.cli.speech import Exit, Speech, plain, said
from desktop.domain.initiative import Stage, stage
from desktop.domain.problems import Refused
from desktop.domain.sheets.values import RowProblem
from desktop.i18n import _
from desktop.services import backups, exporting, importing, initiatives, programmes
from desktop.services.desk import Desk
from desktop.services.importing import RowState
from desktop.services.initiatives import ListQuery


def import_(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Read a workbook, say what is in it, and (unless a dry run) store what can be stored."""
    mapping = dict(pair.partition("=")[::2] for pair in wanted.map) or None
    plan = importing.plan(desk, wanted.file, sheet=wanted.sheet, mapping=mapping)
    counts = plan.counts
    if not wanted.dry_run and counts[RowState.NEW] + counts[RowState.DOUBTFUL] + counts[RowState.CHANGED]:
        with suppress(Refused):  # undo takes an import back whole; a backup is one more way
            backups.automatic(desk, "import")
        desk.do(importing.run, plan)
    if wanted.rejects is not None and counts[RowState.FAULTY]:
        importing.save_rejects(plan, wanted.rejects, say=_told, reason_heading=_("Lý do"))
    document: dict[str, Any] = {
        "rows": len(plan.rows),
        **{state.value: count for state, count in counts.items()},
        "problems": [
            {"row": problem.row, "column": problem.column, "code": problem.code, "message": _told(problem)}
            for problem in plan.problems
        ],
    }
    counted = _(
        "{rows} dòng: {new} mới, {same} như cũ, {changed} thay đổi, {doubtful} cần xem lại, {faulty} lỗi"
    )
    where = _("  Dòng {row}, cột {column}: {message}")
    speech.result(
        document, counted.format(**document), *[where.format(**told) for told in document["problems"]]
    )
    return Exit.NOTHING_DONE if plan.rows and counts[RowState.FAULTY] == len(plan.rows) else Exit.DONE


def _told(problem: RowProblem) -> str:
    return wording.sentence(problem.code, problem.facts)


def list_(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A page of the list."""
    query = ListQuery(wanted.search, _stages(wanted.stage), limit=wanted.limit)
    rows = desk.look(initiatives.page, query).rows
    document = []
    for item in rows:
        value = desk.look(initiatives.get, item.row.id)
        document.append(
            {
                "id": item.row.id,
                "number": item.row.number,
                "title": item.row.title,
                "authors": [{"name": author.name, "share": author.share} for author in value.authors],
                "stage": item.row.stage.value,
                "portal": item.portal,
            }
        )
    lines = [
        f"{item.row.number or '':>5}  {item.row.title}  ({item.row.authors})  {wording.label(item.row.stage)}"
        for item in rows
    ]
    speech.result(document, *(lines or [_("Không có sáng kiến nào.")]))
    return Exit.DONE


def export(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The list as a workbook to be edited and imported again."""
    query = ListQuery(wanted.search, _stages(wanted.stage), descending=False)
    rows = exporting.export_list(desk, query, wanted.out)
    told = _("Đã xuất {count} sáng kiến ra {file}.").format(count=rows, file=wanted.out)
    speech.result({"rows": rows, "workbook": str(wanted.out)}, told)
    return Exit.DONE


def show(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One initiative, whole, with its story."""
    value = desk.look(initiatives.get, wanted.id)
    story = desk.look(initiatives.timeline, wanted.id)
    problems = desk.look(initiatives.problems_of, wanted.id)
    standing = desk.look(programmes.standing, wanted.id)
    document = {
        **msgspec.to_builtins(value),
        "standing": {
            "programme": standing.programme.code,
            "phase": standing.phase,
            "counts": standing.counts,
            "problems": [said(problem) for problem in standing.problems],
        },
        "stage": stage(value).value,
        "problems": [said(problem) for problem in problems],
        "timeline": [
            {"at": event.at, "code": event.code, "facts": plain(event.facts), "who": event.who}
            for event in story
        ],
    }
    speech.result(
        document,
        value.title,
        ", ".join(author.name for author in value.authors),
        wording.label(stage(value)),
        *[f"  {event.at:%d/%m/%Y %H:%M} {wording.label(event.code)} {event.who}" for event in story],
    )
    return Exit.DONE


def _stages(typed: str) -> tuple[Stage, ...]:
    if not typed:
        return ()
    try:
        return (Stage(typed),)
    except ValueError:
        raise Refused("stage.unknown", stage=typed, known=", ".join(Stage)) from None


def chosen(desk: Desk, wanted: argparse.Namespace, every: Stage) -> list[str]:
    """The ids that a call names: given one by one, by a search, or all at a stage."""
    if wanted.every:
        query = ListQuery(stages=(every,), limit=1_000_000, descending=False)
    elif wanted.search:
        query = ListQuery(search=wanted.search, limit=1_000_000, descending=False)
    else:
        if not wanted.ids:
            raise Refused("choice.empty")
        return list(wanted.ids)
    return desk.look(initiatives.ids, query)
