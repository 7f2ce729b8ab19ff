"""The tables of the review page: reviewers, sessions, answers, canned reasons, what is looked over in bulk.

Plain text for `storage_tables`, which runs it for SQLite and PostgreSQL alike. `record.looked` is the
version of which `review_entry` speaks; the partial index finds what is new, and costs intake no statement.
"""

from __future__ import annotations

REVIEW = """
ALTER TABLE unit ADD COLUMN body TEXT NOT NULL DEFAULT '';
CREATE TABLE reviewer (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    shown TEXT NOT NULL,
    role TEXT NOT NULL,
    passphrase TEXT NOT NULL,
    made_at TEXT NOT NULL,
    disabled_at TEXT
);
CREATE TABLE review_session (
    token_hash TEXT PRIMARY KEY,
    reviewer TEXT NOT NULL REFERENCES reviewer (id),
    began_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
);
CREATE INDEX review_session_by_reviewer ON review_session (reviewer);
CREATE TABLE sign_in_try (
    who TEXT PRIMARY KEY,
    wrong BIGINT NOT NULL,
    wait_until TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE TABLE review_decision (
    position BIGINT PRIMARY KEY,
    record TEXT NOT NULL,
    unit TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    version BIGINT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    by_name TEXT NOT NULL,
    batch TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX review_decision_by_record ON review_decision (record, position);
CREATE TABLE canned_reason (
    id TEXT PRIMARY KEY,
    field TEXT NOT NULL,
    words TEXT NOT NULL,
    place BIGINT NOT NULL
);
CREATE TABLE review_entry (
    record TEXT PRIMARY KEY REFERENCES record (id),
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    authors TEXT NOT NULL,
    findings TEXT NOT NULL
);
CREATE INDEX review_entry_by_title ON review_entry (title_key);
DROP INDEX record_by_status;
CREATE INDEX record_by_status ON record (status, unit);
CREATE INDEX record_in_queue ON record (status, received_at, id);
ALTER TABLE record ADD COLUMN looked BIGINT NOT NULL DEFAULT 0;
CREATE INDEX record_to_look ON record (id) WHERE looked < version;
CREATE TABLE review_batch (
    id TEXT PRIMARY KEY,
    reviewer TEXT NOT NULL,
    made_at TEXT NOT NULL,
    closed_at TEXT
);
CREATE TABLE review_batch_record (
    batch TEXT NOT NULL REFERENCES review_batch (id),
    record TEXT NOT NULL,
    version BIGINT NOT NULL,
    place BIGINT NOT NULL,
    sample BIGINT NOT NULL,
    opened_at TEXT NOT NULL,
    PRIMARY KEY (batch, record)
)
"""

CANNED = (
    ("recognition.number", "Số hoặc ngày quyết định công nhận không khớp với bản quét; xin xem lại."),
    ("files", "Chưa có bản quét quyết định công nhận; xin kèm tệp."),
    ("files", "Tệp kèm theo không mở được hoặc không đọc được; xin quét lại."),
    ("summary", "Tóm tắt chưa cho biết giải pháp làm gì khác trước; xin viết rõ hơn."),
    ("benefit", "Giá trị làm lợi chưa có cách tính; xin ghi rõ hoặc chọn không tính được."),
    ("authors", "Tác giả hoặc tỷ lệ đóng góp chưa đúng với quyết định; xin xem lại."),
    ("title", "Tên chưa thể hiện bản chất giải pháp; xin đặt lại tên."),
    ("", "Trùng với một hồ sơ đã nộp; xin cho biết là hồ sơ khác hay nộp hai lần."),
)
"""(field, words) of the reasons that a new portal begins with; its head changes them on their page."""
