"""Reviewers: roles, passphrases, signing in, sessions. A session's token is known to its browser alone."""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from hashlib import sha256
from math import ceil

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from sync.clock import new_id, stamp, unstamp
from sync.database import Session
from sync.portal import storage
from sync.portal import storage_review_accounts as stored
from sync.portal.house import Portal, PortalRefused

IDLE = timedelta(minutes=30)
WHOLE = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)
"""A session's last use is written at most so often."""
LEAST_LETTERS = 10
REMEMBERED = timedelta(days=1)
"""Wrong tries older than this count no more."""
_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)


class Role(StrEnum):
    """What a reviewer may do; each may do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    HEAD = "head"

    def covers(self, needed: Role) -> bool:
        """Whether this role is enough."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who is signed in."""

    id: str
    name: str
    shown: str
    role: Role


@dataclass(frozen=True, slots=True)
class Patience:
    """How many wrong tries are free, and the longest wait after that; each wait is twice the one before."""

    free: int
    longest: timedelta

    def wait(self, wrong: int) -> timedelta:
        """How long the next try has to wait after so many wrong ones."""
        beyond = wrong - self.free
        return timedelta() if beyond < 0 else min(self.longest, timedelta(seconds=2 ** min(beyond, 16)))


BY_NAME = Patience(free=3, longest=timedelta(minutes=1))
"""A minute at most: nobody is locked out for long by somebody else's typing."""
BY_ADDRESS = Patience(free=20, longest=timedelta(minutes=10))
"""An office shares one address; a program that tries many names does too."""


class MustWait(Exception):
    """Too many wrong tries; `seconds` until the next one is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class NotLetIn(Exception):
    """Name and passphrase do not fit."""


def folded(name: str) -> str:
    """The name as it is compared: NFC, no case, no spaces around it."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def make(portal: Portal, name: str, shown: str, role: Role, passphrase: str) -> str:
    """A new reviewer; their id.

    Raises `PortalRefused`: `reviewer.name`, `reviewer.exists`, `passphrase.short`.
    """
    signs_in = folded(name)
    if not signs_in or len(signs_in) > 64 or not signs_in.isprintable():
        raise PortalRefused("reviewer.name", name=name)
    account = stored.Account(
        id=new_id(portal.clock, portal.random),
        name=signs_in,
        shown=" ".join(unicodedata.normalize("NFC", shown or name).split()),
        role=role,
        passphrase=_hashed(passphrase),
        disabled=False,
    )
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        if stored.by_name(session, signs_in) is not None:
            raise PortalRefused("reviewer.exists", name=signs_in)
        stored.add(session, account, stamp(portal.clock.now()))
    return account.id


def change(
    portal: Portal,
    name: str,
    *,
    role: Role | None = None,
    passphrase: str = "",
    disabled: bool | None = None,
) -> None:
    """What an administrator changes of a reviewer.

    Raises `PortalRefused`: `reviewer.unknown`, `passphrase.short`.
    """
    hashed = _hashed(passphrase) if passphrase else ""
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        found = stored.by_name(session, folded(name))
        if found is None:
            raise PortalRefused("reviewer.unknown", name=name)
        if role is not None:
            stored.set_role(session, found.id, role)
        if hashed:
            stored.set_passphrase(session, found.id, hashed)
        if disabled is not None:
            stored.disable(session, found.id, stamp(portal.clock.now()) if disabled else None)


def listed(portal: Portal) -> list[stored.Account]:
    """Every reviewer."""
    with portal.database.read() as session:
        return stored.accounts(session)


def new_passphrase(portal: Portal) -> str:
    """A passphrase to hand over on paper: twenty letters in groups, a hundred bits."""
    letters = base64.b32encode(portal.random(13)).decode("ascii").lower()[:20]
    return "-".join(letters[place : place + 5] for place in range(0, 20, 5))


def sign_in(portal: Portal, name: str, passphrase: str, address: str) -> str:
    """The token of a new session. Raises `MustWait` or `NotLetIn`.

    A try is counted before it is looked at, so that many at once are no way around the wait.
    """
    now = portal.clock.now()
    by_name, by_address = f"name {_hash(folded(name))}", f"address {_hash(address)}"
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        _count(session, now, {by_name: BY_NAME, by_address: BY_ADDRESS})
        found = stored.by_name(session, folded(name))
    good = _fits(found.passphrase if found else _nobodys(), passphrase)
    if found is None or found.disabled or not good:
        raise NotLetIn
    token = new_token(portal)
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        long_ago = stamp(now - REMEMBERED)
        stored.forget_tries(session, by_name, long_ago)
        wrong, _ = stored.tries(session, by_address, long_ago)
        stored.set_tries(session, by_address, max(wrong - 1, 0), "", stamp(now))
        stored.end_old(session, *_ends(now))
        stored.begin(session, _hash(token), found.id, stamp(now))
    return token


def _count(session: Session, now: datetime, whom: dict[str, Patience]) -> None:
    """Count one more try of each; it is the right one until the passphrase says otherwise."""
    long_ago = stamp(now - REMEMBERED)
    known = {who: stored.tries(session, who, long_ago) for who in whom}
    latest = max(until for _, until in known.values())
    if latest > stamp(now):
        raise MustWait(ceil((unstamp(latest) - now).total_seconds()))
    for who, patience in whom.items():
        wrong = known[who][0] + 1
        wait = patience.wait(wrong)
        stored.set_tries(session, who, wrong, stamp(now + wait) if wait else "", stamp(now))


def change_own(portal: Portal, who: Reviewer, old: str, new: str, address: str) -> str:
    """Another passphrase of one's own, and a new session; its token.

    Raises as `sign_in` does where the old one is wrong, `PortalRefused("passphrase.short")`.
    """
    hashed = _hashed(new)
    sign_in(portal, who.name, old, address)
    with portal.database.write() as session:
        stored.set_passphrase(session, who.id, hashed)
    return sign_in(portal, who.name, new, address)


def who_is(portal: Portal, token: str) -> Reviewer | None:
    """Whose session this is, None where there is none or it has ended."""
    now = portal.clock.now()
    with portal.database.read() as session:
        found = stored.signed_in(session, _hash(token), *_ends(now)) if token else None
    if found is None:
        return None
    account, last = found
    if last <= stamp(now - NOTED_EVERY):
        with portal.database.write() as session:
            stored.seen(session, _hash(token), stamp(now))
    return Reviewer(account.id, account.name, account.shown, Role(account.role))


def sign_out(portal: Portal, token: str) -> None:
    """The session ends on the server, whatever the browser keeps."""
    with portal.database.write() as session:
        stored.end(session, _hash(token))


def new_token(portal: Portal) -> str:
    """A secret for one browser."""
    return base64.urlsafe_b64encode(portal.random(32)).decode("ascii").rstrip("=")


def _ends(now: datetime) -> tuple[str, str]:
    """Sessions that began, or were last used, at these times have ended."""
    return stamp(now - WHOLE), stamp(now - IDLE)


def _hash(text: str) -> str:
    return sha256(b"sangkien review " + text.encode("utf-8")).hexdigest()


def _hashed(passphrase: str) -> str:
    said = unicodedata.normalize("NFC", passphrase)
    if len(said) < LEAST_LETTERS:
        raise PortalRefused("passphrase.short", least=LEAST_LETTERS)
    return _HASHER.hash(said)


def _fits(encoded: str, passphrase: str) -> bool:
    try:
        return _HASHER.verify(encoded, unicodedata.normalize("NFC", passphrase))
    except VerificationError:
        return False


@cache
def _nobodys() -> str:
    """What a name that nobody has is compared with, so that the answer takes as long."""
    return _HASHER.hash("nobody's passphrase")
