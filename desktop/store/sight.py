"""What somebody without a right does not see: a reading connection where views stand before the tables.

A question is written once, for everybody. Where its asker may not read what is protected, or what is personal, it is
asked on connections whose tables of that name are views that leave it out: lists, search, counts, previews, exports and
questions that nobody has written yet are narrowed alike, and none of them can forget to be. Orders see the whole,
since numbers given and records kept must not depend on who asks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Table, event

from desktop.domain.access import Right, User
from desktop.store import tables
from desktop.store.opening import FILE, OpenFolder
from sync.database import Database, open_sqlite

_HIDDEN_ROWS = "SELECT seq FROM main.initiative WHERE is_protected = 1"
_HIDDEN_IDS = "SELECT id FROM main.initiative WHERE is_protected = 1"

_LISTS = {
    "decision": ("decision_initiative", "decision"),
    "meeting": ("consideration", "meeting"),
    "payment_round": ("payment_line", "round"),
    "report": ("report_initiative", "report"),
}
"""Papers that name many initiatives: the table of their lines, and its column of the paper."""

_FROZEN = frozenset({"facts", "docx", "pdf", "scan", "members", "workbook"})
"""Columns that hold a paper's own words or bytes; empty on one that names somebody's secret."""

_ABOUT = """EXISTS (SELECT 1 FROM json_each(about) AS ref
 WHERE json_extract(ref.value, '$.id') IN ({hidden}) OR json_extract(ref.value, '$.id') IN
 (SELECT decision FROM main.decision_initiative WHERE initiative IN ({hidden})))"""
"""Whether a paper of the register is about a hidden initiative, or about a decision that names one."""

_NAMING = ("initiative", "record", "one", "other")
"""Columns that name an initiative, by its row or by its id; history names any record."""

_MASKED = {
    "birth": "substr(birth, 1, 4)",
    "phone": "CASE WHEN phone = '' THEN '' ELSE '•••• ' || substr(phone, -3) END",
}
"""What stays of a person's data in a list: the year of birth, the last three digits of a telephone number."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Whether protected initiatives are seen, and personal data whole."""

    protected: bool
    personal: bool

    @property
    def is_whole(self) -> bool:
        """Nothing is left out."""
        return self.protected and self.personal


def sight_of(user: User) -> Sight:
    """What a user's rights let them see."""
    return Sight(Right.READ_PROTECTED in user.rights, Right.READ_PERSONAL in user.rights)


def narrowed(opened: OpenFolder, sight: Sight) -> Database:
    """The open folder's database, read-only, as far as somebody may see it."""
    resting = not opened.writable and not os.access(opened.path, os.W_OK)
    at_rest = resting and not any(opened.path.glob("*.db-wal"))
    database = open_sqlite(opened.path / FILE, opened.keys.database, read_only=True, at_rest=at_rest)

    def stand_before(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for statement in _views(sight):
            cursor.execute(statement)
        cursor.close()

    event.listen(database.engine, "connect", stand_before)
    return database


def _views(sight: Sight) -> Iterator[str]:
    for table in tables.metadata.sorted_tables:
        condition = "" if sight.protected else _condition(table)
        columns = [_column(table, column.name, sight) for column in table.columns]
        if condition or any(" AS " in column for column in columns):
            if table is tables.search:
                columns = ["rowid", table.name, "rank", *columns[1:]]
            where = f" WHERE {condition}" if condition else ""
            yield f"CREATE TEMP VIEW {table.name} AS SELECT {', '.join(columns)} FROM main.{table.name}{where}"  # noqa: S608 - names from tables.py


def _condition(table: Table) -> str:
    if table is tables.initiative:
        return f"seq NOT IN ({_HIDDEN_ROWS})"  # by the short index: counting need not walk the long rows
    if table is tables.search:
        return f"rowid NOT IN ({_HIDDEN_ROWS})"
    named = [column for column in _NAMING if column in table.columns]
    return " AND ".join(
        f"{column} NOT IN ({_HIDDEN_ROWS if isinstance(table.columns[column].type, Integer) else _HIDDEN_IDS})"
        for column in named
    )


def _column(table: Table, column: str, sight: Sight) -> str:
    if not sight.personal and column in _MASKED and "name" in table.columns:
        return f"{_MASKED[column]} AS {column}"
    if not sight.protected and table is tables.issued_paper and column in _FROZEN:
        return f"CASE WHEN {_ABOUT.format(hidden=_HIDDEN_IDS)} THEN '' ELSE {column} END AS {column}"
    if not sight.protected and table.name in _LISTS and column in _FROZEN:
        lines, paper = _LISTS[table.name]
        named = f"SELECT {paper} FROM main.{lines} WHERE initiative IN ({_HIDDEN_IDS})"  # noqa: S608 - the same
        return f"CASE WHEN id IN ({named}) THEN '' ELSE {column} END AS {column}"
    return column
