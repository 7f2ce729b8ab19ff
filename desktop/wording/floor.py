"""Words about people, units, printed sheets and their scans."""

from __future__ import annotations

from desktop.i18n import N_

_TYPE_AGAIN = N_("Xem lại mã in dưới ô mã, rồi gõ lại.")

LABELS: dict[str, str] = {
    "person.move": N_("chuyển tổ, xưởng"),
    "workshop.rename": N_("đổi tên xưởng"),
    "unit.reorganise": N_("sắp xếp lại đơn vị"),
    "body.save": N_("lưu công đoàn cấp trên"),
    "forms.print": N_("in phiếu có mã"),
    "scan.take": N_("nhận bản quét"),
    "scan.attach": N_("xếp bản quét"),
    "scan.name": N_("ghi mã cho bản quét"),
    "scan.drop": N_("bỏ bản quét"),
    "scan.turn": N_("xoay bản quét"),
    "BodyLevel.direct": N_("cấp trên trực tiếp"),
    "BodyLevel.province": N_("tỉnh, ngành, tổng công ty"),
    "BodyLevel.top": N_("Tổng Liên đoàn"),
    "Change.renamed": N_("đổi tên"),
    "Change.merged": N_("gộp vào"),
    "Change.ended": N_("thôi hoạt động"),
    "Change.begun": N_("mới lập"),
    "Change.same": N_("giữ nguyên"),
    "Oddity.spaces": N_("thừa dấu cách"),
    "Oddity.letters": N_("sai bảng mã"),
    "Oddity.signs": N_("ký tự lạ"),
    "Oddity.case": N_("chữ hoa, chữ thường"),
    "Oddity.short": N_("thiếu họ hoặc tên"),
    "Oddity.no_marks": N_("thiếu dấu"),
    "Oddity.tone": N_("đặt sai dấu"),
    "Oddity.syllable": N_("âm ít gặp"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "person.missing": (N_("Người này không còn trong danh sách."), N_("Tải lại danh sách rồi chọn lại.")),
    "workshop.missing": (N_("Xưởng này không còn trong danh sách."), N_("Tải lại danh sách rồi chọn lại.")),
    "body.name_missing": (N_("Chưa có tên công đoàn cấp trên."), N_("Ghi đủ tên như trên văn bản.")),
    "body.circle": (N_("{name} không thể ở trên chính mình."), N_("Chọn lại cấp trên.")),
    "unit.unknown": (
        N_("Không có đơn vị nào tên {name}."),
        N_("Xem lại cách viết, hoặc ghi thêm tên gọi khác."),
    ),
    "unit.split": (
        N_("{name} đứng ở nhiều dòng: tách làm nhiều đơn vị thì chưa biết ai về đâu."),
        N_("Lập các đơn vị mới, rồi chuyển từng người."),
    ),
    "unit.begun_later": (N_("{name} chưa có tên này vào ngày đó."), N_("Chọn ngày muộn hơn.")),
    "unit.taken": (N_("Đã có đơn vị tên {name}."), N_("Dùng Sắp xếp lại để gộp hai đơn vị.")),
    "unit.nothing": (N_("Bảng này không đổi gì."), N_("Xem lại tên cũ và tên mới.")),
    "forms.nothing": (N_("Chưa chọn phiếu nào để in."), N_("Chọn người, hoặc ghi số phiếu trống.")),
    "forms.many": (N_("Mỗi lần in nhiều nhất {most} phiếu."), N_("Chia làm nhiều lần.")),
    "forms.code": (N_("Mã {typed} không đúng."), _TYPE_AGAIN),
    "forms.unknown": (N_("Không có phiếu nào mang mã {typed} được in từ đây."), _TYPE_AGAIN),
    "scan.missing": (N_("Không thấy tệp {file}."), N_("Chọn lại tệp.")),
    "scan.large": (N_("Tệp {file} lớn quá {megabytes} MB."), N_("Quét làm nhiều tệp nhỏ hơn.")),
    "scan.kind": (N_("{file} không phải bản quét."), N_("Chọn tệp PDF, JPEG, PNG hoặc TIFF.")),
    "scan.damaged": (N_("Tệp {file} bị hỏng."), N_("Quét lại.")),
    "scan.too_long": (N_("Tệp {file} có {pages} trang, nhiều hơn {most}."), N_("Quét làm nhiều tệp.")),
    "scan.taken": (N_("Tệp {file} đã được nhận rồi."), N_("Không cần làm gì thêm.")),
    "scan.folder": (N_("Không thấy thư mục máy quét {folder}."), N_("Chọn lại thư mục.")),
    "scan.gone": (N_("Bản quét này không còn chờ nữa."), N_("Tải lại danh sách.")),
    "attachment.many": (
        N_("Mỗi sáng kiến nhiều nhất {most} tệp; còn {left} tệp chưa đính."),
        N_("Ghép các ảnh thành một PDF rồi đính tiếp."),
    ),
    "attachment.locked": (N_("Tệp {file} có mật khẩu."), N_("Bỏ mật khẩu rồi đính lại.")),
    "attachment.not_shown": (N_("Tệp {file} không xem được ở đây."), N_("Mở tệp bằng Word hoặc Excel.")),
    "names.nothing": (N_("Không có tên nào để soát."), N_("Chọn xưởng khác, hoặc nhập sáng kiến trước.")),
    "board.nothing": (N_("Không có sáng kiến nào để niêm yết."), N_("Chọn xưởng hoặc kết quả khác.")),
}
