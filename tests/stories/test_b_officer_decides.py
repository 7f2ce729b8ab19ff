"""An officer records the council, drafts one decision with its list, prints it, has it signed, certifies everybody."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from docx import Document
from helpers.builders import an_initiative, authors, stored
from helpers.hand import Hand, aside

from desktop.domain.decision import DecisionState
from desktop.domain.initiative import Stage
from desktop.services import decisions, initiatives
from desktop.services.desk import Desk
from desktop.ui.councils.screen import CouncilsScreen
from desktop.ui.decisions.screen import DecisionsScreen
from desktop.ui.frame import Frame
from desktop.ui.kit.printing import PrintDialog
from desktop.ui.main_window import MainWindow

COUNT = 30


@pytest.fixture
def typed(desk: Desk) -> None:
    values = [
        an_initiative(f"Cải tiến thứ {n}", authors=authors("Lê Văn Bảy", "Lò Thị Inh")) for n in range(COUNT)
    ]
    with ThreadPoolExecutor(1) as other:
        other.submit(stored, desk, *values).result()


def record_the_council(hand: Hand, frame: Frame) -> None:
    hand.press("Alt+3")
    council = frame.screen("councils")
    assert isinstance(council, CouncilsScreen)
    hand.until(lambda: council.recording.ballot.model.total == COUNT)
    hand.fill("02/BB-HĐSK", "20/2/2026", "7", "7", "7", "Phạm Thị Thu Hà", "Đỗ Quang Vinh")
    hand.press("Ctrl+A", "Ctrl+Return")
    hand.until(lambda: council.recording.ballot.model.total == 0)


def draft(hand: Hand, screen: DecisionsScreen) -> None:
    hand.press("Alt+4", "Ctrl+N")
    hand.until(lambda: len(screen.draft_page._chosen()) == COUNT)
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.model.total == 1)


def print_draft(hand: Hand, screen: DecisionsScreen, window: MainWindow, out: Path) -> None:
    hand.press("Ctrl+P")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    assert screen.paper_page.rendered is not None
    assert screen.paper_page.rendered.pages >= 3  # the decision and its list
    hand.press("Ctrl+P")
    (dialog,) = window.findChildren(PrintDialog)
    dialog.file_field.setFocus()
    hand.type(str(out))
    dialog.print_button.setFocus()
    hand.press("Space")
    hand.until(lambda: out.exists() and out.stat().st_size > 1_000, timeout=60_000)
    hand.press("Esc")


def sign_with_edited_word(hand: Hand, screen: DecisionsScreen, edited: Path) -> None:
    hand.press("Ctrl+T")
    hand.until(lambda: screen.table.current().state is DecisionState.FOR_SIGNATURE)
    hand.press("F2")
    hand.fill("5", "2/3/2026", str(edited))
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.table.current().state is DecisionState.SIGNED, timeout=60_000)


def test_from_the_minutes_to_the_certificates(
    hand: Hand, frame: Frame, window: MainWindow, desk: Desk, typed: None, tmp_path: Path
) -> None:
    record_the_council(hand, frame)
    screen = frame.screen("decisions")
    assert isinstance(screen, DecisionsScreen)
    draft(hand, screen)
    print_draft(hand, screen, window, tmp_path / "in.pdf")
    assert screen.paper_page.rendered is not None
    document = Document(io.BytesIO(screen.paper_page.rendered.docx))
    document.add_paragraph("Văn phòng sửa một câu.")
    document.save(str(tmp_path / "sua.docx"))

    sign_with_edited_word(hand, screen, tmp_path / "sua.docx")
    frozen = aside(desk, decisions.get, screen.table.current().id)
    assert frozen.number == "05/QĐ-HL"
    assert frozen.files.edited_by_office
    assert desk.files.get(frozen.files.docx) == (tmp_path / "sua.docx").read_bytes()
    assert aside(desk, initiatives.counts)[Stage.RECOGNISED] == COUNT

    hand.press("Ctrl+G")
    hand.until(
        lambda: screen.paper_page.rendered is not None and screen.paper_page.rendered.pages == 2 * COUNT,
        timeout=90_000,
    )
    hand.press("Esc", "Ctrl+H")
    hand.until(lambda: screen.table.current().state is DecisionState.ISSUED)
