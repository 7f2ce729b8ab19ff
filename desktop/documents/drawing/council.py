"""Papers of the council: set-up, invitation, sheets to mark on, the table of marks, the submission."""

from __future__ import annotations

from desktop.documents.drawing.package import Drawing, Sheet
from desktop.documents.drawing.parts import (
    Column,
    Slanted,
    Strong,
    head,
    lined_table,
    mark,
    paragraph,
    plain_table,
    recipients,
    signature,
    upright_head,
)
from desktop.documents.profile import Profile
from desktop.documents.wordml import Element

MEMBERS = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Họ và tên", 54.5, ("{{HO_TEN}}",)),
    Column("Chức vụ, đơn vị", 60, ("{{CHUC_VU}}",), gives=True),
    Column("Chức danh\ntrong Hội đồng", 40, ("{{CHUC_DANH}}",)),
)
"""165 mm, as all lists here: an upright page between the decree's margins."""


def decision_text(profile: Profile) -> tuple[Element, ...]:
    """A decision from its head to its signature."""
    return (
        upright_head(profile),
        paragraph("TenLoai"),
        paragraph("TenLoai", "QUYẾT ĐỊNH"),
        paragraph("TrichYeu", "{{TRICH_YEU}}"),
        paragraph("KeTrichYeu"),
        paragraph("ThamQuyen", "{{THAM_QUYEN_BAN_HANH}}"),
        paragraph("CanCu", "{{CAN_CU}}"),
        paragraph("ThamQuyen", "QUYẾT ĐỊNH:"),
        paragraph("NoiDung", Strong("Điều {{STT}}. "), "{{NOI_DUNG_DIEU}}"),
        signed(profile),
    )


def signed(profile: Profile) -> Element:
    """Recipients on the left, signature on the right."""
    half = profile.text_width / 2
    return plain_table((half, half), (recipients(), signature("{{QUYEN_HAN_KY}}", "{{NGUOI_KY}}")))


def set_up(profile: Profile) -> Drawing:
    """Quyết định thành lập Hội đồng sáng kiến."""
    annex = (
        paragraph("PhuLuc", "Phụ lục"),
        paragraph("TenPhuLuc", "DANH SÁCH THÀNH VIÊN HỘI ĐỒNG SÁNG KIẾN"),
        paragraph(
            "KemTheo", "(Kèm theo Quyết định số {{SO}}/{{KY_HIEU}} {{NGAY_KY}} của {{NGUOI_BAN_HANH}})"
        ),
        lined_table(MEMBERS, profile.text_width),
        mark(),
    )
    return Drawing("Quyết định thành lập Hội đồng sáng kiến", (Sheet(decision_text(profile)), Sheet(annex)))


CONSIDERED = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 14, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Tên sáng kiến", 64.5, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Tác giả, đồng tác giả", 46, ("{{TAC_GIA}}",)),
    Column("Đơn vị", 30, ("{{DON_VI}}",)),
)


def invitation(profile: Profile) -> Drawing:
    """Giấy mời họp, with what is considered as an annex."""
    content = (
        upright_head(profile),
        paragraph("TenLoai"),
        paragraph("TenLoai", "GIẤY MỜI"),
        paragraph("TrichYeu", "{{TRICH_YEU}}"),
        paragraph("KeTrichYeu"),
        paragraph("NoiDung", "{{NGUOI_BAN_HANH}} trân trọng kính mời: {{KINH_MOI}}"),
        paragraph("NoiDung", "Tới dự: {{NOI_DUNG}}"),
        paragraph("NoiDung", "Chủ trì: {{CHU_TRI}}"),
        paragraph("NoiDung", "Thời gian: {{THOI_GIAN}}"),
        paragraph("NoiDung", "Địa điểm: {{DIA_DIEM}}"),
        paragraph("NoiDung", "Chương trình:"),
        paragraph("NoiDung", "{{STT}}. {{CHUONG_TRINH}}"),
        paragraph("NoiDung", "{{GHI_CHU}}"),
        paragraph("NoiDung", "Đề nghị các thành viên dự họp đầy đủ, đúng giờ./."),
        signed(profile),
    )
    annex = (
        paragraph("PhuLuc", "Phụ lục"),
        paragraph("TenPhuLuc", "DANH SÁCH SÁNG KIẾN ĐƯỢC XEM XÉT"),
        paragraph("KemTheo", "(Kèm theo Giấy mời số {{SO}}/{{KY_HIEU}} {{NGAY_KY}})"),
        lined_table(CONSIDERED, profile.text_width),
        mark(),
    )
    return Drawing("Giấy mời họp Hội đồng sáng kiến", (Sheet(content), Sheet(annex)))


# Marking --------------------------------------------------------------------------------------

MARKS = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Tiêu chí", 52.5, ("{{TIEU_CHI}}",)),
    Column("Mức điểm", 64, ("{{MUC_DIEM}}",), gives=True),
    Column("Tối đa", 17, ("{{DIEM_TOI_DA}}",), "OBangGiua"),
    Column("Điểm chấm", 21, (Strong("{{DIEM_CHAM}}"),), "OBangGiua"),
)
PAIRS = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Đạt", 61, ("{{DAT}}",)),
    Column("Đánh dấu", 16, (Strong("{{O_DAT}}"),), "OBangGiua"),
    Column("Không đạt", 61.5, ("{{KHONG_DAT}}",), gives=True),
    Column("Đánh dấu", 16, (Strong("{{O_KHONG_DAT}}"),), "OBangGiua"),
)


def mark_sheet(profile: Profile) -> Drawing:
    """Phiếu chấm điểm."""
    content = (
        *_sheet_head(profile, "PHIẾU CHẤM ĐIỂM SÁNG KIẾN"),
        lined_table(MARKS, profile.text_width),
        paragraph("ChuThich"),
        paragraph("NoiDung", "Tổng điểm: ", Strong("{{TONG_DIEM}}")),
        paragraph("ChuThich", "{{CACH_TINH}}"),
        *_sheet_end(profile),
    )
    return Drawing("Phiếu chấm điểm sáng kiến", (Sheet(content),))


def pair_sheet(profile: Profile) -> Drawing:
    """Phiếu đánh giá."""
    content = (
        *_sheet_head(profile, "PHIẾU ĐÁNH GIÁ SÁNG KIẾN"),
        paragraph("ChuThich", "Mỗi dòng đánh dấu (x) đúng một ô."),
        lined_table(PAIRS, profile.text_width),
        paragraph("ChuThich"),
        paragraph("NoiDung", "Kết luận: ", Strong("{{KET_LUAN}}")),
        *_sheet_end(profile),
    )
    return Drawing("Phiếu đánh giá sáng kiến", (Sheet(content),))


def _sheet_head(profile: Profile, title: str) -> tuple[Element, ...]:
    return (
        head((67.0, profile.text_width - 67.0), numbered=False, dated=False),
        paragraph("TenLoai", title),
        paragraph("KemTheo", "{{TEN_THANG_DIEM}}"),
        paragraph("NoiDung", "Thành viên Hội đồng: ", Strong("{{THANH_VIEN}}"), ". Chức danh: {{CHUC_DANH}}"),
        paragraph("NoiDung", "Sáng kiến: ", Strong("{{TEN_SANG_KIEN}}"), " (mã {{MA_SANG_KIEN}})"),
        paragraph("NoiDung", "Tác giả, đồng tác giả: {{TAC_GIA}}"),
    )


def _sheet_end(profile: Profile) -> tuple[Element, ...]:
    half = profile.text_width / 2
    return (
        paragraph("NoiDung", "Nhận xét: " + "." * 104),
        plain_table(
            (half, half),
            (
                [paragraph("KhoangCach")],
                [
                    paragraph("DiaDanhNgay", "{{DIA_DANH_NGAY}}"),
                    *signature("THÀNH VIÊN HỘI ĐỒNG", "{{THANH_VIEN}}"),
                ],
            ),
        ),
        mark(),
    )


TALLIED = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 14, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Tên sáng kiến", 46.5, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Tác giả", 39, ("{{TAC_GIA}}",)),
    Column("Số phiếu", 14, ("{{SO_PHIEU}}",), "OBangGiua"),
    Column("Điểm trung bình", 17, (Strong("{{DIEM_TRUNG_BINH}}"),), "OBangGiua"),
    Column("Kết quả", 24, ("{{KET_QUA}}",)),
)


def tally(profile: Profile) -> Drawing:
    """Bảng tổng hợp điểm."""
    half = profile.text_width / 2
    content = (
        head((67.0, profile.text_width - 67.0), numbered=False, dated=False),
        paragraph("TenLoai"),
        paragraph("TenLoai", "BẢNG TỔNG HỢP ĐIỂM"),
        paragraph("KemTheo", "{{TRICH_YEU}}"),
        lined_table(TALLIED, profile.text_width),
        paragraph("ChuThich"),
        paragraph("ChuThich", Slanted("{{CACH_TINH}}")),
        paragraph("DiaDanhPhai", "{{DIA_DANH_NGAY}}"),
        plain_table(
            (half, half),
            (signature("ỦY VIÊN THƯ KÝ", "{{THU_KY}}"), signature("CHỦ TỊCH HỘI ĐỒNG", "{{CHU_TRI}}")),
        ),
        mark(),
    )
    return Drawing("Bảng tổng hợp điểm", (Sheet(content),))


# Submission -----------------------------------------------------------------------------------

PROPOSED = (
    Column("STT", 10.5, ("{{MOI_DONG}}{{STT}}",), "OBangGiua"),
    Column("Mã", 14, ("{{MA_SANG_KIEN}}",), "OBangGiua"),
    Column("Tên sáng kiến", 54.5, ("{{TEN_SANG_KIEN}}",), gives=True),
    Column("Tác giả, đồng tác giả\n(tỷ lệ đóng góp)", 44, ("{{TAC_GIA}}",)),
    Column("Đơn vị", 25, ("{{DON_VI}}",)),
    Column("Phiếu đồng ý", 17, ("{{DONG_Y}}",), "OBangGiua"),
)


def proposal(profile: Profile) -> Drawing:
    """Tờ trình đề nghị công nhận sáng kiến."""
    text = (
        upright_head(profile),
        paragraph("TenLoai"),
        paragraph("TenLoai", "TỜ TRÌNH"),
        paragraph("TrichYeu", "{{TRICH_YEU}}"),
        paragraph("KeTrichYeu"),
        paragraph("KinhGui", "Kính gửi: {{KINH_GUI}}"),
        paragraph("NoiDung", "{{NOI_DUNG}}"),
        signed(profile),
    )
    annex = (
        paragraph("PhuLuc", "Phụ lục"),
        paragraph("TenPhuLuc", "DANH SÁCH SÁNG KIẾN ĐỀ NGHỊ CÔNG NHẬN"),
        paragraph("KemTheo", "(Kèm theo Tờ trình số {{SO}}/{{KY_HIEU}} {{NGAY_KY}})"),
        lined_table(PROPOSED, profile.text_width),
        mark(),
    )
    return Drawing("Tờ trình đề nghị công nhận sáng kiến", (Sheet(text), Sheet(annex)))
