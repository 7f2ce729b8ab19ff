"""Facts of the council's papers and of those after it for tests: the shoe factory of the other samples."""

from __future__ import annotations

from datetime import date

from helpers.intake_samples import PLACED
from helpers.paper_samples import ARTICLES, BASES, COMPANY, TITLES, WORKSHOPS, a_row

from desktop.documents.council_papers import (
    AgendaRow,
    InvitationFacts,
    MarkRow,
    MarkSheetFacts,
    MemberRow,
    PairRow,
    PairSheetFacts,
    ProposalFacts,
    ProposalRow,
    SetUpFacts,
    TallyFacts,
    TallyRow,
)
from desktop.documents.notice_papers import (
    EMPTY_ROWS,
    AmendmentFacts,
    BlankFormFacts,
    CorrectionFacts,
    NameCheckFacts,
    NameRow,
    NotRecognisedFacts,
)
from desktop.documents.paper_parts import Authority, Dated, Heading, Letterhead, Post, Signature

COUNCIL = Letterhead(COMPANY.upper(), "HỘI ĐỒNG SÁNG KIẾN")
EMPLOYER = Letterhead("", COMPANY.upper())
HEAD = Signature(Post(Authority.OWN, ("TỔNG GIÁM ĐỐC",)), "LIN CHIA-HAO")
CHAIR = Signature(Post(Authority.COLLECTIVE, ("HỘI ĐỒNG SÁNG KIẾN", "CHỦ TỊCH")), "LIN CHIA-HAO")
MARCH_5 = Dated(date(2026, 3, 5), 2026)
TO_ALL = ("Như Điều 3", "Hội đồng sáng kiến", "Lưu: VT, CĐCS")
PEOPLE = ("LIN CHIA-HAO", "Phạm Thị Thu Hường", "Nguyễn Phạm Trần Hoàng Tuấn Kiệt", "H'Ler Niê")
SEATS = ("Chủ tịch", "Phó Chủ tịch", "Ủy viên thư ký", "Ủy viên")


def heading(symbol: str, number: str = "5", dated: Dated = MARCH_5) -> Heading:
    return Heading(number, symbol, "Ninh Bình", dated)


def a_set_up(rows: int = 7, *, number: str = "5", dated: Dated = MARCH_5) -> SetUpFacts:
    """A council of so many members."""
    return SetUpFacts(
        letterhead=EMPLOYER,
        heading=heading("QĐ-HL", number, dated),
        subject="Về việc thành lập Hội đồng sáng kiến năm 2026",
        authority="TỔNG GIÁM ĐỐC " + COMPANY.upper(),
        bases=BASES[:3],
        articles=("Thành lập Hội đồng sáng kiến năm 2026 (danh sách tại Phụ lục kèm theo).", *ARTICLES[1:]),
        recipients=TO_ALL,
        signature=HEAD,
        issued_by="Tổng Giám đốc " + COMPANY,
        rows=tuple(
            MemberRow(
                PEOPLE[at % 4],
                "Chủ tịch Công đoàn cơ sở" if at == 1 else WORKSHOPS[at % 3],
                SEATS[min(at, 3)],
            )
            for at in range(rows)
        ),
    )


PROGRAMME = (
    "Ủy viên thư ký báo cáo hồ sơ các sáng kiến.",
    "Các thành viên xem xét, chấm điểm từng sáng kiến.",
    "Biểu quyết và thông qua biên bản.",
)


def an_invitation(rows: int = 3, *, number: str = "5", dated: Dated = MARCH_5) -> InvitationFacts:
    """An invitation to a meeting about so many."""
    return InvitationFacts(
        letterhead=COUNCIL,
        heading=heading("GM-HĐSK", number, dated),
        subject="Họp Hội đồng sáng kiến xét đề nghị công nhận sáng kiến đợt 1 năm 2026",
        issued_by="Hội đồng sáng kiến",
        invited="các thành viên Hội đồng sáng kiến, đại diện Công đoàn cơ sở.",
        content="xét 12 sáng kiến đề nghị công nhận đợt 1 năm 2026.",
        chair="LIN CHIA-HAO, Chủ tịch Hội đồng.",
        time="8 giờ 30 phút, ngày 12 tháng 3 năm 2026.",
        place="Phòng họp số 2, " + COMPANY + ".",
        programme=PROGRAMME,
        remark="Tài liệu gửi kèm theo giấy mời.",
        recipients=("Như trên", "Lưu: HĐSK"),
        signature=CHAIR,
        rows=tuple(
            AgendaRow(row.code, row.title, row.authors, row.workshop)
            for row in map(a_row, range(1, rows + 1))
        ),
    )


def a_mark_sheet(rows: int = 5, *, given: bool = False) -> MarkSheetFacts:
    """A sheet with so many criteria, to be marked by hand or already marked."""
    return MarkSheetFacts(
        COUNCIL,
        "Thang điểm 100, phiên bản 1",
        PEOPLE[2],
        "Ủy viên thư ký",
        "SK26-0002",
        TITLES[2],
        "Nguyễn Thị Hằng, Trần Văn Nam",
        "76,5/100" if given else ".......... /100",
        "Đạt từ 70 điểm; tiêu chí 1 và 2 mỗi tiêu chí ít nhất 10 điểm.",
        PLACED,
        tuple(
            MarkRow(
                f"Tiêu chí {at}: giải pháp mới lần đầu áp dụng tại cơ sở",
                "16 - 20: hoàn toàn mới\n10 - 15: mới một phần\n0 - 9: không mới",
                "20",
                "15,3" if given else "",
            )
            for at in range(1, rows + 1)
        ),
    )


def a_pair_sheet(*, given: bool = False) -> PairSheetFacts:
    """A sheet of pairs."""
    pairs = (
        ("Giải pháp khả thi", "Giải pháp không khả thi"),
        ("Có tính mới tại đơn vị", "Không có tính mới tại đơn vị"),
        ("Đã áp dụng đủ lâu để thấy hiệu quả", "Chưa áp dụng đủ lâu"),
        ("Mô tả hiện trạng đầy đủ", "Mô tả hiện trạng chưa đầy đủ"),
    )
    return PairSheetFacts(
        COUNCIL,
        "Phiếu đánh giá theo cặp tiêu chí, phiên bản 1",
        PEOPLE[1],
        "Phó Chủ tịch",
        "SK26-0002",
        TITLES[2],
        "Nguyễn Thị Hằng, Trần Văn Nam",
        "Công nhận, hoàn thiện hồ sơ" if given else "." * 80,
        PLACED,
        tuple(PairRow(yes, "x" if given else "", no, "") for yes, no in pairs),
    )


def a_tally(rows: int = 3) -> TallyFacts:
    """Marks of so many initiatives."""
    return TallyFacts(
        COUNCIL,
        "Họp xét sáng kiến đợt 1 năm 2026, ngày 05 tháng 3 năm 2026",
        "Điểm trung bình của các phiếu, bỏ phiếu cao nhất và thấp nhất khi có từ 5 phiếu; kết quả theo biểu quyết.",
        PLACED,
        "Đỗ Thị Minh Nguyệt",
        "LIN CHIA-HAO",
        tuple(
            TallyRow(row.code, row.title, row.authors, "7/7", "76,5", "Đề nghị công nhận")
            for row in map(a_row, range(1, rows + 1))
        ),
    )


def a_proposal(rows: int = 3, *, number: str = "5", dated: Dated = MARCH_5) -> ProposalFacts:
    """A submission of so many initiatives."""
    return ProposalFacts(
        letterhead=COUNCIL,
        heading=heading("TTr-HĐSK", number, dated),
        subject="Về việc đề nghị công nhận sáng kiến đợt 1 năm 2026",
        addressee="Tổng Giám đốc " + COMPANY,
        body=(
            "Hội đồng sáng kiến đã họp ngày 05 tháng 3 năm 2026 (Biên bản số 03/BB-HĐSK) và biểu quyết từng sáng kiến.",
            "Hội đồng kính trình Tổng Giám đốc xem xét, quyết định công nhận các sáng kiến có danh sách kèm theo",
        ),
        recipients=("Như trên", "Lưu: HĐSK"),
        signature=CHAIR,
        rows=tuple(
            ProposalRow(row.code, row.title, row.authors, row.workshop, "7/7")
            for row in map(a_row, range(1, rows + 1))
        ),
    )


def a_not_recognised(*, number: str = "5", dated: Dated = MARCH_5) -> NotRecognisedFacts:
    """A notice with its reason."""
    return NotRecognisedFacts(
        letterhead=EMPLOYER,
        heading=heading("TB-HL", number, dated),
        subject="Về việc không công nhận sáng kiến",
        body=(
            COMPANY + " thông báo tới bà Nguyễn Thị Hằng về sáng kiến “" + TITLES[0] + "”.",
            "Lý do không công nhận: trùng với giải pháp đã áp dụng tại Xưởng May 1 từ năm 2024",
        ),
        recipients=("Bà Nguyễn Thị Hằng", "Hội đồng sáng kiến", "Lưu: VT"),
        signature=HEAD,
    )


def an_amendment() -> AmendmentFacts:
    """One row of an issued decision is changed."""
    return AmendmentFacts(
        letterhead=EMPLOYER,
        heading=heading("QĐ-HL", "129"),
        subject="Về việc sửa đổi Quyết định số 118/QĐ-HL ngày 18 tháng 3 năm 2026",
        authority="TỔNG GIÁM ĐỐC " + COMPANY.upper(),
        bases=BASES[:2],
        articles=("Sửa tên tác giả tại dòng 2 của danh sách thành “H'Ler Niê”.", *ARTICLES[2:]),
        recipients=("Như Điều 2", *TO_ALL[1:]),
        signature=HEAD,
    )


def a_correction() -> CorrectionFacts:
    """A slip of form is mended."""
    return CorrectionFacts(
        letterhead=EMPLOYER,
        heading=heading("HL-VP", "130"),
        subject="V/v đính chính Quyết định số 118/QĐ-HL ngày 18 tháng 3 năm 2026",
        addressee="Các phòng, ban, phân xưởng",
        body=("Do sơ suất kỹ thuật, tại phần Nơi nhận của Quyết định số 118/QĐ-HL in thiếu “Phòng Kỹ thuật”.",
         "Nay đính chính như trên, các nội dung khác giữ nguyên."),
        recipients=("Như trên", "Lưu: VT"),
        signature=HEAD,
    )  # fmt: skip


def a_name_check(rows: int = 3) -> NameCheckFacts:
    """So many names to look over."""
    return NameCheckFacts(
        "CÔNG ĐOÀN CƠ SỞ " + COMPANY.upper(),
        "Dự thảo quyết định công nhận sáng kiến năm 2026",
        tuple(
            NameRow(f"SK26-{at:04d}", PEOPLE[at % 4], "1991", WORKSHOPS[at % 3], TITLES[at % 5])
            for at in range(1, rows + 1)
        ),
    )


def a_blank_form() -> BlankFormFacts:
    """The empty form of a year."""
    return BlankFormFacts("CÔNG ĐOÀN CƠ SỞ " + COMPANY.upper(), "2026", EMPTY_ROWS)
