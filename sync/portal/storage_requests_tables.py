"""The table of requests: what a unit asks to be withdrawn or amended, and what a reviewer said. Plain text."""

from __future__ import annotations

REQUESTS = """
CREATE TABLE request (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES unit (id),
    record TEXT NOT NULL,
    what TEXT NOT NULL,
    reason TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    received_at TEXT NOT NULL,
    answer TEXT NOT NULL,
    answer_reason TEXT NOT NULL,
    answer_by TEXT NOT NULL,
    answered_at TEXT NOT NULL
);
CREATE INDEX request_by_record ON request (record);
CREATE INDEX request_open ON request (answer, received_at)
"""
