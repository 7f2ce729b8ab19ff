"""Who signs in, who checked a record, what the law on personal data asks for. Frozen text, as every step is."""

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
    "ALTER TABLE user_account ADD COLUMN is_active INTEGER NOT NULL DEFAULT 1",
    "CREATE INDEX initiative_protected ON initiative (seq, id) WHERE is_protected = 1",
    f"""CREATE TABLE initiative_check (
    id TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    at TEXT NOT NULL,
    content TEXT NOT NULL,
    {_SYNCED})""",
    f"""CREATE TABLE consent (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    given_on TEXT NOT NULL,
    paper TEXT NOT NULL DEFAULT '',
    scan TEXT NOT NULL DEFAULT '',
    withdrawn_on TEXT,
    {_SYNCED})""",
    "CREATE INDEX consent_person ON consent (person)",
    f"""CREATE TABLE erasure (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    user TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
)


def run(connection: Connection) -> None:
    """Make them."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
