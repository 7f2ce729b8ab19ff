"""What somebody waits for: the sign-in window, and the list of a union with 100,000 initiatives."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench import folders
from bench.folders import LARGE
from bench.harness import Table
from bench.test_import import a_list

LISTED = 5_000
PROGRAMS = Path(__file__).parent / "programs"

pytestmark = pytest.mark.timeout(900)  # the first run makes the folder


class Homes:
    """Runs a program with its own home, so that nobody's preferences and logs are touched."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}

    def run(self, program: str, *arguments: object) -> tuple[float, dict[str, float]]:
        """When it was started on the shared clock, and what it printed: a word and a figure a line."""
        command = [sys.executable, str(PROGRAMS / program), *map(str, arguments)]
        began = time.monotonic()
        done = subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=600,
            cwd=folders.ROOT,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        told = (line.split() for line in done.stdout.splitlines())
        return began, {word: float(figure) for word, figure in told}


@pytest.fixture
def homes(tmp_path: Path) -> Homes:
    return Homes(tmp_path)


def test_the_window_never_stands_still(
    homes: Homes, large_folder: Path, tmp_path: Path, table: Table
) -> None:
    folder = folders.copy_of(large_folder, tmp_path / "so")
    a_list(tmp_path / "a.xlsx", LISTED, start=300_000)
    told = homes.run("stalls.py", folder, tmp_path / "preferences.toml", tmp_path / "a.xlsx")[1]
    for word, took in told.items():
        place, _, kind = word.rpartition("-")
        if kind == "work":
            table.state(f"longest work between two ticks, {place}", took, "s", goal=0.100)
        else:
            table.state(f"longest stall on the wall, {place}", took, "s")


def test_the_preview_of_a_decision(homes: Homes, tmp_path: Path, table: Table) -> None:
    told = homes.run("preview.py", tmp_path / "so", tmp_path / "preferences.toml")[1]
    table.state("preview in the window, key to first page, wall", told["wall"], "s", goal=1.0)
    table.state("the same, processor time", told["work"], "s", goal=1.0)
    table.state("until the pages of the first way stand there, wall", told["real"], "s")


def test_the_sign_in_window(homes: Homes, tmp_path: Path, table: Table) -> None:
    desk = folders.new(tmp_path / "so")
    desk.close()

    def shown(program: str, *arguments: object) -> float:
        began, told = homes.run(program, *arguments)
        return told["shown"] - began

    table.compare(
        "start to first frame of sign-in",
        lambda: shown("sign_in_window.py", tmp_path / "so"),
        lambda: shown("bare_window.py"),
        against="a bare QMainWindow",
        rounds=9,
        goal=2.5,
    )


def test_the_list_of_a_large_union(homes: Homes, large_folder: Path, tmp_path: Path, table: Table) -> None:
    desk = folders.new(tmp_path / "empty")
    desk.close()
    memory: dict[Path, list[float]] = {large_folder: [], tmp_path / "empty": []}

    def usable(folder: Path) -> float:
        told = homes.run("list_window.py", folder, tmp_path / "preferences.toml")[1]
        memory[folder].append(told["memory"])
        return told["usable"]

    table.compare(
        f"usable list at {LARGE:,}",
        lambda: usable(large_folder),
        lambda: usable(tmp_path / "empty"),
        against="the same at 0 rows",
        rounds=7,
        goal=1.3,
    )
    table.state(f"memory of the window at {LARGE:,}", statistics.median(memory[large_folder]), "MB", goal=350)
    table.state("memory of the window at 0", statistics.median(memory[tmp_path / "empty"]), "MB")
