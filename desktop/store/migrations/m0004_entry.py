"""What entry keeps: more of authors, how a benefit was reckoned, ideas, question sheets. Frozen text, as every step."""

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
    "ALTER TABLE author ADD COLUMN union_member INTEGER",
    "ALTER TABLE author ADD COLUMN worker_kind TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE initiative ADD COLUMN benefit_reckoning TEXT",
    "ALTER TABLE initiative ADD COLUMN origin TEXT NOT NULL DEFAULT ''",
    # the queue of those that are still to be described
    """CREATE INDEX initiative_to_describe ON initiative (workshop, seq)
    WHERE tombstone = 0 AND recognition IS NULL AND decision = ''""",
    f"""CREATE TABLE idea (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    number INTEGER,
    number_year INTEGER,
    received_on TEXT,
    workshop TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL,
    author_names TEXT NOT NULL DEFAULT '',
    authors TEXT NOT NULL DEFAULT '[]',
    problem TEXT NOT NULL DEFAULT '',
    solution TEXT NOT NULL DEFAULT '',
    benefit TEXT NOT NULL DEFAULT '',
    needs TEXT NOT NULL DEFAULT '',
    answer TEXT,
    proposal TEXT,
    word TEXT,
    trial TEXT,
    initiative TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    "CREATE INDEX idea_stage ON idea (stage) WHERE tombstone = 0",
    "CREATE INDEX idea_number ON idea (number_year, number)",
    f"""CREATE TABLE question_sheet (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    year INTEGER NOT NULL,
    workshop TEXT NOT NULL DEFAULT '',
    made_on TEXT NOT NULL,
    questions TEXT NOT NULL,
    answers TEXT NOT NULL DEFAULT '[]',
    {_SYNCED})""",
    "CREATE INDEX question_sheet_number ON question_sheet (year, number)",
)


def run(connection: Connection) -> None:
    """Make them."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
