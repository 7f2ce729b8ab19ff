"""Words for guidance packages of the level above."""

from __future__ import annotations

from desktop.i18n import N_

_AGAIN = N_("Xin cấp trên gửi lại gói; những gì đang dùng vẫn nguyên.")

LABELS: dict[str, str] = {
    "guidance.apply": N_("áp dụng hướng dẫn cấp trên"),
    "guidance.back": N_("bỏ áp dụng hướng dẫn cấp trên"),
    "Part.programme": N_("Chương trình"),
    "Part.rubric": N_("Thang điểm"),
    "Part.legal_basis": N_("Căn cứ pháp lý"),
    "Part.purse": N_("Nguồn chi"),
    "Part.threshold": N_("Ngưỡng bằng khen"),
    "Part.remuneration_rule": N_("Quy tắc thù lao"),
    "Part.target": N_("Chỉ tiêu giao"),
    "Part.body": N_("Tổ chức cấp trên"),
    "Part.template": N_("Mẫu giấy tờ"),
    "Part.guide": N_("Hướng dẫn viết mô tả"),
    "Beside.new": N_("Mới"),
    "Beside.changed": N_("Sửa"),
    "Beside.same": N_("Như đang dùng"),
    "Beside.own": N_("Đơn vị có riêng"),
    "Beside.refused": N_("Không nhận được"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "guidance.unknown_signer": (
        N_("Gói hướng dẫn ghi là của “{name}”, nhưng máy này chưa ghi danh với nơi đó nên không tin được."),
        N_("Ghi danh bằng mã trên giấy của cấp trên rồi nhận lại gói."),
    ),
    "guidance.signature": (
        N_("Chữ ký trong gói hướng dẫn không phải của “{name}”: gói bị giả hoặc bị sửa."),
        N_("Không dùng gói này; báo cho cấp trên."),
    ),
    "guidance.damaged": (N_("Gói hướng dẫn bị cắt hoặc bị sửa trên đường đi."), _AGAIN),
    "guidance.malformed": (N_("Tệp này không phải gói hướng dẫn."), N_("Chọn tệp .huongdan của cấp trên.")),
    "guidance.version": (
        N_("Gói hướng dẫn do bản phần mềm mới hơn làm ra."),
        N_("Cập nhật phần mềm rồi nhận lại; việc khác vẫn làm bình thường."),
    ),
    "guidance.too_large": (N_("Gói hướng dẫn lớn quá {limit} MB."), _AGAIN),
    "guidance.older": (
        N_("Gói này là bản {version}; máy đã có bản {known} mới hơn nên giữ bản mới."),
        "",
    ),
    "guidance.missing": (
        N_("Chưa có gói hướng dẫn này, hoặc vừa có bản mới hơn."),
        N_("Mở lại trang Từ cấp trên rồi xem bản mới nhất."),
    ),
    "guidance.nothing": (N_("Gói này đã áp dụng rồi, không còn gì mới."), ""),
    "guidance.none_in_force": (N_("Chưa áp dụng gói hướng dẫn nào nên không có gì để quay lại."), ""),
    "guidance.row_unreadable": (
        N_("Không đọc được {where}: {why}. Các phần khác vẫn nhận."),
        N_("Báo cho cấp trên sửa dòng này."),
    ),
}

FIELDS: dict[str, str] = {
    "name": N_("tên"),
    "title": N_("tên"),
    "text": N_("tên văn bản"),
    "opens": N_("mở từ"),
    "closes": N_("khóa lúc"),
    "ended": N_("đã kết thúc"),
    "phases": N_("các đợt"),
    "required": N_("phần phải có"),
    "required_of_protected": N_("phần phải có khi cần bảo mật"),
    "summary_least": N_("số ký tự tóm tắt ít nhất"),
    "counting": N_("cách tính"),
    "criteria": N_("tiêu chí"),
    "pairs": N_("câu đạt, không đạt"),
    "pass_mark": N_("điểm đạt"),
    "completion_mark": N_("điểm đạt khi bổ sung"),
    "papers": N_("giấy tờ tự ghi"),
    "since": N_("có hiệu lực từ"),
    "lapsed_on": N_("hết hiệu lực từ"),
    "replaced_by": N_("thay bằng"),
    "rate": N_("mức chi"),
    "cap": N_("mức cao nhất"),
    "payer": N_("bên chi"),
    "conditions": N_("điều kiện"),
    "basis": N_("căn cứ"),
    "until": N_("đến hết ngày"),
    "one_year": N_("làm lợi một năm"),
    "three_years": N_("làm lợi ba năm"),
    "percent": N_("phần trăm"),
    "years": N_("số năm"),
    "base_wage": N_("lương cơ sở"),
    "assigned": N_("chỉ tiêu giao"),
    "level": N_("cấp"),
    "parent": N_("trực thuộc"),
    "bloc": N_("khối"),
    "field": N_("ngành"),
    "aliases": N_("tên gọi khác"),
    "successor": N_("sáp nhập vào"),
}
"""Fields in which two values may differ; one that is not here is shown by its own name."""
