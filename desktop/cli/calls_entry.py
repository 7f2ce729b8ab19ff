"""Calls about ideas, programmes, intake numbers, descriptions and question sheets."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import msgspec

from desktop import wording
from desktop.cli.speech import Exit, Speech, said
from desktop.domain.idea import Answer, EmployerWord, Idea, IdeaStage, Trial, TrialProposal, idea_stage
from desktop.domain.initiative import Author
from desktop.domain.intake_number import IntakeRule
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import describing, ideas, numbering, programmes, question_sheets
from desktop.services.desk import Desk, Look, question


@question()
def _today(look: Look) -> Any:
    return look.today()


# Ideas ----------------------------------------------------------------------------------------


def list_ideas(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Every idea, the newest first."""
    stages = (IdeaStage(wanted.stage),) if wanted.stage else ()
    rows = desk.look(ideas.page, wanted.search, stages, 0, 100_000).rows
    document = [msgspec.to_builtins(row) for row in rows]
    lines = [
        f"{row.number or '':>5}  {row.title}  ({row.authors})  {wording.label(row.stage)}" for row in rows
    ]
    speech.result(document, *(lines or [_("Chưa có ý tưởng nào.")]))
    return Exit.DONE


def show_idea(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One, whole."""
    return _told(desk.look(ideas.get, wanted.id), speech)


def new_idea(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A slip."""
    authors = tuple(Author("", name) for name in wanted.author)
    slip = Idea(
        "",
        wanted.title,
        authors,
        workshop=wanted.workshop,
        received_on=wanted.date,
        problem=wanted.problem,
        solution=wanted.solution,
    )
    return _told(desk.look(ideas.get, desk.do(ideas.save, slip).value), speech)


def idea_step(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The next step; `grow` makes the initiative."""
    if wanted.step == "grow":
        desk.do(ideas.grow, wanted.id)
    else:
        order, value = _STEPS[wanted.step](desk, wanted)
        desk.do(order, wanted.id, value)
    return _told(desk.look(ideas.get, wanted.id), speech)


def _day(desk: Desk, wanted: argparse.Namespace) -> Any:
    return wanted.date or desk.look(_today)


def _result(desk: Desk, wanted: argparse.Namespace) -> tuple[Any, Trial]:
    day = _day(desk, wanted)
    known = desk.look(ideas.get, wanted.id).trial
    since = known.since if known else day
    return ideas.end_trial, Trial(since, day, worked=not wanted.no, result=wanted.words)


_STEPS: dict[str, Callable[[Desk, argparse.Namespace], tuple[Any, Any]]] = {
    "answer": lambda desk, wanted: (ideas.answer, Answer(_day(desk, wanted), not wanted.no, wanted.words)),
    "propose": lambda desk, wanted: (
        ideas.propose,
        TrialProposal(_day(desk, wanted), wanted.who, wanted.words),
    ),
    "word": lambda desk, wanted: (
        ideas.record_word,
        EmployerWord(_day(desk, wanted), not wanted.no, wanted.who, wanted.words),
    ),
    "trial": lambda desk, wanted: (ideas.begin_trial, Trial(_day(desk, wanted))),
    "result": _result,
}


def _told(idea: Idea, speech: Speech) -> Exit:
    stage = idea_stage(idea)
    document = {**msgspec.to_builtins(idea), "stage": stage.value}
    speech.result(document, f"{idea.id}  {idea.title}  {wording.label(stage)}")
    return Exit.DONE


# Programmes and numbers -----------------------------------------------------------------------


def list_programmes(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Every programme that is known."""
    rows, running = desk.look(programmes.listing), desk.look(programmes.running)
    lines = [f"{row.code}  {row.name}  {row.opens or '…'} – {row.closes or '…'}" for row in rows]
    document = [
        {**msgspec.to_builtins(row), "open": running[row.code][0], "phase": running[row.code][1]}
        for row in rows
    ]
    speech.result(document, *(lines or [_("Chưa có chương trình nào.")]))
    return Exit.DONE


def put_programmes(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Programmes from a file, or those that come as samples."""
    found = programmes.read(wanted.file) if wanted.file else programmes.samples(desk)
    desk.do(programmes.put, found)
    told = _("Đã đưa vào {count} chương trình.").format(count=len(found))
    speech.result({"programmes": [item.code for item in found]}, told)
    return Exit.DONE


def number(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A pile into the intake book."""
    count = desk.do(numbering.number, wanted.ids, wanted.date).value
    told = _("Đã ghi {count} phiếu vào sổ tiếp nhận.").format(count=count)
    speech.result({"numbered": count}, told)
    return Exit.DONE


def number_rule(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Whether forms get a number."""
    rule = IntakeRule(numbered=wanted.numbered == "on")
    desk.do(numbering.put_rule, rule)
    told = (
        _("Từ nay đánh số tiếp nhận khi lưu phiếu.")
        if rule.numbered
        else _("Từ nay không đánh số tiếp nhận.")
    )
    speech.result({"numbered": rule.numbered}, told)
    return Exit.DONE


# Descriptions and questions -------------------------------------------------------------------


def queue(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What waits for a description."""
    rows = desk.look(describing.queue, describing.guide(desk), "", 0, 100_000).rows
    lines = [f"{row.number or '':>5}  {row.title}  {row.workshop}  −{row.missing}" for row in rows]
    speech.result(
        [msgspec.to_builtins(row) for row in rows], *(lines or [_("Không còn phiếu nào chờ viết mô tả.")])
    )
    return Exit.DONE


def guide(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The guide in force; copied out, or replaced by a file."""
    if wanted.put is not None:
        describing.put_guide(desk, wanted.put)
    if wanted.out is not None:
        describing.copy_guide(desk, wanted.out)
    found = describing.guide(desk)
    document = {"version": found.version, "needed": [section.value for section in found.needed]}
    speech.result(document, _("Hướng dẫn viết mô tả, bản {version}").format(version=found.version))
    return Exit.DONE


def questions(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """What is to be asked, and the sheets there are."""
    waiting, sheets = desk.look(question_sheets.waiting), desk.look(question_sheets.listing)
    document = {
        "waiting": [msgspec.to_builtins(row) for row in waiting],
        "sheets": [msgspec.to_builtins(row) for row in sheets],
    }
    asked = [
        _("{workshop}: {questions} câu hỏi về {initiatives} phiếu").format(
            workshop=row.workshop or "–", questions=row.questions, initiatives=row.initiatives
        )
        for row in waiting
    ]
    made = [
        f"{row.id}  {row.number:02d}/{row.year}  {row.workshop}  {row.answered}/{row.questions}"
        for row in sheets
    ]
    speech.result(document, *asked, *made)
    return Exit.DONE


def make_sheet(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A sheet for a workshop."""
    record = desk.do(question_sheets.make, wanted.workshop).value
    sheet = desk.look(question_sheets.get, record)
    document = {"sheet": record, "questions": [line.question.asked.value for line in sheet.lines]}
    told = _("Phiếu hỏi {number}: {count} câu").format(number=sheet.sheet.number, count=len(sheet.lines))
    speech.result(document, record, told)
    return Exit.DONE


def answer_sheet(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Answers by the number that is printed beside each question."""
    texts: dict[int, str] = {}
    count = len(desk.look(question_sheets.get, wanted.sheet).lines)
    for pair in wanted.answer:
        place, _equal, text = pair.partition("=")
        if not place.isdecimal() or not 1 <= int(place) <= count:
            raise Refused("answer.no_such_line", place=place, count=count)
        texts[int(place) - 1] = text
    taken = desk.do(question_sheets.answer, wanted.sheet, texts).value
    document = {
        "taken": taken.count,
        "problems": [{"line": place + 1, **said(problem)} for place, problem in taken.problems.items()],
    }
    lines = [
        f"{place + 1}: {wording.sentence(problem.code, problem.facts)}"
        for place, problem in taken.problems.items()
    ]
    speech.result(document, _("Đã nhập {count} câu trả lời.").format(count=taken.count), *lines)
    return Exit.DONE if taken.count or not texts else Exit.NOTHING_DONE


READING = {
    "ideas": list_ideas,
    "idea": show_idea,
    "programmes": list_programmes,
    "describing": queue,
    "questions": questions,
}
WRITING = {
    "idea-new": new_idea,
    "idea-step": idea_step,
    "programme-put": put_programmes,
    "intake-number": number,
    "intake-rule": number_rule,
    "guide": guide,
    "question-sheet": make_sheet,
    "answer-sheet": answer_sheet,
}
