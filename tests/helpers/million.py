"""A portal that holds very many entries, made by the database itself in a minute: same numbers, same words."""

from __future__ import annotations

from sqlalchemy import text

from sync.portal.house import Portal
from sync.portal.storage_counts_tables import ALL_WORDS, GIN, NEVER

WORDS = (
    "Cải tiến", "gá kẹp", "máy tiện", "băng chuyền", "tiết kiệm", "điện năng", "khuôn ép", "đồ gá", "cữ may",
    "viền cổ giày", "xe đẩy phom", "cảm biến dừng", "an toàn lao động", "thao tác", "dây chuyền", "phế liệu",
    "nồi hơi", "bao bì",
)  # fmt: skip
PLAIN = (
    "cai tien", "ga kep", "may tien", "bang chuyen", "tiet kiem", "dien nang", "khuon ep", "do ga", "cu may",
    "vien co giay", "xe day phom", "cam bien dung", "an toan lao dong", "thao tac", "day chuyen", "phe lieu",
    "noi hoi", "bao bi",
)  # fmt: skip
NAMES = (("Nguyễn", "nguyen"), ("Trần", "tran"), ("Lê", "le"), ("Phạm", "pham"), ("Hoàng", "hoang"), ("Võ", "vo"),
         ("Thị Hằng", "thi hang"), ("Văn Nam", "van nam"), ("Đình Ước", "dinh uoc"), ("Ngọc Ánh", "ngoc anh"),
         ("Quốc Bảo", "quoc bao"), ("Thanh Tú", "thanh tu"))  # fmt: skip
UNITS = 400

_SEQUENCE = "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < :many) "
_TITLE = (
    "(SELECT {c} FROM w WHERE k = i % 18) || ' ' || (SELECT {c} FROM w WHERE k = (i * 7919 + 5) % 18) || ' ' || "
    "(SELECT {c} FROM w WHERE k = (i * 104729 + 11) % 17) || ' ' || CAST(i % 9973 AS TEXT)"
)
_AUTHOR = (
    "(SELECT {c} FROM w WHERE k = 100 + i % 6) || ' ' || (SELECT {c} FROM w WHERE k = 106 + (i * 31) % 6)"
)


def fill(portal: Portal, many: int) -> None:
    """Entries 1 to `many`, of 400 units, a third of them approved, counted and ready to be found."""
    sqlite = portal.database.engine.dialect.name == "sqlite"
    shown = {"many": many, "never": NEVER}
    titles = [(k, words, plain) for k, (words, plain) in enumerate(zip(WORDS, PLAIN, strict=True))]
    listed = titles + [(100 + k, *pair) for k, pair in enumerate(NAMES)]
    with portal.database.write() as session:
        run = session.execute
        run(text("CREATE TEMP TABLE w (k INTEGER PRIMARY KEY, shown TEXT, plain TEXT)"))
        run(text("INSERT INTO w VALUES (:k, :s, :p)"), [{"k": k, "s": s, "p": p} for k, s, p in listed])
        run(
            text("INSERT INTO unit (id, name, made_at) VALUES (:id, :name, '')"),
            [{"id": f"u{k}", "name": f"CĐCS số {k}"} for k in range(UNITS)],
        )
        for index in ("record_by_unit", "record_by_status", "record_in_queue", "entry_counted"):
            run(text(f"DROP INDEX IF EXISTS {index}"))
        if not sqlite:
            run(text("DROP INDEX entry_search"))
        run(
            text(
                _SEQUENCE
                + "INSERT INTO record (id, unit, kind, fingerprint, version, received_at, status, reason, "
                "field, status_at, status_by, counted, counted_as, looked) SELECT 'r' || i, 'u' || (i % 400), "
                "'initiative', '', 1, '2026-03-02T02:00:00.000000Z', CASE WHEN i % 3 = 0 THEN 'approved' ELSE "
                "'waiting' END, '', '', '2026-03-05T02:00:00.000000Z', '', 1, CASE WHEN i % 3 = 0 THEN 'approved' "
                "ELSE 'waiting' END, 1 FROM n"
            ),
            shown,
        )
        run(
            text(
                _SEQUENCE
                + "INSERT INTO entry_text (number, record, unit, title, authors, words) SELECT i, 'r' || i, "
                f"'u' || (i % 400), {_TITLE.format(c='shown')}, {_AUTHOR.format(c='shown')}, "
                f"{_TITLE.format(c='plain')} || ' ' || {_AUTHOR.format(c='plain')} || ' cdcs so ' || (i % 400) FROM n"
            ),
            shown,
        )
        run(
            text(
                _SEQUENCE
                + "INSERT INTO entry (record, since, until, unit, programme, field, recognised_on, updated_on, "
                "valid_on) SELECT 'r' || i, 1, :never, 'u' || (i % 400), '', 'tooling', '2026-02-20', '2026-03-02', "
                "CASE WHEN i % 3 = 0 THEN '2026-03-05' ELSE '' END FROM n"
            ),
            shown,
        )
        run(text("CREATE INDEX record_by_unit ON record (unit, received_at)"))
        run(
            text(
                "CREATE INDEX entry_counted ON entry (unit, programme, field, since, until, recognised_on, updated_on, "
                "valid_on)"
            )
        )
        run(text("INSERT INTO entry_search (entry_search) VALUES ('rebuild')" if sqlite else GIN))
        if not sqlite:
            run(text(ALL_WORDS))
        run(text("ANALYZE"))
