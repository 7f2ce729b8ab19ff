"""Papers of the council: its set-up, the invitation, sheets to mark on, the table of marks, the submission.

A sheet may be printed to be marked by hand, or with the marks that were given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from desktop.documents import letters
from desktop.documents.naming import Name, Repeat
from desktop.documents.paper_forms import Addressed, Deciding, Numbered
from desktop.documents.paper_parts import Letterhead


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member: post in the unit, seat on the council ("Chủ tịch", "Ủy viên thư ký")."""

    name: Annotated[str, Name("HO_TEN")]
    post: Annotated[str, Name("CHUC_VU")]
    seat: Annotated[str, Name("CHUC_DANH")]


@dataclass(frozen=True, slots=True)
class SetUpFacts(Deciding):
    """Quyết định thành lập Hội đồng sáng kiến, its members as an annex (Circular 18/2013, article 8)."""

    issued_by: Annotated[str, Name("NGUOI_BAN_HANH")]
    rows: Annotated[tuple[MemberRow, ...], Repeat.ROW]


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One initiative that is going to be considered."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    authors: Annotated[str, Name("TAC_GIA")]
    workshop: Annotated[str, Name("DON_VI")]


@dataclass(frozen=True, slots=True)
class InvitationFacts(Numbered):
    """Giấy mời họp Hội đồng sáng kiến, with the list of what is considered as an annex.

    `invited` is who is asked to come, `content` what for, `programme` the points of the agenda in their order.
    """

    issued_by: Annotated[str, Name("NGUOI_BAN_HANH")]
    invited: Annotated[str, Name("KINH_MOI")]
    content: Annotated[str, Name("NOI_DUNG")]
    chair: Annotated[str, Name("CHU_TRI")]
    time: Annotated[str, Name("THOI_GIAN")]
    place: Annotated[str, Name("DIA_DIEM")]
    programme: Annotated[tuple[str, ...], Name("CHUONG_TRINH", letters.listed)]
    remark: Annotated[str, Name("GHI_CHU")]
    rows: Annotated[tuple[AgendaRow, ...], Repeat.ROW]


# Marking --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One criterion: `bands` says what points mean, a line each; `given` is empty on a sheet to be marked by hand."""

    criterion: Annotated[str, Name("TIEU_CHI")]
    bands: Annotated[str, Name("MUC_DIEM")]
    maximum: Annotated[str, Name("DIEM_TOI_DA")]
    given: Annotated[str, Name("DIEM_CHAM")]


@dataclass(frozen=True, slots=True)
class MarkSheetFacts:
    """Phiếu chấm điểm: one member, one initiative, a rubric with points."""

    letterhead: Letterhead
    rubric: Annotated[str, Name("TEN_THANG_DIEM")]
    member: Annotated[str, Name("THANH_VIEN")]
    seat: Annotated[str, Name("CHUC_DANH")]
    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    authors: Annotated[str, Name("TAC_GIA")]
    total: Annotated[str, Name("TONG_DIEM")]
    rules: Annotated[str, Name("CACH_TINH")]
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    rows: Annotated[tuple[MarkRow, ...], Repeat.ROW]


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair of boxes; a given answer is an x in its box."""

    yes: Annotated[str, Name("DAT")]
    yes_box: Annotated[str, Name("O_DAT")]
    no: Annotated[str, Name("KHONG_DAT")]
    no_box: Annotated[str, Name("O_KHONG_DAT")]


@dataclass(frozen=True, slots=True)
class PairSheetFacts:
    """Phiếu đánh giá: one member, one initiative, a rubric of pairs; exactly one box of each is ticked."""

    letterhead: Letterhead
    rubric: Annotated[str, Name("TEN_THANG_DIEM")]
    member: Annotated[str, Name("THANH_VIEN")]
    seat: Annotated[str, Name("CHUC_DANH")]
    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    authors: Annotated[str, Name("TAC_GIA")]
    result: Annotated[str, Name("KET_LUAN")]
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    rows: Annotated[tuple[PairRow, ...], Repeat.ROW]


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One initiative: sheets given of those owed ("6/7"), the mean as the rubric shows it, the result."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    authors: Annotated[str, Name("TAC_GIA")]
    sheets: Annotated[str, Name("SO_PHIEU")]
    mean: Annotated[str, Name("DIEM_TRUNG_BINH")]
    result: Annotated[str, Name("KET_QUA")]


@dataclass(frozen=True, slots=True)
class TallyFacts:
    """Bảng tổng hợp điểm of one meeting."""

    letterhead: Letterhead
    subject: Annotated[str, Name("TRICH_YEU")]
    rules: Annotated[str, Name("CACH_TINH")]
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    secretary: Annotated[str, Name("THU_KY")]
    chair: Annotated[str, Name("CHU_TRI")]
    rows: Annotated[tuple[TallyRow, ...], Repeat.ROW]


# Submission -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One initiative that the council proposes; `vote` is "7/7"."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    authors: Annotated[str, Name("TAC_GIA")]
    workshop: Annotated[str, Name("DON_VI")]
    vote: Annotated[str, Name("DONG_Y")]


@dataclass(frozen=True, slots=True)
class ProposalFacts(Addressed):
    """Tờ trình đề nghị công nhận sáng kiến, from the council to the head, its list as an annex."""

    body: Annotated[tuple[str, ...], Name("NOI_DUNG", letters.closed)]
    rows: Annotated[tuple[ProposalRow, ...], Repeat.ROW]
