"""Decisions: drafted with number and date blank, signed on paper, then frozen; and the register of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from desktop.documents import edited
from desktop.domain.access import Right
from desktop.domain.council import Meeting
from desktop.domain.decision import (
    Decision,
    DecisionState,
    FrozenTemplate,
    IssuedFiles,
    check_signing,
    full_number,
)
from desktop.domain.house import Signer
from desktop.domain.initiative import Initiative, Outcome, RecognitionFact, Route
from desktop.domain.issued import Fix, fixed
from desktop.domain.problems import Problem, Refused, blocking
from desktop.domain.series import Issuing
from desktop.domain.text import clean_line
from desktop.services import freezing, frozen_pages, legal, office, printing, registers
from desktop.services.desk import Desk, Done, Look, Work, order, question
from desktop.services.paper_facts import FrozenIssue, Issuer, issue_facts, latest_day, meetings_of
from desktop.store import decisions, initiatives, issued
from desktop.store.decisions import DECISIONS
from desktop.store.initiatives import INITIATIVES
from desktop.store.meetings import MEETINGS

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One line of the register."""

    id: str
    state: DecisionState
    number: str
    signed_on: date | None
    drafted_on: date
    signer: str
    initiatives: int
    has_scan: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """The bytes of an issue as they will be frozen: made outside the transaction, since printing takes seconds."""

    decision: Decision
    number: str
    signed_on: date
    facts: str
    files: IssuedFiles
    certificate: FrozenTemplate
    template: str = ""


@order(Right.DECIDE, "decision.draft")
def draft(
    work: Work,
    ids: Sequence[str],
    signer: Signer,
    *,
    route: Route = Route.COUNCIL,
    reason: str = "",
) -> str:
    """Draft one decision for these initiatives, in their order; gives its id.

    Raises `employer.missing`, `decision.nothing`, and for the first that cannot be listed `initiative.missing`,
    `initiative.issued`, `authors.missing` or `initiative.not_proposed` (two thirds bind the council's route only);
    `decision.reason_missing` where the head recognises without a council and gives no reason.
    """
    issuer = _issuer(work)
    found = initiatives.load_many(work.session, list(ids))
    listed = [_listable(found.get(record), record, route) for record in dict.fromkeys(ids)]
    if not listed:
        raise Refused("decision.nothing")
    if route is Route.HEAD and not clean_line(reason):
        raise Refused("decision.reason_missing")
    today = work.today()
    decision = Decision(
        id=work.new_id(),
        state=DecisionState.DRAFT,
        route=route,
        series=issuer.symbol("decision"),
        year=today.year,
        signer=signer,
        initiatives=tuple(value.id for value in listed),
        drafted_on=today,
        reason=clean_line(reason),
    )
    work.save(DECISIONS, decision)
    work.save_changed(INITIATIVES, [(value, replace(value, decision=decision.id)) for value in listed])
    return decision.id


@order(Right.DECIDE, "decision.for_signature")
def for_signature(work: Work, record: str) -> None:
    """The printed draft went to be signed."""
    decision = _need(work, record)
    if decision.state is not DecisionState.DRAFT:
        raise Refused("decision.already_signed", number=decision.number)
    freezing.forward(work, DECISIONS, decision)


@order(Right.DECIDE, "decision.withdraw")
def withdraw(work: Work, record: str) -> None:
    """Throw a draft away; its initiatives are free again. Raises `decision.already_signed`."""
    decision = _need(work, record)
    if decision.state not in (DecisionState.DRAFT, DecisionState.FOR_SIGNATURE):
        raise Refused("decision.already_signed", number=decision.number)
    listed = initiatives.load_many(work.session, list(decision.initiatives)).values()
    work.save_changed(INITIATIVES, [(value, replace(value, decision="")) for value in listed])
    work.remove(DECISIONS, record)


def sign(
    desk: Desk,
    record: str,
    number: str,
    signed_on: date,
    *,
    docx: bytes | None = None,
    scan: str = "",
    stop: Stop = lambda: None,
) -> Done[Decision]:
    """The decision was signed: number and date go in, the issue is frozen, its initiatives are recognised. Blocking.

    `docx` is the Word file as the office edited it, where it did; `scan` the fingerprint of a stored scan.
    Raises the codes of `domain.decision.check_signing` and of `documents.edited.read_lines`,
    `decision.number_taken`, `decision.changed_meanwhile`.
    """
    prepared = desk.look(_to_prepare, record, number, signed_on)
    if docx is not None:
        edited.read_lines(docx)
    issue = msgspec.json.decode(prepared.facts, type=FrozenIssue)
    code = desk.look(registers.code_on, record, "decision")
    rendered = printing.render(desk, issue.decision, docx=docx, code=code, stop=stop)
    files = freezing.stored(desk, rendered, scan, edited_by_office=docx is not None)
    certificate = frozen_pages.freeze(desk)
    ready = replace(prepared, files=files, template=rendered.template, certificate=certificate)
    return desk.do(_sign, ready)


@question(Right.DECIDE)
def edited_problems(look: Look, record: str, number: str, docx: bytes) -> tuple[Problem, ...]:
    """What to look at before an edited Word file becomes the issued text; a number written by hand only warns.

    Raises the codes of `documents.edited.read_lines`.
    """
    whole = full_number(clean_line(number), _need(look, record).series)
    if edited.says(docx, whole):
        return ()
    return (Problem("edited.number_missing", "docx", {"number": whole}, warns_only=True),)


@question(Right.DECIDE)
def _to_prepare(look: Look, record: str, number: str, signed_on: date) -> Prepared:
    decision = _need(look, record)
    listed = _listed(look, decision)
    held = _held(look, listed)
    problems = blocking(check_signing(decision, number, signed_on, latest_day(held)))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    if signed_on > look.today():
        raise Refused("decision.in_future", signed_on=signed_on)
    issuer = _issuer(look, signed_on)
    whole = full_number(clean_line(number), decision.series)
    signed = replace(decision, number=whole, signed_on=signed_on, year=signed_on.year)
    taken = decisions.with_number(look.session, decision.series, signed_on.year, whole)
    paper = issued.with_number(look.session, Issuing.EMPLOYER, decision.series, signed_on.year, whole)
    if taken is not None or paper is not None:
        raise Refused("decision.number_taken", number=whole, year=signed_on.year)
    facts = msgspec.json.encode(issue_facts(signed, listed, held, issuer)).decode()
    return Prepared(signed, whole, signed_on, facts, IssuedFiles(), FrozenTemplate())


@order(Right.DECIDE, "decision.sign")
def _sign(work: Work, prepared: Prepared) -> Decision:
    """Freeze: nothing that the paper states may have changed since its bytes were made."""
    again = _to_prepare(work, prepared.decision.id, prepared.number, prepared.signed_on)
    if again.facts != prepared.facts:
        raise Refused("decision.changed_meanwhile", number=prepared.number)
    freezing.enter(work, prepared.files)
    signed = replace(
        prepared.decision,
        state=DecisionState.SIGNED,
        facts=prepared.facts,
        template=prepared.template,
        files=prepared.files,
        certificate=prepared.certificate,
    )
    frozen_pages.note_files(work, signed.certificate)
    work.save(DECISIONS, signed)
    listed = _listed(work, signed)
    fact = RecognitionFact(signed.id, signed.number, prepared.signed_on, signed.route)
    work.save_changed(INITIATIVES, [(value, replace(value, recognition=fact)) for value in listed])
    return signed


@order(Right.DECIDE, "decision.issue")
def issue(work: Work, record: str) -> None:
    """The signed paper went out. Raises `decision.not_signed`."""
    decision = _need(work, record)
    if decision.state is not DecisionState.SIGNED:
        raise Refused("decision.not_signed")
    freezing.put_out(work, DECISIONS, decision)


@order(Right.DECIDE, "decision.scan")
def add_scan(work: Work, record: str, scan: str, media_type: str = "application/pdf") -> None:
    """Keep the scan of the signed paper (a fingerprint from `services.files.attach`). Raises `decision.not_signed`."""
    decision = _need(work, record)
    if not decision.number:
        raise Refused("decision.not_signed")
    freezing.keep_scan(work, DECISIONS, decision, scan, media_type)


def record_paper(
    work: Work,
    number: str,
    signed_on: date,
    listed: Sequence[Initiative],
    *,
    signer: str = "",
    reason: str = "",
) -> Decision:
    """Part of an order: a decision that was signed on paper before this program knew of it, and its initiatives.

    The initiatives are given as stored; those of a decision entered before with the same number join it.
    """
    series, year = "", signed_on.year
    whole = clean_line(number)
    known = decisions.with_number(work.session, series, year, whole)
    ids = tuple(value.id for value in listed)
    decision = known or Decision(
        id=work.new_id(),
        state=DecisionState.ISSUED,
        route=Route.PAPER,
        series=series,
        year=year,
        signer=Signer(signer, ""),
        initiatives=(),
        drafted_on=signed_on,
        number=whole,
        signed_on=signed_on,
        reason=clean_line(reason),
    )
    merged = tuple(dict.fromkeys((*decision.initiatives, *ids)))
    work.save(DECISIONS, replace(decision, initiatives=merged))
    return decision


@question()
def listing(look: Look) -> tuple[DecisionRow, ...]:
    """The register, newest first."""
    return tuple(
        DecisionRow(
            line.id,
            line.state,
            line.number,
            line.signed_on,
            line.drafted_on,
            line.signer.name,
            line.initiatives,
            bool(line.scan),
        )
        for line in decisions.listing(look.session)
    )


@question()
def get(look: Look, record: str) -> Decision:
    """One decision. Raises `decision.missing`."""
    return _need(look, record)


@question()
def current_facts(look: Look, record: str) -> FrozenIssue:
    """What the papers of a decision state: frozen once it is signed, else as the records stand."""
    decision = _need(look, record)
    if decision.facts:
        return msgspec.json.decode(decision.facts, type=FrozenIssue)
    listed = _listed(look, decision)
    held = _held(look, listed)
    return issue_facts(decision, listed, held, _issuer(look, decision.signed_on))


def as_it_would_be(
    look: Look, decision: Decision, fixes: Sequence[Fix] = ()
) -> tuple[list[Initiative], FrozenIssue, Issuer]:
    """Part of a question: a signed decision's initiatives, what it would state now (with fixes), and in what words.

    Those whose recognition was annulled since are left out.
    """
    listed = [value for value in _listed(look, decision) if value.decision == decision.id]
    issuer = _issuer(look, decision.signed_on)
    shown = [fixed(value, fixes) for value in listed]
    return listed, issue_facts(decision, shown, _held(look, shown), issuer), issuer


def _issuer(look: Look, day: date | None = None) -> Issuer:
    known = office.facts(look, day)
    if known.employer is None or known.union is None:
        raise Refused("employer.missing")
    return Issuer(known.union, known.employer, known.taste, printing.phrases(), legal.listing(look))


def _need(look: Look, record: str) -> Decision:
    found = DECISIONS.load_many(look.session, (record,)).get(record)
    if found is None:
        raise Refused("decision.missing", id=record)
    return found


def _listed(look: Look, decision: Decision) -> list[Initiative]:
    found = initiatives.load_many(look.session, list(decision.initiatives))
    return [found[record] for record in decision.initiatives if record in found]


def _held(look: Look, listed: Sequence[Initiative]) -> tuple[Meeting, ...]:
    wanted = {value.council.meeting for value in listed if value.council}
    return meetings_of(listed, MEETINGS.load_many(look.session, sorted(wanted)))


def _listable(value: Initiative | None, record: str, route: Route) -> Initiative:
    if value is None:
        raise Refused("initiative.missing", id=record)
    if value.recognition or value.decision:
        raise Refused("initiative.issued", title=value.title)
    if not value.authors:
        raise Refused("authors.missing", title=value.title)
    proposed = value.council is not None and value.council.outcome is Outcome.PROPOSED
    if route is Route.COUNCIL and not proposed:
        raise Refused("initiative.not_proposed", title=value.title)
    return value
