"""Words about intake, the council's members, its meetings and what it says."""

from __future__ import annotations

from desktop.i18n import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "intake.order": (
        N_("“{title}”: ngày này trước ngày {earlier} ({day})."),
        N_("Xem lại ngày vừa ghi."),
    ),
    "intake.in_future": (N_("Ngày ghi vào sổ chưa tới."), N_("Ghi ngày đã xảy ra.")),
    "intake.asked_for_missing": (
        N_("Chưa ghi cần bổ sung gì."),
        N_("Ghi rõ để tác giả biết phải bổ sung gì."),
    ),
    "intake.nothing_asked": (
        N_("“{title}” chưa có yêu cầu bổ sung nào."),
        N_("Ghi yêu cầu bổ sung trước, hoặc chấp nhận đơn ngay."),
    ),
    "member.missing": (N_("Người này không có trong Hội đồng ngày đó."), N_("Tải lại rồi chọn lại.")),
    "member.name_missing": (N_("Chưa có họ tên thành viên."), ""),
    "member.until_before_since": (N_("Ngày cuối trước ngày đầu."), N_("Xem lại hai ngày này.")),
    "member.twice": (
        N_("{name} đã có trong Hội đồng thời gian này."),
        N_("Sửa dòng đang có, hoặc ghi ngày cuối cho dòng cũ."),
    ),
    "member.called_as_author": (
        N_("{name} trùng tên với tác giả của “{title}”."),
        N_("Nếu là một người, gộp hai người này trong Danh mục để không tự chấm."),
    ),
    "council.no_chair": (N_("Hội đồng chưa có Chủ tịch."), ""),
    "council.two_chairs": (N_("Hội đồng có hơn một Chủ tịch."), N_("Xem lại chức danh.")),
    "council.no_secretary": (N_("Hội đồng chưa có Ủy viên thư ký."), ""),
    "council.no_union_representative": (
        N_("Hội đồng chưa có đại diện công đoàn nơi tác giả là đoàn viên."),
        N_("Thông tư 18/2013, Điều 8: có đại diện công đoàn (nếu có tổ chức công đoàn)."),
    ),
    "council.head_is_author": (
        N_("{name} là tác giả nên không tham gia Hội đồng phiên này."),
        N_("Đơn vị dùng ngân sách: muốn người đứng đầu dự, xét sáng kiến đó ở một phiên riêng."),
    ),
    "council.nothing_to_complete": (
        N_("“{title}” không có gì phải hoàn thiện theo Hội đồng."),
        N_("Tải lại danh sách rồi chọn lại."),
    ),
    "votes.own_work": (
        N_("“{title}”: nhiều nhất {most} phiếu, vì tác giả không biểu quyết sáng kiến của mình."),
        N_("Sửa số phiếu đồng ý."),
    ),
    "agenda.missing": (N_("Không thấy phiên họp này."), N_("Tải lại rồi chọn lại.")),
    "agenda.nothing": (N_("Chưa chọn sáng kiến nào để xét."), N_("Đánh dấu ít nhất một sáng kiến (Space).")),
    "agenda.hour_unreadable": (N_("Chưa đọc được giờ “{text}”."), N_("Gõ như 8h30 hoặc 14:00.")),
    "agenda.held": (
        N_("Phiên họp này đã ghi kết quả."),
        N_("Hoàn tác việc ghi kết quả nếu cần sửa; biên bản đã ghi vẫn còn nguyên."),
    ),
    "agenda.marked": (
        N_("Đã có {count} phiếu chấm cho phiên này."),
        N_("Xóa các phiếu đó trước, hoặc giữ phiên họp."),
    ),
    "meeting.not_called": (
        N_("Cuộc họp này chỉ có biên bản giấy."),
        N_("Cuộc họp sau: ghi ở trang Chuẩn bị họp (Ctrl+2) để in giấy mời."),
    ),
    "meeting.not_held": (N_("Chưa ghi kết quả họp."), N_("Ghi kết quả ở trang Ghi kết quả (Ctrl+4).")),
    "not_recognised.by_nobody_here": (
        N_("Không có sáng kiến nào bị từ chối kèm lý do."),
        N_("Ghi lý do khi ghi kết quả họp."),
    ),
    "points.unreadable": (N_("Chưa đọc được số điểm “{text}”."), N_("Gõ như 70 hoặc 8,5.")),
    "rubric.title_missing": (N_("Chưa có tên thang điểm."), ""),
    "rubric.missing": (
        N_("Phiên họp không dùng thang điểm."),
        N_("Chọn thang điểm khi chuẩn bị họp, hoặc ghi thẳng số phiếu đồng ý."),
    ),
    "rubric.unreadable": (
        N_("Không đọc được thang điểm trong {file}."),
        N_("Xem tệp mẫu rubrics.toml đi kèm chương trình rồi sửa lại."),
    ),
}

LABELS: dict[str, str] = {
    "Seat.chair": N_("Chủ tịch"),
    "Seat.deputy_chair": N_("Phó Chủ tịch"),
    "Seat.secretary": N_("Ủy viên thư ký"),
    "Seat.member": N_("Ủy viên"),
    "Family.points": N_("Chấm điểm"),
    "Family.pairs": N_("Đạt, không đạt"),
    "Step.received": N_("Đã nhận"),
    "Step.asked": N_("Chờ bổ sung"),
    "Step.completed": N_("Đã bổ sung"),
    "Step.accepted": N_("Đã chấp nhận"),
    "Step.withdrawn": N_("Đã rút"),
    "Duty.apply": N_("Nộp đơn trước khi hết quyền"),
    "Duty.check": N_("Kiểm tra đơn"),
    "Duty.complete": N_("Tác giả bổ sung"),
    "Duty.decide": N_("Xét, công nhận hoặc từ chối"),
    "intake.take": N_("ghi sổ tiếp nhận"),
    "member.save": N_("ghi thành viên hội đồng"),
    "member.remove": N_("xóa thành viên hội đồng"),
    "rubric.save": N_("lưu thang điểm"),
    "agenda.save": N_("chuẩn bị phiên họp"),
    "agenda.remove": N_("hủy phiên họp"),
    "sheet.save": N_("ghi phiếu chấm"),
    "council.complete": N_("hồ sơ đã hoàn thiện"),
    "council.scan": N_("lưu bản quét biên bản"),
}
