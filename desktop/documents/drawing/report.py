"""Reports: a week on one page, a period in full; `[[…]]` marks where tables and charts are put in."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import paragraph, plain_table, recipients, signature, upright_head
from desktop.documents.profile import Profile


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
        plain_table((half, half), (recipients(), signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"))),
    )
    return Drawing("Báo cáo tuần", (Sheet(content),))


def full(profile: Profile) -> Drawing:
    """Báo cáo kết quả: four parts, a table for each division.

    The short tables start a page of their own: LibreOffice loses rows of a table that it has to break in two.
    """
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
        paragraph("TieuDeMuc", "2. Theo khối"),
        paragraph("DauBang", "[[BANG_KHOI]]"),
        paragraph("TieuDeTrang", "3. Theo lĩnh vực"),
        paragraph("DauBang", "[[BANG_LINH_VUC]]"),
        paragraph("DauBang", "[[BIEU_DO_LINH_VUC]]"),
        paragraph("TieuDeMuc", "4. Theo đối tượng"),
        paragraph("DauBang", "[[BANG_DOI_TUONG]]"),
        paragraph("TieuDeMuc", "5. Theo giới tính"),
        paragraph("DauBang", "[[BANG_GIOI_TINH]]"),
        paragraph("TieuDeMuc", "6. Kinh phí"),
        paragraph("NoiDung", "{{KINH_PHI}}"),
        paragraph("TieuDeMuc", "III. TỒN TẠI, NGUYÊN NHÂN"),
        paragraph("NoiDung", "{{TON_TAI}}"),
        paragraph("TieuDeMuc", "IV. KIẾN NGHỊ"),
        paragraph("NoiDung", "{{KIEN_NGHI}}"),
        plain_table((half, half), (recipients(), signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}"))),
    )
    return Drawing("Báo cáo kết quả", (Sheet(content),))
