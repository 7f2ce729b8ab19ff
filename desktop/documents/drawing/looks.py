"""The paragraph styles of our templates; a unit sees them by their Vietnamese names in Word.

Some styles mean something to the filler (`desktop.documents.fitting`): names of bodies are broken
on purpose, rules are cut to the length of the line above. Changing the style in Word turns that off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.documents.profile import Profile
from desktop.documents.wordml import Element, node

TWIPS_PER_MM = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


class Align(StrEnum):
    """Where the lines of a paragraph stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style. Sizes, gaps and line heights in points (0: as high as its picture), indents in mm."""

    id: str
    name: str
    size: float
    line: float
    align: Align = Align.LEFT
    bold: bool = False
    italic: bool = False
    after: float = 0
    first_indent: float = 0
    left_indent: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    rule: float = 0
    colour: str = ""

    def element(self, font: str) -> Element:
        """The w:style."""
        return node(
            "style",
            node("name", val=self.name),
            node("basedOn", val="Normal"),
            node("qFormat"),
            self._paragraph(),
            run_properties(font=font, size=self.size, bold=self.bold, italic=self.italic, colour=self.colour),
            type="paragraph",
            customStyle=1,
            styleId=self.id,
        )

    def _paragraph(self) -> Element:
        indent = {"left": twips(self.left_indent), "firstLine": twips(self.first_indent)}
        line: dict[str, str | int] = {"line": round(self.line * 20), "lineRule": "exact"} if self.line else {}
        borders = node("pBdr", node("top", val="single", sz=round(self.rule * 8), space=0, color="000000"))
        return node(
            "pPr",
            node("keepNext") if self.keep_next else None,
            node("keepLines") if self.keep_lines else None,
            borders if self.rule else None,
            node("spacing", before=0, after=round(self.after * 20), **line),
            node("ind", **indent) if any(indent.values()) else None,
            node("jc", val=self.align.value),
        )


def run_properties(
    *, font: str = "", size: float = 0, bold: bool = False, italic: bool = False, colour: str = ""
) -> Element:
    """A w:rPr; fonts and sizes for every script, so that no letter falls to another font."""
    half_points = round(size * 2)
    return node(
        "rPr",
        node("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font) if font else None,
        node("b") if bold else None,
        node("bCs") if bold else None,
        node("i") if italic else None,
        node("iCs") if italic else None,
        node("color", val=colour) if colour else None,
        node("sz", val=half_points) if half_points else None,
        node("szCs", val=half_points) if half_points else None,
    )


def looks(profile: Profile) -> Iterator[Look]:
    """The styles of a profile, in the order in which Word lists them."""
    yield from _head(profile)
    yield from _body(profile)
    yield from _end(profile)
    yield from _certificate(profile)


def _head(p: Profile) -> Iterator[Look]:
    centre, line = Align.CENTRE, p.line
    yield Look("QuocHieu", "Quốc hiệu", p.country, line(p.country), centre, bold=True)
    yield Look("TieuNgu", "Tiêu ngữ", p.motto, line(p.motto), centre, bold=True, after=3)
    yield Look("CoQuanCapTren", "Cơ quan cấp trên", p.superior, line(p.superior), centre)
    yield Look("CoQuanBanHanh", "Cơ quan ban hành", p.issuer, line(p.issuer), centre, bold=True, after=3)
    yield Look("KeBangDong", "Kẻ bằng dòng trên", 2, 6, centre, rule=p.rule)
    yield Look("KeNgan", "Kẻ ngắn dưới dòng", 2, 6, centre, rule=p.rule)
    yield Look("KeTrichYeu", "Kẻ ngắn dưới trích yếu", 2, 10, centre, rule=p.rule)
    yield Look("SoKyHieu", "Số, ký hiệu", p.number, line(p.number), centre)
    yield Look("DiaDanhNgay", "Địa danh, ngày tháng", p.dated, line(p.dated), centre, italic=True)
    yield Look("TenLoai", "Tên loại văn bản", p.kind, line(p.kind), centre, bold=True, keep_next=True)
    yield Look("TrichYeu", "Trích yếu", p.subject, line(p.subject), centre, bold=True, after=3,
               keep_next=True)  # fmt: skip
    yield Look("ThamQuyen", "Thẩm quyền ban hành", p.kind, line(p.kind), centre, bold=True, after=p.gap,
               keep_next=True)  # fmt: skip
    yield Look("SoTrang", "Số trang", p.page_number, line(p.page_number), centre)


def _body(p: Profile) -> Iterator[Look]:
    body = Look(
        "NoiDung", "Nội dung", p.body, p.line(p.body), Align.BOTH, after=p.gap, first_indent=p.first_indent
    )
    yield body
    yield replace(body, id="CanCu", name="Căn cứ", italic=True)
    yield replace(body, id="TieuDeMuc", name="Tiêu đề mục", bold=True, keep_next=True)
    yield Look("PhuLuc", "Phụ lục", p.annex, p.line(p.annex), Align.CENTRE, bold=True, keep_next=True)
    yield Look("TenPhuLuc", "Tên phụ lục", p.annex, p.line(p.annex), Align.CENTRE, bold=True, keep_next=True)
    yield Look("KemTheo", "Kèm theo", p.annex, p.line(p.annex), Align.CENTRE, italic=True, after=p.gap,
               keep_next=True)  # fmt: skip
    cell = p.line(p.cell)
    yield Look("DauCot", "Đầu cột", p.cell, cell, Align.CENTRE, bold=True)
    yield Look("OBang", "Ô bảng", p.cell, cell)
    yield Look("OBangGiua", "Ô bảng, giữa", p.cell, cell, Align.CENTRE)
    yield Look("OBangPhai", "Ô bảng, phải", p.cell, cell, Align.RIGHT)
    yield Look("OTuKhoa", "Ô từ khôi phục", 16, p.line(16), bold=True)
    yield Look("DongTong", "Dòng tổng cộng", 13, p.line(13), after=2, keep_next=True)
    yield Look("DiaDanhPhai", "Địa danh, bên phải", p.dated, p.line(p.dated), Align.RIGHT, italic=True, after=4,
               keep_next=True)  # fmt: skip
    yield Look("TrichYeuCongVan", "Trích yếu công văn", 12, p.line(12), Align.CENTRE, after=p.gap)
    yield Look("KinhGui", "Kính gửi", p.body, p.line(p.body), Align.CENTRE, after=p.gap)
    yield Look(
        "DongBaoCao", "Dòng báo cáo tuần", 13, p.line(13), Align.BOTH, after=3, first_indent=p.first_indent
    )
    yield Look("DauBang", "Chỗ đặt bảng, biểu đồ", p.cell, p.line(p.cell), Align.CENTRE, after=2)
    yield Look("KeBangDongTrong", "Khoảng dưới bảng", 2, 6)
    yield Look("BieuDo", "Biểu đồ", p.cell, 0, Align.CENTRE, after=4)
    yield Look("ChuThich", "Chú thích", p.recipients, p.line(p.recipients), Align.BOTH, after=3)


def _end(p: Profile) -> Iterator[Look]:
    post = p.line(p.post)
    yield Look("NoiNhan", "Nơi nhận", p.recipients_head, p.line(p.recipients_head), bold=True, italic=True)
    yield Look("DongNoiNhan", "Dòng nơi nhận", p.recipients, p.line(p.recipients))
    yield Look("QuyenHanKy", "Quyền hạn, chức vụ", p.post, post, Align.CENTRE, bold=True)
    yield Look(
        "ChucVuHai", "Chức vụ, tiếng thứ hai", p.recipients, p.line(p.recipients), Align.CENTRE, italic=True
    )
    yield Look("ChoKy", "Chỗ ký", p.post, 72, Align.CENTRE)
    yield Look("NguoiKy", "Người ký", p.post, post, Align.CENTRE, bold=True)
    yield Look("KhoangCach", "Khoảng cách", 2, 8)
    yield Look("Moc", "Mốc dàn trang", 1, 1)


def _certificate(p: Profile) -> Iterator[Look]:
    centre = Align.CENTRE
    yield Look("ChungNhanTen", "Tên giấy chứng nhận", 26, 36, centre, bold=True, after=2, colour="9C1C1C")
    yield Look("ChungNhanCanCu", "Căn cứ chứng nhận", 12, 15.5, centre, italic=True, after=6)
    yield Look("ChungNhanAi", "Thẩm quyền chứng nhận", 14, 18, centre, bold=True)
    yield Look("ChungNhanLoi", "Lời chứng nhận", 16, 21, centre, bold=True, after=4, colour="9C1C1C")
    yield Look("ChungNhanNguoi", "Người được chứng nhận", 20, 26, centre, bold=True)
    yield Look("ChungNhanDong", "Dòng chứng nhận", 13, 17, centre, after=2)
    yield Look("ChungNhanSangKien", "Tên sáng kiến", 16, 21, centre, bold=True, after=4)
    yield Look("ChungNhanDoan", "Đoạn chứng nhận", 13, 17, Align.BOTH, after=2)
    yield Look("ChungNhanSo", "Số giấy chứng nhận", p.number, p.line(p.number))
