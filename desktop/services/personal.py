"""Personal data (Law 91/2025/QH15): consents, what is held on a person, how long things stay, who looked.

The log of looks and what is due are read by others than those who look: see the rights of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

import msgspec

from desktop.disk import write_whole
from desktop.documents.personal_book import RecordSheet, record_book
from desktop.domain import shares
from desktop.domain.access import Right
from desktop.domain.house import HouseFact
from desktop.domain.person import Person
from desktop.domain.personal import Consent
from desktop.domain.problems import Refused, blocking
from desktop.domain.retention import Kept, Retention, check_retention, cutoff
from desktop.domain.sheets.workshops import workshop_key
from desktop.domain.text import clean_line
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.store import accounts, house, initiatives, personal
from desktop.store.access_log import Seen as Seen
from desktop.store.house import HOUSE_FACTS
from desktop.store.people import PEOPLE
from desktop.store.personal import CONSENTS
from desktop.store.personal import Idle as Idle
from desktop.store.personal import Unasked as Unasked
from desktop.store.records import load_one
from sync.clock import VIETNAM, stamp

KEY = "retention"
Say = Callable[[str], str]
"""Words for a code: the name of a table or a column, or of a state."""


_INITIATIVE = ("held.number", "held.title", "held.share", "held.entered_on")
_TABLES = {
    "author": "held.author",
    "consent": "held.consent",
    "council_member": "held.council_member",
    "payment_line": "held.payment_line",
    "person": "held.person",
}
_COLUMNS = {
    "amount": "held.amount",
    "birth": "held.birth",
    "gender": "held.gender",
    "given_on": "held.given_on",
    "name": "held.name",
    "paid_on": "held.paid_on",
    "paper": "held.paper",
    "phone": "held.phone",
    "qualification": "held.qualification",
    "share": "held.share",
    "staff_code": "held.staff_code",
    "title": "held.post",
    "withdrawn_on": "held.withdrawn_on",
    "workshop": "held.workshop",
}
"""Words of sheets and columns; a table or column that somebody adds later goes by its own name."""


@dataclass(frozen=True, slots=True)
class HeldInitiative:
    """An initiative that somebody is an author of."""

    id: str
    number: int | None
    title: str
    share: int
    entered_on: date | None
    is_issued: bool


@dataclass(frozen=True, slots=True)
class Held:
    """What the register holds on one person; `others` are rows of tables that name them, as they stand."""

    person: Person
    consents: tuple[Consent, ...]
    initiatives: tuple[HeldInitiative, ...]
    others: Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Exported:
    """Where a person's data was put."""

    document: Path
    workbook: Path
    records: int


@dataclass(frozen=True, slots=True)
class Due:
    """What a period says should go: people by name, or a number of drafts or looks."""

    rule: Retention
    before: date
    count: int
    people: tuple[Idle, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownLook:
    """A line of the log of looks, with the user's name and what was looked at."""

    at: datetime
    user: str
    what: str
    record: str
    title: str


# --- consent


@order(Right.CONSENT, "consent.record")
def record_consent(work: Work, people: Sequence[str], given_on: date, paper: str = "", scan: str = "") -> int:
    """Record that people agreed, as a signed list says; `scan` is the fingerprint of its scan. Gives how many are new.

    Raises `consent.nobody`, `consent.in_future`, `consent.paper_missing`, `person.missing`, `file.missing`.
    """
    if not people:
        raise Refused("consent.nobody")
    if given_on > work.today():
        raise Refused("consent.in_future")
    if not clean_line(paper):
        raise Refused("consent.paper_missing")
    if scan:
        work.note_file(scan, "application/pdf")
    new = []
    for person in dict.fromkeys(people):
        if load_one(work.session, PEOPLE, person) is None:
            raise Refused("person.missing", id=person)
        if not any(known.holds_on(work.today()) for known in personal.consents_of(work.session, person)):
            new.append(Consent(work.new_id(), person, given_on, clean_line(paper), scan))
    work.save_new(CONSENTS, new)
    return len(new)


@order(Right.PERSONAL, "consent.withdraw")
def withdraw_consent(work: Work, person: str) -> int:
    """Somebody no longer agrees, from today; gives how many consents that ends. Raises `consent.missing`."""
    today = work.today()
    held = [known for known in personal.consents_of(work.session, person) if known.holds_on(today)]
    if not held:
        raise Refused("consent.missing")
    pairs = [(known, replace(known, withdrawn_on=today)) for known in held]
    work.save_changed(CONSENTS, pairs)
    return len(pairs)


@question(Right.CONSENT)
def without_consent(look: Look, workshop: str = "") -> tuple[Unasked, ...]:
    """Authors who never agreed, or withdrew; of one workshop, however it is spelt, or of all."""
    key = workshop_key(workshop)
    found = personal.authors_without(look.session, look.today())
    return tuple(one for one in found if not key or workshop_key(one.workshop) == key)


# --- what is held


@question(Right.PERSONAL)
def held(look: Look, person: str) -> Held:
    """Everything on one person. Noted in the log of looks. Raises `person.missing`."""
    known = load_one(look.session, PEOPLE, person)
    if known is None:
        raise Refused("person.missing", id=person)
    look.note_access("person.opened", person)
    people = personal.ids_of(look.session, person)
    records = personal.initiatives_of(look.session, people)
    found = initiatives.load_many(look.session, list(records)).values()
    listed = tuple(
        HeldInitiative(
            value.id,
            value.number,
            value.title,
            next(author.share for author in value.authors if author.person in people),
            value.entered_on,
            value.recognition is not None,
        )
        for value in found
    )
    others = personal.rows_about(look.session, people)
    return Held(known, personal.consents_of(look.session, person), listed, others)


@job(Right.PERSONAL)
def export_held(desk: Desk, person: str, out: Path, *, say: Say = str) -> Exported:
    """Write what is held on a person as JSON and as a workbook beside it (`out` without a suffix). Blocking.

    Answers somebody who asks what is known of them. Raises `person.missing`, `disk.full`, `folder.read_only`.
    """
    found = desk.look(held, person)
    desk.note_access("person.exported", person)
    document, workbook = out.with_suffix(".json"), out.with_suffix(".xlsx")
    write_whole(document, msgspec.json.format(msgspec.json.encode(found)), private=True)
    sheets = list(_sheets(found, say))
    write_whole(workbook, record_book(sheets), private=True)
    return Exported(document, workbook, sum(len(sheet.rows) for sheet in sheets))


def _sheets(found: Held, say: Say) -> Iterator[RecordSheet]:
    listed = [
        (str(item.number or ""), item.title, f"{shares.as_text(item.share)} %", str(item.entered_on or ""))
        for item in found.initiatives
    ]
    yield RecordSheet(say("held.initiatives"), [say(code) for code in _INITIATIVE], listed)
    for table, rows in found.others.items():
        columns = list(rows[0])
        told = [["" if row[name] is None else str(row[name]) for name in columns] for row in rows]
        name, header = (
            say(_TABLES.get(table, table)),
            [say(_COLUMNS.get(column, column)) for column in columns],
        )
        yield RecordSheet(name, header, told)


# --- how long


@question(Right.PERSONAL)
def periods(look: Look) -> tuple[Retention, ...]:
    """The periods in force today, one of each kind."""
    return tuple(_in_force(look).values())


@order(Right.PERSONAL, "retention.put")
def put_period(work: Work, rule: Retention, valid_from: date | None = None) -> None:
    """Say how long something is kept, from a day on (today without one). Raises `retention.months`."""
    problems = blocking(check_retention(rule))
    if problems:
        raise Refused(problems[0].code, **problems[0].facts)
    day = valid_from or work.today()
    same = [
        fact
        for fact in house.facts_of(work.session, KEY)
        if fact.value.what is rule.what and fact.valid_from == day
    ]
    stored = Retention(rule.what, rule.months, clean_line(rule.basis))
    work.save(HOUSE_FACTS, HouseFact(same[0].id if same else work.new_id(), KEY, day, stored))


@job(Right.PERSONAL)
def due(desk: Desk) -> tuple[Due, ...]:
    """What the periods in force say should go by now."""
    told = desk.look(_due)
    access = next((item for item in told if item.rule.what is Kept.ACCESS), None)
    if access is None:
        return told
    count = desk.log.count_before(_midnight(access.before))
    return (*(item for item in told if item is not access), Due(access.rule, access.before, count))


@question(Right.PERSONAL)
def _due(look: Look) -> tuple[Due, ...]:
    found = []
    for rule in _in_force(look).values():
        before = cutoff(look.today(), rule.months)
        if rule.what is Kept.PERSON:
            people = personal.idle_since(look.session, before)
            found.append(Due(rule, before, len(people), people))
        elif rule.what is Kept.DRAFT:
            found.append(Due(rule, before, personal.drafts_before(look.session, stamp(_midnight(before)))))
        else:
            found.append(Due(rule, before, 0))
    return tuple(found)


@job(Right.PERSONAL, writes=True)
def drop_due(desk: Desk, what: Kept) -> int:
    """Let drafts or looks go whose period is over; people go one by one, by `erasing.erase`. Gives how many went."""
    item = next((item for item in due(desk) if item.rule.what is what), None)
    if item is None or what is Kept.PERSON:
        return 0
    if what is Kept.ACCESS:
        desk.log.drop_before(_midnight(item.before))
    else:
        desk.do(_drop_drafts, stamp(_midnight(item.before)))
    return item.count


@order(Right.PERSONAL)
def _drop_drafts(work: Work, before: str) -> None:
    personal.drop_drafts_before(work.session, before)
    work.touch("draft", "")


def _in_force(look: Look) -> dict[Kept, Retention]:
    """The newest of each kind that holds today."""
    today = look.today()
    return {
        item.value.what: item.value for item in house.dated(look.session, KEY) if item.valid_from <= today
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


# --- who looked


@job(Right.ADMINISTER)
def looks(desk: Desk, *, record: str = "", limit: int = 200, offset: int = 0) -> tuple[ShownLook, ...]:
    """The log of looks at what is sensitive, the newest first."""
    found = desk.log.newest(record=record, limit=limit, offset=offset)
    return desk.look(_shown, found)


@question(Right.ADMINISTER)
def _shown(look: Look, found: Sequence[Seen]) -> tuple[ShownLook, ...]:
    names = {user.id: user.name for user in accounts.load_all(look.session)}
    titles = initiatives.load_many(look.session, list({seen.record for seen in found}))
    people = PEOPLE.load_many(look.session, list({seen.record for seen in found}))
    return tuple(
        ShownLook(
            seen.at,
            names.get(seen.user, ""),
            seen.what,
            seen.record,
            titles[seen.record].title
            if seen.record in titles
            else people[seen.record].name
            if seen.record in people
            else "",
        )
        for seen in found
    )
