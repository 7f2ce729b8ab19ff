"""Facts of papers between the union and those who think of something, for tests."""

from __future__ import annotations

from helpers.money_samples import CHAIR, HEADING, NAMES, TITLES, UNION
from helpers.paper_samples import WORKSHOPS

from desktop.documents.author_papers import (
    AcknowledgementFacts,
    AcknowledgementsFacts,
    ConsentListFacts,
    ConsentRow,
)

STATEMENT = (
    "Những người ký tên dưới đây đồng ý để Công đoàn cơ sở dùng họ tên, mã nhân viên, năm sinh, tổ, xưởng và nội "
    "dung sáng kiến của mình để lập hồ sơ, xét công nhận, chi hỗ trợ, báo cáo.",
    "Ký là tự nguyện; không ký thì sáng kiến vẫn được xét.",
)


def some_acknowledgements(count: int = 2) -> AcknowledgementsFacts:
    """A page for each of so many who had an idea together."""
    return AcknowledgementsFacts(
        tuple(
            AcknowledgementFacts(
                UNION,
                HEADING,
                "BAN CHẤP HÀNH CÔNG ĐOÀN CƠ SỞ CÔNG TY TNHH GIÀY HOÀNG LONG VIỆT NAM",
                NAMES[at % 3],
                WORKSHOPS[at % 3],
                TITLES[at % 3],
                (
                    "Phiếu ý tưởng số 12/2026, nhận ngày 05/02/2026.",
                    "Cùng nêu ý tưởng: H'Ler Niê.",
                    "Đã làm thử từ ngày 10/02/2026 đến ngày 28/02/2026, kết quả: mỗi ca bớt 12 phút tìm kéo.",
                ),
                "Mỗi ý tưởng được nêu ra là một việc được làm tốt hơn. Chân thành cảm ơn.",
                CHAIR,
            )
            for at in range(count)
        )
    )


def a_consent_list(count: int = 3, *, blank: int = 0) -> ConsentListFacts:
    """So many authors by name, then lines to be written by hand."""
    known = tuple(
        ConsentRow(f"HL-{at:05d}", NAMES[at % 3], str(1980 + at % 20), WORKSHOPS[at % 3])
        for at in range(1, count + 1)
    )
    return ConsentListFacts(
        UNION.issuer,
        f"Danh sách số ........ của Xưởng May 2, {count} người",
        STATEMENT,
        "Ninh Bình, ngày ..... tháng ..... năm 2026",
        "Lê Thị Mai",
        (*known, *(ConsentRow(),) * blank),
    )
