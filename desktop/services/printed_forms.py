"""Registration forms that a scanner finds again: each is noted with a fresh code, then printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.documents.floor_papers import (
    RegistrationFacts,
    RegistrationSheet,
    SheetAuthor,
    registration_sheet,
)
from desktop.documents.inserting import inserted
from desktop.documents.intake_papers import shortened
from desktop.documents.symbols import symbols_of
from desktop.documents.templates import fill_paper
from desktop.domain.access import Right
from desktop.domain.initiative import Initiative
from desktop.domain.paper_form import MOST_FORMS, PaperForm, new_code
from desktop.domain.person import Person
from desktop.domain.problems import Refused
from desktop.domain.text import clean_line
from desktop.services import printing
from desktop.services.desk import Desk, Look, Work, order, question
from desktop.services.printing import Rendered
from desktop.services.union_papers import union_issuer
from desktop.store import initiatives, paper_forms
from desktop.store.paper_forms import PAPER_FORMS
from desktop.store.people import PEOPLE

_TITLE = 150

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class FormsWish:
    """Which sheets are wanted: one for each person and each initiative, and so many blanks for a workshop."""

    people: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    blanks: int = 0
    workshop: str = ""


@order(Right.ENTER, "forms.print")
def issue_forms(work: Work, wish: FormsWish) -> tuple[PaperForm, ...]:
    """Note the sheets that are about to be printed, each with a fresh code.

    Raises `forms.nothing`, `forms.many`, `person.missing`, `initiative.missing`.
    """
    count = len(wish.people) + len(wish.initiatives) + max(0, wish.blanks)
    if not count:
        raise Refused("forms.nothing")
    if count > MOST_FORMS:
        raise Refused("forms.many", count=count, most=MOST_FORMS)
    people = PEOPLE.load_many(work.session, list(wish.people))
    listed = initiatives.load_many(work.session, list(wish.initiatives))
    for record in wish.people:
        if record not in people:
            raise Refused("person.missing", id=record)
    for record in wish.initiatives:
        if record not in listed:
            raise Refused("initiative.missing", id=record)
    workshop = clean_line(wish.workshop)
    wanted = [PaperForm("", "", 0, work.today(), one, people[one].workshop) for one in wish.people]
    wanted += [PaperForm("", "", 0, work.today(), "", listed[one].workshop, one) for one in wish.initiatives]
    wanted += [PaperForm("", "", 0, work.today(), "", workshop) for _ in range(wish.blanks)]
    made = [
        replace(form, id=work.new_id(), code=code, year=work.today().year)
        for form, code in zip(wanted, _fresh_codes(work, count), strict=True)
    ]
    work.save_new(PAPER_FORMS, made)
    return tuple(made)


def _fresh_codes(work: Work, count: int) -> list[str]:
    codes: dict[str, None] = {}
    while len(codes) < count:
        drawn = [new_code(work.random) for _ in range(count - len(codes))]
        known = paper_forms.forms_with_codes(work.session, drawn)
        codes.update(dict.fromkeys(code for code in drawn if code not in known))
    return list(codes)


def print_forms(desk: Desk, wish: FormsWish, *, stop: Stop = lambda: None) -> Rendered:
    """The sheets as Word and PDF, a page each. Blocking. Raises the codes of `issue_forms`, `union.name_missing`."""
    desk.look(union_issuer_known)
    forms = desk.do(issue_forms, wish).value
    facts = desk.look(forms_facts, forms)
    filled = fill_paper(facts, printing.shelf(desk)).docx
    words = printing.phrases().line("registration", "symbol")
    docx = inserted(filled, symbols_of([form.code for form in forms], words))
    return printing.render(desk, facts, docx=docx, stop=stop)


@question()
def union_issuer_known(look: Look) -> None:
    """Raises `union.name_missing` where nobody said whose sheets these are, before codes are given out."""
    union_issuer(look)


@question()
def forms_facts(look: Look, forms: Sequence[PaperForm]) -> RegistrationFacts:
    """What the sheets state: the names that are known, room for the rest."""
    unit = union_issuer(look).union.name.upper()
    people = PEOPLE.load_many(look.session, [form.person for form in forms if form.person])
    listed = initiatives.load_many(look.session, [form.initiative for form in forms if form.initiative])
    return RegistrationFacts(tuple(_sheet(unit, form, people, listed) for form in forms))


def _sheet(
    unit: str, form: PaperForm, people: dict[str, Person], listed: dict[str, Initiative]
) -> RegistrationSheet:
    value = listed.get(form.initiative)
    if value is not None:
        named = [
            SheetAuthor(one.name, one.staff_code, one.workshop or value.workshop) for one in value.authors
        ]
        return registration_sheet(unit, form.year, form.code, shortened(value.title, _TITLE), named)
    person = people.get(form.person)
    author = (
        SheetAuthor(person.name, person.staff_code, person.workshop)
        if person
        else SheetAuthor("", "", form.workshop)
    )
    return registration_sheet(unit, form.year, form.code, "", (author,))
