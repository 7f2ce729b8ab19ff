"""The tables of counting, searching and guidance: what each record counts as, cut-offs, words without accents.

Plain text for `storage_tables`, which runs it for SQLite and PostgreSQL alike; only the index over folded words
is each database's own.

An `entry` is what a record counted as from one cut-off (`since`, its number) up to another (`until`, not
included): figures and lists of any cut-off are asked with the same question as today's, whose number is one
above the last. No clock has a say in it. `counted` and `counted_as` of a record are the version and the status
that its entry was made of; the others wait in an index of their own, which costs intake nothing.
"""

from __future__ import annotations

NEVER = 2**62
"""`until` of what still counts."""

GUIDANCE = """
CREATE TABLE guidance (
    publisher TEXT PRIMARY KEY,
    version BIGINT NOT NULL,
    hash TEXT NOT NULL,
    package {blob} NOT NULL,
    published_at TEXT NOT NULL
)
"""

COUNTS = """
ALTER TABLE record ADD COLUMN counted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN counted_as TEXT NOT NULL DEFAULT '';
CREATE INDEX record_to_count ON record (id) WHERE counted < version OR counted_as <> status;
CREATE TABLE entry (
    record TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    unit TEXT NOT NULL,
    programme TEXT NOT NULL,
    field TEXT NOT NULL,
    recognised_on TEXT NOT NULL,
    updated_on TEXT NOT NULL,
    valid_on TEXT NOT NULL,
    PRIMARY KEY (record, since)
);
CREATE INDEX entry_counted ON entry
    (unit, programme, field, since, until, recognised_on, updated_on, valid_on);
CREATE TABLE entry_text (
    number {rowid} PRIMARY KEY,
    record TEXT NOT NULL UNIQUE,
    unit TEXT NOT NULL,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE TABLE unit_about (
    unit TEXT PRIMARY KEY REFERENCES unit (id),
    bloc TEXT NOT NULL,
    in_charge TEXT NOT NULL,
    contact TEXT NOT NULL
);
CREATE TABLE unit_target (
    unit TEXT NOT NULL REFERENCES unit (id),
    programme TEXT NOT NULL,
    assigned BIGINT,
    pledged BIGINT,
    PRIMARY KEY (unit, programme)
);
CREATE TABLE cutoff (
    number BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    by_name TEXT NOT NULL
);
CREATE TABLE cutoff_figure (
    cutoff BIGINT NOT NULL REFERENCES cutoff (number),
    unit TEXT NOT NULL,
    programme TEXT NOT NULL,
    field TEXT NOT NULL,
    recognised BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    valid BIGINT NOT NULL,
    PRIMARY KEY (cutoff, unit, programme, field)
);
CREATE TABLE cutoff_target (
    cutoff BIGINT NOT NULL REFERENCES cutoff (number),
    unit TEXT NOT NULL,
    programme TEXT NOT NULL,
    assigned BIGINT,
    pledged BIGINT,
    PRIMARY KEY (cutoff, unit, programme)
);
CREATE TABLE cutoff_unit (
    cutoff BIGINT NOT NULL REFERENCES cutoff (number),
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    bloc TEXT NOT NULL,
    PRIMARY KEY (cutoff, unit)
);
{index}
"""

GIN = "CREATE INDEX entry_search ON entry_text USING gin (vector)"
INDEX = {
    "sqlite": (
        "CREATE VIRTUAL TABLE entry_search USING fts5 "
        "(words, content = 'entry_text', content_rowid = 'number', tokenize = 'ascii', "
        "detail = 'column', prefix = '1 2 3')"
    ),
    "postgresql": (
        "ALTER TABLE entry_text ADD COLUMN vector tsvector "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED;" + GIN
    ),
}
"""How folded words are found: FTS5 over them, or an inverted index over each word as it stands."""

WORDS = """
CREATE TABLE entry_word (
    word TEXT COLLATE "C" PRIMARY KEY
);
DROP INDEX entry_search;
ALTER TABLE entry_text DROP COLUMN vector;
ALTER TABLE entry_text ADD COLUMN vector tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(
    words || ' #' || CAST(number / 10000 AS TEXT) || ' @' || CAST(number / 100000 AS TEXT), ' '))) STORED;
"""
"""On PostgreSQL each word that any entry holds, once: its inverted index finds whole words by leaping from one list to
the other, and gathers all of both lists for beginnings, so a beginning is turned into the words that it may be. And
with its words an entry is found by the stretches of numbers that it stands in."""
ALL_WORDS = (
    "INSERT INTO entry_word (word) SELECT DISTINCT unnest(string_to_array(words, ' ')) FROM entry_text"
)
