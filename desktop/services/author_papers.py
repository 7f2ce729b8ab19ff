"""Giấy ghi nhận for those who had an idea; the list on which authors agree. Blocking where a `Rendered` is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.documents import letters
from desktop.documents.author_papers import (
    AcknowledgementFacts,
    AcknowledgementsFacts,
    ConsentListFacts,
    ConsentRow,
)
from desktop.domain.access import Right
from desktop.domain.idea import Idea
from desktop.domain.problems import Refused
from desktop.services import ideas, personal, printing
from desktop.services.desk import Desk, Look, question
from desktop.services.printing import Rendered
from desktop.services.union_papers import UnionIssuer, union_issuer

BLANK_LINES = 30
"""Both sides of one sheet."""


def acknowledgement(desk: Desk, record: str) -> Rendered:
    """Giấy ghi nhận of an idea, a page for each who had it. Raises the codes of `acknowledgement_facts`."""
    return printing.render(desk, desk.look(acknowledgement_facts, record))


def consent_list(desk: Desk, workshop: str = "", blank: int = 0) -> Rendered:
    """Danh sách đồng ý. Raises the codes of `consent_list_facts`."""
    return printing.render(desk, desk.look(consent_list_facts, workshop, blank))


OF_ONE: Mapping[str, Callable[[Desk, str], Rendered]] = {"acknowledgement": acknowledgement}
"""Papers about one idea, by their kind."""


@question()
def acknowledgement_facts(look: Look, record: str) -> AcknowledgementsFacts:
    """What is acknowledged; number and date stay blank until it is signed.

    Raises `idea.missing`, `idea.nobody` for a slip that names nobody, `union.name_missing`.
    """
    idea, issuer = ideas.get(look, record), union_issuer(look)
    names = [author.name for author in idea.authors]
    if not names:
        raise Refused("idea.nobody", title=idea.title)
    year = look.today().year
    return AcknowledgementsFacts(
        tuple(
            AcknowledgementFacts(
                letterhead=issuer.letterhead,
                heading=issuer.heading("acknowledgement", "", None, year),
                authority=issuer.line("acknowledgement", "authority").upper(),
                holder=author.name,
                workshop=author.workshop or idea.workshop,
                title=idea.title,
                body=_body(idea, ", ".join(names[:at] + names[at + 1 :]), issuer),
                thanks=issuer.line("acknowledgement", "thanks"),
                signature=issuer.signature(),
            )
            for at, author in enumerate(idea.authors)
        )
    )


def _body(idea: Idea, others: str, issuer: UnionIssuer) -> tuple[str, ...]:
    """When the slip came, with whom, and the last thing that became of it; a no is told in the answer, not here."""

    def line(key: str, **facts: object) -> str:
        return issuer.line("acknowledgement", key, **facts)

    year = idea.received_on.year if idea.received_on else ""
    number = issuer.line("intake", "number", number=f"{idea.number or 0:02d}", year=year)
    told = [line("slip", number=number, received=letters.short_date(idea.received_on))]
    if others:
        told.append(line("together", others=others))
    trial, word = idea.trial, idea.word
    if trial and trial.worked:
        since, until = letters.short_date(trial.since), letters.short_date(trial.until)
        told.append(line("worked", since=since, until=until, words=trial.result.rstrip(". \n")))
    elif trial and trial.worked is None:
        told.append(line("on_trial", since=letters.short_date(trial.since)))
    elif word and word.agreed and trial is None:
        told.append(line("allowed", day=letters.short_date(word.on)))
    elif idea.proposal and word is None:
        told.append(line("proposed", day=letters.short_date(idea.proposal.on)))
    if idea.initiative:
        told.append(line("initiative"))
    return tuple(told)


@question(Right.CONSENT)
def consent_list_facts(look: Look, workshop: str = "", blank: int = 0) -> ConsentListFacts:
    """Authors who have not agreed, of one workshop or of all; with `blank`, so many empty lines in their place.

    Raises `consent.all_agreed` where there is nobody to sign, `union.name_missing`.
    """
    issuer = union_issuer(look)
    found = () if blank else personal.without_consent(look, workshop)
    if not found and not blank:
        raise Refused("consent.all_agreed")
    nameless = "no_workshop" if blank else "all_workshops"
    place = workshop or issuer.line("consent_list", nameless)
    subject = "subject_blank" if blank else "subject"
    return ConsentListFacts(
        unit=issuer.union.name.upper(),
        subject=issuer.line("consent_list", subject, workshop=place, count=len(found)),
        statement=issuer.lines("consent_list", "statement"),
        dated=issuer.line(
            "intake",
            "dated",
            place=issuer.union.place or "...",
            day=letters.blank_date(look.today().year),
        ),
        collector=look.user.name,
        rows=(ConsentRow(),) * blank
        or tuple(ConsentRow(one.staff_code, one.name, one.birth[:4], one.workshop) for one in found),
    )
