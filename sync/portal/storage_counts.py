"""The portal's SQL of counting: what each record counts as, figures of a cut-off or of today, lists behind them.

A cut-off is a number; today's is one above the last. The same question answers for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import bindparam, text

from sync.database import Session, write_rows
from sync.portal.storage_counts_tables import NEVER
from sync.portal.storage_plans import by_index

DIMENSIONS = ("unit", "programme", "field", "recognised_on", "updated_on", "valid_on")
COUNTED = {"recognised": "recognised_on", "updated": "updated_on", "valid": "valid_on"}
"""Count -> the day that says whether, and when, a record counts in it."""
NONE = "–"
"""Stands for "no field named" where "" asks for all of them."""
GROUPS = frozenset({"unit", "field"})


@dataclass(frozen=True, slots=True)
class ToCount:
    """A record whose entry is to be made anew: its current line, when it first came, what was said of it when."""

    record: str
    unit: str
    unit_name: str
    version: int
    status: str
    status_at: str
    first_at: str
    line: bytes


@dataclass(frozen=True, slots=True)
class Slice:
    """Which entries: as of a cut-off's number, and what they have in common; "" for all."""

    at: int
    programme: str = ""
    unit: str = ""
    field: str = ""
    first: str = ""
    last: str = ""
    """Days from and to (both counted), of the day that `what` is counted by."""

    def values(self) -> dict[str, object]:
        """As the statements want them."""
        return {
            "at": self.at, "programme": self.programme, "unit": self.unit, "field": self.field,
            "first": self.first, "last": self.last,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class CutOff:
    """One cut-off as it was made."""

    number: int
    at: str
    name: str
    by_name: str


_WAITS = "(r.counted < r.version OR r.counted_as <> r.status)"
_WITHIN = (
    "e.since <= :at AND e.until > :at AND (:programme = '' OR e.programme = :programme) "
    "AND (:unit = '' OR e.unit = :unit) AND (:field = '' OR e.field = :field OR (e.field = '' AND :field = '–'))"
)
_SUMS = ", ".join(f"sum(CASE WHEN e.{day} <> '' THEN 1 ELSE 0 END)" for day in COUNTED.values())


def now(session: Session) -> int:
    """The number of what counts today: one above the last cut-off's."""
    return 1 + int(session.execute(text("SELECT coalesce(max(number), 0) FROM cutoff")).scalar_one())


def number_to_count(session: Session) -> int:
    """How many records came or were answered since they were counted."""
    with by_index(session):
        return int(session.execute(text(f"SELECT count(*) FROM record r WHERE {_WAITS}")).scalar_one())


def to_count(session: Session, most: int) -> list[ToCount]:
    """Some of those, in the order in which they first came: so they are numbered, and found."""
    sql = (
        "SELECT r.id AS record, r.unit, u.name AS unit_name, r.version, r.status, r.status_at, "
        "f.received_at AS first_at, c.line "
        "FROM record r JOIN unit u ON u.id = r.unit "
        "JOIN change c ON c.fingerprint = r.fingerprint AND c.audience = 'portal' "
        "JOIN change f ON f.record = r.id AND f.version = 1 AND f.audience = 'portal' "
        f"WHERE {_WAITS} LIMIT :n"
    )
    with by_index(session):
        rows = session.execute(text(sql), {"n": most}).all()
    rows = sorted(rows, key=attrgetter("first_at", "record"))
    return [ToCount(**{**row._mapping, "line": bytes(row.line)}) for row in rows]  # noqa: SLF001 - its public way in


def write(session: Session, rows: Sequence[Mapping[str, Any]], at: int) -> None:
    """Keep what records count as from now on; what they counted as up to the last cut-off stays.

    A row holds `record`, `version`, `status` and the names of `DIMENSIONS`.
    """
    fresh = {str(row["record"]): row for row in rows}
    statement = text(
        f"SELECT record, {', '.join(DIMENSIONS)} FROM entry WHERE record IN :records AND until = :never"
    ).bindparams(bindparam("records", expanding=True))
    names = list(fresh)
    same: set[str] = set()
    for start in range(0, len(names), 500):
        known = session.execute(statement, {"records": names[start : start + 500], "never": NEVER})
        same |= {row[0] for row in known if tuple(row[1:]) == tuple(fresh[row[0]][d] for d in DIMENSIONS)}
    changed = [{**row, "at": at, "never": NEVER} for name, row in fresh.items() if name not in same]
    write_rows(
        session,
        "UPDATE entry SET until = :at WHERE record = :record AND until = :never AND since < :at",
        changed,
    )
    write_rows(
        session,
        f"INSERT INTO entry (record, since, until, {', '.join(DIMENSIONS)}) "
        f"VALUES (:record, :at, :never, {', '.join(':' + name for name in DIMENSIONS)}) "
        "ON CONFLICT (record, since) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in DIMENSIONS),
        changed,
    )
    write_rows(
        session,
        "UPDATE record SET counted = :version, counted_as = :status WHERE id = :record",
        list(fresh.values()),
    )


def figures(session: Session, wanted: Slice, group: str) -> dict[str, tuple[int, int, int]]:
    """Recognised, updated, valid by `unit` or `field`."""
    assert group in GROUPS
    rows = session.execute(
        text(f"SELECT e.{group}, {_SUMS} FROM entry e WHERE {_WITHIN} GROUP BY e.{group}"), wanted.values()
    )
    return {str(row[0]): (int(row[1]), int(row[2]), int(row[3])) for row in rows}


def by_day(session: Session, wanted: Slice, what: str) -> dict[str, int]:
    """How many were recognised, updated or made valid on each day."""
    day = COUNTED[what]
    rows = session.execute(
        text(f"SELECT e.{day}, count(*) FROM entry e WHERE {_WITHIN} AND e.{day} <> '' GROUP BY e.{day}"),
        wanted.values(),
    )
    return {str(row[0]): int(row[1]) for row in rows}


def members(
    session: Session, wanted: Slice, what: str, units: Sequence[str] | None, most: int, skip: int
) -> list[dict[str, Any]]:
    """The records behind a figure, newest first; `units` where it stands for several units."""
    day = COUNTED[what]
    among = "" if units is None else "AND e.unit IN :units "
    statement = text(
        f"SELECT e.record, x.title, x.authors, u.name, e.field, e.{day}, r.status FROM entry e "
        "JOIN entry_text x ON x.record = e.record JOIN unit u ON u.id = e.unit JOIN record r ON r.id = e.record "
        f"WHERE {_WITHIN} AND e.{day} <> '' AND (:first = '' OR e.{day} >= :first) "
        f"AND (:last = '' OR e.{day} <= :last) {among}"
        f"ORDER BY e.{day} DESC, e.record LIMIT :most OFFSET :skip"
    )
    given: dict[str, object] = {**wanted.values(), "most": most, "skip": skip}
    if units is not None:
        statement = statement.bindparams(bindparam("units", expanding=True))
        given["units"] = list(units)
    names = ("record", "title", "authors", "unit_name", "field", "day", "status")
    return [dict(zip(names, row, strict=True)) for row in session.execute(statement, given)]


def programmes(session: Session) -> list[str]:
    """The codes that entries name today, and those that targets are for."""
    rows = session.execute(
        text("SELECT DISTINCT programme FROM entry UNION SELECT DISTINCT programme FROM unit_target")
    )
    return sorted(str(row[0]) for row in rows if row[0])


def cut_offs(session: Session) -> list[CutOff]:
    """All of them, the newest first."""
    rows = session.execute(text("SELECT number, at, name, by_name FROM cutoff ORDER BY number DESC"))
    return [CutOff(int(row[0]), *row[1:]) for row in rows]


def freeze(session: Session, name: str, by_name: str, at: str) -> CutOff:
    """Make today's number a cut-off: its figures, targets and names of units stay as they are now."""
    made = CutOff(now(session), at, name, by_name)
    given = {"n": made.number, "at": at, "name": name, "by": by_name}
    session.execute(
        text("INSERT INTO cutoff (number, at, name, by_name) VALUES (:n, :at, :name, :by)"), given
    )
    session.execute(
        text(
            "INSERT INTO cutoff_figure (cutoff, unit, programme, field, recognised, updated, valid) "
            f"SELECT :n, e.unit, e.programme, e.field, {_SUMS} FROM entry e "
            "WHERE e.since <= :n AND e.until > :n GROUP BY e.unit, e.programme, e.field"
        ),
        {"n": made.number},
    )
    session.execute(
        text(
            "INSERT INTO cutoff_target (cutoff, unit, programme, assigned, pledged) "
            "SELECT :n, unit, programme, assigned, pledged FROM unit_target"
        ),
        {"n": made.number},
    )
    session.execute(
        text(
            "INSERT INTO cutoff_unit (cutoff, unit, name, bloc) "
            "SELECT :n, u.id, u.name, coalesce(nullif(a.bloc, ''), u.body) "
            "FROM unit u LEFT JOIN unit_about a ON a.unit = u.id"
        ),
        {"n": made.number},
    )
    return made


def frozen(session: Session, cutoff: int, programme: str, group: str) -> dict[str, tuple[int, int, int]]:
    """What stood at a cut-off, as it was frozen."""
    assert group in GROUPS
    rows = session.execute(
        text(
            f"SELECT {group}, sum(recognised), sum(updated), sum(valid) FROM cutoff_figure "
            f"WHERE cutoff = :n AND (:p = '' OR programme = :p) GROUP BY {group}"
        ),
        {"n": cutoff, "p": programme},
    )
    return {str(row[0]): (int(row[1]), int(row[2]), int(row[3])) for row in rows}
