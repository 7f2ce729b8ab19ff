"""Registers of issued papers, and the log of prints. Frozen text, as every step is."""

from __future__ import annotations

from sync.database import Connection

_STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE issued_paper (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    issuer TEXT NOT NULL,
    series TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL,
    number TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    signer TEXT NOT NULL DEFAULT '',
    drafted_on TEXT NOT NULL,
    signed_on TEXT,
    about TEXT NOT NULL DEFAULT '[]',
    deed TEXT NOT NULL DEFAULT '',
    mends TEXT NOT NULL DEFAULT '',
    fixes TEXT NOT NULL DEFAULT '[]',
    reason TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL DEFAULT '',
    template TEXT NOT NULL DEFAULT '',
    docx TEXT NOT NULL DEFAULT '',
    pdf TEXT NOT NULL DEFAULT '',
    scan TEXT NOT NULL DEFAULT '',
    edited_by_office INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0,
    head TEXT NOT NULL DEFAULT '',
    shared_body TEXT,
    extra TEXT NOT NULL DEFAULT '{}',
    tombstone INTEGER NOT NULL DEFAULT 0,
    operation INTEGER NOT NULL REFERENCES operation (seq))""",
    # a number is given once in a series and a year, whatever a program above may forget
    """CREATE UNIQUE INDEX issued_paper_number ON issued_paper (issuer, series, year, number)
    WHERE number <> '' AND tombstone = 0""",
    "CREATE INDEX issued_paper_mends ON issued_paper (mends) WHERE mends <> ''",
    # what left the printer stays on this PC: it is no part of the record
    """CREATE TABLE paper_print (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL,
    what TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    copies INTEGER NOT NULL DEFAULT 1,
    reason TEXT NOT NULL DEFAULT '',
    docx TEXT NOT NULL DEFAULT '',
    pdf TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX paper_print_record ON paper_print (record, at)",
)


def run(connection: Connection) -> None:
    """Make them."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
