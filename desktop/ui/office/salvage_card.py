"""Cứu dữ liệu: a good folder from a damaged one, and a line for each thing that is not as it was."""

from __future__ import annotations

from collections.abc import Callable

from desktop import wording
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import salvaging
from desktop.services.salvaging import Difference, Salvaged
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.files import PathField
from desktop.ui.kit.forms import Form, TextField
from desktop.ui.office.lines import Lines

_MOST_LINES = 40
FIELD_HIGH = 74
"""px: a label, an editor, a line for what is wrong."""
_FIELD_OF = {
    "folder.missing": "damaged",
    "salvage.nothing": "damaged",
    "keys.damaged": "damaged",
    "folder.not_empty": "out",
    "folder.on_network": "out",
    "key.wrong": "passphrase",
}


class SalvageCard(parts.Card):
    """The damaged folder is only read; the new one is opened at the next start of the program."""

    def __init__(self, jobs: Jobs, refuse: Callable[[Refused], None]) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self.damaged_field = PathField(_("Thư mục dữ liệu hỏng"), needed=True)
        self.out_field = PathField(_("Thư mục mới, còn trống"), needed=True)
        self.backup_field = PathField(_("Bản sao lưu để ở nơi khác"), _("Bản sao lưu (*.*)"))
        self.passphrase_field = TextField(_("Mật khẩu của sổ hỏng"), needed=True, secret=True)
        self.run_button = parts.pressed(_("Cứu dữ liệu"), "refresh", self.run)
        self.lines = Lines()
        self.form = Form(
            {
                "damaged": self.damaged_field,
                "out": self.out_field,
                "backup": self.backup_field,
                "passphrase": self.passphrase_field,
            },
            self,
        )
        for field in self.form.fields.values():  # a long page of wrapped words would squeeze them
            field.setMinimumHeight(FIELD_HIGH)
        self.box.addWidget(parts.heading(_("Cứu dữ liệu từ thư mục hỏng"), "section"))
        words = _(
            "Thư mục hỏng chỉ được đọc. Những gì còn đọc được, cùng các bản sao lưu và lịch sử, được ghép vào một "
            "thư mục mới, kèm danh sách mọi chỗ khác đi."
        )
        self.box.addWidget(parts.text(words, "secondary"))
        self.box.addLayout(forms.row(self.damaged_field, self.out_field, spacing=look.L))
        self.box.addLayout(forms.row(self.backup_field, self.passphrase_field, spacing=look.L))
        self.box.addWidget(self.lines)
        foot = forms.row()
        foot.addWidget(self.run_button)
        foot.addStretch(1)
        self.box.addLayout(foot)

    def run(self) -> None:
        """Make the new folder, on a lane; it can be stopped."""
        typed = self.form.values()
        self.form.show_problems(())
        for name in ("damaged", "out", "passphrase"):
            if typed[name] in (None, ""):
                self.form.fields[name].say(_("Cần điền chỗ này"))
        if any(field.problem.text() for field in self.form.fields.values()):
            self.form.focus_first_problem()
            return
        self._jobs.run(
            salvaging.run,
            typed["damaged"],
            typed["out"],
            typed["passphrase"],
            also=() if typed["backup"] is None else (typed["backup"],),
            owner=self,
            then=self._done,
            refused=self._not_done,
            label=_("Cứu dữ liệu"),
            stop="check",
        )

    def _done(self, done: Salvaged) -> None:
        self.passphrase_field.set_value("")
        whole = _(
            "Đã cứu {records} bản ghi và {files} tệp vào {folder}. "
            "Muốn dùng sổ này: đóng phần mềm, đổi tên thư mục sổ đang dùng, rồi đặt thư mục này vào chỗ đó."
        )
        told = [(whole.format(records=done.records, files=done.files, folder=done.folder), "good")]
        told += [(_words(item), "care") for item in done.differences[:_MOST_LINES]]
        more = len(done.differences) - _MOST_LINES
        if more > 0:
            told.append((_("và {count} chỗ khác nữa").format(count=more), "care"))
        if not done.differences:
            told.append((_("Không có gì khác với trước khi hỏng"), "good"))
        self.lines.show_lines(told)

    def _not_done(self, refused: Refused) -> None:
        field = _FIELD_OF.get(refused.code)
        if field is None:
            self._refuse(refused)
            return
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()


def _words(item: Difference) -> str:
    return wording.sentence(item.code, {"kind": item.kind, "what": item.what, "count": item.count})
