"""Beside the form: likely duplicates while typing (a hint, never a refusal) and what the portal would see."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.house import Release
from desktop.domain.initiative import Initiative
from desktop.domain.likeness import content_of
from desktop.i18n import N_, _
from desktop.services import likenesses
from desktop.ui import marks
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts

_LEAVES = {
    Release.FULL: N_(
        "Tên, tác giả, tóm tắt, mô tả, hiệu quả và tệp không bảo mật. Phần cần bảo mật đi dạng mã hóa."
    ),
    Release.TITLE: N_("Chỉ tên (hoặc tên công khai) và hiệu quả."),
    Release.NONE: N_("Không gì cả: sáng kiến này không nộp lên cổng."),
}


class Hints(QWidget):
    """A narrow column; says nothing where there is nothing to say."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._asked: tuple[str, tuple[str, ...], str] = ("", (), "")
        self.setFixedWidth(248)
        self.alike = parts.Card("care", margin=look.M, spacing=look.XS)
        self.alike.box.addWidget(parts.heading(_("Có thể trùng"), "strong"))
        self.alike_words = parts.text("")
        self.alike.box.addWidget(self.alike_words)
        self.release = parts.Card(margin=look.M, spacing=look.XS)
        self.release.box.addWidget(parts.heading(_("Cổng sẽ thấy"), "strong"))
        self.release_words = parts.text("", "secondary")
        self.release.box.addWidget(self.release_words)
        tips = parts.Card(margin=look.M, spacing=look.XS)
        tips.box.addWidget(parts.heading(_("Phím"), "strong"))
        tips.box.addWidget(
            parts.text(
                _(
                    "Enter: ô kế tiếp\nCtrl+S: lưu\nCtrl+T: thêm đồng tác giả\nF6: chi tiết tác giả\n"
                    "Alt+E: chia đều tỷ lệ\nAlt+R: chia phần còn lại"
                ),
                "secondary",
            )
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.M)
        for card in (self.alike, self.release, tips):
            box.addWidget(card)
        box.addStretch(1)
        self.clear()

    def clear(self) -> None:
        """For a fresh form."""
        self._asked = ("", (), "")
        self.alike.hide()

    def show_release(self, release: Release | None) -> None:
        """What a portal may see at this level."""
        self.release_words.setText(_(_LEAVES[release]) if release is not None else "")

    def look_for(self, typed: Initiative) -> None:
        """Look for initiatives that resemble this one."""
        asked = (typed.title, tuple(author.name for author in typed.authors), content_of(typed))
        if asked == self._asked or len(typed.title) < 6:
            return
        self._asked = asked
        self._jobs.ask(
            likenesses.alike, *asked, but=typed.id, owner=self, then=self._found, exclusive="alike"
        )

    def _found(self, found: tuple[likenesses.Alike, ...]) -> None:
        self.alike.setVisible(bool(found))
        self.alike_words.setText("\n".join(f"{marks.alike(item)}{_held(item)}" for item in found[:3]))


def _held(item: likenesses.Alike) -> str:
    """What the council holds of it, where it said."""
    if item.view is None:
        return ""
    return _(" (hội đồng: trùng)") if item.view.is_same else _(" (hội đồng: không trùng)")
