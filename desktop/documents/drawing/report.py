"""Reports: a week on one page, a period in full; `[[…]]` marks where tables and charts are put in."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import paragraph, plain_table, recipients, signature, upright_head
from desktop.documents.profile import Profile
from desktop.documents.wordml import Element

_CLOSING = "Trên đây là kết quả phong trào sáng kiến, kính báo cáo {{KINH_GUI}}./."


def weekly(profile: Profile) -> Drawing:
    """Báo cáo tuần: one upright page."""
    half = profile.text_width / 2
    content = (
        upright_head(profile),
        paragraph("TenLoai", "BÁO CÁO"),
        paragraph("TrichYeu", "{{TRICH_YEU}}"),
        paragraph("KeTrichYeu"),
        paragraph("KinhGui", "Kính gửi: {{KINH_GUI}}"),
        paragraph("DongBaoCao", "{{KET_QUA}}"),
        paragraph("DauBang", "[[BANG_XUONG]]"),
        paragraph("DauBang", "[[BIEU_DO_XUONG]]"),
        paragraph("DongBaoCao", "{{KINH_PHI}}"),
        paragraph("DongBaoCao", "{{DU_KIEN}}"),
        paragraph("DongBaoCao", _CLOSING),
        plain_table((half, half), (recipients(), signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"))),
    )
    return Drawing("Báo cáo tuần", (Sheet(content),))


def full(profile: Profile) -> Drawing:
    """Báo cáo kết quả: four parts, a table for each division; a short one never stands on two pages."""
    half = profile.text_width / 2
    content = (
        upright_head(profile),
        paragraph("TenLoai"),
        paragraph("TenLoai", "BÁO CÁO"),
        paragraph("TrichYeu", "{{TRICH_YEU}}"),
        paragraph("KeTrichYeu"),
        paragraph("KinhGui", "Kính gửi: {{KINH_GUI}}"),
        paragraph("TieuDeMuc", "I. TÌNH HÌNH TRIỂN KHAI"),
        paragraph("NoiDung", "{{TRIEN_KHAI}}"),
        paragraph("TieuDeMuc", "II. KẾT QUẢ"),
        paragraph("NoiDung", "{{KET_QUA}}"),
        paragraph("TieuDeMuc", "1. Theo đơn vị"),
        paragraph("DauBang", "[[BANG_XUONG]]"),
        paragraph("DauBang", "[[BIEU_DO_XUONG]]"),
        _whole(profile, "2. Theo khối", "[[BANG_KHOI]]"),
        _whole(profile, "3. Theo lĩnh vực", "[[BANG_LINH_VUC]]", "[[BIEU_DO_LINH_VUC]]"),
        _whole(profile, "4. Theo đối tượng", "[[BANG_DOI_TUONG]]"),
        _whole(profile, "5. Theo giới tính", "[[BANG_GIOI_TINH]]"),
        paragraph("TieuDeMuc", "6. Kinh phí"),
        paragraph("NoiDung", "{{KINH_PHI}}"),
        paragraph("TieuDeMuc", "III. TỒN TẠI, NGUYÊN NHÂN"),
        paragraph("NoiDung", "{{TON_TAI}}"),
        paragraph("TieuDeMuc", "IV. KIẾN NGHỊ"),
        paragraph("NoiDung", "{{KIEN_NGHI}}"),
        paragraph("NoiDung", _CLOSING),
        plain_table((half, half), (recipients(), signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"))),
    )
    return Drawing("Báo cáo kết quả", (Sheet(content),))


def _whole(profile: Profile, title: str, *places: str) -> Element:
    """A part whose title, table and chart stay on one page: a row that is never split holds them."""
    tables = (paragraph("DauBang", place) for place in places)
    inside = [paragraph("TieuDeMuc", title), *tables, paragraph("KhoangCach")]
    return plain_table((profile.text_width,), (inside,))
