"""Which way imports run: the contracts hold, and each of them notices a breach."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_every_contract_is_kept() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", folder)
    only_code = shutil.ignore_patterns("__pycache__", "locale", "icons")
    for package in ("desktop", "sync"):
        shutil.copytree(ROOT / package, folder / package, ignore=only_code)
    return folder


BREACHES = [
    ("desktop/domain/money.py", "import desktop.store", "The desktop is a tower"),
    ("desktop/documents/__init__.py", "import desktop.store", "The desktop is a tower"),
    ("desktop/services/__init__.py", "import desktop.ui", "The desktop is a tower"),
    ("desktop/stray.py", "", "The desktop is a tower"),
    ("sync/clock.py", "import sync.portal", "sync is a tower of its own"),
    ("sync/stray.py", "", "sync is a tower of its own"),
    ("sync/database.py", "import desktop.domain", "sync never knows the desktop, nor Qt"),
    ("desktop/paths.py", "import desktop.domain", "What stands beside the tower"),
    ("desktop/wording/__init__.py", "import desktop.services", "Sentences are made of values"),
    ("desktop/services/__init__.py", "import desktop.wording", "Below the window there are codes"),
    ("desktop/services/__init__.py", "import PySide6.QtCore", "Qt lives in desktop.ui"),
    ("desktop/services/__init__.py", "import sqlalchemy", "SQL is written in the stores"),
    ("sync/engine.py", "import sqlcipher3", "SQL is written in the stores"),
    ("desktop/services/__init__.py", "import requests", "HTTP is spoken in sync.transport"),
    ("desktop/ui/__init__.py", "import desktop.store", "A screen asks services"),
    ("desktop/ui/home/__init__.py", "import desktop.ui.office", "Screens do not know each other"),
    ("desktop/domain/text.py", "import desktop.domain.initiative", "No circles"),
]


@pytest.mark.parametrize(("file", "line", "contract"), BREACHES)
def test_a_planted_breach_is_reported(copy: Path, file: str, line: str, contract: str) -> None:
    path, other = copy / file, copy / "desktop/domain/initiative.py"
    before = path.read_text(encoding="utf-8") if path.exists() else None
    other_before = other.read_text(encoding="utf-8")
    path.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    other.write_text(f"{other_before}\nimport desktop.domain.text\n", encoding="utf-8")  # half of a circle
    try:
        result = lint_imports(copy)
    finally:
        other.write_text(other_before, encoding="utf-8")
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
    assert result.returncode == 1
    broken = [text for text in result.stdout.splitlines() if " BROKEN" in text]
    assert any(text.startswith(contract) for text in broken), result.stdout


def test_every_screen_is_in_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (listed,) = [contract["modules"] for contract in contracts["contracts"] if contract["id"] == "screens"]
    screens = {f"desktop.ui.{path.parent.name}" for path in ROOT.glob("desktop/ui/*/screen.py")}
    assert screens - set(listed) == set()


def test_every_module_can_be_imported() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for package in ("desktop", "sync")
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.name != "__main__.py"
    ]
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import {', '.join(modules)}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
