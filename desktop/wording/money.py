"""Words about money, targets, reports and praise: names of states, and why something cannot be paid or sent."""

from __future__ import annotations

from desktop.i18n import N_

_ONLY_CORRECTED = N_("Đợt đã quyết toán chỉ điều chỉnh bằng một khoản riêng.")

LABELS: dict[str, str] = {
    "purse.put": N_("sửa nguồn chi"),
    "remuneration.rule": N_("sửa mức thù lao"),
    "threshold.put": N_("sửa mức xét Bằng Lao động sáng tạo"),
    "payment.open": N_("lập đợt chi"),
    "payment.mark": N_("ghi đã chi"),
    "payment.withdraw": N_("hủy đợt chi"),
    "payment.settle": N_("quyết toán đợt chi"),
    "payment.correct": N_("điều chỉnh sau quyết toán"),
    "target.put": N_("sửa chỉ tiêu"),
    "report.send": N_("gửi báo cáo"),
    "remuneration.enter": N_("ghi thù lao"),
    "Ledger.support": N_("Hỗ trợ của công đoàn"),
    "Ledger.reward": N_("Khen thưởng của doanh nghiệp"),
    "Ledger.remuneration": N_("Thù lao"),
    "RoundState.open": N_("Đang chi"),
    "RoundState.settled": N_("Đã quyết toán"),
    "PayeeState.listed": N_("Chưa nhận"),
    "PayeeState.paid": N_("Đã nhận"),
    "PayeeState.paid_to_other": N_("Người khác nhận thay"),
    "PayeeState.returned": N_("Nộp lại quỹ"),
    "Measure.assigned": N_("Chỉ tiêu giao"),
    "Measure.pledged": N_("Chỉ tiêu đăng ký"),
    "Measure.recognised": N_("Đã công nhận"),
    "Measure.on_portal": N_("Đã cập nhật lên cổng"),
    "Measure.valid": N_("Hợp lệ"),
    "Division.workshop": N_("Theo xưởng"),
    "Division.bloc": N_("Theo khối"),
    "Division.field": N_("Theo lĩnh vực"),
    "Division.worker_kind": N_("Theo đối tượng"),
    "Division.gender": N_("Theo giới tính"),
    "Rank.worker": N_("Công nhân, trình độ cao đẳng trở xuống"),
    "Rank.graduate": N_("Trình độ đại học trở lên, không giữ chức vụ"),
    "Rank.manager": N_("Lãnh đạo, quản lý"),
    "ReportKind.weekly": N_("Báo cáo tuần"),
    "ReportKind.full": N_("Báo cáo kết quả"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    # purses
    "purse.missing": (N_("Không có nguồn chi nào mang mã {purse}."), N_("Xem lại các nguồn chi.")),
    "purse.name_missing": (N_("Nguồn chi chưa có tên."), ""),
    "purse.rate_missing": (N_("Chưa ghi mức chi."), N_("Ghi số đồng cho một sáng kiến.")),
    "purse.rate_over_cap": (N_("Mức chi vượt mức tối đa {cap} đồng."), ""),
    "purse.remuneration_has_its_own": (
        N_("Thù lao có sổ theo dõi riêng."),
        N_("Nguồn chi chỉ dành cho hỗ trợ hoặc khen thưởng."),
    ),
    # who may be paid
    "payment.not_written": (N_("Chưa có tóm tắt hay nội dung."), N_("Viết mô tả rồi lập đợt chi.")),
    "payment.not_proposed": (N_("Hội đồng chưa đề nghị công nhận."), ""),
    "payment.not_recognised": (N_("Chưa được công nhận."), ""),
    "payment.not_approved": (N_("Cổng chưa xác nhận hợp lệ."), N_("Nộp cổng và chờ kết quả.")),
    "payment.not_reported": (N_("Chưa nằm trong báo cáo nào đã gửi."), N_("Gửi báo cáo rồi lập đợt chi.")),
    "payment.already": (N_("Nguồn này đã chi ở đợt {round}."), ""),
    "payment.twin": (
        N_("Có thể nhập hai lần: sáng kiến số {number} trùng tên, chung tác giả, đã được chi."),
        N_("Xem lại trước khi chi."),
    ),
    "payment.amount_missing": (N_("Chưa ghi số tiền."), ""),
    "payment.over_cap": (N_("{amount} đồng vượt mức tối đa {cap} đồng."), ""),
    "payment.nothing": (N_("Không có sáng kiến nào để chi."), N_("Chọn ít nhất một sáng kiến đủ điều kiện.")),
    # a round
    "payment.round_missing": (N_("Đợt chi này không còn nữa."), N_("Chọn lại trong danh sách.")),
    "payment.line_missing": (N_("Dòng chi này không còn nữa."), N_("Chọn lại trong danh sách.")),
    "payment.in_future": (N_("Ngày nhận {on} chưa tới."), N_("Xem lại ngày.")),
    "payment.receiver_missing": (N_("Chưa ghi ai nhận thay."), ""),
    "payment.authority_missing": (N_("Chưa ghi giấy ủy quyền."), N_("Ghi số, ngày của giấy ủy quyền đã ký.")),
    "payment.settled": (N_("Đợt chi đã quyết toán."), _ONLY_CORRECTED),
    "payment.not_settled": (N_("Đợt chi chưa quyết toán."), N_("Sửa thẳng trên danh sách.")),
    "payment.waiting": (
        N_("Còn {count} người chưa ghi đã nhận hay nộp lại."),
        N_("Ghi từng người rồi quyết toán."),
    ),
    "payment.handed_out": (N_("Đã chi {amount} đồng của đợt này."), N_("Hoàn tác phần đã chi rồi hủy.")),
    "payment.changed_meanwhile": (N_("Danh sách vừa được sửa ở nơi khác."), N_("Xem lại rồi quyết toán.")),
    "payment.reason_missing": (N_("Chưa ghi lý do điều chỉnh."), ""),
    "payment.below_nothing": (N_("Sáng kiến chỉ còn {held} đồng để trừ."), ""),
    "record.taken": (
        N_("Chỗ này đã có bản ghi khác giữ."),
        N_("Xem danh sách; việc này đã được làm lại theo cách khác."),
    ),
    # remuneration, targets
    "remuneration.year": (N_("Thù lao tính cho {years} năm đầu áp dụng."), ""),
    "target.nothing": (N_("Chưa ghi chỉ tiêu nào."), N_("Ghi chỉ tiêu giao hoặc chỉ tiêu đăng ký.")),
    "target.negative": (N_("Chỉ tiêu không thể âm."), ""),
    # reports
    "report.missing": (N_("Báo cáo này không còn nữa."), N_("Chọn lại trong danh sách.")),
    # praise
    "praise.nothing": (N_("Chưa chọn ai để khen."), ""),
    "praise.no_recognised": (
        N_("{name} chưa có sáng kiến nào được công nhận."),
        N_("Xem lại trước khi trình ký."),
    ),
    "praise.same_name": (N_("Có {count} người tên {name}."), N_("Ghi thêm xưởng để phân biệt.")),
    "praise.protected": (
        N_("Sáng kiến có thông tin cần được bảo mật."),
        N_("Đặt tên công bố trước; không dùng ảnh."),
    ),
    "praise.consent_missing": (N_("Chưa ghi người trong ảnh đã đồng ý."), N_("Ghi giấy đồng ý lưu ở đâu.")),
    "picture.unreadable": (N_("Không đọc được ảnh này."), N_("Chọn ảnh JPEG hoặc PNG khác.")),
    "report.nowhere": (N_("Chưa nói để báo cáo vào đâu."), N_("Thêm --out và tên thư mục.")),
    "report.in_future": (N_("Ngày {until} chưa tới."), N_("Chọn ngày hôm nay hoặc trước đó.")),
    "report.changed_meanwhile": (N_("Số liệu vừa thay đổi trong lúc in."), N_("Gửi lại báo cáo.")),
}
