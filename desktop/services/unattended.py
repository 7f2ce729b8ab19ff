"""Sending while nobody is signed in: a send-only key, the tray that it opens, and the system's scheduler.

The key lies in a file of this account, outside the data folder. It opens signed envelopes and what is needed to bring
them to the portal; the register, its files and what the union's PCs tell each other stay shut. Files follow when
somebody opens the register.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from desktop import paths
from desktop.disk import read_small
from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services import clones, schedule
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.services.schedule import Runner
from sync import outbox, outbox_answers, outbox_tray, signing, tray
from sync.clock import Clock, Randomness
from sync.outbox import Identity, Peer
from sync.tray import Last, TrayError

FOLDER = "sending"
"""The tray inside a data folder."""
LONGEST_KEY = 4_096
"""Bytes of the file with the key."""
LEAST, MOST = 5, 24 * 60
"""Minutes between two rounds."""


@dataclass(frozen=True, slots=True)
class State:
    """Whether the system sends by itself, and how its last round ended."""

    on: bool
    last: Last | None


def key_file(folder: Path) -> Path:
    """Where the send-only key of a data folder lies: beside this account's settings, never in the folder."""
    name = sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return paths.preferences_file().parent / "send-only" / f"{name}.key"


@question(Right.SUBMIT)
def recipient(look: Look) -> str:
    """Who may send, as an age recipient; "" where nobody may."""
    return outbox_tray.recipient(look.session)


@job(Right.SUBMIT)
def state(desk: Desk) -> State:
    """For the screen; blocking, for it looks at files."""
    return State(bool(desk.look(recipient)), tray.last(desk.folder / FOLDER))


@order(Right.ADMINISTER, "unattended.on")
def _let(work: Work, to: str) -> None:
    outbox_tray.set_recipient(work.session, to)


@order(Right.ADMINISTER, "unattended.off")
def _let_nobody(work: Work) -> None:
    outbox_tray.set_recipient(work.session, "")


@job(Right.ADMINISTER, writes=True)
def turn_on(desk: Desk, minutes: int = 30, *, run: Runner | None = None) -> Path:
    """Make a send-only key and have the system send every so many minutes; where the key lies. Blocking.

    Raises `not_enrolled`, `schedule.minutes`, `schedule.refused` (the system would not take the entry: nothing is
    changed then), `folder.read_only`.
    """
    if not LEAST <= minutes <= MOST:
        raise Refused("schedule.minutes", least=LEAST, most=MOST)
    if desk.look(_parties) is None:
        raise Refused("not_enrolled")
    key = signing.new_age_identity()
    path = key_file(desk.folder)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_private(path, key)
    except OSError as error:
        raise Refused("folder.read_only") from error
    try:
        schedule.install(desk.folder, path, minutes, run=run)
    except Refused:
        path.unlink(missing_ok=True)
        raise
    desk.do(_let, signing.age_recipient(key))
    fill(desk)
    return path


@job(Right.ADMINISTER, writes=True)
def turn_off(desk: Desk, *, run: Runner | None = None) -> None:
    """Take the entry back, and the key; what the tray holds is sent by hand. Blocking. Raises `schedule.refused`."""
    schedule.remove(desk.folder, run=run)
    desk.do(_let_nobody)
    key_file(desk.folder).unlink(missing_ok=True)
    tray.clear(desk.folder / FOLDER)
    _settle(desk)


@job(Right.SUBMIT, writes=True)
def fill(desk: Desk) -> int:
    """Lay out what was frozen for the portal, where somebody may send it unattended; how many envelopes are new."""
    to = desk.look(recipient)
    parties = desk.look(_parties)
    if not to or parties is None or desk.look(clones.held):
        return 0
    who, peer = parties
    with desk.database.write() as session:
        items = outbox_tray.waiting(session, desk.clock, desk.random, who, peer)
    told = tray.Who(
        portal=peer.id,
        url=peer.url,
        portal_key=peer.signing_key,
        replica=who.replica,
        seed=who.signing.seed.hex(),
        answers_to=signing.age_recipient(who.age_identity),
    )
    with suppress(OSError):  # a full disk keeps nobody from work: the window sends them
        return tray.fill(desk.folder / FOLDER, to, told, [tray.Item(*item) for item in items])
    return 0


@job(Right.SUBMIT, writes=True)
def take_back(desk: Desk) -> int:
    """Believe the portal's answers that came while nobody was here; how many. Each is verified again."""
    return _settle(desk)


def _settle(desk: Desk) -> int:
    parties = desk.look(_parties)
    folder = desk.folder / FOLDER
    if parties is None or not folder.is_dir():
        return 0
    who, peer = parties
    found = tray.answers(folder, who.age_identity, peer.signing_key)
    for path, answer in found:
        with desk.database.write() as session:
            outbox_answers.settle(session, desk.clock, peer, answer, late=True)
        path.unlink(missing_ok=True)
    return len(found)


def send(folder: Path, key_path: Path | None, clock: Clock, random: Randomness) -> Last:
    """Send what the tray of a data folder holds, with the send-only key alone. Nobody signs in. Blocking.

    Raises `tray.missing`, `tray.key_missing`, `tray.key_wrong`.
    """
    from sync.transport import HttpTransport  # late, with the HTTP library

    path = key_path or key_file(folder)
    try:
        key = read_small(path, LONGEST_KEY).decode("ascii").strip()
    except (OSError, Refused, UnicodeDecodeError) as error:
        raise Refused("tray.key_missing", file=path.name) from error
    if not signing.is_identity(key):
        raise Refused("tray.key_wrong")
    transport = HttpTransport()
    try:
        return tray.send(folder / FOLDER, key, transport, clock, random)
    except TrayError as error:
        raise Refused(error.code) from error
    finally:
        transport.close()


@question()
def _parties(look: Look) -> tuple[Identity, Peer] | None:
    who, peer = outbox.identity(look.session), outbox.peer(look.session)
    return None if who is None or peer is None else (who, peer)


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
