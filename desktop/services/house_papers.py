"""Papers of the house itself: the recovery words, the proof of what a portal received."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from desktop.documents.papers import (
    PortalReceiptFacts,
    PortalReceiptRow,
    RecoveryWordsFacts,
    words_rows,
)
from desktop.domain.problems import Refused
from desktop.services import office, printing
from desktop.services.desk import Desk, Look, question
from desktop.services.printing import Rendered
from desktop.store import initiatives
from sync import outbox_questions
from sync.clock import VIETNAM, local_date, unstamp
from sync.outbox_questions import StoredReceipt


def render_recovery_words(desk: Desk, words: Sequence[str]) -> Rendered:
    """The sheet to be locked away. The words are given by who made them; no record holds them. Blocking."""
    union = desk.look(office.facts).union
    facts = RecoveryWordsFacts(
        union=union.name.upper() if union else "",
        made_on=local_date(desk.clock.now()),
        made_by=desk.user.name,
        check=sha256(" ".join(words).encode()).hexdigest()[:8],
        rows=words_rows(words),
    )
    return printing.render(desk, facts)


def render_receipts(desk: Desk, records: Sequence[str] | None = None) -> Rendered:
    """What the portal signed for (all of it, or of these records). Blocking. Raises `receipts.nothing`."""
    return printing.render(desk, desk.look(receipts_facts, records))


@question()
def receipts_facts(look: Look, records: Sequence[str] | None = None) -> PortalReceiptFacts:
    """The facts of the proof, from receipts whose signatures hold."""
    stored = outbox_questions.receipts(look.session, None if records is None else list(records))
    good = _latest(item for item in stored if outbox_questions.verify_receipt(item))
    if not good:
        raise Refused("receipts.nothing")
    words = printing.phrases()
    found = initiatives.load_many(look.session, [item.receipt.record for item in good])
    union = office.facts(look).union
    rows = [
        PortalReceiptRow(
            code=str(value.number or ""),
            title=value.title,
            received=f"{unstamp(item.receipt.at).astimezone(VIETNAM):%H:%M %d/%m/%Y}",
            state=words.line("receipts", item.receipt.state),
            portal_number=str(item.receipt.version),
            fingerprint=item.receipt.fingerprint[:16],
        )
        for item in good
        if (value := found.get(item.receipt.record)) is not None
    ]
    return PortalReceiptFacts(
        union=union.name.upper() if union else "",
        portal=good[0].portal_name,
        portal_key=good[0].signing_key,
        printed=f"{look.clock.now().astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}",
        count=len(rows),
        rows=tuple(rows),
    )


def _latest(stored: Iterable[StoredReceipt]) -> list[StoredReceipt]:
    """One receipt a change: that of the whole entry where there is one, else that of its text."""
    best: dict[str, StoredReceipt] = {}
    for item in stored:
        known = best.get(item.receipt.key)
        if known is None or item.receipt.state == "complete":
            best[item.receipt.key] = item
    return list(best.values())
