"""The way back of printed forms: read a scan, attach what is found, sort the rest by hand.

A scan waits until an initiative holds its file. So the entry form only has to keep the attachment that it began with
(`begin_entry`), and nothing else has to be told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.disk import disk_errors
from desktop.documents.scans import sheets_of
from desktop.domain.access import Right
from desktop.domain.initiative import Attachment, Author, Initiative
from desktop.domain.paper_form import PaperForm, Scan, read_code
from desktop.domain.person import Person, workshop_on
from desktop.domain.problems import Refused
from desktop.domain.shares import WHOLE
from desktop.domain.text import clean_line
from desktop.services.desk import Desk, Look, Work, order, question
from desktop.store import initiatives, paper_forms
from desktop.store.initiatives import INITIATIVES
from desktop.store.paper_forms import PAPER_FORMS, SCANS
from desktop.store.people import PEOPLE
from sync.clock import stamp

LARGEST = 200 * 1024 * 1024
SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
"""What a scanner writes."""
_TITLE = 150
JPEG = "image/jpeg"

Stop = Callable[[], object]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet as it was read and put into the store, not yet noted."""

    file: str
    size: int
    page: int
    code: str


@dataclass(frozen=True, slots=True)
class ReadScan:
    """A scanned file, read: its name, its own fingerprint, its sheets."""

    name: str
    source: str
    sheets: tuple[ReadSheet, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the sheets of one file: ids of scans."""

    attached: tuple[str, ...] = ()
    to_enter: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """No code of ours was read: to be sorted by hand."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A scan that waits: with its printed sheet where it is known, whose sheet it was, what was entered from it."""

    scan: Scan
    form: PaperForm | None = None
    person: str = ""
    workshop: str = ""
    initiative: str = ""


# Reading --------------------------------------------------------------------------------------


def read_scan(
    desk: Desk, file: Path, *, stop: Stop = lambda: None, progress: Progress = lambda _done, _total: None
) -> ReadScan:
    """Read a scanned file and keep its sheets. Blocking; nothing is noted yet, so it may be stopped.

    Raises `scan.missing`, `scan.large`, `scan.taken` for a file that was read before, and the codes of `sheets_of`.
    """
    if not file.is_file():
        raise Refused("scan.missing", file=file.name)
    with disk_errors(file):
        if file.stat().st_size > LARGEST:
            raise Refused("scan.large", file=file.name, megabytes=LARGEST // 1024 // 1024)
        source = _fingerprint(file)
    if desk.look(is_taken, source):
        raise Refused("scan.taken", file=file.name)
    read = tuple(
        ReadSheet(desk.files.put(sheet.jpeg), len(sheet.jpeg), sheet.page, sheet.code)
        for sheet in sheets_of(file, stop=stop, progress=progress)
    )
    return ReadScan(clean_line(file.name), source, read)


@question()
def is_taken(look: Look, source: str) -> bool:
    """Whether a file of this content was read before."""
    return paper_forms.is_taken(look.session, source)


@dataclass(frozen=True, slots=True)
class FreshFile:
    """A file in the scanner's folder that was not taken yet."""

    path: Path
    size: int


def fresh_files(desk: Desk, folder: Path) -> tuple[FreshFile, ...]:
    """What lies in the scanner's folder and was not taken yet, by name. Blocking. Raises `scan.folder`."""
    if not folder.is_dir():
        raise Refused("scan.folder", folder=str(folder))
    found: list[FreshFile] = []
    with disk_errors(folder):
        for path in sorted(folder.iterdir()):
            if path.suffix.casefold() not in SUFFIXES or not path.is_file():
                continue
            size = path.stat().st_size
            if 0 < size <= LARGEST and not desk.look(is_taken, _fingerprint(path)):
                found.append(FreshFile(path, size))
    return tuple(found)


def _fingerprint(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@order(Right.ENTER, "scan.take")
def take_in(work: Work, read: ReadScan) -> Taken:
    """Note the sheets of a file; those whose initiative is known are attached to it, in the same step."""
    known = paper_forms.forms_with_codes(work.session, [sheet.code for sheet in read.sheets if sheet.code])
    entered = _entered(work, tuple(known.values()))
    made: list[Scan] = []
    for sheet in read.sheets:
        work.note_file(sheet.file, JPEG)
        form = known.get(sheet.code)
        made.append(
            Scan(
                work.new_id(),
                sheet.file,
                sheet.size,
                JPEG,
                read.name,
                sheet.page,
                read.source,
                form.id if form else "",
                stamp(work.now()),
            )
        )
    work.save_new(SCANS, made)
    goals = {scan.id: entered.get(scan.form, "") for scan in made}
    attached = [scan for scan in made if goals[scan.id]]
    for record in dict.fromkeys(goals[scan.id] for scan in attached):
        _attach(work, record, [scan for scan in attached if goals[scan.id] == record])
    return Taken(
        tuple(scan.id for scan in attached),
        tuple(scan.id for scan in made if scan.form and not goals[scan.id]),
        tuple(scan.id for scan in made if not scan.form),
    )


def _entered(look: Look, forms: Sequence[PaperForm]) -> dict[str, str]:
    """For printed sheets the initiative they were printed for or entered as, where it is still there."""
    found = {form.id: form.initiative for form in forms if form.initiative}
    found |= paper_forms.initiatives_of(look.session, [form.id for form in forms])
    here = initiatives.load_many(look.session, sorted(set(found.values())))
    return {form: record for form, record in found.items() if record in here}


def _attach(work: Work, record: str, scans: Sequence[Scan]) -> None:
    value = initiatives.load_many(work.session, (record,)).get(record)
    if value is None:
        raise Refused("initiative.missing", id=record)
    held = {item.file for item in value.attachments}
    new = tuple(as_attachment(scan) for scan in scans if scan.file not in held)
    if new:
        work.save(INITIATIVES, replace(value, attachments=(*value.attachments, *new)))
    for scan in scans:
        work.touch("scan", scan.id)


def as_attachment(scan: Scan) -> Attachment:
    """The scan as a file of an initiative."""
    stem = Path(scan.name).stem or "scan"
    return Attachment(scan.file, f"{stem}-{scan.page}.jpg", scan.size, scan.media_type)


# Sorting --------------------------------------------------------------------------------------


@question(Right.ENTER)
def waiting(look: Look) -> tuple[Waiting, ...]:
    """Scans that no initiative holds yet, oldest first; nobody has said yet what in them is protected."""
    scans = paper_forms.waiting(look.session)
    forms = PAPER_FORMS.load_many(look.session, sorted({scan.form for scan in scans if scan.form}))
    people = PEOPLE.load_many(look.session, sorted({form.person for form in forms.values() if form.person}))
    entered = _entered(look, tuple(forms.values()))
    return tuple(_waiting(scan, forms.get(scan.form), people, entered) for scan in scans)


def _waiting(
    scan: Scan, form: PaperForm | None, people: dict[str, Person], entered: dict[str, str]
) -> Waiting:
    if form is None:
        return Waiting(scan)
    person = people.get(form.person)
    return Waiting(scan, form, person.name if person else "", form.workshop, entered.get(form.id, ""))


@question(Right.ENTER)
def waiting_count(look: Look) -> int:
    """How many scans no initiative holds yet."""
    return paper_forms.waiting_count(look.session)


@question(Right.ENTER)
def begin_entry(look: Look, scan: str) -> Initiative:
    """A new initiative to go on with in the entry form: whose sheet it was, and the scan as its first file.

    Once it is stored with that file the scan waits no longer. Raises `scan.gone`.
    """
    found = _scan(look, scan)
    form = PAPER_FORMS.load_many(look.session, (found.form,)).get(found.form) if found.form else None
    person = PEOPLE.load_many(look.session, (form.person,)).get(form.person) if form else None
    authors = (_author(person, look),) if person else ()
    workshop = authors[0].workshop if authors else form.workshop if form else ""
    return Initiative("", "", workshop=workshop, authors=authors, attachments=(as_attachment(found),))


def _author(person: Person, look: Look) -> Author:
    return Author(
        person.id,
        person.name,
        WHOLE,
        person.staff_code,
        person.birth,
        person.gender,
        person.title,
        person.qualification,
        workshop_on(person, look.today()),
    )


@order(Right.ENTER, "scan.attach")
def attach(work: Work, scans: Sequence[str], initiative: str) -> None:
    """Put scans to an initiative by hand. Raises `scan.gone`, `initiative.missing`."""
    _attach(work, initiative, [_scan(work, record) for record in scans])


@order(Right.ENTER, "scan.name")
def name_form(work: Work, scan: str, typed: str) -> str:
    """Say by hand which printed sheet a scan shows, from the code printed under its symbol; gives the sheet's id.

    Where its initiative is known the scan is attached at once. Raises `scan.gone`, `forms.code` for a code typed
    wrong, `forms.unknown` for one that was not printed here.
    """
    found = _scan(work, scan)
    code = read_code(typed)
    if not code:
        raise Refused("forms.code", typed=typed)
    form = paper_forms.forms_with_codes(work.session, (code,)).get(code)
    if form is None:
        raise Refused("forms.unknown", typed=typed)
    named = replace(found, form=form.id)
    work.save(SCANS, named)
    record = _entered(work, (form,)).get(form.id)
    if record:
        _attach(work, record, (named,))
    return form.id


@order(Right.ENTER, "scan.drop")
def drop(work: Work, scans: Sequence[str]) -> int:
    """Take scans out of the list (blank backs, double scans); undo brings them back."""
    for record in scans:
        work.remove(SCANS, record)
    return len(scans)


@order(Right.ENTER, "scan.turn")
def replaced(work: Work, before: str, after: str, size: int) -> None:
    """A file that shows a scan was turned or shrunk: the scan's content is the new one from now on."""
    for scan in paper_forms.with_file(work.session, before):
        work.note_file(after, scan.media_type)
        work.save(SCANS, replace(scan, file=after, size=size))


def _scan(look: Look, record: str) -> Scan:
    found = SCANS.load_many(look.session, (record,)).get(record)
    if found is None:
        raise Refused("scan.gone")
    return found
