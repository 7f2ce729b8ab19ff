"""Templates edited in Word: taken in after a check and a trial, looked at with sample data, put back to ours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop import paths
from desktop.disk import disk_errors, write_whole
from desktop.documents.naming import names_of
from desktop.documents.own_shelf import GUIDANCE as GUIDANCE
from desktop.documents.own_shelf import Shelf
from desktop.documents.own_shelf import Source as Source
from desktop.documents.papers import PAPERS
from desktop.documents.papers import PaperKind as PaperKind
from desktop.documents.preview import page_count
from desktop.documents.template import MOST_FILE, template_from
from desktop.documents.templates import read_note
from desktop.documents.trial import tried
from desktop.domain.access import Right
from desktop.domain.problems import Problem, Refused
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.services.printing import Rendered
from desktop.store.archive import TEMPLATES

_ABSENT = "template.missing_name"


@dataclass(frozen=True, slots=True)
class Row:
    """One paper and where its template comes from; `title` is Vietnamese, as it stands in the note."""

    kind: PaperKind
    title: str
    used: Source
    offered: tuple[Source, ...]
    version: str
    versions: int
    names: tuple[str, ...]
    """Names that its template may hold."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A template from elsewhere: what is wrong with it, and names of ours that it leaves out."""

    kind: PaperKind
    docx: bytes
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]

    @property
    def may_be_taken(self) -> bool:
        """Whether nothing stands against it but names that it leaves out."""
        return not self.problems


def shelf_of(folder: Path) -> Shelf:
    """The shelf of a data folder."""
    return Shelf(folder / TEMPLATES, paths.templates_folder() / "vi")


@job(Right.READ)
def rows(desk: Desk) -> tuple[Row, ...]:
    """Every paper with its template. Reads files, so called on a lane."""
    shelf = shelf_of(desk.folder)
    return tuple(_row(shelf, kind) for kind in PaperKind)


@job(Right.READ)
def check(desk: Desk, kind: PaperKind, path: Path) -> Checked:
    """Read a template that somebody edited and say what is wrong with it. Blocking.

    Raises the codes of `template_from` for a file that is no Word file, too large, or could run or fetch something;
    `file.not_readable`.
    """
    del desk  # reading a file needs no folder, but a lane hands it in
    try:
        if path.stat().st_size > MOST_FILE:
            raise Refused("template.too_large", most=MOST_FILE)
        data = path.read_bytes()
    except OSError as error:
        raise Refused("file.not_readable", file=path.name) from error
    return checked(kind, data)


def checked(kind: PaperKind, data: bytes) -> Checked:
    """The same for bytes, wherever they come from; nothing is run or fetched. Raises the codes of `template_from`."""
    if len(data) > MOST_FILE:
        raise Refused("template.too_large", most=MOST_FILE)
    expected = names_of(PAPERS[kind].facts)
    left_out = template_from(data).problems(expected)
    missing = tuple(str(one.facts["name"]) for one in left_out if one.code == _ABSENT)
    return Checked(kind, data, tuple(one for one in left_out if one.code != _ABSENT), missing)


@job(Right.READ)
def look_at(desk: Desk, checked: Checked) -> Rendered:
    """The template filled with sample data, made in a process of its own. Blocking. Raises the codes of `tried`."""
    del desk
    pdf = tried(checked.docx, checked.kind, frozenset(checked.left_out))
    return Rendered(checked.docx, pdf, page_count(pdf), "builtin")


@job(Right.READ)
def sample(desk: Desk, kind: PaperKind) -> Rendered:
    """The template in use filled with sample data. Blocking."""
    shelf = shelf_of(desk.folder)
    file = shelf.file(kind, shelf.used(kind))
    omitted = read_note(file.with_suffix(".toml")).omitted
    docx = file.read_bytes()
    pdf = tried(docx, kind, omitted)
    return Rendered(docx, pdf, page_count(pdf), "builtin")


def take(desk: Desk, checked: Checked, *, leave_out: bool = False, source: Source = Source.UNIT) -> str:
    """Print this paper from the checked template from now on; gives its version. Blocking.

    Names that it leaves out have to be agreed to (`leave_out`). Raises the first problem's code, the codes of `tried`,
    `right.missing`.
    """
    for problem in checked.problems:
        raise Refused(problem.code, **problem.facts)
    if checked.left_out and not leave_out:
        raise Refused(_ABSENT, name=", ".join(checked.left_out))
    try_out(checked)
    return desk.do(_take, checked, source).value


def try_out(checked: Checked) -> None:
    """Fill it with sample facts in a process of its own. Blocking.

    Raises its first problem's code, and the codes of `tried`.
    """
    for problem in checked.problems:
        raise Refused(problem.code, **problem.facts)
    tried(checked.docx, checked.kind, frozenset(checked.left_out))


@order(Right.ARRANGE)
def _take(work: Work, checked: Checked, source: Source) -> str:
    shelf = shelf_of(work.folder.path)
    with disk_errors(shelf.own):
        version = shelf.take(checked.kind, checked.docx, checked.left_out, source)
        if source is Source.UNIT:
            shelf.choose(checked.kind, source)
    return version


@order(Right.ARRANGE)
def use(work: Work, kind: PaperKind, source: Source) -> None:
    """Print a paper from this source from now on; one key brings ours back. Raises `template.missing`."""
    shelf = shelf_of(work.folder.path)
    with disk_errors(shelf.own):
        shelf.choose(kind, source)


@order(Right.ARRANGE)
def go_back(work: Work, kind: PaperKind) -> str:
    """The unit's version before the one in use; gives its version. Raises `template.no_version`."""
    shelf = shelf_of(work.folder.path)
    older = shelf.versions(kind)[1:]
    if not older:
        raise Refused("template.no_version")
    with disk_errors(shelf.own):
        note = read_note(older[0].with_suffix(".toml"))
        return shelf.take(kind, older[0].read_bytes(), sorted(note.omitted))


@question()
def used(look: Look, folder: Path, kind: PaperKind) -> Source:
    """The source that a paper is printed from."""
    del look
    return shelf_of(folder).used(kind)


@job(Right.READ)
def export(desk: Desk, kind: PaperKind, folder: Path) -> Path:
    """Copy the template in use to where it can be edited in Word. Blocking. Raises `disk.full`, `folder.read_only`."""
    shelf = shelf_of(desk.folder)
    file = shelf.file(kind, shelf.used(kind))
    out = folder / file.name
    write_whole(out, file.read_bytes())
    return out


def bring_guidance(desk: Desk, folder: Path) -> tuple[tuple[PaperKind, ...], tuple[Problem, ...]]:
    """Take every template of a folder from the level above beside the unit's own; which were taken, what was not.

    Each is checked and tried first. Blocking.
    """
    taken: list[PaperKind] = []
    refused: list[Problem] = []
    for kind in PaperKind:
        path = folder / f"{PAPERS[kind].template}.docx"
        if path.is_file():
            try:
                take(desk, check(desk, kind, path), leave_out=True, source=Source.GUIDANCE)
                taken.append(kind)
            except Refused as fault:
                refused.append(Problem(fault.code, path.name, fault.facts))
    return tuple(taken), tuple(refused)


def _row(shelf: Shelf, kind: PaperKind) -> Row:
    source = shelf.used(kind)
    ours = read_note(shelf.file(kind, Source.OURS).with_suffix(".toml"))
    note = ours if source is Source.OURS else read_note(shelf.file(kind, source).with_suffix(".toml"))
    names = names_of(PAPERS[kind].facts).every
    return Row(kind, ours.title, source, shelf.offered(kind), note.version, len(shelf.versions(kind)),
               tuple(sorted(names)))  # fmt: skip
