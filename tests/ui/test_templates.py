"""Căn cứ, số và mẫu by keys: a template out to Word and back, a basis that lapses, who keeps the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from helpers.guidance_samples import a_file, a_package, a_province, contents, enrolled_with
from helpers.hand import Hand, aside
from helpers.hostile_templates import changed

from desktop.domain.programme import Programme
from desktop.domain.series import Issuing, Numbering
from desktop.services import keepers, legal, office, programmes
from desktop.services.desk import Desk
from desktop.services.own_templates import PaperKind, Source
from desktop.ui.frame import Frame
from desktop.ui.templates.screen import TemplatesScreen

PROVINCES = changed("word/document.xml", lambda xml: xml.replace("QUYẾT ĐỊNH:", "MẪU TỈNH:"))


@pytest.fixture
def screen(frame: Frame, hand: Hand) -> TemplatesScreen:
    hand.press("Alt+4")
    hand.settle()
    hand.press("Ctrl+U")
    screen = frame.screen("templates")
    assert isinstance(screen, TemplatesScreen)
    hand.until(lambda: screen.shelf.model.total > 0)
    return screen


def in_use(screen: TemplatesScreen) -> Source:
    return next(row.used for row in screen.shelf._rows if row.kind is PaperKind.DECISION)


def test_a_template_goes_out_to_word_comes_back_and_ours_returns_with_one_key(
    hand: Hand, screen: TemplatesScreen, tmp_path: Path
) -> None:
    screen.shelf.table.choose_key("decision")
    screen.shelf.put_out_into(tmp_path)
    file = tmp_path / "decision.docx"
    hand.until(file.is_file)
    file.write_bytes(changed("word/document.xml", lambda xml: xml.replace("QUYẾT ĐỊNH:", "QUYẾT NGHỊ:")))
    screen.shelf.check(file)
    hand.until(lambda: screen.shelf.take_button.isVisible())
    hand.press("Space")
    hand.until(lambda: in_use(screen) is Source.UNIT, timeout=60_000)
    hand.press("Ctrl+R")
    hand.until(lambda: in_use(screen) is Source.OURS)


def test_what_is_wrong_with_a_template_is_said_and_it_cannot_be_taken(
    hand: Hand, screen: TemplatesScreen, tmp_path: Path
) -> None:
    screen.shelf.table.choose_key("decision")
    file = tmp_path / "decision.docx"
    file.write_bytes(changed("word/document.xml", lambda xml: xml.replace("{{TRICH_YEU}}", "{{Trich yeu}}")))
    screen.shelf.check(file)
    hand.until(lambda: "TRICH_YEU" in screen.shelf.told.text() and "•" in screen.shelf.told.text())
    assert not screen.shelf.take_button.isVisible()


def test_a_template_is_looked_at_with_sample_data(hand: Hand, screen: TemplatesScreen) -> None:
    screen.shelf.table.choose_key("decision")
    hand.press("Ctrl+P")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    assert screen.paper_page.rendered is not None
    assert screen.paper_page.rendered.pages == 2
    hand.press("Esc")
    assert screen.stack.currentWidget() is screen.main


def test_a_basis_gets_the_day_from_which_it_holds_no_more(
    hand: Hand, screen: TemplatesScreen, desk: Desk
) -> None:
    screen.tabs.setCurrentWidget(screen.legal)
    hand.settle()
    screen.legal.table.choose_key("13/2012/NĐ-CP")
    hand.settle()
    assert screen.legal.code_field.value() == "13/2012/NĐ-CP"
    assert screen.legal.cited_field.value()
    screen.legal.lapsed_field.setFocus()
    hand.type("1/1/2027")
    hand.press("Ctrl+S")
    hand.settle()
    known = {basis.code: basis for basis in aside(desk, legal.listing)}
    assert known["13/2012/NĐ-CP"].lapsed_on == date(2027, 1, 1)
    assert known["13/2012/NĐ-CP"].papers == ("decision", "amendment", "certificate")


def test_the_union_may_take_its_numbers_from_its_office_and_a_pc_keeps_the_register(
    hand: Hand, screen: TemplatesScreen, desk: Desk
) -> None:
    screen.tabs.setCurrentWidget(screen.numbering)
    hand.settle()
    field = screen.numbering.fields[Issuing.UNION]
    assert field.value() is Numbering.OWN
    field.setFocus()
    hand.press("Up")
    hand.until(lambda: aside(desk, keepers.rule, Issuing.UNION).numbering is Numbering.TYPED)
    hand.press("Esc")


def test_guidance_from_above_is_seen_applied_and_taken_back_by_keys(
    hand: Hand, screen: TemplatesScreen, desk: Desk, tmp_path: Path
) -> None:
    portal = a_province(desk, tmp_path / "tinh")
    enrolled_with(desk, portal)
    file = a_file(tmp_path, a_package(portal, 1, contents("", **{"templates/decision.docx": PROVINCES})))
    desk.do(office.put_programme, Programme("thi-dua-2026", "Của đơn vị"))
    screen.tabs.setCurrentWidget(screen.guidance)
    page = screen.guidance
    page.take(file)
    hand.until(lambda: page.model.total > 0)
    assert "LĐLĐ tỉnh" in page.about.text()
    page.table.choose_key("programme:thi-dua-2026")
    hand.until(lambda: "Của đơn vị" in page.told.text())
    page.table.setFocus()
    hand.press("Ctrl+T")
    hand.press("Ctrl+Return")
    hand.until(
        lambda: "bản 1" in page.about.text() and not page.acts["guidance.apply"].isEnabled(), timeout=60_000
    )
    assert desk.look(programmes.listing)[0].name == "Thi đua năm 2026"
    hand.until(lambda: Source.GUIDANCE in offered(screen))
    hand.press("Ctrl+B")
    hand.until(lambda: Source.GUIDANCE not in offered(screen))
    assert desk.look(programmes.listing)[0].name == "Của đơn vị"
    portal.close()


def offered(screen: TemplatesScreen) -> tuple[Source, ...]:
    return next(row.offered for row in screen.shelf._rows if row.kind is PaperKind.DECISION)
