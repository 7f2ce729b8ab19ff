"""A Word file that the office edited, taken back as the text of an issue: read, never run, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError

from desktop.documents.template import template_from
from desktop.domain.problems import Refused
from desktop.domain.text import normal


def read_lines(data: bytes) -> tuple[str, ...]:
    """Every line of text in a Word file: body, tables, headers and footers, NFC.

    Refused with the codes of `template_from` for a file that is no Word file, is too large or could run something
    (macros, links to the outside).
    """
    template_from(data)
    try:
        document = docx.Document(BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise Refused("template.not_word") from error
    return tuple(line for line in map(_tidy, _lines(document)) if line)


def says(data: bytes, words: str) -> bool:
    """Whether some line of a Word file holds these words, however they are spaced."""
    wanted = _tidy(words)
    return any(wanted in line for line in read_lines(data))


def _lines(document: Any) -> Iterator[str]:
    yield from (paragraph.text for paragraph in document.paragraphs)
    yield from _cells(document.tables)
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            yield from (paragraph.text for paragraph in part.paragraphs)
            yield from _cells(part.tables)


def _cells(tables: Any) -> Iterator[str]:
    for table in tables:
        for cell in table._cells:  # noqa: SLF001 - the public way walks the grid again for every cell
            yield from (paragraph.text for paragraph in cell.paragraphs)
            yield from _cells(cell.tables)


def _tidy(text: str) -> str:
    return " ".join(normal(text).split())
