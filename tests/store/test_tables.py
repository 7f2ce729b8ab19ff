"""The tables that migrations make are the tables that the store speaks of."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from desktop.services.desk import Desk
from desktop.store import tables

ORDINARY = [table for table in tables.metadata.sorted_tables if table is not tables.search]


@pytest.mark.parametrize("table", ORDINARY, ids=str)
def test_a_table_has_the_columns_that_the_store_names(desk: Desk, table: tables.Table) -> None:
    with desk.database.read() as session:
        found = session.execute(text(f"PRAGMA table_info({table.name})")).all()
    assert {row.name for row in found} == {column.name for column in table.columns}
    assert {row.name for row in found if row.pk} == {column.name for column in table.primary_key}


def test_the_search_index_has_the_columns_that_the_store_fills(desk: Desk) -> None:
    with desk.database.read() as session:
        found = session.execute(text("PRAGMA table_info(initiative_search)")).all()
    assert [row.name for row in found] == [c.name for c in tables.search.columns if c.name != "rowid"]


def test_every_table_of_the_first_step_is_known(desk: Desk) -> None:
    with desk.database.read() as session:
        made = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    own = {name for name in made if not name.startswith(("sqlite_", "sync_", "initiative_search_"))}
    outbox = {"schema_version", "portal_state"}
    assert {table.name for table in tables.metadata.sorted_tables} <= own
    assert own - outbox - {table.name for table in tables.metadata.sorted_tables} == set()
