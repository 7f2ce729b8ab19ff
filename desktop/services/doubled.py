"""Numbers given twice by two PCs of a union: found after what came was taken in, with a proposal for each.

The one that a decision names keeps its number, else the older one; each PC proposes the same. Nobody is renumbered
without somebody's word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services.desk import Look, Work, order, question
from desktop.store import doubled as store
from desktop.store import initiatives
from desktop.store.initiatives import INITIATIVES


@dataclass(frozen=True, slots=True)
class Doubled:
    """`record` bears the number of `kept` as well, and would get `proposal`."""

    record: str
    title: str
    year: int
    number: int
    kept: str
    proposal: int


@question()
def doubled(look: Look) -> tuple[Doubled, ...]:
    """Each one that should get another number, in the order of numbers."""
    found: list[Doubled] = []
    following: dict[int, int] = {}
    for group in store.doubled(look.session):
        kept = group[0]
        for one in group[1:]:
            proposal = following.get(one.year) or initiatives.next_number(look.session, one.year)
            following[one.year] = proposal + 1
            found.append(Doubled(one.id, one.title, one.year, one.number, kept.title, proposal))
    return tuple(found)


@order(Right.ENTER, "initiative.renumber")
def renumber(work: Work, record: str) -> int:
    """Give it the next free number of its year; which. Raises `number.not_doubled`."""
    if record not in {one.record for one in doubled(work)}:
        raise Refused("number.not_doubled")
    before = initiatives.load_many(work.session, (record,))[record]
    assert before.entered_on is not None  # a number is of a year
    number = initiatives.next_number(work.session, before.entered_on.year)
    work.save_changed(INITIATIVES, [(before, replace(before, number=number))])
    return number
