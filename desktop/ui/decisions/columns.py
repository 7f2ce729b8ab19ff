"""What the register shows of a decision or another paper."""

from __future__ import annotations

from desktop import wording
from desktop.domain.issued import Deed
from desktop.i18n import _
from desktop.services.register_rows import Kept, RegisterRow
from desktop.ui import marks
from desktop.ui.kit import reading
from desktop.ui.kit.tables import Column, Mark


def columns() -> list[Column]:
    """The columns of the register."""
    return [
        Column(_("Số"), number, 150),
        Column(_("Ngày ký"), lambda row: reading.show_date(row.signed_on), 122),
        Column(_("Văn bản"), what, 0),
        Column(_("Trạng thái"), lambda row: marks.decision(row.state), 118),
        Column(_("Người ký"), lambda row: row.signer, 172),
        Column(_("Sáng kiến"), lambda row: str(row.initiatives or ""), 88, right=True),
        Column(_("Bản quét"), lambda row: Mark(_("có"), "attach", "muted") if row.has_scan else "", 88),
    ]


def number(row: RegisterRow) -> str | Mark:
    """Its number, or that there is none yet."""
    return row.number or Mark(_("chưa có số"), "", "muted")


def what(row: RegisterRow) -> str | Mark:
    """What it is; where others mend it, that is said first."""
    if row.mended_by:
        told = _("Đã có {numbers} sửa đổi").format(numbers=", ".join(row.mended_by))
        return Mark(told, "edit", "care")
    if row.deed is not Deed.NONE:
        return f"{wording.label(row.deed)} {row.mends}"
    return row.subject or _("Quyết định công nhận")


def title(row: RegisterRow) -> str:
    """The heading over its pages."""
    if row.kept is Kept.DECISION:
        return _("Quyết định {number}").format(number=row.number) if row.number else _("Dự thảo quyết định")
    return _("Văn bản {number}").format(number=row.number) if row.number else _("Dự thảo văn bản")


def stem(row: RegisterRow) -> str:
    """The file's name when it is saved; nobody is named in it."""
    return title(row) if row.number else f"{title(row)} {row.drafted_on.isoformat()}"
