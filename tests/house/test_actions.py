"""The table of actions: ids and keys that do not collide, drawings that exist, keys that no typing tool takes."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from PySide6.QtGui import QKeySequence

from desktop.paths import icons_folder
from desktop.ui.actions import ACTIONS
from desktop.ui.keys import GROUPS

ROOT = Path(__file__).parents[2]


def test_ids_are_unique() -> None:
    assert [name for name, times in Counter(action.id for action in ACTIONS).items() if times > 1] == []


def test_a_key_does_one_thing_wherever_one_stands() -> None:
    taken = Counter((action.where, action.key) for action in ACTIONS if action.key)
    everywhere = {action.key for action in ACTIONS if action.key and not action.where}
    doubled = [place for place, times in taken.items() if times > 1 or (place[0] and place[1] in everywhere)]
    assert doubled == []


def test_the_sheet_of_keys_has_every_place_that_has_keys() -> None:
    shown = [where for where, _words in GROUPS]
    assert len(shown) == len(set(shown))
    assert {action.where for action in ACTIONS if action.key} == set(shown)


def test_every_key_is_a_key() -> None:
    for action in ACTIONS:
        if action.key:
            sequence = QKeySequence(action.key)
            assert sequence.count() == 1, action.id
            assert sequence.toString(QKeySequence.SequenceFormat.PortableText) != "", action.id


def test_no_key_is_one_of_the_input_methods() -> None:
    # UniKey and EVKey take Ctrl+Shift and Alt+Z; Ctrl+Alt is AltGr on many keyboards.
    taken = [action.key for action in ACTIONS if "Ctrl+Shift" in action.key or "Ctrl+Alt" in action.key]
    assert taken == []
    assert "Alt+Z" not in {action.key for action in ACTIONS}


def test_every_drawing_exists() -> None:
    assert [action.icon for action in ACTIONS if not (icons_folder() / f"{action.icon}.svg").is_file()] == []


def test_every_action_is_built_somewhere() -> None:
    # An action that nothing stands behind is not in the table.
    built = {
        node.value
        for path in (ROOT / "desktop").rglob("*.py")
        if path.name != "actions.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [action.id for action in ACTIONS if action.id not in built] == []


def test_every_action_that_a_screen_builds_is_in_the_table() -> None:
    known = {action.id for action in ACTIONS}
    asked = {
        node.args[1].value
        for path in (ROOT / "desktop" / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "make"
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
    }
    assert asked - known == set()
