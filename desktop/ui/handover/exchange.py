"""All that Nộp cổng tells at once, from one view, and the line beneath its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop import wording
from desktop.i18n import _
from desktop.services import clones, handed, handing_over, line, practice_guard, sharing
from desktop.services.desk import Look, question
from desktop.services.handing_over import Beyond, Submitted, Summary
from desktop.services.line import Estimate
from desktop.services.sharing import Sharing


@dataclass(frozen=True, slots=True)
class Exchange:
    """All that the screen tells, from one consistent view."""

    summary: Summary
    ready: tuple[str, ...]
    """The ids of what may be frozen."""
    counts: Mapping[str, int]
    """How many stand in each state at the portal."""
    beyond: Beyond | None
    sharing: Sharing
    estimate: Estimate | None
    held: str
    """Why this folder sends nothing yet, where it was copied."""
    practice: bool
    """Whether the register is for training alone."""


@question()
def exchange(look_: Look) -> Exchange:
    """The sentence's numbers and the lists, so that they agree."""
    return Exchange(
        handing_over.summary(look_),
        handed.ready_ids(look_),
        handed.counts(look_),
        handing_over.beyond(look_),
        sharing.state(look_),
        line.estimate(look_),
        clones.held(look_),
        practice_guard.is_practice(look_),
    )


def detail(found: Exchange) -> str:
    """The line beneath the sentence: which portal, what stands there and above it, what waits for a choice."""
    summary = found.summary
    told = [_("SỔ TẬP: không gửi gì tới cổng thật")] if found.practice else []
    if summary.portal_name:
        told.append(_("Cổng: {name}").format(name=summary.portal_name))
    if summary.complete or summary.received or summary.approved:
        told.append(
            _("còn chờ tệp {received}, đã nhận đủ {complete}, hợp lệ {approved}").format(
                received=summary.received, complete=summary.complete, approved=summary.approved
            )
        )
    if summary.wait_code:
        told.append(wording.sentence(summary.wait_code))
    if found.beyond is not None:
        told.append(_beyond(found.beyond))
    if found.sharing.deletions:
        told.append(
            _("máy khác xóa {count} bản ghi cùng lúc, chờ người quản trị đồng ý (Ctrl+M)").format(
                count=found.sharing.deletions
            )
        )
    if found.sharing.tasks:
        told.append(_("{count} việc cần chọn giữa hai máy").format(count=found.sharing.tasks))
    return " · ".join(told)


def submitted_words(result: Submitted) -> str:
    """What "Chốt nộp" did, in a line."""
    told = [_("Đã chốt {count} sáng kiến").format(count=len(result.frozen))]
    if result.unchanged and not result.frozen:
        told = [_("Chưa có gì đổi so với bản đã chốt; sửa phiếu trước, hoặc gửi lại như cũ")]
    if result.not_released:
        told.append(_("{count} không nộp theo mức công bố").format(count=len(result.not_released)))
    if result.incomplete:
        told.append(_("{count} còn thiếu").format(count=len(result.incomplete)))
    if result.without_consent:
        words = _("{count} tác giả chưa có giấy đồng ý (Danh mục, Đồng ý)")
        told.append(words.format(count=len(result.without_consent)))
    return " · ".join(told)


def _beyond(above: Beyond) -> str:
    if not above.known:
        why = wording.sentence(above.code) if above.code else _("trả lời về ở lần gửi tới")
        return _("cổng trên {name} chưa biết máy này: {why}").format(name=above.name, why=why)
    return _("cổng trên {name}: nhận {received}, đủ {complete}, chưa nhận {parked}").format(
        name=above.name, received=above.received, complete=above.complete, parked=above.parked
    )
