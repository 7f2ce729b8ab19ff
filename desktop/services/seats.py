"""Who sits on the council: members with their days, and the council as it stands on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.house import CouncilSetUp, EmployerKind
from desktop.domain.initiative import Initiative
from desktop.domain.person import Person
from desktop.domain.problems import Problem, Refused, blocking
from desktop.domain.seats import (
    Member,
    Seat,
    check_member,
    check_seats,
    holder,
    seated,
    without_barred_head,
)
from desktop.domain.text import clean_fields, fold, repair_name
from desktop.services import office
from desktop.services.desk import Look, Work, order, question
from desktop.store import people, seats
from desktop.store.people import PEOPLE
from desktop.store.records import load_one
from desktop.store.seats import MEMBERS


@dataclass(frozen=True, slots=True)
class Council:
    """The council on one day: its members by name where they were entered, else their number alone."""

    members: tuple[Member, ...]
    set_up: CouncilSetUp | None
    problems: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        """How many members there are: what two thirds are counted of."""
        return len(self.members) or (self.set_up.members if self.set_up else 0)

    @property
    def chair(self) -> str:
        """Who leads it."""
        return holder(self.members, Seat.CHAIR) or (self.set_up.chair if self.set_up else "")

    @property
    def chairs_post(self) -> str:
        """The chair's post in the unit, which stands under the council's title where its papers are stamped."""
        is_stamped = self.set_up is not None and self.set_up.uses_stamp
        posts = [one.post for one in self.members if one.seat is Seat.CHAIR] if is_stamped else []
        return posts[0] if posts else ""

    @property
    def secretary(self) -> str:
        """Who writes its minutes."""
        return holder(self.members, Seat.SECRETARY) or (self.set_up.secretary if self.set_up else "")


@order(Right.ARRANGE, "member.save")
def save_member(work: Work, member: Member, *, staff_code: str = "") -> str:
    """Store a member (an empty id makes a new one); gives the id.

    Without a person, the one with the staff code or the only one of that name is meant, else one is made.
    Raises the codes of `domain.seats.check_member`.
    """
    cleaned = clean_fields(replace(member, name=repair_name(member.name)))
    if cleaned.name and not cleaned.person:
        cleaned = replace(cleaned, person=_person(work, cleaned, staff_code.strip()))
    cleaned = replace(cleaned, id=member.id or work.new_id())
    problems = blocking(check_member(cleaned, seats.load_all(work.session)))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    work.save(MEMBERS, cleaned)
    return cleaned.id


def _person(work: Work, member: Member, staff_code: str) -> str:
    """Who is meant: an author's own sheet is only known by the person, so a name alone is tied where it can be."""
    if staff_code:
        known = people.with_codes(work.session, (staff_code,)).get(staff_code)
        if known is not None and fold(known.name) == fold(member.name):
            return known.id
    else:
        alike = people.with_folded_names(work.session, (fold(member.name),)).get(fold(member.name), [])
        if len(alike) == 1:
            return alike[0].id
    made = Person(work.new_id(), member.name, staff_code, title=member.post)
    work.save(PEOPLE, made)
    return made.id


@order(Right.ARRANGE, "member.remove")
def remove_member(work: Work, record: str) -> None:
    """Take back a member entered by mistake; one who leaves gets a last day instead. Raises `member.missing`."""
    if load_one(work.session, MEMBERS, record) is None:
        raise Refused("member.missing", id=record)
    work.remove(MEMBERS, record)


@question()
def members(look: Look) -> tuple[Member, ...]:
    """Everyone who sat or sits, those of today first."""
    every = seats.load_all(look.session)
    now = seated(every, look.today())
    return (*now, *(one for one in every if one not in now))


@question()
def council(look: Look, day: date | None = None) -> Council:
    """The council on a day (today where none is given), with what it lacks."""
    when = day or look.today()
    found = seated(seats.load_all(look.session), when)
    set_up = office.facts(look, when).council
    problems = check_seats(found) if found else ()
    return Council(found, set_up, problems)


def sitting(look: Look, day: date, considered: Collection[Initiative]) -> Council:
    """The council that considers these: in a state-funded unit without the head who is an author of one."""
    whole = council(look, day)
    employer = office.facts(look, day).employer
    kind = employer.kind if employer else EmployerKind.PRIVATE
    authors = authors_of(look, considered)
    every = {person for persons in authors.values() for person in persons}
    barred = without_barred_head(_now_known(look, whole.members), kind=kind, authors=every)
    kept = {one.id for one in barred}
    left_out = [one for one in whole.members if one.id not in kept]
    problems = tuple(
        Problem("council.head_is_author", "members", {"name": one.name}, warns_only=True) for one in left_out
    )
    return replace(
        whole,
        members=tuple(one for one in whole.members if one.id in kept),
        problems=(*problems, *whole.problems),
    )


def authors_of(look: Look, considered: Collection[Initiative]) -> dict[str, frozenset[str]]:
    """The persons behind each initiative, merged ones by who they are now."""
    ids = {author.person for value in considered for author in value.authors if author.person}
    now = people.now_known_as(look.session, ids)
    return {
        value.id: frozenset(
            now.get(author.person, author.person) for author in value.authors if author.person
        )
        for value in considered
    }


def own_works(
    look: Look, members_: Collection[Member], considered: Collection[Initiative]
) -> dict[str, frozenset[str]]:
    """By initiative, the members who are its authors: they have neither a sheet nor a vote on it."""
    authors = authors_of(look, considered)
    known = _now_known(look, members_)
    return {
        record: frozenset(one.id for one in known if one.person in persons)
        for record, persons in authors.items()
    }


def same_names(
    members_: Collection[Member], considered: Collection[Initiative], own: dict[str, frozenset[str]]
) -> tuple[Problem, ...]:
    """Members called as an author of another person's entry: perhaps the same human being."""
    found = []
    for value in considered:
        names = {fold(author.name) for author in value.authors}
        found += [
            Problem(
                "member.called_as_author", "name", {"name": one.name, "title": value.title}, warns_only=True
            )
            for one in members_
            if fold(one.name) in names and one.id not in own.get(value.id, frozenset())
        ]
    return tuple(found)


def _now_known(look: Look, members_: Collection[Member]) -> tuple[Member, ...]:
    now = people.now_known_as(look.session, {one.person for one in members_})
    return tuple(replace(one, person=now.get(one.person, one.person)) for one in members_)
