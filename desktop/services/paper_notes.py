"""What to know about a paper before it is printed: lapsed bases, out of date, mended since, printed before."""

from __future__ import annotations

from dataclasses import fields

from desktop.documents.cited import cited_in
from desktop.domain.problems import Problem, Refused
from desktop.services import decisions, legal, mending, prints, register_rows, registers
from desktop.services.desk import Look, question
from desktop.services.register_rows import Kept
from desktop.store import issued


@question()
def notes(look: Look, record: str) -> tuple[Problem, ...]:
    """Warnings alone, the weightiest first; nothing here keeps a paper from being printed."""
    found = [*_mended(look, record), *_of_content(look, record)]
    log = prints.times(look, record)
    if log:
        facts = {"count": sum(one.copies for one in log), "who": log[-1].who, "at": log[-1].at}
        found.append(Problem("paper.printed_before", "", facts, warns_only=True))
    return tuple(found)


@question()
def notes_on(look: Look, docx: bytes) -> tuple[Problem, ...]:
    """Warnings about a paper that no register keeps: what its text cites and holds no longer, each once."""
    found = {one.facts["basis"]: one for one in legal.warnings(look, cited_in(docx))}
    return tuple(found.values())


def _mended(look: Look, record: str) -> list[Problem]:
    numbers = [paper.number for paper in issued.mending(look.session, record) if paper.number]
    return [Problem("paper.mended", "", {"numbers": tuple(numbers)}, warns_only=True)] if numbers else []


def _of_content(look: Look, record: str) -> list[Problem]:
    if register_rows.kept_as(look, record) is Kept.PAPER:
        paper = registers.get(look, record)
        return list(_bases(look, registers.facts_of(paper))) if paper.is_open and paper.facts else []
    decision = decisions.get(look, record)
    if not decision.facts:
        try:
            return list(_bases(look, decisions.current_facts(look, record).decision))
        except Refused:
            return []  # what is missing is said where the paper is made
    changes = mending.changes_since(look, record)
    if not changes:
        return []
    facts = {"count": len(changes), "first": changes[0].place}
    return [Problem("paper.out_of_date", "", facts, warns_only=True)]


def _bases(look: Look, facts: object) -> tuple[Problem, ...]:
    """Lapsed ones among whatever the paper calls its bases."""
    names = {one.name for one in fields(facts)}  # type: ignore[arg-type]  # facts are dataclasses
    lines = facts.bases if "bases" in names else ()  # type: ignore[attr-defined]  # asked for just now
    return legal.warnings(look, lines)
