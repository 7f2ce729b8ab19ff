"""Còn nhắc tên ở …: where words still name somebody whose data was erased, or will be; a person looks at each.

An erasure takes names out of fields that are names. Descriptions, minutes, captions and the like are free words: only
somebody who reads them can say whether they mean this person, so they are listed and never changed by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.access import Right
from desktop.domain.mention import Sought
from desktop.services.desk import Look, question
from desktop.store import mentions as store
from desktop.store import personal

_RECORDS = {
    "agenda": "mention.agenda",
    "attachment": "mention.initiative",
    "consent": "mention.consent",
    "consideration": "mention.meeting",
    "decision": "mention.decision",
    "draft": "mention.draft",
    "erasure": "mention.erasure",
    "house_fact": "mention.house",
    "idea": "mention.idea",
    "initiative": "mention.initiative",
    "intake": "mention.intake",
    "issued_paper": "mention.paper",
    "joint_report": "mention.report",
    "likeness_view": "mention.likeness",
    "meeting": "mention.meeting",
    "merge_task": "mention.merge",
    "payment_correction": "mention.payment",
    "payment_line": "mention.payment",
    "payment_round": "mention.payment",
    "paper_print": "mention.print",
    "portal_word": "mention.portal_word",
    "praise": "mention.praise",
    "question_sheet": "mention.question_sheet",
    "remuneration": "mention.remuneration",
    "report": "mention.report",
    "saved_view": "mention.saved_view",
    "scan": "mention.scan",
    "sheet": "mention.sheet",
    "unit_report": "mention.unit_report",
    "user_account": "mention.user",
}
_COLUMNS = {
    "answers": "mention.answers",
    "benefit_note": "mention.benefit_note",
    "caption": "mention.caption",
    "chair": "mention.chair",
    "commended": "mention.commended",
    "facts": "mention.facts",
    "guests": "mention.guests",
    "note": "mention.note",
    "query": "mention.query",
    "questions": "mention.questions",
    "reason": "mention.reason",
    "recognition": "mention.facts",
    "secretary": "mention.secretary",
    "sections": "mention.sections",
    "signer": "mention.signer",
    "summary": "mention.summary",
    "title": "mention.title",
}
"""Words of the places that are common; any other column is simply a text of its record."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place. `what` and `where` are codes of words; `table` says which screen shows the record."""

    what: str
    where: str
    table: str
    record: str
    title: str
    words: str
    is_kept: bool


@question(Right.PERSONAL)
def mentions(look: Look, name: str, code: str = "", person: str = "") -> tuple[Mention, ...]:
    """Where the register still names somebody: what a person must look at first, then what the law keeps.

    `person` adds the lines of money that are theirs. A namesake is named too: names are all that free words have.
    """
    people: Sequence[str] = personal.ids_of(look.session, person) if person else ()
    found = [
        Mention(
            _RECORDS.get(item.table, "mention.other"),
            "mention.file_name"
            if (item.table, item.column) in _FILE_NAMES
            else _COLUMNS.get(item.column, "mention.text"),
            item.table,
            item.record,
            item.title,
            item.words,
            item.is_kept,
        )
        for item in store.mentions(look.session, Sought(name, code), people)
    ]
    return tuple(sorted(found, key=lambda item: item.is_kept))


_FILE_NAMES = frozenset({("attachment", "name"), ("scan", "name")})
