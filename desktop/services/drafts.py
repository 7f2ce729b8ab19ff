"""Drafts of forms: kept while somebody types, shown after a crash, gone with the store."""

from __future__ import annotations

from desktop.domain.access import Right
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.store import drafts
from desktop.store.drafts import Draft
from sync.clock import new_id

__all__ = ["Draft", "drop", "find", "fresh", "keep"]


@job(Right.READ)
def fresh(desk: Desk, room: str) -> str:
    """A name for a form that nobody else has, given without a look at the drafts that are there."""
    return f"{room}/{new_id(desk.clock, desk.random)}"


@order(Right.READ)
def keep(work: Work, form: str, body: str) -> None:
    """Keep what stands in a form (that form's own JSON), replacing what was kept before."""
    drafts.keep(work.session, work.user.id, form, body, work.now())


@order(Right.READ)
def drop(work: Work, form: str) -> None:
    """Forget a form's draft."""
    drafts.drop(work.session, work.user.id, form)


@question()
def find(look: Look) -> tuple[Draft, ...]:
    """The user's drafts, the newest first."""
    return drafts.find(look.session, look.user.id)
