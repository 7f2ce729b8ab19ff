"""What is spoken to libX11 and libXtst: loaded when first needed, with the types of the calls that are used."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain.problems import Refused

BAD_ACCESS = 10
_pointer, _window, _int, _long, _code = (
    ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_ubyte,
)  # fmt: skip

_RETURNS: Mapping[str, Any] = {
    "XOpenDisplay": _pointer, "XDefaultRootWindow": _window, "XInternAtom": _window,
    "XCreateSimpleWindow": _window,
    "XGetKeyboardMapping": ctypes.POINTER(ctypes.c_ulong), "XKeysymToKeycode": _code,
}  # fmt: skip
_TAKES: Mapping[str, Sequence[Any]] = {
    "XOpenDisplay": [ctypes.c_char_p], "XDefaultRootWindow": [_pointer], "XConnectionNumber": [_pointer],
    "XCloseDisplay": [_pointer], "XSync": [_pointer, _int], "XPending": [_pointer], "XFree": [_pointer],
    "XNextEvent": [_pointer, _pointer], "XDisplayKeycodes": [_pointer, _pointer, _pointer],
    "XGetKeyboardMapping": [_pointer, _code, _int, _pointer],
    "XChangeKeyboardMapping": [_pointer, _int, _int, _pointer, _int],
    "XKeysymToKeycode": [_pointer, ctypes.c_ulong],
    "XkbGetState": [_pointer, ctypes.c_uint, _pointer],
    "XGrabKey": [_pointer, _int, ctypes.c_uint, _window, _int, _int, _int],
    "XUngrabKey": [_pointer, _int, ctypes.c_uint, _window],
    "XUngrabKeyboard": [_pointer, ctypes.c_ulong],
    "XSelectInput": [_pointer, _window, _long],
    "XGetInputFocus": [_pointer, _pointer, _pointer],
    "XInternAtom": [_pointer, ctypes.c_char_p, _int],
    "XGetWindowProperty": [
        _pointer, _window, ctypes.c_ulong, _long, _long, _int, ctypes.c_ulong,
        _pointer, _pointer, _pointer, _pointer, _pointer,
    ],
    "XQueryTree": [_pointer, _window, _pointer, _pointer, _pointer, _pointer],
    "XCreateSimpleWindow": [
        _pointer, _window, _int, _int, ctypes.c_uint, ctypes.c_uint, ctypes.c_uint, _window, _window,
    ],
    "XSetSelectionOwner": [_pointer, _window, _window, ctypes.c_ulong],
    "XChangeProperty": [_pointer, _window, _window, _window, _int, _int, ctypes.c_char_p, _int],
    "XSendEvent": [_pointer, _window, _int, _long, _pointer], "XFlush": [_pointer],
    "XTestFakeKeyEvent": [_pointer, ctypes.c_uint, _int, ctypes.c_ulong],
    "XTestQueryExtension": [_pointer] * 5,
}  # fmt: skip


class KeyEvent(ctypes.Structure):
    """XKeyEvent."""

    _fields_ = [
        ("type", _int), ("serial", ctypes.c_ulong), ("send_event", _int), ("display", _pointer),
        ("window", _window), ("root", _window), ("subwindow", _window), ("time", ctypes.c_ulong),
        ("x", _int), ("y", _int), ("x_root", _int), ("y_root", _int), ("state", ctypes.c_uint),
        ("keycode", ctypes.c_uint), ("same_screen", _int),
    ]  # fmt: skip


class SelectionRequest(ctypes.Structure):
    """XSelectionRequestEvent."""

    _fields_ = [
        ("type", _int), ("serial", ctypes.c_ulong), ("send_event", _int), ("display", _pointer),
        ("owner", _window), ("requestor", _window), ("selection", _window), ("target", _window),
        ("property", _window), ("time", ctypes.c_ulong),
    ]  # fmt: skip


class SelectionEvent(ctypes.Structure):
    """XSelectionEvent, with room to the size of an XEvent, which XSendEvent copies whole."""

    _fields_ = [
        ("type", _int), ("serial", ctypes.c_ulong), ("send_event", _int), ("display", _pointer),
        ("requestor", _window), ("selection", _window), ("target", _window), ("property", _window),
        ("time", ctypes.c_ulong), ("room", _long * 15),
    ]  # fmt: skip


class Message(ctypes.Structure):
    """XClientMessageEvent."""

    _fields_ = [
        ("type", _int), ("serial", ctypes.c_ulong), ("send_event", _int), ("display", _pointer),
        ("window", _window), ("kind", _window), ("form", _int), ("said", _long * 5),
    ]  # fmt: skip


class Event(ctypes.Union):
    """XEvent: keys, questions about the clipboard and answers to a ping are looked into."""

    _fields_ = [
        ("key", KeyEvent), ("request", SelectionRequest), ("message", Message), ("room", _long * 24),
    ]  # fmt: skip


class KeyState(ctypes.Structure):
    """XkbStateRec."""

    _fields_ = [
        ("group", _code), ("locked_group", _code), ("base_group", ctypes.c_ushort),
        ("latched_group", ctypes.c_ushort), ("mods", _code), ("base_mods", _code), ("latched_mods", _code),
        ("locked_mods", _code), ("room", _code * 16),
    ]  # fmt: skip


class ErrorEvent(ctypes.Structure):
    """XErrorEvent, as far as it is read."""

    _fields_ = [
        ("type", _int), ("display", _pointer), ("resource", ctypes.c_ulong), ("serial", ctypes.c_ulong),
        ("code", _code),
    ]  # fmt: skip


class Xlib:
    """Both libraries. Raises `typing.no_keyboard` where one is not installed."""

    def __init__(self) -> None:
        loaded = [_load("X11"), _load("Xtst")]
        for name, takes in _TAKES.items():
            call = getattr(loaded["XTest" in name], name)
            call.argtypes = takes
            call.restype = _RETURNS.get(name, _int)
            setattr(self, name, call)
        loaded[0].XSetErrorHandler(_note_error)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)

    @staticmethod
    def take_errors() -> list[int]:
        """Codes of errors since the last time; ask after an XSync."""
        found = list(_errors)
        _errors.clear()
        return found


_errors: list[int] = []


def _note(_display: int, event: Any) -> int:
    """Xlib's own handler would end the program, where a window has just gone away."""
    _errors.append(event.contents.code)
    return 0


_note_error = ctypes.CFUNCTYPE(_int, _pointer, ctypes.POINTER(ErrorEvent))(_note)


def _load(name: str) -> ctypes.CDLL:
    found = ctypes.util.find_library(name)
    if found is None:
        raise Refused("typing.no_keyboard", why=f"lib{name}")
    return ctypes.CDLL(found)
