"""Hypothesis: whole values of the domain, as storing finds them."""

from __future__ import annotations

import string
from datetime import date
from itertools import count

from hypothesis import strategies as st

from desktop.domain.access import Role, User
from desktop.domain.agenda import Agenda
from desktop.domain.council import Consideration, Meeting
from desktop.domain.decision import Decision, IssuedFiles
from desktop.domain.house import (
    CouncilSetUp,
    Employer,
    HouseFact,
    PaperTaste,
    Programme,
    Signer,
    Union,
)
from desktop.domain.initiative import (
    Author,
    Benefit,
    CouncilFact,
    Field,
    Initiative,
    RecognitionFact,
    Section,
    Solution,
)
from desktop.domain.intake import Intake
from desktop.domain.person import Person
from desktop.domain.rubric import Criterion, Rubric
from desktop.domain.scoring import Sheet
from desktop.domain.seats import Member, Seat
from desktop.domain.workshop import Workshop

LETTERS = string.ascii_letters + "ăâđêôơưàảãáạ ĐÝ'\"%_\n0123456789"
texts = st.text(st.sampled_from(LETTERS), max_size=12)
ids = st.text(st.sampled_from(string.hexdigits.lower()), min_size=8, max_size=8)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
maybe_days = st.one_of(st.none(), days)
amounts = st.one_of(st.none(), st.integers(0, 10**15))
people = st.builds(
    Author, person=ids, name=texts, share=st.integers(0, 10_000), staff_code=texts, birth=texts
)

initiatives = st.builds(
    Initiative,
    id=st.just(""),
    title=texts,
    public_title=texts,
    number=st.one_of(st.none(), st.integers(1, 9_999)),
    entered_on=maybe_days,
    solution=st.sampled_from(Solution),
    field=st.sampled_from(Field),
    workshop=texts,
    authors=st.lists(people, max_size=3).map(tuple),
    trial_from=maybe_days,
    first_used=maybe_days,
    benefit=st.builds(Benefit, amount=amounts, note=texts),
    summary=texts,
    sections=st.dictionaries(st.sampled_from(Section), texts, max_size=3),
    is_protected=st.booleans(),
    protected_text=texts,
    amount_withheld=st.booleans(),
    attachments=st.just(()),
    council=st.one_of(st.none(), st.builds(CouncilFact, held_on=days, reason=texts)),
    recognition=st.one_of(st.none(), st.builds(RecognitionFact, signed_on=days)),
)
persons = st.builds(Person, id=st.just(""), name=texts, phone=texts, given_name=texts)
workshops = st.builds(
    Workshop, id=st.just(""), name=texts, aliases=st.lists(texts, max_size=2).map(tuple), since=maybe_days
)
users = st.builds(
    User, id=st.just(""), name=texts, roles=st.lists(st.sampled_from(Role), unique=True).map(tuple)
)
considerations = st.builds(Consideration, initiative=ids, yes=st.integers(0, 9), reason=texts)
meetings = st.builds(
    Meeting,
    id=st.just(""),
    minutes_number=texts,
    held_on=days,
    members=st.integers(1, 9),
    considerations=st.lists(considerations, max_size=3).map(tuple),
)
decisions = st.builds(
    Decision,
    id=st.just(""),
    series=texts,
    year=st.integers(2000, 2100),
    signer=st.builds(Signer, name=texts, post=texts),
    initiatives=st.lists(ids, max_size=3, unique=True).map(tuple),
    drafted_on=days,
    number=st.just(""),
    signed_on=maybe_days,
    facts=texts,
    files=st.builds(IssuedFiles, docx=ids, edited_by_office=st.booleans()),
)
house_values = st.one_of(
    st.tuples(st.just("union"), st.builds(Union, name=texts)),
    st.tuples(st.just("employer"), st.builds(Employer, name=texts)),
    st.tuples(st.just("signer"), st.builds(Signer, name=texts, post=texts)),
    st.tuples(
        st.just("council"), st.builds(CouncilSetUp, members=st.integers(1, 9), decision_date=maybe_days)
    ),
    st.tuples(st.just("taste"), st.builds(PaperTaste, legal_bases=st.lists(texts, max_size=2).map(tuple))),
    st.tuples(st.just("programme"), st.builds(Programme, code=texts, name=texts)),
)
house_facts = st.builds(
    lambda record, since, said: HouseFact(record, said[0], since, said[1]),
    st.just(""),
    days,
    house_values,
)

_numbers = count()


def _another() -> str:
    """A meeting that no sheet before was of: a member has one sheet on an initiative of a meeting."""
    return f"meeting {next(_numbers)}"


intakes = st.builds(
    Intake,
    id=st.just(""),
    received_on=days,
    receiver=texts,
    asked_on=maybe_days,
    asked_for=texts,
    completed_on=maybe_days,
    accepted_on=maybe_days,
    withdrawn_on=maybe_days,
)
members = st.builds(
    Member,
    id=st.just(""),
    person=ids,
    name=texts,
    seat=st.sampled_from(Seat),
    post=texts,
    represents_union=st.booleans(),
    is_head=st.booleans(),
    since=maybe_days,
    until=maybe_days,
)
rubrics = st.builds(
    Rubric,
    code=texts,
    version=st.integers(1, 9),
    title=texts,
    criteria=st.lists(
        st.builds(Criterion, code=texts, title=texts, maximum=st.integers(1, 10_000)), max_size=3
    ).map(tuple),
    pass_mark=st.integers(0, 10_000),
)
agendas = st.builds(
    Agenda,
    id=st.just(""),
    held_on=days,
    initiatives=st.lists(ids, max_size=3).map(tuple),
    opens_at=texts,
    place=texts,
    purpose=texts,
    guests=st.lists(texts, max_size=2).map(tuple),
    absent=st.lists(ids, max_size=2).map(tuple),
    rubric=st.none() | rubrics,
)
sheets = st.builds(
    Sheet,
    member=ids,
    initiative=ids,
    rubric=rubrics,
    marks=st.dictionaries(texts, st.integers(0, 10_000), max_size=3),
    note=texts,
    meeting=st.builds(_another),
    id=st.just(""),
)
