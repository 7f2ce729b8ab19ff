"""The program's own files, held against the list that the package came with (RECORD of the installed wheel)."""

from __future__ import annotations

import base64
import csv
import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

NAME = "sangkien-desk"


@dataclass(frozen=True, slots=True)
class Files:
    """How many files the list names with a hash (0 in a checkout), and how many are gone or other than packed."""

    known: int
    missing: int
    changed: int


def examine(name: str = NAME) -> Files:
    """Read every file that the list names."""
    found = [_as_packed(path, told) for path, told in _listed(name)]
    return Files(len(found), found.count(None), found.count(False))


def _listed(name: str) -> list[tuple[Path, str]]:
    """(path, hash as RECORD has it) of each file. Read as it stands: some metadata readers skip what is gone."""
    try:
        packed = distribution(name)
    except PackageNotFoundError:
        return []
    rows = csv.reader((packed.read_text("RECORD") or "").splitlines())
    return [(Path(str(packed.locate_file(row[0]))), row[1]) for row in rows if len(row) > 1 and row[1]]


def _as_packed(path: Path, told: str) -> bool | None:
    """Whether a file is what was packed; None where it is gone."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return told == f"sha256={digest}"
