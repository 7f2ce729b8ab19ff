"""Rounds of payments, remuneration, and reports as they were sent. Frozen text, as every step is."""

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
    f"""CREATE TABLE payment_round (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    year INTEGER NOT NULL,
    purse TEXT NOT NULL,
    made_on TEXT NOT NULL,
    state TEXT NOT NULL,
    settled_on TEXT,
    facts TEXT NOT NULL DEFAULT '',
    docx TEXT NOT NULL DEFAULT '',
    pdf TEXT NOT NULL DEFAULT '',
    scan TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    f"""CREATE TABLE payment_line (
    id TEXT PRIMARY KEY,
    round TEXT NOT NULL REFERENCES payment_round (id),
    purse TEXT NOT NULL,
    initiative TEXT NOT NULL,
    initiative_title TEXT NOT NULL,
    place INTEGER NOT NULL,
    row INTEGER NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    workshop TEXT NOT NULL DEFAULT '',
    proof TEXT NOT NULL DEFAULT '',
    amount INTEGER NOT NULL CHECK (amount >= 0),
    state TEXT NOT NULL,
    paid_on TEXT,
    receiver TEXT NOT NULL DEFAULT '',
    authority TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    settled INTEGER NOT NULL DEFAULT 0,
    {_SYNCED})""",
    "CREATE INDEX payment_line_round ON payment_line (round, row)",
    "CREATE INDEX payment_line_initiative ON payment_line (initiative, purse)",
    # one purse pays an initiative once, whatever a program above may forget
    """CREATE UNIQUE INDEX payment_line_once ON payment_line (purse, initiative, place)
    WHERE tombstone = 0 AND state <> 'returned'""",
    f"""CREATE TABLE payment_correction (
    id TEXT PRIMARY KEY,
    line TEXT NOT NULL REFERENCES payment_line (id),
    round TEXT NOT NULL REFERENCES payment_round (id),
    purse TEXT NOT NULL,
    initiative TEXT NOT NULL,
    amount INTEGER NOT NULL,
    made_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    {_SYNCED})""",
    "CREATE INDEX payment_correction_round ON payment_correction (round)",
    "CREATE INDEX payment_correction_initiative ON payment_correction (initiative, purse)",
    f"""CREATE TABLE remuneration (
    id TEXT PRIMARY KEY,
    initiative TEXT NOT NULL,
    year INTEGER NOT NULL,
    benefit INTEGER,
    due INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    agreed INTEGER,
    paid INTEGER NOT NULL DEFAULT 0,
    paid_on TEXT,
    note TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    "CREATE UNIQUE INDEX remuneration_once ON remuneration (initiative, year) WHERE tombstone = 0",
    f"""CREATE TABLE report (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    phase TEXT NOT NULL DEFAULT '',
    sent_on TEXT NOT NULL,
    number TEXT NOT NULL DEFAULT '',
    figures TEXT NOT NULL,
    facts TEXT NOT NULL DEFAULT '',
    members TEXT NOT NULL,
    workbook TEXT NOT NULL DEFAULT '',
    docx TEXT NOT NULL DEFAULT '',
    pdf TEXT NOT NULL DEFAULT '',
    scan TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    "CREATE INDEX report_until ON report (until)",
    """CREATE TABLE report_initiative (
    report TEXT NOT NULL REFERENCES report (id),
    place INTEGER NOT NULL,
    initiative TEXT NOT NULL,
    PRIMARY KEY (report, place)
) WITHOUT ROWID""",
    "CREATE INDEX report_initiative_record ON report_initiative (initiative)",
    """CREATE INDEX initiative_recognised ON initiative (json_extract(recognition, '$.signed_on'))
    WHERE tombstone = 0 AND recognition IS NOT NULL""",
)


def run(connection: Connection) -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
