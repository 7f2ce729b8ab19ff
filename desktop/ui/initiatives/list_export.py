"""The list out as a workbook: whole, to be edited and taken in again, or as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.i18n import _, ngettext
from desktop.services import exporting
from desktop.services.initiatives import ListQuery, PortalRow
from desktop.ui.kit import dialogs
from desktop.ui.kit.tables import Column, Mark
from desktop.ui.screen import Screen


class ListExport(QObject):
    """Asks how and where, then writes on the work lane."""

    def __init__(self, page: QWidget, screen: Screen, columns: Sequence[Column]) -> None:
        super().__init__(page)
        self._page, self._screen, self._columns = page, screen, columns
        self._query = ListQuery()

    def start(self, query: ListQuery, total: int) -> None:
        """Ask which of the two."""
        self._query = query
        told = ngettext(
            "Xuất {count} sáng kiến đang hiện ra Excel?", "Xuất {count} sáng kiến đang hiện ra Excel?", total
        )
        answers = (
            ("whole", _("Đủ cột, để sửa rồi nhập lại")),
            ("shown", _("Như đang thấy")),
            ("no", _("Thôi")),
        )
        more = _("Bộ lọc, chữ tìm và thứ tự như trên màn hình.")
        dialogs.ask(self._page, told.format(count=total), more, answers, self._pick)

    def _pick(self, answer: str) -> None:
        if answer != "no":
            then = partial(self.write, as_shown=answer == "shown")
            dialogs.pick_new_file(
                self._page, _("Xuất Excel"), _("Excel (*.xlsx)"), then, start="sang-kien.xlsx"
            )

    def write(self, path: Path, *, as_shown: bool) -> None:
        """Write it."""
        common: dict[str, Any] = {
            "owner": self._page, "then": partial(self._written, path), "refused": self._screen.refuse,
            "label": _("Xuất {file}").format(file=path.name), "stop": "check",
        }  # fmt: skip
        run, desk = self._screen.jobs.run, self._screen.desk
        if as_shown:
            headings = [column.words for column in self._columns]
            say = partial(_texts, self._columns)
            run(exporting.export_shown, desk, self._query, path, headings, say, **common)
        else:
            run(exporting.export_list, desk, self._query, path, **common)

    def _written(self, path: Path, count: int) -> None:
        self._screen.say(_("Đã xuất {count} sáng kiến ra {file}.").format(count=count, file=path.name))


def _texts(columns: Sequence[Column], item: PortalRow) -> list[str]:
    found = [column.show(item) for column in columns]
    texts = [one.words if isinstance(one, Mark) else one for one in found]
    by_author = [column.sort for column in columns].index("author")
    texts[by_author] = item.row.authors  # all of them, where the screen has room for one
    return texts
