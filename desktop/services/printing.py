"""Papers as files: filled from facts, turned into PDF, put where somebody wants them. Blocking, so called on a lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from desktop import clear, paths
from desktop.disk import write_whole
from desktop.documents.drawing.own import sheet_of
from desktop.documents.marking import marked
from desktop.documents.own_shelf import Shelf
from desktop.documents.papers import paper_of
from desktop.documents.pdf import Engine, available, to_pdf
from desktop.documents.phrases import Phrases, read_phrases
from desktop.documents.placing import safe_name
from desktop.documents.preview import page_count
from desktop.documents.templates import Shelved, fill_shelved
from desktop.domain.access import Right
from desktop.domain.decision import IssuedFiles
from desktop.services.desk import Desk, job
from desktop.store.archive import TEMPLATES

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"

Stop = Callable[[], object]
QUICK = (Engine.BUILT_IN,)
"""The way that shows pages within a second of the key; what is printed is made by the first way of the chain."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Some pages of a signed record, under the name by which they are found again."""

    record: str
    name: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """One paper: its Word bytes, its PDF bytes, pages, how the PDF was made, the template's mark (empty: frozen)."""

    docx: bytes
    pdf: bytes
    pages: int
    engine: str = ""
    template: str = ""
    selection: Selection | None = None
    """Which pages of a signed record these are, until they are kept (`services.frozen_pages`)."""

    @property
    def sha256(self) -> str:
        """The fingerprint of the PDF."""
        return sha256(self.pdf).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """Where a paper was put."""

    docx: Path
    pdf: Path
    pages: int
    sha256: str


def render(
    desk: Desk,
    facts: object,
    *,
    docx: bytes | None = None,
    code: str = "",
    engines: tuple[Engine, ...] | None = None,
    template: Shelved | None = None,
    stop: Stop = lambda: None,
) -> Rendered:
    """A paper from its facts (or from a Word file that the office edited) with its PDF.

    A `code` is printed in the foot of each page, but never put into a file that the office edited. `template` is one
    that was kept; without it, the one in use now.
    """
    made = fill_shelved(facts, template or Shelf(*shelf(desk)).open(paper_of(facts).kind))
    filled = docx if docx is not None else marked(made.docx, code) if code else made.docx
    with desk.opened.scratch() as folder:
        out = folder / "paper.pdf"
        result = to_pdf(filled, out, engines=engines, stop=stop)
        return Rendered(filled, out.read_bytes(), result.pages, result.engine.value, made.template)


@job(Right.READ)
def frozen(desk: Desk, files: IssuedFiles) -> Rendered:
    """A paper as it was frozen, byte for byte, with its pages counted. Raises `file.missing`, `file.damaged`."""
    pdf = desk.files.get(files.pdf)
    return Rendered(desk.files.get(files.docx), pdf, page_count(pdf))


def write_out(rendered: Rendered, folder: Path, stem: str) -> Written:
    """Put both files into a folder under a name that Windows takes; the PDF alone where no Word file is behind it.

    Raises `disk.full`, `folder.read_only`.
    """
    name = safe_name(stem)
    docx, pdf = folder / f"{name}.docx", folder / f"{name}.pdf"
    if rendered.docx:
        write_whole(docx, rendered.docx)
    write_whole(pdf, rendered.pdf)
    return Written(docx, pdf, rendered.pages, rendered.sha256)


def engines() -> tuple[str, ...]:
    """The ways to PDF that this machine has, best first."""
    return tuple(engine.value for engine in available())


def has_quicker_way() -> bool:
    """Whether a quick look is worth while: the chain begins with a program that takes seconds to start."""
    return available()[0] not in QUICK


@job(Right.READ)
def warm_up(desk: Desk) -> None:
    """Load what the first page waits for: libraries, fonts, phrases. Blocking, so called on a lane beforehand."""
    with desk.opened.scratch() as folder:
        to_pdf(sheet_of("", ()), folder / "warm.pdf", engines=QUICK)
    phrases()


def test_page() -> Rendered:
    """One page that names the ways to PDF that this machine has, made by the first of them. Blocking."""
    words = phrases()
    chain = " → ".join(words.line("test_page", engine) for engine in engines())
    lines = words.lines("test_page", "lines", chain=chain)
    docx = sheet_of(words.line("test_page", "title"), lines)
    with clear.place() as folder:
        out = folder / "test.pdf"
        result = to_pdf(docx, out)
        return Rendered(docx, out.read_bytes(), result.pages, result.engine.value)


def phrases() -> Phrases:
    """The words that papers are made of."""
    return read_phrases(paths.templates_folder() / "vi")


def shelf(desk: Desk) -> tuple[Path, Path]:
    """Where templates are looked for: the unit's own first, then those that came with the program."""
    return desk.folder / TEMPLATES, paths.templates_folder() / "vi"
