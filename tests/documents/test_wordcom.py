"""Word by COM, with a Word of straw: what is asked of it, and that it is always quit."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from desktop.documents import wordcom
from desktop.domain.problems import Refused


class ComError(Exception):
    """What pywin32 raises."""


class StrawWord:
    """Notes what is asked; may fail or hang when it exports."""

    def __init__(self, behaviour: str) -> None:
        self.behaviour = behaviour
        self.hangs, self.ended = threading.Event(), threading.Event()
        self.calls: list[str] = []
        self.ActiveWindow = SimpleNamespace(Hwnd=7)
        self.Documents = self

    def Open(self, path: str, **options: object) -> StrawWord:
        assert options["ReadOnly"] and Path(path).read_bytes() == b"docx"
        self.calls.append("open")
        return self

    def ExportAsFixedFormat(self, OutputFileName: str, ExportFormat: int) -> None:  # noqa: N803  as in Word
        self.calls.append("export")
        if self.behaviour == "fails":
            raise ComError
        if self.behaviour == "hangs":
            self.hangs.set()
            self.ended.wait(60)
        assert ExportFormat == 17
        Path(OutputFileName).write_bytes(b"%PDF")

    def Close(self, save: int) -> None:
        assert save == 0
        self.calls.append("close")

    def Quit(self, save: int) -> None:
        assert save == 0
        self.calls.append("quit")


@pytest.fixture
def word(request, monkeypatch):
    straw = StrawWord(request.param)
    com = ModuleType("pythoncom")
    com.com_error = ComError
    com.CoInitialize = lambda: straw.calls.append("in")
    com.CoUninitialize = lambda: straw.calls.append("out")
    client = ModuleType("win32com.client")
    client.DispatchEx = lambda name: straw
    process = ModuleType("win32process")
    process.GetWindowThreadProcessId = lambda window: (1, 4321)
    parent = ModuleType("win32com")
    parent.client = client
    for name, module in {
        "pythoncom": com,
        "win32com": parent,
        "win32com.client": client,
        "win32process": process,
    }.items():
        monkeypatch.setitem(sys.modules, name, module)
    straw.killed = []

    def kill(command, **_):
        straw.killed.append(command)
        straw.ended.set()

    monkeypatch.setattr(wordcom.subprocess, "run", kill)
    return straw


ORDER = ["in", "open", "export", "close", "quit", "out"]


@pytest.mark.parametrize("word", ["works"], indirect=True)
def test_word_exports_and_is_quit(word):
    assert wordcom.convert(b"docx", lambda: None, 10) == b"%PDF"
    assert (word.calls, word.killed) == (ORDER, [])
    assert (word.Visible, word.DisplayAlerts, word.AutomationSecurity) == (False, 0, 3)


@pytest.mark.parametrize("word", ["fails"], indirect=True)
def test_a_word_that_fails_is_quit_and_said(word):
    with pytest.raises(Refused) as refusal:
        wordcom.convert(b"docx", lambda: None, 10)
    assert refusal.value.code == "pdf.failed"
    assert word.calls == ORDER


@pytest.mark.parametrize("word", ["hangs"], indirect=True)
def test_a_word_that_hangs_is_killed_by_its_number(word):
    with pytest.raises(Refused) as refusal:
        wordcom.convert(b"docx", lambda: word.hangs.wait(60), 0.5)
    assert refusal.value.code == "pdf.too_slow"
    assert word.killed == [["taskkill", "/PID", "4321", "/F"]]
