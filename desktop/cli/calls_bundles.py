"""Calls about bundles: out to the portal or to the union's PCs, in from either, and those that wait."""

from __future__ import annotations

import argparse

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import bundles, union_bundles
from desktop.services.bundles import Taken
from desktop.services.desk import Desk
from desktop.services.union_bundles import FromPc
from desktop.wording.exchange import held_words


def bundle(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One of the three ways."""
    if wanted.way == "held":
        return _held(desk, speech)
    if wanted.file is None:
        raise Refused("bundle.missing", file="")
    return (_out if wanted.way == "out" else _in)(desk, wanted, speech)


def _out(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    if wanted.to == "pcs":
        done = union_bundles.write_out(desk, wanted.file, everything=wanted.everything)
    else:
        done = bundles.write_out(
            desk, wanted.file, megabytes=wanted.max_mb, text_only=wanted.text_only, ask_news=wanted.news
        )
    volumes = [str(path) for path in done.volumes]
    document = {
        "envelopes": done.envelopes,
        "changes": done.changes,
        "files": done.files,
        "lost": done.lost,
        "bytes": done.bytes,
        "volumes": volumes,
    }
    counted = _("Đã ghi và đọc lại: {changes} bản, {files} tệp, {count} phần")
    speech.result(document, counted.format(**document, count=len(volumes)), *volumes)
    if done.lost:
        speech.aside(wording.sentence("file.missing"))
    return Exit.DONE


def _in(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    done = union_bundles.take_any(desk, wanted.file)
    size = {"bytes": wanted.file.stat().st_size, "volumes": [str(wanted.file)]}
    if isinstance(done, FromPc):
        return _from_pc(done, size, speech)
    return _receipts(done, size, speech)


def _receipts(done: Taken, size: dict[str, object], speech: Speech) -> Exit:
    document = {
        "from": "portal",
        "changes": done.changes,
        "received": done.received,
        "complete": done.complete,
        "returned": done.returned,
        "parked": done.parked,
        "again": done.again,
        **size,
    }
    counted = _("Cổng nhận {received}, đủ hồ sơ {complete}, bị trả {returned}, cần sửa {parked}")
    speech.result(document, counted.format(**document))
    if done.again:
        speech.aside(_("Gói này đã nhận trước đây; không có gì đổi thêm."))
    return Exit.DONE


def _from_pc(done: FromPc, size: dict[str, object], speech: Speech) -> Exit:
    taken = done.taken
    document = {
        "from": "pc",
        "pc": done.pc,
        "number": done.number,
        "changes": done.changes,
        "held": done.held,
        "missing": list(done.missing),
        "again": done.again,
        "tasks": taken.tasks if taken else 0,
        **size,
    }
    if done.held:
        told = held_words(done.pc, done.number, done.missing)
    else:
        told = _("Máy {pc}: nhận {changes} bản mới").format(pc=done.pc, changes=done.changes)
    speech.result(document, told)
    if done.again:
        speech.aside(_("Gói này đã nhận trước đây; không có gì đổi thêm."))
    return Exit.DONE


def _held(desk: Desk, speech: Speech) -> Exit:
    found = desk.look(union_bundles.held)
    document = [
        {"pc": one.pc, "number": one.number, "since": one.since.isoformat(), "missing": list(one.missing)}
        for one in found
    ]
    lines = [held_words(one.pc, one.number, one.missing, one.since) for one in found]
    speech.result(document, _("{count} gói đang chờ").format(count=len(lines)), *lines)
    return Exit.DONE
