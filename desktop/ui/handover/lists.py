"""The lists of Nộp cổng: what waits, what is on its way, what came back or was set aside, what is there, receipts.

Each asks its own question a page at a time, so that a hundred thousand records open as quickly as ten.
"""

from __future__ import annotations

from datetime import datetime

from desktop import wording
from desktop.domain.problems import Problem
from desktop.i18n import _
from desktop.services import handed
from desktop.services.handed import RecordState, ShownReceipt
from desktop.services.initiatives import InitiativeRow
from desktop.ui import marks
from desktop.ui.handover.values import portal_field
from desktop.ui.jobs import Jobs
from desktop.ui.kit import reading
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, asking

Pair = tuple[InitiativeRow, RecordState]

ON_THE_WAY = ("frozen", "unknown", "held", "received")
RETURNED = ("returned",)
PARKED = ("parked",)
THERE = ("complete", "approved", "withdrawn")


def ready_table(jobs: Jobs) -> Table:
    """Recognised, not yet frozen for the portal, or mended since."""
    columns = [
        Column(_("Số"), lambda row: str(row.number or ""), 76),
        Column(_("Tên sáng kiến"), lambda row: row.title, 0),
        Column(_("Tác giả"), lambda row: marks.first_of(row.authors), 190),
        Column(_("Mức công bố"), lambda row: wording.label(row.release), 170),
        Column(_("Bảo mật"), lambda row: Mark(_("có"), "protected", "care") if row.is_protected else "", 100),
    ]
    asked = asking(jobs, handed.ready, lambda offset, limit: (offset, limit), lambda: made)
    made = Table(
        PagedModel(columns, asked, lambda row: row.id),
        _("Chờ chốt nộp"),
        ticks=True,
        empty=_(
            "Không có sáng kiến nào chờ chốt nộp. Sáng kiến vào đây khi quyết định "
            "công nhận đã ghi số, ngày ký (Quyết định, F2), hoặc khi phiếu đã nộp được sửa."
        ),
    )
    return made


def handed_table(jobs: Jobs, words: str, states: tuple[str, ...]) -> Table:
    """Frozen once, with where they stand."""
    columns = [
        *_first_columns(),
        Column(_("Ở cổng"), lambda pair: marks.portal(pair[1].state.value), 190),
        Column(_("Chốt lúc"), lambda pair: reading.show_time(pair[1].frozen_at), 116),
        Column(_("Cổng trả lời"), _answered, 120),
    ]
    return _table(jobs, columns, words, states)


def back_table(jobs: Jobs, words: str, states: tuple[str, ...], since: str) -> Table:
    """What came back or was set aside: since when, at which field, and why."""
    columns = [
        *_first_columns(),
        Column(since, _answered, 116),
        Column(_("Ô"), lambda pair: portal_field(pair[1].field), 110),
        Column(_("Lý do"), lambda pair: Mark(why(pair[1]), *marks.tone_of(pair[1].state.value)), 400),
    ]
    return _table(jobs, columns, words, states)


def _first_columns() -> list[Column]:
    return [
        Column(_("Số"), lambda pair: str(pair[0].number or ""), 60),
        Column(_("Tên sáng kiến"), lambda pair: pair[0].title, 0),
    ]


def _table(jobs: Jobs, columns: list[Column], words: str, states: tuple[str, ...]) -> Table:
    asked = asking(jobs, handed.at_portal, lambda offset, limit: (states, offset, limit), lambda: made)
    made = Table(
        PagedModel(columns, asked, lambda pair: pair[0].id), words, empty=_("Không có hồ sơ nào ở đây.")
    )
    return made


def receipts_table(jobs: Jobs) -> Table:
    """Signed receipts, those on screen verified again just now."""
    columns = [
        Column(_("Sáng kiến"), _receipt_title, 0),
        Column(_("Cổng"), lambda item: item.portal, 130),
        Column(_("Cổng ký nhận"), lambda item: marks.portal(item.state), 130),
        Column(_("Lúc"), lambda item: _moment(item.at), 124),
        Column(_("Lần"), lambda item: str(item.version), 50),
        Column(_("Chữ ký"), _verified, 176),
    ]
    asked = asking(jobs, handed.receipts_page, lambda offset, limit: (offset, limit), lambda: made)
    made = Table(
        PagedModel(columns, asked, lambda item: f"{item.key} {item.state}"),
        _("Biên nhận"),
        empty=_("Chưa có biên nhận. Gửi ngay (Ctrl+G) hoặc nhận gói tệp trả lời (Ctrl+B)."),
    )
    return made


def why(state: RecordState) -> str:
    """Why a reviewer sent it back, the portal did not take it, or somebody here set it aside."""
    if state.reason:
        return state.reason
    return wording.sentence(state.code, state.facts) if state.code else ""


def problems_words(problems: tuple[Problem, ...]) -> str:
    """What one lacks, in a line."""
    return " ".join(wording.sentence(problem.code, problem.facts) for problem in problems)


def _answered(pair: Pair) -> str:
    return reading.show_time(pair[1].answered_at) if pair[1].answered_at else ""


def _receipt_title(item: ShownReceipt) -> str:
    return _("Đề nghị: {title}").format(title=item.title) if item.asks else item.title or item.record


def _moment(text: str) -> str:
    try:
        return reading.show_time(datetime.fromisoformat(text))
    except ValueError:
        return text


def _verified(item: ShownReceipt) -> Mark:
    if item.verified:
        return Mark(_("đúng chữ ký cổng"), "good", "good")
    return Mark(_("KHÔNG đúng chữ ký"), "bad", "bad")
