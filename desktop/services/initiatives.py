"""Initiatives: store, take back, list, look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from desktop.domain.access import Right
from desktop.domain.house import Release
from desktop.domain.initiative import Author, Initiative, Section, Stage, check
from desktop.domain.intake_number import demand_received
from desktop.domain.person import Person
from desktop.domain.problems import Problem, Refused, blocking
from desktop.domain.text import clean_block, clean_fields, clean_line, fold, repair_name
from desktop.domain.workshop import WorkshopNames
from desktop.services import numbering
from desktop.services.desk import Look, Work, order, question
from desktop.store import accounts, drafts, history, initiatives, lists, people
from desktop.store.initiatives import INITIATIVES
from desktop.store.lists import Facets, InitiativeRow, ListQuery
from desktop.store.people import PEOPLE
from sync import outbox_story

__all__ = ["Facets", "InitiativeRow", "ListQuery"]


class PortalRow(NamedTuple):
    """A line of the list with what the portal last said of it (empty: never handed over)."""

    row: InitiativeRow
    portal: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list."""

    rows: tuple[PortalRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a record's story; `code` is the label of an operation or a word of the exchange."""

    at: datetime
    code: str
    facts: Mapping[str, object]
    who: str


@order(Right.ENTER, "initiative.save")
def save(work: Work, initiative: Initiative, *, draft_form: str = "") -> str:
    """Store a new initiative (empty id) or a changed one; gives its id. The form's draft goes in the same write.

    Raises the code of the first blocking problem of `domain.initiative.check`, with all of them in `problems`;
    `initiative.missing` where the id is unknown; `initiative.issued` where a signed decision names it and its
    title or authors would change; `intake.in_future` for a day of receipt to come; `file.missing` for an
    attachment whose content is not in the store.
    """
    cleaned = _settled(work, _clean(initiative))
    problems = blocking(check(cleaned))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    if draft_form:
        drafts.drop(work.session, work.user.id, draft_form)
    work.save(INITIATIVES, cleaned)
    return cleaned.id


@order(Right.ENTER, "initiative.remove")
def remove(work: Work, ids: Sequence[str]) -> int:
    """Take initiatives out of the list. Raises `initiative.issued` for one that a decision names."""
    found = initiatives.load_many(work.session, list(ids))
    for value in found.values():
        if value.recognition or value.decision:
            raise Refused("initiative.issued", title=value.title)
    for record in found:
        work.remove(INITIATIVES, record)
    return len(found)


@order(Right.SUBMIT, "initiative.release")
def set_release(work: Work, ids: Sequence[str], release: Release, *, public_title: str | None = None) -> int:
    """Say what a portal may see of these."""
    pairs = []
    for value in initiatives.load_many(work.session, list(ids)).values():
        title = value.public_title if public_title is None else clean_line(public_title)
        changed = replace(value, release=release, public_title=title)
        if changed != value:
            pairs.append((value, changed))
    work.save_changed(INITIATIVES, pairs)
    return len(pairs)


@question()
def get(look: Look, record: str) -> Initiative:
    """One initiative, whole. One that is protected is missing for those without the right to read it."""
    value = initiatives.load_many(look.session, (record,)).get(record)
    if value is None:
        raise Refused("initiative.missing", id=record)
    if value.is_protected:
        look.note_access("protected.opened", record)
    return value


@question()
def page(look: Look, query: ListQuery) -> Page:
    """One page of the list, with the portal's word on each."""
    found = lists.page(look.session, query)
    return Page(tuple(PortalRow(row, row.portal) for row in found.rows), found.total)


@question()
def ids(look: Look, query: ListQuery, pieces: Sequence[range] = ()) -> list[str]:
    """The ids of everything that a query matches, in its order; with `pieces` of those places alone."""
    return lists.ids(look.session, query, pieces)


@question()
def facets(look: Look) -> Facets:
    """What a filter of the list may choose from."""
    return lists.facets(look.session)


@question()
def counts(look: Look) -> Mapping[Stage, int]:
    """How many stand at each stage."""
    found = initiatives.stage_counts(look.session)
    return {stage: found.get(stage.value, 0) for stage in Stage}


@question()
def problems_of(look: Look, record: str) -> tuple[Problem, ...]:
    """What is missing or odd in a stored initiative."""
    value = initiatives.load_many(look.session, (record,)).get(record)
    return () if value is None else check(value)


@question()
def timeline(look: Look, record: str) -> tuple[Event, ...]:
    """What happened to an initiative, here and on the portal, oldest first."""
    names = {user.id: user.name for user in accounts.load_all(look.session)}
    here = [
        Event(event.at, "initiative.create" if event.created else event.label, {}, names.get(event.user, ""))
        for event in history.events_of(look.session, record)
    ]
    there = [
        Event(event.at, f"portal.{event.what}", event.facts, "")
        for event in outbox_story.timeline(look.session, record)
    ]
    return tuple(sorted(here + there, key=lambda event: event.at))


def _clean(value: Initiative) -> Initiative:
    return replace(
        value,
        title=clean_line(value.title),
        public_title=clean_line(value.public_title),
        workshop=clean_line(value.workshop),
        summary=clean_block(value.summary),
        protected_text=clean_block(value.protected_text),
        sections={
            Section(code): cleaned for code, text in value.sections.items() if (cleaned := clean_block(text))
        },
        programme=clean_line(value.programme),
        benefit=clean_fields(value.benefit),
        authors=tuple(
            replace(clean_fields(author), name=repair_name(author.name)) for author in value.authors
        ),
        attachments=tuple(clean_fields(attachment) for attachment in value.attachments),
    )


def _settled(work: Work, value: Initiative) -> Initiative:
    """The value as it is stored: ids given, people made on the spot, facts of council and decision kept."""
    known: set[str] = set()
    written = ""
    if value.id:
        stored = initiatives.load_many(work.session, (value.id,)).get(value.id)
        if stored is None:
            raise Refused("initiative.missing", id=value.id)
        _demand_not_issued(stored, value)
        known = {attachment.file for attachment in stored.attachments}
        written = stored.workshop
        value = replace(
            value,
            council=stored.council,
            decision=stored.decision,
            recognition=stored.recognition,
            number=stored.number,
            entered_on=stored.entered_on,
        )
    else:
        entered_on: date = value.entered_on or work.today()
        demand_received(entered_on, work.today())
        number = value.number or numbering.next_number(work, entered_on.year)
        value = replace(value, id=work.new_id(), entered_on=entered_on, number=number)
    for attachment in value.attachments:
        if attachment.file not in known:
            work.note_file(attachment.file, attachment.media_type)
    if value.workshop and value.workshop != written:
        value = _with_known_workshop(work, value)
    return replace(value, authors=known_authors(work, value.authors))


def _with_known_workshop(work: Work, value: Initiative) -> Initiative:
    """The workshop by the name that it bore on the day of entry, whichever of its spellings was typed."""
    names = WorkshopNames(people.workshops(work.session))
    found = names.on(value.workshop, value.entered_on or work.today())
    return value if found is None else replace(value, workshop=found.name, workshop_id=found.id)


def known_authors(work: Work, authors: Sequence[Author]) -> tuple[Author, ...]:
    """Part of an order: authors with a person behind each name; who is not known yet is made on the spot."""
    return tuple(_known(work, author) for author in authors)


def _demand_not_issued(stored: Initiative, value: Initiative) -> None:
    """A signed paper names title and authors; changing them takes an amending paper, not an edit."""
    named_before = [(author.name, author.share) for author in stored.authors]
    named_after = [(author.name, author.share) for author in value.authors]
    if stored.recognition and (stored.title != value.title or named_before != named_after):
        raise Refused("initiative.issued", title=stored.title, number=stored.recognition.number)


def _known(work: Work, author: Author) -> Author:
    """The author with a person behind the name: by staff code, else made on the spot (names alone are no key)."""
    if not author.name:
        return author
    if author.person:
        _fill_gaps(work, author)
        return author
    if author.staff_code:
        known = people.with_codes(work.session, (author.staff_code,)).get(author.staff_code)
        if known is not None and fold(known.name) == fold(author.name):
            return replace(author, person=known.id)
    person = Person(
        work.new_id(),
        author.name,
        author.staff_code,
        author.birth,
        author.gender,
        author.title,
        author.qualification,
        author.workshop,
        author.union_member,
        author.worker_kind,
    )
    work.save(PEOPLE, person)
    return replace(author, person=person.id)


_KNOWN_OF_PEOPLE = ("birth", "gender", "title", "qualification", "workshop", "union_member", "worker_kind")


def _fill_gaps(work: Work, author: Author) -> None:
    """What a form says of a known person fills what was not known; what is known is never overwritten by a form."""
    person = PEOPLE.load_many(work.session, (author.person,)).get(author.person)
    if person is None:
        return
    said = {
        name: getattr(author, name)
        for name in _KNOWN_OF_PEOPLE
        if getattr(person, name) in ("", None) and getattr(author, name) not in ("", None)
    }
    if said:
        work.save(PEOPLE, replace(person, **said))
