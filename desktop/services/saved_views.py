"""Views of a list that a user saved under a name."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.domain.text import clean_line
from desktop.services.desk import Look, Work, order, question
from desktop.services.initiatives import ListQuery
from desktop.store import saved_views
from desktop.store.saved_views import SAVED_VIEWS, SavedView

__all__ = ["SavedView"]


@question()
def views(look: Look, which: str) -> tuple[SavedView, ...]:
    """The user's own views of a list, by name."""
    return saved_views.views_of(look.session, look.user.id, which)


@order(Right.READ, "view.save")
def save(work: Work, which: str, name: str, query: ListQuery) -> str:
    """Keep what a list shows under a name; the same name is said anew. Raises `view.name_missing`."""
    called = clean_line(name)
    if not called:
        raise Refused("view.name_missing")
    same = [view for view in saved_views.views_of(work.session, work.user.id, which) if view.name == called]
    record = same[0].id if same else work.new_id()
    kept = replace(query, ids=(), offset=0, limit=ListQuery().limit)
    work.save(SAVED_VIEWS, SavedView(record, work.user.id, which, called, kept))
    return record


@order(Right.READ, "view.rename")
def rename(work: Work, record: str, name: str) -> None:
    """Give a view another name. Raises `view.name_missing`, `view.name_taken`; one that is gone stays so."""
    called = clean_line(name)
    if not called:
        raise Refused("view.name_missing")
    known = SAVED_VIEWS.load_many(work.session, (record,)).get(record)
    if known is None or known.name == called:
        return
    if any(view.name == called for view in saved_views.views_of(work.session, work.user.id, known.list)):
        raise Refused("view.name_taken", name=called)
    work.save(SAVED_VIEWS, replace(known, name=called))


@order(Right.READ, "view.remove")
def remove(work: Work, record: str) -> None:
    """Forget a view."""
    work.remove(SAVED_VIEWS, record)
