"""Initiatives that look alike, and what the council holds of them. A hint and a record of a view; nothing blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.access import Right
from desktop.domain.likeness import ALIKE_FROM, LIFTED_BY_CONTENT, LikenessView, compare, content_of, sketch
from desktop.domain.problems import Refused
from desktop.domain.text import clean_line
from desktop.services.desk import Look, Work, order, question
from desktop.services.stored_titles import StoredTitles
from desktop.store import initiatives, likeness_views
from desktop.store.likeness_views import LIKENESS_VIEWS

_CANDIDATES = 50
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """A stored initiative that resembles another; `why` as `domain.likeness.Likeness` says it, `view` the council's.

    `number` is that of the intake book of `year`: every year has its number 88.
    """

    id: str
    number: int | None
    title: str
    percent: int
    why: tuple[str, ...] = ()
    view: LikenessView | None = None
    year: int | None = None


@question()
def alike(
    look: Look, title: str, authors: Sequence[str] = (), content: str = "", *, but: str = ""
) -> tuple[Alike, ...]:
    """Stored initiatives that resemble one, the likest first, across all years.

    `but` is the record itself where it is stored; with it come the council's views, those held to be no duplicate last.
    """
    mine = sketch(title, authors, content)
    stored = StoredTitles(look.session)
    rows = [row for row in stored.read(stored.like(mine, _CANDIDATES)).values() if row.id != but]
    first = [(row, compare(mine, sketch(row.title, row.authors.split(", ")))) for row in rows]
    near = [
        row.id for row, likeness in first if ALIKE_FROM > likeness.percent >= ALIKE_FROM - LIFTED_BY_CONTENT
    ]
    texts = stored.contents(near) if content and near else {}
    views = {view.beside(but): view for view in likeness_views.views_on(look.session, (but,))} if but else {}
    found = []
    for row, likeness in first:
        if row.id in texts:
            likeness = compare(mine, sketch(row.title, row.authors.split(", "), texts[row.id]))
        if likeness.percent >= ALIKE_FROM:
            view = views.get(row.id)
            found.append(Alike(row.id, row.number, row.title, likeness.percent, likeness.why, view, row.year))
    found.sort(key=lambda one: (one.view is not None and not one.view.is_same, -one.percent))
    return tuple(found[:_SHOWN])


@question()
def alike_to(look: Look, record: str) -> tuple[Alike, ...]:
    """The same for a stored initiative."""
    value = initiatives.load_many(look.session, (record,)).get(record)
    if value is None:
        return ()
    names = [author.name for author in value.authors]
    return alike(look, value.title, names, content_of(value), but=record)


@order(Right.COUNCIL, "likeness.say")
def say(work: Work, one: str, other: str, *, is_same: bool, note: str = "") -> str:
    """Record what the council holds of two that look alike; said again, the view is replaced. Gives its id.

    Raises `initiative.missing`.
    """
    known = initiatives.load_many(work.session, (one, other))
    for record in (one, other):
        if record not in known or one == other:
            raise Refused("initiative.missing", id=record)
    before = likeness_views.of_pair(work.session, (one, other))
    view = LikenessView(
        before.id if before else work.new_id(), one, other, is_same, clean_line(note), work.today()
    )
    work.save(LIKENESS_VIEWS, view)
    for record in (one, other):
        work.touch("initiative", record)
    return view.id


@order(Right.COUNCIL, "likeness.forget")
def forget(work: Work, one: str, other: str) -> None:
    """Take the view on two initiatives back: they are a hint again."""
    before = likeness_views.of_pair(work.session, (one, other))
    if before is not None:
        work.remove(LIKENESS_VIEWS, before.id)
        for record in (one, other):
            work.touch("initiative", record)
