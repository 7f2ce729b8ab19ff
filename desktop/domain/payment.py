"""Support money: who may be paid and why not, a round of payments, and what became of each sum.

Money belongs to an initiative; its authors share it. One purse pays an initiative once. The list, the ledger and the
words below it are made from the same whole đồng.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from datetime import date
from enum import StrEnum

from desktop.domain.decision import IssuedFiles
from desktop.domain.initiative import Initiative, Outcome, Section
from desktop.domain.problems import Problem
from desktop.domain.purse import Condition, Purse
from desktop.domain.shares import split_amount


class RoundState(StrEnum):
    """A round is open while money is handed out; settled, its list is frozen and only corrections follow."""

    OPEN = "open"
    SETTLED = "settled"


class PayeeState(StrEnum):
    """What became of one sum."""

    LISTED = "listed"
    PAID = "paid"
    PAID_TO_OTHER = "paid_to_other"
    """Handed to somebody else, on an authority that the author signed."""
    RETURNED = "returned"
    """Not taken or given back: it is in the purse again."""


_UNMET = {
    Condition.WRITTEN: "payment.not_written",
    Condition.PROPOSED: "payment.not_proposed",
    Condition.RECOGNISED: "payment.not_recognised",
    Condition.APPROVED: "payment.not_approved",
    Condition.REPORTED: "payment.not_reported",
}
HANDED_OUT = (PayeeState.PAID, PayeeState.PAID_TO_OTHER)


@dataclass(frozen=True, slots=True)
class PaymentRound:
    """One round of one purse, with the purse as it stood then. `facts` and `files` are frozen when settled."""

    id: str
    number: int
    year: int
    purse: Purse
    made_on: date
    state: RoundState = RoundState.OPEN
    settled_on: date | None = None
    facts: str = ""
    files: IssuedFiles = made_by(default_factory=IssuedFiles)


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One author's part of one initiative's money: a row of the signed list.

    `place` is the author's place on the initiative; `proof` the decision's number or the portal's code.
    """

    id: str
    round: str
    purse: str
    initiative: str
    initiative_title: str
    place: int
    row: int
    person: str
    name: str
    workshop: str
    proof: str
    amount: int
    state: PayeeState = PayeeState.LISTED
    paid_on: date | None = None
    receiver: str = ""
    authority: str = ""
    reason: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """What is put right after settling: đồng more (or less) than the list says, and why."""

    id: str
    line: str
    round: str
    purse: str
    initiative: str
    amount: int
    made_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody says of sums on the list."""

    state: PayeeState
    on: date | None = None
    receiver: str = ""
    authority: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """Đồng of a round or a purse: what was listed is what was paid, returned and still waits."""

    listed: int = 0
    paid: int = 0
    returned: int = 0
    corrected: int = 0

    @property
    def waiting(self) -> int:
        """Listed, and nobody said yet what became of it."""
        return self.listed - self.paid - self.returned

    @property
    def spent(self) -> int:
        """What has left the purse."""
        return self.paid + self.corrected


@dataclass(frozen=True, slots=True)
class Standing:
    """What payments ask of an initiative beside its own record."""

    approved: bool = False
    portal_code: str = ""
    reported: bool = False
    round_number: int | None = None
    """The round of this purse that lists it with money that was not returned."""
    twin_number: int | None = None
    """Another initiative with the same title and an author in common that this purse pays."""


def totals(lines: Iterable[PaymentLine], corrections: Iterable[Correction] = ()) -> Totals:
    """The sums of these lines."""
    known = tuple(lines)
    return Totals(
        sum(line.amount for line in known),
        sum(line.amount for line in known if line.state in HANDED_OUT),
        sum(line.amount for line in known if line.state is PayeeState.RETURNED),
        sum(correction.amount for correction in corrections),
    )


def why_not(initiative: Initiative, purse: Purse, standing: Standing) -> tuple[Problem, ...]:
    """What keeps a purse from paying an initiative; a likely twin warns only."""
    problems = [
        Problem(_UNMET[condition], "initiative")
        for condition in purse.conditions
        if not _holds(condition, initiative, standing)
    ]
    if not initiative.authors:
        problems.append(Problem("authors.missing", "authors"))
    if standing.round_number is not None:
        problems.append(Problem("payment.already", "initiative", {"round": standing.round_number}))
    if standing.twin_number is not None:
        problems.append(
            Problem("payment.twin", "initiative", {"number": standing.twin_number}, warns_only=True)
        )
    return tuple(problems)


def _holds(condition: Condition, initiative: Initiative, standing: Standing) -> bool:
    match condition:
        case Condition.WRITTEN:
            return bool(initiative.summary or initiative.sections.get(Section.CONTENT))
        case Condition.PROPOSED:
            council = initiative.council
            proposed = council is not None and council.outcome is Outcome.PROPOSED
            return proposed or initiative.recognition is not None
        case Condition.RECOGNISED:
            return initiative.recognition is not None
        case Condition.APPROVED:
            return standing.approved
        case Condition.REPORTED:
            return standing.reported


def check_amount(purse: Purse, amount: int) -> tuple[Problem, ...]:
    """Whether one initiative may have that much of a purse."""
    if amount <= 0:
        return (Problem("payment.amount_missing", "amount"),)
    if amount > purse.cap:
        return (Problem("payment.over_cap", "amount", {"amount": amount, "cap": purse.cap}),)
    return ()


def shared(initiative: Initiative, amount: int) -> tuple[int, ...]:
    """An initiative's money by its authors' shares; the sum is exactly the amount."""
    return split_amount(amount, [author.share for author in initiative.authors])


def check_mark(line: PaymentLine, mark: Mark, today: date) -> tuple[Problem, ...]:
    """Whether that may be said of a sum."""
    problems: list[Problem] = []
    if line.settled:
        problems.append(Problem("payment.settled", "state"))
    if mark.on is not None and mark.on > today:
        problems.append(Problem("payment.in_future", "on", {"on": mark.on}))
    if mark.state is PayeeState.PAID_TO_OTHER:
        if not mark.receiver.strip():
            problems.append(Problem("payment.receiver_missing", "receiver"))
        if not mark.authority.strip():
            problems.append(Problem("payment.authority_missing", "authority"))
    return tuple(problems)


def marked(line: PaymentLine, mark: Mark, today: date) -> PaymentLine:
    """The line after that was said."""
    handed = mark.state in HANDED_OUT
    other = mark.state is PayeeState.PAID_TO_OTHER
    return replace(
        line,
        state=mark.state,
        paid_on=(mark.on or today) if handed else None,
        receiver=mark.receiver if other else "",
        authority=mark.authority if other else "",
        reason=mark.reason,
    )


def check_settling(lines: Sequence[PaymentLine]) -> tuple[Problem, ...]:
    """A round is settled when something was said of every sum."""
    waiting = sum(line.state is PayeeState.LISTED for line in lines)
    return (Problem("payment.waiting", "state", {"count": waiting}),) if waiting else ()


def check_correction(correction: Correction, held: int, cap: int) -> tuple[Problem, ...]:
    """Whether a correction keeps an initiative between nothing and the purse's cap.

    `held` is what the initiative has of the purse before it, corrections included.
    """
    problems: list[Problem] = []
    after = held + correction.amount
    if correction.amount == 0:
        problems.append(Problem("payment.amount_missing", "amount"))
    if not correction.reason.strip():
        problems.append(Problem("payment.reason_missing", "reason"))
    if after < 0:
        problems.append(Problem("payment.below_nothing", "amount", {"held": held}))
    if after > cap:
        problems.append(Problem("payment.over_cap", "amount", {"amount": after, "cap": cap}))
    return tuple(problems)


def subtotals(amounts: Sequence[int], pages: Sequence[int]) -> tuple[int, ...]:
    """The sum of each page, given how many rows stand on each."""
    found: list[int] = []
    start = 0
    for count in pages:
        found.append(sum(amounts[start : start + count]))
        start += count
    return tuple(found)


def by_initiative(lines: Iterable[PaymentLine]) -> Mapping[str, int]:
    """What each initiative has of these lines; what was returned does not count."""
    found: dict[str, int] = {}
    for line in lines:
        kept = 0 if line.state is PayeeState.RETURNED else line.amount
        found[line.initiative] = found.get(line.initiative, 0) + kept
    return found
