"""Calls for a portal without an interface: its page typed by one key, the field order, a list of its answers."""

from __future__ import annotations

import argparse

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.domain.field_order import FieldOrder
from desktop.i18n import _
from desktop.services import assisted_typing, portal_answers
from desktop.services.assisted_typing import NEXT_KEY, STOP_KEY, TYPE_KEY
from desktop.services.desk import Desk


def type_page(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Show what would be typed, or wait for the key that types it."""
    order = assisted_typing.order_in_force(desk)
    sheet = desk.look(assisted_typing.sheet, order.page(wanted.page), wanted.id)
    fields = [{"name": step.name, "text": step.text, "lacks": step.lacks} for step in sheet.steps]
    document: dict[str, object] = {
        "id": sheet.initiative,
        "page": sheet.page.code,
        "window": sheet.page.window,
        "fields": fields,
        "typed": 0,
        "whole": False,
    }
    if not wanted.show:
        told = _(
            "Mở trang “{window}”, đặt con trỏ vào ô đầu: {type} gõ cả trang, {next} chép từng ô, {stop} dừng."
        )
        speech.aside(told.format(window=sheet.page.window, type=TYPE_KEY, next=NEXT_KEY, stop=STOP_KEY))
        done = assisted_typing.stand_by(desk, sheet)
        document |= {"typed": done.at, "whole": done.whole}
    counted = _("{page}: {count} ô, đã gõ {typed}")
    lines = [f"{step.name}: {step.text}" for step in sheet.steps] if wanted.show else []
    speech.result(
        document, counted.format(count=len(fields), page=sheet.page.name, typed=document["typed"]), *lines
    )
    return Exit.DONE


def field_order(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The pages of the field order in force, copied out or replaced."""
    if wanted.put is not None:
        order = assisted_typing.put_order(desk, wanted.put)
    else:
        order = assisted_typing.order_in_force(desk)
    document: dict[str, object] = {"version": order.version, "pages": _pages(order)}
    if wanted.out is not None:
        document["file"] = str(assisted_typing.copy_order(desk, wanted.out))
    lines = [f"{page.code}: {page.name} ({page.window})" for page in order.pages]
    speech.result(document, _("Thứ tự ô: {count} trang").format(count=len(lines)), *lines)
    return Exit.DONE


def portal_answers_(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A list of codes and states, taken in at once."""
    plan = portal_answers.plan(desk, wanted.file)
    taken = 0 if wanted.dry_run else desk.do(portal_answers.take, plan).value
    problems = [
        {
            "row": one.row,
            "code": one.problem.code,
            "message": wording.sentence(one.problem.code, one.problem.facts),
        }
        for one in plan.faulty
    ]
    document = {"new": len(plan.words), "same": plan.same, "taken": taken, "problems": problems}
    told = _("Bảng kê: {new} kết quả mới, {same} đã biết, {faulty} dòng không nhận được").format(
        new=len(plan.words), same=plan.same, faulty=len(problems)
    )
    speech.result(document, told, *(f"{one['row']}: {one['message']}" for one in problems))
    return Exit.NOTHING_DONE if problems and not (plan.words or plan.same) else Exit.DONE


def _pages(order: FieldOrder) -> list[dict[str, object]]:
    return [
        {"code": page.code, "name": page.name, "window": page.window, "fields": len(page.fields)}
        for page in order.pages
    ]
