"""Numbers given twice by two PCs of a union: found after what came was taken in, with what should become of each.

Of two initiatives the one that a decision names keeps its number, else the older one; each PC proposes the same, and
nobody is renumbered without somebody's word. Of two payment rounds the settled one keeps it, since its list is frozen;
of two settled ones both do. Signed papers keep what is printed on them: the later one is for people, who put its number
right by another paper; once that is signed, nothing is doubled any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services.desk import Look, Work, order, question
from desktop.store import doubled as store
from desktop.store import initiatives, payments
from desktop.store.doubled import Numbered
from desktop.store.initiatives import INITIATIVES
from desktop.store.payments import ROUNDS


@dataclass(frozen=True, slots=True)
class Doubled:
    """`record` bears the number of `kept` as well, and would get `proposal` ("": the number is on a signed paper)."""

    kind: str
    record: str
    title: str
    year: int
    number: str
    kept: str
    proposal: str = ""

    @property
    def is_round(self) -> bool:
        """Whether it is a round of payments."""
        return self.kind == ROUNDS.kind


@question()
def doubled(look: Look) -> tuple[Doubled, ...]:
    """Each one that should get another number: initiatives first, then rounds, in the order of numbers."""
    return (*_initiatives(look), *_rounds(look), *_papers(look))


def _initiatives(look: Look) -> list[Doubled]:
    found: list[Doubled] = []
    following: dict[int, int] = {}
    for kept, one in _pairs(store.doubled(look.session)):
        proposal = following.get(one.year) or initiatives.next_number(look.session, one.year)
        following[one.year] = proposal + 1
        found.append(_said(kept, one, str(proposal)))
    return found


def _rounds(look: Look) -> list[Doubled]:
    """Rounds that are still open: of those that are settled both numbers are printed on lists that people signed."""
    found: list[Doubled] = []
    following: dict[int, int] = {}
    for kept, one in _pairs(store.doubled_rounds(look.session)):
        if one.settled:
            continue
        proposal = following.get(one.year) or payments.next_number(look.session, one.year)
        following[one.year] = proposal + 1
        found.append(_said(kept, one, str(proposal)))
    return found


def _papers(look: Look) -> list[Doubled]:
    return [_said(kept, one) for kept, one in _pairs(store.doubled_papers(look.session))]


def _pairs(groups: tuple[tuple[Numbered, ...], ...]) -> list[tuple[Numbered, Numbered]]:
    """The one that keeps the number, with each of the others."""
    return [(group[0], one) for group in groups for one in group[1:]]


def _said(kept: Numbered, one: Numbered, proposal: str = "") -> Doubled:
    return Doubled(one.kind, one.id, one.title, one.year, one.number, kept.title, proposal)


@order(Right.ENTER, "initiative.renumber")
def renumber(work: Work, record: str) -> int:
    """Give an initiative the next free number of its year; which. Raises `number.not_doubled`, `number.on_paper`."""
    _demand(work, record)
    before = initiatives.load_many(work.session, (record,))[record]
    assert before.entered_on is not None  # a number is of a year
    number = initiatives.next_number(work.session, before.entered_on.year)
    work.save_changed(INITIATIVES, [(before, replace(before, number=number))])
    return number


@order(Right.PAY, "payment.renumber")
def renumber_round(work: Work, record: str) -> int:
    """Give an open round the next free number of its year; which. Raises `number.not_doubled`."""
    found = _demand(work, record)
    before = ROUNDS.load_many(work.session, (record,))[record]
    number = payments.next_number(work.session, found.year)
    work.save_changed(ROUNDS, [(before, replace(before, number=number))])
    return number


def renumbering(found: Doubled) -> Callable[[Work, str], int]:
    """The order that gives this one another number."""
    return renumber_round if found.is_round else renumber


def _demand(look: Look, record: str) -> Doubled:
    found = {one.record: one for one in doubled(look)}.get(record)
    if found is None:
        raise Refused("number.not_doubled")
    if not found.proposal:
        raise Refused("number.on_paper", number=found.number)
    return found
