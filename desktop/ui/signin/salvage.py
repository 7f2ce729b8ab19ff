"""Cứu dữ liệu before anybody could sign in: the folder's place is taken by a good one made of what can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, parts
from desktop.ui.signin import opening

if TYPE_CHECKING:
    from desktop.services.salvaging import Salvaged

DAMAGED = "database.damaged"
_MOST_LINES = 8
_LOST = frozenset(
    {
        "salvage.record_lost",
        "salvage.file_lost",
        "salvage.operations_lost",
        "salvage.entries_lost",
        "salvage.person_keys_lost",
    }
)


class Salvage(QObject):
    """A button that is seen where the data are damaged; asked once more, since it takes a while."""

    began = Signal()
    ended = Signal()

    def __init__(
        self,
        folder: Path,
        jobs: Jobs,
        passphrase: Callable[[], str],
        refuse: Callable[[Refused], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._jobs = jobs
        self._passphrase = passphrase
        self._refuse = refuse
        self._page = parent
        self.button = parts.pressed(_("Cứu dữ liệu"), "refresh", self._ask)
        self.button.hide()

    def offer(self, code: str) -> None:
        """Show the button beside a refusal, where salvage answers it."""
        self.button.setVisible(code == DAMAGED or (code == "key.wrong" and not self.button.isHidden()))

    def _ask(self) -> None:
        dialogs.ask(
            self._page,
            _("Cứu những gì còn đọc được?"),
            _(
                "Dữ liệu còn đọc được, các bản sao lưu và lịch sử được ghép thành một sổ tốt; từ nay mở sổ ấy. "
                "Thư mục hỏng giữ nguyên bên cạnh, không xóa gì. Sau đó máy này ghi danh lại với cổng."
            ),
            (("salvage", _("Cứu dữ liệu")), ("wait", _("Để sau"))),
            self._answered,
        )

    def _answered(self, answer: str) -> None:
        if answer == "salvage":
            self.began.emit()
            self._jobs.run(
                opening.salvage,
                self._folder,
                self._passphrase(),
                owner=self,
                then=self._done,
                refused=self._refuse,
                label=_("Cứu dữ liệu"),
            )

    def _done(self, done: Salvaged) -> None:
        self.button.hide()
        self.ended.emit()
        told = [*_losses(done), _("Thư mục hỏng nằm ở {folder}.").format(folder=done.aside)]
        told.append(_("Gõ mật khẩu để mở sổ đã cứu."))
        whole = _("Đã cứu {records} bản ghi và {files} tệp")
        dialogs.tell(
            self._page, whole.format(records=done.records, files=done.files), "\n".join(told), tone="good"
        )


def _losses(done: Salvaged) -> list[str]:
    """What nobody can read any more, first of all; what came back is only counted."""
    lost = [one for one in done.differences if one.code in _LOST]
    told = [
        wording.sentence(one.code, {"kind": one.kind, "what": one.what, "count": one.count})
        for one in lost[:_MOST_LINES]
    ]
    if len(lost) > _MOST_LINES:
        told.append(_("và {count} chỗ khác nữa").format(count=len(lost) - _MOST_LINES))
    if not lost:
        told.append(_("Không mất bản ghi hay tệp nào."))
    back = len(done.differences) - len(lost)
    if back:
        words = _("{count} chỗ lấy lại từ lịch sử hay bản sao lưu, có thể cũ hơn lúc hỏng.")
        told.append(words.format(count=back))
    return told
