"""The lock: every library pinned with its hashes, from no named place, and enough for pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins() -> dict[str, str]:
    lines = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", LOCK, flags=re.MULTILINE)
    return {canonicalize_name(name): version for name, version in lines}


def test_the_lock_names_no_place() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^\s*-", LOCK.replace("    --hash=", ""), flags=re.MULTILINE)
    assert " @ " not in LOCK


def test_every_pin_has_a_hash() -> None:
    entries = re.split(r"^(?=[A-Za-z0-9._-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_satisfies_the_project() -> None:
    wanted = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    locked = pins()
    wrong = [
        line
        for line in wanted
        if not Requirement(line).specifier.contains(
            locked.get(canonicalize_name(Requirement(line).name), "0")
        )
    ]
    assert wrong == []
