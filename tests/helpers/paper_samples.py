"""Facts of papers for tests: one shoe factory, invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.documents import letters
from desktop.documents.papers import (
    Authority,
    CertificateFacts,
    CertificatesFacts,
    Dated,
    DecisionFacts,
    DecisionRow,
    Heading,
    Letterhead,
    MinutesFacts,
    MinutesRow,
    PortalReceiptFacts,
    PortalReceiptRow,
    Post,
    RecoveryWordsFacts,
    Signature,
    words_rows,
)
from desktop.documents.templates import fill_paper
from desktop.documents.wipe_papers import WipeFacts, WipeRow

TEMPLATES = Path(__file__).parents[2] / "templates" / "vi"
COMPANY = "Công ty TNHH Giày Hoàng Long Việt Nam"
TITLES = (
    "Cải tiến cữ may viền cổ giày mã 2217",
    "Chế tạo xe đẩy phom có khóa bánh",
    "Lắp cảm biến dừng máy chặt khi mở cửa nhằm bảo đảm an toàn cho người lao động tại xưởng Chặt và giảm "
    "số lần dừng chuyền ngoài kế hoạch",
    "TIẾT KIỆM CHỈ",
    "Đổi hướng băng chuyền Gò B, giảm 2 lượt bê",
)
AUTHORS = (
    [("Nguyễn Thị Hằng", 10_000)],
    [("Trần Văn Nam", 6_000), ("Nguyễn Thị Hằng", 4_000)],
    [("Giàng A Dế", 3_333), ("H'Ler Niê", 3_333), ("Nguyễn Phạm Tuấn Kiệt", 3_334)],
)
WORKSHOPS = ("Xưởng May 2, chuyền 5", "Cơ điện", "Xử lý nước thải")
FIELDS = ("Thao tác, 5S", "Đồ gá, cơ khí", "An toàn, vệ sinh lao động")
BENEFITS = ("18.000.000", "Không tính được", "2.100.000.000")
BASES = (
    "Căn cứ Luật Khoa học, công nghệ và đổi mới sáng tạo ngày 27 tháng 6 năm 2025",
    "Căn cứ Nghị định số 13/2012/NĐ-CP ngày 02 tháng 3 năm 2012 của Chính phủ ban hành Điều lệ Sáng kiến",
    "Căn cứ Thông tư số 18/2013/TT-BKHCN ngày 01 tháng 8 năm 2013 của Bộ trưởng Bộ Khoa học và Công nghệ hướng "
    "dẫn thi hành một số quy định của Điều lệ Sáng kiến",
    "Căn cứ Quy chế hoạt động sáng kiến ban hành kèm theo Quyết định số 12/QĐ-HL ngày 10 tháng 01 năm 2025",
    "Xét đề nghị của Hội đồng sáng kiến Công ty và Công đoàn cơ sở",
)
ARTICLES = (
    "Công nhận sáng kiến cấp cơ sở đợt 1 năm 2026 của các tác giả, đồng tác giả thuộc " + COMPANY
    + " (có danh sách tại Phụ lục kèm theo).",
    "Các tác giả, đồng tác giả được cấp Giấy chứng nhận sáng kiến và hưởng các quyền lợi theo Điều lệ Sáng kiến "
    "và Quy chế hoạt động sáng kiến của Công ty.",
    "Quyết định này có hiệu lực kể từ ngày ký. Trưởng các phòng, ban, quản đốc các xưởng, Hội đồng sáng kiến và các "
    "cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
)  # fmt: skip


def a_row(number: int) -> DecisionRow:
    """One row of a list."""
    return DecisionRow(
        code=f"SK26-{number:04d}",
        title=TITLES[number % 5],
        authors=letters.authors_text(AUTHORS[number % 3]),
        workshop=WORKSHOPS[number % 3],
        field=FIELDS[number % 3],
        first_used=date(2026, number % 12 + 1, number % 28 + 1),
        score="7/7",
        benefit=BENEFITS[number % 3],
        note="",
    )


def a_decision(
    rows: int = 3,
    *,
    number: str = "118",
    on: date | None = date(2026, 3, 18),
    superior: str = "",
    issuer: str = COMPANY.upper(),
    bases: tuple[str, ...] = BASES,
    articles: tuple[str, ...] = ARTICLES,
    post: Post = Post(Authority.DEPUTY, ("TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC")),
) -> DecisionFacts:
    """A decision with a list of so many rows."""
    return DecisionFacts(
        letterhead=Letterhead(superior, issuer),
        heading=Heading(number, "QĐ-HL", "Ninh Bình", Dated(on, 2026)),
        subject="Về việc công nhận sáng kiến cấp cơ sở đợt 1 năm 2026",
        authority="TỔNG GIÁM ĐỐC " + COMPANY.upper(),
        bases=bases,
        articles=articles,
        recipients=("Như Điều 3", "Hội đồng sáng kiến", "Lưu: VT, CĐCS"),
        signature=Signature(post, "Nguyễn Quang Huy"),
        list_title="DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN ĐỢT 1 NĂM 2026",
        issued_by="Tổng Giám đốc " + COMPANY,
        rows=tuple(a_row(at) for at in range(1, rows + 1)),
    )


def a_certificate(number: int = 1, **changed: str) -> CertificateFacts:
    """One certificate; texts may be changed by name."""
    texts = {
        "holders": "Nguyễn Thị Hằng",
        "workshop": "Xưởng May 2, chuyền 5",
        "co_authors": "",
        "title": TITLES[0],
        "summary": "Thay cữ may rời bằng cữ liền có lò xo, bớt một lần chỉnh khi đổi mã giày.",
        "benefit": "Giảm 0,8 giây mỗi đôi, ước làm lợi 18.000.000 đồng trong năm đầu áp dụng.",
    } | changed
    return CertificateFacts(
        letterhead=Letterhead("", COMPANY.upper()),
        heading=Heading(str(number), "GCN-HL", "Ninh Bình", Dated(date(2026, 3, 20), 2026)),
        basis=BASES[1],
        authority="TỔNG GIÁM ĐỐC " + COMPANY.upper(),
        investor=COMPANY,
        decision="118/QĐ-HL",
        decided=Dated(date(2026, 3, 18), 2026),
        signature=Signature(Post(Authority.OWN, ("TỔNG GIÁM ĐỐC",)), "LIN CHIA-HAO"),
        **texts,
    )


def some_certificates(count: int = 3) -> CertificatesFacts:
    """Certificates in one document."""
    return CertificatesFacts(tuple(a_certificate(at) for at in range(1, count + 1)))


def some_minutes(rows: int = 4) -> MinutesFacts:
    """Minutes of a council of seven."""
    votes = tuple(
        MinutesRow(row.code, row.title, row.authors, row.workshop, 7, 0, "100 %", "Đề nghị công nhận")
        for row in map(a_row, range(1, rows + 1))
    )
    return MinutesFacts(
        letterhead=Letterhead(COMPANY.upper(), "HỘI ĐỒNG SÁNG KIẾN"),
        number="3",
        symbol="BB-HĐSK",
        subject="Họp Hội đồng sáng kiến xét đề nghị công nhận sáng kiến đợt 1 năm 2026",
        opened="8 giờ 30 phút, ngày 05 tháng 3 năm 2026",
        place="Phòng họp số 2, " + COMPANY,
        members=7,
        present=7,
        absent="0",
        attendance=("Ông LIN CHIA-HAO, Chủ tịch Hội đồng", "Bà Phạm Thị Thu Hường, Chủ tịch Công đoàn cơ sở"),
        chair="LIN CHIA-HAO",
        secretary="Đỗ Thị Minh Nguyệt",
        proceedings=(
            "Thư ký báo cáo danh sách và kết quả đối chiếu trùng lặp.",
            "Hội đồng thảo luận, biểu quyết.",
        ),
        rows=votes,
        conclusions=(f"Hội đồng đề nghị công nhận {rows} sáng kiến.",),
        ended="11 giờ 15 phút cùng ngày",
        recipients=("Tổng Giám đốc", "Lưu: HĐSK"),
        secretary_post=("THƯ KÝ",),
        chair_post=("CHỦ TỌA",),
    )


def some_words() -> RecoveryWordsFacts:
    """A recovery paper with 24 words."""
    words = [f"từ{at}" for at in range(1, 25)]
    return RecoveryWordsFacts(
        COMPANY.upper(), date(2026, 3, 1), "Phạm Thị Thu Hường", "K7QF", words_rows(words)
    )


def some_receipts(rows: int = 5) -> PortalReceiptFacts:
    """What a portal has signed for."""
    lines = tuple(
        PortalReceiptRow(
            f"SK26-{at:04d}", TITLES[at % 5], "14:02 22/11/2026", "Đã nhận đủ", f"NB-{at}", "8f3a22c190de4471"
        )
        for at in range(1, rows + 1)
    )
    return PortalReceiptFacts(
        COMPANY.upper(), "Cổng Ninh Bình", "8f3a 22c1", "14:05 ngày 22/11/2026", rows, lines
    )


def a_wipe() -> WipeFacts:
    """A PC that may not be wiped yet."""
    rows = (
        WipeRow("Chưa có biên nhận của cổng", f"137 {TITLES[0]}"),
        WipeRow("Bản sao lưu cũ hơn dữ liệu trên máy", "2026-11-20-171502.sangkien-backup"),
    )
    return WipeFacts(
        COMPANY.upper(), "CHƯA ĐƯỢC XÓA: xem những điều còn thiếu dưới đây", "14:05 ngày 22/11/2026",
        "C:\\Users\\Mai\\SoSangKien", 140, 312, "E:\\sao-luu\\2026-11-20-171502.sangkien-backup",
        "17:15 ngày 20/11/2026", f"1204:{'8f3a22c190de4471' * 4}:019cbbb9", "Lê Thị Mai",
        rows,
    )  # fmt: skip


def printed(facts: object) -> bytes:
    """The .docx from the templates that come with the program."""
    return fill_paper(facts, [TEMPLATES]).docx
