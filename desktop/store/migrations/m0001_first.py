"""The first tables. Frozen text: `tables.py` may grow, this may not."""

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
# What may be long stands last in a row: SQLite walks through everything before a column to reach it, and long text
# goes on in pages of its own.

_STATEMENTS = (
    "CREATE TABLE app_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE operation (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    user TEXT NOT NULL,
    replica TEXT NOT NULL,
    label TEXT NOT NULL,
    undoable INTEGER NOT NULL DEFAULT 1,
    undoes INTEGER REFERENCES operation (seq),
    undone_by INTEGER REFERENCES operation (seq),
    steps INTEGER NOT NULL DEFAULT 0,
    chain BLOB NOT NULL DEFAULT x''
)""",
    """CREATE TABLE history (
    operation INTEGER NOT NULL REFERENCES operation (seq),
    step INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    before BLOB,
    after BLOB,
    PRIMARY KEY (operation, step)
)""",
    "CREATE INDEX history_record ON history (record, operation)",
    f"""CREATE TABLE user_account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    {_SYNCED})""",
    f"""CREATE TABLE house_fact (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    value TEXT NOT NULL,
    {_SYNCED})""",
    "CREATE INDEX house_fact_key ON house_fact (key, valid_from)",
    f"""CREATE TABLE workshop (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    aliases TEXT NOT NULL DEFAULT '[]',
    since TEXT,
    until TEXT,
    {_SYNCED})""",
    "CREATE INDEX workshop_folded ON workshop (folded)",
    f"""CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    folded TEXT NOT NULL,
    staff_code TEXT NOT NULL DEFAULT '',
    birth TEXT NOT NULL DEFAULT '',
    gender TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    qualification TEXT NOT NULL DEFAULT '',
    workshop TEXT NOT NULL DEFAULT '',
    union_member INTEGER,
    worker_kind TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    given_name TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    "CREATE INDEX person_name_key ON person (name_key)",
    "CREATE INDEX person_staff_code ON person (staff_code) WHERE staff_code <> ''",
    "CREATE INDEX person_folded ON person (folded)",
    """CREATE TABLE person_alias (
    old TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    operation INTEGER NOT NULL REFERENCES operation (seq)
) WITHOUT ROWID""",
    f"""CREATE TABLE initiative (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    public_title TEXT NOT NULL DEFAULT '',
    number INTEGER,
    number_year INTEGER,
    entered_on TEXT,
    solution TEXT NOT NULL,
    field TEXT NOT NULL,
    workshop TEXT NOT NULL DEFAULT '',
    workshop_id TEXT NOT NULL DEFAULT '',
    trial_from TEXT,
    first_used TEXT,
    first_use_ended TEXT,
    benefit_kind TEXT NOT NULL,
    benefit_amount INTEGER,
    benefit_note TEXT NOT NULL DEFAULT '',
    is_protected INTEGER NOT NULL DEFAULT 0,
    release TEXT NOT NULL,
    amount_withheld INTEGER NOT NULL DEFAULT 0,
    programme TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    decision TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL,
    author_names TEXT NOT NULL DEFAULT '',
    {_SYNCED},
    council TEXT,
    recognition TEXT,
    summary TEXT NOT NULL DEFAULT '',
    protected_text TEXT NOT NULL DEFAULT '',
    sections TEXT NOT NULL DEFAULT '{{}}')""",
    "CREATE INDEX initiative_stage ON initiative (stage, seq) WHERE tombstone = 0",
    "CREATE INDEX initiative_listed ON initiative (seq) WHERE tombstone = 0",
    "CREATE INDEX initiative_by_title ON initiative (title, seq) WHERE tombstone = 0",
    "CREATE INDEX initiative_by_number ON initiative (number, seq) WHERE tombstone = 0",
    "CREATE INDEX initiative_by_workshop ON initiative (workshop, seq) WHERE tombstone = 0",
    "CREATE INDEX initiative_by_first_used ON initiative (first_used, seq) WHERE tombstone = 0",
    "CREATE INDEX initiative_to_leave ON initiative (stage, release, id) WHERE tombstone = 0",
    "CREATE INDEX initiative_number ON initiative (number_year, number)",
    "CREATE INDEX initiative_decision ON initiative (decision) WHERE decision <> ''",
    "CREATE INDEX initiative_operation ON initiative (operation)",
    "CREATE INDEX initiative_source ON initiative (source) WHERE source <> ''",
    """CREATE TABLE author (
    initiative INTEGER NOT NULL REFERENCES initiative (seq),
    place INTEGER NOT NULL,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    share INTEGER NOT NULL,
    staff_code TEXT NOT NULL DEFAULT '',
    birth TEXT NOT NULL DEFAULT '',
    gender TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    qualification TEXT NOT NULL DEFAULT '',
    workshop TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (initiative, place)
) WITHOUT ROWID""",
    "CREATE INDEX author_person ON author (person)",
    """CREATE TABLE attachment (
    initiative INTEGER NOT NULL REFERENCES initiative (seq),
    place INTEGER NOT NULL,
    file TEXT NOT NULL REFERENCES file (fingerprint),
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    caption TEXT NOT NULL DEFAULT '',
    protected INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (initiative, place)
) WITHOUT ROWID""",
    """CREATE TABLE file (
    fingerprint TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    disk_name TEXT NOT NULL,
    added_at TEXT NOT NULL
) WITHOUT ROWID""",
    f"""CREATE TABLE meeting (
    id TEXT PRIMARY KEY,
    minutes_number TEXT NOT NULL,
    held_on TEXT NOT NULL,
    members INTEGER NOT NULL,
    present INTEGER,
    chair TEXT NOT NULL DEFAULT '',
    secretary TEXT NOT NULL DEFAULT '',
    scan TEXT NOT NULL DEFAULT '',
    {_SYNCED})""",
    """CREATE TABLE consideration (
    meeting TEXT NOT NULL REFERENCES meeting (id),
    place INTEGER NOT NULL,
    initiative TEXT NOT NULL,
    yes INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (meeting, place)
) WITHOUT ROWID""",
    "CREATE INDEX consideration_initiative ON consideration (initiative)",
    f"""CREATE TABLE decision (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    route TEXT NOT NULL,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    number TEXT NOT NULL DEFAULT '',
    signed_on TEXT,
    drafted_on TEXT NOT NULL,
    signer TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    template TEXT NOT NULL DEFAULT '',
    docx TEXT NOT NULL DEFAULT '',
    pdf TEXT NOT NULL DEFAULT '',
    scan TEXT NOT NULL DEFAULT '',
    edited_by_office INTEGER NOT NULL DEFAULT 0,
    {_SYNCED},
    facts TEXT NOT NULL DEFAULT '')""",
    "CREATE UNIQUE INDEX decision_number ON decision (series, year, number) WHERE number <> '' AND tombstone = 0",
    """CREATE TABLE decision_initiative (
    decision TEXT NOT NULL REFERENCES decision (id),
    place INTEGER NOT NULL,
    initiative TEXT NOT NULL,
    PRIMARY KEY (decision, place)
) WITHOUT ROWID""",
    "CREATE INDEX decision_initiative_record ON decision_initiative (initiative)",
    """CREATE TABLE draft (
    user TEXT NOT NULL,
    form TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (user, form)
) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE initiative_search USING fts5 (
    title, authors, rest,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0", prefix = '1 2 3'
)""",
)


def run(connection: Connection) -> None:
    """Make every table."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
