"""At start the program talks to nobody: no address is looked up and no socket of the network is made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("watched_start.py")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_window_starts_without_the_network(tmp_path: Path, language: str) -> None:
    own = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, PROGRAM, "--data", str(tmp_path / "data"), "--lang", language],
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert "status 0 network []" in result.stdout, result.stdout + result.stderr
