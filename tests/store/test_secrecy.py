"""Nothing in a data folder can be read without a key."""

from __future__ import annotations

import json
from pathlib import Path

from helpers.builders import a_folder, a_protected_initiative, an_author, drafted, settled, stored

from desktop.services import drafts

PLANTED = (
    "Vương Quốc Bảo",
    "vuong quoc bao",
    "MNV-7781",
    "tỉ lệ pha hóa chất 7 phần 3",
    "Nhuộm lại vải",
    "Hạ Long",
)


def test_planted_names_are_in_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "so"
    made = a_folder(folder)
    settled(made.desk)
    value = a_protected_initiative(authors=(an_author("Vương Quốc Bảo", staff_code="MNV-7781"),))
    ids = stored(made.desk, value)
    drafted(made.desk, ids)
    made.desk.do(drafts.keep, "initiative", '{"title": "Nhuộm lại vải"}')
    made.desk.files.put("Vương Quốc Bảo".encode() * 50)
    raw = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    made.desk.close()
    raw |= {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {"sangkien.db", "sangkien.db-wal", "person_keys.db"} <= {path.name for path in raw}
    for path, data in raw.items():
        for planted in PLANTED:
            assert planted.encode() not in data, path.name
            assert planted.encode("utf-16-le") not in data, path.name
        assert not data.startswith(b"SQLite format 3"), path.name


def test_the_key_file_tells_only_who_may_sign_in(tmp_path: Path) -> None:
    made = a_folder(tmp_path / "so", user="Lê Thị Mai")
    made.desk.close()
    raw = json.loads((tmp_path / "so" / "keys.json").read_text(encoding="utf-8"))
    assert [wrap["name"] for wrap in raw["wraps"] if wrap["name"]] == ["Lê Thị Mai"]
    assert "Hạ Long" not in json.dumps(raw, ensure_ascii=False)
