"""Who may be paid from a purse, and what is in the others' way: asked page by page, for there may be many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.initiative import Initiative
from desktop.domain.payment import Standing, why_not
from desktop.domain.problems import Problem, blocking
from desktop.domain.purse import Purse
from desktop.domain.text import fold
from desktop.services import purses
from desktop.services.desk import Look, question
from desktop.store import eligible, initiatives, payments, portal_words, reports
from sync import outbox_questions
from sync.outbox_questions import PortalState

PAGE = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """One initiative before a purse: payable where nothing blocks."""

    id: str
    number: int | None
    title: str
    authors: str
    workshop: str
    problems: tuple[Problem, ...]

    @property
    def payable(self) -> bool:
        """Whether the purse may pay it; a warning does not keep it from that."""
        return not blocking(self.problems)


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """One page of them, how many there are in all, and how many of those may be paid."""

    rows: tuple[Candidate, ...]
    total: int
    payable: int


@question()
def candidates(look: Look, purse_code: str, offset: int = 0, limit: int = PAGE) -> CandidatePage:
    """One page of the initiatives before a purse, those that may be paid first, each with what is in its way."""
    purse = purses.purse(look, purse_code)
    free = eligible.payable(look.session, purse)
    wanted = free[offset : offset + limit]
    if len(wanted) < limit:
        past = max(0, offset - len(free))
        wanted += eligible.others(look.session, purse, offset=past, limit=limit - len(wanted))
    found = initiatives.load_many(look.session, wanted)
    values = [found[record] for record in wanted if record in found]
    known = standings(look, purse, values)
    rows = tuple(_candidate(value, why_not(value, purse, known[value.id])) for value in values)
    return CandidatePage(rows, eligible.count(look.session), len(free))


@question()
def payable(look: Look, purse_code: str) -> tuple[str, ...]:
    """The ids of everything that a purse may pay, in the order of entry."""
    return tuple(eligible.payable(look.session, purses.purse(look, purse_code)))


@question()
def portal_codes(look: Look, ids: Sequence[str]) -> dict[str, str]:
    """The code that a portal gave each of these: typed by hand, or the running number of its receipt."""
    states = outbox_questions.status_of(look.session, ids)
    codes = {record: str(state.version) for record, state in states.items() if state.version}
    return codes | {record: word.code for record, word in portal_words.words_of(look.session, ids).items()}


def _candidate(value: Initiative, problems: tuple[Problem, ...]) -> Candidate:
    names = ", ".join(author.name for author in value.authors)
    return Candidate(value.id, value.number, value.title, names, value.workshop, problems)


def standings(look: Look, purse: Purse, values: Sequence[Initiative]) -> dict[str, Standing]:
    """What payments ask of these initiatives beside their own records."""
    ids = [value.id for value in values]
    states = outbox_questions.status_of(look.session, ids)
    words = portal_words.words_of(look.session, ids)
    codes = portal_codes(look, ids)
    reported = reports.reported(look.session, ids)
    paying = payments.rounds_paying(look.session, purse.code, ids)
    twins = _twins(look, purse, values, paying)
    found: dict[str, Standing] = {}
    for record in ids:
        state, word = states.get(record), words.get(record)
        by_hand = word is not None and word.valid_on is not None
        approved = by_hand or (state is not None and state.state is PortalState.APPROVED)
        found[record] = Standing(
            approved, codes.get(record, ""), record in reported, paying.get(record), twins.get(record)
        )
    return found


def _twins(
    look: Look, purse: Purse, values: Sequence[Initiative], paying: Mapping[str, int]
) -> dict[str, int]:
    """Initiatives that were likely entered twice: the same title and an author in common with one that is paid."""
    paid: dict[str, set[str]] = {}
    by_title: dict[str, list[str]] = {}
    for record, title, person in payments.payees(look.session, purse.code):
        if record not in paid:
            by_title.setdefault(fold(title), []).append(record)
        paid.setdefault(record, set()).add(person)
    twins: dict[str, str] = {}
    for value in values if by_title else ():
        if value.id in paying:
            continue
        people = {author.person for author in value.authors}
        for other in by_title.get(fold(value.title), ()):
            if other != value.id and people & paid[other]:
                twins[value.id] = other
    known = initiatives.load_many(look.session, list(twins.values()))
    return {record: known[other].number or 0 for record, other in twins.items() if other in known}
