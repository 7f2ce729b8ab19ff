"""Codes of caring for a folder and of calls from the command line."""

from __future__ import annotations

from desktop.i18n import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "backup.damaged": (
        N_("Bản sao lưu {file} bị hỏng, không dùng được."),
        N_("Dùng bản sao lưu khác; bản này không bị đụng đến."),
    ),
    "backup.newer": (
        N_("Bản sao lưu {file} do phiên bản mới hơn tạo ra."),
        N_("Cập nhật chương trình rồi phục hồi lại."),
    ),
    "backup.missing": (N_("Không thấy tệp {file}."), N_("Xem lại tên tệp, hoặc cắm lại ổ đĩa.")),
    "backup.not_proven": (
        N_("Bản sao lưu vừa ghi đọc lại không đúng nên đã bị bỏ."),
        N_("Dữ liệu vẫn nguyên. Ghi sang ổ đĩa khác."),
    ),
    "stage.unknown": (N_("Không có giai đoạn “{stage}”."), N_("Chọn một trong: {known}.")),
    "choice.empty": (N_("Chưa chọn sáng kiến nào."), N_("Ghi mã, hoặc chọn bằng tìm kiếm.")),
    "key_file.unreadable": (N_("Không đọc được tệp mật khẩu {file}."), N_("Xem lại đường dẫn và quyền đọc.")),
    "passphrase.not_given": (
        N_("Chưa có mật khẩu."),
        N_("Đặt biến SANGKIEN_PASSPHRASE hoặc dùng --key-file."),
    ),
    "input.too_large": (
        N_("Tệp {file} lớn quá {megabytes} MB nên không đọc."),
        N_("Xem lại có chọn đúng tệp không."),
    ),
    "file.not_readable": (N_("Không đọc được tệp {file}."), N_("Xem lại đường dẫn và quyền đọc.")),
    "doctor.database": (N_("Cơ sở dữ liệu: {pages} trang hỏng"), ""),
    "doctor.references": (N_("Liên kết trong dữ liệu: {count} chỗ đứt"), ""),
    "doctor.audit": (N_("Lịch sử: {operations} thao tác nối liền nhau"), ""),
    "doctor.attachments": (N_("Tệp đính kèm: {count} tệp, {missing} thiếu, {damaged} hỏng"), ""),
    "doctor.orphans": (N_("Tệp không hồ sơ nào nhắc tới: {count}"), ""),
    "doctor.outbox": (N_("Hàng chờ nộp cổng: {unsent} chưa gửi, {parked} cần sửa, {lost} tệp mất"), ""),
    "doctor.space": (N_("Chỗ trống trên ổ đĩa: {megabytes} MB"), ""),
    "doctor.sqlite": (N_("SQLite phiên bản {version}"), ""),
    "doctor.leftovers": (N_("Tệp tạm còn sót sau khi máy tắt đột ngột: {count}"), ""),
    "doctor.head_copy": (N_("Bản giữ riêng của mốc lịch sử: {operations} thao tác"), ""),
    "doctor.rows": (
        N_("Bản ghi khác với lịch sử của nó: {count}"),
        N_("Có người sửa dữ liệu ngoài chương trình: báo người phụ trách, so với bản sao lưu."),
    ),
    "doctor.person_keys": (N_("Tệp khóa cá nhân: {pages} trang hỏng"), ""),
    "doctor.clock": (
        N_("Đồng hồ máy: lệch cổng {minutes_off} phút, lùi {days_back} ngày so với lần lưu gần nhất"),
        N_("Chỉnh lại ngày giờ của máy. Số liệu không hỏng vì đồng hồ sai."),
    ),
    "doctor.place": (
        N_("Nơi để dữ liệu: {kind}"),
        N_("Nên chuyển thư mục dữ liệu vào ổ đĩa trong của máy này, ngoài các thư mục đồng bộ."),
    ),
    "place.synced": (
        N_("Thư mục này đang được chép lên đám mây (OneDrive, Google Drive, Dropbox…)."),
        N_(
            "Sổ có thể hỏng khi bị chép giữa chừng. Nên mở chương trình với thư mục dữ liệu ở ổ trong của máy này."
        ),
    ),
    "place.removable": (
        N_("Thư mục này nằm trên USB hoặc thẻ nhớ."),
        N_(
            "Rút ra lúc đang ghi là mất dữ liệu. Nên để dữ liệu ở ổ trong của máy này, USB chỉ giữ bản sao lưu."
        ),
    ),
    "place.network": (
        N_("Thư mục này nằm trên ổ mạng: không tạo sổ ở đây được."),
        N_("Hãy mở chương trình với thư mục dữ liệu ở ổ trong của máy này."),
    ),
    "doctor.program": (N_("Tệp chương trình: {count} tệp, {missing} thiếu, {changed} khác bản gốc"), ""),
    "doctor.backups": (N_("Bản sao lưu: {count} bản, {days} ngày kể từ bản gần nhất"), ""),
    "doctor.backup_head": (N_("Lịch sử trong bản sao lưu khớp với mốc ghi kèm"), ""),
    "audit.link": (
        N_("Lịch sử bị sửa từ thao tác số {number}."),
        N_("Giữ nguyên máy này, báo người phụ trách; phục hồi bản sao lưu vào thư mục khác để so sánh."),
    ),
    "audit.number": (N_("Lịch sử bị cắt hoặc chèn ở thao tác số {number}."), ""),
    "audit.undone": (N_("Dấu “đã hoàn tác” của thao tác số {number} không đúng."), ""),
    "audit.cut": (N_("Phần cuối lịch sử bị mất: không còn thao tác số {number}."), ""),
    "audit.rewritten": (
        N_("Lịch sử bị viết lại: có chỗ khác từ thao tác {since} đến {number} so với mốc giữ bên ngoài."),
        "",
    ),
    "audit.copy_missing": (N_("Bản giữ riêng của mốc lịch sử đã mất."), ""),
    "audit.copy_damaged": (N_("Bản giữ riêng của mốc lịch sử bị hỏng hoặc bị sửa."), ""),
    "audit.copy_ahead": (
        N_("Dữ liệu thiếu những thao tác cuối đã từng lưu xong."),
        N_("Đừng nhập tiếp vội: dùng “cứu dữ liệu” hoặc so với bản sao lưu mới nhất."),
    ),
    "audit.copy_differs": (N_("Lịch sử khác với mốc giữ riêng."), ""),
    "audit.copy_fits": (N_("Mốc giữ riêng đang khớp, không có gì để chấp nhận."), ""),
    "audit.anchor_malformed": (
        N_("“{text}” không phải một mốc lịch sử."),
        N_("Chép đúng cả dòng: số thao tác, dấu hai chấm, 64 chữ số, dấu hai chấm, mã máy."),
    ),
    "folder.on_network": (
        N_("{folder} nằm trên ổ mạng, không giữ dữ liệu an toàn được."),
        N_("Chọn một thư mục trong ổ đĩa của máy này. Chưa có gì bị ghi."),
    ),
    "backup.same_disk": (
        N_("{folder} nằm cùng ổ đĩa với dữ liệu."),
        N_("Chọn ổ đĩa khác hoặc USB: ổ hỏng thì bản ở cùng ổ cũng mất."),
    ),
    "backup.newest": (N_("{count} bản, gần nhất lúc {at}"), ""),
    "backup.done": (N_("Đã sao lưu và đọc lại đủ."), ""),
    "backup.current": (N_("Bản sao lưu gần nhất đã có mọi thứ."), ""),
    "backup.no_room": (
        N_("Ổ đĩa sắp đầy nên chưa tự sao lưu."),
        N_("Dọn bớt ổ đĩa, hoặc sao lưu sang ổ khác. Việc nhập liệu vẫn lưu bình thường."),
    ),
    "second.none": (N_("Chưa chọn nơi giữ bản thứ hai."), N_("Chọn một ổ đĩa khác hoặc USB.")),
    "second.absent": (N_("Không thấy ổ giữ bản thứ hai."), N_("Cắm USB vào rồi sao lưu lại.")),
    "second.behind": (N_("Bản thứ hai cũ hơn dữ liệu."), N_("Sao lưu lại khi ổ đang cắm.")),
    "second.well": (N_("Bản thứ hai đã có mọi thứ."), ""),
    "second.not_written": (
        N_("Không ghi được bản thứ hai, hoặc đọc lại không đúng."),
        N_("Bản trong máy vẫn tốt. Thử ổ khác."),
    ),
    "salvage.nothing": (
        N_("Không còn gì đọc được trong {folder}, và không có bản sao lưu nào."),
        N_("Chép nguyên thư mục sang ổ khác, rồi tìm bản sao lưu ở USB hoặc máy khác."),
    ),
    "salvage.database_lost": (N_("Cơ sở dữ liệu không đọc được; lấy từ bản sao lưu."), ""),
    "salvage.rows_lost": (N_("Bảng {kind} có trang hỏng; lấy lại {count} dòng từ bản sao lưu."), ""),
    "salvage.from_backup": (N_("Lấy từ bản sao lưu, có thể cũ hơn: {kind} {what}"), ""),
    "salvage.from_history": (N_("Lấy lại từ lịch sử: {kind} {what}"), ""),
    "salvage.record_lost": (N_("Mất: {kind} {what}"), N_("Tìm lại phiếu giấy và nhập lại.")),
    "salvage.file_from_backup": (N_("Tệp lấy từ bản sao lưu: {what}"), ""),
    "salvage.file_lost": (N_("Mất tệp: {what}"), N_("Tìm bản gốc và đính kèm lại.")),
    "salvage.operations_lost": (
        N_("Mất {count} thao tác cuối cùng."),
        N_("Xem lại những phiếu nhập sau cùng."),
    ),
    "salvage.entries_lost": (
        N_("{count} thao tác trong lịch sử bị mất hoặc thiếu; có thể có phiếu mất hẳn."),
        N_("So danh sách với sổ giấy."),
    ),
    "salvage.person_keys_lost": (
        N_("Mất tệp khóa cá nhân: lịch sử về từng người không đọc lại được, dữ liệu hiện nay vẫn còn."),
        "",
    ),
    "salvage.keys_from_backup": (
        N_("Tệp khóa lấy từ bản sao lưu: dùng mật khẩu của ngày sao lưu."),
        "",
    ),
    "salvage.history_broken": (N_("Lịch sử đứt ở thao tác số {what}."), ""),
    "wipe.no_backup_elsewhere": (
        N_("Chưa có bản sao lưu nào ở ổ đĩa khác."),
        N_("Cắm USB, chọn nơi giữ bản thứ hai rồi kiểm lại."),
    ),
    "wipe.backup_damaged": (N_("Bản sao lưu {name} đọc lại không đúng."), ""),
    "wipe.backup_same_disk": (N_("Bản sao lưu {name} nằm cùng ổ đĩa với dữ liệu, mất cùng với máy."), ""),
    "wipe.backup_older": (N_("Bản sao lưu {name} cũ hơn dữ liệu trên máy."), ""),
    "wipe.file_not_in_backup": (N_("Tệp {name} chưa có trong bản sao lưu."), ""),
    "wipe.file_damaged": (N_("Tệp {name} trên máy đã hỏng."), ""),
    "wipe.history": (N_("Lịch sử không khớp."), ""),
    "wipe.not_submitted": (N_("Chưa chốt nộp: {name}"), ""),
    "wipe.changed_since": (N_("Đã sửa sau khi chốt nộp: {name}"), ""),
    "wipe.not_sent": (N_("Chưa có biên nhận của cổng: {name}"), ""),
    "wipe.parked": (N_("Cổng đề nghị sửa: {name}"), ""),
    "wipe.returned": (N_("Cổng trả lại: {name}"), ""),
    "wipe.files_missing": (N_("Cổng còn thiếu tệp: {name}"), ""),
    "wipe.receipt_bad": (N_("Biên nhận không kiểm được: {name}"), ""),
}
