"""The call about what came from the level above: seen, taken from a file, put in place, taken back, carried on."""

from __future__ import annotations

import argparse

from desktop import wording
from desktop.cli.speech import Exit, Speech, said
from desktop.domain.problems import Problem
from desktop.i18n import _
from desktop.services import guidance
from desktop.services.desk import Desk
from desktop.services.guidance import Item, Known


def guidance_(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What came from above, after what was asked to be done with it."""
    refused: tuple[Problem, ...] = ()
    if wanted.file is not None:
        guidance.take_file(desk, wanted.file)
    if wanted.back:
        desk.do(guidance.back)
    if wanted.apply:
        prepared = guidance.prepare(desk, wanted.publisher)
        refused = desk.do(guidance.apply, prepared, tuple(wanted.instead)).value.refused
    if wanted.out is not None:
        guidance.write_out(desk, wanted.publisher, wanted.out)
    found = desk.look(guidance.overview, desk.folder)
    if found.unsettled:
        desk.do(guidance.settle)
    document = {
        "packages": [_package(one) for one in found.packages],
        "turned_away": [{"name": one.name, "code": one.code} for one in found.turned_away],
        "refused": [said(problem) for problem in refused],
    }
    lines = [line for one in found.packages for line in _lines(one)]
    lines += [wording.sentence(one.code, {"name": one.name}) for one in found.turned_away]
    speech.result(document, *(lines or [_("Chưa có hướng dẫn nào từ cấp trên.")]))
    return Exit.DONE


def _package(one: Known) -> dict[str, object]:
    return {
        "publisher": one.publisher,
        "name": one.name,
        "title": one.title,
        "version": one.version,
        "in_force": one.in_force,
        "came_by": one.came_by,
        "items": [_item(item) for item in one.items],
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "item": item.name,
        "title": item.title,
        "beside": item.beside.value,
        "from": item.valid_from.isoformat() if item.valid_from else None,
        "fields": [one.field for one in item.differences],
        "problems": [said(problem) for problem in item.problems],
    }


def _lines(one: Known) -> list[str]:
    head = _("{name}: {title}, bản {version}, đang áp dụng bản {in_force}")
    told = head.format(name=one.name, title=one.title, version=one.version, in_force=one.in_force or "–")
    return [told, *(f"  {wording.label(item.beside)}  {item.name}  {item.title}" for item in one.items)]
