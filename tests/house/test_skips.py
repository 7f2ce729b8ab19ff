"""A test may skip only when allowed_skips.txt names it with a reason."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIST = ROOT / "tests" / "house" / "allowed_skips.txt"


def entries() -> list[tuple[str, str]]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    parts = [line.partition(" | ") for line in lines if line.strip() and not line.startswith("#")]
    return [(name, reason) for name, _, reason in parts]


def test_every_allowed_skip_names_a_test_and_a_reason() -> None:
    for name, reason in entries():
        path, _, function = name.partition("::")
        assert reason, name
        assert function.rpartition("::")[2] in (ROOT / path).read_text(encoding="utf-8"), name


def test_a_skip_that_is_not_listed_fails_the_run(tmp_path: Path) -> None:
    skipping = tmp_path / "test_skipping.py"
    skipping.write_text("import pytest\n\n\ndef test_it():\n    pytest.skip('why not')\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    result = subprocess.run(
        [*command, f"--rootdir={tmp_path}", f"-c{ROOT / 'pyproject.toml'}", str(skipping)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 skipped" in result.stdout
    assert "not in allowed_skips.txt" in result.stdout
    assert result.returncode == 1
