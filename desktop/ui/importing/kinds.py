"""The two kinds of list that come in: initiatives, and the personnel office's workers. What differs between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from desktop import wording
from desktop.domain.sheets.comparing import ChangedField
from desktop.domain.sheets.headings import Meaning
from desktop.i18n import _
from desktop.services import import_workers, importing
from desktop.services.desk import Desk
from desktop.services.import_plan import Edits, RowState
from desktop.services.import_workers import PlannedWorker
from desktop.services.importing import Choices, PlannedRow, Source
from desktop.ui.kit import reading
from desktop.ui.kit.tables import Column, Mark

MARKS = {
    RowState.NEW: ("add", "good"),
    RowState.SAME: ("idle", "muted"),
    RowState.CHANGED: ("edit", "accent"),
    RowState.DOUBTFUL: ("care", "care"),
    RowState.FAULTY: ("bad", "bad"),
}

OF_INITIATIVES = tuple(
    meaning
    for meaning in Meaning
    if meaning not in (Meaning.UNION_MEMBER, Meaning.WORKER_KIND, Meaning.MOVED_ON, Meaning.LEFT_ON)
)
OF_WORKERS = (
    Meaning.AUTHORS, Meaning.STAFF_CODE, Meaning.BIRTH, Meaning.GENDER, Meaning.JOB_TITLE, Meaning.QUALIFICATION,
    Meaning.WORKSHOP, Meaning.LINE, Meaning.UNION_MEMBER, Meaning.WORKER_KIND, Meaning.MOVED_ON, Meaning.LEFT_ON,
    Meaning.ORDER, Meaning.IGNORED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListKind:
    """What a list is about: the column it cannot do without, what its columns may mean, and how its rows are shown."""

    id: str
    needed: Meaning
    meanings: tuple[Meaning, ...]
    columns: Callable[[], list[Column]]
    plan: Callable[..., Any]
    mend: Callable[..., Any]
    save_rejects: Callable[..., int]
    rejected: tuple[RowState, ...]
    """Whose rows are not stored as they stand, so that somebody may want them as a workbook."""

    def meaning_words(self, meaning: Meaning | None) -> str:
        """What a column is called here: the same column holds an author there and a worker here."""
        if meaning is None:
            return _("Chưa rõ")
        if meaning is Meaning.AUTHORS and self.id == "workers":
            return _("Họ và tên")
        return wording.label(meaning)


def problem_words(problem: Any) -> str:
    """A row's problem as people look for it: column, what is wrong, how to mend it."""
    told = wording.sentence(problem.code, problem.facts)
    more = wording.advice(problem.code, problem.facts)
    where = _("Cột {column}: ").format(column=problem.column) if problem.column else ""
    return f"{where}{told} {more}".strip()


def gravest_first(row: Any) -> list[Any]:
    """A row's problems: faults, then doubts, then what is only worth saying."""
    return sorted(row.problems, key=lambda problem: (problem.warns_only, not problem.doubtful))


def change_words(field: str, before: object, after: object) -> str:
    """One field before and after."""
    return _("{field}: {before} → {after}").format(
        field=wording.label(ChangedField(field)), before=shown(before) or "–", after=shown(after) or "–"
    )


def shown(value: object) -> str:
    """A value of a field in a word or two."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, Enum):
        return wording.label(value)
    if isinstance(value, date):
        return reading.show_date(value)
    if isinstance(value, tuple):
        return ", ".join(str(getattr(one, "name", one)) for one in value)
    if isinstance(value, Mapping):
        return _("(đổi nội dung)")
    amount = getattr(value, "amount", value)
    return reading.show_money(amount) if isinstance(amount, int) else str(getattr(value, "note", value) or "")


def _rows_words(row: Any) -> str:
    last = getattr(row, "last_row", row.row)
    return str(row.row) if last == row.row else f"{row.row}–{last}"


def _state(row: Any) -> Mark:
    return Mark(wording.label(row.state), *MARKS[row.state])


def _needs(row: Any) -> str:
    if row.problems:
        return problem_words(gravest_first(row)[0])
    changes = [change_words(change.field, change.before, change.after) for change in row.changes]
    return "; ".join(changes)


def _alike(row: PlannedRow) -> str | Mark:
    if not row.alike:
        return ""
    likest = row.alike[0]
    if likest.row:
        told = _("{percent} % dòng {row}").format(percent=likest.percent, row=likest.row)
    else:
        told = _("{percent} % số {number}").format(percent=likest.percent, number=likest.number or "–")
    return Mark(told, "care", "care")


def _initiative_columns() -> list[Column]:
    return [
        Column(_("Dòng"), _rows_words, 88),
        Column(_("Kết quả"), _state, 128),
        Column(_("Tên sáng kiến"), lambda row: row.initiative.title, 0),
        Column(_("Tác giả"), lambda row: ", ".join(item.name for item in row.initiative.authors), 160),
        Column(_("Giống"), _alike, 120),
        Column(_("Cần biết"), _needs, 290),
    ]


def _worker_columns() -> list[Column]:
    def person(row: PlannedWorker) -> str:
        return row.read.name or (row.stored.name if row.stored else "")

    return [
        Column(_("Dòng"), _rows_words, 64),
        Column(_("Kết quả"), _state, 128),
        Column(_("Mã nhân viên"), lambda row: row.read.staff_code, 118),
        Column(_("Họ và tên"), person, 200),
        Column(_("Xưởng"), lambda row: row.read.workshop, 120),
        Column(_("Cần biết"), _needs, 0),
    ]


def _mend_workers(desk: Desk, plan: Any, edits: Edits, **more: Any) -> Any:
    more.pop("progress", None)
    return import_workers.plan_workers(desk, plan.source, plan.choices, edits={**plan.edits, **edits}, **more)


def _plan_workers(desk: Desk, source: Source, choices: Choices | None, **more: Any) -> Any:
    more.pop("progress", None)
    return import_workers.plan_workers(desk, source, choices, **more)


INITIATIVES = ListKind(
    "initiatives",
    Meaning.TITLE,
    OF_INITIATIVES,
    _initiative_columns,
    importing.plan_source,
    importing.mend,
    importing.save_rejects,
    (RowState.FAULTY,),
)
WORKERS = ListKind(
    "workers",
    Meaning.AUTHORS,
    OF_WORKERS,
    _worker_columns,
    _plan_workers,
    _mend_workers,
    import_workers.save_rejects,
    (RowState.DOUBTFUL, RowState.FAULTY),
)
KINDS: Mapping[str, ListKind] = {kind.id: kind for kind in (INITIATIVES, WORKERS)}
