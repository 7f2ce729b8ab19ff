"""Facts of the union's own papers for tests: lists of payments, letters, reports."""

from __future__ import annotations

from datetime import date

from desktop.documents.money_papers import AskingFacts, AskingRow, PayListFacts, PayListRow, in_words
from desktop.documents.paper_parts import Authority, Dated, Heading, Letterhead, Post, Signature
from desktop.documents.praise_papers import (
    PraiseDecisionFacts,
    PraiseLetterFacts,
    PraiseLettersFacts,
    PraiseRow,
)
from desktop.documents.report_papers import FullReportFacts, WeeklyReportFacts

UNION = Letterhead(
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH NINH BÌNH", "CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY HOÀNG LONG VIỆT NAM"
)
CHAIR = Signature(Post(Authority.COLLECTIVE, ("BAN CHẤP HÀNH", "CHỦ TỊCH")), "Phạm Thị Thu Hường")
HEADING = Heading("", "CĐCS", "Ninh Bình", Dated(None, 2026))
TITLES = (
    "Cải tiến cữ may viền cổ giày mã 2217",
    "Lắp cảm biến dừng máy chặt khi mở cửa nhằm bảo đảm an toàn cho người lao động tại xưởng Chặt và giảm số "
    "lần dừng chuyền ngoài kế hoạch",
    "TIẾT KIỆM CHỈ",
)
NAMES = ("Nguyễn Thị Hằng", "H'Ler Niê", "Nguyễn Phạm Tuấn Kiệt")
WORKSHOPS = ("May 2", "Cơ điện", "Xử lý nước thải")


def a_pay_list(count: int = 3) -> PayListFacts:
    """A round of so many lines; amounts that are not round."""
    rows = tuple(
        PayListRow(NAMES[n % 3], WORKSHOPS[n % 3], TITLES[n % 3], "118/QĐ-HL", 66_660 + n % 7, "")
        for n in range(count)
    )
    total = sum(row.amount for row in rows)
    return PayListFacts(
        UNION,
        "DANH SÁCH CHI TIỀN HỖ TRỢ SÁNG KIẾN",
        "Đợt 03 năm 2026. Nguồn chi: Công đoàn cơ sở",
        ("Quyết định số 4290/QĐ-TLĐ ngày 01 tháng 3 năm 2022",),
        total,
        in_words(total),
        f"{count} người, {count} sáng kiến",
        "Ninh Bình, ngày 05 tháng 3 năm 2026",
        CHAIR,
        rows,
    )


def an_asking(count: int = 3) -> AskingFacts:
    """A letter that asks for so many times 100,000 đồng."""
    rows = tuple(
        AskingRow(str(137 + n), TITLES[n % 3], NAMES[n % 3], "118/QĐ-HL", str(5 + n), 100_000)
        for n in range(count)
    )
    return AskingFacts(
        letterhead=UNION,
        heading=HEADING,
        subject="V/v đề nghị hỗ trợ kinh phí cho sáng kiến của đoàn viên, người lao động",
        addressee="Liên đoàn Lao động tỉnh Ninh Bình",
        body=(
            "Công đoàn cơ sở kính đề nghị xem xét, hỗ trợ kinh phí cho các sáng kiến có danh sách kèm theo.",
        ),
        total=100_000 * count,
        words=in_words(100_000 * count),
        recipients=("Như trên", "Lưu: CĐCS"),
        signature=CHAIR,
        rows=rows,
    )


def a_weekly_report() -> WeeklyReportFacts:
    """A week's sentences."""
    return WeeklyReportFacts(
        letterhead=UNION,
        heading=Heading("7", "BC-CĐCS", "Ninh Bình", Dated(date(2026, 3, 6), 2026)),
        subject="Kết quả phong trào sáng kiến, tuần đến ngày 06/3/2026",
        addressee="Liên đoàn Lao động tỉnh Ninh Bình",
        summary=("Đến ngày 06/3/2026: đã công nhận 40 sáng kiến (tăng 12 so với báo cáo trước).",),
        money=("Công đoàn cơ sở đã chi 8.000.000 đồng cho 40 sáng kiến.",),
        outlook=("Dự kiến đến 23 giờ 55 phút ngày 20/4/2026 có 120 sáng kiến hợp lệ.",),
        recipients=("Như trên", "Lưu: CĐCS"),
        signature=CHAIR,
    )


def a_full_report() -> FullReportFacts:
    """A period's sentences."""
    return FullReportFacts(
        letterhead=UNION,
        heading=HEADING,
        subject="Kết quả phong trào sáng kiến từ ngày 01/01/2026 đến ngày 31/3/2026",
        addressee="Liên đoàn Lao động tỉnh Ninh Bình",
        carried_out=("Công đoàn cơ sở đã phối hợp với Công ty phát động phong trào sáng kiến.",),
        summary=("Đã công nhận 40 sáng kiến.",),
        money=("Công đoàn cơ sở đã chi 8.000.000 đồng cho 40 sáng kiến.",),
        lacking=("Một số đơn vị chưa có sáng kiến mới.",),
        asked=("Đề nghị cấp trên hỗ trợ kinh phí.",),
        recipients=("Như trên", "Lưu: CĐCS"),
        signature=CHAIR,
    )


def some_letters(count: int = 2) -> PraiseLettersFacts:
    """Letters of praise."""
    return PraiseLettersFacts(
        tuple(
            PraiseLetterFacts(
                UNION,
                HEADING,
                NAMES[n % 3],
                WORKSHOPS[n % 3],
                f"Biểu dương tác giả “{TITLES[n % 3]}”.",
                "Xin cảm ơn.",
                CHAIR,
            )
            for n in range(count)
        )
    )


def a_praise_decision() -> PraiseDecisionFacts:
    """A decision that commends a person and a collective."""
    return PraiseDecisionFacts(
        letterhead=UNION,
        heading=HEADING,
        subject="Về việc khen thưởng cá nhân, tập thể năm 2026",
        authority="BAN CHẤP HÀNH CÔNG ĐOÀN CƠ SỞ",
        bases=("Căn cứ Điều lệ Công đoàn Việt Nam",),
        articles=("Khen thưởng 01 cá nhân và 01 tập thể.", "Quyết định này có hiệu lực kể từ ngày ký."),
        recipients=("Như Điều 2",),
        signature=CHAIR,
        issued_by="Ban Chấp hành Công đoàn cơ sở",
        rows=(
            PraiseRow(NAMES[0], "Cá nhân", "May 2", "2 sáng kiến được công nhận", "500.000"),
            PraiseRow("Cơ điện", "Tập thể", "", "9 sáng kiến được công nhận", "1.000.000"),
        ),
    )
