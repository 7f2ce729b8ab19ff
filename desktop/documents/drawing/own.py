"""Papers of the house itself: no rules of form, the same sober look."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import (
    Column,
    Slanted,
    Strong,
    by_hand,
    lined_table,
    mark,
    paragraph,
    plain_table,
    signature,
)
from desktop.documents.profile import DECREE_30, Profile


def recovery_words(profile: Profile) -> Drawing:
    """Phiếu từ khôi phục: kept in an envelope, away from the PC."""
    quarter = profile.text_width / 4
    columns = tuple(
        Column(title, quarter, (marker + f"{{{{TU_COT_{at}}}}}",), "OTuKhoa")
        for at, (title, marker) in enumerate(
            (("Cột 1", "{{MOI_DONG}}"), ("Cột 2", ""), ("Cột 3", ""), ("Cột 4", "")), 1
        )
    )
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai"),
        paragraph("TenLoai", "PHIẾU TỪ KHÔI PHỤC"),
        paragraph("TrichYeu", "Mở lại sổ sáng kiến khi quên mọi mật khẩu"),
        paragraph("KeTrichYeu"),
        paragraph("NoiDung", "Ai có các từ dưới đây thì mở được toàn bộ dữ liệu sáng kiến của đơn vị. "
                             "Đọc và nhập theo số thứ tự, từ trái sang phải, từ trên xuống dưới."),
        lined_table(columns),
        paragraph("ChuThich"),
        paragraph("NoiDung", "Mã đối chiếu của khóa: ", Strong("{{MA_DOI_CHIEU}}")),
        paragraph("TieuDeMuc", "Cách giữ phiếu"),
        paragraph("NoiDung", "1. Cho vào phong bì, dán kín, ký giáp lai; cất trong két hoặc tủ có khóa, "
                             "không để cùng chỗ với máy tính."),
        paragraph("NoiDung", "2. Không chụp ảnh, không quét, không gửi qua thư điện tử hoặc tin nhắn."),
        paragraph("NoiDung", "3. Phong bì bị mở mà không rõ lý do: lập phiếu mới ngay trong phần mềm; "
                             "phiếu cũ hết tác dụng."),
        paragraph("NoiDung", Slanted("Lập {{NGAY_LAP}}, người lập: {{NGUOI_LAP}}.")),
        plain_table(
            (profile.text_width / 2, profile.text_width / 2),
            (
                by_hand("NGƯỜI GIỮ PHIẾU"),
                by_hand("CHỦ TỊCH CÔNG ĐOÀN"),
            ),
        ),
        mark(),
    )  # fmt: skip
    return Drawing("Phiếu từ khôi phục", (Sheet(content),))


RECEIVED = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 18, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Tên sáng kiến", 40, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Lúc cổng nhận", 22, ("{{LUC_NHAN}}",), "OBangGiua"),
    Column("Trạng thái", 22, ("{{TRANG_THAI}}",)),
    Column("Lần nộp", 16, ("{{MA_TREN_CONG}}",), "OBangGiua"),
    Column("Dấu vân bản nộp", 36, ("{{DAU_VAN}}",), "OBangGiua"),
)
"""The title takes what is left of the page's width."""


def portal_receipt(profile: Profile) -> Drawing:
    """Phiếu chứng nhận đã nộp cổng: what the portal has signed for."""
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai"),
        paragraph("TenLoai", "PHIẾU CHỨNG NHẬN ĐÃ NỘP CỔNG"),
        paragraph("TrichYeu", "{{TEN_CONG}}"),
        paragraph("KeTrichYeu"),
        paragraph("NoiDung", "Cổng đã ký nhận {{SO_LUONG}} sáng kiến dưới đây. Chữ ký của cổng được kiểm "
                             "lại khi in phiếu, lúc {{LUC_IN}}."),
        paragraph("NoiDung", "Dấu vân khóa ký của cổng:"),
        paragraph("ChuThich", "{{KHOA_CONG}}"),
        lined_table(RECEIVED, profile.text_width),
        mark(),
    )  # fmt: skip
    return Drawing("Phiếu chứng nhận đã nộp cổng", (Sheet(content),))


LACKING = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Điều còn thiếu", 62, ("{{DIEU_KIEM}}",)),
    Column("Của", 0, ("{{TEN_VIEC}}",), gives=True),
)


def wipe(profile: Profile) -> Drawing:
    """Giấy xác nhận xóa máy: signed by who decides on it, kept with the papers of the PC."""
    content = (
        paragraph("CoQuanBanHanh", "{{TEN_CONG_DOAN}}"),
        paragraph("KeNgan"),
        paragraph("TenLoai"),
        paragraph("TenLoai", "GIẤY XÁC NHẬN XÓA DỮ LIỆU TRÊN MÁY"),
        paragraph("TrichYeu", "{{KET_LUAN}}"),
        paragraph("KeTrichYeu"),
        paragraph("NoiDung", "Thư mục dữ liệu: {{THU_MUC}}"),
        paragraph("NoiDung", "Có {{SO_SANG_KIEN}} sáng kiến và {{SO_TEP}} tệp, kiểm lúc {{LUC_IN}}."),
        paragraph("NoiDung", "Bản sao lưu ở ổ đĩa khác: {{BAN_SAO_LUU}}"),
        paragraph("NoiDung", "Làm lúc: {{LUC_SAO_LUU}}. Đã đọc lại từng byte khi kiểm."),
        paragraph("NoiDung", "Mốc lịch sử, để đối chiếu sau này:"),
        paragraph("ChuThich", "{{MOC_LICH_SU}}"),
        paragraph("TieuDeMuc", "Điều còn thiếu trước khi xóa"),
        lined_table(LACKING, profile.text_width),
        paragraph("ChuThich"),
        paragraph("NoiDung", "Mật khẩu hoặc từ khôi phục của ngày sao lưu mở được bản sao lưu. Giữ hai thứ đó "
                             "ở hai nơi."),
        plain_table(
            (profile.text_width / 2, profile.text_width / 2),
            (
                signature("NGƯỜI KIỂM", "{{NGUOI_KIEM}}"),
                by_hand("CHỦ TỊCH CÔNG ĐOÀN"),
            ),
        ),
        mark(),
    )  # fmt: skip
    return Drawing("Giấy xác nhận xóa dữ liệu trên máy", (Sheet(content),))


def sheet_of(title: str, lines: Sequence[str]) -> bytes:
    """A plain page with a heading and lines, ready to be printed: no template, no names."""
    content = (paragraph("TenLoai", title), *(paragraph("NoiDung", line) for line in lines), mark())
    return Drawing(title, (Sheet(content),)).packed(DECREE_30)
