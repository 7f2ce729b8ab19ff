"""The register of applications, members of councils, meetings to come, score sheets. Frozen text, as every step is."""

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
    f"""CREATE TABLE intake (
    id TEXT PRIMARY KEY,
    received_on TEXT NOT NULL,
    receiver TEXT NOT NULL DEFAULT '',
    asked_on TEXT,
    asked_for TEXT NOT NULL DEFAULT '',
    completed_on TEXT,
    accepted_on TEXT,
    withdrawn_on TEXT,
    {_SYNCED})""",
    "CREATE INDEX intake_received ON intake (received_on) WHERE tombstone = 0",
    f"""CREATE TABLE council_member (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    seat TEXT NOT NULL,
    post TEXT NOT NULL DEFAULT '',
    represents_union INTEGER NOT NULL DEFAULT 0,
    is_head INTEGER NOT NULL DEFAULT 0,
    since TEXT,
    until TEXT,
    {_SYNCED})""",
    f"""CREATE TABLE agenda (
    id TEXT PRIMARY KEY,
    held_on TEXT NOT NULL,
    opens_at TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT '',
    guests TEXT NOT NULL DEFAULT '[]',
    absent TEXT NOT NULL DEFAULT '[]',
    rubric TEXT,
    {_SYNCED})""",
    """CREATE TABLE agenda_initiative (
    agenda TEXT NOT NULL REFERENCES agenda (id),
    place INTEGER NOT NULL,
    initiative TEXT NOT NULL,
    PRIMARY KEY (agenda, place)
) WITHOUT ROWID""",
    f"""CREATE TABLE sheet (
    id TEXT PRIMARY KEY,
    meeting TEXT NOT NULL,
    member TEXT NOT NULL,
    initiative TEXT NOT NULL,
    rubric TEXT NOT NULL,
    marks TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    # one sheet of a member on an initiative, whatever a program above may forget
    """CREATE UNIQUE INDEX sheet_once ON sheet (meeting, member, initiative) WHERE tombstone = 0""",
)


def run(connection: Connection) -> None:
    """Make them."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
