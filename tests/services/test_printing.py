"""What papers have in common on their way to files."""

from __future__ import annotations

from helpers.papercheck import read_pages

from desktop.documents.pdf import Engine
from desktop.services import printing


def test_the_test_page_names_the_ways_of_this_machine_in_words() -> None:
    (page,) = read_pages(printing.test_page().pdf)
    text = " ".join(page.rows())
    assert "LibreOffice → bộ dựng có sẵn của phần mềm" in text
    assert not [engine for engine in Engine if f" {engine.value}." in text]
