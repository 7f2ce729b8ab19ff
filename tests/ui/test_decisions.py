"""Quyết định by keys: drafted blank, seen as real pages, signed, frozen, certificates, printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from helpers.builders import an_initiative, authors, proposed
from helpers.hand import Hand, aside, order_aside
from PySide6.QtWidgets import QApplication

from desktop.domain.decision import DecisionState
from desktop.domain.initiative import Stage
from desktop.services import certificates, decisions, initiatives, prints
from desktop.services.desk import Desk
from desktop.ui.decisions.screen import DecisionsScreen
from desktop.ui.frame import Frame
from desktop.ui.kit.printing import PrintDialog


@pytest.fixture
def screen(desk: Desk, frame: Frame, hand: Hand) -> DecisionsScreen:
    ids = [
        order_aside(
            desk,
            initiatives.save,
            an_initiative(f"Sáng kiến {n}", authors=authors("Lê Văn Bảy", "H'Ler Niê")),
        )
        for n in range(3)
    ]
    _in_another_thread(desk, ids)
    hand.press("Alt+4")
    screen = frame.screen("decisions")
    assert isinstance(screen, DecisionsScreen)
    return screen


def _in_another_thread(desk: Desk, ids: list[str]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as other:
        other.submit(proposed, desk, ids).result()


def drafted(hand: Hand, screen: DecisionsScreen) -> None:
    hand.press("Ctrl+N")
    hand.until(lambda: len(screen.draft_page._chosen()) == 3)
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.model.total == 1)


def signed(hand: Hand, screen: DecisionsScreen) -> None:
    drafted(hand, screen)
    hand.press("F2")
    hand.fill("5", "2/3/2026")
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.table.current().state is DecisionState.SIGNED, timeout=60_000)


def test_a_decision_is_drafted_signed_and_frozen(hand: Hand, screen: DecisionsScreen, desk: Desk) -> None:
    signed(hand, screen)
    row = screen.table.current()
    assert (row.number, row.signed_on, row.initiatives) == ("05/QĐ-HL", date(2026, 3, 2), 3)
    counts = aside(desk, initiatives.counts)
    assert counts[Stage.RECOGNISED] == 3
    frozen = aside(desk, decisions.get, row.id)
    assert desk.files.get(frozen.files.pdf).startswith(b"%PDF")


def test_the_real_pages_are_shown_and_printed_one_by_one(
    hand: Hand, screen: DecisionsScreen, tmp_path: Path
) -> None:
    drafted(hand, screen)
    hand.press("Ctrl+P")
    paper = screen.paper_page
    hand.until(lambda: paper.rendered is not None, timeout=60_000)
    hand.until(lambda: 0 in paper.view.drawn)
    assert paper.rendered is not None
    hand.press("Ctrl+P")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PrintDialog)
    out = tmp_path / "in.pdf"
    dialog.file_field.set_value(out)
    dialog.print_button.setFocus()
    hand.press("Space")
    hand.until(lambda: out.exists() and out.stat().st_size > 1000)
    printed = pypdfium2.PdfDocument(out)
    assert len(printed) == paper.rendered.pages
    across = [page.get_width() > page.get_height() for page in pypdfium2.PdfDocument(paper.rendered.pdf)]
    assert [page.get_width() > page.get_height() for page in printed] == across
    hand.press("Esc")
    assert screen.pages.currentWidget() is screen.register


def test_word_and_pdf_are_saved_under_a_name_that_windows_takes(
    hand: Hand, screen: DecisionsScreen, tmp_path: Path
) -> None:
    signed(hand, screen)
    hand.press("Ctrl+P")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    screen.paper_page.save_into(tmp_path)
    hand.settle()
    names = sorted(path.suffix for path in tmp_path.iterdir() if path.suffix in {".docx", ".pdf"})
    assert names == [".docx", ".pdf"]


def test_certificates_come_in_one_job(hand: Hand, screen: DecisionsScreen) -> None:
    signed(hand, screen)
    hand.press("Ctrl+G")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    assert screen.paper_page.rendered is not None
    assert screen.paper_page.rendered.pages == 6  # two authors each


def test_certificates_that_were_saved_come_out_as_they_were(
    hand: Hand, screen: DecisionsScreen, desk: Desk, tmp_path: Path
) -> None:
    signed(hand, screen)
    record = screen.table.current().id
    hand.press("Ctrl+G")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    first = screen.paper_page.rendered
    assert first is not None
    assert aside(desk, certificates.copies, record) == ()  # looked at is not handed out
    screen.paper_page.save_into(tmp_path)
    hand.until(lambda: len(list(tmp_path.glob("*.pdf"))) == 1)
    (kept,) = aside(desk, certificates.copies, record)
    assert (kept.what, desk.files.get(kept.pdf)) == (prints.KEPT, first.pdf)
    hand.press("Esc", "Ctrl+R")
    page = screen.certificates_page
    hand.until(lambda: page.copies_field.isEnabled())
    page.copies_field.setFocus()
    hand.press("Ctrl+I")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    again = screen.paper_page.rendered
    assert again is not None
    assert (again.docx, again.pdf, again.engine) == (first.docx, first.pdf, "")


def test_a_number_is_needed_to_sign(hand: Hand, screen: DecisionsScreen) -> None:
    drafted(hand, screen)
    hand.press("F2", "Ctrl+Return")
    assert screen.sign_page.number_field.problem.text().startswith("Chưa có số quyết định.")
    hand.fill("5", "1/1/2026")
    hand.press("Ctrl+Return")
    hand.until(lambda: bool(screen.sign_page.signed_field.problem.text()))
    assert "20/02/2026" in screen.sign_page.signed_field.problem.text()


def test_a_file_that_is_not_word_is_refused_beside_its_field(
    hand: Hand, screen: DecisionsScreen, tmp_path: Path
) -> None:
    wrong = tmp_path / "bản.doc"
    wrong.write_bytes(b"x")
    drafted(hand, screen)
    hand.press("F2")
    hand.fill("5", "2/3/2026", str(wrong))
    hand.press("Ctrl+Return")
    hand.until(lambda: "bản.doc" in screen.sign_page.docx_field.problem.text())


def test_a_draft_is_withdrawn_after_one_question(hand: Hand, screen: DecisionsScreen, desk: Desk) -> None:
    drafted(hand, screen)
    hand.press("Ctrl+Delete", "Return")
    hand.until(lambda: screen.model.total == 0)
    assert aside(desk, initiatives.counts)[Stage.PROPOSED] == 3


def test_the_head_recognises_without_a_council_for_a_reason(
    hand: Hand, screen: DecisionsScreen, desk: Desk
) -> None:
    hand.press("Ctrl+N")
    page = screen.draft_page
    hand.settle()
    page.route_field.edit.setFocus()
    hand.press("Down")
    assert page.reason_field.isVisible()
    hand.press("Ctrl+A", "Ctrl+Return")
    hand.until(lambda: bool(page.reason_field.problem.text()))
    page.reason_field.setFocus()
    hand.type("đơn vị không lập hội đồng")
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.model.total == 1)


def test_a_signed_decision_is_amended_and_both_stand_in_the_register(
    hand: Hand, screen: DecisionsScreen
) -> None:
    signed(hand, screen)
    hand.press("Ctrl+D")
    page = screen.mend_page
    hand.until(lambda: page.row_field.value() is not None and page.signer_field.value() is not None)
    page.now_field.setFocus()
    hand.type("Xe đẩy phom có khóa")
    hand.press("Ctrl+T")
    assert page.fix_model.total == 1
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.model.total == 2)
    hand.until(lambda: screen.table.current() is not None and screen.table.current().mends == "05/QĐ-HL")
    hand.press("F2")
    hand.fill("9", "2/3/2026")
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.table.current().number == "09/QĐ-HL", timeout=60_000)
    first = next(row for row in screen._all if row.number == "05/QĐ-HL")
    assert first.mended_by == ("09/QĐ-HL",)
    hand.press("Ctrl+P")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    hand.press("Esc")
    screen.table.choose_key(first.id)
    hand.press("Ctrl+P")
    hand.until(lambda: "09/QĐ-HL" in screen.paper_page.notes.text(), timeout=60_000)


def test_nothing_to_mend_is_said_beside_the_field(hand: Hand, screen: DecisionsScreen) -> None:
    signed(hand, screen)
    hand.press("Ctrl+D")
    hand.until(lambda: screen.mend_page.signer_field.value() is not None)
    hand.press("Ctrl+Return")
    hand.until(lambda: bool(screen.mend_page.content_field.problem.text()))


def test_one_certificate_is_given_out_again_for_a_reason(
    hand: Hand, screen: DecisionsScreen, desk: Desk
) -> None:
    signed(hand, screen)
    record = screen.table.current().id
    hand.press("Ctrl+R")
    page = screen.certificates_page
    hand.until(lambda: page.model.total == 6)
    hand.press("Ctrl+Return")
    assert page.reason_field.problem.text().startswith("Cấp lại giấy chứng nhận thì phải ghi lý do.")
    hand.type("bị ướt")
    assert page.reason_field.problem.text() == ""  # what was mended is not complained of any longer
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    (log,) = aside(desk, prints.log, record)
    assert (log.what, log.reason) == ("reissue", "bị ướt")
    hand.press("Esc")
    assert screen.pages.currentWidget() is page


def test_words_alone_are_moved_by_what_was_measured_on_the_printer(
    hand: Hand, screen: DecisionsScreen, desk: Desk
) -> None:
    signed(hand, screen)
    hand.press("Ctrl+R")
    page = screen.certificates_page
    hand.until(lambda: page.model.total == 6)
    page.left_field.setFocus()
    hand.fill("21,5", "18")
    hand.press("Ctrl+S")
    hand.until(lambda: page._offset.right == -1.5)
    assert aside(desk, prints.offset, page.printer_field.value()).down == 2.0
    hand.press("Ctrl+G")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    assert screen.paper_page.rendered.pages == 6


def test_some_pages_of_a_paper_are_printed_and_the_print_is_kept(
    hand: Hand, screen: DecisionsScreen, desk: Desk, tmp_path: Path
) -> None:
    signed(hand, screen)
    record = screen.table.current().id
    hand.press("Ctrl+P")
    paper = screen.paper_page
    hand.until(lambda: paper.rendered is not None, timeout=60_000)
    hand.press("Ctrl+P")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PrintDialog)
    assert dialog.print_button.text() == "In 2 trang"
    dialog.pages_field.set_value((2,))
    assert dialog.print_button.text() == "In 1 trang"
    dialog.print_button.setFocus()
    hand.press("Space")
    assert dialog.file_field.problem.text().startswith("Chưa rõ ghi tệp PDF vào đâu.")
    dialog.file_field.set_value(tmp_path / "in")
    dialog.print_button.setFocus()
    hand.press("Space")
    hand.until(lambda: bool(aside(desk, prints.log, record)))
    assert len(pypdfium2.PdfDocument(tmp_path / "in.pdf")) == 1
