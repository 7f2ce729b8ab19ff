"""Papers for the shop floor: registration sheets that a scanner finds again, and the list for the notice board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from desktop.documents.naming import Name, Repeat
from desktop.domain.paper_form import shown_code

_ROWS = 3


def _title(text: str) -> str:
    return text.strip() or "." * 94


def _place(code: str) -> str:
    """Where the symbol goes: a marker that `symbols.symbols_of` fills, written as a name of its own on every sheet."""
    return f"[[QR_{code}]]"


@dataclass(frozen=True, slots=True)
class SheetAuthor:
    """What is printed of an author; nothing where it is to be written by hand."""

    name: str = ""
    staff_code: str = ""
    workshop: str = ""


@dataclass(frozen=True, slots=True)
class RegistrationSheet:
    """One sheet. Make it with `registration_sheet`."""

    unit: Annotated[str, Name("TEN_CONG_DOAN")]
    year: Annotated[str, Name("NAM")]
    symbol: Annotated[str, Name("O_QR", _place)]
    code: Annotated[str, Name("MA_PHIEU", shown_code)]
    title: Annotated[str, Name("TEN_SANG_KIEN", _title)]
    name_1: Annotated[str, Name("HO_TEN_1")]
    staff_code_1: Annotated[str, Name("MA_NV_1")]
    workshop_1: Annotated[str, Name("DON_VI_1")]
    name_2: Annotated[str, Name("HO_TEN_2")]
    staff_code_2: Annotated[str, Name("MA_NV_2")]
    workshop_2: Annotated[str, Name("DON_VI_2")]
    name_3: Annotated[str, Name("HO_TEN_3")]
    staff_code_3: Annotated[str, Name("MA_NV_3")]
    workshop_3: Annotated[str, Name("DON_VI_3")]


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """Phiếu đăng ký sáng kiến with a code, a page each; at least one."""

    pages: Annotated[tuple[RegistrationSheet, ...], Repeat.PAGE]


def registration_sheet(
    unit: str, year: int, code: str, title: str = "", authors: Sequence[SheetAuthor] = ()
) -> RegistrationSheet:
    """A sheet with room for three authors, of whom some may be printed."""
    three = (*authors, *(SheetAuthor(),) * _ROWS)[:_ROWS]
    said = (text for author in three for text in (author.name, author.staff_code, author.workshop))
    return RegistrationSheet(unit, str(year), code, code, title, *said)


# The notice board -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One initiative as anybody may read it: staff codes for its authors, no names."""

    number: Annotated[str, Name("MA_SANG_KIEN")]
    staff_codes: Annotated[str, Name("MA_NV")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    workshop: Annotated[str, Name("DON_VI")]
    result: Annotated[str, Name("KET_QUA")]


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """Danh sách niêm yết by staff code: no name, no birth, no amount (Law 91/2025 on personal data)."""

    unit: Annotated[str, Name("TEN_CONG_DOAN")]
    subject: Annotated[str, Name("TRICH_YEU")]
    advice: Annotated[str, Name("LOI_DAN")]
    rows: Annotated[tuple[BoardRow, ...], Repeat.ROW]
