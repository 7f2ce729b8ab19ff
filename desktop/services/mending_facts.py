"""What a paper states that mends a decision: it names the first one by number, date and subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.documents import letters
from desktop.documents.notice_papers import AmendmentFacts, CorrectionFacts
from desktop.documents.paper_parts import Dated, Heading
from desktop.documents.papers import DecisionFacts
from desktop.domain.decision import Decision
from desktop.domain.house import Signer
from desktop.domain.initiative import Initiative
from desktop.domain.issued import Deed, Fix, FixedField
from desktop.services.paper_facts import FrozenIssue, Issuer, recipients, signature_of


@dataclass(frozen=True, slots=True)
class Mending:
    """What is to be done to a decision: `content` a line each (amends, corrects), `reason` (annuls; else optional).

    `initiatives` are those whose recognition is annulled; empty: the whole decision. `fixes` are names that the paper
    puts right (amends, replaces): it says so, and the records follow when it is signed.
    """

    deed: Deed
    signer: Signer
    content: tuple[str, ...] = ()
    reason: str = ""
    initiatives: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class First:
    """The decision that is mended: as stored, as frozen, its initiatives, the issue as it would be now."""

    decision: Decision
    frozen: FrozenIssue
    listed: Sequence[Initiative]
    now: FrozenIssue


def mending_facts(
    mending: Mending, first: First, issuer: Issuer, today: date
) -> DecisionFacts | AmendmentFacts | CorrectionFacts:
    """The paper, number and date blank."""
    said = _values(mending, first, issuer)
    if mending.deed is Deed.CORRECTS:
        return _letter(mending, issuer, said, today)
    if mending.deed is Deed.REPLACES:
        return _replacing(mending, first, issuer, said, today)
    return _amending(mending, first, issuer, said, today)


def subject_of(mending: Mending, first: First, issuer: Issuer) -> str:
    """What the register calls it."""
    part = "_part" if mending.deed is Deed.ANNULS and mending.initiatives else ""
    key = f"subject_{mending.deed.value}{part}"
    return issuer.phrases.line("mending", key, **_values(mending, first, issuer))


def symbol_of(mending: Mending, issuer: Issuer) -> str:
    """The symbol behind the slash: that of decisions, or of a letter."""
    if mending.deed is Deed.CORRECTS:
        return issuer.phrases.line("mending", "symbol_letter", **issuer.values())
    return issuer.symbol("decision")


def _values(mending: Mending, first: First, issuer: Issuer) -> dict[str, object]:
    decision = first.decision
    signed = letters.formal_date(decision.signed_on) if decision.signed_on else ""
    name = issuer.phrases.line("mending", "first", number=decision.number, signed_on=signed)
    subject = first.frozen.decision.subject
    return issuer.values(
        first=name,
        issued_by=first.frozen.decision.issued_by,
        subject_lower=subject[:1].lower() + subject[1:],
        reason=mending.reason.strip().rstrip("."),
        count=f"{len(mending.initiatives):02d}",
        year=decision.year,
    )


def _heading(mending: Mending, issuer: Issuer, today: date) -> Heading:
    return Heading("", symbol_of(mending, issuer), issuer.employer.place, Dated(None, today.year))


def _bases(mending: Mending, issuer: Issuer, said: dict[str, object], today: date) -> tuple[str, ...]:
    laws = issuer.cited("amendment", today)
    first = issuer.phrases.line("mending", "basis_first", **said)
    asked = mending.reason and mending.deed is not Deed.ANNULS
    return (*laws, first, *((issuer.phrases.line("mending", "reason", **said),) if asked else ()))


def _amending(
    mending: Mending, first: First, issuer: Issuer, said: dict[str, object], today: date
) -> AmendmentFacts:
    words = issuer.phrases
    part = "_part" if mending.deed is Deed.ANNULS and mending.initiatives else ""
    head, *rest = words.lines("mending", f"articles_{mending.deed.value}{part}", **said)
    under = _under_first(mending, first, issuer)
    articles = ("\n".join((head, *under)), *rest)
    return AmendmentFacts(
        letterhead=issuer.letterhead,
        heading=_heading(mending, issuer, today),
        subject=subject_of(mending, first, issuer),
        authority=words.line("decision", "authority", **issuer.values()),
        bases=_bases(mending, issuer, said, today),
        articles=articles,
        recipients=recipients(issuer, articles),
        signature=signature_of(mending.signer, issuer),
    )


def _under_first(mending: Mending, first: First, issuer: Issuer) -> tuple[str, ...]:
    """The lines under article 1: what is amended, or whose recognition is annulled."""
    words = issuer.phrases
    if mending.deed is Deed.AMENDS:
        return _numbered((*_fix_lines(mending.fixes, first, issuer), *mending.content), issuer)
    chosen = [value for value in first.listed if value.id in mending.initiatives]
    return letters.listed(
        words.line(
            "mending",
            "annulled",
            title=value.title,
            authors=", ".join(author.name for author in value.authors),
        )
        for value in chosen
    )


def _fix_lines(fixes: Sequence[Fix], first: First, issuer: Issuer) -> Iterator[str]:
    """A line a fix, by the row of the printed list."""
    rows = {record: place for place, record in enumerate(first.decision.initiatives, 1)}
    known = {value.id: value for value in first.listed}
    for fix in fixes:
        value = known[fix.initiative]
        is_title = fix.field is FixedField.TITLE
        yield issuer.phrases.line(
            "mending",
            "changed",
            place=rows[fix.initiative],
            column=issuer.phrases.line("columns_of_decision", "title" if is_title else "authors"),
            was=value.title if is_title else value.authors[fix.place].name,
            now=fix.now,
        )


def _numbered(content: Sequence[str], issuer: Issuer) -> tuple[str, ...]:
    return tuple(
        issuer.phrases.line("mending", "item", place=place, line=line.strip().rstrip(";.") + ".")
        for place, line in enumerate(content, 1)
    )


def _replacing(
    mending: Mending, first: First, issuer: Issuer, said: dict[str, object], today: date
) -> DecisionFacts:
    """A whole decision again, from the records as they stand, that says which one it replaces."""
    now = first.now.decision
    replaces = issuer.phrases.line("mending", "article_replaces", **said)
    laws, articles = now.bases, (*now.articles[:-1], replaces, *now.articles[-1:])
    return replace(
        now,
        heading=_heading(mending, issuer, today),
        subject=subject_of(mending, first, issuer),
        bases=(*laws[:-1], issuer.phrases.line("mending", "basis_first", **said), *laws[-1:]),
        articles=articles,
        recipients=recipients(issuer, articles),
        signature=signature_of(mending.signer, issuer),
    )


def _letter(mending: Mending, issuer: Issuer, said: dict[str, object], today: date) -> CorrectionFacts:
    words = issuer.phrases
    return CorrectionFacts(
        letterhead=issuer.letterhead,
        heading=_heading(mending, issuer, today),
        subject=words.line("mending", "subject_corrects", **said),
        addressee=words.line("mending", "addressee", **said),
        body=(
            words.line("mending", "corrects_begin", **said),
            *_numbered(mending.content, issuer),
            words.line("mending", "corrects_end", **said),
        ),
        recipients=words.lines("mending", "recipients_letter", **said),
        signature=signature_of(mending.signer, issuer),
    )
