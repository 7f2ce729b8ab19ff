"""Attachments: encrypted in blocks that know their place, stored once, under names that tell nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

import pytest

from desktop.domain.problems import Refused
from desktop.store.files import BLOCK, FileStore

STEP = 12 + BLOCK + 16
HEAD = 4
THREE_BLOCKS = Random(1).randbytes(2 * BLOCK + 1_000)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path, bytes(32), bytes(range(32)), Random(2).randbytes)


def on_disk(tmp_path: Path) -> list[Path]:
    return [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK])
def test_content_comes_back_whole(files: FileStore, size: int) -> None:
    data = Random(size).randbytes(size)
    fingerprint = files.put(data)
    assert fingerprint == hashlib.sha256(data).hexdigest()
    assert files.has(fingerprint)
    assert files.get(fingerprint) == data
    assert files.size(fingerprint) == size
    assert files.open(fingerprint).read() == data


def test_the_same_content_is_stored_once(files: FileStore, tmp_path: Path) -> None:
    assert files.put(THREE_BLOCKS) == files.put(THREE_BLOCKS)
    assert len(on_disk(tmp_path)) == 1


def test_the_name_on_disk_and_the_bytes_tell_nothing(files: FileStore, tmp_path: Path) -> None:
    fingerprint = files.put("Bí mật của phân xưởng nhuộm".encode() * 100)
    (path,) = on_disk(tmp_path)
    assert fingerprint[:8] not in str(path)
    assert "phân xưởng".encode() not in path.read_bytes()
    other = FileStore(tmp_path, bytes(32), bytes(32))
    assert other.disk_name(fingerprint) != files.disk_name(fingerprint)


def spoilt(raw: bytes, damage: str) -> bytes:
    blocks = [raw[HEAD + n * STEP : HEAD + (n + 1) * STEP] for n in range(3)]
    flipped = bytearray(raw)
    flipped[HEAD + STEP + 500] ^= 1
    return {
        "a bit flipped": bytes(flipped),
        "the end cut off": raw[: HEAD + 2 * STEP],
        "cut inside a block": raw[:-10],
        "two blocks swapped": raw[:HEAD] + blocks[1] + blocks[0] + blocks[2],
        "a block twice": raw[:HEAD] + blocks[0] + blocks[0] + blocks[2],
        "bytes added": raw + b"x",
        "emptied": b"",
        "only the head": raw[:HEAD],
    }[damage]


@pytest.mark.parametrize(
    "damage",
    [
        "a bit flipped",
        "the end cut off",
        "cut inside a block",
        "two blocks swapped",
        "a block twice",
        "bytes added",
        "emptied",
        "only the head",
    ],
)
def test_damage_is_found(files: FileStore, tmp_path: Path, damage: str) -> None:
    fingerprint = files.put(THREE_BLOCKS)
    (path,) = on_disk(tmp_path)
    path.write_bytes(spoilt(path.read_bytes(), damage))
    with pytest.raises(Refused, match=r"file\.damaged"):
        files.get(fingerprint)


def test_a_file_put_in_anothers_place_is_found(files: FileStore, tmp_path: Path) -> None:
    mine, others = files.put(b"a" * 100), files.put(b"b" * 100)
    folder = tmp_path / "files"
    (folder / files.disk_name(mine)).write_bytes((folder / files.disk_name(others)).read_bytes())
    with pytest.raises(Refused, match=r"file\.damaged"):
        files.get(mine)


def test_a_file_that_is_gone_is_told(files: FileStore) -> None:
    with pytest.raises(Refused, match=r"file\.missing"):
        files.get("ab" * 32)
    assert not files.has("ab" * 32)
