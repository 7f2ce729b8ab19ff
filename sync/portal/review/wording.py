"""What codes are called on the review page, and why something cannot be: what it means, and what to do."""

from __future__ import annotations

from sync.portal.words import N_, Words

SORRY: dict[str, tuple[str, str]] = {
    "page.unknown": (N_("Không có trang này."), N_("Xem lại địa chỉ, hoặc trở về danh sách chờ.")),
    "method.unknown": (N_("Trang này không nhận yêu cầu như vậy."), N_("Trở về danh sách chờ.")),
    "form.too_large": (N_("Nội dung gửi lên quá dài."), N_("Chưa có gì được ghi; rút ngắn rồi gửi lại.")),
    "form.malformed": (
        N_("Không đọc được nội dung gửi lên."),
        N_("Chưa có gì được ghi; mở lại trang rồi thử lại."),
    ),
    "form.stale": (
        N_("Trang này mở từ phiên làm việc khác nên yêu cầu không được nhận."),
        N_("Chưa có gì được ghi; mở lại trang rồi làm lại."),
    ),
    "session.ended": (N_("Phiên làm việc đã hết."), N_("Chưa có gì được ghi; đăng nhập lại rồi làm tiếp.")),
    "role.missing": (
        N_("Vai trò của bạn chưa được làm việc này."),
        N_("Không có gì bị đổi; hỏi người phụ trách cổng nếu cần."),
    ),
    "entry.unknown": (N_("Cổng không có hồ sơ này."), N_("Xem lại địa chỉ, hoặc trở về danh sách chờ.")),
    "file.unknown": (
        N_("Tệp này chưa tới cổng hoặc không thuộc hồ sơ này."),
        N_("Chờ đơn vị gửi nốt; tên tệp còn thiếu có ghi trên trang hồ sơ."),
    ),
    "batch.unknown": (
        N_("Không có loạt duyệt này, hoặc loạt này đã duyệt xong."),
        N_("Trở về danh sách chờ và lập loạt khác."),
    ),
    "batch.unread": (
        N_("Chưa đọc hết hồ sơ mẫu nên chưa duyệt được cả loạt."),
        N_("Chưa có gì được ghi; trở lại loạt, mở từng hồ sơ mẫu rồi duyệt."),
    ),
    "unit.unknown": (
        N_("Cổng không có công đoàn cơ sở này."),
        N_("Chưa có gì được ghi; trở về danh sách đơn vị."),
    ),
    "count.unknown": (N_("Không có số liệu này."), N_("Trở về trang số liệu.")),
    "target.negative": (N_("Chỉ tiêu không thể là số âm."), N_("Chưa có gì được ghi; sửa số rồi lưu lại.")),
    "request.unknown": (N_("Cổng không có đề nghị này."), N_("Trở về danh sách đề nghị.")),
    "request.answered": (
        N_("Đề nghị này đã có người trả lời."),
        N_("Trả lời của bạn không được ghi; xem ở trang hồ sơ."),
    ),
    "request.record_unknown": (
        N_("Hồ sơ của đề nghị này chưa tới cổng."),
        N_("Chưa có gì được ghi; chờ hồ sơ tới rồi trả lời."),
    ),
    "review.reason_missing": (
        N_("Không đồng ý thì cần nêu lý do cho đơn vị."),
        N_("Chưa có gì được ghi; trở lại và viết lý do."),
    ),
    "sign_in.wait": (
        N_("Gõ sai nhiều lần nên phải chờ {seconds} giây nữa."),
        N_("Chờ hết thời gian rồi thử lại; quên mật khẩu thì nhờ người phụ trách cổng cấp lại."),
    ),
    "busy": (N_("Yêu cầu dồn quá nhanh."), N_("Chờ một phút rồi mở lại trang.")),
    "portal.fault": (
        N_("Cổng gặp lỗi khi mở trang này."),
        N_("Thử lại; nếu vẫn vậy, báo người phụ trách cổng."),
    ),
}

NOTICES: dict[str, str] = {
    "sign_in.wrong": N_("Tên hoặc mật khẩu không đúng."),
    "signed_out": N_("Đã đăng xuất."),
    "passphrase.changed": N_("Đã đổi mật khẩu."),
    "passphrase.wrong": N_("Mật khẩu đang dùng không đúng."),
    "passphrase.short": N_("Mật khẩu mới cần ít nhất {least} ký tự."),
    "passphrase.differs": N_("Hai lần gõ mật khẩu mới không giống nhau."),
    "done.approved": N_("Đã duyệt; hết hồ sơ trong hàng này."),
    "done.returned": N_("Đã trả lại; hết hồ sơ trong hàng này."),
    "done.none_clean": N_("Không có hồ sơ sạch nào trong hàng này để duyệt loạt."),
    "requests.granted": N_("Đã đồng ý; đơn vị sẽ nhận được ở lần trao đổi tới."),
    "requests.refused": N_("Đã trả lời không đồng ý; đơn vị sẽ nhận được ở lần trao đổi tới."),
    "batch.read": N_("Đã đọc đủ hồ sơ mẫu; duyệt được cả loạt."),
    "reasons.kept": N_("Đã lưu các lý do mẫu."),
    "done.approved.title": N_("Đã duyệt «{title}»."),
    "done.returned.title": N_("Đã trả lại «{title}»."),
}

LABELS: dict[str, str] = {
    "role.reader": N_("Người xem"),
    "role.reviewer": N_("Người duyệt"),
    "role.head": N_("Phụ trách"),
    "status.waiting": N_("Chờ duyệt"),
    "status.approved": N_("Đã duyệt"),
    "status.returned": N_("Đã trả lại"),
    "status.withdrawn": N_("Đã rút"),
    "asks.withdraw": N_("xin rút"),
    "asks.amend": N_("xin sửa"),
    # what to look at twice: beside a title in lists, and in full on the entry's page
    "short.files.none": N_("không tệp"),
    "short.benefit.to_compute": N_("chưa tính làm lợi"),
    "short.first_use.over_a_year": N_("quá một năm"),
    "short.recognition.after_receipt": N_("ngày QĐ"),
    "short.effect.none": N_("chưa nêu hiệu quả"),
    "finding.files.none": N_("Không có tệp nào kèm theo, kể cả bản quét quyết định công nhận."),
    "finding.benefit.to_compute": N_("Giá trị làm lợi còn chờ tính."),
    "finding.first_use.over_a_year": N_(
        "Áp dụng lần đầu trước ngày công nhận hơn một năm (Điều lệ Sáng kiến 5.2)."
    ),
    "finding.recognition.after_receipt": N_("Ngày quyết định công nhận sau ngày cổng nhận hồ sơ."),
    "finding.effect.none": N_("Chưa nêu hiệu quả, cũng không có số tiền làm lợi."),
    # why an answer was not taken
    "problem.return.reason": N_(
        "Trả lại thì cần nêu lý do cho đơn vị (tối đa 2.000 ký tự). Chưa có gì được ghi."
    ),
    "problem.return.field": N_("Chọn mục cần sửa, hoặc chọn cả hồ sơ. Chưa có gì được ghi."),
    "problem.overtaken.newer": N_(
        "Đơn vị vừa nộp bản mới hơn bản bạn đã đọc. Trả lời của bạn chưa được ghi; đây là bản mới, xin đọc lại."
    ),
    "problem.overtaken.answer": N_(
        "Người khác đã trả lời hồ sơ này trong khi bạn đọc. Trả lời của bạn không được ghi; xem ở mục các lần nộp."
    ),
    # why one was left out of bulk approval
    "left.newer": N_("đơn vị vừa nộp bản mới hơn"),
    "left.answer": N_("người khác đã trả lời"),
    "left.care": N_("nay cần xem kỹ"),
    "left.unknown": N_("không còn ở cổng"),
    # fields of an entry, by their path
    "path.": N_("Cả hồ sơ"),
    "path.title": N_("Tên sáng kiến"),
    "path.summary": N_("Tóm tắt"),
    "path.effect": N_("Hiệu quả"),
    "path.benefit": N_("Giá trị làm lợi một năm"),
    "path.authors": N_("Tác giả"),
    "path.field": N_("Lĩnh vực"),
    "path.kind": N_("Loại giải pháp"),
    "path.union": N_("Công đoàn cơ sở"),
    "path.employer": N_("Đơn vị sử dụng lao động"),
    "path.workshop": N_("Nơi áp dụng"),
    "path.number": N_("Số ở đơn vị"),
    "path.trial_from": N_("Áp dụng thử từ"),
    "path.first_used": N_("Áp dụng lần đầu"),
    "path.first_use_ended": N_("Kết thúc áp dụng lần đầu"),
    "path.recognition.number": N_("Số quyết định công nhận"),
    "path.recognition.date": N_("Ngày quyết định công nhận"),
    "path.recognition.route": N_("Cách công nhận"),
    "path.recognition.level": N_("Cấp công nhận"),
    "path.programme": N_("Chương trình"),
    "path.release": N_("Mức công bố"),
    "path.protected": N_("Bảo mật"),
    "path.sections.known_solution": N_("Giải pháp đã biết"),
    "path.sections.content": N_("Nội dung giải pháp"),
    "path.sections.applicability": N_("Khả năng áp dụng"),
    "path.sections.conditions": N_("Điều kiện cần thiết để áp dụng"),
    "path.sections.social_benefit": N_("Lợi ích khác"),
    "path.sections.helpers": N_("Người tham gia áp dụng lần đầu"),
    "path.files": N_("Tệp kèm theo"),
    # codes that travel in an entry
    "kind.technical": N_("Giải pháp kỹ thuật"),
    "kind.management": N_("Giải pháp quản lý"),
    "kind.operation": N_("Giải pháp tác nghiệp"),
    "kind.application": N_("Ứng dụng tiến bộ kỹ thuật"),
    "field.operation_5s": N_("Thao tác, 5S"),
    "field.tooling": N_("Đồ gá, cơ khí"),
    "field.saving": N_("Tiết kiệm"),
    "field.quality": N_("Chất lượng"),
    "field.safety": N_("An toàn, vệ sinh lao động"),
    "field.software": N_("Excel, phần mềm"),
    "field.environment": N_("Môi trường"),
    "field.other": N_("Khác"),
    "recognition.route.council": N_("Theo biên bản hội đồng"),
    "recognition.route.head": N_("Người đứng đầu công nhận, không lập hội đồng"),
    "recognition.route.paper": N_("Theo giấy tờ đã ký trước đây"),
    "recognition.level.base": N_("cơ sở"),
    "release.full": N_("Đầy đủ"),
    "release.title": N_("Chỉ tên và hiệu quả"),
    "benefit.not_computable": N_("Không tính được thành tiền"),
    "benefit.to_compute": N_("Sẽ tính sau"),
    "benefit.withheld": N_("Đơn vị không công bố số tiền"),
    "gender.female": N_("Nữ"),
    "gender.male": N_("Nam"),
}


def label(words: Words, code: str) -> str:
    """What a value is called; a value that nobody named stands for itself, without its kind."""
    found = LABELS.get(code)
    return words(found) if found else code.partition(".")[2]


def sorry(words: Words, code: str, **facts: object) -> tuple[str, str]:
    """(what it means, what to do) of a refusal."""
    meaning, advice = SORRY.get(code, SORRY["portal.fault"])
    return words(meaning, **facts), words(advice)
