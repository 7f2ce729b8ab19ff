"""A new data folder, opened: rows are read and written through the store's own functions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.builders import a_ready_folder

from desktop.services.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A signed-in user at a new folder."""
    made = a_ready_folder(tmp_path / "so")
    yield made.desk
    made.desk.close()
