"""Who works here: users and roles, and what opens the folder for them on this PC.

A user is a record of the union, known on all its PCs; passphrases stay in each PC's own key file. The record is written
first: a power cut between the two leaves a user without a passphrase, which an administrator can set again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.access import Right, Role, User
from desktop.domain.problems import Refused
from desktop.domain.text import clean_line
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.services.folders import demand_long
from desktop.store import accounts, keys
from desktop.store.accounts import USERS
from desktop.store.keys import Strength

__all__ = ["Account", "add", "change", "enable", "listing", "reset_passphrase", "retire"]


@dataclass(frozen=True, slots=True)
class Account:
    """A user as the page of users shows them; `can_open`: there is a passphrase for them on this PC."""

    user: User
    can_open: bool
    by_keyring: bool
    is_you: bool


@question()
def names(look: Look) -> dict[str, str]:
    """Every user's name by id, also of those who left."""
    return {user.id: user.name for user in accounts.load_all(look.session)}


@question(Right.ADMINISTER)
def _users(look: Look) -> tuple[User, ...]:
    return accounts.load_all(look.session)


@job(Right.ADMINISTER)
def listing(desk: Desk) -> tuple[Account, ...]:
    """Every user, in the order they were added."""
    holders = {holder.id: holder for holder in keys.holders(desk.folder)}
    return tuple(
        Account(
            user, user.id in holders, user.id in holders and holders[user.id].by_keyring, user == desk.user
        )
        for user in desk.look(_users)
    )


@job(Right.ADMINISTER, writes=True)
def add(
    desk: Desk, name: str, roles: Sequence[Role], passphrase: str, *, strength: Strength | None = None
) -> User:
    """A new user, who can sign in with a passphrase. Another one of the same name may be there.

    Raises `user.name_missing`, `user.no_role`, `passphrase.short`.
    """
    demand_long(passphrase)
    user = desk.do(_add, name, roles).value
    _let_open(desk, user, passphrase, strength)
    return user


@order(Right.ADMINISTER, "user.add")
def _add(work: Work, name: str, roles: Sequence[Role]) -> User:
    return _store(work, User(work.new_id(), name, tuple(roles)))


@job(Right.ADMINISTER, writes=True)
def change(desk: Desk, user: str, name: str, roles: Sequence[Role]) -> User:
    """Another name, other roles; they hold at once for whoever is signed in.

    Raises `user.unknown`, `user.name_missing`, `user.no_role`, `user.last_administrator`.
    """
    changed = desk.do(_change, user, name, roles).value
    keys.rename(desk.folder, user, changed.name)
    return changed


@order(Right.ADMINISTER, "user.change")
def _change(work: Work, user: str, name: str, roles: Sequence[Role]) -> User:
    return _store(work, replace(_known(work, user), name=name, roles=tuple(roles)))


@job(Right.ADMINISTER, writes=True)
def retire(desk: Desk, user: str) -> None:
    """Somebody left: the name stays in history, nothing of theirs opens the folder on this PC any more.

    Raises `user.unknown`, `user.yourself`, `user.last_administrator`.
    """
    desk.do(_set_active, user, active=False)
    keys.drop(desk.folder, user)


@job(Right.ADMINISTER, writes=True)
def enable(desk: Desk, user: str, passphrase: str, *, strength: Strength | None = None) -> None:
    """Somebody is back, with a new passphrase. Raises `user.unknown`, `passphrase.short`."""
    demand_long(passphrase)
    back = desk.do(_set_active, user, active=True).value
    _let_open(desk, back, passphrase, strength)


@order(Right.ADMINISTER, "user.change")
def _set_active(work: Work, user: str, *, active: bool) -> User:
    known = _known(work, user)
    if not active and known.id == work.user.id:
        raise Refused("user.yourself")
    return _store(work, replace(known, is_active=active))


@job(Right.ADMINISTER, writes=True)
def reset_passphrase(desk: Desk, user: str, passphrase: str, *, strength: Strength | None = None) -> None:
    """A new passphrase for somebody who forgot theirs, or who has none on this PC yet.

    Raises `user.unknown`, `user.inactive`, `passphrase.short`.
    """
    demand_long(passphrase)
    found = next((known for known in desk.look(_users) if known.id == user), None)
    if found is None:
        raise Refused("user.unknown", name=user)
    if not found.is_active:
        raise Refused("user.inactive", name=found.name)
    _let_open(desk, found, passphrase, strength)


def _let_open(desk: Desk, user: User, passphrase: str, strength: Strength | None) -> None:
    keys.set_passphrase(
        desk.folder,
        desk.opened.keys,
        user.id,
        user.name,
        passphrase,
        strength=strength or Strength(),
        random=desk.random,
    )


def _known(work: Work, user: str) -> User:
    found = next((known for known in accounts.load_all(work.session) if known.id == user), None)
    if found is None:
        raise Refused("user.unknown", name=user)
    return found


def _store(work: Work, user: User) -> User:
    """Checked and stored for good: a passphrase cannot be taken back with the record."""
    cleaned = replace(
        user, name=clean_line(user.name), roles=tuple(role for role in Role if role in user.roles)
    )
    if not cleaned.name:
        raise Refused("user.name_missing")
    if not cleaned.roles:
        raise Refused("user.no_role")
    others = [known for known in accounts.load_all(work.session) if known.id != cleaned.id]
    openers = {holder.id for holder in keys.holders(work.folder.path)}
    if not any(_administers(known) and known.id in openers for known in others) and not _administers(cleaned):
        raise Refused("user.last_administrator")
    work.operation.make_final()
    work.save(USERS, cleaned)
    return cleaned


def _administers(user: User) -> bool:
    return user.is_active and Right.ADMINISTER in user.rights
