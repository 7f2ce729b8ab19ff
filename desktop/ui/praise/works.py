"""Recognised initiatives: letters of praise for those that are ticked, a story card of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import wording
from desktop.disk import read_small, write_whole
from desktop.domain.initiative import Stage
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import files, initiatives, praise
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.services.praise import CardSize
from desktop.services.printing import Rendered
from desktop.ui import actions, marks
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts, reading
from desktop.ui.kit.files import PathField
from desktop.ui.kit.forms import CheckField, TextField
from desktop.ui.kit.tables import Column, PagedModel, Slice, Table

_SHOWN = 300
"""Points of height of the card on screen."""


class WorksPage(QWidget):
    """The list on the left, what the card shows and the card itself on the right."""

    table: Table

    def __init__(
        self, desk: Desk, jobs: Jobs, refuse: Callable[[Refused], None], acts: dict[str, QAction]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._refuse = refuse
        columns = [
            Column(_("Số"), lambda item: str(item.row.number or ""), 76),
            Column(_("Tên sáng kiến"), lambda item: item.row.title, 0),
            Column(_("Tác giả"), lambda item: marks.first_of(item.row.authors), 170),
            Column(
                _("Làm lợi"), lambda item: reading.show_money(item.row.benefit.amount) or "–", 120, right=True
            ),
        ]
        self.model = PagedModel(columns, self._ask, lambda item: item.row.id)
        self.table = Table(
            self.model,
            _("Sáng kiến đã công nhận"),
            ticks=True,
            empty=_(
                "Chưa có sáng kiến nào được công nhận. Ghi số, ngày đã ký cho quyết định trước (Quyết định, F2)."
            ),
        )
        self.table.ticks_changed.connect(self._count)
        self.table.chosen.connect(self._forget)
        self.count = parts.heading("", "secondary")
        self.model.loaded.connect(lambda _total: self._count())
        self.together_field = CheckField(_("Một thư cho cả nhóm tác giả"))
        self.size_field = forms.enum_field(_("Thẻ giới thiệu"), CardSize)
        self.names_field = CheckField(_("Ghi tên tác giả"))
        self.names_field.set_value(True)
        self.photo_field = PathField(_("Ảnh (khi người trong ảnh đồng ý)"), _("Ảnh (*.jpg *.jpeg *.png)"))
        self.photo_field.edit.setPlaceholderText(_("không dùng ảnh"))
        self.consent_field = TextField(_("Giấy đồng ý lưu ở đâu"), limit=200)
        self.card = QLabel()
        self.card.setFixedHeight(_SHOWN)
        self.card.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.card.setAccessibleName(_("Thẻ giới thiệu"))
        self.drawn: tuple[bytes, bytes] | None = None
        for field in (self.size_field, self.names_field, self.photo_field, self.consent_field):
            field.changed.connect(self._forget)
        self._lay_out(acts)

    def _lay_out(self, acts: dict[str, QAction]) -> None:
        left = QVBoxLayout()
        left.setSpacing(look.XS)
        tools = QHBoxLayout()
        tools.addWidget(self.count, 1)
        tools.addWidget(actions.button(acts["praise.all"], flat=True))
        left.addLayout(tools)
        left.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.together_field)
        foot.addStretch(1)
        foot.addWidget(actions.button(acts["praise.file"]))
        foot.addWidget(actions.button(acts["praise.print"], primary=True))
        left.addLayout(foot)
        inner = QWidget()
        right = QVBoxLayout(inner)
        right.setContentsMargins(0, 0, look.S, 0)
        right.setSpacing(look.XS)
        for field in (self.size_field, self.names_field, self.photo_field, self.consent_field):
            right.addWidget(field)
        buttons = QHBoxLayout()
        for name in ("praise.card", "praise.card_save"):
            buttons.addWidget(actions.button(acts[name]))
        right.addLayout(buttons)
        right.addWidget(self.card)
        right.addStretch(1)
        side = parts.scrolled(inner)
        side.setFixedWidth(336)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.L)
        box.addLayout(left, 1)
        box.addWidget(side)

    def reload(self) -> None:
        """Ask again."""
        self.table.reload()

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self, offset: int, limit: int, then: Callable[[Slice], None]) -> None:
        def come(page: Any) -> None:
            then(Slice(page.rows, page.total))

        query = ListQuery(stages=(Stage.RECOGNISED,), offset=offset, limit=limit)
        self._jobs.ask(initiatives.page, query, owner=self.table, then=come)

    def _count(self) -> None:
        self.count.setText(
            _("{total} sáng kiến đã công nhận, đã đánh dấu {count} (Space)").format(
                total=self.model.total, count=len(self.model.ticked or ())
            )
        )

    def choose_all(self) -> None:
        """Tick everything that is loaded, or nothing where it is ticked already."""
        here = {item.row.id for item in self.model.loaded_rows()}
        self.table.tick(set() if self.model.ticked == here else here)

    def chosen(self) -> tuple[str, ...]:
        """The ids that are ticked; without ticks the one that the hand is on."""
        ticked = self.table.ticked()
        here = self.table.current()
        return ticked or ((here.row.id,) if here is not None else ())

    def letters(self) -> tuple[tuple[str, ...], bool]:
        """For whom letters are wanted, and whether a group gets one together."""
        return self.chosen(), self.together_field.value()

    def _forget(self, _item: Any = None) -> None:
        self.drawn = None
        self.card.clear()

    def draw(self) -> None:
        """The card of the chosen initiative, drawn on the work lane."""
        item = self.table.current()
        if item is None:
            return
        self._jobs.run(
            draw_card,
            self._desk,
            item.row.id,
            self.size_field.value(),
            self.names_field.value(),
            self.photo_field.value(),
            self.consent_field.value(),
            owner=self,
            then=self._drawn,
            refused=self._no,
            label=_("Vẽ thẻ giới thiệu"),
            exclusive="card",
        )

    def _drawn(self, drawn: tuple[bytes, bytes]) -> None:
        self.drawn = drawn
        for field in (self.photo_field, self.consent_field):
            field.show_problem(None)
        picture = QPixmap()
        picture.loadFromData(drawn[0])
        ratio = self.devicePixelRatioF()
        shown = picture.scaledToHeight(round(_SHOWN * ratio), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        self.card.setPixmap(shown)

    def _no(self, refused: Refused) -> None:
        homes = {"praise.consent_missing": self.consent_field, "picture.unreadable": self.photo_field}
        field = homes.get(refused.code)
        if field is not None:
            field.say(wording.sentence(refused.code, refused.facts))
            field.setFocus()
        self._refuse(refused)

    def save_into(self, folder: Path, then: Callable[[Any], None]) -> None:
        """Put the card that is on screen into a folder, as picture and page."""
        item = self.table.current()
        if self.drawn is None or item is None:
            return
        self._jobs.run(
            _write_card,
            folder,
            _("Thẻ giới thiệu {number}").format(number=item.row.number or ""),
            self.drawn,
            owner=self,
            then=then,
            refused=self._refuse,
            label=_("Lưu tệp"),
        )


def draw_card(
    desk: Desk, record: str, size: CardSize, names: bool, photo: Path | None, consent: str
) -> tuple[bytes, bytes]:
    """Picture and page of a card. Blocking. Raises the codes of `praise.card_facts`, `picture.unreadable`."""
    data = b""
    if photo is not None:
        try:
            data = read_small(photo, files.LARGEST)
        except OSError as error:
            raise Refused("picture.unreadable") from error
    facts = desk.look(praise.card_facts, record, names=names, photo=data, consent=consent)
    return praise.draw_card(facts, size)


def as_paper(drawn: tuple[bytes, bytes]) -> Rendered:
    """The card as a paper to print: one page, no Word file behind it."""
    return Rendered(b"", drawn[1], 1)


def _write_card(folder: Path, stem: str, drawn: tuple[bytes, bytes]) -> Path:
    target = folder / f"{stem.strip()}.png"
    write_whole(target, drawn[0])
    write_whole(target.with_suffix(".pdf"), drawn[1])
    return target
