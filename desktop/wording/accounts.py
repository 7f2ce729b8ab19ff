"""Words about signing in, users and their roles."""

from __future__ import annotations

from desktop.i18n import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "key.wait": (
        N_("Mật khẩu sai nhiều lần: chờ {seconds} giây rồi thử lại."),
        N_("Quên mật khẩu thì dùng từ khôi phục trên giấy, hoặc nhờ người quản trị đặt lại."),
    ),
    "user.inactive": (
        N_("{name} đã ngừng dùng sổ này."),
        N_("Người quản trị mở lại được trong Danh mục, trang Người dùng."),
    ),
    "user.no_role": (N_("Chưa giao việc nào."), N_("Đánh dấu ít nhất một vai trò.")),
    "user.role_unknown": (N_("Không có vai trò “{roles}”."), N_("Các vai trò: {known}.")),
    "user.several": (N_("Có nhiều người tên {name}."), N_("Ghi mã thay cho tên: {ids}.")),
    "user.yourself": (N_("Không tự ngừng chính mình được."), N_("Nhờ một người quản trị khác.")),
    "user.last_administrator": (
        N_("Phải còn ít nhất một người quản trị đăng nhập được."),
        N_("Giao vai trò Quản trị cho người khác trước."),
    ),
    "keyring.none": (
        N_("Máy này không có kho mật khẩu của hệ điều hành."),
        N_("Vẫn đăng nhập bằng mật khẩu như thường."),
    ),
    "keyring.refused": (
        N_("Kho mật khẩu của hệ điều hành không trả lời."),
        N_("Dữ liệu vẫn nguyên; gõ mật khẩu để đăng nhập."),
    ),
    "keyring.empty": (
        N_("Kho mật khẩu của hệ điều hành chưa giữ gì cho người này."),
        N_("Gõ mật khẩu; muốn khỏi gõ thì bật lại ở Danh mục, trang Máy này."),
    ),
    "keyring.too_long": (
        N_("Kho mật khẩu của hệ điều hành chỉ nhận {largest} ký tự."),
        N_("Vẫn đăng nhập bằng mật khẩu như thường."),
    ),
    "check.own": (
        N_("Bạn là người nhập phiếu này."),
        N_("Nhờ một người khác kiểm tra; khi sổ chỉ có một người thì tự kiểm tra được."),
    ),
}

LABELS: dict[str, str] = {
    "user.add": N_("thêm người dùng"),
    "user.change": N_("sửa người dùng"),
    "initiative.check": N_("đã kiểm tra"),
    "Right.read": N_("xem sổ"),
    "Right.read_protected": N_("xem nội dung cần bảo mật"),
    "Right.read_personal": N_("xem đủ dữ liệu cá nhân"),
    "Right.enter": N_("nhập và sửa sáng kiến"),
    "Right.consent": N_("ghi giấy đồng ý của tác giả"),
    "Right.check": N_("kiểm tra phiếu người khác nhập"),
    "Right.import": N_("nhập từ bảng tính"),
    "Right.council": N_("ghi kết quả họp hội đồng"),
    "Right.decide": N_("soạn và ghi quyết định"),
    "Right.submit": N_("chốt nộp và gửi cổng"),
    "Right.pay": N_("chi hỗ trợ"),
    "Right.report": N_("lập và gửi báo cáo"),
    "Right.arrange": N_("sửa danh mục, sao lưu"),
    "Right.personal": N_("giữ và xóa dữ liệu cá nhân"),
    "Right.administer": N_("quản lý người dùng"),
}
