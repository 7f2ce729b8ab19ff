"""A meeting's papers go into the register: drafted from what is stored, numbered and signed there, frozen for ever.

Before that a meeting's paper follows its records; from the signing on the register gives the bytes that were signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.access import Right
from desktop.domain.issued import IssuedPaper, Ref
from desktop.domain.problems import Refused
from desktop.domain.series import Issuing
from desktop.services import council_papers, meeting_papers, notice_papers, registers
from desktop.services.desk import Look, Work, order
from desktop.services.meeting_papers import MeetingPaper
from desktop.services.registers import Entry

ISSUERS: Mapping[MeetingPaper, Issuing] = {
    MeetingPaper.SET_UP: Issuing.EMPLOYER,
    MeetingPaper.INVITATION: Issuing.COUNCIL,
    MeetingPaper.MINUTES: Issuing.COUNCIL,
    MeetingPaper.PROPOSAL: Issuing.COUNCIL,
    MeetingPaper.NOT_RECOGNISED: Issuing.EMPLOYER,
}
"""The papers of a meeting that stand in a register, and whose."""


@dataclass(frozen=True, slots=True)
class Filed:
    """Papers of one meeting in the register: drafts made or renewed now, and those that were signed before."""

    drafts: tuple[str, ...]
    signed: tuple[str, ...]


@order(Right.DECIDE, "paper.draft")
def file(work: Work, kind: MeetingPaper, meeting: str) -> Filed:
    """Put a paper of a meeting into its register, a notice for each initiative; an open draft of it is renewed.

    Raises `paper.not_filed` for one that stands in no register, and the codes of the paper.
    """
    issuer = ISSUERS.get(kind)
    if issuer is None:
        raise Refused("paper.not_filed")
    drafts, signed = [], []
    for facts, about in _papers(work, kind, meeting):
        known = _known(work, kind, about)
        if known is not None and not known.is_open:
            signed.append(known.id)
            continue
        entry = Entry(facts, issuer, _symbol(facts), facts.subject, _signer(facts), about)
        drafts.append(registers.draft(work, entry, known.id if known else ""))
    return Filed(tuple(drafts), tuple(signed))


def _papers(look: Look, kind: MeetingPaper, meeting: str) -> list[tuple[Any, tuple[Ref, ...]]]:
    """Facts, and what they are about: the meeting, and every initiative that they name."""
    ids = meeting_papers.considered(look, meeting)
    whole = (Ref("meeting", meeting), *(Ref("initiative", record) for record in ids))
    match kind:
        case MeetingPaper.SET_UP:
            return [(council_papers.set_up_facts(look), whole[:1])]
        case MeetingPaper.INVITATION:
            return [(council_papers.invitation_facts(look, meeting), whole)]
        case MeetingPaper.MINUTES:
            return [(council_papers.minutes_facts(look, meeting), whole)]
        case MeetingPaper.PROPOSAL:
            return [(notice_papers.proposal_facts(look, meeting), whole)]
        case _:
            refused = meeting_papers.refused(look, meeting)
            if not refused:
                raise Refused("not_recognised.by_nobody_here")
            return [
                (notice_papers.not_recognised_facts(look, record), (whole[0], Ref("initiative", record)))
                for record in refused
            ]


def _known(look: Look, kind: MeetingPaper, about: tuple[Ref, ...]) -> IssuedPaper | None:
    """The paper of this kind about the same: a notice by its initiative, the others by their meeting."""
    last = about[-1] if kind is MeetingPaper.NOT_RECOGNISED else about[0]
    held = registers.about(look, last.kind, last.id)
    return next((one for one in held if one.kind == kind.value and about[0] in one.about), None)


def _symbol(facts: Any) -> str:
    heading = getattr(facts, "heading", None)
    return str(heading.symbol if heading is not None else facts.symbol)


def _signer(facts: Any) -> str:
    signature = getattr(facts, "signature", None)
    return str(signature.name if signature is not None else facts.chair)
