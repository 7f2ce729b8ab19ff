"""What money and praise keep. Frozen text, as every step is."""

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

_STATEMENTS: tuple[str, ...] = (
    f"""CREATE TABLE portal_word (
    id TEXT PRIMARY KEY,
    initiative TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    put_on TEXT NOT NULL,
    valid_on TEXT,
    note TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    "CREATE UNIQUE INDEX portal_word_once ON portal_word (initiative) WHERE tombstone = 0",
    f"""CREATE TABLE unit_report (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    until TEXT NOT NULL,
    source TEXT NOT NULL,
    received_on TEXT NOT NULL,
    counts TEXT NOT NULL,
    benefit INTEGER NOT NULL DEFAULT 0,
    benefit_known INTEGER NOT NULL DEFAULT 0,
    number TEXT NOT NULL DEFAULT '',
    report TEXT NOT NULL DEFAULT '',
    signer TEXT NOT NULL DEFAULT '',
    file TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    "CREATE UNIQUE INDEX unit_report_day ON unit_report (unit, until) WHERE tombstone = 0",
    f"""CREATE TABLE joint_report (
    id TEXT PRIMARY KEY,
    until TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    number TEXT NOT NULL DEFAULT '',
    figures TEXT NOT NULL,
    facts TEXT NOT NULL DEFAULT '',
    workbook TEXT NOT NULL DEFAULT '',
    docx TEXT NOT NULL DEFAULT '',
    pdf TEXT NOT NULL DEFAULT '',
    scan TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    "CREATE INDEX joint_report_until ON joint_report (until)",
    f"""CREATE TABLE praise (
    id TEXT PRIMARY KEY,
    year INTEGER NOT NULL,
    drafted_on TEXT NOT NULL,
    commended TEXT NOT NULL,
    number TEXT NOT NULL DEFAULT '',
    signed_on TEXT,
    facts TEXT NOT NULL DEFAULT '',
    docx TEXT NOT NULL DEFAULT '',
    pdf TEXT NOT NULL DEFAULT '',
    scan TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    "CREATE INDEX praise_year ON praise (year)",
)


def run(connection: Connection) -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
