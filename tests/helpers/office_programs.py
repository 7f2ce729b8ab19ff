"""Machines with and without LibreOffice: a register's tests need its pages, and not the program that lays them out."""

from __future__ import annotations

import pytest

from desktop.documents import pdf


@pytest.fixture
def with_libreoffice() -> None:
    """Asked for by the tests that are about it."""


@pytest.fixture(autouse=True)
def without_office_programs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages come by the built-in way, in a fraction of the time; tests/documents prove that each way lays out alike."""
    if "with_libreoffice" not in request.fixturenames:
        monkeypatch.setattr(pdf, "available", lambda: (pdf.Engine.BUILT_IN,))
