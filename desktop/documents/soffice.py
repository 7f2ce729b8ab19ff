"""LibreOffice, where the machine has it: one conversion at a time, in a folder and group of its own.

Its own profile folder keeps an open LibreOffice of the user out of it (the profile is locked by one
process), with macros and linked content switched off. At the time limit, when somebody stops the job, or when this
process is killed, the whole group ends (`leash.py`); the folder goes at once, after a sudden death at the next start.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from desktop import clear
from desktop.documents.leash import Leashed
from desktop.domain.problems import Refused

_SLICE = 0.1
"""Seconds between two looks at the stop flag."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">\
<value>0</value></prop></item>
</oor:items>
"""


def find_soffice() -> Path | None:
    """The program, or None."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return Path(found)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        base = os.environ.get(variable)
        for name in ("soffice.com", "soffice.exe"):  # the first one waits until the work is done
            program = Path(base or "", "LibreOffice", "program", name)
            if base and program.is_file():
                return program
    return None


def convert(program: Path, docx: bytes, stop: Callable[[], object], seconds: float) -> bytes:
    """The PDF of a .docx. `pdf.failed` when LibreOffice gives none, `pdf.too_slow` at the limit."""
    lock = FileLock(Path(tempfile.gettempdir()) / f"sangkien-soffice-{_user()}.lock")
    for _ in range(max(1, round(seconds / _SLICE))):
        stop()
        try:
            with lock.acquire(timeout=_SLICE):
                return _convert(program, docx, stop, seconds)
        except Timeout:
            continue
    raise Refused("pdf.too_slow", engine="libreoffice", seconds=seconds)


def _user() -> str:
    """Whose lock it is: the folder for passing files is shared on Linux, a user's own on Windows."""
    if sys.platform == "win32":
        return "own"
    return str(os.getuid())


def _convert(program: Path, docx: bytes, stop: Callable[[], object], seconds: float) -> bytes:
    with clear.place() as folder:
        paper, profile = folder / "paper.docx", folder / "profile"
        paper.write_bytes(docx)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        command = [
            str(program),
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(paper)),
        ]
        _run(command, folder, stop, seconds)
        made = folder / "paper.pdf"
        if not made.is_file() and not _came_up(profile):
            # Not a word of the paper was read: on a machine short of memory or processes the next start stands.
            _run(command, folder, stop, seconds)
        if not made.is_file():
            raise Refused("pdf.failed", engine="libreoffice", error="no file")
        return made.read_bytes()


def _came_up(profile: Path) -> bool:
    """Whether it got as far as keeping anything in its profile, which it does before it opens a paper."""
    return len(list((profile / "user").iterdir())) > 1


def _run(command: list[str], folder: Path, stop: Callable[[], object], seconds: float) -> None:
    try:
        program = Leashed(command, folder, clear.environment(folder))
    except OSError as fault:
        raise Refused("pdf.failed", engine="libreoffice", error=type(fault).__name__) from fault
    try:
        for _ in range(max(1, round(seconds / _SLICE))):
            stop()
            if program.wait(_SLICE):
                return
        raise Refused("pdf.too_slow", engine="libreoffice", seconds=seconds)
    finally:
        program.end()
