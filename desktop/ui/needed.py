"""What the house must still say before a paper or a sending: asked for right where it is needed, once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.house import Authority, Employer, Signer
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import office
from desktop.services.desk import Work, order
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import Form, TextField


@order(Right.ARRANGE, "office.employer")
def _put(work: Work, employer: Employer | None, signer: Signer | None) -> None:
    if employer is not None:
        office.put_employer(work, employer)
    if signer is not None:
        office.put_signer(work, signer)


class NeededCard(parts.Card):
    """Two short rows: the employer and who signs. Goes away once both are known."""

    known = Signal()

    def __init__(self, jobs: Jobs, refuse: Callable[[Refused], None]) -> None:
        super().__init__("care", margin=look.M, spacing=look.XS)
        self._jobs = jobs
        self._refuse = refuse
        self.words = parts.text("", "strong")
        self.employer_field = TextField(
            _("Tên doanh nghiệp (người sử dụng lao động)"), needed=True, limit=200
        )
        self.symbol_field = TextField(_("Ký hiệu"), limit=40)
        self.symbol_field.edit.setPlaceholderText("HL")
        self.place_field = TextField(_("Địa danh"), limit=80)
        self.signer_field = TextField(_("Họ tên người ký"), needed=True, limit=120)
        self.post_field = TextField(_("Chức vụ người ký"), needed=True, limit=120)
        self.post_field.edit.setPlaceholderText(_("Giám đốc"))
        self.authority_field = forms.enum_field(_("Ký với tư cách"), Authority)
        self.form = Form(
            {
                "employer": self.employer_field,
                "symbol": self.symbol_field,
                "place": self.place_field,
                "signer": self.signer_field,
                "post": self.post_field,
                "authority": self.authority_field,
            },
            self,
        )
        self.save_button = parts.button(_("Ghi lại và làm tiếp"), "done")
        self.save_button.clicked.connect(self._save)
        self.box.addWidget(self.words)
        self._employer = (self.employer_field, self.symbol_field, self.place_field)
        self._signer = (self.signer_field, self.post_field, self.authority_field)
        self.box.addLayout(forms.row(4, self._employer[0], 1, self._employer[1], 2, self._employer[2]))
        self.box.addLayout(forms.row(3, self._signer[0], 3, self._signer[1], 2, self._signer[2]))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.box.addLayout(foot)
        self.hide()

    def show_needed(self, needed: tuple[Problem, ...]) -> None:
        """Ask for exactly what is missing."""
        wanted = {problem.field for problem in needed}
        for field in self._employer:
            field.setVisible("employer" in wanted)
        for field in self._signer:
            field.setVisible("signer" in wanted)
        told = " ".join(wording.sentence(problem.code, problem.facts) for problem in needed)
        self.words.setText(told)
        self.setVisible(bool(wanted))

    def _save(self, _checked: bool = False) -> None:
        typed = self.form.values()
        problems = []
        if not self.employer_field.isHidden() and not typed["employer"]:
            problems.append(Problem("employer.missing", "employer"))
        if not self.signer_field.isHidden() and not typed["signer"]:
            problems.append(Problem("signer.missing", "signer"))
        if not self.signer_field.isHidden() and not typed["post"]:
            problems.append(Problem("post.missing", "post"))
        self.form.show_problems(problems)
        if problems:
            self.form.focus_first_problem()
            return
        employer = None
        if not self.employer_field.isHidden():
            post = typed["post"].upper() if typed["authority"] is Authority.HEAD else ""
            employer = Employer(
                typed["employer"],
                typed["symbol"],
                place=typed["place"],
                head_post=post or Employer("").head_post,
            )
        signer = None
        if not self.signer_field.isHidden():
            signer = Signer(typed["signer"], typed["post"], typed["authority"])
        self._jobs.order(_put, employer, signer, owner=self, then=self._saved, refused=self._refuse)

    def _saved(self, _value: object) -> None:
        self.known.emit()
