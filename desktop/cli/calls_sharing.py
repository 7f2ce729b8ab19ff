"""Calls about the union's other PCs: telling them, taking in what they saved, choosing where both changed it."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import doubled, sharing
from desktop.services.desk import Desk


def share(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One call with a word of what is wanted."""
    return _WAYS[wanted.way](desk, wanted, speech)


def shared(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The ones that change nothing."""
    return _SHOWN[wanted.way](desk, wanted, speech)


def calls(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The two calls and their help."""
    call = add("share", _("dùng chung sổ với máy khác của công đoàn"))
    call.add_argument("way", choices=tuple(_WAYS), help=_("bật, tắt, vào nhóm, nhận về, chọn"))
    call.add_argument(
        "words", nargs="*", metavar=_("CHỮ"), help=_("khóa trên giấy; hoặc việc và ours|theirs")
    )
    call.add_argument(
        "--deletions", action="store_true", help=_("nhận cả khi máy khác xóa nhiều; cần người quản trị")
    )
    call = add("shared", _("xem việc dùng chung: tình hình, khóa của công đoàn, việc cần chọn"))
    call.add_argument("way", nargs="?", choices=tuple(_SHOWN), default="status")


def _start(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    told = desk.do(sharing.start).value
    speech.result(
        {"told": told}, _("Từ nay báo cho máy khác; {told} bản ghi sẽ đi ở lần gửi tới").format(told=told)
    )
    return Exit.DONE


def _stop(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    desk.do(sharing.stop)
    speech.result({"on": False}, _("Thôi báo cho máy khác; những gì đã có vẫn còn nguyên"))
    return Exit.DONE


def _join(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    desk.do(sharing.join, "".join(wanted.words))
    speech.result({"joined": True}, _("Máy này đọc được sổ chung của công đoàn"))
    return Exit.DONE


def _take_in(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    done = sharing.allow_deletions(desk) if wanted.deletions else sharing.take_in_all(desk)
    document = {
        name: getattr(done, name) for name in ("new", "changed", "merged", "deleted", "tasks", "unread")
    }
    counted = _(
        "Mới {new}, đổi {changed}, ghép {merged}, xóa {deleted}, cần chọn {tasks}, không đọc được {unread}"
    )
    speech.result(document, counted.format(**document))
    return Exit.DONE


def _decide(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    if len(wanted.words) != 2:
        raise Refused("sharing.choice_missing")
    task, choice = wanted.words
    found = next((one for one in desk.look(sharing.tasks) if one.id == task), None)
    if found is None:
        raise Refused("sharing.task_gone")
    desk.do(sharing.decide, task, {clash.path: choice for clash in found.conflicts})
    speech.result({"decided": task}, _("Đã chọn"))
    return Exit.DONE


def _status(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    found = desk.look(sharing.state)
    document = {"on": found.on, "waiting": found.waiting, "tasks": found.tasks}
    word = _("đang dùng chung") if found.on else _("chưa dùng chung")
    speech.result(
        document, _("{word}, {waiting} bản chờ nhận, {tasks} việc cần chọn").format(**document, word=word)
    )
    return Exit.DONE


def _key(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    key = desk.look(sharing.union_key)
    speech.result({"key": key}, _("Chép khóa này ra giấy, giữ như giữ con dấu: {key}").format(key=key))
    return Exit.DONE


def _tasks(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    found = desk.look(sharing.tasks)
    document = [
        {
            "id": task.id,
            "what": task.what.value,
            "kind": task.kind,
            "record": task.record,
            "by": task.by,
            "replica": task.replica,
            "at": task.at.isoformat(),
            "conflicts": [
                {"path": list(clash.path), "ours": clash.ours, "theirs": clash.theirs}
                for clash in task.conflicts
            ],
        }
        for task in found
    ]
    lines = [f"{task.id}: {wording.label(task.what)}, {task.kind} {task.record}" for task in found]
    speech.result(document, _("{count} việc cần chọn").format(count=len(found)), *lines)
    return Exit.DONE


def _numbers(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    found = desk.look(doubled.doubled)
    document = [
        {
            "kind": one.kind,
            "id": one.record,
            "title": one.title,
            "number": one.number,
            "kept": one.kept,
            "proposal": one.proposal,
        }
        for one in found
    ]
    lines = [f"{one.record}: {one.number} → {one.proposal or '?'} {one.title}" for one in found]
    speech.result(document, _("{count} số ghi hai lần").format(count=len(found)), *lines)
    return Exit.DONE


def _renumber(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    record = "".join(wanted.words)
    found = next((one for one in desk.look(doubled.doubled) if one.record == record), None)
    if found is None:
        raise Refused("number.not_doubled")
    number = desk.do(doubled.renumbering(found), record).value
    speech.result({"number": number}, _("Đã đổi thành số {number}").format(number=number))
    return Exit.DONE


_WAYS = {
    "start": _start,
    "stop": _stop,
    "join": _join,
    "take-in": _take_in,
    "decide": _decide,
    "renumber": _renumber,
}
_SHOWN = {"status": _status, "key": _key, "tasks": _tasks, "numbers": _numbers}
