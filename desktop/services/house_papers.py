"""Papers beside the decision: the council's minutes, the recovery words, the proof of what a portal received."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from desktop.documents import letters
from desktop.documents.papers import (
    Letterhead,
    MinutesFacts,
    MinutesRow,
    PortalReceiptFacts,
    PortalReceiptRow,
    RecoveryWordsFacts,
    words_rows,
)
from desktop.documents.phrases import Phrases
from desktop.domain.access import Right
from desktop.domain.council import Consideration, Meeting, votes_needed
from desktop.domain.initiative import Initiative, Outcome
from desktop.domain.problems import Refused
from desktop.services import office, printing
from desktop.services.desk import Desk, Look, question
from desktop.services.printing import Rendered
from desktop.store import initiatives
from desktop.store.meetings import MEETINGS
from sync import outbox_questions
from sync.clock import VIETNAM, local_date, unstamp
from sync.outbox_questions import StoredReceipt


def render_minutes(desk: Desk, meeting: str) -> Rendered:
    """The minutes of a meeting, hours left to be written in. Blocking. Raises `meeting.missing`, `employer.missing`."""
    return printing.render(desk, desk.look(minutes_facts, meeting))


def render_recovery_words(desk: Desk, words: Sequence[str]) -> Rendered:
    """The sheet to be locked away. The words are given by who made them; no record holds them. Blocking."""
    union = desk.look(office.facts).union
    facts = RecoveryWordsFacts(
        union=union.name if union else "",
        made_on=local_date(desk.clock.now()),
        made_by=desk.user.name,
        check=sha256(" ".join(words).encode()).hexdigest()[:8],
        rows=words_rows(words),
    )
    return printing.render(desk, facts)


def render_receipts(desk: Desk, records: Sequence[str] | None = None) -> Rendered:
    """What the portal signed for (all of it, or of these records). Blocking. Raises `receipts.nothing`."""
    return printing.render(desk, desk.look(receipts_facts, records))


@question(Right.COUNCIL)
def minutes_facts(look: Look, meeting: str) -> MinutesFacts:
    """The facts of the minutes from the votes as recorded."""
    found = MEETINGS.load_many(look.session, (meeting,)).get(meeting)
    house = office.facts(look)
    if found is None:
        raise Refused("meeting.missing", id=meeting)
    if house.employer is None:
        raise Refused("employer.missing")
    words = printing.phrases()
    listed = initiatives.load_many(look.session, [item.initiative for item in found.considerations])
    return _minutes(found, listed, house.employer.name, words)


def _minutes(found: Meeting, listed: dict[str, Initiative], employer: str, words: Phrases) -> MinutesFacts:
    def line(key: str, **values: object) -> str:
        return words.line("minutes", key, **values)

    rows = [_row(item, listed[item.initiative], found.members, words) for item in found.considerations]
    carried = sum(item.outcome is Outcome.PROPOSED for item in found.considerations)
    present = found.members if found.present is None else found.present
    number, _, symbol = found.minutes_number.partition("/")
    moment = line("opened", hour=line("hour_blank"), date=letters.formal_date(found.held_on))
    return MinutesFacts(
        letterhead=Letterhead(employer.upper(), line("issuer")),
        number=number,
        symbol=symbol or line("symbol"),
        subject=line("subject", year=found.held_on.year),
        opened=moment,
        place=line("place", employer=employer),
        members=found.members,
        present=present,
        absent=line("absent", count=found.members - present),
        attendance=tuple(
            line(key, name=name)
            for key, name in (("chair_line", found.chair), ("secretary_line", found.secretary))
            if name
        ),
        chair=found.chair,
        secretary=found.secretary,
        proceedings=words.lines("minutes", "proceedings"),
        rows=tuple(rows),
        conclusions=words.lines(
            "minutes",
            "conclusions",
            employer=employer,
            carried=carried,
            not_carried=len(rows) - carried,
            needed=votes_needed(found.members),
            members=found.members,
        ),
        ended=moment,
        recipients=words.lines("minutes", "recipients", employer=employer),
        secretary_post=words.lines("minutes", "secretary_post"),
        chair_post=words.lines("minutes", "chair_post"),
    )


def _row(item: Consideration, value: Initiative, members: int, words: Phrases) -> MinutesRow:
    if item.outcome is Outcome.PROPOSED:
        conclusion = words.line("minutes", "carried")
    elif item.reason:
        conclusion = words.line("minutes", "not_carried", reason=item.reason)
    else:
        conclusion = words.line("minutes", "not_carried_plain")
    return MinutesRow(
        code=str(value.number or ""),
        title=value.title,
        authors=letters.authors_text([(author.name, author.share) for author in value.authors]),
        workshop=value.workshop,
        yes=item.yes,
        no=members - item.yes,
        ratio=letters.share_text((20_000 * item.yes + members) // (2 * members)),
        conclusion=conclusion,
    )


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
        union=union.name if union else "",
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
