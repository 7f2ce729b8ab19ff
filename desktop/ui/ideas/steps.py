"""The next step of an idea: what is asked for at each stage, and the order that records it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.domain.idea import Answer, EmployerWord, Idea, IdeaStage, Trial, TrialProposal
from desktop.i18n import N_, _
from desktop.services import ideas
from desktop.ui.kit import reading


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of a step."""

    on: date
    yes: bool
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step's words (empty: that field is not asked for) and how it becomes an order's argument."""

    heading: str
    on: str
    yes: str
    no: str
    who: str
    words: str
    order: Callable[..., Any]
    value: Callable[[Idea, Typed], Any]


STEPS: Mapping[IdeaStage, Step] = {
    IdeaStage.RECEIVED: Step(
        N_("Trả lời người nêu ý tưởng"),
        N_("Ngày trả lời"),
        N_("Sẽ đề nghị làm thử"),
        N_("Không làm, nói rõ vì sao"),
        "",
        N_("Trả lời"),
        ideas.answer,
        lambda _idea, typed: Answer(typed.on, typed.yes, typed.words),
    ),
    IdeaStage.ANSWERED: Step(
        N_("Đề nghị doanh nghiệp cho làm thử"),
        N_("Ngày đề nghị"),
        "",
        "",
        N_("Làm thử ở đâu"),
        N_("Cần gì"),
        ideas.propose,
        lambda _idea, typed: TrialProposal(typed.on, typed.who, typed.words),
    ),
    IdeaStage.PROPOSED: Step(
        N_("Ý kiến của doanh nghiệp"),
        N_("Ngày có ý kiến"),
        N_("Đồng ý cho làm thử"),
        N_("Chưa đồng ý, nói rõ vì sao"),
        N_("Người trả lời"),
        N_("Lý do, điều kiện"),
        ideas.record_word,
        lambda _idea, typed: EmployerWord(typed.on, typed.yes, typed.who, typed.words),
    ),
    IdeaStage.ALLOWED: Step(
        N_("Bắt đầu làm thử"),
        N_("Làm thử từ ngày"),
        "",
        "",
        "",
        "",
        ideas.begin_trial,
        lambda _idea, typed: Trial(typed.on),
    ),
    IdeaStage.ON_TRIAL: Step(
        N_("Kết quả làm thử"),
        N_("Làm thử đến ngày"),
        N_("Đạt: dùng được"),
        N_("Chưa đạt"),
        "",
        N_("Thấy gì, đo được gì"),
        ideas.end_trial,
        lambda idea, typed: replace(
            idea.trial or Trial(typed.on), until=typed.on, worked=typed.yes, result=typed.words
        ),
    ),
}
"""By the stage from which it is taken."""


def story(idea: Idea) -> list[str]:
    """The steps that were taken, one a line."""
    told = [_("{day} nhận phiếu").format(day=reading.show_date(idea.received_on))]
    if idea.answer:
        words = _("{day} trả lời: {words}")
        told.append(_line(words, idea.answer.on, idea.answer.words or _verdict(idea.answer.goes_on)))
    if idea.proposal:
        words = _("{day} đề nghị làm thử: {words}")
        told.append(
            _line(
                words, idea.proposal.on, ", ".join(filter(None, (idea.proposal.place, idea.proposal.needs)))
            )
        )
    if idea.word:
        words = (
            _("{day} doanh nghiệp đồng ý: {words}")
            if idea.word.agreed
            else _("{day} doanh nghiệp chưa đồng ý: {words}")
        )
        told.append(_line(words, idea.word.on, ", ".join(filter(None, (idea.word.by, idea.word.reason)))))
    if idea.trial:
        told.append(_line(_("{day} bắt đầu làm thử{words}"), idea.trial.since, ""))
        if idea.trial.until:
            words = (
                _("{day} làm thử đạt: {words}") if idea.trial.worked else _("{day} làm thử chưa đạt: {words}")
            )
            told.append(_line(words, idea.trial.until, idea.trial.result))
    if idea.initiative:
        told.append(_("Đã thành sáng kiến, mang theo nguồn gốc từ ý tưởng này."))
    return told


def _verdict(goes_on: bool) -> str:
    return _("sẽ đề nghị làm thử") if goes_on else _("không làm")


def _line(words: str, day: date, said: str) -> str:
    return words.format(day=reading.show_date(day), words=said).rstrip(": ")
