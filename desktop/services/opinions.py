"""What the employer answered to a Phiếu xin ý kiến: recorded with date, answer and scan, and followed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.domain.access import Right
from desktop.domain.house import EmployerAnswer, HouseFact, Release
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.domain.text import clean_fields
from desktop.services.desk import Look, Work, order, question
from desktop.store import house, initiatives
from desktop.store.house import HOUSE_FACTS
from desktop.store.initiatives import INITIATIVES
from desktop.store.records import in_parts

_KEY = "employer_answer"


@dataclass(frozen=True, slots=True)
class Asked:
    """An initiative about which the employer is asked: what the union proposes, and the newest answer."""

    id: str
    number: int | None
    title: str
    proposed: Release
    answered: EmployerAnswer | None

    @property
    def level(self) -> Release | None:
        """What the employer answered about it."""
        return self.answered.levels[self.id] if self.answered else None


@order(Right.SUBMIT, "initiative.release")
def record(work: Work, answer: EmployerAnswer, scan_type: str = "") -> int:
    """Keep an answer and release each initiative as it says; gives how many that changed.

    Raises `opinion.nothing`, `opinion.in_future`, `initiative.missing`, `file.missing` for a scan that is not stored.
    """
    answer = clean_fields(answer)
    if not answer.levels:
        raise Refused("opinion.nothing")
    if answer.answered_on > work.today():
        raise Refused("opinion.in_future", date=answer.answered_on)
    known = _known(work, tuple(answer.levels))
    missing = answer.levels.keys() - known.keys()
    if missing:
        raise Refused("initiative.missing", id=min(missing))
    if answer.scan:
        work.note_file(answer.scan, scan_type or "application/pdf")
    work.save(HOUSE_FACTS, HouseFact(work.new_id(), _KEY, answer.answered_on, answer))
    pairs = [
        (value, replace(value, release=answer.levels[value.id]))
        for value in known.values()
        if value.release is not answer.levels[value.id]
    ]
    work.save_changed(INITIATIVES, pairs)
    return len(pairs)


@question()
def listing(look: Look) -> tuple[EmployerAnswer, ...]:
    """Every answer, oldest first."""
    return tuple(fact.value for fact in house.facts_of(look.session, _KEY))


@question()
def asked(look: Look, records: Sequence[str]) -> tuple[Asked, ...]:
    """These initiatives with what was answered about them, in their order; one that is gone is left out."""
    known, newest = _known(look, records), _newest(look)
    return tuple(
        Asked(value.id, value.number, value.title, value.release, newest.get(value.id))
        for value in (known[one] for one in records if one in known)
    )


def _newest(look: Look) -> Mapping[str, EmployerAnswer]:
    return {one: answer for answer in listing(look) for one in answer.levels}


def _known(look: Look, records: Sequence[str]) -> dict[str, Initiative]:
    return {
        key: value
        for part in in_parts(list(records))
        for key, value in initiatives.load_many(look.session, part).items()
    }
