"""Names that changed on a day, people who moved, printed forms and their scans. Frozen text, as every step is."""

from __future__ import annotations

from sync.database import Connection

_SYNCED = """
    revision INTEGER NOT NULL DEFAULT 0,
    head TEXT NOT NULL DEFAULT '',
    tombstone INTEGER NOT NULL DEFAULT 0,
    operation INTEGER NOT NULL REFERENCES operation (seq),
    shared_body TEXT,
    extra TEXT NOT NULL DEFAULT '{}'
"""

_STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE workshop ADD COLUMN successor TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE person ADD COLUMN postings TEXT NOT NULL DEFAULT '[]'",
    f"""CREATE TABLE paper_form (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    year INTEGER NOT NULL,
    printed_on TEXT NOT NULL,
    person TEXT NOT NULL DEFAULT '',
    workshop TEXT NOT NULL DEFAULT '',
    initiative TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    "CREATE INDEX paper_form_code ON paper_form (code)",
    f"""CREATE TABLE scan (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    name TEXT NOT NULL,
    page INTEGER NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    form TEXT NOT NULL DEFAULT '',
    taken_at TEXT NOT NULL,
    {_SYNCED})""",
    "CREATE INDEX scan_file ON scan (file) WHERE tombstone = 0",
    "CREATE INDEX scan_form ON scan (form) WHERE form <> ''",
    "CREATE INDEX scan_source ON scan (source) WHERE source <> ''",
    "CREATE INDEX attachment_file ON attachment (file)",
)


def run(connection: Connection) -> None:
    """Make them."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
