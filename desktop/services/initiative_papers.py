"""Papers before the council, filled from what is stored: application, description, idea, slips, use, opinion.

A paper that states protected content is printed only for who may read it. Blocking where a `Rendered` is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from desktop.documents import letters
from desktop.documents.intake_papers import (
    ApplicantRow,
    ApplicationFacts,
    DescriptionFacts,
    IdeaFacts,
    OpinionFacts,
    OpinionRow,
    UseFacts,
    signing,
)
from desktop.documents.paper_parts import Authority, Post, Signature
from desktop.documents.phrases import Phrases
from desktop.domain.benefit import formula
from desktop.domain.house import Employer
from desktop.domain.initiative import Author, BenefitKind, Initiative, Section, used_from
from desktop.domain.problems import Refused
from desktop.services import initiatives, intake_papers, issuing, office, printing
from desktop.services.desk import Desk, Look, question
from desktop.services.paper_facts import benefit_text
from desktop.services.printing import Rendered
from desktop.services.union_papers import union_issuer
from desktop.store import initiatives as stored


def application(desk: Desk, records: Sequence[str]) -> Rendered:
    """Đơn yêu cầu công nhận, one for each. Raises `initiative.missing`, `right.missing` for protected content."""
    return issuing.render_each(desk, [desk.look(application_facts, record) for record in records])


def description(desk: Desk, records: Sequence[str]) -> Rendered:
    """Bản mô tả sáng kiến, one for each. Raises `initiative.missing`, `right.missing` for protected content."""
    return issuing.render_each(desk, [desk.look(description_facts, record) for record in records])


def idea(desk: Desk, records: Sequence[str]) -> Rendered:
    """Phiếu ý tưởng, one for each. Raises `initiative.missing`, `right.missing`, `union.name_missing`."""
    return issuing.render_each(desk, [desk.look(idea_facts, record) for record in records])


def use(desk: Desk, records: Sequence[str]) -> Rendered:
    """Giấy xác nhận áp dụng, one for each. Raises `initiative.missing`, `right.missing`, `employer.missing`."""
    return issuing.render_each(desk, [desk.look(use_facts, record) for record in records])


def opinion(desk: Desk, records: Sequence[str]) -> Rendered:
    """Phiếu xin ý kiến doanh nghiệp about these. Raises `initiative.missing`, `employer.missing`."""
    return printing.render(desk, desk.look(opinion_facts, records))


OF_MANY: Mapping[str, Callable[[Desk, Sequence[str]], Rendered]] = {
    "application": application,
    "description": description,
    "idea": idea,
    "use": use,
    "slips": intake_papers.slips,
    "opinion": opinion,
}
"""Papers about one initiative or more, by their kind."""


# Facts ----------------------------------------------------------------------------------------


@question()
def application_facts(look: Look, record: str) -> ApplicationFacts:
    """What the application states; the views of those who used it are left to be written by them."""
    value, words = _whole(look, record), printing.phrases()
    employer = office.facts(look).employer
    named = employer.name if employer else ""
    lone = len(value.authors) == 1
    return ApplicationFacts(
        addressee=named,
        title=value.title,
        investor=named,
        field=words.line("fields", value.field.value),
        used_from=letters.short_date(used_from(value)),
        nature=_nature(value),
        secret=_secret(value, words),
        conditions=_section(value, Section.CONDITIONS),
        authors_view=(*_economy(value, words), *_section(value, Section.SOCIAL_BENEFIT)),
        users_view=(),
        helpers=_section(value, Section.HELPERS),
        dated=_dated(look, employer, words),
        signing=signing([author.name for author in value.authors]),
        rows=tuple(_applicant(author, value, named, words, lone=lone) for author in value.authors),
    )


@question()
def description_facts(look: Look, record: str) -> DescriptionFacts:
    """What the description states."""
    value, words = _whole(look, record), printing.phrases()
    employer = office.facts(look).employer
    return DescriptionFacts(
        workplace=_workplace(value.workshop, employer.name if employer else "", words),
        title=value.title,
        authors=_names(value),
        field=words.line("fields", value.field.value),
        used_from=letters.short_date(used_from(value)),
        known=_section(value, Section.KNOWN_SOLUTION),
        content=(*_lines(value.summary), *_section(value, Section.CONTENT)),
        applicability=_section(value, Section.APPLICABILITY),
        conditions=_section(value, Section.CONDITIONS),
        economy=_economy(value, words),
        society=_section(value, Section.SOCIAL_BENEFIT),
        helpers=_section(value, Section.HELPERS),
        secret=_secret(value, words),
        enclosed=tuple(item.caption or item.name for item in value.attachments),
        dated=_dated(look, employer, words),
        signing=signing([author.name for author in value.authors[:1]]),
    )


@question()
def idea_facts(look: Look, record: str) -> IdeaFacts:
    """What the sheet of an idea states; what is not known yet is left to be written."""
    value, words = _whole(look, record), printing.phrases()
    issuer = union_issuer(look)
    return IdeaFacts(
        unit=issuer.union.name.upper(),
        number=_number(value, look, words),
        authors=_names(value),
        workplace=value.workshop,
        title=value.title,
        problem=_section(value, Section.KNOWN_SOLUTION),
        idea=(*_lines(value.summary), *_section(value, Section.CONTENT)),
        benefit=(*_economy(value, words), *_section(value, Section.SOCIAL_BENEFIT)),
        needs=_section(value, Section.CONDITIONS),
        dated=words.line(
            "intake", "dated", place=issuer.union.place or "...", day=letters.blank_date(look.today().year)
        ),
    )


@question()
def use_facts(look: Look, record: str) -> UseFacts:
    """What the confirmation of use states; who confirms signs it by hand."""
    value, issuer = _whole(look, record), issuing.employers(look)
    words = issuer.phrases
    return UseFacts(
        letterhead=issuer.letterhead,
        dated=_dated(look, issuer.employer, words),
        workplace=_workplace(value.workshop, issuer.employer.name, words),
        title=value.title,
        authors=_names(value),
        used_from=letters.short_date(value.first_used or value.trial_from),
        economy=_economy(value, words),
        society=_section(value, Section.SOCIAL_BENEFIT),
        spread=_section(value, Section.APPLICABILITY),
        signature=Signature(Post(Authority.OWN, words.lines("intake", "use_post")), ""),
    )


@question()
def opinion_facts(look: Look, records: Sequence[str]) -> OpinionFacts:
    """What the employer is asked: each title with the release that the union proposes. Nothing protected is in it."""
    listed, issuer = _listed(look, records), issuing.employers(look)
    union, words = union_issuer(look), issuer.phrases
    return OpinionFacts(
        letterhead=union.letterhead,
        dated=words.line(
            "intake", "dated", place=union.union.place or "...", day=letters.blank_date(look.today().year)
        ),
        addressee=words.line("intake", "addressee", **issuer.values(post=issuer.employer.head_post)),
        union=union.union.name,
        count=len(listed),
        signature=union.signature(),
        answering_post=(issuer.employer.head_post.upper(),),
        rows=tuple(
            OpinionRow(
                code=str(value.number or ""),
                title=value.title,
                authors=_names(value),
                proposed=words.line("releases", value.release.value),
            )
            for value in listed
        ),
    )


# Parts of them --------------------------------------------------------------------------------


def _whole(look: Look, record: str) -> Initiative:
    """An initiative with all its content; one that its asker may not read is missing for them."""
    return initiatives.get(look, record)


def _listed(look: Look, records: Sequence[str]) -> list[Initiative]:
    found = stored.load_many(look.session, list(records))
    for record in records:
        if record not in found:
            raise Refused("initiative.missing", id=record)
    return [found[record] for record in records]


def _applicant(
    author: Author, value: Initiative, employer: str, words: Phrases, *, lone: bool
) -> ApplicantRow:
    return ApplicantRow(
        name=author.name,
        birth=author.birth,
        workplace=_workplace(author.workshop or value.workshop, employer, words),
        post=author.title,
        qualification=author.qualification,
        share=letters.share_text(author.share) if not lone else letters.share_text(10_000),
    )


def _number(value: Initiative, look: Look, words: Phrases) -> str:
    """The number in the intake book, by its year; nothing for one that has none."""
    if value.number is None:
        return ""
    year = (value.entered_on or look.today()).year
    return words.line("intake", "number", number=f"{value.number:02d}", year=year)


def _names(value: Initiative) -> str:
    return ", ".join(author.name for author in value.authors)


def _nature(value: Initiative) -> tuple[str, ...]:
    return (
        *_section(value, Section.KNOWN_SOLUTION),
        *_lines(value.summary),
        *_section(value, Section.CONTENT),
        *_section(value, Section.APPLICABILITY),
    )


def _secret(value: Initiative, words: Phrases) -> tuple[str, ...]:
    return _lines(value.protected_text) if value.is_protected else (words.line("intake", "no_secret"),)


def _economy(value: Initiative, words: Phrases) -> tuple[str, ...]:
    """The benefit with how it was reckoned; it is the author's word, so that nothing is withheld from it."""
    if value.benefit.kind is BenefitKind.TO_COMPUTE:
        return _lines(value.benefit.note)
    said = benefit_text(replace(value, amount_withheld=False), words)
    reckoning = value.benefit.reckoning
    how = (formula(reckoning),) if reckoning is not None and reckoning.amount == value.benefit.amount else ()
    return (f"{said}; {value.benefit.note}" if value.benefit.note else said, *how)


def _section(value: Initiative, section: Section) -> tuple[str, ...]:
    return _lines(value.sections.get(section, ""))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(_spoken(text.splitlines()))


def _spoken(lines: Iterable[str]) -> Iterable[str]:
    return (line.strip() for line in lines if line.strip())


def _workplace(workshop: str, employer: str, words: Phrases) -> str:
    if not workshop or not employer:
        return workshop or employer
    return words.line("intake", "workplace", workshop=workshop, employer=employer)


def _dated(look: Look, employer: Employer | None, words: Phrases) -> str:
    """The place, and room for the day that somebody signs on."""
    place = (employer.place if employer else "") or "..."
    return words.line("intake", "dated", place=place, day=letters.blank_date(look.today().year))
