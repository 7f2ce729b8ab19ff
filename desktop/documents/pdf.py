"""A .docx becomes a PDF by the best way the machine has: Word, LibreOffice, or the built-in one.

A way that fails is no failure of the order: the next one is tried, and the result says what failed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.disk import write_whole
from desktop.documents import builtin_pdf, soffice, wordcom
from desktop.documents.marking import named
from desktop.documents.packing import title_of
from desktop.documents.preview import page_count
from desktop.domain.problems import Refused

SECONDS = 120.0
"""Time limit of Word and LibreOffice; LibreOffice takes 1.4 s for a first page, a minute for a table of 3,000 rows."""


class Engine(StrEnum):
    """The ways to PDF, the best first."""

    WORD = "word"
    LIBREOFFICE = "libreoffice"
    BUILT_IN = "builtin"


@dataclass(frozen=True, slots=True)
class Failure:
    """A way that was tried and gave nothing: the code of its refusal."""

    engine: Engine
    code: str


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What came out: by which way, pages, fonts replaced by one of another width, ways that failed."""

    engine: Engine
    pages: int
    missing_fonts: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


def available() -> tuple[Engine, ...]:
    """The ways that this machine has, in the order in which they are tried."""
    has = {
        Engine.WORD: wordcom.word_available(),
        Engine.LIBREOFFICE: soffice.find_soffice() is not None,
        Engine.BUILT_IN: True,
    }
    return tuple(engine for engine in Engine if has[engine])


def to_pdf(
    source: Path | bytes,
    out: Path,
    *,
    engines: Sequence[Engine] | None = None,
    stop: Callable[[], object] = lambda: None,
    seconds: float = SECONDS,
) -> PdfResult:
    """Write the PDF of a .docx to `out`, whole or not at all.

    `engines` are tried in their order, by default all that the machine has. `stop` is called often
    and raises to end the job. Refused `pdf.no_engine` when no way is left, `disk.full` and the like
    when the file cannot be written.
    """
    docx = source if isinstance(source, bytes) else source.read_bytes()
    failures: list[Failure] = []
    for engine in available() if engines is None else engines:
        stop()
        try:
            pdf, missing = _convert(engine, docx, stop, seconds)
            pages = page_count(pdf)
            pdf = named(pdf, title_of(docx))
        except Refused as refusal:
            failures.append(Failure(engine, refusal.code))
            continue
        write_whole(out, pdf)
        return PdfResult(engine, pages, missing, tuple(failures))
    raise Refused("pdf.no_engine", tried=tuple(failure.engine.value for failure in failures))


def _convert(
    engine: Engine, docx: bytes, stop: Callable[[], object], seconds: float
) -> tuple[bytes, tuple[str, ...]]:
    match engine:
        case Engine.WORD:
            return wordcom.convert(docx, stop, seconds), ()
        case Engine.LIBREOFFICE:
            program = soffice.find_soffice()
            if program is None:
                raise Refused("pdf.failed", engine="libreoffice", error="not found")
            return soffice.convert(program, docx, stop, seconds), ()
        case Engine.BUILT_IN:
            built = builtin_pdf.convert(docx, stop, max(seconds, builtin_pdf.SECONDS))
            return built.pdf, built.missing_fonts
