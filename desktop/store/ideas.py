"""Ideas: a row each, with the dated steps of their road as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from desktop.domain.idea import Answer, EmployerWord, Idea, IdeaStage, Trial, TrialProposal, idea_stage
from desktop.domain.initiative import Author
from desktop.domain.text import fold
from desktop.store import tables
from desktop.store.columns import from_date, from_json, need_json, to_date, to_json
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.idea


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """A line of the list."""

    id: str
    number: int | None
    title: str
    authors: str
    workshop: str
    stage: IdeaStage
    received_on: date | None


class Ideas(RowNoun[Idea]):
    """The noun."""

    kind = "idea"
    type = Idea
    table = tables.idea

    def columns(self, value: Idea) -> dict[str, object]:
        """The row."""
        names = ", ".join(author.name for author in value.authors)
        return {
            "id": value.id,
            "title": value.title,
            "folded": fold(f"{value.title} {names} {value.workshop} {value.number or ''}"),
            "number": value.number,
            "number_year": value.received_on.year if value.received_on else None,
            "received_on": from_date(value.received_on),
            "workshop": value.workshop,
            "stage": idea_stage(value).value,
            "author_names": names,
            "authors": to_json(value.authors),
            "problem": value.problem,
            "solution": value.solution,
            "benefit": value.benefit,
            "needs": value.needs,
            "answer": to_json(value.answer) if value.answer else None,
            "proposal": to_json(value.proposal) if value.proposal else None,
            "word": to_json(value.word) if value.word else None,
            "trial": to_json(value.trial) if value.trial else None,
            "initiative": value.initiative,
        }

    def value(self, row: Row[Any]) -> Idea:
        """As it stands in the row."""
        return Idea(
            id=row.id,
            title=row.title,
            authors=need_json(row.authors, tuple[Author, ...]),
            workshop=row.workshop,
            number=row.number,
            received_on=to_date(row.received_on),
            problem=row.problem,
            solution=row.solution,
            benefit=row.benefit,
            needs=row.needs,
            answer=from_json(row.answer, Answer),
            proposal=from_json(row.proposal, TrialProposal),
            word=from_json(row.word, EmployerWord),
            trial=from_json(row.trial, Trial),
            initiative=row.initiative,
        )


IDEAS = Ideas()


def next_number(session: Session, year: int) -> int:
    """One more than the highest number of a year's slips."""
    highest = session.execute(select(func.max(_t.c.number)).where(_t.c.number_year == year)).scalar()
    return int(highest or 0) + 1


def page(
    session: Session, search: str, stages: Sequence[str], offset: int, limit: int
) -> tuple[tuple[IdeaRow, ...], int]:
    """A page of the list, the newest first, and how many there are; every word typed must be there."""
    conditions: list[ColumnElement[bool]] = [alive(_t)]
    if stages:
        conditions.append(_t.c.stage.in_(stages))
    conditions += [_t.c.folded.like(f"%{word}%") for word in fold(search).split()]
    total = session.execute(select(func.count()).select_from(_t).where(*conditions)).scalar() or 0
    rows = session.execute(select(_t).where(*conditions).order_by(_t.c.id.desc()).offset(offset).limit(limit))
    return tuple(_line(row) for row in rows), int(total)


def stage_counts(session: Session) -> Mapping[str, int]:
    """How many stand at each stage."""
    rows = session.execute(select(_t.c.stage, func.count()).where(alive(_t)).group_by(_t.c.stage))
    return {row[0]: row[1] for row in rows}


def _line(row: Row[Any]) -> IdeaRow:
    return IdeaRow(
        row.id,
        row.number,
        row.title,
        row.author_names,
        row.workshop,
        IdeaStage(row.stage),
        to_date(row.received_on),
    )
