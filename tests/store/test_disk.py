"""A file is there whole or not at all, and what a disk refuses has a code."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop import disk
from desktop.disk import disk_errors, refusal_of, write_whole
from desktop.domain.problems import Refused


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "sâu" / "tệp.json"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert [found.name for found in path.parent.iterdir()] == ["tệp.json"]


def test_a_private_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "keys.json", b"{}", private=True)
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("broken_call", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken_call: str
) -> None:
    path = tmp_path / "tệp.json"
    write_whole(path, b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os if broken_call == "fsync" else Path, broken_call, full)
    with pytest.raises(Refused) as refused:
        write_whole(path, b"new")
    assert (refused.value.code, refused.value.facts) == ("disk.full", {"file": "tệp.json"})
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["tệp.json"]


def test_a_virus_scanner_that_holds_the_file_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_replace = Path.replace
    waits: list[float] = []

    def held_twice(beside: Path, path: Path) -> None:
        if len(waits) < 2:
            held = PermissionError(errno.EACCES, "held")
            held.winerror = 32  # type: ignore[attr-defined]  # as Windows says it
            raise held
        whole_replace(beside, path)

    monkeypatch.setattr(Path, "replace", held_twice)
    monkeypatch.setattr(disk.time, "sleep", waits.append)
    write_whole(tmp_path / "a.bin", b"a")
    assert (tmp_path / "a.bin").read_bytes() == b"a"
    assert waits == [0.1, 0.2]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk.full"),
        (errno.EDQUOT, "disk.full"),
        (errno.EROFS, "folder.read_only"),
        (errno.EACCES, "folder.read_only"),
        (errno.EIO, "disk.broken"),
        (errno.ENAMETOOLONG, "file.not_written"),
    ],
)
def test_each_fault_of_a_disk_has_its_code(tmp_path: Path, number: int, code: str) -> None:
    assert refusal_of(OSError(number, "…"), tmp_path / "a.pdf").code == code
    with pytest.raises(Refused) as refused, disk_errors(tmp_path / "a.pdf"):
        raise OSError(number, "…")
    assert refused.value.code == code


def test_a_large_file_is_copied_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "nguồn", tmp_path / "sâu" / "đích"
    source.write_bytes(os.urandom(3_000_000))
    disk.copy_whole(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert target.stat().st_mode & 0o077 == 0
    old = target.read_bytes()
    source.write_bytes(b"new")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match=r"disk\.full"):
        disk.copy_whole(source, target)
    assert target.read_bytes() == old
    assert [path.name for path in target.parent.iterdir()] == ["đích"]


def test_a_file_from_outside_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "danh sách.toml"
    path.write_bytes(b"x" * 1_000)
    assert len(disk.read_small(path, 1_000)) == 1_000
    with pytest.raises(Refused, match=r"input\.too_large"):
        disk.read_small(path, 999)


def test_reading_waits_for_who_holds_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tệp"
    path.write_bytes(b"here")
    waits: list[float] = []
    monkeypatch.setattr(disk.time, "sleep", waits.append)
    whole_open = Path.open

    def held_twice(self: Path, *more: object) -> object:
        if len(waits) < 2:
            held = PermissionError(errno.EACCES, "held")
            held.winerror = 33  # type: ignore[attr-defined]  # as Windows says it
            raise held
        return whole_open(self, *more)  # type: ignore[call-overload]  # as it was called

    monkeypatch.setattr(Path, "open", held_twice)
    with disk.reading(path) as stream:
        assert stream.read() == b"here"
    assert waits == [0.1, 0.2]
