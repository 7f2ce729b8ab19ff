"""Care that nobody asks for: a look after a stop that was not clean, the day's backup, the one at the end of work.

Nothing here stops work: what is found is a note, and stays on the page of the data's safety.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import backups, care, clones
from desktop.services.backups import Automatic
from desktop.services.care import PlaceKind, Report
from desktop.services.clones import Standing
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs

Say = Callable[..., None]


class Watch(QObject):
    """Looks after the folder of one desk for as long as the window stands."""

    def __init__(self, desk: Desk, jobs: Jobs, say: Say, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._say = say

    def begin(self) -> None:
        """After signing in: what the last stop left, where the folder lies, the day's backup."""
        if self._desk.opened.head_fault:
            self._tell(self._desk.opened.head_fault, tone="bad")
        if not self._desk.opened.writable:
            return
        if self._desk.opened.unclean:
            self._jobs.run(
                care.quick_look,
                self._desk,
                owner=self,
                then=self._looked,
                refused=self._refused,
                label=_("Kiểm lại sau lần tắt đột ngột"),
            )
        self._jobs.run(care.place_of, self._desk, owner=self, then=self._placed)
        self._jobs.run(
            clones.look_out,
            self._desk,
            owner=self,
            then=self._looked_out,
            refused=self._refused,
            touches=("portal",),
        )
        self._jobs.run(
            backups.automatic,
            self._desk,
            "daily",
            owner=self,
            then=self._backed_up,
            refused=self._refused,
            stop="check",
        )

    def end(self, then: Callable[[], None]) -> None:
        """At the end of work: a last backup where something changed, then leave, however it went."""

        def leave(_outcome: object) -> None:
            then()

        self._jobs.run(
            backups.automatic, self._desk, "closing", owner=self, then=leave, refused=leave, stop="check"
        )

    def _looked(self, report: Report) -> None:
        wrong = [check.code for check in report.checks if not check.is_well]
        if wrong:
            words = _("Lần trước máy tắt đột ngột và có chỗ hỏng: xem Danh mục, An toàn dữ liệu.")
            self._say(words, tone="bad")
        else:
            self._say(_("Lần trước máy tắt đột ngột; đã kiểm lại, dữ liệu nguyên vẹn."), tone="good")

    def _placed(self, kind: PlaceKind) -> None:
        if kind is not PlaceKind.ORDINARY:
            self._tell("doctor.place", tone="care", kind=kind)

    def _backed_up(self, done: Automatic) -> None:
        if done.code == "backup.no_room":
            self._tell(done.code, tone="care")
        elif done.second.code in ("second.absent", "second.not_written"):
            self._tell(done.second.code, tone="care")

    def _looked_out(self, standing: Standing) -> None:
        if standing.code:
            self._tell(standing.code, tone="bad", folder=standing.other)

    def _refused(self, refused: Refused) -> None:
        self._tell(refused.code, tone="care", **refused.facts)

    def _tell(self, code: str, *, tone: str, **facts: object) -> None:
        self._say(f"{wording.sentence(code, facts)} {wording.advice(code, facts)}".strip(), tone=tone)
