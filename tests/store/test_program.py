"""The program's own files against the list that they were packed with."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.store import program

RECORD = """\
small/__init__.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0
small/gone.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0
small/changed.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0
small-1.0.dist-info/METADATA,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0
small-1.0.dist-info/RECORD,,
"""


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of three files; one was taken by a virus scanner, one was changed."""
    info = tmp_path / "small-1.0.dist-info"
    info.mkdir()
    (info / "RECORD").write_text(RECORD, encoding="utf-8")
    (info / "METADATA").write_text("", encoding="utf-8")
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "small" / "changed.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("packed")
def test_what_is_gone_and_what_was_changed_is_counted() -> None:
    found = program.examine("small")
    assert (found.known, found.missing, found.changed) == (4, 1, 1)


def test_a_program_that_is_not_installed_has_no_list() -> None:
    assert program.examine("no-such-package") == program.Files(0, 0, 0)


def test_this_program_is_as_installed() -> None:
    found = program.examine()
    assert (found.missing, found.changed) == (0, 0)
