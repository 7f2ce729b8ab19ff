"""The outbox's tables: what leaves, word for word, and what was answered; in the desktop's own database.

The text of a migration is frozen once released: later steps come after it, and bytes kept here are never
migrated. `ordinal` gives the order in which changes were frozen; every time is a stamp that is shown,
never decided by.
"""

from __future__ import annotations

from sqlalchemy import text

from sync.database import Connection, Migration

_FIRST = """
CREATE TABLE sync_replica (
    id TEXT PRIMARY KEY,
    signing_seed BLOB NOT NULL,
    age_identity TEXT NOT NULL,
    made_at TEXT NOT NULL,
    retired_at TEXT
);
CREATE TABLE sync_union_key (
    recipient TEXT PRIMARY KEY,
    identity TEXT NOT NULL,
    made_at TEXT NOT NULL,
    retired_at TEXT
);
CREATE TABLE sync_peer (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    signing_key TEXT NOT NULL,
    age_recipient TEXT NOT NULL,
    replica TEXT NOT NULL REFERENCES sync_replica (id),
    unit TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    epoch TEXT NOT NULL,
    token TEXT NOT NULL,
    cursor INTEGER NOT NULL DEFAULT 0,
    skew_ms INTEGER,
    enrolled_at TEXT NOT NULL,
    last_try TEXT,
    last_contact TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    wait_code TEXT NOT NULL DEFAULT '',
    next_try TEXT
);
CREATE TABLE sync_change (
    ordinal INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    audience TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    content TEXT NOT NULL,
    line BLOB NOT NULL,
    frozen_at TEXT NOT NULL,
    state TEXT NOT NULL,
    answered_at TEXT,
    version INTEGER,
    code TEXT NOT NULL DEFAULT '',
    field TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX sync_change_by_record ON sync_change (record, audience, ordinal);
CREATE INDEX sync_change_by_state ON sync_change (audience, state, ordinal);
CREATE TABLE sync_head (
    record TEXT NOT NULL,
    audience TEXT NOT NULL,
    key TEXT NOT NULL REFERENCES sync_change (key),
    PRIMARY KEY (record, audience)
);
CREATE TABLE sync_envelope (
    id TEXT PRIMARY KEY,
    peer TEXT NOT NULL REFERENCES sync_peer (id),
    replica TEXT NOT NULL,
    audience TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    made_at TEXT NOT NULL,
    open INTEGER NOT NULL,
    UNIQUE (peer, replica, sequence)
);
CREATE INDEX sync_envelope_open ON sync_envelope (peer, open, sequence);
CREATE TABLE sync_envelope_change (
    envelope TEXT NOT NULL REFERENCES sync_envelope (id),
    position INTEGER NOT NULL,
    key TEXT NOT NULL REFERENCES sync_change (key),
    PRIMARY KEY (envelope, position)
);
CREATE INDEX sync_envelope_change_by_key ON sync_envelope_change (key);
CREATE TABLE sync_attempt (
    ordinal INTEGER PRIMARY KEY,
    peer TEXT NOT NULL REFERENCES sync_peer (id),
    at TEXT NOT NULL,
    step TEXT NOT NULL,
    envelope TEXT,
    outcome TEXT NOT NULL,
    code TEXT NOT NULL,
    bytes_up INTEGER NOT NULL,
    bytes_down INTEGER NOT NULL
);
CREATE INDEX sync_attempt_by_envelope ON sync_attempt (envelope);
CREATE TABLE sync_answer (
    id INTEGER PRIMARY KEY,
    peer TEXT NOT NULL REFERENCES sync_peer (id),
    jws TEXT NOT NULL UNIQUE,
    stored_at TEXT NOT NULL
);
CREATE TABLE sync_receipt (
    ordinal INTEGER PRIMARY KEY,
    key TEXT NOT NULL REFERENCES sync_change (key),
    answer INTEGER NOT NULL REFERENCES sync_answer (id),
    leaf BLOB NOT NULL,
    place INTEGER NOT NULL,
    path TEXT NOT NULL,
    state TEXT NOT NULL,
    UNIQUE (key, leaf)
);
CREATE TABLE sync_file (
    key TEXT NOT NULL REFERENCES sync_change (key),
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    media TEXT NOT NULL,
    wanted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (key, sha256)
);
CREATE INDEX sync_file_wanted ON sync_file (wanted, size);
CREATE TABLE sync_upload (
    peer TEXT NOT NULL REFERENCES sync_peer (id),
    sha256 TEXT NOT NULL,
    confirmed INTEGER NOT NULL,
    done INTEGER NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (peer, sha256)
);
CREATE TABLE sync_inbound (
    peer TEXT NOT NULL REFERENCES sync_peer (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    line BLOB NOT NULL,
    stored_at TEXT NOT NULL,
    PRIMARY KEY (peer, position)
);
CREATE INDEX sync_inbound_by_record ON sync_inbound (record, position);
CREATE TABLE sync_status (
    record TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT NOT NULL,
    at TEXT NOT NULL,
    position INTEGER NOT NULL
);
CREATE VIEW portal_state AS
SELECT
    h.record AS record,
    c.key AS key,
    c.fingerprint AS fingerprint,
    c.kind AS kind,
    CASE
        WHEN s.status IN ('approved', 'returned') AND s.fingerprint = c.fingerprint THEN s.status
        ELSE c.state
    END AS state,
    c.version AS version,
    c.frozen_at AS frozen_at,
    c.answered_at AS answered_at,
    CASE WHEN c.state = 'parked' THEN c.code ELSE '' END AS code,
    CASE WHEN c.state = 'parked' THEN c.field
         WHEN s.fingerprint = c.fingerprint THEN s.field ELSE '' END AS field,
    CASE WHEN s.fingerprint = c.fingerprint THEN s.reason ELSE '' END AS reason
FROM sync_head AS h
JOIN sync_change AS c ON c.key = h.key
LEFT JOIN sync_status AS s ON s.record = h.record
WHERE h.audience = 'portal'
"""


_BUNDLES = """
CREATE TABLE sync_bundle (
    peer TEXT NOT NULL REFERENCES sync_peer (id),
    replica TEXT NOT NULL,
    direction TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (peer, replica, direction, sequence)
)
"""


_LINE = """
CREATE TABLE sync_line (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE sync_spent (
    day TEXT PRIMARY KEY,
    up INTEGER NOT NULL,
    down INTEGER NOT NULL
)
"""


_AUDIT = "CREATE TABLE sync_audit (one INTEGER PRIMARY KEY CHECK (one = 1), head TEXT NOT NULL)"


_SHARING = """
CREATE TABLE sync_sharing (
    started_at TEXT NOT NULL
)
"""


_BEYOND = """
CREATE TABLE sync_beyond (
    key TEXT PRIMARY KEY REFERENCES sync_change (key),
    state TEXT NOT NULL,
    version INTEGER,
    code TEXT NOT NULL,
    field TEXT NOT NULL,
    at TEXT NOT NULL
)
"""


_STORY = """
CREATE TABLE sync_story (
    ordinal INTEGER PRIMARY KEY,
    record TEXT NOT NULL,
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    facts TEXT NOT NULL
);
CREATE INDEX sync_story_by_record ON sync_story (record, ordinal)
"""


_GUIDANCE = """
CREATE TABLE sync_guidance (
    publisher TEXT NOT NULL,
    version INTEGER NOT NULL,
    hash TEXT NOT NULL,
    jws TEXT NOT NULL,
    came_by TEXT NOT NULL,
    stored_at TEXT NOT NULL,
    PRIMARY KEY (publisher, version)
);
CREATE TABLE sync_guidance_content (
    sha256 TEXT PRIMARY KEY,
    content BLOB NOT NULL
);
CREATE TABLE sync_guidance_refused (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    at TEXT NOT NULL
)
"""


_REQUESTS = """
DROP VIEW portal_state;
CREATE VIEW portal_state AS
SELECT
    h.record AS record,
    c.key AS key,
    c.fingerprint AS fingerprint,
    c.kind AS kind,
    CASE
        WHEN s.status IN ('approved', 'returned', 'withdrawn') AND s.fingerprint = c.fingerprint THEN s.status
        ELSE c.state
    END AS state,
    c.version AS version,
    c.frozen_at AS frozen_at,
    c.answered_at AS answered_at,
    CASE WHEN c.state = 'parked' THEN c.code ELSE '' END AS code,
    CASE WHEN c.state = 'parked' THEN c.field
         WHEN s.fingerprint = c.fingerprint THEN s.field ELSE '' END AS field,
    CASE WHEN s.fingerprint = c.fingerprint THEN s.reason ELSE '' END AS reason
FROM sync_head AS h
JOIN sync_change AS c ON c.key = h.key
LEFT JOIN sync_status AS s ON s.record = h.record
WHERE h.audience = 'portal';
CREATE INDEX sync_change_requests ON sync_change (frozen_at) WHERE kind = 'request'
"""
"""What was asked to be withdrawn and is, has a state of its own; requests are found without walking all changes."""


_UNION = """
CREATE TABLE sync_union_out (
    sequence INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE TABLE sync_union_in (
    sender TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    previous TEXT NOT NULL,
    signing_key TEXT NOT NULL,
    after INTEGER NOT NULL,
    until INTEGER NOT NULL,
    held BLOB,
    at TEXT NOT NULL,
    PRIMARY KEY (sender, sequence)
);
CREATE TABLE sync_union_ack (
    replica TEXT PRIMARY KEY,
    until INTEGER NOT NULL
);
CREATE TABLE sync_carried (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    sender TEXT NOT NULL,
    record TEXT NOT NULL,
    line BLOB NOT NULL
)
"""
"""Volumes that the union's PCs carry to each other; `held` keeps one whole until those before it have come."""


_BEYOND_OF_EACH = """
ALTER TABLE sync_peer ADD COLUMN hop INTEGER NOT NULL DEFAULT 0;
CREATE TABLE sync_stands (
    peer TEXT NOT NULL REFERENCES sync_peer (id),
    key TEXT NOT NULL REFERENCES sync_change (key),
    state TEXT NOT NULL,
    version INTEGER,
    code TEXT NOT NULL,
    field TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (peer, key)
);
INSERT INTO sync_stands (peer, key, state, version, code, field, at)
SELECT p.id, b.key, b.state, b.version, b.code, b.field, b.at FROM sync_beyond b JOIN sync_peer p
ON p.id = (SELECT id FROM sync_peer WHERE role = 'beyond' ORDER BY enrolled_at DESC LIMIT 1);
DROP TABLE sync_beyond
"""
"""Relays above relays: where a change stands at each portal further up; `hop` counts them from the lowest."""


_INBOUND_KINDS = "CREATE INDEX sync_inbound_by_kind ON sync_inbound (kind, position)"
"""What waits of one kind is asked for with every page of news, however many are here."""


def _step(statements: str) -> Migration:
    """A step that is these statements and nothing else."""

    def run(connection: Connection) -> None:
        for statement in statements.split(";"):
            connection.execute(text(statement))

    return run


MIGRATIONS: tuple[Migration, ...] = (
    _step(_FIRST),
    _step(_BUNDLES),
    _step(_LINE),
    _step(_AUDIT),
    _step(_SHARING),
    _step(_BEYOND),
    _step(_STORY),
    _step(_GUIDANCE),
    _step(_REQUESTS),
    _step(_UNION),
    _step(_INBOUND_KINDS),
    _step(_BEYOND_OF_EACH),
)
"""The lineage `outbox`, for `Database.migrate("outbox", MIGRATIONS)`."""
