"""The sheet of keys (F1), made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import N_, _
from desktop.ui.actions import ACTIONS, key_words
from desktop.ui.kit import look, parts

GROUPS = (
    ("", N_("Ở mọi nơi")),
    ("initiatives", N_("Danh sách sáng kiến")),
    ("initiatives.form", N_("Phiếu sáng kiến")),
    ("entry", N_("Nhập gọn")),
    ("describing", N_("Viết mô tả, phiếu hỏi lại")),
    ("ideas", N_("Ý tưởng")),
    ("ideas.form", N_("Phiếu ý tưởng")),
    ("importing", N_("Nhập từ Excel")),
    ("importing.columns", N_("Cách đọc cột")),
    ("floor", N_("Phiếu và danh sách xưởng")),
    ("councils", N_("Hội đồng")),
    ("councils.intake", N_("Hội đồng: tiếp nhận")),
    ("councils.call", N_("Hội đồng: chuẩn bị họp")),
    ("councils.marks", N_("Hội đồng: chấm điểm")),
    ("councils.record", N_("Hội đồng: ghi kết quả")),
    ("councils.papers", N_("Hội đồng: phiên họp, giấy tờ")),
    ("councils.answer", N_("Hội đồng: ý kiến doanh nghiệp")),
    ("councils.members", N_("Hội đồng: thành viên")),
    ("councils.rubric", N_("Hội đồng: thang điểm")),
    ("decisions", N_("Sổ quyết định")),
    ("decisions.draft", N_("Soạn quyết định")),
    ("decisions.sign", N_("Ghi số, ngày đã ký")),
    ("decisions.mend", N_("Văn bản sửa đổi, đính chính")),
    ("decisions.certificates", N_("Từng giấy chứng nhận")),
    ("templates", N_("Căn cứ, số và mẫu")),
    ("paper", N_("Xem bản in")),
    ("payments", N_("Chi hỗ trợ")),
    ("reports", N_("Báo cáo")),
    ("praise", N_("Khen thưởng")),
    ("handover", N_("Nộp cổng")),
    ("handover.story", N_("Nộp cổng: dòng thời gian")),
    ("handover.ways", N_("Nộp cổng: máy, gói tệp, đường truyền")),
    ("catalogue", N_("Người và đơn vị")),
    ("office", N_("Danh mục")),
    ("office.users", N_("Người dùng")),
    ("office.consents", N_("Giấy đồng ý")),
    ("office.person", N_("Dữ liệu của một người")),
    ("office.mentions", N_("Nơi còn nhắc tên")),
)
_PLAIN = (
    ("Alt+1 … Alt+9", N_("Mở màn hình theo thứ tự ở cột trái")),
    ("Enter", N_("Sang ô kế tiếp; mở dòng đang chọn")),
    ("Shift+Enter", N_("Xuống dòng trong ô nhiều dòng")),
    ("Space", N_("Đánh dấu dòng đang chọn")),
    ("Esc", N_("Quay lại, không mất chữ")),
)


class KeySheet(QDialog):
    """All keys on one page, those of the screen on show (`here`) first."""

    def __init__(self, parent: QWidget, here: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bảng phím tắt"))
        self.resize(760, 520)
        inner = QWidget()
        columns = QGridLayout(inner)
        columns.setHorizontalSpacing(look.XXL)
        columns.setVerticalSpacing(look.L)
        own = [group for group in GROUPS if here and group[0].partition(".")[0] == here]
        for place, (where, words) in enumerate((*own, *(group for group in GROUPS if group not in own))):
            columns.addLayout(self._group(where, _(words)), place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.XL, look.L, look.XL, look.L)
        box.addWidget(parts.heading(_("Bảng phím tắt")))
        box.addWidget(parts.scrolled(inner), 1)
        close = parts.button(_("Đóng"), primary=True)
        close.clicked.connect(self.accept)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _group(self, where: str, words: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(look.XS)
        grid.setColumnMinimumWidth(0, 120)
        grid.setColumnStretch(1, 1)
        grid.addWidget(parts.heading(words, "strong"), 0, 0, 1, 2)
        rows = [(key_words(row.key), row.words) for row in ACTIONS if row.where == where and row.key]
        if not where:
            rows += list(_PLAIN)
        for place, (key, told) in enumerate(rows, start=1):
            grid.addWidget(parts.heading(key, "secondary"), place, 0, Qt.AlignmentFlag.AlignTop)
            label = QLabel(_(told))
            label.setWordWrap(True)
            grid.addWidget(label, place, 1)
        return grid
