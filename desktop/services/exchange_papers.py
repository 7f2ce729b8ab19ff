"""What left together and what was signed for of it, and this PC held against the portal, on paper. Blocking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.documents.exchange_papers import BatchFacts, BatchRow, ReconciliationFacts, ReconciliationRow
from desktop.documents.letters import month_text
from desktop.documents.phrases import Phrases
from desktop.domain.access import Right
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.services import machines, office, printing
from desktop.services.desk import Desk, Look, job, question
from desktop.services.printing import Rendered
from desktop.services.reconciling import Comparison
from desktop.store import initiatives
from sync import outbox_batches, outbox_questions, outbox_requests
from sync.clock import VIETNAM
from sync.outbox_batches import Batch, BatchLine

__all__ = ["Batch", "BatchPage", "batches", "render_batch", "render_reconciliation"]

SHORT = 16
"""Signs of a fingerprint that stand for a receipt's number, on paper and on screen."""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One page of batches, the newest first, and how many there are."""

    rows: tuple[Batch, ...]
    total: int


@question()
def batches(look: Look, offset: int = 0, limit: int = 100) -> BatchPage:
    """What left together."""
    return BatchPage(outbox_batches.batches(look.session, offset, limit), outbox_batches.count(look.session))


def render_batch(desk: Desk, batch: str) -> Rendered:
    """The paper of one batch. Raises `batch.unknown`."""
    return printing.render(desk, desk.look(batch_facts, batch))


@question()
def batch_facts(look: Look, batch: str) -> BatchFacts:
    """Its facts; only receipts whose signatures hold count as signed."""
    found = outbox_batches.find(look.session, batch)
    if found is None:
        raise Refused("batch.unknown")
    words = printing.phrases()
    lines = outbox_batches.lines(look.session, batch)
    stored = outbox_questions.receipts(look.session, sorted({line.record for line in lines}))
    good = {item.receipt.fingerprint: item for item in stored if outbox_questions.verify_receipt(item)}
    known = initiatives.load_many(look.session, [line.record for line in lines])
    union = office.facts(look).union
    signed = sum(line.fingerprint in good for line in lines)
    counts = {"waiting": found.waiting, "parked": found.parked}
    return BatchFacts(
        union=union.name.upper() if union else "",
        portal=found.portal,
        number=found.number,
        machine=machines.name_of(look, found.replica),
        made=_moment(found.made_at),
        digest=found.hash,
        portal_key=next((item.signing_key for item in good.values()), words.line("reconciliation", "none")),
        sent=len(lines),
        signed=signed,
        verdict=words.line("batch", "all" if signed == len(lines) else "waiting", **counts),
        printed=_moment(look.clock.now()),
        printed_by=look.user.name,
        rows=tuple(
            _batch_row(line, known.get(line.record), line.fingerprint in good, words) for line in lines
        ),
    )


def _batch_row(line: BatchLine, value: Initiative | None, is_signed: bool, words: Phrases) -> BatchRow:
    none = words.line("reconciliation", "none")
    if line.kind == outbox_requests.KIND:
        title = words.line("batch", "asked")
    else:
        title = value.title if value is not None else words.line("batch", "unknown_record")
    return BatchRow(
        code=str(value.number or "") if value is not None else "",
        title=title,
        receipt=line.fingerprint[:SHORT] if is_signed else none,
        version=str(line.version) if is_signed and line.version else none,
        signed=_hour(line.signed_at) if is_signed and line.signed_at else none,
        state=words.line("batch", line.state),
    )


@job(Right.SUBMIT)
def render_reconciliation(desk: Desk, found: Comparison) -> Rendered:
    """The sheet of a comparison that was just made."""
    return printing.render(desk, desk.look(reconciliation_facts, found))


@question(Right.SUBMIT)
def reconciliation_facts(look: Look, found: Comparison) -> ReconciliationFacts:
    """Its facts; where nothing differs one line says so."""
    words = printing.phrases()
    union = office.facts(look).union
    verdict = "equal" if found.equal else "different"
    return ReconciliationFacts(
        union=union.name.upper() if union else "",
        portal=found.portal,
        period=_period(found.period, words),
        compared=_moment(look.clock.now()),
        here=found.here,
        there=found.there,
        digest_here=found.digest_here,
        digest_there=found.digest_there,
        verdict=words.line("reconciliation", verdict, count=len(found.differences)),
        made_by=look.user.name,
        rows=tuple(_difference_rows(look, found, words)),
    )


def _difference_rows(look: Look, found: Comparison, words: Phrases) -> Sequence[ReconciliationRow]:
    if found.equal:
        return [ReconciliationRow("", words.line("reconciliation", "nothing"), "", "", "")]
    known = initiatives.load_many(look.session, [one.record for one in found.differences])
    rows = []
    for one in found.differences:
        value = known.get(one.record)
        rows.append(
            ReconciliationRow(
                code=str(value.number or "") if value is not None else "",
                title=value.title if value is not None else one.record,
                here=_version(one.here, words),
                there=_version(one.there, words),
                meaning=words.line("reconciliation", one.code.removeprefix("reconcile.")),
            )
        )
    return rows


def _version(number: int | None, words: Phrases) -> str:
    return (
        words.line("reconciliation", "version", number=number)
        if number
        else words.line("reconciliation", "none")
    )


def _period(period: str, words: Phrases) -> str:
    if not period:
        return words.line("reconciliation", "whole")
    year, _, month = period.partition("-")
    return (
        words.line("reconciliation", "month", period=f"{month_text(int(month))}/{year}")
        if month
        else words.line("reconciliation", "year", period=year)
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"


def _hour(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
