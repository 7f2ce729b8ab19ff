"""Microsoft Word by COM, on Windows where it is installed: the reference for how a paper looks.

Word runs as an instance of its own, never the one that the user has open, in a thread of its own
(COM belongs to the thread that started it), and is quit whatever happens. A Word that hangs, for
instance behind a dialog, is killed by its process id at the time limit.
"""

from __future__ import annotations

import queue
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from desktop import clear
from desktop.domain.problems import Refused

_PDF_FORMAT = 17  # wdExportFormatPDF
_NO_ALERTS = 0  # wdAlertsNone
_MACROS_OFF = 3  # msoAutomationSecurityForceDisable
_DO_NOT_SAVE = 0  # wdDoNotSaveChanges
_SLICE = 0.1


def word_available() -> bool:
    """Whether Word can be asked: Windows, pywin32 and a registered Word."""
    if sys.platform == "win32":
        try:
            import winreg

            import win32com.client  # noqa: F401  only its presence matters

            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Word.Application\CLSID"))
        except (ImportError, OSError):
            return False
        return True
    return False


def convert(docx: bytes, stop: Callable[[], object], seconds: float) -> bytes:
    """The PDF of a .docx. `pdf.failed` when Word gives none, `pdf.too_slow` at the limit."""
    with clear.place() as folder:
        paper, made = folder / "paper.docx", folder / "paper.pdf"
        paper.write_bytes(docx)
        answers: queue.SimpleQueue[tuple[str, object]] = queue.SimpleQueue()
        worker = Thread(target=_export, args=(paper, made, answers), name="word", daemon=True)
        worker.start()
        _wait(worker, answers, stop, seconds)
        return made.read_bytes()


def _wait(
    worker: Thread, answers: queue.SimpleQueue[tuple[str, object]], stop: Callable[[], object], seconds: float
) -> None:
    process = 0
    try:
        for _ in range(max(1, round(seconds / _SLICE))):
            stop()
            try:
                what, value = answers.get(timeout=_SLICE)
            except queue.Empty:
                continue
            if what == "process":
                process = int(str(value))
            elif what == "fault":
                raise Refused("pdf.failed", engine="word", error=str(value))
            else:
                process = 0
                return
        raise Refused("pdf.too_slow", engine="word", seconds=seconds)
    finally:
        if process:
            subprocess.run(["taskkill", "/PID", str(process), "/F"], capture_output=True, check=False)
        worker.join(5)


def _export(paper: Path, made: Path, answers: queue.SimpleQueue[tuple[str, object]]) -> None:
    """In the worker: start Word, export, quit; the answers are process, then done or fault."""
    import pythoncom
    import win32com.client

    pythoncom.CoInitialize()
    try:
        word = win32com.client.DispatchEx("Word.Application")
        try:
            _ask(word, paper, made, answers)
        finally:
            word.Quit(_DO_NOT_SAVE)
        answers.put(("done", made))
    except (pythoncom.com_error, AttributeError, OSError) as fault:
        answers.put(("fault", type(fault).__name__))
    finally:
        pythoncom.CoUninitialize()
        # after "done" nobody listens; after anything unforeseen this ends the wait
        answers.put(("fault", "ended"))


def _ask(word: Any, paper: Path, made: Path, answers: queue.SimpleQueue[tuple[str, object]]) -> None:
    import win32process

    word.Visible = False
    word.DisplayAlerts = _NO_ALERTS
    word.AutomationSecurity = _MACROS_OFF
    document = word.Documents.Open(
        str(paper), ConfirmConversions=False, ReadOnly=True, AddToRecentFiles=False, Visible=False
    )
    try:
        _, process = win32process.GetWindowThreadProcessId(document.ActiveWindow.Hwnd)
        answers.put(("process", process))
        document.ExportAsFixedFormat(OutputFileName=str(made), ExportFormat=_PDF_FORMAT)
    finally:
        document.Close(_DO_NOT_SAVE)
