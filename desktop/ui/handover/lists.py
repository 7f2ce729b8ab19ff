"""The lists of Nộp cổng: what waits, what is on its way, what came back, what the portal has, receipts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop import wording
from desktop.i18n import _
from desktop.services.handing_over import RecordState, ShownReceipt
from desktop.services.initiatives import InitiativeRow
from desktop.ui import marks
from desktop.ui.kit import reading
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once

Pair = tuple[InitiativeRow, RecordState]

ON_THE_WAY = frozenset({"frozen", "unknown", "held", "received"})
BACK = frozenset({"parked", "returned"})
THERE = frozenset({"complete", "approved"})


@dataclass(frozen=True, slots=True)
class Titled:
    """A receipt and the title of what it is for."""

    receipt: ShownReceipt
    title: str


def ready_table(rows: Callable[[], Sequence[InitiativeRow]]) -> Table:
    """Recognised, not yet frozen for the portal."""
    columns = [
        Column(_("Số"), lambda row: str(row.number or ""), 76),
        Column(_("Tên sáng kiến"), lambda row: row.title, 0),
        Column(_("Tác giả"), lambda row: marks.first_of(row.authors), 190),
        Column(_("Mức công bố"), lambda row: wording.label(row.release), 170),
        Column(_("Bảo mật"), lambda row: Mark(_("có"), "protected", "care") if row.is_protected else "", 100),
    ]
    return Table(PagedModel(columns, all_at_once(rows), lambda row: row.id), _("Chờ chốt nộp"), ticks=True)


def handed_table(words: str, rows: Callable[[], Sequence[Pair]], *, why: bool = False) -> Table:
    """Frozen once, with where they stand; `why` adds what the portal said against them."""
    columns = [
        Column(_("Số"), lambda pair: str(pair[0].number or ""), 60),
        Column(_("Tên sáng kiến"), lambda pair: pair[0].title, 0),
        Column(_("Ở cổng"), lambda pair: marks.portal(pair[1].state.value), 190),
        Column(_("Chốt lúc"), lambda pair: reading.show_time(pair[1].frozen_at), 116),
        Column(_("Cổng trả lời"), _answered, 120),
    ]
    if why:
        columns.append(Column(_("Lý do"), _why, 280))
    return Table(PagedModel(columns, all_at_once(rows), lambda pair: pair[0].id), words)


def receipts_table(rows: Callable[[], Sequence[Titled]]) -> Table:
    """Signed receipts, verified again just now."""
    columns = [
        Column(_("Sáng kiến"), lambda item: item.title, 0),
        Column(_("Cổng"), lambda item: item.receipt.portal, 200),
        Column(_("Biên nhận"), lambda item: marks.portal(item.receipt.state), 190),
        Column(_("Lúc"), lambda item: _moment(item.receipt.at), 120),
        Column(_("Lần"), lambda item: str(item.receipt.version), 60),
        Column(_("Chữ ký"), _verified, 170),
    ]
    return Table(PagedModel(columns, all_at_once(rows), lambda item: item.receipt.key), _("Biên nhận"))


def _answered(pair: Pair) -> str:
    return reading.show_time(pair[1].answered_at) if pair[1].answered_at else ""


def _why(pair: Pair) -> str:
    state = pair[1]
    if state.reason:
        return state.reason
    return wording.sentence(state.code) if state.code else ""


def _moment(text: str) -> str:
    try:
        return reading.show_time(datetime.fromisoformat(text))
    except ValueError:
        return text


def _verified(item: Titled) -> Mark:
    if item.receipt.verified:
        return Mark(_("đúng chữ ký cổng"), "good", "good")
    return Mark(_("KHÔNG đúng chữ ký"), "bad", "bad")


def titles(pairs: Sequence[Pair]) -> dict[str, str]:
    """Titles by id."""
    return {row.id: row.title for row, _state in pairs}
