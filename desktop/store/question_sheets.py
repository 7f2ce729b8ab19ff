"""Question sheets as they were printed, with what came back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from desktop.domain.asking import Answered, Question, QuestionSheet
from desktop.store import tables
from desktop.store.columns import need_json, to_json
from desktop.store.nouns import RowNoun
from desktop.store.tables import alive
from sync.database import Session

_t = tables.question_sheet


class QuestionSheets(RowNoun[QuestionSheet]):
    """The noun."""

    kind = "question_sheet"
    type = QuestionSheet
    table = tables.question_sheet

    def columns(self, value: QuestionSheet) -> dict[str, object]:
        """The row."""
        return {
            "id": value.id,
            "number": value.number,
            "year": value.year,
            "workshop": value.workshop,
            "made_on": value.made_on.isoformat(),
            "questions": to_json(value.questions),
            "answers": to_json(value.answers),
        }

    def value(self, row: Row[Any]) -> QuestionSheet:
        """As it stands in the row."""
        return QuestionSheet(
            id=row.id,
            number=row.number,
            year=row.year,
            workshop=row.workshop,
            made_on=date.fromisoformat(row.made_on),
            questions=need_json(row.questions, tuple[Question, ...]),
            answers=need_json(row.answers, tuple[Answered, ...]),
        )


QUESTION_SHEETS = QuestionSheets()


def next_number(session: Session, year: int) -> int:
    """One more than the highest number of a year's sheets."""
    highest = session.execute(select(func.max(_t.c.number)).where(_t.c.year == year)).scalar()
    return int(highest or 0) + 1


def load_all(session: Session) -> tuple[QuestionSheet, ...]:
    """Every sheet, the newest first."""
    rows = session.execute(select(_t).where(alive(_t)).order_by(_t.c.year.desc(), _t.c.number.desc()))
    return tuple(QUESTION_SHEETS.value(row) for row in rows)
