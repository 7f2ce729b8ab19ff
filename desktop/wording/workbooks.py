"""Words about workbooks and lists: why a file is not taken, what a cell was read as, what a column means."""

from __future__ import annotations

from desktop.i18n import N_

SENTENCES: dict[str, tuple[str, str]] = {
    # the file
    "workbook.missing": (N_("Không thấy tệp {file}."), N_("Chọn lại tệp.")),
    "workbook.locked": (N_("Không đọc được tệp {file}."), N_("Đóng Excel đang mở tệp này rồi thử lại.")),
    "workbook.empty": (N_("Tệp {file} trống."), N_("Chọn tệp khác.")),
    "workbook.not_a_workbook": (
        N_("Tệp {file} không phải bảng tính."),
        N_("Chọn tệp .xlsx, .xls, .ods hoặc .csv; nếu đổi đuôi tệp thì mở bằng Excel và lưu lại."),
    ),
    "workbook.encrypted": (
        N_("Tệp {file} có mật khẩu."),
        N_("Mở bằng Excel, bỏ mật khẩu, lưu lại rồi nhập."),
    ),
    "workbook.damaged": (N_("Tệp {file} bị hỏng."), N_("Mở bằng Excel, lưu thành tệp mới rồi nhập.")),
    "workbook.too_large": (N_("Tệp {file} quá lớn."), N_("Chép riêng phần danh sách sang tệp mới rồi nhập.")),
    "workbook.too_many_rows": (
        N_("Tệp {file} có quá nhiều dòng (tối đa {limit})."),
        N_("Chép riêng phần có chữ sang tệp mới rồi nhập."),
    ),
    "workbook.unsafe": (N_("Tệp {file} không an toàn nên không mở."), N_("Xin lại tệp từ người gửi.")),
    "workbook.no_header": (
        N_("Không thấy dòng tiêu đề trong tệp {file}."),
        N_("Cần một cột “Tên sáng kiến” và ít nhất một cột nữa, ví dụ “Tác giả”."),
    ),
    "workbook.no_sheet": (N_("Tệp {file} không có trang “{name}”."), N_("Chọn trang khác.")),
    "workbook.unknown_field": (N_("Không có thông tin nào tên là “{name}”."), ""),
    "file.not_written": (N_("Không ghi được tệp {file}."), N_("Đóng tệp nếu đang mở, hoặc chọn chỗ khác.")),
    "import.changed_since": (
        N_("“{title}” (dòng {row}) vừa được sửa ở nơi khác."),
        N_("Đọc lại tệp rồi nhập; chưa có gì được lưu."),
    ),
    "workers.changed_since": (
        N_("{name} vừa được sửa ở nơi khác."),
        N_("Đọc lại tệp rồi nhập; chưa có gì được lưu."),
    ),
    # the worker
    "worker.code_twice": (
        N_("Mã nhân viên {code} đã có ở dòng trên."),
        N_("Sửa mã, hoặc xóa dòng thừa."),
    ),
    "worker.other_name": (
        N_("Mã {code} đang là của {name}."),
        N_("Sửa mã hoặc họ tên ở dòng này; chưa rõ thì để nguyên, dòng này không được ghi."),
    ),
    "worker.which": (
        N_("Có {count} người tên {name}, chưa rõ là ai."),
        N_("Ghi thêm mã nhân viên hoặc ngày sinh; dòng này không được ghi."),
    ),
    "birth.unreadable": (N_("Chưa đọc được ngày sinh “{text}”."), N_("Ghi như 15/04/1990 hoặc 1990.")),
    # the row
    "title.as_above": (N_("Tên lấy theo dòng trên: “{title}”."), ""),
    "row.code_twice": (
        N_("Mã sáng kiến {code} đã có ở dòng trên."),
        N_("Xóa dòng thừa; muốn thêm sáng kiến mới thì để trống cột mã."),
    ),
    "row.alike_in_file": (
        N_("Giống {percent} % dòng {row}: “{title}”."),
        N_("Vẫn được nhập; hội đồng xem lại."),
    ),
    "row.alike_stored": (
        N_("Giống {percent} % sáng kiến số {number}: “{title}”."),
        N_("Vẫn được nhập; hội đồng xem lại."),
    ),
    "recognition.half": (
        N_("Chỉ có số hoặc chỉ có ngày quyết định."),
        N_("Ghi đủ cả hai, hoặc để trống cả hai."),
    ),
    # money
    "benefit.unreadable": (N_("Chưa đọc được số tiền “{text}”."), N_("Ghi như 15.000.000 hoặc 15tr.")),
    "benefit.was_date": (N_("Excel đã đổi {number} thành ngày {text}."), N_("Xem lại số tiền.")),
    "benefit.words_only": (N_("“{text}” không phải số tiền, giữ làm ghi chú."), ""),
    "benefit.reckoned_for_a_year": (N_("“{text}” được tính cho một năm là {amount} đồng."), ""),
    "benefit.huge": (N_("Số tiền rất lớn: {amount} đồng."), N_("Xem lại đơn vị tính.")),
    "benefit.unit_unclear": (N_("Không rõ đơn vị của “{text}”, giữ làm ghi chú."), N_("Ghi đủ, ví dụ 15tr.")),
    "benefit.foreign_currency": (N_("“{text}” là ngoại tệ, giữ làm ghi chú."), N_("Quy ra đồng nếu cần.")),
    "benefit.range": (N_("“{text}” là một khoảng, giữ làm ghi chú."), N_("Chọn một con số.")),
    "benefit.period_unclear": (
        N_("“{text}” chưa rõ tính cho bao lâu, giữ làm ghi chú."),
        N_("Quy ra một năm."),
    ),
    # authors
    "author.name_unclear": (N_("Tên “{name}” chưa rõ là ai."), N_("Ghi đủ họ tên hoặc mã nhân viên.")),
    "share.rest_shared": (N_("Phần còn lại được chia đều."), ""),
    "share.rounded": (N_("Tỷ lệ cộng lại là {sum} %, người đầu bù phần lẻ."), ""),
    "share.unreadable": (N_("Chưa đọc được tỷ lệ “{text}”, chia đều."), N_("Ghi như 60% và 40%.")),
    "code.zeros_put_back": (N_("Mã {text} đọc là {mended}."), ""),
    "code.shaped_like_others": (N_("Mã {text} viết theo các mã khác: {mended}."), ""),
    # days
    "date.impossible": (N_("Không có ngày “{text}”."), N_("Ghi như 15/4/2026.")),
    "date.month_only": (N_("“{text}” không có ngày, lấy ngày {day}."), ""),
    "date.quarter_only": (N_("“{text}” chỉ có quý, lấy ngày {day}."), N_("Hỏi lại ngày đúng.")),
    "date.part_of_year": (N_("“{text}” chưa rõ ngày, lấy ngày {day}."), N_("Hỏi lại ngày đúng.")),
    "date.year_only": (N_("“{text}” chỉ có năm, lấy ngày đầu năm."), N_("Hỏi lại ngày đúng.")),
    "date.no_year": (N_("“{text}” không có năm, lấy ngày {day}."), N_("Xem lại năm.")),
    "date.month_first": (N_("“{text}” viết tháng trước ngày, đọc là {day}."), N_("Xem lại ngày.")),
    "date.month_swapped": (N_("{was} bị đảo ngày và tháng, đọc là {day}."), N_("Xem lại ngày.")),
    "date.first_of_several": (N_("“{text}” có nhiều ngày, lấy ngày {day}."), N_("Xem lại ngày.")),
    "date.words_only": (N_("“{text}” không phải ngày."), N_("Ghi như 15/4/2026.")),
}

LABELS: dict[str, str] = {
    "import.run": N_("nhập danh sách"),
    "RowState.new": N_("Mới"),
    "RowState.same": N_("Đã có"),
    "RowState.changed": N_("Có thay đổi"),
    "RowState.doubtful": N_("Cần xem lại"),
    "RowState.faulty": N_("Có lỗi"),
    "Encoding.unicode": N_("Unicode"),
    "Encoding.tcvn3": N_("TCVN3 (.VnTime)"),
    "Encoding.vni": N_("VNI"),
    "Encoding.cp1258": N_("Windows-1258"),
    "Encoding.split": N_("Unicode tổ hợp"),
    "Encoding.eth": N_("Chữ Ð sai (eth)"),
    "Meaning.order": N_("Số thứ tự"),
    "Meaning.id": N_("Mã sáng kiến"),
    "Meaning.title": N_("Tên sáng kiến"),
    "Meaning.authors": N_("Tác giả"),
    "Meaning.staff_code": N_("Mã nhân viên"),
    "Meaning.share": N_("Tỷ lệ đóng góp"),
    "Meaning.birth": N_("Ngày sinh"),
    "Meaning.gender": N_("Giới tính"),
    "Meaning.job_title": N_("Chức danh"),
    "Meaning.qualification": N_("Trình độ"),
    "Meaning.workshop": N_("Xưởng"),
    "Meaning.line": N_("Chuyền, tổ"),
    "Meaning.trial_from": N_("Bắt đầu áp dụng thử"),
    "Meaning.first_used": N_("Áp dụng lần đầu"),
    "Meaning.first_use_ended": N_("Kết thúc áp dụng lần đầu"),
    "Meaning.entered_on": N_("Ngày nhận phiếu"),
    "Meaning.benefit": N_("Giá trị làm lợi"),
    "Meaning.social_benefit": N_("Lợi ích khác"),
    "Meaning.known_solution": N_("Giải pháp đã biết"),
    "Meaning.summary": N_("Tóm tắt"),
    "Meaning.applicability": N_("Khả năng áp dụng"),
    "Meaning.conditions": N_("Điều kiện áp dụng"),
    "Meaning.helpers": N_("Người tham gia áp dụng lần đầu"),
    "Meaning.protected": N_("Thông tin cần được bảo mật"),
    "Meaning.field": N_("Lĩnh vực"),
    "Meaning.solution": N_("Loại giải pháp"),
    "Meaning.decision_number": N_("Số quyết định"),
    "Meaning.decision_date": N_("Ngày quyết định"),
    "Meaning.union_member": N_("Đoàn viên công đoàn"),
    "Meaning.worker_kind": N_("Loại lao động"),
    "Meaning.moved_on": N_("Ngày chuyển xưởng"),
    "Meaning.left_on": N_("Ngày nghỉ việc"),
    "Meaning.note": N_("Ghi chú (không lấy)"),
    "Meaning.id_number": N_("Số giấy tờ tùy thân (không lấy)"),
    "Meaning.ignored": N_("Không lấy"),
}
