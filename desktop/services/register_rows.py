"""One register for all: recognition decisions and every other issued paper, and which mends which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.decision import DecisionState
from desktop.domain.issued import Deed
from desktop.domain.problems import Refused
from desktop.domain.series import Issuing
from desktop.services import decisions, papers, registers
from desktop.services.desk import Desk, Look, question
from desktop.services.printing import Rendered
from desktop.store import decisions as decision_rows
from desktop.store import issued
from desktop.store.decisions import DECISIONS
from desktop.store.issued import ISSUED_PAPERS
from desktop.store.records import exists

Stop = Callable[[], object]


class Kept(StrEnum):
    """Which noun a line of the register stands for."""

    DECISION = "decision"
    PAPER = "issued_paper"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line. `paper` is the kind, `mends` the number of what it mends, `mended_by` the numbers of what mends it."""

    id: str
    kept: Kept
    paper: str
    issuer: Issuing
    state: DecisionState
    number: str
    signed_on: date | None
    drafted_on: date
    subject: str
    signer: str
    initiatives: int
    has_scan: bool
    deed: Deed = Deed.NONE
    mends: str = ""
    mended_by: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """The year whose register it stands in."""
        return (self.signed_on or self.drafted_on).year


@question()
def listing(look: Look) -> tuple[RegisterRow, ...]:
    """Every decision and issued paper, newest first."""
    lines, found = decision_rows.listing(look.session), issued.listing(look.session)
    numbers = {line.id: line.number for line in lines} | {paper.id: paper.number for paper in found}
    mended: dict[str, list[str]] = defaultdict(list)
    for paper in reversed(found):
        if paper.mends and paper.number:
            mended[paper.mends].append(paper.number)
    rows = [
        RegisterRow(
            line.id, Kept.DECISION, "decision", Issuing.EMPLOYER, line.state, line.number, line.signed_on,
            line.drafted_on, "", line.signer.name, line.initiatives, bool(line.scan),
            mended_by=tuple(mended[line.id]),
        )
        for line in lines
    ]  # fmt: skip
    rows += [
        RegisterRow(
            paper.id, Kept.PAPER, paper.kind, paper.issuer, paper.state, paper.number, paper.signed_on,
            paper.drafted_on, paper.subject, paper.signer, sum(ref.kind == "initiative" for ref in paper.about),
            bool(paper.files.scan), paper.deed, numbers.get(paper.mends, ""), tuple(mended[paper.id]),
        )
        for paper in found
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.drafted_on, row.id), reverse=True))


@question()
def kept_as(look: Look, record: str) -> Kept:
    """Which noun an id belongs to. Raises `paper.missing`."""
    if exists(look.session, DECISIONS, record):
        return Kept.DECISION
    if exists(look.session, ISSUED_PAPERS, record):
        return Kept.PAPER
    raise Refused("paper.missing", id=record)


def render(desk: Desk, record: str, *, quick: bool = False, stop: Stop = lambda: None) -> Rendered:
    """The pages of either: frozen once it is signed, else a draft (`quick`: for a first look). Blocking."""
    if desk.look(kept_as, record) is Kept.DECISION:
        return papers.render_decision(desk, record, quick=quick, stop=stop)
    return registers.render(desk, record, quick=quick, stop=stop)


def reprint(desk: Desk, record: str) -> Rendered:
    """The frozen bytes of either. Blocking. Raises `decision.not_signed`, `paper.not_signed`, `file.missing`."""
    if desk.look(kept_as, record) is Kept.DECISION:
        return papers.reprint(desk, record)
    return registers.reprint(desk, record)


def freeze(
    desk: Desk,
    record: str,
    number: str,
    signed_on: date,
    *,
    docx: bytes | None = None,
    scan: str = "",
    stop: Stop = lambda: None,
) -> str:
    """Either was signed; gives its whole number. Blocking. Raises the codes of both `sign` orders."""
    if desk.look(kept_as, record) is Kept.DECISION:
        done = decisions.sign(desk, record, number, signed_on, docx=docx, scan=scan, stop=stop)
        return done.value.number
    return registers.sign(desk, record, number, signed_on, docx=docx, scan=scan, stop=stop).value.number
