"""No program outlives the process that wanted pages of it, even one that is killed."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from helpers.paper_samples import a_decision, printed
from helpers.processes import below, end_soon, program_of

from desktop import clear
from desktop.documents import leash
from desktop.documents.leash import Leashed

RENDERS = """
import sys
from pathlib import Path
from desktop.documents import soffice
program = soffice.find_soffice()
soffice.convert(program, Path(sys.argv[1]).read_bytes(), lambda: None, 600)
"""
"""A process that turns a paper into pages by the real LibreOffice."""
IN_MEMORY = Path("/dev/shm")


@pytest.mark.skipif(sys.platform == "win32", reason="there it is a job of the system")
def test_a_process_killed_while_it_renders_leaves_no_libreoffice(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    paper = tmp_path / "paper.docx"
    paper.write_bytes(printed(a_decision(1_500)))
    environment = {**os.environ, "TMPDIR": str(tmp_path)}  # so that it waits for no other conversion
    process = subprocess.Popen([sys.executable, "-c", RENDERS, str(paper)], env=environment)
    working: list[int] = []
    while process.poll() is None and not any(program_of(one).endswith("soffice.bin") for one in working):
        time.sleep(0.05)
        working = below(process.pid)
    places = [one for root in (IN_MEMORY, tmp_path) for one in root.glob(f"sangkien-clear-{process.pid}-*")]
    assert places
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL  # it was at work
    assert end_soon(working)
    clear.sweep()  # as at the next start
    assert not any(one.exists() for one in places)


@pytest.mark.skipif(sys.platform == "win32", reason="there it is a job of the system")
def test_a_program_that_is_not_there_is_said_and_one_that_ends_is_waited_for(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        Leashed([str(tmp_path / "nowhere")], tmp_path, os.environ)
    program = Leashed(["/bin/sh", "-c", "cat > heard; echo done > said"], tmp_path, os.environ)
    assert program.wait(60)
    program.end()
    assert (tmp_path / "said").read_text() == "done\n"
    assert (tmp_path / "heard").read_text() == ""  # it does not hear what we write, nor keep our pipe


def test_on_windows_a_job_holds_it_that_ends_with_its_last_handle(monkeypatch):
    calls: list[str] = []

    def said(name: str, answer: int):
        def call(*arguments: object) -> int:
            calls.append(name)
            if name == "SetInformationJobObject":
                assert arguments[1] == 9
                assert arguments[3] == 144  # the structure's size on 64 bits
            return answer

        return call

    kernel = SimpleNamespace(
        CreateJobObjectW=said("CreateJobObjectW", 44),
        SetInformationJobObject=said("SetInformationJobObject", 1),
        AssignProcessToJobObject=said("AssignProcessToJobObject", 1),
        TerminateJobObject=said("TerminateJobObject", 1),
        CloseHandle=said("CloseHandle", 1),
    )
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    let_go = leash._joined_job(SimpleNamespace(_handle=7))
    assert leash._limits().basic.flags == 0x2000
    assert calls == ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
    assert let_go is not None
    let_go()
    assert calls[3:] == ["TerminateJobObject", "CloseHandle"]

    kernel.AssignProcessToJobObject = said("AssignProcessToJobObject", 0)
    assert leash._joined_job(SimpleNamespace(_handle=7)) is None  # then it is ended by name, as before
