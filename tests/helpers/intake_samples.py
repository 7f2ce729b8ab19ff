"""Facts of the papers before the council for tests: the shoe factory of the other samples."""

from __future__ import annotations

from datetime import date

from helpers.money_samples import CHAIR, UNION
from helpers.paper_samples import AUTHORS, BENEFITS, COMPANY, TITLES, WORKSHOPS

from desktop.documents import letters
from desktop.documents.intake_papers import (
    ApplicantRow,
    ApplicationFacts,
    DescriptionFacts,
    IdeaFacts,
    IntakeBookFacts,
    IntakeRow,
    OpinionFacts,
    OpinionRow,
    Slip,
    SlipsFacts,
    UseFacts,
    signing,
    slips_rows,
)
from desktop.documents.paper_parts import Authority, Letterhead, Post, Signature

PLACED = "Ninh Bình, ngày 05 tháng 3 năm 2026"
CONTENT = (
    "Bước 1: tháo cữ may rời, thay bằng cữ liền bắt vào mặt bàn máy bằng hai vít M4.",
    "Bước 2: chỉnh khe cữ theo độ dày mép vải, khóa bằng lò xo lá; đổi mã giày không phải chỉnh lại.",
    "Bước 3: chạy thử 50 đôi, đo mép bằng thước cặp, sai lệch cho phép ±0,3 mm & không quá 2 % số đôi.",
)
WORKPLACE = "Xưởng May 2, " + COMPANY


def an_application(rows: int = 2, *, blank: bool = False) -> ApplicationFacts:
    """An application by so many authors; a blank one has only its title."""
    people = tuple(
        ApplicantRow(
            ("Nguyễn Phạm Trần Hoàng Tuấn Kiệt", "H'Ler Niê", "Giàng A Dế")[at % 3],
            ("12/4/1991", "1987", "")[at % 3],
            WORKSHOPS[at % 3],
            ("Công nhân may", "Tổ trưởng", "")[at % 3],
            ("12/12", "Cao đẳng", "")[at % 3],
            letters.share_text(10_000 // rows),
        )
        for at in range(rows)
    )
    said = () if blank else CONTENT
    return ApplicationFacts(
        addressee=COMPANY,
        title=TITLES[0],
        investor="" if blank else COMPANY,
        field="" if blank else "Thao tác, 5S",
        used_from="" if blank else "12/01/2026",
        nature=said,
        secret=(),
        conditions=said[:1],
        authors_view=() if blank else ("Giảm 0,8 giây mỗi đôi, ước làm lợi 18.000.000 đồng trong năm đầu.",),
        users_view=(),
        helpers=(),
        dated=PLACED,
        signing=signing([row.name for row in people]),
        rows=people,
    )


def a_description(*, blank: bool = False, times: int = 1) -> DescriptionFacts:
    """A description; `times` makes it longer."""
    said = () if blank else CONTENT * times
    return DescriptionFacts(
        workplace=WORKPLACE,
        title=TITLES[2],
        authors="Nguyễn Thị Hằng, Trần Văn Nam",
        field="An toàn, vệ sinh lao động",
        used_from="12/01/2026",
        known=said[:1],
        content=said,
        applicability=said[1:2],
        conditions=(),
        economy=() if blank else ("Ước làm lợi 18.000.000 đồng trong năm đầu áp dụng.",),
        society=said[:1],
        helpers=(),
        secret=(),
        enclosed=() if blank else ("Ảnh trước và sau khi cải tiến",),
        dated=PLACED,
        signing=signing(["Nguyễn Thị Hằng"]),
    )


def an_idea() -> IdeaFacts:
    """An idea with half of it still to be written."""
    return IdeaFacts(
        UNION.issuer, "12/2026", "Nguyễn Thị Hằng", "Xưởng May 2", TITLES[4], CONTENT[:1], (), (), (), PLACED
    )


def a_use(*, blank: bool = False) -> UseFacts:
    """A confirmation of use."""
    return UseFacts(
        letterhead=Letterhead("", COMPANY.upper()),
        dated=PLACED,
        workplace="Xưởng May 2",
        title=TITLES[2],
        authors="Nguyễn Thị Hằng, Trần Văn Nam",
        used_from="12/01/2026",
        economy=() if blank else (f"Làm lợi {BENEFITS[0]} đồng trong năm đầu áp dụng.",),
        society=() if blank else CONTENT[:1],
        spread=(),
        signature=Signature(Post(Authority.OWN, ("QUẢN ĐỐC XƯỞNG MAY 2",)), ""),
    )


def some_slips(count: int = 11) -> SlipsFacts:
    """Slips for so many applications, long words among them."""
    return SlipsFacts(
        slips_rows(
            [
                Slip(
                    COMPANY.upper(),
                    "GIẤY BIÊN NHẬN ĐƠN\nYÊU CẦU CÔNG NHẬN SÁNG KIẾN",
                    f"{at:02d}/2026",
                    "Nguyễn Phạm Trần Hoàng Tuấn Kiệt và 2 đồng tác giả" if at % 2 else "H'Ler Niê",
                    TITLES[at % 5],
                    date(2026, 3, 5),
                    date(2026, 4, 5),
                    "Phạm Thị Thu Hường" if at % 3 else "",
                )
                for at in range(1, count + 1)
            ]
        )
    )


def an_opinion(rows: int = 3) -> OpinionFacts:
    """The employer is asked about so many initiatives."""
    return OpinionFacts(
        letterhead=UNION,
        dated=PLACED,
        addressee="Tổng Giám đốc " + COMPANY,
        union="Công đoàn cơ sở " + COMPANY,
        count=rows,
        signature=CHAIR,
        answering_post=("TỔNG GIÁM ĐỐC",),
        rows=tuple(
            OpinionRow(f"SK26-{at:04d}", TITLES[at % 5], letters.authors_text(AUTHORS[at % 3]), "Đầy đủ")
            for at in range(1, rows + 1)
        ),
    )


def an_intake_book(rows: int = 3) -> IntakeBookFacts:
    """A register of so many applications."""
    return IntakeBookFacts(
        COMPANY.upper(),
        "Năm 2026, đến ngày 05 tháng 3 năm 2026",
        PLACED,
        "Lê Thị Mai",
        tuple(
            IntakeRow(
                f"{at:02d}",
                "05/02/2026",
                letters.authors_text(AUTHORS[at % 3]),
                WORKSHOPS[at % 3],
                TITLES[at % 5],
                ("", "10/02/2026: bổ sung bản vẽ; đã bổ sung 16/02/2026")[at % 2],
                "20/02/2026",
                "20/05/2026",
                ("", "118/QĐ-HL", "Không công nhận")[at % 3],
            )
            for at in range(1, rows + 1)
        ),
    )
