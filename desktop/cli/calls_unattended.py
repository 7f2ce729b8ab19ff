"""Calls about sending while nobody is signed in."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.i18n import _
from desktop.services import unattended
from desktop.services.desk import Desk
from sync.clock import SystemClock

WAITING = frozenset(
    {"busy", "login", "proxy_login", "not_the_portal", "no_trust", "no_trust.date", "unreachable", "unsure"}
)
"""How a round may end with the other side not reached."""


def send(folder: Path, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What the tray holds, with the send-only key alone."""
    done = unattended.send(folder, wanted.send_key, SystemClock(), os.urandom)
    document = msgspec.to_builtins(done)
    speech.result(document, _("Gửi {sent} lô, còn {left}").format(**document))
    if done.code:
        speech.aside(wording.sentence(done.code))
    if done.code in WAITING:
        return Exit.WAITS
    return Exit.NOTHING_DONE if done.code else Exit.DONE


def schedule(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The system's scheduler: on, off, how it stands."""
    if wanted.way == "on":
        unattended.turn_on(desk, wanted.minutes)
    elif wanted.way == "off":
        unattended.turn_off(desk)
    found = unattended.state(desk)
    document = {
        "on": found.on,
        "key": str(unattended.key_file(desk.folder)) if found.on else None,
        "last": msgspec.to_builtins(found.last),
    }
    word = _("Hệ thống tự gửi theo lịch") if found.on else _("Không gửi theo lịch")
    speech.result(document, word)
    return Exit.DONE


def calls(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The call and its help."""
    call = add("schedule", _("để hệ điều hành tự gửi theo lịch, bằng khóa chỉ gửi"))
    call.add_argument("way", choices=("on", "off", "status"), help=_("bật, tắt, xem"))
    call.add_argument("--minutes", type=int, default=30, metavar="N", help=_("mỗi bao nhiêu phút một lượt"))
