"""Data folders: make one for a union, sign in to one. Blocking, so called on a lane."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.access import Right, User
from desktop.domain.house import HouseFact, Union
from desktop.domain.problems import Refused
from desktop.domain.text import clean_fields, clean_line
from desktop.services import erasing
from desktop.services.desk import Desk, Work, job, order
from desktop.services.doorstep import exists as exists
from desktop.services.doorstep import users as users
from desktop.store import accounts, guesses, keys, opening
from desktop.store.accounts import USERS
from desktop.store.house import HOUSE_FACTS
from desktop.store.keys import Holder, Keys, Strength
from desktop.store.opening import OpenFolder
from desktop.store.os_keyring import SecretBox, SystemKeyring
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
    demand_long(passphrase)
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
    """Open a folder as a user, named by id or by name (the first one where neither is given).

    Raises `folder.missing`, `key.wrong`, `key.wait`, `user.unknown`, `user.inactive`, `folder.busy`,
    `folder.read_only`, `keys.damaged`, `database.newer`, `database.damaged`.
    """
    clock = clock or SystemClock()
    opened_keys, holder = _prove(folder, passphrase, user, clock)
    return _desk(folder, opened_keys, holder, write=write, clock=clock, random=random)


def sign_in_by_keyring(
    folder: Path,
    user: str,
    *,
    write: bool = True,
    box: SecretBox | None = None,
    clock: Clock | None = None,
    random: Randomness = os.urandom,
) -> Desk:
    """Open a folder with what the operating system's keyring holds for a user.

    Raises `keyring.none` (a PC without one), `keyring.refused`, `keyring.empty`, and the codes of `sign_in`: where
    the keyring does not help, the passphrase still does.
    """
    holder = keys.find(folder, user)
    secret = (box or SystemKeyring()).get(_keyring_name(folder, holder.id))
    opened_keys = keys.open_with_secret(folder, holder.id, secret)
    return _desk(folder, opened_keys, holder.id, write=write, clock=clock or SystemClock(), random=random)


def switch(desk: Desk, passphrase: str, user: str = "") -> Desk:
    """Somebody else (or the same one, after a lock) goes on in the folder that is open. Blocking.

    The folder stays open and its jobs go on; the desk of the one before is to be left by its owner.
    Raises `key.wrong`, `key.wait`, `user.unknown`, `user.inactive`.
    """
    _, holder = _prove(desk.folder, passphrase, user or desk.user.id, desk.clock)
    if holder == desk.user.id:
        return desk
    with opening.sql_refusals(desk.folder):
        return Desk(desk.opened, _known(desk.opened, holder), desk.replica, desk.clock, desk.random)


def _prove(folder: Path, passphrase: str, user: str, clock: Clock) -> tuple[Keys, str]:
    """The keys, where the passphrase is right; each wrong one in a row makes the next try wait longer."""
    who = keys.find(folder, user).id
    seconds = guesses.waiting(folder, who, clock)
    if seconds:
        raise Refused("key.wait", seconds=seconds)
    try:
        opened = keys.open_with_passphrase(folder, passphrase, user)
    except Refused as refused:
        if refused.code == "key.wrong":
            guesses.failed(folder, who, clock)
        raise
    guesses.passed(folder, who)
    return opened


def sign_in_with_words(
    folder: Path,
    words: str,
    new_passphrase: str,
    *,
    user: str = "",
    clock: Clock | None = None,
    random: Randomness = os.urandom,
    strength: Strength | None = None,
) -> Desk:
    """The way back from a forgotten passphrase: the words of the paper, and a new passphrase for a user.

    Raises `words.…`, `key.wrong`, `passphrase.short` and the codes of `sign_in`.
    """
    demand_long(new_passphrase)
    opened_keys = keys.open_with_words(folder, words)
    holder = keys.find(folder, user)
    desk = _desk(folder, opened_keys, holder.id, write=True, clock=clock or SystemClock(), random=random)
    keys.set_passphrase(
        folder,
        opened_keys,
        holder.id,
        holder.name,
        new_passphrase,
        strength=strength or Strength(),
        random=random,
    )
    guesses.passed(folder, holder.id)
    return desk


def demand_long(passphrase: str) -> None:
    """Raise `passphrase.short`."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused("passphrase.short", shortest=SHORTEST_PASSPHRASE)


@job(Right.READ)
def change_passphrase(desk: Desk, old: str, new: str, *, strength: Strength | None = None) -> None:
    """A new passphrase for the user at the desk; nothing is encrypted anew.

    Raises `key.wrong`, `key.wait`, `passphrase.short`.
    """
    demand_long(new)
    opened_keys, _ = _prove(desk.folder, old, desk.user.id, desk.clock)
    keys.set_passphrase(
        desk.folder,
        opened_keys,
        desk.user.id,
        desk.user.name,
        new,
        strength=strength or Strength(),
        random=desk.random,
    )


@job(Right.READ)
def new_recovery_words(desk: Desk, passphrase: str, *, strength: Strength | None = None) -> tuple[str, ...]:
    """New words for the paper; the old ones open nothing from now on. Raises `key.wrong`, `key.wait`."""
    opened_keys, _ = _prove(desk.folder, passphrase, desk.user.id, desk.clock)
    return keys.new_words(desk.folder, opened_keys, strength=strength or Strength(), random=desk.random)


@job(Right.READ)
def open_by_keyring(desk: Desk, passphrase: str, *, box: SecretBox | None = None) -> None:
    """From now on the operating system's keyring opens the folder for the user at the desk, on this PC.

    Raises `key.wrong`, `key.wait`, `keyring.none`, `keyring.refused`.
    """
    opened_keys, holder = _prove(desk.folder, passphrase, desk.user.id, desk.clock)
    secret = desk.random(32)
    (box or SystemKeyring()).put(_keyring_name(desk.folder, holder), secret)
    keys.set_secret(desk.folder, opened_keys, Holder(holder, desk.user.name), secret, random=desk.random)


@job(Right.READ)
def forget_keyring(desk: Desk, *, box: SecretBox | None = None) -> None:
    """Only the passphrase opens the folder again for the user at the desk."""
    keys.drop(desk.folder, desk.user.id, by=keys.KEYRING)
    (box or SystemKeyring()).drop(_keyring_name(desk.folder, desk.user.id))


def _keyring_name(folder: Path, holder: str) -> str:
    return f"{keys.read(folder).salt[:16]}:{holder}"


def _desk(
    folder: Path, opened_keys: Keys, holder: str, *, write: bool, clock: Clock, random: Randomness
) -> Desk:
    opened = opening.open_folder(folder, opened_keys, random, write=write)
    try:
        with opening.sql_refusals(folder):
            user = _known(opened, holder)
            with opened.database.read() as session:
                identity = outbox.identity(session)
        if identity is None:
            raise Refused("database.damaged", file=folder.name)
        desk = Desk(opened, user, identity.replica, clock, random)
        if write:
            erasing.settle(desk)
    except BaseException:
        opened.close()
        raise
    return desk


def _known(opened: OpenFolder, holder: str) -> User:
    """The user's record. Raises `user.inactive`, and `database.damaged` where there is none."""
    with opened.database.read() as session:
        user = next((user for user in accounts.load_all(session) if user.id == holder), None)
    if user is None:
        raise Refused("database.damaged", file=opened.path.name)
    if not user.is_active:
        raise Refused("user.inactive", name=user.name)
    return user
