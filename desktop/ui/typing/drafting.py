"""Typed is stored: what stands in a form is kept while somebody types, in pauses, and whenever a field is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import drafts
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.kit import reading
from desktop.ui.places import Place

IDLE = 700
"""Milliseconds without a key after which the draft is kept."""
LONGEST = 1_000
"""Milliseconds after which it is kept although keys still come: with a slow disk's write, well under two seconds."""

NEW = "initiative/new"
"""The forms of initiatives that have no id yet: each has a name of its own below this one."""


def form_name(initiative: Initiative) -> str:
    """Under which name the draft of a stored initiative is kept."""
    return f"initiative/{initiative.id}"


def is_new(form: str) -> bool:
    """Whether a draft is of a form that was never stored."""
    return form == NEW or form.startswith(f"{NEW}/")


def new_form(desk: Desk) -> str:
    """A name for a fresh form: known at once, so that typing need not wait for what is in the store."""
    return drafts.fresh(desk, NEW)


def place_of(form: str) -> Place:
    """Where the form of a draft is."""
    room, _slash, record = form.partition("/")
    if room == "idea":
        return Place("ideas", facts={"draft": form})
    if room == "describing":
        return Place("describing", record)
    if room == "question_sheet":
        return Place("describing", record, {"questions": "1"})
    return Place("initiatives", facts={"draft": form})


def named(draft: drafts.Draft) -> str:
    """Which draft it is: what is being written, its title where it has one, and when it was kept."""
    words = {
        "idea": _("Ý tưởng đang ghi dở"),
        "describing": _("Bản mô tả đang viết dở"),
        "question_sheet": _("Phiếu hỏi lại đang nhập dở"),
    }.get(draft.form.partition("/")[0], _("Phiếu đang nhập dở"))
    what = ": ".join(filter(None, (words, _title(draft.body))))
    return _("{what} · lưu nháp {time}").format(what=what, time=reading.show_time(draft.at))


def _title(body: str) -> str:
    try:
        held = msgspec.json.decode(body, type=_Titled)
    except msgspec.MsgspecError:
        return ""
    return str((held.initiative or held.idea or {}).get("title", ""))


class _Titled(msgspec.Struct):
    """As much of a draft's body as tells it from others."""

    initiative: dict[str, Any] | None = None
    idea: dict[str, Any] | None = None


def pack(initiative: Initiative, raw: dict[str, str]) -> str:
    """A draft's body: the initiative as far as it could be read, and fields that could not, as typed."""
    return msgspec.json.encode({"initiative": initiative, "raw": raw}).decode()


def unpack(body: str) -> tuple[Initiative, dict[str, str]] | None:
    """What `pack` wrote; None where another program version wrote something else."""
    try:
        held = msgspec.json.decode(body)
        return msgspec.convert(held["initiative"], Initiative, strict=False), dict(held["raw"])
    except (msgspec.MsgspecError, KeyError, TypeError):
        return None


class DraftKeeper(QObject):
    """Keeps the draft of one form at a time; says so in one quiet line. `snapshot` gives its name and body."""

    kept = Signal(str)

    def __init__(
        self, desk: Desk, jobs: Jobs, snapshot: Callable[[], tuple[str, str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._snapshot = snapshot
        self._last = ("", "")
        self._idle = QTimer(self, interval=IDLE, singleShot=True)
        self._longest = QTimer(self, interval=LONGEST, singleShot=True)
        for timer in (self._idle, self._longest):
            timer.timeout.connect(self.keep)

    def touched(self) -> None:
        """Something was typed."""
        self._idle.start()
        if not self._longest.isActive():
            self._longest.start()

    def keep(self) -> None:
        """Keep it now, if it differs from what was kept last."""
        self._rest()
        form, body = self._snapshot()
        if (form, body) == self._last:
            return
        self._last = (form, body)
        self._jobs.order(drafts.keep, form, body, owner=self, then=self._told, refused=self._refused)

    def forget(self) -> None:
        """What stands in the form was stored, or is to be dropped: nothing more to keep."""
        self._rest()
        self._last = ("", "")

    def drop(self, form: str) -> None:
        """Forget a draft in the store too."""
        self.forget()
        self._jobs.order(drafts.drop, form, owner=self, refused=self._refused)

    def _rest(self) -> None:
        self._idle.stop()
        self._longest.stop()

    def _told(self, _value: Any) -> None:
        time = reading.show_hour(self._desk.clock.now())
        self.kept.emit(_("Đã lưu nháp {time}").format(time=time))

    def _refused(self, _refused: Refused) -> None:
        self._last = ("", "")  # the same letters are tried again when typing goes on or the form closes
        self.kept.emit(_("Chưa lưu được nháp"))  # why stands in the window's bottom line
