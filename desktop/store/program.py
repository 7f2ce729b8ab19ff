"""The program's own files, held against the list that the package came with (RECORD of the installed wheel)."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, PackagePath, files
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
    try:
        listed = [file for file in files(name) or [] if file.hash is not None]
    except PackageNotFoundError:
        listed = []
    found = [_as_packed(file) for file in listed]
    return Files(len(found), found.count(None), found.count(False))


def _as_packed(file: PackagePath) -> bool | None:
    """Whether a file is what was packed; None where it is gone."""
    try:
        data = Path(str(file.locate())).read_bytes()
    except OSError:
        return None
    assert file.hash is not None  # chosen above
    if file.hash.mode != "sha256":
        return False
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return digest == file.hash.value
