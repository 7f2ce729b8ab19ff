"""The same screens at 1366x768 and 125 %, as Windows shows them on the clerk's PC."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_the_screens_at_125_percent() -> None:
    surroundings = {
        name: value for name, value in os.environ.items() if name != "TMPDIR"
    }  # a folder of usual length
    result = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
            str(HERE / "test_screens.py"), "-k", "small",
        ],
        env=surroundings | {"QT_SCALE_FACTOR": "1.25"},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-4000:]
