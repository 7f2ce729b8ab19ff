"""Two entries of one person, merged by keys in the catalogue and taken apart by undo."""

from __future__ import annotations

from pathlib import Path

from helpers.builders import a_person
from helpers.hand import Hand, aside, order_aside
from helpers.lookover import clipped, nameless
from PySide6.QtWidgets import QApplication

from desktop.services import people
from desktop.services.desk import Desk
from desktop.ui.catalogue.merging import MergeDialog
from desktop.ui.frame import Frame
from desktop.ui.places import Place

OUT = Path(__file__).parents[2] / "test-output" / "screens"


def names(desk: Desk) -> list[tuple[str, str]]:
    return [(one.name, one.birth) for one in aside(desk, people.find_people, "hang")]


def test_a_pair_is_looked_at_turned_and_merged(hand: Hand, frame: Frame, desk: Desk) -> None:
    for code, birth in (("HL-00412", "1990-05-12"), ("", "1990")):
        order_aside(desk, people.save_person, a_person("", "Nguyễn Thị Hằng", staff_code=code, birth=birth))
    frame.open_place(Place("catalogue", facts={"page": "people"}))
    hand.settle(50)
    frame.screen("catalogue").people.merge()  # type: ignore[attr-defined]
    hand.settle(50)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MergeDialog)
    (pair,) = dialog.found
    assert dialog.kept(pair).staff_code == "HL-00412"
    OUT.mkdir(parents=True, exist_ok=True)
    dialog.grab().save(str(OUT / "merge-people.png"))
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    dialog.turn_button.setFocus()
    hand.press("Space")
    assert dialog.kept(pair).staff_code == ""
    dialog.merge_button.setFocus()
    hand.press("Space")
    hand.until(lambda: dialog.found == ())
    hand.press("Esc")
    assert names(desk) == [("Nguyễn Thị Hằng", "1990")]
    frame.screen("catalogue").people.table.setFocus()  # type: ignore[attr-defined]
    hand.settle(100)
    assert frame.undo_button.isEnabled(), frame.undo_button.toolTip()
    hand.press("Ctrl+Z")
    hand.until(lambda: len(names(desk)) == 2)
