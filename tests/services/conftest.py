"""A new data folder with a signed-in user who may do everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.builders import a_ready_folder, settled
from helpers.office_programs import with_libreoffice, without_office_programs

from desktop.services import printing
from desktop.services.desk import Desk
from desktop.services.folders import Made
from desktop.services.printing import Rendered

__all__ = ["with_libreoffice", "without_office_programs"]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """The folder as it is just after it was made, and its recovery words."""
    made = a_ready_folder(tmp_path / "so")
    yield made
    made.desk.close()


@pytest.fixture
def office(made: Made) -> Desk:
    """The desk at that folder."""
    return made.desk


@pytest.fixture
def settled_office(office: Desk) -> Desk:
    """One where employer and signer are known, so that decisions can be drafted."""
    settled(office)
    return office


@pytest.fixture
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers without LibreOffice, where a test is about the register and not about the paper."""

    def render(
        desk: Desk, facts: object, *, docx: bytes | None = None, code: str = "", stop: object = None
    ) -> Rendered:
        made = docx or f"docx of {facts}".encode()
        return Rendered(made, b"%PDF " + made, 1, "none", "template")

    monkeypatch.setattr(printing, "render", render)
