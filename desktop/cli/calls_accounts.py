"""Calls about users and what opens the folder for them."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.disk import SMALL, read_small
from desktop.domain.access import Role, User
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import accounts, folders
from desktop.services.accounts import Account
from desktop.services.desk import Desk


def users(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Everybody, with roles."""
    found = accounts.listing(desk)
    document = [{**_told(item.user), "can_open": item.can_open} for item in found]
    lines = [
        f"{item.user.name}: {', '.join(wording.label(role) for role in item.user.roles)}"
        + ("" if item.user.is_active else "  " + _("(đã ngừng)"))
        for item in found
    ]
    speech.result(document, *lines)
    return Exit.DONE


def user(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One user: added, changed, retired, enabled, or given a new passphrase."""
    if wanted.what == "add":
        made = accounts.add(desk, wanted.who, roles(wanted.roles) or tuple(Role), new_passphrase(wanted))
        speech.result(_told(made), _("Đã thêm {name}").format(name=made.name))
        return Exit.DONE
    known = _one(accounts.listing(desk), wanted.who).user
    if wanted.what == "change":
        known = accounts.change(desk, known.id, wanted.name or known.name, roles(wanted.roles) or known.roles)
    elif wanted.what == "retire":
        accounts.retire(desk, known.id)
    elif wanted.what == "enable":
        accounts.enable(desk, known.id, new_passphrase(wanted))
    else:
        accounts.reset_passphrase(desk, known.id, new_passphrase(wanted))
    found = _one(accounts.listing(desk), known.id).user if known.id != desk.user.id else known
    speech.result(_told(found), _("Đã ghi {name}").format(name=found.name))
    return Exit.DONE


def passphrase(desk: Desk, wanted: argparse.Namespace, speech: Speech, current: str) -> Exit:
    """A new passphrase for the one who calls."""
    folders.change_passphrase(desk, current, new_passphrase(wanted))
    speech.result({"user": desk.user.name}, _("Đã đổi mật khẩu"))
    return Exit.DONE


def recover(folder: Path, passphrase_: str, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The words of the paper, and a new passphrase for a user."""
    try:
        words = str(read_small(wanted.words_file, SMALL).decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("key_file.unreadable", file=wanted.words_file.name) from error
    desk = folders.sign_in_with_words(folder, words, passphrase_, user=wanted.user or "")
    speech.result({"user": desk.user.name}, _("Đã đặt mật khẩu mới cho {name}").format(name=desk.user.name))
    desk.close()
    return Exit.DONE


def roles(typed: str) -> tuple[Role, ...]:
    """Roles by their words, parted by commas. Raises `user.role_unknown`."""
    words = [word.strip() for word in typed.split(",") if word.strip()]
    try:
        return tuple(Role(word) for word in words)
    except ValueError:
        raise Refused("user.role_unknown", roles=typed, known=", ".join(Role)) from None


def new_passphrase(wanted: argparse.Namespace) -> str:
    """From a file, the environment, or the keyboard. Raises `passphrase.not_given`, `key_file.unreadable`."""
    if wanted.new_key_file is not None:
        try:
            return str(read_small(wanted.new_key_file, SMALL).decode("utf-8")).strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Refused("key_file.unreadable", file=wanted.new_key_file.name) from error
    if "SANGKIEN_NEW_PASSPHRASE" in os.environ:
        return os.environ["SANGKIEN_NEW_PASSPHRASE"]
    if not sys.stdin.isatty():
        raise Refused("passphrase.not_given")
    return getpass.getpass(_("Đặt mật khẩu: "))


def _one(found: Sequence[Account], who: str) -> Account:
    """By id or by name. Raises `user.unknown`, `user.several` where a name is not enough."""
    same = [item for item in found if who in (item.user.id, item.user.name)]
    if not same:
        raise Refused("user.unknown", name=who)
    if len(same) > 1:
        raise Refused("user.several", name=who, ids=", ".join(item.user.id for item in same))
    return same[0]


def _told(found: User) -> dict[str, object]:
    return {"id": found.id, "name": found.name, "roles": list(found.roles), "active": found.is_active}
