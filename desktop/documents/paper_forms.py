"""What papers of one form state alike (Decree 30/2020, annex I and forms 1.2, 1.5 of annex III; the union's rule too).

A paper's own facts class adds what it alone says. Facts are given and kept by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from desktop.documents import letters
from desktop.documents.naming import Name
from desktop.documents.paper_parts import Heading, Letterhead, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A paper with number and date: who issues it, what it is about, who gets it, who signs."""

    letterhead: Letterhead
    heading: Heading
    subject: Annotated[str, Name("TRICH_YEU")]
    recipients: Annotated[tuple[str, ...], Name("NOI_NHAN", letters.listed)]
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding(Numbered):
    """A decision: `authority` in capitals is who decides, by which `bases`, in which `articles`."""

    authority: Annotated[str, Name("THAM_QUYEN_BAN_HANH")]
    bases: Annotated[tuple[str, ...], Name("CAN_CU", letters.listed)]
    articles: Annotated[tuple[str, ...], Name("NOI_DUNG_DIEU", letters.closed)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed(Numbered):
    """A letter, a submission, a report: to whom it goes."""

    addressee: Annotated[str, Name("KINH_GUI")]
