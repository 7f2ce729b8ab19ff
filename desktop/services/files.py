"""Attachments: copied into the store by content when they are attached; the original's place no longer matters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.disk import disk_errors, read_small, write_whole
from desktop.documents import pictures
from desktop.documents.preview import page_count
from desktop.domain.access import Right
from desktop.domain.initiative import Attachment
from desktop.domain.problems import Refused
from desktop.domain.text import clean_line
from desktop.services.desk import Desk, job

LARGEST = 25 * 1024 * 1024
MOST_FILES = 30
"""Files of one initiative."""
_KINDS = {
    ".jpg": pictures.JPEG,
    ".jpeg": pictures.JPEG,
    ".png": pictures.PNG,
    ".heic": pictures.HEIC,
    ".heif": pictures.HEIC,
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".webp": "image/webp",
    ".pdf": pictures.PDF,
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/plain",
}
SUFFIXES = tuple(_KINDS)
"""What can be attached, by the end of a file's name."""

Stop = Callable[[], object]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AttachedMany:
    """Several files at once: what was copied, and why the others were not."""

    attached: tuple[Attachment, ...]
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A file to be looked at: its pages as PDF."""

    attachment: Attachment
    pdf: bytes
    pages: int


@job(Right.READ)
def attach(desk: Desk, path: Path, *, protected: bool = False) -> Attachment:
    """Copy a file into the store; a photo is shrunk and freed of its metadata before its hash is taken. Blocking.

    Raises `attachment.missing`, `attachment.large`, `attachment.kind`, `attachment.damaged`, `disk.full`.
    """
    if not path.is_file():
        raise Refused("attachment.missing", file=path.name)
    if path.suffix.casefold() not in _KINDS:
        raise Refused("attachment.kind", file=path.name)
    with disk_errors(path):
        if path.stat().st_size > LARGEST:
            raise Refused("attachment.large", file=path.name, megabytes=LARGEST // 1024 // 1024)
        data = read_small(path, LARGEST)
    return attach_bytes(desk, data, path.name, protected=protected)


@job(Right.READ)
def attach_bytes(desk: Desk, data: bytes, name: str, *, protected: bool = False) -> Attachment:
    """The same for content that is no file yet, as a picture from the clipboard. Blocking."""
    media_type = _KINDS.get(Path(name).suffix.casefold(), "")
    if not media_type:
        raise Refused("attachment.kind", file=name)
    if len(data) > LARGEST:
        raise Refused("attachment.large", file=name, megabytes=LARGEST // 1024 // 1024)
    if media_type in pictures.PHOTOS:
        data, kept = pictures.prepared(data, media_type, name)
        if kept != media_type:
            name, media_type = f"{Path(name).stem}.jpg", kept
    fingerprint = desk.files.put(data)
    return Attachment(fingerprint, clean_line(name), len(data), media_type, protected=protected)


def attach_many(
    desk: Desk,
    paths: Sequence[Path],
    *,
    room: int = MOST_FILES,
    stop: Stop = lambda: None,
    progress: Progress = lambda _done, _total: None,
) -> AttachedMany:
    """Copy several files, at most as many as there is room for; a file that cannot be taken stops no other."""
    attached: list[Attachment] = []
    refused: list[Refused] = []
    for done, path in enumerate(paths, start=1):
        stop()
        if len(attached) >= room:
            refused.append(Refused("attachment.many", most=MOST_FILES, left=len(paths) - done + 1))
            break
        try:
            attached.append(attach(desk, path))
        except Refused as why:
            refused.append(why)
        progress(done, len(paths))
    return AttachedMany(tuple(attached), tuple(refused))


@job(Right.READ)
def turn(desk: Desk, attachment: Attachment, quarters: int = 1) -> Attachment:
    """The picture or PDF turned by quarters clockwise, as a new file of the same name. Blocking.

    Raises `attachment.kind`, `attachment.damaged`, `attachment.locked`, `file.missing`.
    """
    data = desk.files.get(attachment.file)
    made = pictures.turned(data, attachment.media_type, quarters, attachment.name)
    return replace(attachment, file=desk.files.put(made), size=len(made))


@job(Right.READ)
def join(desk: Desk, attachments: Sequence[Attachment], name: str) -> Attachment:
    """Several pictures and PDFs as one PDF, in the order given; protected where any of them is. Blocking.

    Raises `attachment.kind`, `attachment.damaged`, `attachment.locked`, `attachment.large`, `file.missing`.
    """
    made = pictures.joined([(desk.files.get(one.file), one.media_type, one.name) for one in attachments])
    if len(made) > LARGEST:
        raise Refused("attachment.large", file=name, megabytes=LARGEST // 1024 // 1024)
    protected = any(one.protected for one in attachments)
    return Attachment(desk.files.put(made), clean_line(name), len(made), pictures.PDF, protected=protected)


@job(Right.READ)
def view(desk: Desk, attachment: Attachment) -> Shown:
    """A file as pages to look at. Blocking. Raises `attachment.kind` for what has no pages, `pdf.damaged`."""
    if not can_be_shown(attachment):
        raise Refused("attachment.not_shown", file=attachment.name)
    pdf = pictures.as_pdf(desk.files.get(attachment.file), attachment.media_type, attachment.name)
    return Shown(attachment, pdf, page_count(pdf))


def can_be_shown(attachment: Attachment) -> bool:
    """Whether a file has pages that can be shown, turned and joined."""
    return attachment.media_type in pictures.SHOWN


@job(Right.READ)
def save_copy(desk: Desk, attachment: Attachment, path: Path) -> None:
    """Write a file of an initiative to a place outside, to be opened there. Blocking.

    Raises `file.missing`, `file.damaged` and what a disk can refuse.
    """
    write_whole(path, desk.files.get(attachment.file))


@job(Right.READ)
def open_file(desk: Desk, fingerprint: str) -> bytes:
    """A stored file's content. Blocking. Raises `file.missing`, `file.damaged`."""
    return desk.files.get(fingerprint)
