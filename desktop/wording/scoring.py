"""Words about marking: rubrics that nobody could mark by, sheets that cannot count."""

from __future__ import annotations

from desktop.i18n import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "rubric.lines": (
        N_("Thang điểm chưa có tiêu chí, hoặc có hai tiêu chí cùng mã."),
        N_("Ghi mỗi tiêu chí một dòng, mã khác nhau."),
    ),
    "rubric.floor": (
        N_("Điểm sàn của “{title}” phải từ 0 đến điểm tối đa."),
        N_("Xem lại điểm sàn và điểm tối đa."),
    ),
    "rubric.bands": (
        N_("Các mức của “{title}” chồng nhau hoặc vượt điểm tối đa."),
        N_("Xếp các mức nối nhau, không chồng lên nhau."),
    ),
    "rubric.marks": (
        N_("Điểm đạt hoặc điểm hoàn thiện nằm ngoài thang điểm."),
        N_("Điểm hoàn thiện không cao hơn điểm đạt, cả hai không quá tổng điểm."),
    ),
    "rubric.reckoning": (
        N_("Cách tính điểm trung bình chưa hợp lệ."),
        N_("Bỏ điểm cao nhất, thấp nhất khi có ít nhất 3 phiếu; nhiều nhất 2 số lẻ."),
    ),
    "sheet.own_work": (N_("Tác giả không chấm sáng kiến của mình."), N_("Bỏ phiếu này.")),
    "sheet.line_missing": (N_("Còn tiêu chí chưa chấm."), ""),
    "sheet.out_of_range": (N_("Điểm phải từ 0 đến {maximum}."), N_("Xem lại điểm vừa ghi.")),
    "sheet.unknown_line": (
        N_("Phiếu có tiêu chí không thuộc thang điểm này."),
        N_("Chấm lại theo thang điểm đang dùng."),
    ),
}
