"""Facts of the shop floor's papers for tests."""

from __future__ import annotations

from helpers.paper_samples import TITLES, WORKSHOPS

from desktop.documents.floor_papers import (
    BoardFacts,
    BoardRow,
    RegistrationFacts,
    SheetAuthor,
    registration_sheet,
)

UNION = "CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY HOÀNG LONG VIỆT NAM"
CODES = ("7K3MQ2F9AB", "9ADN52S14N")


def some_registration_sheets() -> RegistrationFacts:
    """A sheet for a worker and a blank."""
    author = SheetAuthor("Nguyễn Thị Hằng", "HL-00412", "May 2")
    return RegistrationFacts(
        (
            registration_sheet(UNION, 2026, CODES[0], TITLES[0], (author,)),
            registration_sheet(UNION, 2026, CODES[1]),
        )
    )


def a_board(rows: int = 3) -> BoardFacts:
    """So many initiatives for the notice board."""
    return BoardFacts(
        UNION,
        "Kết quả xét sáng kiến năm 2026",
        "Ý kiến gửi về công đoàn cơ sở trước ngày 15/03/2026.",
        tuple(
            BoardRow(
                str(at), f"HL-{at:05d}", TITLES[at % len(TITLES)], WORKSHOPS[at % len(WORKSHOPS)], "Công nhận"
            )
            for at in range(1, rows + 1)
        ),
    )
