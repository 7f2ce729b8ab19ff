"""The pages of Danh mục: each a plain form of one fact of the house, with the day it holds from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.house import (
    Authority,
    CertificateStyle,
    CouncilSetUp,
    Employer,
    EmployerKind,
    PaperTaste,
    Release,
    Signer,
    Union,
)
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import office
from desktop.services.office import House
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import BlockField, CheckField, Field, Form, TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once

Say = Callable[..., None]
Refuse = Callable[[Refused], None]


class Page(QWidget):
    """One form with a save button at its lower right; `put` is the order that stores it."""

    def __init__(self, jobs: Jobs, say: Say, refuse: Refuse, day: date) -> None:
        super().__init__()
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self.from_field = forms.date_field(_("Có hiệu lực từ"), day, hint=_("trống: sửa bản hiện nay"))
        self.form = Form({**self.build(), "valid_from": self.from_field}, self)
        self.save_button = parts.button(_("Lưu"), "save", primary=True)
        self.save_button.setToolTip(f"{_('Lưu')}  (Ctrl+S)")
        self.save_button.clicked.connect(self._clicked)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, look.M, look.S, look.M)
        card = parts.Card()
        card.setMaximumWidth(860)
        self.lay_out(card.box)
        foot = QHBoxLayout()
        self.from_field.setFixedWidth(320)
        foot.addWidget(self.from_field)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        card.box.addLayout(foot)
        column.addWidget(card)
        self.lay_out_below(column)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(parts.scrolled(inner))

    def build(self) -> dict[str, Field]:
        """The fields."""
        raise NotImplementedError

    def lay_out(self, box: QVBoxLayout) -> None:
        """Their places; one below the other unless said otherwise."""
        for name, field in self.form.fields.items():
            if name != "valid_from":
                box.addWidget(field)

    def lay_out_below(self, box: QVBoxLayout) -> None:
        """What stands under the card."""

    def show_house(self, house: House) -> None:
        """Fill from what holds today, unless somebody is typing here."""
        if not self.form.is_dirty:
            self.form.fill({**self.values(house), "valid_from": None})

    def values(self, house: House) -> dict[str, Any]:
        """What holds today as the form's values."""
        raise NotImplementedError

    def order(self, typed: dict[str, Any]) -> tuple[Callable[..., Any], Any]:
        """The order and the value that it stores."""
        raise NotImplementedError

    def _clicked(self, _checked: bool = False) -> None:
        self.save()

    def save(self) -> None:
        """Store what is typed."""
        self.form.show_problems(())
        if self.form.unreadable:
            self.form.focus_first_problem()
            return
        typed = self.form.values()
        order, value = self.order(typed)
        self._jobs.order(
            order, value, typed["valid_from"], owner=self, then=self._saved, refused=self._refused
        )

    def _saved(self, _value: Any) -> None:
        self.form.is_dirty = False
        self._say(_("Đã lưu"), undoable=True)

    def _refused(self, refused: Refused) -> None:
        first = next(iter(self.form.fields))
        self.form.show_problems((Problem(refused.code, first, refused.facts),))
        self.form.focus_first_problem()


class UnionPage(Page):
    """The union: its name, what is above it, where it sits."""

    def build(self) -> dict[str, Field]:
        """Name, short name, superior body, place, symbol."""
        return {
            "name": TextField(_("Tên công đoàn cơ sở"), needed=True, limit=200),
            "short": TextField(_("Tên gọn"), limit=80),
            "superior": TextField(_("Công đoàn cấp trên trực tiếp"), limit=200),
            "place": TextField(_("Địa danh trên văn bản"), limit=80),
            "symbol": TextField(_("Ký hiệu văn bản"), limit=40),
        }

    def lay_out(self, box: QVBoxLayout) -> None:
        """Two columns where fields are short."""
        field = self.form.fields
        box.addWidget(field["name"])
        box.addWidget(field["superior"])
        box.addLayout(forms.row(2, field["short"], 2, field["place"], 1, field["symbol"]))

    def values(self, house: House) -> dict[str, Any]:
        """Today's union."""
        union = house.union or Union("")
        return {
            "name": union.name,
            "short": union.short,
            "superior": union.superior,
            "place": union.place,
            "symbol": union.symbol,
        }

    def order(self, typed: dict[str, Any]) -> tuple[Callable[..., Any], Any]:
        """Store the union."""
        names = ("name", "short", "superior", "place", "symbol")
        return office.put_union, Union(**{name: typed[name] for name in names})


class EmployerPage(Page):
    """The employer: whose head recognises and signs."""

    def build(self) -> dict[str, Field]:
        """Name, kind, symbol, superior body, place, post of the head."""
        return {
            "name": TextField(_("Tên doanh nghiệp, cơ quan"), needed=True, limit=200),
            "kind": forms.enum_field(_("Loại hình"), EmployerKind),
            "superior": TextField(_("Cơ quan chủ quản (doanh nghiệp tư nhân để trống)"), limit=200),
            "symbol": TextField(_("Ký hiệu"), limit=40),
            "place": TextField(_("Địa danh trên văn bản"), limit=80),
            "head_post": TextField(_("Chức vụ người đứng đầu"), limit=80),
        }

    def lay_out(self, box: QVBoxLayout) -> None:
        """Two columns where fields are short."""
        field = self.form.fields
        box.addWidget(field["name"])
        box.addLayout(forms.row(2, field["kind"], 3, field["superior"]))
        box.addLayout(forms.row(1, field["symbol"], 2, field["place"], 2, field["head_post"]))

    def values(self, house: House) -> dict[str, Any]:
        """Today's employer."""
        employer = house.employer or Employer("")
        return {
            "name": employer.name,
            "kind": employer.kind,
            "superior": employer.superior,
            "symbol": employer.symbol,
            "place": employer.place,
            "head_post": employer.head_post,
        }

    def order(self, typed: dict[str, Any]) -> tuple[Callable[..., Any], Any]:
        """Store the employer."""
        names = ("name", "kind", "superior", "symbol", "place", "head_post")
        return office.put_employer, Employer(**{name: typed[name] for name in names})


class SignersPage(Page):
    """Who signs; the same name said again changes how they sign."""

    def build(self) -> dict[str, Field]:
        """Name, post, by what right, whose papers."""
        self._signers: tuple[Signer, ...] = ()
        return {
            "name": TextField(_("Họ tên"), needed=True, limit=120),
            "post": TextField(_("Chức vụ"), needed=True, limit=120),
            "authority": forms.enum_field(_("Ký với tư cách"), Authority),
            "of": forms.ChoiceField(
                _("Ký văn bản của"), [("employer", _("người sử dụng lao động")), ("union", _("công đoàn"))]
            ),
            "second_post": TextField(_("Chức vụ bằng tiếng thứ hai"), limit=120),
        }

    def lay_out(self, box: QVBoxLayout) -> None:
        """Two rows."""
        field = self.form.fields
        box.addLayout(forms.row(field["name"], field["post"]))
        box.addLayout(forms.row(field["authority"], field["of"], field["second_post"]))

    def lay_out_below(self, box: QVBoxLayout) -> None:
        """Those who sign now."""
        columns = [
            Column(_("Họ tên"), lambda signer: signer.name, 0),
            Column(_("Chức vụ"), lambda signer: f"{signer.authority.value} {signer.post}".strip(), 260),
            Column(_("Văn bản của"), _whose, 220),
        ]
        model = PagedModel(
            columns, all_at_once(lambda: self._signers), lambda signer: signer.name + signer.of
        )
        self.table = Table(
            model,
            _("Người ký"),
            empty=_("Chưa có người ký. Điền rồi lưu (Ctrl+S); cần khi in quyết định đầu tiên."),
        )
        self.table.setMaximumWidth(860)
        self.table.setFixedHeight(6 * look.ROW)
        self.table.opened.connect(self._edit)
        box.addWidget(self.table)

    def _edit(self, signer: Signer) -> None:
        self.form.fill(
            {
                "name": signer.name,
                "post": signer.post,
                "authority": signer.authority,
                "of": signer.of,
                "second_post": signer.second_post,
            }
        )
        self.form.fields["name"].setFocus()

    def show_house(self, house: House) -> None:
        """The list; the form stays for the next one."""
        self._signers = house.signers
        self.table.reload()

    def values(self, house: House) -> dict[str, Any]:
        """An empty form."""
        return {"name": "", "post": "", "authority": Authority.HEAD, "of": "employer", "second_post": ""}

    def order(self, typed: dict[str, Any]) -> tuple[Callable[..., Any], Any]:
        """Store a signer."""
        names = ("name", "post", "authority", "of", "second_post")
        return office.put_signer, Signer(**{name: typed[name] for name in names})

    def _saved(self, _value: Any) -> None:
        self.form.fill(
            {"name": "", "post": "", "second_post": "", "authority": Authority.HEAD, "valid_from": None}
        )
        self._say(_("Đã lưu người ký"), undoable=True)


class CouncilPage(Page):
    """The council as it was set up."""

    def build(self) -> dict[str, Field]:
        """Members, chair, secretary, the decision that set it up, the union's representative."""
        today = date.max
        return {
            "members": forms.count_field(_("Số thành viên"), needed=True),
            "chair": TextField(_("Chủ tịch hội đồng"), limit=120),
            "secretary": TextField(_("Thư ký"), limit=120),
            "decision_number": TextField(_("Số quyết định thành lập"), limit=60),
            "decision_date": forms.date_field(_("Ngày quyết định"), today),
            "has_union_representative": CheckField(_("Có đại diện công đoàn")),
            "uses_stamp": CheckField(_("Hội đồng dùng dấu của đơn vị")),
        }

    def lay_out(self, box: QVBoxLayout) -> None:
        """Two rows."""
        field = self.form.fields
        box.addLayout(forms.row(1, field["members"], 2, field["chair"], 2, field["secretary"]))
        box.addLayout(
            forms.row(
                2, field["decision_number"], 1, field["decision_date"], 2, field["has_union_representative"]
            )
        )
        box.addWidget(field["uses_stamp"])

    def values(self, house: House) -> dict[str, Any]:
        """Today's council."""
        council = house.council or CouncilSetUp(0)
        return {
            "members": council.members or None,
            "chair": council.chair,
            "secretary": council.secretary,
            "decision_number": council.decision_number,
            "decision_date": council.decision_date,
            "has_union_representative": council.has_union_representative,
            "uses_stamp": council.uses_stamp,
        }

    def order(self, typed: dict[str, Any]) -> tuple[Callable[..., Any], Any]:
        """Store the council."""
        names = (
            "chair", "secretary", "decision_number", "decision_date", "has_union_representative", "uses_stamp",
        )  # fmt: skip
        return office.put_council, CouncilSetUp(
            typed["members"] or 0, **{name: typed[name] for name in names}
        )


class TastePage(Page):
    """How papers are liked and what leaves by default."""

    def build(self) -> dict[str, Field]:
        """Certificates, release level, legal bases."""
        self._taste = PaperTaste()
        return {
            "certificates": forms.enum_field(_("Giấy chứng nhận"), CertificateStyle),
            "release": forms.enum_field(_("Mức công bố mặc định"), Release),
            "legal_bases": BlockField(
                _("Căn cứ pháp lý in trên quyết định"), lines=6, hint=_("mỗi dòng một căn cứ (Shift+Enter)")
            ),
        }

    def values(self, house: House) -> dict[str, Any]:
        """Today's taste."""
        self._taste = house.taste
        return {
            "certificates": house.taste.certificates,
            "release": house.taste.release,
            "legal_bases": "\n".join(house.taste.legal_bases),
        }

    def order(self, typed: dict[str, Any]) -> tuple[Callable[..., Any], Any]:
        """Store the taste."""
        bases = tuple(line.strip() for line in typed["legal_bases"].splitlines() if line.strip())
        taste = replace(
            self._taste, certificates=typed["certificates"], release=typed["release"], legal_bases=bases
        )
        return office.put_taste, taste


def _whose(signer: Signer) -> str:
    return _("công đoàn") if signer.of == "union" else _("người sử dụng lao động")
