"""One table for the whole run, printed at its end and kept as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench import folders
from bench.harness import Table

from desktop.services.desk import Desk

OUT = folders.ROOT / "bench-output" / "bench.json"

_table = Table()


@pytest.fixture(scope="session")
def table() -> Table:
    """Where rows are noted."""
    return _table


@pytest.fixture(scope="session")
def large_folder() -> Path:
    """A large union; for looking only."""
    return folders.corpus_folder(folders.LARGE)


@pytest.fixture
def large_desk(large_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a twin of it, for writing."""
    desk = folders.opened(folders.copy_of(large_folder, tmp_path / "so"))
    yield desk
    desk.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _table.rows or _table.facts:
        _table.write(OUT)
        terminalreporter.write_line("")
        terminalreporter.write_line(_table.text())
        terminalreporter.write_line(f"\nSame figures: {OUT.relative_to(folders.ROOT)}")
