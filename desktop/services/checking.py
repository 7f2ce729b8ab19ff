"""Người nhập, người kiểm tra: who typed a form, and who held it against the paper afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.access import Right
from desktop.domain.checking import Checked, Hands, content_of
from desktop.domain.problems import Refused
from desktop.services.desk import Look, Work, order, question
from desktop.store import accounts, history, initiatives
from desktop.store.personal import CHECKS
from desktop.store.records import load_one


@order(Right.CHECK, "initiative.check")
def check(work: Work, ids: Sequence[str]) -> int:
    """Say that these were held against their forms; gives how many.

    Raises `initiative.missing`, and `check.own` for one that the user entered while somebody else could check it.
    """
    found = initiatives.load_many(work.session, list(ids))
    alone = not _others(work)
    for record in ids:
        if record not in found:
            raise Refused("initiative.missing", id=record)
        if not alone and _entered_by(work, record) == work.user.id:
            raise Refused("check.own", title=found[record].title)
    for value in found.values():
        work.save(CHECKS, Checked(value.id, work.user.id, work.now(), content_of(value)))
        work.touch("initiative", value.id)
    return len(found)


@question()
def hands(look: Look, record: str) -> Hands:
    """Who entered an initiative and who checked it. Raises `initiative.missing`."""
    value = initiatives.load_many(look.session, (record,)).get(record)
    if value is None:
        raise Refused("initiative.missing", id=record)
    names = {user.id: user.name for user in accounts.load_all(look.session)}
    events = history.events_of(look.session, record)
    entered_by, entered_at = (events[0].user, events[0].at) if events else ("", None)
    done = load_one(look.session, CHECKS, record)
    is_stale = done is not None and done.content != content_of(value)
    return Hands(
        names.get(entered_by, ""),
        entered_at,
        names.get(done.user, "") if done else "",
        done.at if done else None,
        is_stale,
    )


def _others(look: Look) -> bool:
    """Whether somebody else could check what this user entered."""
    return any(
        user.is_active and Right.CHECK in user.rights and user.id != look.user.id
        for user in accounts.load_all(look.session)
    )


def _entered_by(look: Look, record: str) -> str:
    events = history.events_of(look.session, record)
    return events[0].user if events else ""
