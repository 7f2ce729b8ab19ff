"""The shelf of a data folder: the unit's own templates, those from the level above, ours; and older versions.

    templates/decision.docx + .toml            the unit's own
    templates/guidance/decision.docx + .toml   from the level above
    templates/versions/decision.3.docx         what the unit's own was before
    templates/chosen.toml                      which of them a paper is printed from, where somebody chose
    templates/profiles.toml                    the numbers of form, where the unit has others

Without a choice the unit's own goes before ours; what came from above is used when it is chosen.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.disk import write_whole
from desktop.documents import profiles
from desktop.documents.papers import PAPERS, PaperKind
from desktop.documents.template import template_from
from desktop.documents.templates import Note, Shelved, open_template, read_note
from desktop.domain.problems import Refused

GUIDANCE, VERSIONS, CHOSEN = "guidance", "versions", "chosen.toml"
_VERSION = re.compile(r"\.(\d+)$")


class Source(StrEnum):
    """Where a template comes from."""

    UNIT = "unit"
    GUIDANCE = "guidance"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The templates of one data folder, over those that came with the program."""

    own: Path
    ours: Path

    def folder(self, source: Source) -> Path:
        """Where the templates of a source lie."""
        return {Source.UNIT: self.own, Source.GUIDANCE: self.own / GUIDANCE, Source.OURS: self.ours}[source]

    def file(self, kind: PaperKind, source: Source) -> Path:
        """A template's file, there or not."""
        return self.folder(source) / f"{PAPERS[kind].template}.docx"

    def offered(self, kind: PaperKind) -> tuple[Source, ...]:
        """The sources that have a template of a paper."""
        return tuple(source for source in Source if self.file(kind, source).is_file())

    def used(self, kind: PaperKind) -> Source:
        """The source that a paper is printed from now."""
        offered, wanted = self.offered(kind), self._chosen().get(kind.value)
        if wanted in offered:
            return Source(wanted)
        return Source.UNIT if Source.UNIT in offered else Source.OURS

    def folders(self, kind: PaperKind) -> Sequence[Path]:
        """The folders to look a template up in, the one in use first."""
        return (self.folder(self.used(kind)), self.ours)

    def open(self, kind: PaperKind) -> Shelved:
        """The template in use; ours is drawn anew where the unit has numbers of form of its own.

        Raises the codes of `open_template` and `read_profile`.
        """
        if not self._is_drawn(kind):
            return open_template(kind, self.folders(kind))
        file = self.file(kind, Source.OURS)
        return Shelved(kind, template_from(self._drawn(kind)), read_note(file.with_suffix(".toml")), file)

    def contents(self, kind: PaperKind) -> tuple[bytes, bytes]:
        """The bytes of the template in use and of its note, to be kept. Raises as `open` does."""
        shelved = self.open(kind)  # what is kept has been read
        docx = self._drawn(kind) if self._is_drawn(kind) else shelved.file.read_bytes()
        return docx, shelved.file.with_suffix(".toml").read_bytes()

    def _is_drawn(self, kind: PaperKind) -> bool:
        """Whether ours is in use and the unit has numbers of form of its own."""
        return self.used(kind) is Source.OURS and (self.own / profiles.FILE).is_file()

    def _drawn(self, kind: PaperKind) -> bytes:
        from desktop.documents import drawing

        return drawing.template_bytes(
            kind, profiles.read_profile((self.own, self.ours), profiles.name_for(kind))
        )

    def choose(self, kind: PaperKind, source: Source) -> None:
        """Print a paper from this source from now on. Raises `template.missing`."""
        if source not in self.offered(kind):
            raise Refused("template.missing", file=self.file(kind, source).name)
        chosen = self._chosen() | {kind.value: source.value}
        lines = [f'{name} = "{value}"' for name, value in sorted(chosen.items())]
        self.own.mkdir(parents=True, exist_ok=True)
        write_whole(self.own / CHOSEN, ("\n".join(lines) + "\n").encode())

    def take(self, kind: PaperKind, docx: bytes, omitted: Sequence[str], source: Source = Source.UNIT) -> str:
        """Put a checked template in its place and keep the one before; gives its version."""
        file = self.file(kind, source)
        (self.own / VERSIONS).mkdir(parents=True, exist_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        version = str(1 + max((self._count(path) for path in self.versions(kind)), default=0))
        base = read_note(self.ours / f"{file.stem}.toml")
        note = _note_text(base, version, omitted)
        if source is Source.UNIT:
            write_whole(self.own / VERSIONS / f"{file.stem}.{version}.docx", docx)
            write_whole(self.own / VERSIONS / f"{file.stem}.{version}.toml", note)
        write_whole(file.with_suffix(".toml"), note)
        write_whole(file, docx)
        return version

    def versions(self, kind: PaperKind) -> tuple[Path, ...]:
        """Every version of the unit's own template, the newest first."""
        found = (self.own / VERSIONS).glob(f"{PAPERS[kind].template}.*.docx")
        return tuple(sorted(found, key=self._count, reverse=True))

    def _count(self, path: Path) -> int:
        match = _VERSION.search(path.stem)
        return int(match[1]) if match else 0

    def _chosen(self) -> dict[str, str]:
        try:
            said = tomllib.loads((self.own / CHOSEN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {name: str(value) for name, value in said.items()}


def _note_text(base: Note, version: str, omitted: Sequence[str]) -> bytes:
    names = ", ".join(f'"{name}"' for name in omitted)
    title = base.title.replace('"', "'")
    return f'title = "{title}"\nversion = "{version}"\nform = ""\nlegal = []\nomitted = [{names}]\n'.encode()
