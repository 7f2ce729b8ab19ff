"""Papers before the council: the application, its description, the slip for it, ideas, use, the employer's word.

What a form asks for and nobody has said prints as dotted lines, so that it can be written in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from desktop.documents import letters
from desktop.documents.naming import Name, Repeat
from desktop.documents.paper_parts import Letterhead, Signature

DOTS = "." * 120
"""A line to write on, a little shorter than the text is wide."""
_TITLE_ON_SLIP = 120


def or_lines(lines: Sequence[str], blank: int = 2) -> tuple[str, ...]:
    """The lines that say something, or so many to write on."""
    return tuple(line for line in lines if line.strip()) or (DOTS,) * blank


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return or_lines(lines)


def _few_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return or_lines(lines, 3)


def _some_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return or_lines(lines, 4)


def _many_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return or_lines(lines, 6)


def _one_line(text: str) -> str:
    return text.strip() or "." * 60


@dataclass(frozen=True, slots=True)
class Signing:
    """The names under which the authors sign, in two columns. Make it with `signing`."""

    right: Annotated[tuple[str, ...], Name("NGUOI_NOP")]
    left: Annotated[tuple[str, ...], Name("NGUOI_NOP_KHAC")] = ()


def signing(names: Sequence[str]) -> Signing:
    """Up to two names below each other; more of them in two columns, read from left to right."""
    if len(names) < 3:
        return Signing(tuple(names))
    return Signing(tuple(names[1::2]), tuple(names[::2]))


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """One author as the application names them; `birth` as it is known, `share` empty for a lone author."""

    name: Annotated[str, Name("HO_TEN")]
    birth: Annotated[str, Name("NGAY_SINH")]
    workplace: Annotated[str, Name("NOI_CONG_TAC")]
    post: Annotated[str, Name("CHUC_DANH")]
    qualification: Annotated[str, Name("TRINH_DO")]
    share: Annotated[str, Name("TY_LE")]


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """Đơn yêu cầu công nhận sáng kiến (Circular 18/2013, annex I).

    `used_from` is first use or trial, whichever is earlier; `dated` is "Hạ Long, ngày …".
    """

    addressee: Annotated[str, Name("KINH_GUI", _one_line)]
    title: Annotated[str, Name("TEN_SANG_KIEN", _one_line)]
    investor: Annotated[str, Name("CHU_DAU_TU", _one_line)]
    field: Annotated[str, Name("LINH_VUC", _one_line)]
    used_from: Annotated[str, Name("NGAY_AP_DUNG", _one_line)]
    nature: Annotated[tuple[str, ...], Name("MO_TA", _lines)]
    secret: Annotated[tuple[str, ...], Name("THONG_TIN_BAO_MAT", _lines)]
    conditions: Annotated[tuple[str, ...], Name("DIEU_KIEN", _lines)]
    authors_view: Annotated[tuple[str, ...], Name("LOI_ICH_TAC_GIA", _lines)]
    users_view: Annotated[tuple[str, ...], Name("LOI_ICH_NGUOI_AP_DUNG", _lines)]
    helpers: Annotated[tuple[str, ...], Name("NGUOI_AP_DUNG", _lines)]
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    signing: Signing
    rows: Annotated[tuple[ApplicantRow, ...], Repeat.ROW]


@dataclass(frozen=True, slots=True)
class DescriptionFacts:
    """Bản mô tả sáng kiến: what the council reads (Circular 18/2013, article 5)."""

    workplace: Annotated[str, Name("DON_VI", _one_line)]
    title: Annotated[str, Name("TEN_SANG_KIEN", _one_line)]
    authors: Annotated[str, Name("TAC_GIA", _one_line)]
    field: Annotated[str, Name("LINH_VUC", _one_line)]
    used_from: Annotated[str, Name("NGAY_AP_DUNG", _one_line)]
    known: Annotated[tuple[str, ...], Name("HIEN_TRANG", _lines)]
    content: Annotated[tuple[str, ...], Name("NOI_DUNG", _lines)]
    applicability: Annotated[tuple[str, ...], Name("KHA_NANG_AP_DUNG", _lines)]
    conditions: Annotated[tuple[str, ...], Name("DIEU_KIEN", _lines)]
    economy: Annotated[tuple[str, ...], Name("LOI_ICH_KINH_TE", _lines)]
    society: Annotated[tuple[str, ...], Name("LOI_ICH_XA_HOI", _lines)]
    helpers: Annotated[tuple[str, ...], Name("NGUOI_AP_DUNG", _lines)]
    secret: Annotated[tuple[str, ...], Name("THONG_TIN_BAO_MAT", _lines)]
    enclosed: Annotated[tuple[str, ...], Name("TAI_LIEU_KEM", _lines)]
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    signing: Signing


@dataclass(frozen=True, slots=True)
class IdeaFacts:
    """Phiếu ý tưởng: one page, for what has not been tried yet."""

    unit: Annotated[str, Name("TEN_CONG_DOAN")]
    number: Annotated[str, Name("SO_PHIEU", _one_line)]
    authors: Annotated[str, Name("TAC_GIA", _one_line)]
    workplace: Annotated[str, Name("DON_VI", _one_line)]
    title: Annotated[str, Name("TEN_SANG_KIEN", _one_line)]
    problem: Annotated[tuple[str, ...], Name("HIEN_TRANG", _some_lines)]
    idea: Annotated[tuple[str, ...], Name("NOI_DUNG", _many_lines)]
    benefit: Annotated[tuple[str, ...], Name("LOI_ICH", _few_lines)]
    needs: Annotated[tuple[str, ...], Name("DIEU_KIEN", _few_lines)]
    dated: Annotated[str, Name("DIA_DANH_NGAY")]


@dataclass(frozen=True, slots=True)
class UseFacts:
    """Giấy xác nhận áp dụng sáng kiến, by who uses it."""

    letterhead: Letterhead
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    workplace: Annotated[str, Name("DON_VI", _one_line)]
    title: Annotated[str, Name("TEN_SANG_KIEN", _one_line)]
    authors: Annotated[str, Name("TAC_GIA", _one_line)]
    used_from: Annotated[str, Name("NGAY_AP_DUNG", _one_line)]
    economy: Annotated[tuple[str, ...], Name("LOI_ICH_KINH_TE", _lines)]
    society: Annotated[tuple[str, ...], Name("LOI_ICH_XA_HOI", _lines)]
    spread: Annotated[tuple[str, ...], Name("KHA_NANG_AP_DUNG", _lines)]
    signature: Signature


# The slip -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slip:
    """Giấy biên nhận đơn for one application: `answer_by` is the last day to say whether it is accepted."""

    unit: str
    heading: str
    number: str
    applicant: str
    title: str
    received: date
    answer_by: date
    receiver: str


@dataclass(frozen=True, slots=True)
class SlipsRow:
    """Two slips beside each other; the right one is empty where there is none."""

    unit_left: Annotated[str, Name("DON_VI_1")]
    heading_left: Annotated[str, Name("TIEU_DE_1")]
    number_left: Annotated[str, Name("SO_1")]
    applicant_left: Annotated[str, Name("NGUOI_NOP_1")]
    title_left: Annotated[str, Name("TEN_SANG_KIEN_1")]
    received_left: Annotated[str, Name("NGAY_NHAN_1")]
    answer_left: Annotated[str, Name("HAN_TRA_LOI_1")]
    receiver_left: Annotated[str, Name("NGUOI_NHAN_1")]
    unit_right: Annotated[str, Name("DON_VI_2")] = ""
    heading_right: Annotated[str, Name("TIEU_DE_2")] = ""
    number_right: Annotated[str, Name("SO_2")] = ""
    applicant_right: Annotated[str, Name("NGUOI_NOP_2")] = ""
    title_right: Annotated[str, Name("TEN_SANG_KIEN_2")] = ""
    received_right: Annotated[str, Name("NGAY_NHAN_2")] = ""
    answer_right: Annotated[str, Name("HAN_TRA_LOI_2")] = ""
    receiver_right: Annotated[str, Name("NGUOI_NHAN_2")] = ""


@dataclass(frozen=True, slots=True)
class SlipsFacts:
    """Slips to be cut apart, eight a sheet. Make `rows` with `slips_rows`."""

    rows: Annotated[tuple[SlipsRow, ...], Repeat.ROW]


def slips_rows(slips: Sequence[Slip]) -> tuple[SlipsRow, ...]:
    """Slips in rows of two, in their order from left to right."""
    return tuple(SlipsRow(*_texts(slips[at]), *_right(slips, at + 1)) for at in range(0, len(slips), 2))


def _right(slips: Sequence[Slip], at: int) -> Iterator[str]:
    return _texts(slips[at]) if at < len(slips) else iter(())


def _texts(slip: Slip) -> Iterator[str]:
    yield from (slip.unit, slip.heading, slip.number, slip.applicant, shortened(slip.title, _TITLE_ON_SLIP))
    yield from (letters.short_date(slip.received), letters.short_date(slip.answer_by))
    yield slip.receiver.strip() or "." * 30


def shortened(text: str, most: int) -> str:
    """A text cut at a word, with an ellipsis, where it is longer than so many characters."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at = head.rfind(" ")
    return f"{head[: at if at > most // 2 else len(head)].rstrip(' ,;.')}…"


# The register -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One application: days as ledgers write them, what was asked for with its day, what came of it."""

    number: Annotated[str, Name("SO_DON")]
    received: Annotated[str, Name("NGAY_NHAN")]
    applicant: Annotated[str, Name("TAC_GIA")]
    workshop: Annotated[str, Name("DON_VI")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    asked: Annotated[str, Name("BO_SUNG")]
    accepted: Annotated[str, Name("NGAY_CHAP_NHAN")]
    answer_by: Annotated[str, Name("HAN_TRA_LOI")]
    outcome: Annotated[str, Name("KET_QUA")]


@dataclass(frozen=True, slots=True)
class IntakeBookFacts:
    """Sổ tiếp nhận đơn of one year (Circular 18/2013, article 6)."""

    unit: Annotated[str, Name("TEN_DON_VI")]
    subject: Annotated[str, Name("TRICH_YEU")]
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    keeper: Annotated[str, Name("NGUOI_GIU_SO")]
    rows: Annotated[tuple[IntakeRow, ...], Repeat.ROW]


# The employer's word ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One initiative, and what the union proposes that a portal may see of it."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    authors: Annotated[str, Name("TAC_GIA")]
    proposed: Annotated[str, Name("MUC_DE_NGHI")]


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """Phiếu xin ý kiến doanh nghiệp: what may be put on a portal, ticked by the employer for each initiative."""

    letterhead: Letterhead
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    addressee: Annotated[str, Name("KINH_GUI", _one_line)]
    union: Annotated[str, Name("TEN_CONG_DOAN")]
    count: Annotated[int, Name("SO_LUONG", str)]
    signature: Signature
    answering_post: Annotated[tuple[str, ...], Name("CHUC_DANH_TRA_LOI")]
    rows: Annotated[tuple[OpinionRow, ...], Repeat.ROW]
