"""Đường truyền: how this PC reaches the outside, what a day may cost, and what sending now would take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.problems import Problem, Refused
from desktop.i18n import _, ngettext
from desktop.services import line
from desktop.services.desk import Desk
from desktop.services.line import Estimate, Line, ProxyKind
from desktop.ui.handover.schedule import ScheduleCard
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import CheckField, ChoiceField, Form, TextField

MEGABYTE = 1_000_000


def size_words(count: int) -> str:
    """Bytes as people read them: `640 byte`, `12 kB`, `4,2 MB`."""
    if count < 1_000:
        return _("{count} byte").format(count=count)
    if count < MEGABYTE:
        return _("{count} kB").format(count=round(count / 1_000))
    return _("{count} MB").format(count=f"{count / MEGABYTE:.1f}".replace(".", _(",")))


def estimate_words(found: Estimate | None) -> str:
    """What sending everything now would take; "" where nothing waits and nothing was spent."""
    if found is None or not (found.texts or found.files or found.spent_today):
        return ""
    told = []
    if found.texts or found.files:
        texts = ngettext("{count} bản chữ {size}", "{count} bản chữ {size}", found.texts)
        files = ngettext("{count} tệp {size}", "{count} tệp {size}", found.files)
        waits = (
            (found.texts, texts.format(count=found.texts, size=size_words(found.text_bytes))),
            (found.files, files.format(count=found.files, size=size_words(found.file_bytes))),
        )
        told.append(_("Gửi hết: {what}").format(what=", ".join(words for count, words in waits if count)))
        told.append(_time_words(found.seconds))
    told.append(_("hôm nay đã dùng {size}").format(size=size_words(found.spent_today)))
    words = " · ".join(told)
    return words[:1].upper() + words[1:]


def _time_words(seconds: int | None) -> str:
    if seconds is None:
        return _("chưa biết mất bao lâu, lần gửi đầu sẽ đo")
    if seconds < 60:
        return _("chưa tới một phút")
    return _("khoảng {count} phút").format(count=-(-seconds // 60))


class LinePage(QWidget):
    """One form; what was learned of the line stays."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]
    ) -> None:
        super().__init__()
        self.schedule = ScheduleCard(desk, jobs, say, refuse)
        self.schedule.setMaximumWidth(860)
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._line = Line()
        kinds = (
            (ProxyKind.SYSTEM, _("Theo hệ điều hành")),
            (ProxyKind.NONE, _("Nối thẳng, không qua máy chủ trung gian")),
            (ProxyKind.MANUAL, _("Theo địa chỉ gõ dưới đây")),
        )
        self.proxy_field = ChoiceField(_("Máy chủ trung gian (proxy)"), kinds)
        self.address_field = TextField(_("Địa chỉ"), limit=200)
        self.address_field.edit.setPlaceholderText("10.0.0.1:8080")
        self.user_field = TextField(_("Tên đăng nhập của máy chủ trung gian"), limit=100)
        self.password_field = TextField(_("Mật khẩu của máy chủ trung gian"), secret=True)
        self.cap_field = forms.count_field(_("Mỗi ngày gửi, nhận tối đa (MB)"))
        self.cap_field.edit.setPlaceholderText(_("không giới hạn"))
        self.text_field = CheckField(_("Chỉ gửi chữ, tệp để dịp khác"))
        self.itself_field = CheckField(_("Tự gửi khi có mạng, lúc cửa sổ đang mở"))
        self.form = Form(
            {
                "proxy": self.proxy_field,
                "address": self.address_field,
                "user": self.user_field,
                "password": self.password_field,
                "daily_cap": self.cap_field,
                "text_only": self.text_field,
                "by_itself": self.itself_field,
            },
            self,
        )
        for name, field in self.form.fields.items():  # the card below has to be seen on a small screen too
            if name != "address":  # what may be wrong there is said in two sentences
                field.make_compact()
        self.proxy_field.changed.connect(self._follow)
        self.save_button = parts.pressed(_("Lưu"), "save", self.save, primary=True)
        self.save_button.setToolTip(f"{_('Lưu')}  (Ctrl+S)")
        self.estimate = parts.text("", "secondary")
        self._lay_out()

    def _lay_out(self) -> None:
        card = parts.Card(margin=look.M, spacing=look.S)
        card.setMaximumWidth(860)
        card.box.addLayout(forms.row(1, self.proxy_field, 1, self.address_field))
        card.box.addLayout(forms.row(1, self.user_field, 1, self.password_field))
        card.box.addLayout(forms.row(2, self.cap_field, 2, self.text_field, 3, self.itself_field))
        foot = QHBoxLayout()
        foot.addWidget(self.estimate, 1)
        foot.addWidget(self.save_button)
        card.box.addLayout(foot)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, look.S, look.S, look.S)
        column.addWidget(card)
        column.addWidget(self.schedule)
        column.addStretch(1)
        box = parts.page(self, margins=(0, 0, 0, 0))
        box.addWidget(parts.scrolled(inner))

    def reload(self) -> None:
        """The wishes as they stand, unless somebody is typing; and what waits."""
        if not self.form.is_dirty:
            self._jobs.ask(line.line, owner=self, then=self._show, refused=self._refuse, exclusive="line")
        self.schedule.reload()
        self._jobs.ask(
            line.estimate, owner=self, then=self._show_estimate, refused=self._refuse, exclusive="estimate"
        )

    def begin(self) -> None:
        """The hand goes to the first field."""
        self.proxy_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Line) -> None:
        self._line = found
        self.form.fill(
            {
                "proxy": found.proxy,
                "address": found.address,
                "user": found.user,
                "password": found.password,
                "daily_cap": found.daily_cap // MEGABYTE or None,
                "text_only": found.text_only,
                "by_itself": found.by_itself,
            }
        )
        self._follow()

    def _show_estimate(self, found: Estimate | None) -> None:
        self.estimate.setText(estimate_words(found))

    def _follow(self) -> None:
        kind = self.proxy_field.value()
        self.address_field.setEnabled(kind is ProxyKind.MANUAL)
        for field in (self.user_field, self.password_field):
            field.setEnabled(kind is not ProxyKind.NONE)

    def save(self) -> None:
        """Keep the wishes."""
        self.form.show_problems(())
        if self.form.unreadable:
            self.form.focus_first_problem()
            return
        typed = self.form.values()
        wished = replace(self._line, **{**typed, "daily_cap": (typed["daily_cap"] or 0) * MEGABYTE})
        self._jobs.order(line.set_line, wished, owner=self, then=self._saved, refused=self._refused)

    def _saved(self, _nothing: None) -> None:
        self.form.is_dirty = False
        self._say(_("Đã lưu đường truyền; dùng từ lần gửi tới"))
        self.reload()

    def _refused(self, refused: Refused) -> None:
        field = {"proxy.malformed": "address", "cap.negative": "daily_cap"}.get(refused.code)
        if field is None:
            self._refuse(refused)
            return
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()
