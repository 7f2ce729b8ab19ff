"""The shelf of templates: which file a paper is printed from, and the note that lies beside it.

Folders are asked in turn, the unit's own before the one that came with the program. The note
(`decision.toml` beside `decision.docx`) names title, version, form and legal basis, and the names
that the unit leaves out on purpose.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.documents.fill import fill
from desktop.documents.naming import names_of
from desktop.documents.papers import PAPERS, PaperKind, paper_of
from desktop.documents.template import Template, read_template, template_from
from desktop.domain.problems import Problem, Refused


@dataclass(frozen=True, slots=True)
class Note:
    """What the .toml beside a template says."""

    title: str
    version: str
    form: str
    legal: tuple[str, ...]
    omitted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A template with its note, and the file that it was read from."""

    kind: PaperKind
    template: Template
    note: Note
    file: Path

    def problems(self) -> tuple[Problem, ...]:
        """What keeps this template from being filled."""
        return self.template.problems(names_of(PAPERS[self.kind].facts), self.note.omitted)


@dataclass(frozen=True, slots=True)
class Filled:
    """A finished paper: its bytes, and the fingerprint (SHA-256) of the template behind it."""

    docx: bytes
    title: str
    template: str


def open_template(kind: PaperKind, folders: Sequence[Path]) -> Shelved:
    """The first template of a paper that the folders hold; `template.missing` when none does."""
    stem = PAPERS[kind].template
    for folder in folders:
        file = folder / f"{stem}.docx"
        if file.is_file():
            return Shelved(kind, read_template(file), read_note(file.with_suffix(".toml")), file)
    raise Refused("template.missing", file=f"{stem}.docx")


def template_as_it_was(kind: PaperKind, docx: bytes, note: bytes) -> Shelved:
    """A template from bytes that were kept."""
    file = Path(f"{PAPERS[kind].template}.docx")
    return Shelved(kind, template_from(docx), note_from(note, file.with_suffix(".toml").name), file)


def fill_paper(facts: object, folders: Sequence[Path]) -> Filled:
    """Print facts into the template of their paper."""
    return fill_shelved(facts, open_template(paper_of(facts).kind, folders))


def fill_shelved(facts: object, shelved: Shelved) -> Filled:
    """Print facts into a template of their paper."""
    docx = fill(shelved.template, facts, title=shelved.note.title, omitted=shelved.note.omitted)
    return Filled(docx, shelved.note.title, shelved.template.fingerprint)


def read_note(file: Path) -> Note:
    """Read a template's note; a template without one, or with a damaged one, is refused."""
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise Refused("template.note", file=file.name) from fault
    return note_from(data, file.name)


def note_from(data: bytes, name: str) -> Note:
    """The same from its bytes."""
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
        return Note(
            title=str(said["title"]),
            version=str(said["version"]),
            form=str(said.get("form", "")),
            legal=tuple(str(line) for line in said.get("legal", ())),
            omitted=frozenset(str(name) for name in said.get("omitted", ())),
        )
    except (ValueError, KeyError, TypeError) as fault:
        raise Refused("template.note", file=name) from fault
