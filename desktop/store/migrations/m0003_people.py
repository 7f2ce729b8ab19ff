"""People, workshops and what lists remember. Frozen text, as every step is."""

from __future__ import annotations

from sync.database import Connection

_SYNCED = """
    revision INTEGER NOT NULL DEFAULT 0,
    head TEXT NOT NULL DEFAULT '',
    shared_body TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    tombstone INTEGER NOT NULL DEFAULT 0,
    operation INTEGER NOT NULL REFERENCES operation (seq)
"""

_STATEMENTS = (
    "DROP TABLE person_alias",  # nothing ever wrote to it
    f"""CREATE TABLE person_alias (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    {_SYNCED})""",
    "CREATE INDEX person_alias_person ON person_alias (person)",
    "ALTER TABLE person ADD COLUMN left_on TEXT",
    # keys of order are filled when the folded columns are made anew, right after this step
    "ALTER TABLE initiative ADD COLUMN title_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE initiative ADD COLUMN author_key TEXT NOT NULL DEFAULT ''",
    "DROP INDEX initiative_by_title",
    "CREATE INDEX initiative_by_title ON initiative (title_key, seq) WHERE tombstone = 0",
    "CREATE INDEX initiative_by_author ON initiative (author_key, seq) WHERE tombstone = 0",
    "CREATE INDEX initiative_by_field ON initiative (field, seq) WHERE tombstone = 0",
    "CREATE INDEX initiative_by_year ON initiative (number_year, seq) WHERE tombstone = 0",
    "DROP TABLE initiative_search",
    """CREATE VIRTUAL TABLE initiative_search USING fts5 (
    title, authors, rest, marked,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0", prefix = '1 2 3'
)""",
    f"""CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    {_SYNCED})""",
    "CREATE INDEX saved_view_user ON saved_view (user, list)",
    f"""CREATE TABLE likeness_view (
    id TEXT PRIMARY KEY,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    is_same INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    said_on TEXT NOT NULL,
    {_SYNCED})""",
    "CREATE INDEX likeness_view_one ON likeness_view (one)",
    "CREATE INDEX likeness_view_other ON likeness_view (other)",
    """CREATE TABLE sheet_layout (
    headings TEXT PRIMARY KEY,
    choices TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID""",
)


def run(connection: Connection) -> None:
    """Make them."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
