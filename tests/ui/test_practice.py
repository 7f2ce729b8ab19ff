"""Practice by keys: the register is marked, a fault is switched on, its words come, and it heals."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from helpers.builders import an_initiative, drafted, stored
from helpers.hand import Hand, aside
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.services import decisions, handing_over, practice_guard
from desktop.services.desk import Desk
from desktop.services.practice_guard import Fault
from desktop.ui.frame import Frame
from desktop.ui.handover.screen import HandoverScreen
from desktop.ui.kit.dialogs import Question


def frozen(desk: Desk) -> None:
    (record,) = stored(desk, an_initiative("Gá kẹp"))
    decisions.sign(desk, drafted(desk, [record]), "05", desk.clock.now().date())
    desk.do(handing_over.submit, [record])


def test_a_fault_is_switched_on_seen_and_off_again(hand: Hand, frame: Frame, desk: Desk) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(frozen, desk).result()
    hand.press("Alt+7", "F9")
    screen = frame.screen("handover")
    assert isinstance(screen, HandoverScreen)
    page = screen.ways.practice
    hand.until(lambda: page.begin_button.hasFocus())
    hand.until(lambda: page._held == 1)
    hand.press("Space")
    (asked,) = page.findChildren(Question)
    told = " ".join(label.text() for label in asked.findChildren(QLabel))
    assert "đang có 1 sáng kiến" in told and "không đổi lại được" in told
    hand.press("Return")  # what cannot be taken back is not what Enter takes
    hand.until(lambda: not page.findChildren(Question))
    assert not aside(desk, practice_guard.is_practice)
    page.make_practice()
    (asked,) = page.findChildren(Question)
    asked.findChildren(QPushButton)[-1].click()
    hand.until(lambda: aside(desk, practice_guard.is_practice))
    hand.until(lambda: frame.bottom.sync.whole.startswith("SỔ TẬP · "))
    page.start_button.setFocus()
    hand.press("Space")
    hand.until(lambda: page.practice is not None)
    page.fault_field.set_value(Fault.LOGIN_PAGE)
    page.fault_field.changed.emit()
    assert "không có gì được coi là đã gửi" in page.seen.text()
    hand.press("Esc")
    hand.until(lambda: "SỔ TẬP" in screen.detail.text())
    hand.press("Ctrl+G")
    hand.until(lambda: "không phải là cổng" in screen.detail.text())
    assert "mở trình duyệt xem thử" in screen.detail.text()
    assert screen.tabs.count_of("way") == 1
    page.fault_field.set_value(Fault.NONE)
    page.fault_field.changed.emit()
    hand.press("Ctrl+G")
    hand.until(lambda: screen.tabs.count_of("there") == 1)
    page.start()
    hand.until(lambda: page.practice is None)
