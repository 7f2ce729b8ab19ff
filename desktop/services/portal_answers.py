"""A list of codes and states from a portal without an interface, taken in at once: first the plan, then the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.workbook import read_workbook
from desktop.domain.access import Right
from desktop.domain.initiative import Initiative, Stage, shown_title
from desktop.domain.portal_list import Faulty, Line, State, read_list
from desktop.domain.portal_word import PortalWord, check_word
from desktop.domain.problems import Problem
from desktop.domain.text import title_key
from desktop.services import other_portal
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.store import initiatives, portal_words
from sync.clock import local_date


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list would change: the words to store, how many say nothing new, and rows that cannot be taken."""

    words: tuple[PortalWord, ...]
    same: int
    faulty: tuple[Faulty, ...]


@job(Right.SUBMIT)
def plan(desk: Desk, file: Path) -> Plan:
    """Read a list and say what it would change; nothing is stored. Blocking.

    A row is recognised by our number, by the code that is known already, or by a title that only one has. Raises
    `portal_list.no_headings` and the codes of `documents.workbook.read_workbook`.
    """
    sheets = [sheet for sheet in read_workbook(file) if not sheet.is_hidden]
    lines, faulty = read_list(sheets[0].rows if sheets else (), local_date(desk.clock.now()))
    return desk.look(_compare, lines, faulty)


@question(Right.SUBMIT)
def _compare(look: Look, lines: tuple[Line, ...], faulty: tuple[Faulty, ...]) -> Plan:
    ids = initiatives.ids_of_stage(look.session, Stage.RECOGNISED.value)
    known = initiatives.load_many(look.session, ids)
    words = portal_words.words_of(look.session, ids)
    whose = _Whose(known, words)
    changed: dict[str, PortalWord] = {}
    bad = list(faulty)
    same = 0
    for line in lines:
        found = whose.of(line)
        if len(found) != 1:
            code = "portal_list.unknown" if not found else "portal_list.several"
            bad.append(Faulty(line.row, Problem(code, "title", {"title": line.title or line.code})))
            continue
        said = _said(line, found[0], words.get(found[0]), look)
        problems = check_word(said, look.today())
        if problems:
            bad.append(Faulty(line.row, problems[0]))
        elif said == words.get(found[0]):
            same += 1
        else:
            changed[found[0]] = said
    return Plan(tuple(changed.values()), same, tuple(sorted(bad, key=lambda one: one.row)))


class _Whose:
    """Which initiatives a row may speak of."""

    def __init__(self, known: Mapping[str, Initiative], words: Mapping[str, PortalWord]) -> None:
        self._by_number: dict[str, list[str]] = {}
        self._by_title: dict[str, list[str]] = {}
        self._by_code = {word.code: [record] for record, word in words.items()}
        for record, value in known.items():
            self._by_number.setdefault(str(value.number or "-"), []).append(record)
            self._by_title.setdefault(title_key(shown_title(value)), []).append(record)

    def of(self, line: Line) -> list[str]:
        """The records; one of them where the row is clear."""
        if line.number in self._by_number:
            return self._by_number[line.number]
        return self._by_code.get(line.code) or self._by_title.get(title_key(line.title), [])


def _said(line: Line, record: str, before: PortalWord | None, look: Look) -> PortalWord:
    """The row as a word; what it leaves open stays as it was known."""
    put_on = line.put_on or (before.put_on if before else look.today())
    on = line.on or put_on
    said = PortalWord(
        before.id if before else "",
        record,
        line.code,
        put_on,
        on if line.state is State.VALID else None,
        line.note if line.state is State.RETURNED else "",
        line.put_time or (before.put_time if before else ""),
        on if line.state is State.RETURNED else None,
    )
    if before and not line.on and (said.valid_on is None) == (before.valid_on is None):
        # The list names no day of its answer: the day that is known stays.
        said = replace(said, valid_on=before.valid_on)
    if before and not line.on and (said.returned_on is None) == (before.returned_on is None):
        said = replace(said, returned_on=before.returned_on)
    return said


@order(Right.SUBMIT, "portal_word.answers")
def take(work: Work, plan: Plan) -> int:
    """Store what a plan says, all of it in one order that can be undone; how many."""
    for word in plan.words:
        other_portal.keep(work, replace(word, id=word.id or work.new_id()))
    return len(plan.words)
