"""Places for papers in clear: in memory where there is a disk there, and swept when their process is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import clear


def test_a_place_is_for_its_owner_alone_and_gone_at_the_end(tmp_path: Path) -> None:
    with clear.place(tmp_path) as place:
        (place / "paper.docx").write_bytes(b"in clear")
        assert place.stat().st_mode & 0o077 == 0
        assert f"-{os.getpid()}-" in place.name
        root = clear.in_memory()
        assert place.parent == (root if root is not None else tmp_path)
    assert not place.exists()


def test_without_a_disk_in_memory_it_lies_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clear, "in_memory", lambda: None)
    with clear.place(tmp_path) as place:
        assert place.parent == tmp_path


def test_what_a_dead_process_left_is_taken_away_and_what_a_living_one_uses_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clear, "_IN_MEMORY", tmp_path)
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    left = tmp_path / f"sangkien-clear-{ended.pid}-abc"
    used = tmp_path / f"sangkien-clear-{os.getpid()}-abc"
    other = tmp_path / "sangkien-clear-notes"
    for folder in (left, used, other):
        folder.mkdir()
    clear.sweep()
    assert [left.exists(), used.exists(), other.exists()] == [False, True, True]


def test_a_converter_keeps_its_own_temporary_files_there(tmp_path: Path) -> None:
    told = clear.environment(tmp_path)
    assert {told[name] for name in ("TMPDIR", "TEMP", "TMP")} == {str(tmp_path)}
    assert told["PATH"] == os.environ["PATH"]
