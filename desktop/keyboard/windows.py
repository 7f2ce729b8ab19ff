"""The keyboard on Windows: SendInput with Unicode letters, RegisterHotKey, the clipboard; all by ctypes.

A letter goes out as KEYEVENTF_UNICODE, as the code units of UTF-16: it is no key of a layout, and UniKey and EVKey,
which compose from keys, leave it as it is. Hot keys belong to the thread that asked for them: one thread uses one
`WindowsKeyboard` from its making to its end.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence

from desktop.domain.field_order import Chord
from desktop.domain.problems import Refused

KEYS: Mapping[str, int] = {
    "Backspace": 0x08, "Tab": 0x09, "Enter": 0x0D, "Shift": 0x10, "Ctrl": 0x11, "Alt": 0x12, "Escape": 0x1B,
    "Space": 0x20, "PageUp": 0x21, "PageDown": 0x22, "End": 0x23, "Home": 0x24, "Left": 0x25, "Up": 0x26,
    "Right": 0x27, "Down": 0x28, "Delete": 0x2E, **{f"F{number}": 0x6F + number for number in range(1, 13)},
}  # fmt: skip
EXTENDED = frozenset({"PageUp", "PageDown", "End", "Home", "Left", "Up", "Right", "Down", "Delete"})
"""Keys of the grey block: without the mark programs take them for those of the number pad."""
FLAG_EXTENDED, FLAG_UP, FLAG_UNICODE = 0x1, 0x2, 0x4
KIND_KEYBOARD = 1
MOD_NO_REPEAT = 0x4000
HOT_KEY = 0x0312
ALL_INPUT, REMOVE = 0x04FF, 0x1
UNICODE_TEXT, MOVEABLE = 13, 0x2
TITLE_ROOM = 1024
PASTE_REST = 200
"""Milliseconds."""

Stroke = tuple[int, int, int]
"""Virtual key, scan code (or UTF-16 code unit), flags."""


class _Key(ctypes.Structure):
    _fields_ = [
        ("key", ctypes.c_uint16), ("scan", ctypes.c_uint16), ("flags", ctypes.c_uint32),
        ("time", ctypes.c_uint32), ("extra", ctypes.c_size_t),
    ]  # fmt: skip


class _Mouse(ctypes.Structure):
    """Never sent: it gives the union its size, by which SendInput knows the structure."""

    _fields_ = [
        ("x", ctypes.c_int32), ("y", ctypes.c_int32), ("data", ctypes.c_uint32), ("flags", ctypes.c_uint32),
        ("time", ctypes.c_uint32), ("extra", ctypes.c_size_t),
    ]  # fmt: skip


class _Of(ctypes.Union):
    _fields_ = [("key", _Key), ("mouse", _Mouse)]


class Input(ctypes.Structure):
    """INPUT."""

    _fields_ = [("kind", ctypes.c_uint32), ("of", _Of)]


class Message(ctypes.Structure):
    """MSG."""

    _fields_ = [
        ("window", ctypes.c_void_p), ("message", ctypes.c_uint32), ("number", ctypes.c_size_t),
        ("more", ctypes.c_ssize_t), ("time", ctypes.c_uint32), ("x", ctypes.c_int32), ("y", ctypes.c_int32),
    ]  # fmt: skip


def letters(text: str) -> list[Stroke]:
    """Each code unit of UTF-16, down and up; a letter beyond the first plane is two of them."""
    data = text.encode("utf-16-le")
    units = [int.from_bytes(data[place : place + 2], "little") for place in range(0, len(data), 2)]
    return [(0, unit, FLAG_UNICODE | up) for unit in units for up in (0, FLAG_UP)]


def keys(chord: Chord) -> list[Stroke]:
    """Those held, the key, and up again; once."""
    held = [(KEYS[name], 0, 0) for name in chord.held]
    code = KEYS.get(chord.key) or ord(chord.key)
    flags = FLAG_EXTENDED if chord.key in EXTENDED else 0
    return [
        *held,
        (code, 0, flags),
        (code, 0, flags | FLAG_UP),
        *((key, scan, up | FLAG_UP) for key, scan, up in reversed(held)),
    ]


class WindowsKeyboard:
    """SendInput goes to whatever window has the hand. Raises `typing.no_keyboard` where Windows forbids it."""

    def __init__(self) -> None:
        windll = getattr(ctypes, "windll")  # noqa: B009 - the stubs of other systems do not know it
        self._user, self._kernel = windll.user32, windll.kernel32
        for library, name in (
            (self._kernel, "GlobalAlloc"), (self._kernel, "GlobalLock"), (self._user, "GetForegroundWindow"),
        ):  # fmt: skip
            getattr(library, name).restype = ctypes.c_void_p
        self._kernel.GlobalAlloc.argtypes = [ctypes.c_uint32, ctypes.c_size_t]
        self._kernel.GlobalLock.argtypes = [ctypes.c_void_p]
        self._kernel.GlobalUnlock.argtypes = [ctypes.c_void_p]
        self._user.SetClipboardData.argtypes = [ctypes.c_uint32, ctypes.c_void_p]
        self._user.GetWindowTextW.argtypes = [ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_int]
        self._user.CreateWindowExW.restype = ctypes.c_void_p
        self._user.CreateWindowExW.argtypes = [
            ctypes.c_uint32, ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_uint32, *[ctypes.c_int] * 4,
            *[ctypes.c_void_p] * 4,
        ]  # fmt: skip
        self._user.OpenClipboard.argtypes = [ctypes.c_void_p]
        self._user.DestroyWindow.argtypes = [ctypes.c_void_p]
        # What is put on the clipboard has to have an owner.
        self._window = self._user.CreateWindowExW(0, "STATIC", None, 0, 0, 0, 0, 0, None, None, None, None)
        self._listened: dict[int, str] = {}

    def front(self) -> str:
        """The title of the window that has the hand."""
        room = ctypes.create_unicode_buffer(TITLE_ROOM)
        self._user.GetWindowTextW(self._user.GetForegroundWindow(), room, TITLE_ROOM)
        return room.value

    def expect(self, text: str) -> None:
        """Windows takes any letter as it comes."""

    def write(self, text: str) -> None:
        """Type letters."""
        self._send(letters(text))

    def press(self, chord: Chord) -> None:
        """Press a key, as often as it says."""
        self._send(keys(chord) * chord.times)

    def _send(self, strokes: Sequence[Stroke]) -> None:
        sent = (Input * len(strokes))()
        for place, (key, scan, flags) in enumerate(strokes):
            sent[place].kind = KIND_KEYBOARD
            sent[place].of.key = _Key(key, scan, flags, 0, 0)
        if strokes and self._user.SendInput(len(strokes), sent, ctypes.sizeof(Input)) != len(strokes):
            raise Refused("typing.no_keyboard", why="SendInput")  # the window in front runs with more rights

    def listen(self, keys: Sequence[str]) -> None:
        """From now on hear these and no others. Raises `typing.key_taken`."""
        wanted = {KEYS[key]: key for key in keys}
        for code in self._listened.keys() - wanted.keys():
            self._user.UnregisterHotKey(None, code)
        self._listened = {code: key for code, key in self._listened.items() if code in wanted}
        for code in wanted.keys() - self._listened.keys():
            if not self._user.RegisterHotKey(None, code, MOD_NO_REPEAT, code):
                raise Refused("typing.key_taken", keys=wanted[code])
            self._listened[code] = wanted[code]

    def wait(self, seconds: float) -> str:
        """Wait for one of them: its name, or "" when the time has passed."""
        if heard := self._heard():
            return heard
        self._user.MsgWaitForMultipleObjects(0, None, False, int(seconds * 1000), ALL_INPUT)
        return self._heard()

    def _heard(self) -> str:
        message = Message()
        while self._user.PeekMessageW(ctypes.byref(message), None, 0, 0, REMOVE):
            if message.message == HOT_KEY and message.number in self._listened:
                return self._listened[message.number]
        return ""

    def paste(self, text: str) -> None:
        """Put text on the clipboard and press Ctrl+V; returns when the program in front has had time to fetch it."""
        self.put(text)
        self.press(Chord("V", ("Ctrl",)))
        self._kernel.Sleep(PASTE_REST)

    def put(self, text: str) -> None:
        """Put text on the clipboard; Windows keeps it. Raises `typing.clipboard` where another program holds it."""
        data = text.replace("\n", "\r\n").encode("utf-16-le") + b"\0\0"
        if not self._user.OpenClipboard(self._window):
            raise Refused("typing.clipboard")
        try:
            self._user.EmptyClipboard()
            memory = self._kernel.GlobalAlloc(MOVEABLE, len(data))
            ctypes.memmove(self._kernel.GlobalLock(memory), data, len(data))
            self._kernel.GlobalUnlock(memory)
            self._user.SetClipboardData(UNICODE_TEXT, memory)
        finally:
            self._user.CloseClipboard()

    def close(self) -> None:
        """Give back the keys that were heard."""
        self.listen(())
        self._user.DestroyWindow(self._window)
