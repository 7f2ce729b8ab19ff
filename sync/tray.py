"""The tray: what a program without the register's key needs to send for it, and nothing more.

A folder of files, each encrypted to one reader. To the send-only key: who sends, to which portal, and signed envelopes
as they are stored. To the replica's own key: the portal's answers, which the sender can write and not read again. So
whoever has the send-only key sends what was frozen for the portal, once, and opens no record, no file and no
other PC's words.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from sync import calls, signing, wire
from sync.clock import Clock, Randomness, stamp
from sync.outbox import Identity, Peer
from sync.outcomes import Answered, Login, NotThePortal, Outcome, Transport

_AGE = ".age"
WHO = f"who{_AGE}"
LAST = "last.json"
_ENVELOPE, _ANSWER = f".envelope{_AGE}", f".answer{_AGE}"


class TrayError(Exception):
    """There is no tray here (`tray.missing`), or another key opens it (`tray.key_wrong`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """Who sends and to whom: what an assertion needs, and what the portal's answers are checked with."""

    portal: str
    url: str
    portal_key: str
    replica: str
    seed: str
    """The replica's signing seed, in hex: a portal gives its token to this key alone."""
    answers_to: str
    """The age recipient that answers are encrypted to."""


class Last(msgspec.Struct, frozen=True, kw_only=True):
    """How the last run ended, in clear: no word of what was sent."""

    at: str
    sent: int
    left: int
    code: str


@dataclass(frozen=True, slots=True)
class Item:
    """A signed envelope under its id, as it is stored."""

    id: str
    data: bytes


def fill(folder: Path, recipient: str, who: Who, items: Sequence[Item]) -> int:
    """Lay out exactly these envelopes for the holder of the send-only key; how many are new."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / WHO, signing.encrypt_bytes([recipient], msgspec.json.encode(who)))
    wanted = {item.id: item for item in items}
    lying = {path.name.removesuffix(_ENVELOPE): path for path in folder.glob(f"*{_ENVELOPE}")}
    for name in lying.keys() - wanted.keys():
        lying[name].unlink(missing_ok=True)
    fresh = [item for name, item in wanted.items() if name not in lying]
    for item in fresh:
        _write(folder / f"{item.id}{_ENVELOPE}", signing.encrypt_bytes([recipient], item.data))
    return len(fresh)


def clear(folder: Path) -> None:
    """Nothing is left to send; answers that came stay until they are taken in."""
    for path in (folder / WHO, folder / LAST, *folder.glob(f"*{_ENVELOPE}")):
        path.unlink(missing_ok=True)


def answers(folder: Path, identity: str, portal_key: str) -> list[tuple[Path, Answered]]:
    """The portal's answers that lie here, each checked again by its signature; a spoilt one is left out."""
    found = []
    for path in sorted(folder.glob(f"*{_ANSWER}")):
        try:
            data = signing.decrypt_bytes([identity], path.read_bytes())
            head_jws, head, lines = signing.open_answer(data, portal_key)
        except (signing.BadSignature, signing.NotForUs, wire.WireError):
            continue
        found.append((path, Answered(head_jws, head, lines)))
    return found


def last(folder: Path) -> Last | None:
    """How the last run ended, where there was one."""
    try:
        return msgspec.json.decode((folder / LAST).read_bytes(), type=Last)
    except (OSError, msgspec.MsgspecError):
        return None


def send(folder: Path, identity: str, transport: Transport, clock: Clock, random: Randomness) -> Last:
    """Send what lies here, in order; ends at the first outcome that is no answer. Blocking. Raises `TrayError`."""
    try:
        clear_who = signing.decrypt_bytes([identity], (folder / WHO).read_bytes())
    except FileNotFoundError:
        raise TrayError("tray.missing") from None
    except (signing.NotForUs, signing.BadSignature):
        raise TrayError("tray.key_wrong") from None
    who = msgspec.json.decode(clear_who, type=Who)
    waiting = sorted(folder.glob(f"*{_ENVELOPE}"))
    sent, code = 0, ""
    if waiting:
        sent, code = _send_all(folder, identity, who, waiting, transport, random)
    done = Last(at=stamp(clock.now()), sent=sent, left=len(waiting) - sent, code=code)
    _write(folder / LAST, msgspec.json.encode(done))
    return done


def _send_all(
    folder: Path,
    identity: str,
    who: Who,
    waiting: Sequence[Path],
    transport: Transport,
    random: Randomness,
) -> tuple[int, str]:
    """(envelopes that were answered, the code of what ended it)."""
    granted = _signed_in(who, transport, random)
    if not isinstance(granted, Peer):
        return 0, granted.code
    for sent, path in enumerate(waiting):
        data = signing.decrypt_bytes([identity], path.read_bytes())
        outcome = transport.exchange(calls.envelopes(granted, random, data))
        if not isinstance(outcome, Answered):
            return sent, outcome.code
        answer = wire.pack_answer(outcome.head_jws, outcome.lines)
        name = path.name.removesuffix(_ENVELOPE)
        _write(folder / f"{name}{_ANSWER}", signing.encrypt_bytes([who.answers_to], answer))
        path.unlink()  # last: with the answer lost the envelope goes again, and is answered as before
    return len(waiting), ""


def _signed_in(who: Who, transport: Transport, random: Randomness) -> Peer | Outcome:
    hello = transport.exchange(calls.hello(who.url, random, who.portal_key))
    if not isinstance(hello, Answered):
        return hello
    if hello.head.portal != who.portal:
        return NotThePortal("portal")
    peer = _peer(who, "")
    sender = Identity(who.replica, signing.SigningKey(bytes.fromhex(who.seed)), "", "")
    granted = transport.exchange(calls.token(peer, sender, random, hello.head.time))
    if not isinstance(granted, Answered):
        return granted
    token = wire.parse_first(granted.lines, wire.Grant).token
    return _peer(who, token) if token else Login()


def _peer(who: Who, token: str) -> Peer:
    return Peer(
        who.portal, "portal", "", who.url, who.portal_key, "", who.replica, "", "", "", token, 0, None, 0, "",
        None, None,
    )  # fmt: skip


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, readable by this account alone."""
    beside = path.with_name(f"{path.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
