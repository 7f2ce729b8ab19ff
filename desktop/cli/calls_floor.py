"""Calls about people and units, printed sheets and their scans, and the lists for the shop floor."""

from __future__ import annotations

import argparse
from typing import Any

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.domain.initiative import Stage
from desktop.domain.paper_form import shown_code
from desktop.domain.problems import Refused
from desktop.domain.reorganisation import Plan
from desktop.i18n import _, ngettext
from desktop.services import floor_lists, people, printed_forms, printing, reorganising, scanning
from desktop.services.desk import Desk
from desktop.services.floor_lists import Wanted
from desktop.services.printed_forms import FormsWish
from desktop.services.printing import Rendered
from desktop.services.reorganising import UnitKind
from desktop.services.scanning import ReadScan
from sync.clock import local_date


def people_(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """People by name, of a workshop or of all."""
    page = desk.look(people.page, wanted.search, wanted.workshop, 0, wanted.limit)
    document = [
        {"id": one.id, "name": one.name, "staff_code": one.staff_code, "workshop": one.workshop}
        for one in page.rows
    ]
    speech.result(document, *(f"{one['staff_code']}  {one['name']}  {one['workshop']}" for one in document))
    return Exit.DONE


def move(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """People go to another workshop from a day on, named by staff code or id."""
    records = _records(desk, wanted.people)
    day = wanted.date or local_date(desk.clock.now())
    count = desk.do(people.move_people, records, wanted.to, day).value
    told = ngettext("Đã chuyển {count} người", "Đã chuyển {count} người", count)
    speech.result({"moved": count}, told.format(count=count))
    return Exit.DONE


def _records(desk: Desk, named: list[str]) -> list[str]:
    known = desk.look(people.by_codes, named)
    return [known.get(name, name) for name in named]


def workshops(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Every workshop under every name it bore."""
    document = [
        {
            "id": one.id,
            "name": one.name,
            "aliases": one.aliases,
            "since": one.since,
            "until": one.until,
            "successor": one.successor,
        }
        for one in desk.look(people.workshops)
    ]
    speech.result(document, *(str(one["name"]) for one in document))
    return Exit.DONE


def reorganise(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Many units renamed, merged or ended on a day, from a table of old and new names."""
    rows = reorganising.rows_of_file(wanted.file)
    kind = UnitKind(wanted.kind)
    if wanted.dry_run:
        shown = desk.look(reorganising.preview, kind, rows, wanted.date)
        return _planned(shown.plan, speech, people=shown.people)
    return _planned(desk.do(reorganising.reorganise, kind, rows, wanted.date).value, speech)


def _planned(plan: Plan, speech: Speech, **more: int) -> Exit:
    moves = [
        {
            "line": move.line,
            "old": move.old,
            "new": move.new,
            "change": move.change.value,
            "code": move.problem.code if move.problem else "",
        }
        for move in plan.moves
    ]
    lines = (f"{one['old']} → {one['new']}: {one['code'] or one['change']}" for one in moves)
    speech.result({"changes": len(plan.sound), "faults": len(plan.faults), "moves": moves, **more}, *lines)
    return Exit.DONE


# Sheets and scans -----------------------------------------------------------------------------


def forms(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Registration sheets with a code: for people, for initiatives, blanks for a workshop."""
    wish = FormsWish(
        tuple(_records(desk, wanted.person)), tuple(wanted.initiative), wanted.blanks, wanted.workshop
    )
    return _written(printed_forms.print_forms(desk, wish), wanted, speech)


def scan(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Read scanned files; what finds its initiative is attached, the rest waits."""
    found = {"files": 0, "sheets": 0, "attached": 0, "to_enter": 0, "unknown": 0}
    refused: list[dict[str, str]] = []
    for file in wanted.files:
        try:
            read: ReadScan = scanning.read_scan(desk, file)
            taken = desk.do(scanning.take_in, read).value
        except Refused as why:
            refused.append(
                {"file": str(file), "code": why.code, "message": wording.sentence(why.code, why.facts)}
            )
            continue
        found["files"] += 1
        found["sheets"] += len(read.sheets)
        found["attached"] += len(taken.attached)
        found["to_enter"] += len(taken.to_enter)
        found["unknown"] += len(taken.unknown)
    told = ngettext(
        "Đã nhận {count} phiếu: {attached} gắn vào sáng kiến, {entering} chờ nhập, {unknown} xếp tay",
        "Đã nhận {count} phiếu: {attached} gắn vào sáng kiến, {entering} chờ nhập, {unknown} xếp tay",
        found["sheets"],
    ).format(
        count=found["sheets"],
        attached=found["attached"],
        entering=found["to_enter"],
        unknown=found["unknown"],
    )
    speech.result({**found, "refused": refused}, told, *(one["message"] for one in refused))
    return Exit.DONE if found["files"] else Exit.NOTHING_DONE


def scans(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Scans that wait."""
    document = [
        {
            "id": one.scan.id,
            "file": one.scan.name,
            "page": one.scan.page,
            "code": shown_code(one.form.code) if one.form else "",
            "person": one.person,
            "workshop": one.workshop,
            "initiative": one.initiative,
        }
        for one in desk.look(scanning.waiting)
    ]
    lines = (f"{one['id']}  {one['file']}, {one['page']}  {one['code']}  {one['person']}" for one in document)
    speech.result(document, *lines)
    return Exit.DONE


def scan_attach(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Put a scan to an initiative by hand, or say its code."""
    if wanted.code:
        form = desk.do(scanning.name_form, wanted.scan, wanted.code).value
        speech.result({"scan": wanted.scan, "form": form}, _("Đã ghi mã phiếu"))
        return Exit.DONE
    desk.do(scanning.attach, [wanted.scan], wanted.initiative)
    speech.result({"scan": wanted.scan, "initiative": wanted.initiative}, _("Đã xếp bản quét"))
    return Exit.DONE


# Lists ----------------------------------------------------------------------------------------


def names(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Names to be looked over, with what looks odd; with --out as a paper."""
    asked = _asked(wanted)
    if wanted.out:
        return _written(floor_lists.name_list(desk, asked), wanted, speech)
    document = [
        {
            "initiative": one.initiative,
            "number": one.number,
            "name": one.author.name,
            "staff_code": one.author.staff_code,
            "workshop": one.workshop,
            "title": one.title,
            "hints": [
                {"code": hint.oddity.value, "part": hint.part, "better": hint.better} for hint in one.hints
            ],
        }
        for one in desk.look(floor_lists.names_to_check, asked)
    ]
    speech.result(document, *(_name_line(one) for one in document))
    return Exit.DONE


def _name_line(one: dict[str, Any]) -> str:
    odd = ", ".join(wording.label(f"Oddity.{hint['code']}") for hint in one["hints"])
    return f"{one['workshop']}  {one['name']}" + (f"  ({odd})" if odd else "")


def board(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The notice board's list, as a workbook or as a paper by the ending of its name."""
    asked = _asked(wanted)
    if wanted.out.suffix.casefold() == ".xlsx":
        rows = floor_lists.write_board(desk, wanted.out, asked)
        speech.result({"rows": rows, "workbook": str(wanted.out)}, str(wanted.out))
        return Exit.DONE
    return _written(floor_lists.board(desk, asked), wanted, speech)


def _asked(wanted: argparse.Namespace) -> Wanted:
    stages = (Stage(wanted.stage),) if wanted.stage else ()
    return Wanted(wanted.workshop, stages, wanted.year)


def _written(rendered: Rendered, wanted: argparse.Namespace, speech: Speech) -> Exit:
    written = printing.write_out(rendered, wanted.out.parent, wanted.out.stem)
    document = {
        "docx": str(written.docx),
        "pdf": str(written.pdf),
        "sha256": written.sha256,
        "pages": written.pages,
    }
    speech.result(document, str(written.pdf))
    return Exit.DONE
