"""The portal's SQL about the queue: what is new to look over, pages of it, its neighbours, its counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from sync.database import Session
from sync.portal.storage_plans import by_index

STATUSES = ("waiting", "returned", "approved", "withdrawn")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: `status` "" for all, `unit` an id, `body` a name, `state` `clean` or `care`."""

    status: str = "waiting"
    unit: str = ""
    body: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in a list; `twins` others have its title, `whole` says that all its files are here."""

    record: str
    unit: str
    unit_name: str
    body: str
    title: str
    authors: str
    version: int
    status: str
    received_at: str
    findings: tuple[str, ...]
    twins: int
    whole: bool

    @property
    def is_clean(self) -> bool:
        """Nothing to look at twice."""
        return self.whole and not self.findings and not self.twins


_TWINS = "FROM review_entry o WHERE o.title_key = e.title_key AND o.record <> e.record"
_FROM = (
    "FROM record r JOIN review_entry e ON e.record = r.id JOIN unit u ON u.id = r.unit "
    "JOIN change c ON c.fingerprint = r.fingerprint AND c.audience = 'portal' "
)
_CLEAN = f"e.findings = '' AND c.state = 'complete' AND NOT EXISTS (SELECT 1 {_TWINS})"
_COLUMNS = (
    "SELECT r.id, r.unit, u.name, u.body, e.title, e.authors, r.version, r.status, r.received_at, e.findings, "
    f"(SELECT count(*) {_TWINS}), c.state "
)


def to_look_over(session: Session, most: int) -> list[tuple[str, int, bytes, str]]:
    """(record, version, line, received at) of versions that nobody looked over yet."""
    sql = (
        "SELECT r.id, r.version, c.line, r.received_at FROM record r JOIN change c "
        "ON c.fingerprint = r.fingerprint AND c.audience = 'portal' WHERE r.looked < r.version LIMIT :n"
    )
    with by_index(session):
        rows = session.execute(text(sql), {"n": most}).all()
    return [(str(row[0]), int(row[1]), bytes(row[2]), str(row[3])) for row in rows]


def number_to_look_over(session: Session) -> int:
    """How many those are."""
    with by_index(session):
        return int(session.execute(text("SELECT count(*) FROM record WHERE looked < version")).scalar_one())


def looked_over(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep what lists show of these versions."""
    if rows:
        session.execute(
            text(
                "INSERT INTO review_entry (record, title, title_key, authors, findings) "
                "VALUES (:record, :title, :title_key, :authors, :findings) ON CONFLICT (record) DO UPDATE SET "
                "title = excluded.title, title_key = excluded.title_key, authors = excluded.authors, "
                "findings = excluded.findings"
            ),
            list(rows),
        )
        session.execute(text("UPDATE record SET looked = :version WHERE id = :record"), list(rows))


def page(session: Session, wanted: Wanted, most: int, after: int = 0) -> list[Row]:
    """Entries, those that wait longest first."""
    where, values = _where(wanted)
    rows = session.execute(
        text(f"{_COLUMNS}{_FROM}{where} ORDER BY r.received_at, r.id LIMIT :most OFFSET :after"),
        {**values, "most": most, "after": after},
    )
    return [_row(tuple(row)) for row in rows]


def number(session: Session, wanted: Wanted) -> int:
    """How many entries these are."""
    where, values = _where(wanted)
    # A plain queue is counted without looking at titles and files.
    source = _FROM if wanted.state else "FROM record r"
    return int(session.execute(text(f"SELECT count(*) {source}{where}"), values).scalar_one())


def row(session: Session, record: str) -> Row | None:
    """One entry as lists show it."""
    found = session.execute(text(f"{_COLUMNS}{_FROM} WHERE r.id = :record"), {"record": record}).first()
    return None if found is None else _row(tuple(found))


def neighbour(session: Session, wanted: Wanted, received_at: str, record: str, *, before: bool) -> str:
    """The entry next to this one in its queue, "" at its end."""
    where, values = _where(wanted)
    than, order = ("<", "DESC") if before else (">", "ASC")
    found = session.execute(
        text(
            f"SELECT r.id {_FROM}{where}{' AND' if where else ' WHERE'} "
            f"(r.received_at {than} :at OR (r.received_at = :at AND r.id {than} :record)) "
            f"ORDER BY r.received_at {order}, r.id {order} LIMIT 1"
        ),
        {**values, "at": received_at, "record": record},
    ).scalar()
    return str(found or "")


def twins(session: Session, record: str, most: int = 20) -> list[Row]:
    """Other entries of the same title, of any unit and status."""
    found = session.execute(
        text(
            f"{_COLUMNS}{_FROM} WHERE r.id <> :record AND e.title_key = "  # noqa: S608 - our own words
            "(SELECT title_key FROM review_entry WHERE record = :record) ORDER BY r.received_at, r.id LIMIT :n"
        ),
        {"record": record, "n": most},
    )
    return [_row(tuple(one)) for one in found]


def by_unit(session: Session, status: str) -> list[tuple[str, str, str, int]]:
    """(unit, its name, its body, how many) of units that have entries of this status, by body and name."""
    condition = "WHERE r.status = :status " if status else ""
    rows = session.execute(
        text(
            "SELECT u.id, u.name, u.body, n.number FROM unit u JOIN "  # noqa: S608 - our own words
            f"(SELECT r.unit AS unit, count(*) AS number FROM record r {condition}GROUP BY r.unit) n "
            "ON n.unit = u.id ORDER BY u.body, u.name"
        ),
        {"status": status} if status else {},
    )
    return [(str(one[0]), str(one[1]), str(one[2]), int(one[3])) for one in rows]


def by_status(session: Session) -> dict[str, int]:
    """How many entries have each status."""
    rows = session.execute(text("SELECT status, count(*) FROM record GROUP BY status"))
    return {str(one[0]): int(one[1]) for one in rows}


def _where(wanted: Wanted) -> tuple[str, dict[str, str]]:
    conditions, values = [], {}
    for condition, name in (
        ("r.status = :status", "status"),
        ("r.unit = :unit", "unit"),
        ("r.unit IN (SELECT id FROM unit WHERE body = :body)", "body"),
    ):
        value = getattr(wanted, name)
        if value:
            conditions.append(condition)
            values[name] = value
    if wanted.state:
        conditions.append(_CLEAN if wanted.state == "clean" else f"NOT ({_CLEAN})")
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), values


def _row(row: tuple[Any, ...]) -> Row:
    record, unit, unit_name, body, title, authors, version, status, received_at, findings, alike, state = row
    return Row(
        record=record,
        unit=unit,
        unit_name=unit_name,
        body=body,
        title=title,
        authors=authors,
        version=int(version),
        status=status,
        received_at=received_at,
        findings=tuple(findings.split()),
        twins=int(alike),
        whole=state == "complete",
    )
