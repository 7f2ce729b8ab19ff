"""The submission pack: what the unit releases, as a workbook and folders, for a portal with no API. Blocking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.documents import letters
from desktop.documents.packbook import PackEntry, PackFile, write_pack
from desktop.documents.phrases import Phrases
from desktop.domain.access import Right
from desktop.domain.house import Release
from desktop.domain.initiative import Attachment, Initiative, Stage, shown_title, used_from
from desktop.domain.problems import Refused
from desktop.domain.release import level_of
from desktop.services import printing
from desktop.services.desk import Desk, Look, question
from desktop.services.paper_facts import benefit_text
from desktop.store import initiatives


@dataclass(frozen=True, slots=True)
class Packed:
    """How many entries went in, how many were held back by choice, and the workbook."""

    entries: int
    held_back: int
    workbook: Path


def pack(
    desk: Desk, out: Path, *, ids: Sequence[str] | None = None, stop: Callable[[], object] = lambda: None
) -> Packed:
    """Write the pack into a new (or empty) folder, whole or not at all.

    Without ids, all recognised initiatives. Raises `pack.nothing`, `pack.folder_used`, `disk.full`,
    `folder.read_only`, `file.missing`.
    """
    found = desk.look(_recognised, ids)
    leaving = [(value, level) for value in found if (level := level_of(value)) is not Release.NONE]
    if not leaving:
        raise Refused("pack.nothing")
    desk.note_access("pack.exported")
    words = printing.phrases()
    written = write_pack(out, [_entry(desk, words, *item) for item in leaving], stop=stop)
    return Packed(len(leaving), len(found) - len(leaving), written.workbook)


@question(Right.SUBMIT)
def _recognised(look: Look, ids: Sequence[str] | None) -> list[Initiative]:
    wanted = initiatives.ids_of_stage(look.session, Stage.RECOGNISED.value) if ids is None else list(ids)
    found = initiatives.load_many(look.session, wanted)
    return [found[record] for record in wanted if record in found and found[record].recognition]


def _entry(desk: Desk, words: Phrases, value: Initiative, level: Release) -> PackEntry:
    """At title level the pack tells the title, the effect and the recognition, and no more."""
    whole = level is Release.FULL
    named = [(author.name, author.share) for author in value.authors]
    recognition = value.recognition
    files = [item for item in value.attachments if whole and not item.protected]
    return PackEntry(
        code=str(value.number or ""),
        title=shown_title(value),
        authors=letters.authors_text(named) if whole else "",
        workshop=value.workshop if whole else "",
        field=words.line("fields", value.field.value),
        first_used=used_from(value) if whole else None,
        summary=value.summary if whole else "",
        benefit=benefit_text(value, words),
        decision=recognition.number if recognition else "",
        decided=recognition.signed_on if recognition else None,
        release=level,
        files=tuple(_file(desk, item) for item in files),
    )


def _file(desk: Desk, item: Attachment) -> PackFile:
    def read() -> Iterable[bytes]:
        yield desk.files.get(item.file)

    return PackFile(item.name, read)
