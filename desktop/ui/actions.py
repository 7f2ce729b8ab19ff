"""The table of actions: words, icon, key. Buttons, shortcuts, the palette and the sheet of keys are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.access import Right
from desktop.i18n import N_, _
from desktop.ui.kit import look
from desktop.ui.rights import needed


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done. `where` is the screen (or page of it) whose key it is; "" means everywhere."""

    id: str
    words: str
    icon: str
    key: str = ""
    where: str = ""


ACTIONS: tuple[Action, ...] = (
    Action("find", N_("Tìm mọi thứ"), "search", "Ctrl+K"),
    Action("undo", N_("Hoàn tác"), "undo", "Ctrl+Z"),
    Action("redo", N_("Làm lại"), "redo", "Ctrl+Y"),
    Action("keys", N_("Bảng phím tắt"), "keyboard", "F1"),
    Action("refresh", N_("Tải lại"), "refresh", "F5"),
    Action("lock", N_("Khóa màn hình"), "protected", "Ctrl+L"),
    Action("switch", N_("Đổi người dùng"), "user"),
    Action("sign_out", N_("Đăng xuất"), "close"),
    Action("initiative.new", N_("Sáng kiến mới"), "add", "Ctrl+N", "initiatives"),
    Action("initiative.open", N_("Sửa"), "edit", "F2", "initiatives"),
    Action("initiative.remove", N_("Xóa"), "delete", "Ctrl+Delete", "initiatives"),
    Action("initiative.floor", N_("Phiếu và danh sách xưởng"), "receipt", "Ctrl+O", "initiatives"),
    Action("initiative.import", N_("Nhập từ Excel"), "import", "Ctrl+I", "initiatives"),
    Action("initiative.describe", N_("Viết mô tả"), "edit", "Ctrl+M", "initiatives"),
    Action("initiative.filter", N_("Tìm trong danh sách"), "search", "Ctrl+F", "initiatives"),
    Action("initiative.filters", N_("Bộ lọc"), "menu", "Ctrl+B", "initiatives"),
    Action("initiative.bulk", N_("Sửa hàng loạt"), "edit", "Ctrl+H", "initiatives"),
    Action("initiative.alike", N_("Có thể trùng"), "copy", "Ctrl+D", "initiatives"),
    Action("initiative.check", N_("Đã kiểm tra"), "good", "Ctrl+J", "initiatives"),
    Action("initiative.story", N_("Dòng thời gian ở cổng"), "info", "F4", "initiatives"),
    Action("initiative.export", N_("Xuất Excel"), "save_file", "Ctrl+E", "initiatives"),
    Action("form.save", N_("Lưu"), "save", "Ctrl+S", "initiatives.form"),
    Action("form.close", N_("Đóng phiếu"), "back", "Esc", "initiatives.form"),
    Action("form.author", N_("Thêm đồng tác giả"), "add", "Ctrl+T", "initiatives.form"),
    Action("form.even", N_("Chia đều"), "share", "Alt+E", "initiatives.form"),
    Action("form.rest", N_("Chia phần còn lại"), "share", "Alt+R", "initiatives.form"),
    Action("form.person", N_("Chi tiết tác giả"), "user", "F6", "initiatives.form"),
    Action("form.attach", N_("Đính tệp"), "attach", "Ctrl+O", "initiatives.form"),
    Action("entry.next", N_("Lưu và nhập tiếp"), "add", "Ctrl+Return", "entry"),
    Action("entry.save", N_("Lưu"), "save", "Ctrl+S", "entry"),
    Action("entry.repeat", N_("Như phiếu trước"), "copy", "Ctrl+D", "entry"),
    Action("entry.close", N_("Đóng"), "back", "Esc", "entry"),
    Action("entry.author", N_("Thêm đồng tác giả"), "add", "Ctrl+T", "entry"),
    Action("entry.even", N_("Chia đều"), "share", "Alt+E", "entry"),
    Action("entry.rest", N_("Chia phần còn lại"), "share", "Alt+R", "entry"),
    Action("entry.person", N_("Chi tiết tác giả"), "user", "F6", "entry"),
    Action("entry.reckon", N_("Tính giúp làm lợi"), "money", "F4", "entry"),
    Action("entry.sitting", N_("Đợt nhập"), "calendar", "F7", "entry"),
    Action("entry.pin", N_("Giữ ô này cho phiếu sau"), "mark", "F8", "entry"),
    Action("entry.protect", N_("Có thông tin cần bảo mật"), "protected", "Alt+B", "entry"),
    Action("entry.release", N_("Mức công bố"), "handover", "Alt+M", "entry"),
    Action("entry.ended", N_("Ngày kết thúc áp dụng lần đầu"), "calendar", "Alt+K", "entry"),
    Action("entry.consents", N_("Danh sách đồng ý"), "receipt", "Alt+D", "entry"),
    Action("entry.scan", N_("Bản quét bên cạnh"), "import", "Ctrl+O", "entry"),
    Action("entry.scan_hide", N_("Ẩn, hiện bản quét"), "preview", "F9", "entry"),
    Action("entry.scan_turn", N_("Xoay bản quét"), "redo", "Alt+Right", "entry"),
    Action("entry.scan_larger", N_("Phóng to bản quét"), "add", "Ctrl+=", "entry"),
    Action("entry.scan_smaller", N_("Thu nhỏ bản quét"), "search", "Ctrl+-", "entry"),
    Action("entry.scan_down", N_("Cuộn bản quét xuống"), "next", "Alt+PgDown", "entry"),
    Action("entry.scan_up", N_("Cuộn bản quét lên"), "back", "Alt+PgUp", "entry"),
    Action("recovery.restore", N_("Khôi phục"), "undo", "Alt+P", "entry"),
    Action("recovery.both", N_("Giữ cả hai"), "copy", "Alt+G", "entry"),
    Action("recovery.drop", N_("Bỏ"), "delete", "Alt+X", "entry"),
    Action("describing.save", N_("Lưu"), "save", "Ctrl+S", "describing"),
    Action("describing.next", N_("Lưu, sang phiếu kế"), "next", "Ctrl+Return", "describing"),
    Action("describing.model", N_("Xem mẫu"), "preview", "F3", "describing"),
    Action("describing.print", N_("In"), "print", "Ctrl+P", "describing"),
    Action("describing.make", N_("Lập phiếu hỏi lại"), "add", "Ctrl+N", "describing"),
    Action("describing.drop", N_("Bỏ phiếu hỏi"), "delete", "Ctrl+Delete", "describing"),
    Action("describing.close", N_("Về danh sách"), "back", "Esc", "describing"),
    Action("idea.new", N_("Ý tưởng mới"), "add", "Ctrl+N", "ideas"),
    Action("idea.open", N_("Mở"), "edit", "F2", "ideas"),
    Action("idea.remove", N_("Xóa"), "delete", "Ctrl+Delete", "ideas"),
    Action("idea.filter", N_("Tìm trong danh sách"), "search", "Ctrl+F", "ideas"),
    Action("idea.save", N_("Lưu"), "save", "Ctrl+S", "ideas.form"),
    Action("idea.step", N_("Ghi bước kế"), "done", "Ctrl+Return", "ideas.form"),
    Action("idea.print", N_("In phiếu ý tưởng"), "print", "Ctrl+P", "ideas.form"),
    Action("idea.acknowledge", N_("In giấy ghi nhận"), "award", "Ctrl+G", "ideas.form"),
    Action("idea.author", N_("Thêm người"), "add", "Ctrl+T", "ideas.form"),
    Action("idea.close", N_("Về danh sách"), "back", "Esc", "ideas.form"),
    Action("import.pick", N_("Chọn tệp"), "folder", "Ctrl+O", "importing"),
    Action("import.paste", N_("Dán từ Excel"), "copy", "Ctrl+V", "importing"),
    Action("import.read", N_("Đọc tệp"), "preview", "Ctrl+R", "importing"),
    Action("import.columns", N_("Cách đọc cột"), "edit", "Ctrl+M", "importing"),
    Action("import.mend", N_("Sửa ô"), "edit", "F2", "importing"),
    Action("import.workers", N_("Danh sách lao động"), "user", "Ctrl+H", "importing"),
    Action("columns.read", N_("Đọc theo cách này"), "done", "Ctrl+Return", "importing.columns"),
    Action("columns.auto", N_("Tự tìm lại"), "refresh", "Ctrl+R", "importing.columns"),
    Action("columns.close", N_("Thôi"), "back", "Esc", "importing.columns"),
    Action("import.rejects", N_("Lưu dòng lỗi ra tệp"), "save_file", "Ctrl+E", "importing"),
    Action("import.run", N_("Nhập"), "done", "Ctrl+Return", "importing"),
    Action("import.close", N_("Về danh sách"), "back", "Esc", "importing"),
    Action("council.intake", N_("Tiếp nhận"), "receipt", "Ctrl+1", "councils"),
    Action("council.call", N_("Chuẩn bị họp"), "calendar", "Ctrl+2", "councils"),
    Action("council.marks", N_("Phiếu chấm"), "edit", "Ctrl+3", "councils"),
    Action("council.result", N_("Ghi kết quả"), "council", "Ctrl+4", "councils"),
    Action("council.papers", N_("Phiên họp, giấy tờ"), "print", "Ctrl+5", "councils"),
    Action("council.members", N_("Thành viên"), "user", "Ctrl+6", "councils"),
    Action("council.rubric", N_("Thang điểm"), "chart", "Ctrl+7", "councils"),
    Action("intake.take", N_("Ghi vào sổ"), "done", "Ctrl+Return", "councils.intake"),
    Action("intake.all", N_("Chọn tất cả"), "done", "Ctrl+A", "councils.intake"),
    Action("intake.slips", N_("In giấy biên nhận"), "receipt", "Ctrl+G", "councils.intake"),
    Action("intake.book", N_("In sổ tiếp nhận"), "print", "Ctrl+P", "councils.intake"),
    Action("call.save", N_("Lưu phiên họp"), "save", "Ctrl+Return", "councils.call"),
    Action("call.all", N_("Chọn tất cả"), "done", "Ctrl+A", "councils.call"),
    Action("call.invite", N_("In giấy mời"), "print", "Ctrl+P", "councils.call"),
    Action("call.off", N_("Hủy phiên họp"), "delete", "Ctrl+Delete", "councils.call"),
    Action("marks.save", N_("Lưu phiếu"), "save", "Ctrl+S", "councils.marks"),
    Action("marks.next", N_("Thành viên kế tiếp"), "next", "Ctrl+Return", "councils.marks"),
    Action("marks.sheets", N_("In phiếu chấm"), "print", "Ctrl+P", "councils.marks"),
    Action("marks.tally", N_("Bảng tổng hợp"), "chart", "Ctrl+G", "councils.marks"),
    Action("council.record", N_("Ghi kết quả họp"), "done", "Ctrl+Return", "councils.record"),
    Action("council.all", N_("Chọn tất cả"), "done", "Ctrl+A", "councils.record"),
    Action("council.scan", N_("Bản quét biên bản"), "attach", "Ctrl+O", "councils.record"),
    Action("council.around", N_("Không qua Hội đồng"), "next", "Ctrl+R", "councils.record"),
    Action("council.paper", N_("Mở giấy tờ"), "print", "Ctrl+P", "councils.papers"),
    Action("council.file", N_("Vào sổ văn bản"), "receipt", "Ctrl+S", "councils.papers"),
    Action("council.whole", N_("Lưu cả bộ giấy tờ"), "save_file", "Ctrl+E", "councils.papers"),
    Action("council.booklets", N_("Hồ sơ cho thành viên"), "pack", "Ctrl+G", "councils.papers"),
    Action("council.opinion", N_("Ghi ý kiến doanh nghiệp"), "edit", "Ctrl+I", "councils.papers"),
    Action("answer.save", N_("Ghi ý kiến"), "done", "Ctrl+Return", "councils.answer"),
    Action("answer.close", N_("Thôi"), "back", "Esc", "councils.answer"),
    Action("member.save", N_("Lưu thành viên"), "save", "Ctrl+S", "councils.members"),
    Action("member.new", N_("Thành viên mới"), "add", "Ctrl+N", "councils.members"),
    Action("member.remove", N_("Xóa dòng ghi nhầm"), "delete", "Ctrl+Delete", "councils.members"),
    Action("member.set_up", N_("In quyết định thành lập"), "print", "Ctrl+P", "councils.members"),
    Action("rubric.save", N_("Lưu thành phiên bản mới"), "save", "Ctrl+S", "councils.rubric"),
    Action("rubric.new", N_("Thang điểm mới"), "add", "Ctrl+N", "councils.rubric"),
    Action("decision.new", N_("Soạn quyết định"), "add", "Ctrl+N", "decisions"),
    Action("decision.preview", N_("Xem bản in"), "preview", "Ctrl+P", "decisions"),
    Action("decision.sign", N_("Ghi số, ngày đã ký"), "seal", "F2", "decisions"),
    Action("decision.certificates", N_("Giấy chứng nhận"), "certificate", "Ctrl+G", "decisions"),
    Action("decision.forward", N_("Trình ký"), "next", "Ctrl+T", "decisions"),
    Action("decision.issue", N_("Phát hành"), "send", "Ctrl+H", "decisions"),
    Action("decision.withdraw", N_("Hủy dự thảo"), "delete", "Ctrl+Delete", "decisions"),
    Action("decision.mend", N_("Sửa đổi, đính chính"), "edit", "Ctrl+D", "decisions"),
    Action("decision.reissue", N_("Từng giấy, cấp lại, phôi"), "certificate", "Ctrl+R", "decisions"),
    Action("decision.names", N_("Soát tên"), "print", "Ctrl+E", "decisions"),
    Action("decision.shelf", N_("Căn cứ, số và mẫu"), "office", "Ctrl+U", "decisions"),
    Action("mend.make", N_("Lập dự thảo"), "decision", "Ctrl+Return", "decisions.mend"),
    Action("mend.fix", N_("Thêm chỗ sửa tên"), "add", "Ctrl+T", "decisions.mend"),
    Action("mend.drop", N_("Bỏ chỗ sửa"), "delete", "Ctrl+Delete", "decisions.mend"),
    Action("mend.close", N_("Về sổ quyết định"), "back", "Esc", "decisions.mend"),
    Action("cert.view", N_("Xem và in"), "preview", "Ctrl+P", "decisions.certificates"),
    Action(
        "cert.again", N_("Cấp lại giấy đang chọn"), "certificate", "Ctrl+Return", "decisions.certificates"
    ),
    Action("cert.copy", N_("Xem lại"), "preview", "Ctrl+I", "decisions.certificates"),
    Action("cert.words", N_("Chỉ in chữ lên phôi"), "print", "Ctrl+G", "decisions.certificates"),
    Action("cert.sheet", N_("Tờ căn chỉnh"), "preview", "Ctrl+T", "decisions.certificates"),
    Action("cert.measure", N_("Nhớ số đo cho máy in này"), "save", "Ctrl+S", "decisions.certificates"),
    Action("cert.close", N_("Về sổ quyết định"), "back", "Esc", "decisions.certificates"),
    Action("template.out", N_("Lấy mẫu ra sửa"), "save_file", "Ctrl+E", "templates"),
    Action("template.in", N_("Nhận mẫu đã sửa"), "import", "Ctrl+O", "templates"),
    Action("template.sample", N_("Xem với dữ liệu mẫu"), "preview", "Ctrl+P", "templates"),
    Action("template.ours", N_("Dùng lại mẫu gốc"), "undo", "Ctrl+R", "templates"),
    Action("template.above", N_("Dùng mẫu cấp trên"), "next", "Ctrl+H", "templates"),
    Action("template.guidance", N_("Nhận mẫu cấp trên"), "folder", "Ctrl+G", "templates"),
    Action("template.before", N_("Bản trước"), "back", "Ctrl+D", "templates"),
    Action("guidance.take", N_("Nhận gói hướng dẫn"), "import", "Ctrl+I", "templates"),
    Action("guidance.apply", N_("Áp dụng"), "done", "Ctrl+Return", "templates"),
    Action("guidance.instead", N_("Lấy của cấp trên"), "next", "Ctrl+T", "templates"),
    Action("guidance.back", N_("Quay lại như trước"), "undo", "Ctrl+B", "templates"),
    Action("guidance.other", N_("Gói của cấp khác"), "refresh", "Ctrl+M", "templates"),
    Action("guidance.out", N_("Chép gói ra tệp"), "save_file", "Ctrl+J", "templates"),
    Action("templates.save", N_("Lưu"), "save", "Ctrl+S", "templates"),
    Action("templates.close", N_("Về sổ quyết định"), "back", "Esc", "templates"),
    Action("draft.make", N_("Lập dự thảo"), "decision", "Ctrl+Return", "decisions.draft"),
    Action("draft.all", N_("Chọn tất cả"), "done", "Ctrl+A", "decisions.draft"),
    Action("draft.close", N_("Về sổ quyết định"), "back", "Esc", "decisions.draft"),
    Action("sign.freeze", N_("Ghi và cố định bản đã ký"), "seal", "Ctrl+Return", "decisions.sign"),
    Action("sign.close", N_("Về sổ quyết định"), "back", "Esc", "decisions.sign"),
    Action("paper.print", N_("In"), "print", "Ctrl+P", "paper"),
    Action("paper.save", N_("Lưu Word và PDF"), "save_file", "Ctrl+S", "paper"),
    Action("paper.close", N_("Quay lại"), "back", "Esc", "paper"),
    Action("pay.open", N_("Lập đợt chi"), "add", "Ctrl+Return", "payments"),
    Action("pay.all", N_("Chọn tất cả"), "done", "Ctrl+A", "payments"),
    Action("pay.ask", N_("Công văn đề nghị hỗ trợ"), "send", "Ctrl+G", "payments"),
    Action("pay.file", N_("Công văn vào sổ"), "receipt", "Ctrl+J", "payments"),
    Action("pay.list", N_("In danh sách"), "print", "Ctrl+P", "payments"),
    Action("pay.paid", N_("Đã nhận"), "good", "Ctrl+D", "payments"),
    Action("pay.other", N_("Người khác nhận thay"), "user", "Ctrl+T", "payments"),
    Action("pay.returned", N_("Nộp lại quỹ"), "returned", "Ctrl+R", "payments"),
    Action("pay.settle", N_("Quyết toán"), "seal", "Ctrl+H", "payments"),
    Action("pay.withdraw", N_("Hủy đợt chi"), "delete", "Ctrl+Delete", "payments"),
    Action("pay.correct", N_("Ghi điều chỉnh"), "edit", "Ctrl+E", "payments"),
    Action("pay.save", N_("Lưu"), "save", "Ctrl+S", "payments"),
    Action("report.preview", N_("Xem bản in"), "preview", "Ctrl+P", "reports"),
    Action("report.send", N_("Gửi báo cáo"), "send", "Ctrl+Return", "reports"),
    Action("report.book", N_("Lưu Excel"), "save_file", "Ctrl+E", "reports"),
    Action("report.again", N_("In lại bản đã gửi"), "print", "Ctrl+R", "reports"),
    Action("report.file", N_("Xuất tệp cho cấp trên"), "save_file", "Ctrl+G", "reports"),
    Action("target.save", N_("Lưu"), "save", "Ctrl+S", "reports"),
    Action("unit.new", N_("Đơn vị mới"), "add", "Ctrl+N", "reports"),
    Action("unit.files", N_("Nhận tệp báo cáo"), "import", "Ctrl+O", "reports"),
    Action("unit.type", N_("Ghi báo cáo giấy"), "edit", "Ctrl+T", "reports"),
    Action("praise.print", N_("Xem bản in"), "preview", "Ctrl+P", "praise"),
    Action("praise.all", N_("Chọn tất cả"), "done", "Ctrl+A", "praise"),
    Action("praise.card", N_("Thẻ giới thiệu"), "certificate", "Ctrl+G", "praise"),
    Action("praise.card_save", N_("Lưu thẻ"), "save_file", "Ctrl+E", "praise"),
    Action("praise.draft", N_("Soạn quyết định"), "award", "Ctrl+Return", "praise"),
    Action("praise.sign", N_("Ghi số, ngày đã ký"), "seal", "Ctrl+H", "praise"),
    Action("praise.withdraw", N_("Hủy dự thảo"), "delete", "Ctrl+Delete", "praise"),
    Action("praise.collectives", N_("Thư khen tập thể"), "print", "Ctrl+T", "praise"),
    Action("praise.file", N_("Vào sổ văn bản"), "receipt", "Ctrl+J", "praise"),
    Action("praise.save", N_("Lưu"), "save", "Ctrl+S", "praise"),
    Action("handover.submit", N_("Chốt nộp"), "seal", "Ctrl+Return", "handover"),
    Action("handover.all", N_("Chọn tất cả"), "done", "Ctrl+A", "handover"),
    Action("handover.send", N_("Gửi ngay"), "send", "Ctrl+G", "handover"),
    Action("handover.text", N_("Chỉ gửi chữ"), "send", "Ctrl+T", "handover"),
    Action("handover.pack", N_("Xuất gói nộp"), "pack", "Ctrl+E", "handover"),
    Action("handover.enrol", N_("Ghi danh máy này"), "key", "Ctrl+R", "handover"),
    Action("handover.receipts", N_("In biên nhận"), "print", "Ctrl+P", "handover"),
    Action("handover.machines", N_("Máy và đường truyền"), "sync", "Ctrl+M", "handover"),
    Action("handover.bundle", N_("Gói tệp"), "pack", "Ctrl+B", "handover"),
    Action("handover.batches", N_("Lô đã gửi"), "send", "Ctrl+H", "handover"),
    Action("handover.compare", N_("Đối chiếu với cổng"), "sync", "Ctrl+J", "handover"),
    Action("handover.line", N_("Đường truyền"), "handover", "Ctrl+D", "handover"),
    Action("handover.practice", N_("Tập nộp cổng"), "idea", "F9", "handover"),
    Action("handover.story", N_("Dòng thời gian"), "info", "F4", "handover"),
    Action("handover.mend", N_("Sửa chỗ cổng nêu"), "edit", "F2", "handover"),
    Action("handover.again", N_("Gửi lại như cũ"), "redo", "Ctrl+O", "handover"),
    Action("handover.aside", N_("Để riêng"), "parked", "Ctrl+Delete", "handover"),
    Action("handover.ask", N_("Đề nghị rút, sửa"), "undo", "Ctrl+U", "handover"),
    Action("story.ask", N_("Đề nghị rút, sửa"), "undo", "Ctrl+U", "handover.story"),
    Action("story.open", N_("Mở phiếu"), "edit", "F2", "handover.story"),
    Action("story.close", N_("Quay lại"), "back", "Esc", "handover.story"),
    Action("handover.by_hand", N_("Gõ hộ vào cổng"), "keyboard", "Ctrl+I", "handover"),
    Action("ways.type", N_("Sẵn sàng gõ"), "edit", "Ctrl+Return", "handover.ways"),
    Action("ways.save", N_("Lưu"), "save", "Ctrl+S", "handover.ways"),
    Action("ways.print", N_("In biên bản"), "print", "Ctrl+P", "handover.ways"),
    Action("ways.close", N_("Về danh sách"), "back", "Esc", "handover.ways"),
    Action("floor.take", N_("Nhận bản quét"), "import", "Ctrl+O", "floor"),
    Action("floor.fresh", N_("Nhận tệp mới"), "import", "Ctrl+I", "floor"),
    Action("floor.folder", N_("Thư mục máy quét"), "folder", "Ctrl+D", "floor"),
    Action("floor.enter", N_("Nhập phiếu này"), "add", "Ctrl+Return", "floor"),
    Action("floor.attach", N_("Xếp vào sáng kiến"), "attach", "Ctrl+T", "floor"),
    Action("floor.code", N_("Ghi mã phiếu"), "edit", "F2", "floor"),
    Action("floor.drop", N_("Bỏ bản quét"), "delete", "Ctrl+Delete", "floor"),
    Action("floor.forms", N_("In phiếu"), "print", "Ctrl+P", "floor"),
    Action("floor.names", N_("In danh sách soát tên"), "print", "Ctrl+G", "floor"),
    Action("floor.board", N_("In danh sách niêm yết"), "print", "Ctrl+H", "floor"),
    Action("floor.book", N_("Lưu Excel"), "save_file", "Ctrl+E", "floor"),
    Action("catalogue.new", N_("Thêm mới"), "add", "Ctrl+N", "catalogue"),
    Action("catalogue.save", N_("Lưu"), "save", "Ctrl+S", "catalogue"),
    Action("catalogue.find", N_("Tìm người"), "search", "Ctrl+F", "catalogue"),
    Action("catalogue.back", N_("Quay lại"), "back", "Esc", "catalogue"),
    Action("catalogue.house", N_("Đổi tên công đoàn, doanh nghiệp"), "edit", "", "catalogue"),
    Action("office.people", N_("Người và đơn vị"), "user", "Ctrl+D", "office"),
    Action("office.save", N_("Lưu"), "save", "Ctrl+S", "office"),
    Action("office.words", N_("In giấy khôi phục"), "print", "Ctrl+P", "office"),
    Action("user.new", N_("Người dùng mới"), "add", "Ctrl+N", "office.users"),
    Action("user.reset", N_("Đặt lại mật khẩu"), "key", "Ctrl+R", "office.users"),
    Action("user.retire", N_("Ngừng, mở lại"), "stop", "Ctrl+Delete", "office.users"),
    Action("consent.all", N_("Chọn tất cả"), "done", "Ctrl+A", "office.consents"),
    Action("consent.record", N_("Ghi đồng ý"), "done", "Ctrl+Return", "office.consents"),
    Action("consent.print", N_("In danh sách để ký"), "print", "Ctrl+P", "office.consents"),
    Action("consent.blank", N_("In danh sách trống"), "receipt", "Ctrl+B", "office.consents"),
    Action("consent.close", N_("Quay lại nơi vừa tới"), "back", "Esc", "office.consents"),
    Action("personal.export", N_("Xuất dữ liệu"), "save_file", "Ctrl+E", "office.person"),
    Action("personal.withdraw", N_("Ghi rút đồng ý"), "returned", "Ctrl+R", "office.person"),
    Action("personal.erase", N_("Xóa tên khỏi sổ"), "delete", "Ctrl+Delete", "office.person"),
    Action("personal.mentions", N_("Nơi còn nhắc tên"), "search", "Ctrl+M", "office.person"),
    Action("personal.open", N_("Mở chỗ này"), "edit", "F2", "office.mentions"),
    Action("personal.back", N_("Quay lại"), "back", "Esc", "office.mentions"),
)

BY_ID = {action.id: action for action in ACTIONS}


class Permitted(QAction):
    """An action that a user's rights hold back; what a screen says of it holds again once there is the right."""

    def __init__(self, row: Action, owner: QWidget) -> None:
        super().__init__(look.icon(row.icon), _(row.words), owner)
        self.right = needed(row.id)
        self._wanted = True
        self._may = True

    def setEnabled(self, wanted: bool) -> None:
        """As a screen asks, as far as the user may."""
        self._wanted = wanted
        super().setEnabled(wanted and self._may)

    def permit(self, *, may: bool) -> None:
        """Whether the user has the right."""
        self._may = may
        super().setEnabled(self._wanted and may)


def permit(screen: QWidget, may: Callable[[Right], bool]) -> None:
    """Hold back everything on a screen that its user may not do."""
    for action in screen.findChildren(QAction):
        if isinstance(action, Permitted):
            action.permit(may=may(action.right))


def make(owner: QWidget, name: str, act: Callable[[], None]) -> QAction:
    """The action of that name on a widget: its key works wherever the focus is while the widget is on screen."""
    row = BY_ID[name]
    made = Permitted(row, owner)
    made.setObjectName(name)
    if row.key:
        made.setShortcut(QKeySequence(row.key))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    made.triggered.connect(_unchecked(act))
    owner.addAction(made)
    return made


def _unchecked(act: Callable[[], None]) -> Callable[[bool], None]:
    def run(_checked: bool = False) -> None:
        act()

    return run


def button(action: QAction, *, primary: bool = False, flat: bool = False, key: bool = False) -> QPushButton:
    """A button for an action: its words, its drawing, its key on hover; follows whether it may be used.

    With `key` its key stands on it, and Enter presses it: the end of a form that is gone through by Enter.
    """
    row = BY_ID[action.objectName()]
    made = QPushButton(f"{_(row.words)}  {key_words(row.key)}" if key else _(row.words))
    made.setAutoDefault(key)
    made.setIcon(look.icon(row.icon, "surface" if primary else "accent" if flat else "muted"))
    made.setProperty("primary", primary)
    made.setProperty("flat", flat)
    made.setAccessibleName(_(row.words))
    made.setToolTip(f"{_(row.words)}  ({key_words(row.key)})" if row.key else _(row.words))
    made.clicked.connect(_unchecked(action.trigger))
    made.setEnabled(action.isEnabled())

    def follow() -> None:
        made.setEnabled(action.isEnabled())
        made.setVisible(action.isVisible())

    action.changed.connect(follow)
    return made


def key_words(key: str) -> str:
    """A key as people read it on the keyboard."""
    return key.replace("Return", "Enter")
