"""What the house has not said yet is asked for when a decision first needs it, and not before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.builders import a_folder
from helpers.hand import Hand, aside

from desktop.services import office
from desktop.services.desk import Desk
from desktop.ui.decisions.screen import DecisionsScreen
from desktop.ui.frame import Frame


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A folder that was made a moment ago."""
    made = a_folder(tmp_path / "data")
    yield made.desk
    made.desk.close()


def test_employer_and_signer_are_asked_for_once(hand: Hand, frame: Frame, desk: Desk) -> None:
    hand.press("Alt+4", "Ctrl+N")
    screen = frame.screen("decisions")
    assert isinstance(screen, DecisionsScreen)
    needed = screen.draft_page.needed
    hand.until(needed.isVisible)
    needed.employer_field.setFocus()
    hand.fill("Công ty TNHH Giày Hoàng Long", "HL", "Ninh Bình", "LIN CHIA-HAO", "Tổng Giám đốc")
    needed.save_button.setFocus()
    hand.press("Space")
    hand.until(lambda: not needed.isVisible())
    house = aside(desk, office.facts)
    assert house.employer.name == "Công ty TNHH Giày Hoàng Long"
    assert [signer.name for signer in house.signers_of("employer")] == ["LIN CHIA-HAO"]
    assert screen.draft_page.signer_field.edit.count() == 1


def test_what_is_missing_is_told_beside_its_field(hand: Hand, frame: Frame) -> None:
    hand.press("Alt+4", "Ctrl+N")
    screen = frame.screen("decisions")
    assert isinstance(screen, DecisionsScreen)
    needed = screen.draft_page.needed
    hand.until(needed.isVisible)
    needed.save_button.setFocus()
    hand.press("Space")
    assert needed.employer_field.problem.text() != ""
    assert needed.signer_field.problem.text() != ""
