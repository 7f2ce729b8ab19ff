"""Papers of praise: letters, a page each, and the decision that commends persons and collectives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from desktop.documents.naming import Name, Repeat
from desktop.documents.paper_forms import Deciding
from desktop.documents.paper_parts import Heading, Letterhead, Signature


@dataclass(frozen=True, slots=True)
class PraiseLetterFacts:
    """Thư khen: one page for one person (or a collective) about recognised work."""

    letterhead: Letterhead
    heading: Heading
    holder: Annotated[str, Name("NGUOI_DUOC_KHEN")]
    workshop: Annotated[str, Name("DON_VI")]
    reason: Annotated[str, Name("THANH_TICH")]
    thanks: Annotated[str, Name("LOI_CAM_ON")]
    signature: Signature


@dataclass(frozen=True, slots=True)
class PraiseLettersFacts:
    """Letters in one document, a page each; at least one."""

    pages: Annotated[tuple[PraiseLetterFacts, ...], Repeat.PAGE]


@dataclass(frozen=True, slots=True)
class PraiseRow:
    """One who is commended: a person or a collective, for what, and what stands out about the record."""

    name: Annotated[str, Name("TEN")]
    kind: Annotated[str, Name("LOAI")]
    workshop: Annotated[str, Name("DON_VI")]
    merit: Annotated[str, Name("THANH_TICH")]
    reward: Annotated[str, Name("MUC_THUONG")]


@dataclass(frozen=True, slots=True)
class PraiseDecisionFacts(Deciding):
    """Quyết định khen thưởng of the union, its list on a sheet of its own; written like any decision."""

    issued_by: Annotated[str, Name("NGUOI_BAN_HANH")]
    rows: Annotated[tuple[PraiseRow, ...], Repeat.ROW]
