"""Shared by the tests of papers: LibreOffice converting many papers in one go."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Convert = Callable[[Mapping[str, bytes]], dict[str, bytes]]


@pytest.fixture(scope="session")
def in_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Papers by name become PDFs by name, all in one start of the program."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice (libreoffice-writer-nogui) belongs to the tests"

    def convert(papers: Mapping[str, bytes]) -> dict[str, bytes]:
        folder: Path = tmp_path_factory.mktemp("libreoffice")
        files = []
        for name, docx in papers.items():
            files.append(folder / f"{name}.docx")
            files[-1].write_bytes(docx)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, files),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=900)
        return {name: (folder / f"{name}.pdf").read_bytes() for name in papers}

    return convert
