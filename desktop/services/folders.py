"""Data folders: make one for a union, sign in to one. Blocking, so called on a lane."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.access import Right, User
from desktop.domain.house import HouseFact, Union
from desktop.domain.problems import Refused
from desktop.domain.text import clean_fields, clean_line
from desktop.services.desk import Desk, Work, order
from desktop.services.doorstep import exists as exists
from desktop.services.doorstep import users as users
from desktop.store import accounts, keys, opening
from desktop.store.accounts import USERS
from desktop.store.house import HOUSE_FACTS
from desktop.store.keys import Keys, Strength
from sync import outbox
from sync.clock import Clock, Randomness, SystemClock, new_id

SHORTEST_PASSPHRASE = 6


@dataclass(frozen=True, slots=True)
class Made:
    """A new folder, open, and the recovery words, which are shown once and kept nowhere."""

    desk: Desk
    recovery_words: tuple[str, ...]


def create(
    folder: Path,
    *,
    union: Union,
    user_name: str,
    passphrase: str,
    clock: Clock | None = None,
    random: Randomness = os.urandom,
    strength: Strength | None = None,
) -> Made:
    """Make a folder for a union with its first user, who has all roles.

    Raises `union.name_missing`, `user.name_missing`, `passphrase.short`, `folder.not_empty`, `folder.read_only`,
    `disk.full`.
    """
    clock = clock or SystemClock()
    union, name = clean_fields(union), clean_line(user_name)
    if not union.name:
        raise Refused("union.name_missing")
    if not name:
        raise Refused("user.name_missing")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused("passphrase.short", shortest=SHORTEST_PASSPHRASE)
    user = User(new_id(clock, random), name)
    made = keys.make(user.id, name, passphrase, strength=strength or Strength(), random=random)
    with opening.new_folder(folder, made.keys, random) as opened:
        with opening.sql_refusals(folder), opened.database.write() as session:
            replica = outbox.ensure_identity(session, clock, random).replica
        desk = Desk(opened, user, replica, clock, random)
        desk.do(_begin, union, user)
        keys.store(folder, made.file)  # last: a folder with a key file is whole
    return Made(desk, made.words)


@order(Right.ADMINISTER, "folder.begin")
def _begin(work: Work, union: Union, user: User) -> None:
    work.operation.make_final()  # taking it back would leave a folder with nobody to open it
    work.save(USERS, user)
    work.save(HOUSE_FACTS, HouseFact(work.new_id(), "union", work.today().replace(month=1, day=1), union))


def sign_in(
    folder: Path,
    passphrase: str,
    *,
    user: str = "",
    write: bool = True,
    clock: Clock | None = None,
    random: Randomness = os.urandom,
) -> Desk:
    """Open a folder as a user (the first one where no name is given).

    Raises `folder.missing`, `key.wrong`, `user.unknown`, `folder.busy`, `folder.read_only`, `keys.damaged`,
    `database.newer`, `database.damaged`.
    """
    opened_keys, holder = keys.open_with_passphrase(folder, passphrase, user)
    return _desk(folder, opened_keys, holder, write=write, clock=clock or SystemClock(), random=random)


def sign_in_with_words(
    folder: Path,
    words: str,
    new_passphrase: str,
    *,
    clock: Clock | None = None,
    random: Randomness = os.urandom,
    strength: Strength | None = None,
) -> Desk:
    """The way back from a forgotten passphrase: the words of the paper, and a new passphrase for the first user."""
    if len(new_passphrase) < SHORTEST_PASSPHRASE:
        raise Refused("passphrase.short", shortest=SHORTEST_PASSPHRASE)
    opened_keys = keys.open_with_words(folder, words)
    holder, name = keys.holders(folder)[0]
    desk = _desk(folder, opened_keys, holder, write=True, clock=clock or SystemClock(), random=random)
    keys.set_passphrase(
        folder, opened_keys, holder, name, new_passphrase, strength=strength or Strength(), random=random
    )
    return desk


def change_passphrase(desk: Desk, old: str, new: str, *, strength: Strength | None = None) -> None:
    """A new passphrase for the user at the desk; nothing is encrypted anew. Raises `key.wrong`, `passphrase.short`."""
    if len(new) < SHORTEST_PASSPHRASE:
        raise Refused("passphrase.short", shortest=SHORTEST_PASSPHRASE)
    opened_keys, _ = keys.open_with_passphrase(desk.folder, old, desk.user.name)
    keys.set_passphrase(
        desk.folder,
        opened_keys,
        desk.user.id,
        desk.user.name,
        new,
        strength=strength or Strength(),
        random=desk.random,
    )


def new_recovery_words(desk: Desk, passphrase: str, *, strength: Strength | None = None) -> tuple[str, ...]:
    """New words for the paper; the old ones open nothing from now on. Raises `key.wrong`."""
    opened_keys, _ = keys.open_with_passphrase(desk.folder, passphrase, desk.user.name)
    return keys.new_words(desk.folder, opened_keys, strength=strength or Strength(), random=desk.random)


def _desk(
    folder: Path, opened_keys: Keys, holder: str, *, write: bool, clock: Clock, random: Randomness
) -> Desk:
    opened = opening.open_folder(folder, opened_keys, random, write=write)
    try:
        with opening.sql_refusals(folder), opened.database.read() as session:
            user = next((user for user in accounts.load_all(session) if user.id == holder), None)
            identity = outbox.identity(session)
        if user is None or identity is None:
            raise Refused("database.damaged", file=folder.name)
    except BaseException:
        opened.close()
        raise
    return Desk(opened, user, identity.replica, clock, random)
