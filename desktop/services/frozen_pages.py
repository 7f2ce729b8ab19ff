"""What a signed decision's certificates are printed from, and the pages that were printed first.

At signing their template is frozen beside the facts. The first pages of a selection that leave for a printer or a
folder are kept, so that the same selection comes out byte for byte, whatever became of templates and programs.
"""

from __future__ import annotations

from hashlib import sha256

from desktop.documents import overprint
from desktop.documents.overprint import Form
from desktop.documents.own_shelf import Shelf
from desktop.documents.papers import PaperKind
from desktop.documents.preview import page_count
from desktop.documents.templates import Shelved, template_as_it_was
from desktop.domain.access import Right
from desktop.domain.decision import FrozenTemplate
from desktop.domain.problems import Refused
from desktop.services import printing, prints
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.services.printing import Rendered, Selection
from desktop.store import issued
from desktop.store.issued import Print

TOML = "application/toml"


def freeze(desk: Desk) -> FrozenTemplate:
    """Store what certificates are printed from now. Blocking. Raises the codes of `Shelf.open`."""
    folders = printing.shelf(desk)
    docx, note = Shelf(*folders).contents(PaperKind.CERTIFICATE)
    try:
        places = desk.files.put(overprint.form_bytes(folders))
    except Refused:
        places = ""  # a unit without bought forms may have taken the file away
    return FrozenTemplate(desk.files.put(docx), desk.files.put(note), places)


def note_files(work: Work, frozen: FrozenTemplate) -> None:
    """Part of an order that signs: the files belong to the record now."""
    for fingerprint, media in ((frozen.docx, printing.WORD), (frozen.note, TOML), (frozen.places, TOML)):
        if fingerprint:
            work.note_file(fingerprint, media)


@job(Right.READ)
def template_of(desk: Desk, frozen: FrozenTemplate) -> Shelved | None:
    """The template as it was at signing; None where none was frozen. Raises `file.missing`, `file.damaged`."""
    if not frozen.docx:
        return None
    docx, note = desk.files.get(frozen.docx), desk.files.get(frozen.note)
    return template_as_it_was(PaperKind.CERTIFICATE, docx, note)


def places_of(desk: Desk, frozen: FrozenTemplate) -> Form:
    """Where words stand on a bought form, as it was at signing; without that, as it is now."""
    if not frozen.places:
        return overprint.read_form(printing.shelf(desk))
    return overprint.form_from(desk.files.get(frozen.places))


def name_of(style: str, numbers: tuple[str, ...] = ()) -> str:
    """What a selection is called: how certificates are given out, and of some of them the digest of their numbers."""
    if not numbers:
        return style
    digest = sha256("\n".join(sorted(numbers)).encode()).hexdigest()
    return f"{style}:{digest[:32]}"


def kept(desk: Desk, selection: Selection) -> Rendered | None:
    """The pages that left first, byte for byte; None where none did. Raises `file.missing`, `file.damaged`."""
    found = desk.look(_first, selection)
    return None if found is None else opened(desk, found)


@job(Right.READ)
def opened(desk: Desk, made: Print) -> Rendered:
    """The bytes of a copy that was kept. Raises `file.missing`, `file.damaged`."""
    pdf = desk.files.get(made.pdf)
    docx = desk.files.get(made.docx) if made.docx else b""
    return Rendered(docx, pdf, page_count(pdf))


@question()
def _first(look: Look, selection: Selection) -> Print | None:
    made = issued.prints(look.session, selection.record)
    return next((one for one in made if (one.what, one.subject) == (prints.KEPT, selection.name)), None)


@order(Right.READ)
def keep(work: Work, rendered: Rendered) -> None:
    """Before pages leave for a printer or a folder: keep them, unless the same selection left before."""
    selection = rendered.selection
    if selection is not None and _first(work, selection) is None:
        note(work, selection.record, prints.KEPT, selection.name, rendered)


def note(work: Work, record: str, what: str, subject: str, rendered: Rendered, reason: str = "") -> None:
    """Part of an order: a copy with its bytes."""
    docx = work.files.put(rendered.docx) if rendered.docx else ""
    pdf = work.files.put(rendered.pdf)
    for fingerprint, media in ((docx, printing.WORD), (pdf, printing.PDF)):
        if fingerprint:
            work.note_file(fingerprint, media)
    made = Print(
        work.new_id(), record, what, subject, work.now(), work.user.name, 1, reason, docx, pdf, rendered.engine
    )  # fmt: skip
    issued.note_print(work.session, made)
