"""Từ cấp trên: what a level above handed down beside what the unit has; put in place as one step, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.guidance import Difference
from desktop.domain.problems import Refused
from desktop.domain.threshold import Rank
from desktop.i18n import _
from desktop.services import guidance
from desktop.services.desk import Desk
from desktop.services.guidance import Applied, Beside, Item, Known, Overview, Part, Prepared
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts, reading
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once
from desktop.wording.guidance import FIELDS

_MARKS = {
    Beside.NEW: ("add", "accent"),
    Beside.CHANGED: ("edit", "care"),
    Beside.SAME: ("good", "muted"),
    Beside.OWN: ("office", "muted"),
    Beside.REFUSED: ("bad", "bad"),
}


class GuidancePage(QWidget):
    """One row a thing that came from above; beside it, in what it differs from the unit's own."""

    def __init__(
        self, desk: Desk, jobs: Jobs, refuse: Callable[[Refused], None], say: Callable[..., None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._refuse = refuse
        self._say = say
        self._shown: Known | None = None
        self._found = Overview()
        self._instead: set[str] = set()
        self.acts = {
            name: actions.make(self, name, run)
            for name, run in (
                ("guidance.take", self.pick),
                ("guidance.apply", self.apply),
                ("guidance.instead", self.choose_instead),
                ("guidance.back", self.back),
                ("guidance.other", self.other),
                ("guidance.out", self.pick_out),
            )
        }
        columns = [
            Column(_("Phần"), lambda item: wording.label(item.part), 190),
            Column(_("Nội dung"), _title, 0),
            Column(_("So với đơn vị"), self._mark, 160),
        ]
        self.model = PagedModel(columns, all_at_once(self._items), lambda item: item.name)
        self.table = Table(
            self.model,
            _("Hướng dẫn từ cấp trên"),
            empty=_("Chưa nhận gói hướng dẫn nào. Bấm Ctrl+I để nhận tệp cấp trên gửi."),
        )
        self.table.chosen.connect(self._chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.setSpacing(look.M)
        shown = [act for name, act in self.acts.items() if name != "guidance.apply"]
        box.addWidget(parts.flow(*(actions.button(act, flat=True) for act in shown)))
        self.about = parts.heading("", "strong")
        self.about.setWordWrap(True)
        box.addWidget(self.about)
        middle = QHBoxLayout()
        middle.setSpacing(look.L)
        middle.addWidget(self.table, 7)
        card = parts.Card()
        self.title = parts.heading("", "strong")
        self.title.setWordWrap(True)
        self.told = parts.text("", "secondary")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addStretch(1)
        card.box.addWidget(self.title)
        card.box.addWidget(parts.scrolled(inner), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.apply_button = actions.button(self.acts["guidance.apply"], primary=True)
        foot.addWidget(self.apply_button)
        card.box.addLayout(foot)
        middle.addWidget(card, 4)
        box.addLayout(middle, 1)

    def reload(self) -> None:
        """Ask again what came from above."""
        self._jobs.ask(
            guidance.overview, self._desk.folder, owner=self, then=self._know, refused=self._refuse,
            exclusive="guidance",
        )  # fmt: skip

    def _know(self, found: Overview) -> None:
        self._found = found
        wanted = self._shown.publisher if self._shown else ""
        packages = sorted(found.packages, key=lambda one: (one.publisher != wanted, not one.waits))
        self._shown = packages[0] if packages else None
        self._instead &= {item.name for item in self._items()}
        self.table.reload()
        self._tell()
        if found.unsettled and self._desk.may(Right.ARRANGE):
            self._jobs.order(guidance.settle, owner=self, refused=self._refuse)

    def _items(self) -> tuple[Item, ...]:
        return self._shown.items if self._shown else ()

    def _tell(self) -> None:
        shown, arranges = self._shown, self._desk.may(Right.ARRANGE)
        self.acts["guidance.take"].setEnabled(arranges)
        self.acts["guidance.apply"].setEnabled(
            arranges and shown is not None and (shown.waits or bool(self._instead))
        )
        self.acts["guidance.back"].setEnabled(arranges and self._found.may_go_back)
        self.acts["guidance.other"].setEnabled(len(self._found.packages) > 1)
        self.acts["guidance.out"].setEnabled(shown is not None)
        lines = (
            [_summary(shown)]
            if shown
            else [
                _(
                    "Chưa có hướng dẫn nào từ cấp trên. Gói tới cùng lần trao đổi với cổng, hoặc nhận từ tệp (Ctrl+I)."
                )
            ]
        )
        lines += [wording.sentence(one.code, {"name": one.name}) for one in self._found.turned_away]
        self.about.setText("\n".join(lines))
        self._chosen(self.table.current())

    def _mark(self, item: Item) -> Mark:
        if item.name in self._instead:
            return Mark(_("Lấy của cấp trên"), "next", "accent")
        return Mark(wording.label(item.beside), *_MARKS[item.beside])

    def _chosen(self, item: Item | None) -> None:
        self.acts["guidance.instead"].setEnabled(item is not None and item.beside is Beside.OWN)
        self.title.setText(_title(item) if item else "")
        self.told.setText(_explained(item) if item else "")

    # --- what can be done

    def pick(self) -> None:
        """Choose a package that was carried here."""
        dialogs.pick_file(self, _("Gói hướng dẫn của cấp trên"), _("Gói hướng dẫn (*.huongdan)"), self.take)

    def take(self, path: Path) -> None:
        """Keep it, and show what it brings; nothing is in force by this."""
        self._run(guidance.take_file, path, then=self._took)

    def _took(self, _came: object) -> None:
        self._say(_("Đã nhận gói hướng dẫn. Xem bên dưới rồi áp dụng."))
        self._shown = None
        self.reload()

    def apply(self) -> None:
        """Try out its templates, then put everything in place that waits."""
        if self._shown is not None:
            self._jobs.run(
                guidance.prepare, self._desk, self._shown.publisher, owner=self, then=self._prepared,
                refused=self._refuse, label=_("Thử các mẫu của cấp trên"), stop="check", counted=True,
            )  # fmt: skip

    def _prepared(self, prepared: Prepared) -> None:
        self._jobs.order(
            guidance.apply,
            prepared,
            tuple(self._instead),
            owner=self,
            then=self._applied,
            refused=self._refuse,
        )

    def _applied(self, done: Applied) -> None:
        self._instead.clear()
        told = _("Đã áp dụng bản {version}: {taken} mục; giữ {kept} mục riêng của đơn vị")
        words = told.format(version=done.version, taken=done.taken, kept=done.kept)
        self._say(words, tone="care" if done.refused else "good", undoable=True)
        self.reload()

    def choose_instead(self) -> None:
        """Take what the unit has of its own from above all the same, or leave it again."""
        item = self.table.current()
        if item is not None and item.beside is Beside.OWN:
            self._instead ^= {item.name}
            self.table.reload()
            self._tell()

    def back(self) -> None:
        """As it was before the last package was put in place."""
        self._jobs.order(guidance.back, owner=self, then=self._went_back, refused=self._refuse)

    def _went_back(self, _value: object) -> None:
        self._say(_("Đã quay lại như trước khi áp dụng"), undoable=True)
        self.reload()

    def other(self) -> None:
        """The next publisher's package."""
        names = [one.publisher for one in self._found.packages]
        if self._shown is not None and len(names) > 1:
            after = names[(names.index(self._shown.publisher) + 1) % len(names)]
            self._shown = next(one for one in self._found.packages if one.publisher == after)
            self.table.reload()
            self._tell()

    def pick_out(self) -> None:
        """Choose where the file goes that carries the package on to another PC."""
        if self._shown is not None:
            dialogs.pick_folder(self, _("Chép gói hướng dẫn vào thư mục"), self.write_out)

    def write_out(self, folder: Path) -> None:
        """The same, the folder known."""
        if self._shown is not None:
            file = folder / f"huong-dan-{self._shown.version}{guidance.SUFFIX}"
            self._run(guidance.write_out, self._shown.publisher, file, then=self._wrote)

    def _wrote(self, file: Path) -> None:
        self._say(_("Đã chép gói ra {file}").format(file=file.name))

    def _run(self, work: Callable[..., Any], *arguments: Any, then: Callable[[Any], None]) -> None:
        self._jobs.run(
            work,
            self._desk,
            *arguments,
            owner=self,
            then=then,
            refused=self._refuse,
            label=_("Hướng dẫn từ cấp trên"),
        )


def _title(item: Item) -> str:
    return (
        wording.label(Rank(item.code))
        if item.part is Part.THRESHOLD and item.code in set(Rank)
        else item.title
    )


def _summary(known: Known) -> str:
    counts = [
        f"{wording.label(how)}: {number}"
        for how in Beside
        if (number := sum(item.beside is how for item in known.items))
    ]
    force = (
        _("đang áp dụng bản {version}").format(version=known.in_force)
        if known.in_force
        else _("chưa áp dụng")
    )
    version = _("bản {version}").format(version=known.version)
    return " · ".join((known.name, known.title, f"{version} ({force})", *counts))


def _explained(item: Item) -> str:
    lines = [
        f"{wording.sentence(one.code, one.facts)} {wording.advice(one.code, one.facts)}"
        for one in item.problems
    ]
    if item.valid_from is not None:
        lines.append(_("Áp dụng từ {day}").format(day=reading.show_date(item.valid_from)))
    if item.beside is Beside.OWN:
        lines.append(_("Đơn vị đã có riêng: giữ cái của đơn vị, trừ khi chọn lấy của cấp trên (Ctrl+T)."))
    if item.beside is Beside.SAME:
        lines.append(_("Đang dùng đúng như cấp trên gửi."))
    if item.beside is Beside.NEW:
        lines.append(_("Đơn vị chưa có. Mẫu giấy tờ chỉ nằm bên cạnh, in từ mẫu nào do đơn vị chọn."))
    lines += [_difference(one) for one in item.differences]
    return "\n\n".join(lines)


def _difference(one: Difference) -> str:
    known = FIELDS.get(one.field)
    told = _("{field}\nđơn vị: {ours}\ncấp trên: {theirs}")
    return told.format(
        field=_(known) if known else one.field, ours=_shown(one.ours), theirs=_shown(one.theirs)
    )


def _shown(value: object) -> str:
    if value is None or value in ("", ()):
        return "–"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, date):
        return reading.show_date(value)
    if isinstance(value, tuple):
        plain = [one for one in value if isinstance(one, str)]
        return (
            ", ".join(plain) if len(plain) == len(value) else _("gồm {count} dòng").format(count=len(value))
        )
    return str(value) if isinstance(value, str) else _("khác nhau")
