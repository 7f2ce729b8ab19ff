"""Papers that mend an issued decision: amend, replace, annul, correct; and what changed in the records since.

After issue the content is changed by an equal paper, a slip of form by a letter (Decree 30/2020, article 18.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import msgspec

from desktop.documents import letters
from desktop.documents.papers import DecisionRow
from desktop.domain.access import Right
from desktop.domain.decision import Decision
from desktop.domain.issued import Deed, Fix, FixedField, IssuedPaper, Ref
from desktop.domain.problems import Refused
from desktop.domain.series import Issuing
from desktop.services import decisions, registers
from desktop.services.desk import Look, Work, order, question
from desktop.services.mending_facts import First, Mending, mending_facts, subject_of, symbol_of
from desktop.services.paper_facts import FrozenIssue, Issuer
from desktop.services.registers import Entry
from desktop.store import issued


@dataclass(frozen=True, slots=True)
class Changed:
    """One cell of a frozen list that the records now say otherwise; `place` is the row, from 1."""

    place: int
    column: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the printed list, with the names that a paper may put right."""

    id: str
    place: int
    title: str
    authors: tuple[str, ...]


@question()
def listed(look: Look, record: str) -> tuple[Listed, ...]:
    """The rows of a signed decision that are still recognised. Raises `mend.not_signed`."""
    first, _issuer = _first(look, record)
    rows = {value: place for place, value in enumerate(first.decision.initiatives, 1)}
    return tuple(
        Listed(value.id, rows[value.id], value.title, tuple(author.name for author in value.authors))
        for value in first.listed
    )


@order(Right.DECIDE, "paper.draft")
def draft(work: Work, record: str, mending: Mending) -> str:
    """Draft the paper that mends a decision; gives its id in the register (`services.registers` goes on with it).

    Raises `decision.missing`, `mend.not_signed`, `mend.nothing`, `decision.reason_missing` (annulling needs one),
    `mend.not_listed`, `mend.annulled` where the decision was annulled or replaced as a whole before.
    """
    first, issuer = _first(work, record, mending.fixes)
    _check(work, first, mending)
    about = [Ref("decision", record)]
    if mending.deed is Deed.ANNULS:
        about += [Ref("initiative", value) for value in mending.initiatives or first.decision.initiatives]
    entry = Entry(
        facts=mending_facts(mending, first, issuer, work.today()),
        issuer=Issuing.EMPLOYER,
        symbol=symbol_of(mending, issuer),
        subject=subject_of(mending, first, issuer),
        signer=mending.signer.name,
        about=tuple(about),
        deed=mending.deed,
        mends=record,
        fixes=mending.fixes,
        reason=mending.reason,
    )
    return registers.draft(work, entry)


@question()
def mended_by(look: Look, record: str) -> tuple[IssuedPaper, ...]:
    """The papers that mend a decision, oldest first."""
    return issued.mending(look.session, record)


@question()
def changes_since(look: Look, record: str) -> tuple[Changed, ...]:
    """Where the printed list of a signed decision is out of date; empty while it is a draft."""
    decision = decisions.get(look, record)
    if not decision.facts:
        return ()
    first, _issuer = _first(look, record)
    now = dict(zip((value.id for value in first.listed), first.now.decision.rows, strict=True))
    return tuple(
        Changed(place, one.name, _text(getattr(was, one.name)), _text(getattr(now[value], one.name)))
        for place, (value, was) in enumerate(
            zip(decision.initiatives, first.frozen.decision.rows, strict=True), 1
        )
        if value in now
        for one in fields(DecisionRow)
        if getattr(was, one.name) != getattr(now[value], one.name)
    )


@question()
def changes_as_lines(look: Look, record: str) -> tuple[str, ...]:
    """The same as lines for an amending paper."""
    if not decisions.get(look, record).facts:
        return ()
    _first_one, issuer = _first(look, record)
    return tuple(
        issuer.phrases.line(
            "mending",
            "changed",
            place=change.place,
            column=issuer.phrases.line("columns_of_decision", change.column),
            was=change.was,
            now=change.now,
        )
        for change in changes_since(look, record)
    )


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.replace(",\n", ", ").replace("\n", " ")
    return letters.short_date(value)  # type: ignore[arg-type]  # the one other type in a row is a date or None


def _first(look: Look, record: str, fixes: Sequence[Fix] = ()) -> tuple[First, Issuer]:
    decision = decisions.get(look, record)
    if not decision.number or not decision.facts:
        raise Refused("mend.not_signed")
    frozen = msgspec.json.decode(decision.facts, type=FrozenIssue)
    listed, now, issuer = decisions.as_it_would_be(look, decision, fixes)
    return First(decision, frozen, listed, now), issuer


def _check(look: Look, first: First, mending: Mending) -> None:
    ended = next((paper for paper in _in_force(look, first.decision) if _ends(paper, first.decision)), None)
    if ended is not None:
        raise Refused("mend.annulled", number=first.decision.number, by=ended.number)
    says_something = mending.fixes or any(line.strip() for line in mending.content)
    if mending.deed in (Deed.AMENDS, Deed.CORRECTS) and not says_something:
        raise Refused("mend.nothing")
    if mending.deed is Deed.ANNULS and not mending.reason.strip():
        raise Refused("decision.reason_missing")
    places = {value.id: len(value.authors) for value in first.listed}
    for record in {*mending.initiatives, *(fix.initiative for fix in mending.fixes)} - set(places):
        raise Refused("mend.not_listed", title=record)
    for fix in mending.fixes:
        if not fix.now.strip() or (fix.field is FixedField.AUTHOR and fix.place >= places[fix.initiative]):
            raise Refused("mend.nothing")


def _in_force(look: Look, decision: Decision) -> tuple[IssuedPaper, ...]:
    return tuple(paper for paper in issued.mending(look.session, decision.id) if not paper.is_open)


def _ends(paper: IssuedPaper, decision: Decision) -> bool:
    """Whether the paper took the decision's place altogether; an annulment in part names fewer initiatives."""
    whole = {Ref("initiative", value) for value in decision.initiatives} <= set(paper.about)
    return paper.deed is Deed.REPLACES or (paper.deed is Deed.ANNULS and whole)
