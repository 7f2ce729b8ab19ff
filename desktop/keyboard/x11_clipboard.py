"""The clipboard on X11: whoever put text on it answers for it, each time that a program wants to paste."""

from __future__ import annotations

import ctypes
from ctypes import byref

from desktop.keyboard.xlib import Event, SelectionEvent, SelectionRequest, Xlib

SELECTION_REQUEST, SELECTION_NOTIFY = 30, 31
ATOM = 4
REPLACE = 0


class Clipboard:
    """Text on the clipboard for as long as the connection lives and nobody else put something there."""

    def __init__(self, x: Xlib, display: int, root: int) -> None:
        self._x = x
        self._display = display
        self._window = x.XCreateSimpleWindow(display, root, -9, -9, 1, 1, 0, 0, 0)
        names = (b"CLIPBOARD", b"TARGETS", b"UTF8_STRING")
        self._clipboard, self._targets, self._utf8 = (x.XInternAtom(display, name, 0) for name in names)
        self._text = b""
        self.was_fetched = False
        self.asked = 0
        """How often any program asked."""

    def put(self, text: str) -> None:
        """From now on this is what is pasted."""
        self._text = text.encode("utf-8")
        self.was_fetched = False
        self._x.XSetSelectionOwner(self._display, self._clipboard, self._window, 0)
        self._x.XSync(self._display, 0)

    def answer(self, event: Event) -> bool:
        """Hand the text to a program that asks for it; true where the event was such a question."""
        if event.key.type != SELECTION_REQUEST:
            return False
        self.asked += 1
        asked: SelectionRequest = event.request
        told = SelectionEvent(
            type=SELECTION_NOTIFY, requestor=asked.requestor, selection=asked.selection, target=asked.target,
            property=asked.property or asked.target, time=asked.time,
        )  # fmt: skip
        if asked.target == self._targets:
            offered = (ctypes.c_ulong * 2)(self._targets, self._utf8)
            self._give(told, ATOM, 32, ctypes.cast(offered, ctypes.c_char_p), 2)
        elif asked.target == self._utf8:
            self._give(told, self._utf8, 8, self._text, len(self._text))
            self.was_fetched = True
        else:
            told.property = 0
        self._x.XSendEvent(self._display, asked.requestor, 0, 0, byref(told))
        self._x.XFlush(self._display)
        return True

    def _give(
        self, told: SelectionEvent, kind: int, form: int, data: bytes | ctypes.c_char_p, count: int
    ) -> None:
        self._x.XChangeProperty(
            self._display, told.requestor, told.property, kind, form, REPLACE, data, count
        )
