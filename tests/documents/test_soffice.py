"""A start of LibreOffice that never came up is tried once more; one that read the paper is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.documents.soffice import convert
from desktop.domain.problems import Refused

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a stand-in by a shell script")


def a_stand_in(folder: Path, *lines: str) -> Path:
    """A program that notes each start, then does what its lines say: `$profile`, `$out` and `$starts` are known."""
    program = folder / "soffice"
    head = (
        "#!/bin/sh",
        f"echo . >> {folder}/starts",
        f"starts=$(wc -l < {folder}/starts)",
        'profile="${1#*file://}"',
        'while [ "$1" != --outdir ]; do shift; done',
        'out="$2"',
    )
    program.write_text("\n".join((*head, *lines)) + "\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def starts(folder: Path) -> int:
    return len((folder / "starts").read_text(encoding="utf-8").split())


def test_a_start_that_never_came_up_is_tried_once_more(tmp_path: Path) -> None:
    program = a_stand_in(tmp_path, '[ "$starts" -gt 1 ] && echo %PDF > "$out/paper.pdf"')
    assert convert(program, b"docx", lambda: None, 20) == b"%PDF\n"
    assert starts(tmp_path) == 2


@pytest.mark.parametrize(("came_up", "tried"), [("", 2), ('mkdir "$profile/user/basic"', 1)])
def test_then_it_is_said_that_there_is_no_file(tmp_path: Path, came_up: str, tried: int) -> None:
    with pytest.raises(Refused) as refused:
        convert(a_stand_in(tmp_path, came_up), b"docx", lambda: None, 20)
    assert refused.value.code == "pdf.failed"
    assert starts(tmp_path) == tried
