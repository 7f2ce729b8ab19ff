"""All that Nộp cổng tells at once, from one view, and the line beneath its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop import wording
from desktop.i18n import _
from desktop.services import clones, handed, handing_over, line, practice_guard, sharing
from desktop.services.desk import Look, question
from desktop.services.handing_over import Beyond, RoundResult, Submitted, Summary
from desktop.services.line import Estimate
from desktop.services.sharing import Sharing
from desktop.ui.handover import lists


@dataclass(frozen=True, slots=True)
class Exchange:
    """All that the screen tells, from one consistent view."""

    summary: Summary
    ready: frozenset[str]
    """The ids of what may be frozen; made into a set where nobody waits, for there may be very many."""
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
        frozenset(handed.ready_ids(look_)),
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
    if not summary.enrolled and not found.practice:
        told.append(
            _(
                "Xin mã trên giấy của cổng rồi Ghi danh (Ctrl+R). Cổng không nhận qua mạng thì Xuất gói nộp và "
                "Gõ hộ (Ctrl+I)."
            )
        )
    told += _standing(found.counts)
    if summary.wait_code:
        told.append(f"{wording.sentence(summary.wait_code)} {wording.advice(summary.wait_code)}".strip())
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


def _standing(counts: Mapping[str, int]) -> list[str]:
    """How many records the portal holds, by the lists that show them; what is nought is not said."""
    waiting, valid = counts.get("received", 0), counts.get("approved", 0)
    there = sum(counts.get(state, 0) for state in lists.THERE)
    withdrawn = counts.get("withdrawn", 0)
    told = (
        (waiting, _("{count} còn chờ tệp")),
        (there, _("{count} đã nhận đủ")),
        (valid, _("trong đó {count} hợp lệ")),
        (withdrawn, _("{count} đã rút")),
    )
    return [words.format(count=count) for count, words in told if count]


def sent_words(result: RoundResult) -> str:
    """What a round did; where it stopped, why, what is safe and what to do next."""
    done = (
        (result.sent, _("Đã gửi {count}")),
        (result.received, _("cổng nhận {count}")),
        (result.complete, _("đủ tệp {count}")),
        (result.returned, _("bị trả lại {count}")),
    )
    told = ", ".join(words.format(count=count) for count, words in done if count)
    told = told[:1].upper() + told[1:]
    if result.stopped:
        why = f"{wording.sentence(result.stopped)} {wording.advice(result.stopped)}".strip()
        return " · ".join(filter(None, (told, why)))
    return told or _("Không có gì phải gửi; đã hỏi tin mới của cổng")


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
