"""The window against rights: a role is offered nothing that would be refused, and visits every screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.builders import a_folder, an_initiative, as_role, settled, stored
from helpers.hand import Hand
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.access import RIGHTS, Right, Role
from desktop.domain.problems import Refused
from desktop.preferences import PreferencesFile
from desktop.services import (
    checking,
    councils,
    decisions,
    erasing,
    handing_over,
    importing,
    initiatives,
    office,
    opinions,
    payments,
    personal,
    reports,
    rubrics,
    targets,
)  # fmt: skip
from desktop.services.desk import terms_of
from desktop.ui.actions import ACTIONS, BY_ID, Permitted
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.office.screen import OfficeScreen
from desktop.ui.places import Place
from desktop.ui.rail import SCREENS
from desktop.ui.rights import GROUPS, OTHERS, needed

ORDERS: dict[str, Callable[..., Any]] = {
    "initiative.remove": initiatives.remove,
    "initiative.check": checking.check,
    "form.save": initiatives.save,
    "entry.next": initiatives.save,
    "import.run": importing.run,
    "council.record": councils.record,
    "answer.save": opinions.record,
    "rubric.save": rubrics.save,
    "draft.make": decisions.draft,
    "decision.forward": decisions.for_signature,
    "decision.issue": decisions.issue,
    "decision.withdraw": decisions.withdraw,
    "pay.open": payments.open_round,
    "pay.paid": payments.mark,
    "pay.withdraw": payments.withdraw,
    "report.preview": reports.figures,
    "target.save": targets.put_target,
    "handover.submit": handing_over.submit,
    "handover.send": handing_over.send,
    "office.save": office.put_union,
    "consent.record": personal.record_consent,
    "personal.export": personal.export_held,
    "personal.erase": erasing.erase,
}
"""What an action orders, where it is one order: its right has to be that order's."""


def test_every_action_belongs_to_a_group_with_a_right() -> None:
    """A new group of actions is for administrators alone until somebody says whose it is."""
    unknown = {action.id for action in ACTIONS if action.id.rpartition(".")[0] not in GROUPS}
    assert unknown == set()
    assert {name for name in OTHERS if name not in BY_ID} == set()


@pytest.mark.parametrize("name", ORDERS)
def test_an_action_needs_the_right_of_its_order(name: str) -> None:
    assert name in BY_ID
    assert needed(name) is terms_of(ORDERS[name]).right


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    made = a_folder(tmp_path_factory.mktemp("rights") / "data")
    settled(made.desk)
    stored(made.desk, an_initiative("Gá kẹp vải"), an_initiative("Xe đẩy phom"))
    yield made.desk
    made.desk.close()


@pytest.mark.parametrize("role", Role)
def test_a_role_visits_every_screen_and_is_offered_only_its_own(
    role: Role, folder: Any, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    desk = as_role(folder, role)
    lacking: list[Refused] = []
    jobs.lacking.connect(lacking.append)
    window = MainWindow(folder.folder, jobs, PreferencesFile(tmp_path / "p.toml"))
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.enter(desk)
    hand = Hand(qtbot, window, jobs)
    hand.settle()
    assert window.frame is not None
    for entry in SCREENS:
        window.frame.open_place(Place(entry.id))
        hand.settle()
        offered = {
            action.objectName()
            for action in window.frame.screen(entry.id).findChildren(QAction)
            if isinstance(action, Permitted) and action.isEnabled()
        }
        beyond = {name for name in offered if needed(name) not in RIGHTS[role]}
        assert beyond == set(), entry.id
    office = window.frame.screen("office")
    assert isinstance(office, OfficeScreen)
    assert office.page("union").save_button.isEnabled() == (Right.ARRANGE in RIGHTS[role])
    window.hide()
    window.deleteLater()
    assert [refused.facts for refused in lacking] == []


def test_an_action_that_is_held_back_comes_when_the_right_comes(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    action = Permitted(BY_ID["decision.new"], owner)
    action.permit(may=False)
    action.setEnabled(True)
    assert not action.isEnabled()
    action.permit(may=True)
    assert action.isEnabled()
    action.setEnabled(False)
    action.permit(may=True)
    assert not action.isEnabled()
    assert needed("decision.new") is Right.DECIDE
