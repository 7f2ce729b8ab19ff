"""Where words of the register still name somebody: every text column of every table, also of one added later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import RowMapping, Table, Text, or_, select

from desktop.domain.mention import Sought
from desktop.store import tables
from desktop.store.tables import alive
from sync.database import Session

_DERIVED = frozenset(
    {"initiative_search", "history", "operation", "app_state", "file", "sheet_layout", "person_alias"}
) | {"person", "author", "council_member"}
"""Made from what stands elsewhere, or encrypted; and rows that lose the name by the person's id."""
_INNER = frozenset(
    {"head", "shared_body", "folded", "name_key", "title_key", "author_key", "author_names", "authors"}
)
"""Columns that are made from others; authors lose their names by their ids."""
_PARENTS = {
    "attachment": (tables.initiative, "initiative"),
    "consideration": (tables.meeting, "meeting"),
    "payment_line": (tables.payment_round, "round"),
    "payment_correction": (tables.payment_round, "round"),
}
"""Lines of a record, the record's table and their column of it."""
_TITLES = ("title", "subject", "name", "minutes_number", "number")
_FROZEN = frozenset(
    {
        "payment_line",
        "payment_round",
        "payment_correction",
        "paper_print",
        "report",
        "joint_report",
        "unit_report",
    }
)
"""Lists of money, what was printed, what was sent: kept as they are whether signed or not."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place: `table` and `column`, the record with its title, the words around, and whether the law keeps it."""

    table: str
    column: str
    record: str
    title: str
    words: str
    is_kept: bool


def mentions(session: Session, sought: Sought, people: Sequence[str] = ()) -> Iterator[Mention]:
    """Each place that names them. `people`: their ids; rows that belong to another person are that one's own."""
    patterns = sought.patterns()
    for table in tables.metadata.sorted_tables:
        if patterns and table.name not in _DERIVED:
            yield from _in_table(session, table, sought, patterns, people)


def _in_table(
    session: Session, table: Table, sought: Sought, patterns: Sequence[str], people: Sequence[str]
) -> Iterator[Mention]:
    columns = [
        column for column in table.columns if isinstance(column.type, Text) and column.name not in _INNER
    ]
    query = select(table).where(or_(*(column.like(one) for column in columns for one in patterns)))
    if "tombstone" in table.columns:
        query = query.where(alive(table))
    if "person" in table.columns:
        query = query.where(table.c.person.in_(list(people)))
    for row in session.execute(query).mappings():
        told = [(column.name, words) for column in columns if (words := _words(sought, row, column.name))]
        if told:
            record, title = _record(session, table, row)
            for column, words in told:
                # names as plain text: SQLAlchemy's own kind of it is nothing that JSON knows
                yield Mention(
                    str(table.name), str(column), record, title, words, _is_kept(table, row, column)
                )


def _words(sought: Sought, row: RowMapping, column: str) -> str:
    value = row[column]
    return next((found for text in _texts(value) if (found := sought.find(text))), "") if value else ""


def _texts(value: str) -> Iterator[str]:
    """The texts of a cell: one, or those within its JSON."""
    if not value.startswith(("{", "[")):
        yield value
        return
    try:
        held = msgspec.json.decode(value)
    except msgspec.DecodeError:
        yield value
        return
    yield from _leaves(held)


def _leaves(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for value in held.values():
            yield from _leaves(value)
    elif isinstance(held, list):
        for value in held:
            yield from _leaves(value)


def _record(session: Session, table: Table, row: RowMapping) -> tuple[str, str]:
    if table.name not in _PARENTS:
        return str(row.get("id", "")), next((str(row[name]) for name in _TITLES if row.get(name)), "")
    parent, column = _PARENTS[table.name]
    key = parent.c.seq if "seq" in parent.columns else parent.c.id
    found = session.execute(select(parent).where(key == row[column])).mappings().first()
    return ("", "") if found is None else _record(session, parent, found)


def _is_kept(table: Table, row: RowMapping, column: str) -> bool:
    """Whether the law on records or on accounts wants it as it is."""
    if table.name in _FROZEN:
        return True
    if table in (tables.decision, tables.issued_paper, tables.praise):
        return bool(row["signed_on"])
    return table is tables.initiative and column == "recognition"
