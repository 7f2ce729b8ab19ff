"""From records to the facts that papers state: the decision, its list, its certificates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.documents import letters
from desktop.documents.papers import (
    Authority as PaperAuthority,
)
from desktop.documents.papers import (
    CertificateFacts,
    Dated,
    DecisionFacts,
    DecisionRow,
    Heading,
    Letterhead,
    Post,
    Signature,
)
from desktop.documents.phrases import Phrases
from desktop.domain.council import Meeting
from desktop.domain.decision import Decision
from desktop.domain.house import Authority, Employer, EmployerKind, PaperTaste, Signer, Union
from desktop.domain.initiative import Author, BenefitKind, Initiative, Route, used_from
from desktop.domain.legal import LegalBasis, cited_by
from desktop.domain.money import figures


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues the employer's papers, and in what words."""

    union: Union
    employer: Employer
    taste: PaperTaste
    phrases: Phrases
    bases: tuple[LegalBasis, ...] = ()
    """Legal bases that are known; without any, papers cite what the phrases say."""

    def cited(self, paper: str, day: date) -> tuple[str, ...]:
        """The legal bases that a paper cites on a day, a line each."""
        held = cited_by(paper, self.bases, day)
        if not held:
            return self.phrases.lines("decision", "bases")
        return tuple(self.phrases.line("mending", "basis", text=basis.text) for basis in held)

    def values(self, **more: object) -> dict[str, object]:
        """What the phrases may name."""
        post = self.employer.head_post
        return {
            "union": self.union.name,
            "union_short": self.union.short or self.union.name,
            "employer": self.employer.name,
            "employer_upper": self.employer.name.upper(),
            "employer_symbol": self.employer.symbol,
            "head_post": post.upper(),
            "head_post_lower": post.capitalize() if post.isupper() else post,
            **more,
        }

    @property
    def letterhead(self) -> Letterhead:
        """A private company has no line of a body above."""
        private = self.employer.kind is EmployerKind.PRIVATE
        return Letterhead("" if private else self.employer.superior.upper(), self.employer.name.upper())

    def symbol(self, paper: str) -> str:
        """What follows the slash of a number: `QĐ-HL`."""
        return self.phrases.line(paper, "symbol", **self.values()).strip("-")


@dataclass(frozen=True, slots=True)
class FrozenIssue:
    """Everything that is printed of one decision; stored as JSON and never changed once it is signed."""

    decision: DecisionFacts
    by_author: tuple[CertificateFacts, ...]
    by_initiative: tuple[CertificateFacts, ...]


def issue_facts(
    decision: Decision, listed: Sequence[Initiative], meetings: Sequence[Meeting], issuer: Issuer
) -> FrozenIssue:
    """The facts of a decision as it stands: number and date are blank while it is a draft."""
    number, symbol = _split_number(decision.number, issuer.symbol("decision"))
    heading = Heading(number, symbol, issuer.employer.place, Dated(decision.signed_on, decision.year))
    signature = signature_of(decision.signer, issuer)
    said = issuer.values(year=decision.year, count=f"{len(listed):02d}")
    articles = issuer.phrases.lines("decision", "articles", **said)
    facts = DecisionFacts(
        letterhead=issuer.letterhead,
        heading=heading,
        subject=issuer.phrases.line("decision", "subject", **issuer.values(year=decision.year)),
        authority=issuer.phrases.line("decision", "authority", **issuer.values()),
        bases=_bases(decision, meetings, issuer),
        articles=articles,
        recipients=recipients(issuer, articles),
        signature=signature,
        list_title=issuer.phrases.line("decision", "list_title", **issuer.values(year=decision.year)),
        issued_by=issuer.phrases.line("decision", "issued_by", **issuer.values()),
        rows=tuple(_row(value, issuer.phrases) for value in listed),
    )
    return FrozenIssue(
        facts,
        _certificates(decision, listed, issuer, signature, by_author=True),
        _certificates(decision, listed, issuer, signature, by_author=False),
    )


def _bases(decision: Decision, meetings: Sequence[Meeting], issuer: Issuer) -> tuple[str, ...]:
    """Legal bases, then the minutes that the decision rests on, then who proposes."""
    laws = issuer.taste.legal_bases or issuer.cited("decision", decision.signed_on or decision.drafted_on)
    minutes = tuple(
        issuer.phrases.line(
            "decision",
            "council_basis",
            minutes=meeting.minutes_number,
            held_on=letters.formal_date(meeting.held_on).removeprefix("ngày "),
        )
        for meeting in meetings
    )
    key = "proposal_by_council" if decision.route is Route.COUNCIL else "proposal_by_union"
    return (*laws, *minutes, issuer.phrases.line("decision", key, **issuer.values()))


def _row(value: Initiative, phrases: Phrases) -> DecisionRow:
    vote = (
        phrases.line("values", "vote", yes=value.council.yes, members=value.council.members)
        if value.council
        else phrases.line("values", "by_head")
    )
    return DecisionRow(
        code=str(value.number or ""),
        title=value.title,
        authors=letters.authors_text([(author.name, author.share) for author in value.authors]),
        workshop=value.workshop,
        field=phrases.line("fields", value.field.value),
        first_used=used_from(value),
        score=vote,
        benefit=benefit_text(value, phrases, key="amount_in_list"),
        note="",
    )


def benefit_text(value: Initiative, phrases: Phrases, *, key: str = "amount") -> str:
    """The benefit as a paper states it; `key` says how an amount is put."""
    if value.amount_withheld:
        return phrases.line("values", "withheld")
    if value.benefit.kind is BenefitKind.AMOUNT and value.benefit.amount is not None:
        return phrases.line("values", key, amount=figures(value.benefit.amount))
    known = value.benefit.kind is BenefitKind.NOT_COMPUTABLE
    return phrases.line("values", "not_computable" if known else "to_compute")


def recipients(issuer: Issuer, articles: Sequence[str]) -> tuple[str, ...]:
    """Who gets a decision; the first are those whom its last article names."""
    return issuer.phrases.lines("decision", "recipients", **issuer.values(last=len(articles)))


def _certificates(
    decision: Decision, listed: Sequence[Initiative], issuer: Issuer, signature: Signature, *, by_author: bool
) -> tuple[CertificateFacts, ...]:
    made: list[CertificateFacts] = []
    for value in listed:
        groups = [(author,) for author in value.authors] if by_author else [value.authors]
        for holders in groups:
            others = [author for author in value.authors if author not in holders]
            made.append(_certificate(decision, value, holders, others, issuer, signature))
    stem = _split_number(decision.number, "")[0]
    return tuple(
        replace(facts, heading=replace(facts.heading, number=f"{stem}-{place:02d}" if stem else ""))
        for place, facts in enumerate(made, start=1)
    )


def _certificate(
    decision: Decision,
    value: Initiative,
    holders: Sequence[Author],
    others: Sequence[Author],
    issuer: Issuer,
    signature: Signature,
) -> CertificateFacts:
    """One certificate; what is protected is never on it. Who holds it alone has the own workshop on it."""
    benefit = "" if value.benefit.kind is BenefitKind.TO_COMPUTE else benefit_text(value, issuer.phrases)
    dated = Dated(decision.signed_on, decision.year)
    return CertificateFacts(
        letterhead=issuer.letterhead,
        heading=Heading("", issuer.symbol("certificate"), issuer.employer.place, dated),
        basis=issuer.phrases.line("certificate", "basis"),
        authority=issuer.phrases.line("certificate", "authority", **issuer.values()),
        holders=", ".join(author.name for author in holders),
        workshop=(holders[0].workshop if len(holders) == 1 else "") or value.workshop,
        co_authors=", ".join(author.name for author in others),
        title=value.title,
        investor=issuer.employer.name,
        summary="" if value.is_protected else value.summary,
        benefit="" if value.amount_withheld else benefit,
        decision=decision.number,
        decided=dated,
        signature=signature,
        role=issuer.phrases.line("certificate", "co_author" if len(value.authors) > 1 else "author"),
    )


def signature_of(signer: Signer, issuer: Issuer) -> Signature:
    """Who signs, by what right: the head without a word before the post, a deputy for the head."""
    collective = issuer.phrases.line("signature", "union_collective")
    post = signer.post.upper()
    lines = {
        Authority.HEAD: (PaperAuthority.OWN, (post,)),
        Authority.DEPUTY: (PaperAuthority.DEPUTY, (issuer.employer.head_post.upper(), post)),
        Authority.ACTING: (PaperAuthority.ACTING, (post,)),
        Authority.COLLECTIVE: (PaperAuthority.COLLECTIVE, (collective, post)),
    }[signer.authority]
    return Signature(Post(*lines), signer.name, signer.second_post)


def _split_number(number: str, suffix: str) -> tuple[str, str]:
    """`05/QĐ-HL` as its two parts; the records office may have used another suffix than ours."""
    count, slash, own = number.partition("/")
    return count, own if slash else suffix


def meetings_of(listed: Sequence[Initiative], known: Mapping[str, Meeting]) -> tuple[Meeting, ...]:
    """The meetings that the initiatives were proposed at, oldest first."""
    ids = {value.council.meeting for value in listed if value.council}
    found = [known[meeting] for meeting in ids if meeting in known]
    return tuple(sorted(found, key=lambda meeting: (meeting.held_on, meeting.minutes_number)))


def latest_day(meetings: Sequence[Meeting]) -> date | None:
    """The last day that a council met about them."""
    return max((meeting.held_on for meeting in meetings), default=None)
