"""Papers for the shop floor: registration sheets with a code, the list for the notice board."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import Column, Strong, lined_table, mark, paragraph, plain_table
from desktop.documents.profile import Profile
from desktop.documents.wordml import Element

_MARGINS = (12.0, 15.0, 12.0, 25.0)
_SYMBOL = 34.0
_LINE = "." * 124


def registration(profile: Profile) -> Drawing:
    """Phiếu đăng ký sáng kiến with the symbol in its upper right corner: one page, to be written by hand."""
    width = profile.short_side - _MARGINS[1] - _MARGINS[3]
    content = (
        mark("{{MOI_TRANG}}"),
        plain_table(
            (width - _SYMBOL, _SYMBOL),
            (
                [
                    paragraph("KhoangCach"),
                    paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
                    paragraph("KeNgan"),
                    paragraph("TenLoai", "PHIẾU ĐĂNG KÝ SÁNG KIẾN\nNĂM {{NAM}}"),
                    paragraph("OBangGiua", "Viết bằng bút mực, chữ in cho họ tên. Không gấp, không viết vào ô mã."),
                ],
                [paragraph("BieuDo", "{{O_QR}}"), paragraph("OBangGiua", Strong("{{MA_PHIEU}}"))],
            ),
        ),
        paragraph("KhoangCach"),
        plain_table((width,), ([paragraph("NoiDung", "Tên sáng kiến: {{TEN_SANG_KIEN}}")],)),
        paragraph("KhoangCach"),
        _authors(width),
        paragraph("KhoangCach"),
        plain_table((width,), (_to_write(),)),
        paragraph("KhoangCach"),
        plain_table(
            (width / 2, width / 2),
            (
                [paragraph("DiaDanhNgay"), paragraph("QuyenHanKy", "TỔ TRƯỞNG"), paragraph("ChoKy")],
                [
                    paragraph("DiaDanhNgay", "Ngày ........ tháng ........ năm {{NAM}}"),
                    paragraph("QuyenHanKy", "TÁC GIẢ"),
                    paragraph("ChoKy"),
                ],
            ),
        ),
        paragraph("KhoangCach"),
    )  # fmt: skip
    return Drawing("Phiếu đăng ký sáng kiến có mã", (Sheet(content, margins=_MARGINS, numbered=False),))


def _authors(width: float) -> Element:
    columns = (("TT", 10.0), ("Họ và tên", 60.0), ("Mã nhân viên", 30.0), ("Tổ, xưởng", width - 120.0),
               ("Tỷ lệ %", 20.0))  # fmt: skip
    rows = [
        [
            [paragraph("OBangGiua", f"{at}\n")],
            [paragraph("OBang", f"{{{{HO_TEN_{at}}}}}")],
            [paragraph("OBangGiua", f"{{{{MA_NV_{at}}}}}")],
            [paragraph("OBang", f"{{{{DON_VI_{at}}}}}")],
            [paragraph("OBangGiua")],
        ]
        for at in (1, 2, 3)
    ]
    return lined_form(columns, rows)


def lined_form(columns: tuple[tuple[str, float], ...], rows: list[list[list[Element]]]) -> Element:
    """A table with lines whose rows stand on the paper already, to be written into."""
    table = lined_table(tuple(Column(title, width, ("",)) for title, width in columns))
    table.remove(table[3])
    widths = [width for _, width in columns]
    for row in plain_table(widths, *rows)[2:]:
        table.append(row)
    return table


def _to_write() -> list[Element]:
    """What the hand fills in. It stands in a cell, so that it keeps its size whatever else a sheet says."""
    return [
        paragraph("NoiDung", "Ngày áp dụng thử: " + "." * 22 + "  Ngày áp dụng lần đầu: " + "." * 22),
        *_written("1. Trước đây làm thế nào, vướng ở đâu", 3),
        *_written("2. Cách làm mới, các bước", 5),
        *_written("3. Lợi ích (thời gian, vật tư, tiền, an toàn)", 2),
        paragraph("NoiDung", "4. Điều cần giữ kín (nếu có): " + "." * 72),
    ]


def _written(title: str, lines: int) -> tuple[Element, ...]:
    return (paragraph("TieuDeMuc", title), *(paragraph("NoiDung", _LINE) for _ in range(lines)))


POSTED = (
    Column("STT", 12, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 14, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Mã nhân viên", 30, ("{{MA_NV}}",), "OBangGiua"),
    Column("Tên sáng kiến", 56, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Tổ, xưởng", 28, ("{{DON_VI}}",)),
    Column("Kết quả", 25, ("{{KET_QUA}}",), "OBangGiua"),
)
"""165 mm: an upright page between the margins."""


def board(profile: Profile) -> Drawing:
    """Danh sách niêm yết."""
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai", "DANH SÁCH NIÊM YẾT"),
        paragraph("KemTheo", "{{TRICH_YEU}}"),
        paragraph("ChuThich", "{{LOI_DAN}}"),
        lined_table(POSTED, profile.text_width),
        mark(),
    )
    return Drawing("Danh sách niêm yết", (Sheet(content),))
