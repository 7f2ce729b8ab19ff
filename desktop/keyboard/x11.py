"""The keyboard on X11: letters and keys by the XTEST extension, which every program takes for real ones.

A letter that the layout in use lacks is lent a free key for the while. A window in front that is no X11 window
(Wayland) has no title here, so nothing is typed into it.
"""

from __future__ import annotations

import ctypes
import select
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from ctypes import byref

from desktop.domain.field_order import Chord
from desktop.domain.problems import Refused
from desktop.keyboard.x11_clipboard import Clipboard
from desktop.keyboard.xlib import BAD_ACCESS, Event, KeyState, Xlib
from sync.clock import SystemClock

KEYSYMS: Mapping[str, int] = {
    "Tab": 0xFF09, "Enter": 0xFF0D, "Escape": 0xFF1B, "Backspace": 0xFF08, "Delete": 0xFFFF, "Home": 0xFF50,
    "Left": 0xFF51, "Up": 0xFF52, "Right": 0xFF53, "Down": 0xFF54, "PageUp": 0xFF55, "PageDown": 0xFF56,
    "End": 0xFF57, "Space": 0x20, "Shift": 0xFFE1, "Ctrl": 0xFFE3, "Alt": 0xFFE9, "CapsLock": 0xFFE5,
    **{f"F{number}": 0xFFBD + number for number in range(1, 13)},
}  # fmt: skip
LOCK, NUM_LOCK = 1 << 1, 1 << 4
KEY_PRESS, ASYNC = 2, 1
USE_CORE_KEYBOARD = 0x100
CLIENT_MESSAGE, SUBSTRUCTURE = 33, 1 << 19
PATIENCE = 5.0
"""Seconds in which the program in front has to say that it read what was typed."""
QUIET = 0.15
"""Seconds without a question about the clipboard after which it has been pasted."""
SETTLE = 0.6
"""Seconds to wait where it never says so."""


class X11Keyboard:
    """One connection to the screen. Raises `typing.no_keyboard` where there is no X server or no XTEST."""

    def __init__(self) -> None:
        # Other programs need the seconds that they are given here: no clock of a test's.
        self._clock = SystemClock().monotonic
        self._x = Xlib()
        self._display = self._x.XOpenDisplay(None)
        if not self._display:
            raise Refused("typing.no_keyboard", why="X11")
        numbers = [ctypes.c_int() for _ in range(4)]
        if not self._x.XTestQueryExtension(self._display, *map(byref, numbers)):
            self._x.XCloseDisplay(self._display)
            raise Refused("typing.no_keyboard", why="XTEST")
        self._root = self._x.XDefaultRootWindow(self._display)
        self._x.XSelectInput(self._display, self._root, SUBSTRUCTURE)
        self._listened: dict[int, str] = {}
        self._heard: deque[str] = deque()
        self._ping = self._answered = 0
        self._deaf: set[int] = set()
        self._clipboard: Clipboard | None = None
        self._in_layout, self._empty = self._look_at_layout()
        self._lent = [0] * (2 * len(self._empty))
        self._caps_was_on = self._take_caps_off()

    # --- the window in front

    def front(self) -> str:
        """The title of the window that has the hand, or of the one that it stands in."""
        return self._in_front()[1]

    def _in_front(self) -> tuple[int, str]:
        window, revert = ctypes.c_ulong(), ctypes.c_int()
        self._x.XGetInputFocus(self._display, byref(window), byref(revert))
        at = window.value
        while at > 1:
            for name in (b"_NET_WM_NAME", b"WM_NAME"):
                if title := self._text(at, name):
                    return at, title
            at = self._parent(at)
        return 0, ""

    def _text(self, window: int, name: bytes) -> str:
        atom = self._x.XInternAtom(self._display, name, 0)
        kind, form, count, left = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
        data = ctypes.c_void_p()
        self._x.XGetWindowProperty(
            self._display, window, atom, 0, 1024, 0, 0,
            byref(kind), byref(form), byref(count), byref(left), byref(data),
        )  # fmt: skip
        if not data.value:
            return ""
        said = ctypes.string_at(data.value, count.value) if form.value == 8 else b""
        self._x.XFree(data)
        return said.decode("utf-8", "replace")

    def _parent(self, window: int) -> int:
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.c_void_p()
        if not self._x.XQueryTree(
            self._display, window, byref(root), byref(parent), byref(children), byref(count)
        ):
            return 0
        if children.value:
            self._x.XFree(children)
        return parent.value

    # --- typing

    def expect(self, text: str) -> None:
        """Lend keys for the letters that will be typed, the most frequent first, as many as there are keys."""
        found = Counter(_keysym(letter) for letter in text if letter.isprintable())
        lacking = [symbol for symbol, _ in found.most_common() if symbol not in self._in_layout]
        self._lend(lacking[: 2 * len(self._empty)])

    def write(self, text: str) -> None:
        """Type letters; those that the layout lacks by lent keys."""
        for piece in _pieces(text, self._in_layout, 2 * len(self._empty)):
            self._lend([_keysym(letter) for letter in piece if _keysym(letter) not in self._in_layout])
            for letter in piece:
                code, shifted = self._key_of(_keysym(letter))
                self._tap(code, ("Shift",) if shifted else ())
            self._let_read()

    def press(self, chord: Chord) -> None:
        """Press a key, as often as it says."""
        code = self._code(chord.key)
        for _ in range(chord.times):
            self._tap(code, chord.held)
        self._let_read()

    def _let_read(self) -> None:
        """Wait until the program in front has read all that was sent to it, as it says by answering a ping.

        So no letter is pressed before its key is known to be lent, none is under way when somebody stops.
        """
        window, _ = self._in_front()
        if window in self._deaf or not window:
            self._rest(SETTLE)
            return
        self._ping += 1
        asked = Event()
        asked.message.type, asked.message.window, asked.message.form = CLIENT_MESSAGE, window, 32
        asked.message.kind = self._x.XInternAtom(self._display, b"WM_PROTOCOLS", 0)
        asked.message.said[:3] = (self._x.XInternAtom(self._display, b"_NET_WM_PING", 0), self._ping, window)
        self._x.XSendEvent(self._display, window, 0, 0, byref(asked))
        if not self._read_until(lambda: self._answered == self._ping, PATIENCE):
            self._deaf.add(window)

    def _rest(self, seconds: float) -> None:
        """Let time pass; what is heard meanwhile is kept."""
        self._read_until(lambda: False, seconds)

    def _tap(self, code: int, held: Sequence[str]) -> None:
        down = [self._code(name) for name in held]
        for one in down:
            self._fake(one, True)
        self._fake(code, True)
        self._fake(code, False)
        for one in reversed(down):
            self._fake(one, False)

    def _fake(self, code: int, down: bool) -> None:
        self._x.XTestFakeKeyEvent(self._display, code, down, 0)

    def _code(self, key: str) -> int:
        symbol = KEYSYMS.get(key) or ord(key.lower())
        return int(self._x.XKeysymToKeycode(self._display, symbol))

    # --- which key gives which letter

    def _look_at_layout(self) -> tuple[dict[int, tuple[int, bool]], list[int]]:
        """Letters that the layout gives, alone or with Shift, and keys that give nothing."""
        least, most, wide = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
        self._x.XDisplayKeycodes(self._display, byref(least), byref(most))
        number = most.value - least.value + 1
        found = self._x.XGetKeyboardMapping(self._display, least.value, number, byref(wide))
        state = self._state()
        # The first four columns are the first two groups of two levels; a later group is typed by lent keys.
        first = 2 * state.group if state.group < 2 and wide.value >= 4 else None
        given: dict[int, tuple[int, bool]] = {}
        empty: list[int] = []
        for place in range(number):
            symbols = [found[place * wide.value + n] for n in range(wide.value)]
            if not any(symbols):
                empty.append(least.value + place)
            elif first is not None:
                for level in (0, 1):
                    given.setdefault(symbols[first + level], (least.value + place, bool(level)))
        self._x.XFree(found)
        return {symbol: key for symbol, key in given.items() if 0x20 <= symbol < 0x7F}, empty

    def _key_of(self, symbol: int) -> tuple[int, bool]:
        if symbol in self._in_layout:
            return self._in_layout[symbol]
        place = self._lent.index(symbol)
        return self._empty[place // 2], bool(place % 2)

    def _lend(self, wanted: Sequence[int]) -> None:
        """Two letters to a key. Where no place is left, letters give way that are not wanted now, the rarest first."""
        missing = [symbol for symbol in dict.fromkeys(wanted) if symbol not in self._lent]
        if not missing:
            return
        places = [place for place, symbol in enumerate(self._lent) if not symbol]
        if len(places) < len(missing):
            places += [place for place, symbol in reversed([*enumerate(self._lent)]) if symbol not in wanted]
        for place, symbol in zip(places, missing, strict=False):
            self._lent[place] = symbol
        for key in sorted({place // 2 for place, _ in zip(places, missing, strict=False)}):
            self._map(self._empty[key], self._lent[2 * key : 2 * key + 2] * 2)
        self._let_read()

    def _map(self, code: int, symbols: Sequence[int]) -> None:
        row = (ctypes.c_ulong * len(symbols))(*symbols)
        self._x.XChangeKeyboardMapping(self._display, code, len(symbols), byref(row), 1)

    def _give_back(self) -> None:
        for code in self._empty:
            self._map(code, [0] * 4)
        self._let_read()

    def _state(self) -> KeyState:
        state = KeyState()
        self._x.XkbGetState(self._display, USE_CORE_KEYBOARD, byref(state))
        return state

    def _take_caps_off(self) -> bool:
        """Caps Lock would turn lent letters into capitals."""
        if not self._state().locked_mods & LOCK:
            return False
        self._tap(self._code("CapsLock"), ())
        return True

    # --- hearing keys

    def listen(self, keys: Sequence[str]) -> None:
        """From now on hear these and no others. Raises `typing.key_taken`."""
        wanted = {self._code(key): key for key in keys}
        self._x.XSync(self._display, 0)
        self._x.take_errors()
        for code in self._listened.keys() - wanted.keys():
            for mask in (0, LOCK, NUM_LOCK, LOCK | NUM_LOCK):
                self._x.XUngrabKey(self._display, code, mask, self._root)
        for code in wanted.keys() - self._listened.keys():
            for mask in (0, LOCK, NUM_LOCK, LOCK | NUM_LOCK):
                self._x.XGrabKey(self._display, code, mask, self._root, 0, ASYNC, ASYNC)
        self._listened = wanted
        self._heard.clear()
        self._x.XSync(self._display, 0)
        if BAD_ACCESS in self._x.take_errors():
            raise Refused("typing.key_taken", keys=", ".join(keys))

    def wait(self, seconds: float) -> str:
        """Wait for one of them: its name, or "" when the time has passed."""
        self._read_until(lambda: bool(self._heard), seconds)
        return self._heard.popleft() if self._heard else ""

    def _read_until(self, is_so: Callable[[], bool], seconds: float) -> bool:
        until = self._clock() + seconds
        while True:
            self._read()
            left = until - self._clock()
            if is_so() or left <= 0:
                return is_so()
            select.select([self._x.XConnectionNumber(self._display)], [], [], left)

    def paste(self, text: str) -> None:
        """Put text on the clipboard and press Ctrl+V; returns when the program in front has fetched it."""
        self.put(text)
        clipboard = self._clipboard
        assert clipboard is not None
        self.press(Chord("V", ("Ctrl",)))
        # A clipboard's watcher may have fetched it before: it was pasted once nobody asks any more.
        for _ in range(int(PATIENCE / QUIET)):
            asked = clipboard.asked
            self._rest(QUIET)
            if clipboard.was_fetched and clipboard.asked == asked:
                return

    def put(self, text: str) -> None:
        """Put text on the clipboard; it stays there until `close`."""
        if self._clipboard is None:
            self._clipboard = Clipboard(self._x, self._display, self._root)
        self._clipboard.put(text)

    def _read(self) -> None:
        """Everything that the X server has to say."""
        event = Event()
        while self._x.XPending(self._display):
            self._x.XNextEvent(self._display, byref(event))
            if self._clipboard is not None and self._clipboard.answer(event):
                continue
            if event.key.type == CLIENT_MESSAGE and event.message.said[2] == self._in_front()[0]:
                self._answered = event.message.said[1]
            if event.key.type == KEY_PRESS and event.key.keycode in self._listened:
                # Until the key is let go everything typed would come here, our own letters too.
                self._x.XUngrabKeyboard(self._display, 0)
                self._x.XSync(self._display, 0)
                self._heard.append(self._listened[event.key.keycode])

    def close(self) -> None:
        """Give back keys that were lent and heard, and Caps Lock as it was."""
        if any(self._lent):
            self._let_read()
            self._give_back()
        if self._caps_was_on:
            self._tap(self._code("CapsLock"), ())
        self.listen(())
        self._x.XCloseDisplay(self._display)


def _keysym(letter: str) -> int:
    """ASCII and Latin-1 are their own numbers, the rest of Unicode has a range."""
    point = ord(letter)
    return point if 0x20 <= point < 0x7F or 0xA0 <= point < 0x100 else 0x0100_0000 + point


def _pieces(text: str, given: Mapping[int, object], room: int) -> list[str]:
    """The text cut so that each piece needs no more lent keys than there are."""
    pieces, needed = [""], set[int]()
    for letter in text:
        symbol = _keysym(letter)
        if symbol not in given:
            needed.add(symbol)
            if len(needed) > room:
                pieces.append("")
                needed = {symbol}
        pieces[-1] += letter
    return [piece for piece in pieces if piece]
