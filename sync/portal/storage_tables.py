"""The portal's tables. The text is for SQLite and PostgreSQL alike; `{blob}` is the one word that differs.

Lines, manifests and leaves are stored as they came and went, byte for byte. Keys are kept for ever.
"""

from __future__ import annotations

from sqlalchemy import text

from sync.database import Connection, Migration
from sync.portal.storage_counts_tables import ALL_WORDS, COUNTS, GIN, GUIDANCE, INDEX, WORDS
from sync.portal.storage_requests_tables import REQUESTS
from sync.portal.storage_review_tables import CANNED, REVIEW

_FIRST = """
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
CREATE TABLE unit (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL
);
CREATE TABLE enrol_code (
    secret_hash TEXT PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES unit (id),
    made_at TEXT NOT NULL,
    replica TEXT,
    used_at TEXT
);
CREATE TABLE replica (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES unit (id),
    signing_key TEXT NOT NULL,
    age_recipient TEXT NOT NULL,
    enrolled_at TEXT NOT NULL,
    disabled_at TEXT
);
CREATE TABLE envelope (
    id TEXT PRIMARY KEY,
    replica TEXT NOT NULL REFERENCES replica (id),
    unit TEXT NOT NULL,
    audience TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    jws TEXT NOT NULL,
    manifest {blob} NOT NULL,
    received_at TEXT NOT NULL,
    UNIQUE (replica, sequence)
);
CREATE TABLE record (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    version BIGINT NOT NULL,
    received_at TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT NOT NULL,
    status_at TEXT NOT NULL,
    status_by TEXT NOT NULL
);
CREATE INDEX record_by_unit ON record (unit, received_at);
CREATE INDEX record_by_status ON record (status);
CREATE TABLE change (
    key TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    record TEXT NOT NULL,
    unit TEXT NOT NULL,
    replica TEXT NOT NULL,
    kind TEXT NOT NULL,
    audience TEXT NOT NULL,
    line {blob} NOT NULL,
    envelope TEXT NOT NULL REFERENCES envelope (id),
    audit_head TEXT NOT NULL,
    received_at TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT,
    leaf {blob}
);
CREATE INDEX change_by_record ON change (record, version);
CREATE INDEX change_by_fingerprint ON change (fingerprint);
CREATE INDEX change_by_state ON change (state);
CREATE TABLE held_base (
    parent TEXT NOT NULL,
    key TEXT NOT NULL REFERENCES change (key),
    PRIMARY KEY (parent, key)
);
CREATE TABLE rejected (
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    record TEXT NOT NULL,
    unit TEXT NOT NULL,
    outcome TEXT NOT NULL,
    base TEXT NOT NULL,
    line {blob} NOT NULL,
    leaf {blob} NOT NULL,
    envelope TEXT NOT NULL REFERENCES envelope (id),
    at TEXT NOT NULL,
    PRIMARY KEY (key, fingerprint)
);
CREATE INDEX rejected_by_fingerprint ON rejected (fingerprint);
CREATE TABLE change_file (
    key TEXT NOT NULL REFERENCES change (key),
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    PRIMARY KEY (key, sha256)
);
CREATE INDEX change_file_by_content ON change_file (sha256);
CREATE TABLE file (
    sha256 TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    stored_at TEXT NOT NULL
);
CREATE TABLE feed (
    position BIGINT PRIMARY KEY,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    line {blob} NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX feed_by_unit ON feed (unit, position);
INSERT INTO counter (name, value) VALUES ('feed', 0)
"""


_BUNDLES = """
CREATE TABLE bundle (
    replica TEXT NOT NULL REFERENCES replica (id),
    direction TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    hash TEXT NOT NULL,
    previous TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (replica, direction, sequence)
)
"""


_UNIT_HEADS = """
CREATE TABLE unit_head (
    unit TEXT NOT NULL REFERENCES unit (id),
    record TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (record)
)
"""


_RELAY = """
ALTER TABLE enrol_code ADD COLUMN role TEXT NOT NULL DEFAULT 'pc';
ALTER TABLE replica ADD COLUMN role TEXT NOT NULL DEFAULT 'pc';
ALTER TABLE replica ADD COLUMN via TEXT NOT NULL DEFAULT '';
ALTER TABLE replica ADD COLUMN alias TEXT NOT NULL DEFAULT '';
CREATE INDEX replica_by_relay ON replica (via);
CREATE TABLE claim (
    replica TEXT PRIMARY KEY REFERENCES replica (id),
    sealed TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE TABLE passing (
    position BIGINT PRIMARY KEY,
    replica TEXT NOT NULL,
    envelope {blob} NOT NULL
);
CREATE TABLE told_on (
    leaf TEXT PRIMARY KEY
);
INSERT INTO counter (name, value) VALUES ('passing', 0)
"""


_FURTHER = """
CREATE TABLE claim_above (
    replica TEXT NOT NULL REFERENCES replica (id),
    portal TEXT NOT NULL,
    sealed TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (replica, portal)
);
INSERT INTO claim_above (replica, portal, sealed, state, at)
SELECT replica, '', sealed, state, at FROM claim;
DROP TABLE claim
"""
"""What PCs say to each portal further up; `portal` is "" for the one that this relay passes on to."""


def _first(connection: Connection) -> None:
    _run(connection, _FIRST)


def _bundles(connection: Connection) -> None:
    _run(connection, _BUNDLES)


def _unit_heads(connection: Connection) -> None:
    _run(connection, _UNIT_HEADS)


def _relay(connection: Connection) -> None:
    _run(connection, _RELAY)


def _review(connection: Connection) -> None:
    _run(connection, REVIEW)
    connection.execute(
        text("INSERT INTO canned_reason (id, field, words, place) VALUES (:id, :field, :words, :place)"),
        [
            {"id": f"{place:02}", "field": field, "words": words, "place": place}
            for place, (field, words) in enumerate(CANNED, 1)
        ],
    )


def _guidance_and_counts(connection: Connection) -> None:
    dialect = connection.dialect.name
    rowid = "BIGINT" if dialect == "postgresql" else "INTEGER"  # SQLite's own number of a row
    _run(connection, GUIDANCE)
    _run(connection, COUNTS.replace("{rowid}", rowid).replace("{index}", INDEX[dialect]))


def _requests(connection: Connection) -> None:
    _run(connection, REQUESTS)


def _further(connection: Connection) -> None:
    _run(connection, _FURTHER)


def _words(connection: Connection) -> None:
    """What words there are, for PostgreSQL alone: SQLite's own index knows its words."""
    if connection.dialect.name == "postgresql":
        _run(connection, WORDS + ALL_WORDS + ";" + GIN)


def _run(connection: Connection, statements: str) -> None:
    blob = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
    for statement in statements.replace("{blob}", blob).split(";"):
        connection.execute(text(statement))


MIGRATIONS: tuple[Migration, ...] = (
    _first,
    _bundles,
    _unit_heads,
    _relay,
    _review,
    _guidance_and_counts,
    _requests,
    _further,
    _words,
)
"""The lineage `portal`."""
