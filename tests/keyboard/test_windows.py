"""What is handed to Windows: letters as code units, keys with those held, in a structure of the right size."""

from __future__ import annotations

import ctypes

from desktop.domain.field_order import chord
from desktop.keyboard import windows


def test_letters_go_as_themselves_never_as_keys() -> None:
    strokes = windows.letters("ẳ𠮷")
    assert strokes == [(0, unit, flags) for unit in (0x1EB3, 0xD842, 0xDFB7) for flags in (4, 6)]


def test_a_held_key_is_let_go_last() -> None:
    assert windows.keys(chord("Ctrl+Shift+End")) == [
        (0x11, 0, 0), (0x10, 0, 0), (0x23, 0, 1), (0x23, 0, 3), (0x10, 0, 2), (0x11, 0, 2),
    ]  # fmt: skip
    assert windows.keys(chord("V"))[0] == (ord("V"), 0, 0)


def test_the_structure_has_the_size_that_windows_expects() -> None:
    assert ctypes.sizeof(windows.Input) == (40 if ctypes.sizeof(ctypes.c_void_p) == 8 else 28)
