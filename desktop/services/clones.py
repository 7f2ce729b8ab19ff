"""Copied folders: a mark outside the folder tells whether this installation was here before.

The mark names the replica, where its folder lies, and a word that the folder holds too. A folder that was marked
elsewhere, or stands here a second time, sends nothing until somebody says which it is: moved here for good (the old
one is used no more), or a copy, which becomes an installation of its own and enrols anew. Typing and printing go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop import paths
from desktop.disk import read_small, write_whole
from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.store import keys, local
from sync import outbox

_TOKEN, _HELD = "replica_mark", "replica_held"
_LARGEST = 64 * 1024
HERE_TWICE, FROM_ELSEWHERE = "replica.twice", "replica.copied"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What lies outside the folder, one file a replica."""

    folder: str
    token: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Why this installation holds back ("" where it is its own), and where the other one lies."""

    code: str = ""
    other: str = ""


def marks_folder() -> Path:
    """Beside this account's settings."""
    return paths.preferences_file().parent / "replicas"


@question()
def held(look: Look) -> str:
    """Why nothing is sent, "" where nothing holds it back."""
    return local.get(look.session, _HELD)


def demand_own(look: Look) -> None:
    """Raise `replica.copied` or `replica.twice` where somebody has to say first which folder this is."""
    code = held(look)
    if code:
        raise Refused(code)


@job(Right.READ, writes=True)
def look_out(desk: Desk) -> Standing:
    """At the start: whether this folder was copied; marks one that never was. Blocking."""
    replica, token = _token(desk)
    path = marks_folder() / f"{desk.replica}.json"
    found = _read(path)
    if replica != desk.replica:  # never marked, or another replica since: restored, renewed
        _mark(desk, path)
        return Standing()
    if found is None or found.token != token:
        return _hold(desk, Standing(FROM_ELSEWHERE))
    if found.folder != str(desk.folder.resolve()):
        if _is_same_register(Path(found.folder), desk.folder):
            return _hold(desk, Standing(HERE_TWICE, found.folder))
        _mark(desk, path)  # renamed, or moved on this PC
    return _hold(desk, Standing())


@job(Right.ADMINISTER, writes=True)
def keep(desk: Desk) -> None:
    """It was moved here for good: this installation goes on as it was. Blocking."""
    _mark(desk, marks_folder() / f"{desk.replica}.json")


@job(Right.ADMINISTER, writes=True)
def part(desk: Desk) -> str:
    """It is a copy: a new replica id, to be enrolled anew; the other one keeps its own. Blocking."""
    replica = str(desk.do(_renew).value)
    desk.replica = replica
    _mark(desk, marks_folder() / f"{replica}.json")
    return replica


@order(Right.ADMINISTER, "replica.part")
def _renew(work: Work) -> str:
    work.operation.make_final()
    replica = outbox.renew_replica(work.session, work.clock, work.random).replica
    work.touch("portal", replica)
    return replica


@order(Right.READ)
def _put(work: Work, key: str, value: str) -> None:
    local.put(work.session, key, value)


@question()
def _kept(look: Look) -> str:
    return local.get(look.session, _TOKEN)


def _token(desk: Desk) -> tuple[str, str]:
    replica, _, token = desk.look(_kept).partition(":")
    return replica, token


def _mark(desk: Desk, path: Path) -> None:
    """A fresh word outside and inside; whoever holds an older one is asked."""
    token = desk.random(16).hex()
    mark = Mark(folder=str(desk.folder.resolve()), token=token)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, msgspec.json.encode(mark))
    except (OSError, Refused):
        return  # an account without a place for marks goes unwatched; the portal still tells two of one id apart
    desk.do(_put, _TOKEN, f"{desk.replica}:{token}")
    _hold(desk, Standing())


def _hold(desk: Desk, standing: Standing) -> Standing:
    if desk.look(held) != standing.code:
        desk.do(_put, _HELD, standing.code)
    return standing


def _read(path: Path) -> Mark | None:
    try:
        return msgspec.json.decode(read_small(path, _LARGEST), type=Mark)
    except (OSError, Refused, msgspec.MsgspecError):
        return None


def _is_same_register(other: Path, here: Path) -> bool:
    """Whether the folder that was marked still stands there with the same keys."""
    try:
        return keys.read(other).salt == keys.read(here).salt
    except (OSError, Refused):
        return False
