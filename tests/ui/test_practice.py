"""Practice by keys: the register is marked, a fault is switched on, its words come, and it heals."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from helpers.builders import an_initiative, drafted, stored
from helpers.hand import Hand, aside

from desktop.services import decisions, handing_over, practice_guard
from desktop.services.desk import Desk
from desktop.services.practice_guard import Fault
from desktop.ui.frame import Frame
from desktop.ui.handover.screen import HandoverScreen


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
    hand.press("Space")
    hand.until(lambda: aside(desk, practice_guard.is_practice))
    page.start_button.setFocus()
    hand.press("Space")
    hand.until(lambda: page.practice is not None)
    page.fault_field.set_value(Fault.LOGIN_PAGE)
    page.fault_field.changed.emit()
    hand.press("Esc")
    hand.until(lambda: "SỔ TẬP" in screen.detail.text())
    hand.press("Ctrl+G")
    hand.until(lambda: "không phải là cổng" in screen.detail.text())
    assert screen.tabs.count_of("way") == 1
    page.fault_field.set_value(Fault.NONE)
    page.fault_field.changed.emit()
    hand.press("Ctrl+G")
    hand.until(lambda: screen.tabs.count_of("there") == 1)
    page.start()
    hand.until(lambda: page.practice is None)
