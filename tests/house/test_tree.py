"""What is kept in the repository: no machine's own paths, two packages, and a CI that calls two commands."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""  # a picture, a workbook


def test_no_tracked_file_names_a_machines_own_folder() -> None:
    # A home folder, or the folder this very checkout stands in.
    homes = re.compile(r"(?<![\w.])/(?:home|root|Users|work|opt)/[\w.]+")
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        if path.suffix not in {".lock", ".svg"}
        for match in homes.finditer(text_of(path))
    ]
    assert found == []


def test_the_only_packages_are_desktop_and_sync() -> None:
    # A folder `packaging` with an __init__.py would hide the library of that name.
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {"desktop", "sync"}


def test_every_folder_of_the_two_packages_is_a_package() -> None:
    # A regular package wins over a stranger's folder of the same name.
    folders = {path.parent for package in ("desktop", "sync") for path in (ROOT / package).rglob("*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("script", ["packaging/setup.sh", "packaging/run.sh", "packaging/test.sh", ".ci/run"])
def test_scripts_can_be_run(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


def test_ci_calls_lint_and_test_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make lint", "make test"]
