"""Words about entry: ideas, programmes, numbers of the intake book, descriptions, question sheets."""

from __future__ import annotations

from desktop.i18n import N_

_ONE_BY_ONE = N_("Ghi lần lượt từng bước, từ trên xuống.")
_FILE_AGAIN = N_("Sửa tệp rồi đưa vào lại.")

LABELS: dict[str, str] = {
    "initiative.number": N_("ghi sổ tiếp nhận"),
    "initiative.describe": N_("viết mô tả"),
    "office.intake": N_("đổi cách đánh số tiếp nhận"),
    "idea.save": N_("lưu ý tưởng"),
    "idea.remove": N_("xóa ý tưởng"),
    "idea.answer": N_("trả lời ý tưởng"),
    "idea.propose": N_("đề nghị làm thử"),
    "idea.word": N_("ghi ý kiến doanh nghiệp"),
    "idea.trial": N_("bắt đầu làm thử"),
    "idea.result": N_("ghi kết quả làm thử"),
    "idea.grow": N_("chuyển thành sáng kiến"),
    "question_sheet.make": N_("lập phiếu hỏi lại"),
    "question_sheet.answer": N_("nhập trả lời phiếu hỏi"),
    "question_sheet.remove": N_("bỏ phiếu hỏi lại"),
    "IdeaStage.received": N_("Chờ trả lời"),
    "IdeaStage.declined": N_("Đã trả lời, không làm"),
    "IdeaStage.answered": N_("Sẽ đề nghị làm thử"),
    "IdeaStage.proposed": N_("Chờ doanh nghiệp"),
    "IdeaStage.not_allowed": N_("Doanh nghiệp chưa đồng ý"),
    "IdeaStage.allowed": N_("Được làm thử"),
    "IdeaStage.on_trial": N_("Đang làm thử"),
    "IdeaStage.failed": N_("Làm thử chưa đạt"),
    "IdeaStage.worked": N_("Làm thử đạt"),
    "IdeaStage.initiative": N_("Đã thành sáng kiến"),
    "WorkerKind.": N_("chưa rõ"),
    "WorkerKind.worker": N_("Công nhân"),
    "WorkerKind.office": N_("Văn phòng"),
    "WorkerKind.manager": N_("Quản lý"),
    "Demand.summary": N_("tóm tắt"),
    "Demand.benefit": N_("giá trị làm lợi"),
    "Demand.first_used": N_("ngày áp dụng lần đầu"),
    "Demand.workshop": N_("xưởng, phòng"),
    "Demand.birth_year": N_("năm sinh tác giả"),
    "Demand.gender": N_("giới tính tác giả"),
    "Demand.staff_code": N_("mã nhân viên"),
    "Demand.union_member": N_("đoàn viên hay không"),
    "Demand.attachment": N_("tệp minh chứng"),
    "Asked.staff_code": N_("Mã nhân viên"),
    "Asked.birth": N_("Năm sinh"),
    "Asked.gender": N_("Nam hay nữ"),
    "Asked.authors": N_("Ai là tác giả"),
    "Asked.first_used": N_("Ngày áp dụng lần đầu"),
    "Asked.workshop": N_("Xưởng, phòng"),
    "Asked.known_solution": N_("Trước đây làm thế nào"),
    "Asked.content": N_("Cách làm mới"),
    "Asked.benefit": N_("Làm lợi bao nhiêu"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "intake.no_day": (N_("Chưa ghi ngày nhận."), N_("Gõ ngày nhận phiếu.")),
    "summary.over_form": (N_("Tóm tắt dài {length}/{limit} ký tự."), N_("Phần dài để ở Viết mô tả.")),
    "benefit.kept_as_words": (
        N_("Chưa thành số tiền."),
        N_("“{text}” được giữ làm lời. Là tiền thì gõ như 15tr hoặc 15.000.000; F4 tính giúp."),
    ),
    # programmes
    "programme.name_missing": (N_("Chương trình chưa có mã hoặc tên."), ""),
    "programme.unknown_demand": (N_("Chương trình đòi “{demand}”, phần mềm không có mục này."), _FILE_AGAIN),
    "programme.window_unreadable": (
        N_("Không đọc được ngày mở, đóng của {name}."),
        N_("Trong tệp, ghi như 2026-04-20T23:55 hoặc 2026-04-20."),
    ),
    "window.unreadable": (
        N_("Chưa đọc được “{text}”."),
        N_("Gõ như 20/4/2026 23:55, hoặc chỉ ngày: 20/4/2026."),
    ),
    "programme.window_backwards": (N_("{name} đóng trước khi mở."), N_("Xem lại ngày mở và ngày đóng.")),
    "programme.demands": (N_("Chương trình cần {demand}."), ""),
    "programme.summary_short": (N_("Chương trình cần tóm tắt từ {least} ký tự, mới có {length}."), ""),
    "programme.used_outside": (
        N_("Áp dụng {used}: chương trình chỉ tính từ {since} đến {until}."),
        N_("Vẫn xét ở đơn vị được; chương trình này không đếm."),
    ),
    "programme.closed": (N_("{name} đã đóng lúc {closes}."), N_("Xem đợt sau, hoặc chọn chương trình khác.")),
    "programme.not_open": (N_("{name} mở lúc {opens}."), ""),
    "programmes.unreadable": (N_("Không đọc được chương trình trong {file}: {why}."), _FILE_AGAIN),
    "guide.unreadable": (N_("Không đọc được hướng dẫn viết mô tả trong {file}: {why}."), _FILE_AGAIN),
    # ideas
    "idea.missing": (N_("Ý tưởng này không còn nữa."), N_("Tải lại danh sách rồi chọn lại.")),
    "idea.nobody": (
        N_("“{title}” chưa ghi ai nêu ra."),
        N_("Ghi tên người nêu ý tưởng rồi in giấy ghi nhận."),
    ),
    "idea.title_missing": (N_("Chưa có tên ý tưởng."), ""),
    "idea.days_backwards": (N_("Sớm hơn bước trước."), ""),
    "idea.trial_backwards": (N_("Ngày kết thúc làm thử trước ngày bắt đầu."), N_("Xem lại hai ngày này.")),
    "idea.reason_missing": (N_("Chưa ghi lý do."), N_("Người nêu ý tưởng cần biết vì sao.")),
    "idea.result_missing": (N_("Chưa ghi kết quả làm thử."), N_("Ghi đạt hay chưa đạt, và thấy gì.")),
    "idea.too_early": (N_("“{title}” đang ở bước {stage}, chưa tới bước này."), _ONE_BY_ONE),
    "idea.too_late": (
        N_("“{title}” đã ở bước {stage}."),
        N_("Muốn sửa bước cũ thì hoàn tác (Ctrl+Z) các bước sau."),
    ),
    "idea.grown": (N_("“{title}” đã thành sáng kiến."), N_("Xóa sáng kiến đó trước.")),
    # question sheets
    "question_sheet.missing": (N_("Phiếu hỏi này không còn nữa."), N_("Tải lại danh sách rồi chọn lại.")),
    "question_sheet.nothing": (N_("Không còn gì phải hỏi xưởng này."), ""),
    "answer.no_such_line": (
        N_("Phiếu không có câu số “{place}”."),
        N_("Ghi số thứ tự từ 1 đến {count}, ví dụ 3=1990."),
    ),
    "answer.unreadable": (
        N_("Chưa đọc được “{text}” ({asked})."),
        N_("Năm sinh gõ 1990 hoặc 1/5/1990, ngày gõ 15/4/2026, giới tính gõ nam hoặc nữ."),
    ),
}
