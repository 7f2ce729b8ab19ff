"""Papers of the exchange: the batch that left, and this PC held against the portal."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import (
    Column,
    by_hand,
    lined_table,
    mark,
    paragraph,
    plain_table,
    signature,
)
from desktop.documents.profile import Profile
from desktop.documents.wordml import Element

SENT = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 14, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Tên sáng kiến", 0, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Số biên nhận", 36, ("{{SO_BIEN_NHAN}}",), "OBangGiua"),
    Column("Lần", 11, ("{{LAN_NHAN}}",), "OBangGiua"),
    Column("Lúc cổng ký nhận", 23, ("{{LUC_NHAN}}",), "OBangGiua"),
    Column("Trạng thái", 24, ("{{TRANG_THAI}}",)),
)


def batch(profile: Profile) -> Drawing:
    """Biên bản lô nộp cổng: kept with the papers of the handing over."""
    content = (
        *_head("BIÊN BẢN LÔ NỘP CỔNG", "Lô số {{SO_LO}}, gửi {{TEN_CONG}}"),
        paragraph("NoiDung", "Đóng lô lúc {{LUC_GUI}}, tại máy {{TEN_MAY}}."),
        paragraph("NoiDung", "Đã gửi {{SO_GUI}} bản, cổng đã ký nhận {{SO_KY_NHAN}} bản. {{KET_LUAN}}"),
        paragraph("NoiDung", "Dấu vân của lô:"),
        paragraph("ChuThich", "{{DAU_VAN_LO}}"),
        paragraph("NoiDung", "Khóa ký của cổng:"),
        paragraph("ChuThich", "{{KHOA_CONG}}"),
        lined_table(SENT, profile.text_width),
        paragraph("ChuThich"),
        paragraph("NoiDung", "Chữ ký của cổng trên từng biên nhận được kiểm lại khi in, lúc {{LUC_IN}}."),
        _signing(profile, "NGƯỜI IN", "{{NGUOI_IN}}"),
        mark(),
    )
    return Drawing("Biên bản lô nộp cổng", (Sheet(content),))


DIFFERING = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 14, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Tên sáng kiến", 0, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Máy này", 18, ("{{LAN_O_MAY}}",), "OBangGiua"),
    Column("Cổng", 18, ("{{LAN_O_CONG}}",), "OBangGiua"),
    Column("Nghĩa là", 56, ("{{NGHIA_LA}}",)),
)


def reconciliation(profile: Profile) -> Drawing:
    """Biên bản đối chiếu với cổng: before a report goes up."""
    content = (
        *_head("BIÊN BẢN ĐỐI CHIẾU VỚI CỔNG", "{{TEN_CONG}}, {{KY_DOI_CHIEU}}"),
        paragraph("NoiDung", "Đối chiếu lúc {{LUC_DOI_CHIEU}}. {{KET_LUAN}}"),
        paragraph("NoiDung", "Ở máy này: {{SO_O_MAY}} hồ sơ có biên nhận. Ở cổng: {{SO_O_CONG}} hồ sơ."),
        paragraph("NoiDung", "Dấu vân ở máy này:"),
        paragraph("ChuThich", "{{DAU_VAN_O_MAY}}"),
        paragraph("NoiDung", "Dấu vân ở cổng, cổng đã ký:"),
        paragraph("ChuThich", "{{DAU_VAN_O_CONG}}"),
        lined_table(DIFFERING, profile.text_width),
        paragraph("ChuThich"),
        _signing(profile, "NGƯỜI ĐỐI CHIẾU", "{{NGUOI_DOI_CHIEU}}"),
        mark(),
    )
    return Drawing("Biên bản đối chiếu với cổng", (Sheet(content),))


def _head(title: str, subject: str) -> tuple[Element, ...]:
    return (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai"),
        paragraph("TenLoai", title),
        paragraph("TrichYeu", subject),
        paragraph("KeTrichYeu"),
    )


def _signing(profile: Profile, who: str, name: str) -> Element:
    half = profile.text_width / 2
    return plain_table(
        (half, half),
        (
            signature(who, name),
            by_hand("CHỦ TỊCH CÔNG ĐOÀN"),
        ),
    )
