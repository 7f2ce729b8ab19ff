"""The one honest sentence about the exchange with the portal, and the words for where a record stands there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Protocol

from desktop.i18n import N_, _, ngettext

_VIETNAM = timezone(timedelta(hours=7))
_DAYS = (
    N_("thứ Hai"),
    N_("thứ Ba"),
    N_("thứ Tư"),
    N_("thứ Năm"),
    N_("thứ Sáu"),
    N_("thứ Bảy"),
    N_("Chủ nhật"),
)


class Numbers(Protocol):
    """What the sentence is made of (the exchange's summary)."""

    @property
    def enrolled(self) -> bool:
        """Whether this PC may talk to a portal."""
        ...

    @property
    def unsent(self) -> int:
        """Versions that no portal has."""
        ...

    @property
    def oldest(self) -> datetime | None:
        """When the oldest of them was frozen."""
        ...

    @property
    def unknown(self) -> int:
        """Sent, and the answer was lost."""
        ...

    @property
    def parked(self) -> int:
        """Set aside: not taken by the portal, or held back here."""
        ...

    @property
    def returned(self) -> int:
        """Sent back by a reviewer."""
        ...

    @property
    def files_waiting(self) -> int:
        """Files that the portal still wants."""
        ...

    @property
    def requests(self) -> int:
        """Requests to withdraw or amend that have not reached the portal."""
        ...

    @property
    def last_contact(self) -> datetime | None:
        """When a portal last answered."""
        ...

    @property
    def next_try(self) -> datetime | None:
        """When the next try is due."""
        ...


def sync_sentence(numbers: Numbers, now: datetime) -> str:
    """The truth in one line; promises no try that is not due."""
    parts: list[str] = []
    if numbers.unsent:
        told = ngettext("{count} sáng kiến chưa gửi", "{count} sáng kiến chưa gửi", numbers.unsent)
        parts.append(told.format(count=numbers.unsent) + _age(numbers.oldest, now))
    elif numbers.files_waiting:
        told = ngettext("{count} tệp chưa gửi", "{count} tệp chưa gửi", numbers.files_waiting)
        parts.append(told.format(count=numbers.files_waiting))
    elif numbers.enrolled and not numbers.requests:
        parts.append(_("Không còn gì chờ gửi"))
    if numbers.requests:
        parts.append(_("{count} đề nghị chưa gửi").format(count=numbers.requests))
    if numbers.returned:
        parts.append(_("{count} bị trả lại").format(count=numbers.returned))
    if numbers.parked:
        parts.append(_("{count} để riêng").format(count=numbers.parked))
    if numbers.unknown:
        parts.append(_("{count} chờ hỏi lại cổng").format(count=numbers.unknown))
    if not numbers.enrolled:
        parts.append(_("Máy này chưa ghi danh với cổng"))
    elif numbers.last_contact:
        parts.append(_("liên lạc gần nhất {when}").format(when=_when(numbers.last_contact, now)))
    else:
        parts.append(_("chưa liên lạc lần nào"))
    if numbers.next_try and numbers.next_try > now:
        parts.append(_("gửi lại được từ {when}").format(when=_when(numbers.next_try, now)))
    told = " · ".join(parts)
    return told[:1].upper() + told[1:]


def _age(oldest: datetime | None, now: datetime) -> str:
    days = (now - oldest).days if oldest else 0
    if days < 1:
        return ""
    return ngettext(", cũ nhất {days} ngày", ", cũ nhất {days} ngày", days).format(days=days)


def _when(moment: datetime, now: datetime) -> str:
    here, today = moment.astimezone(_VIETNAM), now.astimezone(_VIETNAM).date()
    hour = here.strftime("%H:%M")
    if here.date() == today:
        return hour
    if abs((here.date() - today).days) < 7:
        return f"{_(_DAYS[here.weekday()])} {hour}"
    return here.strftime("%d/%m ") + hour


def held_words(pc: str, number: int, missing: Sequence[int], since: datetime | None = None) -> str:
    """A bundle that waits for earlier ones: whose, which, since when, and what to do."""
    told = _("Gói số {number} của máy {pc} đang chờ").format(number=number, pc=pc)
    if since is not None:
        told += " " + _("từ {day}").format(day=since.astimezone(_VIETNAM).strftime("%d/%m/%Y %H:%M"))
    if missing:
        first, last = missing[0], missing[-1]
        numbers = str(first) if first == last else f"{first}–{last}"
        told += ": " + _(
            "cần gói số {numbers} trước. Nhận các gói đó, hoặc nhờ máy kia ghi gói mới đủ từ đầu."
        ).format(numbers=numbers)
    else:
        told += ": " + _("máy này chưa có phần trước đó. Nhờ máy kia ghi gói mới đủ từ đầu.")
    return told
