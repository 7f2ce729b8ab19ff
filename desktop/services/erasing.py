"""Erase a person: the name leaves the register, the key that opens their history is dropped, counts and papers stay.

The order is: the ledger, the register in one transaction, the key. A power cut between them leaves work that the next
sign-in finishes, and so does a restore of a backup that still has the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.domain.access import Right, Role
from desktop.domain.initiative import Initiative
from desktop.domain.personal import ERASED, Erasure, idea_without, initiative_without, without_name
from desktop.domain.problems import Refused
from desktop.domain.text import clean_line
from desktop.services import erased_drafts
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.store import backup, erased, initiatives, personal, seats
from desktop.store.ideas import IDEAS
from desktop.store.initiatives import INITIATIVES
from desktop.store.opening import sql_refusals
from desktop.store.people import PEOPLE
from desktop.store.personal import ERASURES
from desktop.store.records import load_one
from desktop.store.seats import MEMBERS
from sync import outbox_erasing
from sync.clock import stamp


@dataclass(frozen=True, slots=True)
class Stays:
    """What an erasure leaves in place, and why it does not reach everything; `drafts`: unsigned papers it renewed."""

    initiatives: int
    issued: int
    payments: int
    with_files: int
    waiting: int = 0
    drafts: int = 0


@question(Right.PERSONAL)
def what_stays(look: Look, person: str) -> Stays:
    """Before an erasure: what it would touch and what it would leave. Raises `person.missing`."""
    _known(look, person)
    return _stays(look, personal.ids_of(look.session, person))


@job(Right.PERSONAL, writes=True)
def erase(desk: Desk, person: str, reason: str = "") -> Stays:
    """Erase somebody for good. Raises `person.missing`, `erase.reason_missing`.

    The name goes from the register and from search; history keeps its bytes, which nothing opens any more, so that its
    chain still verifies. Issued papers and lists of money keep the name as the law on records wants.
    """
    if not clean_line(reason):
        raise Refused("erase.reason_missing")
    people = desk.look(_demanded, person)
    for place in (desk.folder, desk.folder / backup.FOLDER):
        erased.note(place, people)
    stays = desk.do(_erase, people, clean_line(reason)).value
    _drop_keys(desk, people)
    return stays


@question(Right.PERSONAL)
def listing(look: Look) -> tuple[Erasure, ...]:
    """Everybody who was erased, oldest first."""
    return personal.erased(look.session)


def settle(desk: Desk) -> int:
    """At sign-in: finish what a power cut or a restore left undone, whoever signs in; gives for how many."""
    ledger = erased.known(desk.folder)
    with sql_refusals(desk.folder), desk.database.read() as session:
        told = frozenset(item.id for item in personal.erased(session))
        again = personal.still_named(session, sorted(ledger | told))
    if told - ledger:
        erased.note(desk.folder, told)
    if again:
        acting = Desk(
            desk.opened, replace(desk.user, roles=tuple(Role)), desk.replica, desk.clock, desk.random
        )
        acting.do(_erase, again, "")
    _drop_keys(desk, sorted(ledger | told))
    return len(again)


def _drop_keys(desk: Desk, people: Sequence[str]) -> None:
    with sql_refusals(desk.folder):
        for person in people:
            if desk.opened.person_keys.holds(person):
                desk.opened.person_keys.erase(person)


@order(Right.PERSONAL, "person.erase")
def _erase(work: Work, people: Sequence[str], reason: str) -> Stays:
    work.operation.make_final()
    session = work.session
    stays = _stays(work, people)
    records = personal.initiatives_of(session, people)
    found = initiatives.load_many(session, list(records))
    names = _names(work, people, found.values())
    changed = [(value, initiative_without(value, people)) for value in found.values()]
    work.save_changed(INITIATIVES, [pair for pair in changed if pair[0] != pair[1]])
    ideas = IDEAS.load_many(session, personal.ideas_of(session, people))
    work.save_changed(IDEAS, [(value, idea_without(value, people)) for value in ideas.values()])
    sat = [one for one in seats.load_all(session) if one.person in people and one.name != ERASED]
    work.save_changed(MEMBERS, [(one, replace(one, name=ERASED)) for one in sat])
    for person in people:
        known = load_one(session, PEOPLE, person)
        if known is not None and known.name != ERASED:
            work.save(PEOPLE, without_name(known))
        if load_one(session, ERASURES, person) is None:
            work.save(ERASURES, Erasure(person, stamp(work.now()), work.user.id, reason))
    renewed = erased_drafts.renew(work, people, names)
    personal.forget_shared(session, records)
    personal.drop_drafts_about(session, people)
    personal.forget_words(session)
    work.touch("draft", "")
    shrunk = outbox_erasing.shrink(session, records)
    return replace(stays, waiting=shrunk.waiting, drafts=renewed)


def _names(look: Look, people: Sequence[str], found: Iterable[Initiative]) -> set[str]:
    """Every way in which these people's names are written as authors and in the list of people."""
    known = PEOPLE.load_many(look.session, list(people)).values()
    as_authors = (author for value in found for author in value.authors if author.person in people)
    return {person.name for person in known} | {author.name for author in as_authors}


@question(Right.PERSONAL)
def _demanded(look: Look, person: str) -> tuple[str, ...]:
    _known(look, person)
    return personal.ids_of(look.session, person)


def _known(look: Look, person: str) -> None:
    if load_one(look.session, PEOPLE, person) is None:
        raise Refused("person.missing", id=person)


def _stays(look: Look, people: Sequence[str]) -> Stays:
    found = initiatives.load_many(look.session, list(personal.initiatives_of(look.session, people))).values()
    paid = personal.rows_about(look.session, people).get("payment_line", [])
    return Stays(
        len(found),
        sum(_is_issued(value) for value in found),
        len(paid),
        sum(bool(value.attachments) for value in found),
    )


def _is_issued(value: Initiative) -> bool:
    return value.recognition is not None
