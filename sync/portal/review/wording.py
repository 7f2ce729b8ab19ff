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
}

LABELS: dict[str, str] = {
    "role.reader": N_("Người xem"),
    "role.reviewer": N_("Người duyệt"),
    "role.head": N_("Phụ trách"),
}


def label(words: Words, code: str) -> str:
    """What a value is called; a value that nobody named stands for itself, without its kind."""
    found = LABELS.get(code)
    return words(found) if found else code.partition(".")[2]


def sorry(words: Words, code: str, **facts: object) -> tuple[str, str]:
    """(what it means, what to do) of a refusal."""
    meaning, advice = SORRY[code]
    return words(meaning, **facts), words(advice)
