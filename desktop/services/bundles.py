"""Gói tệp: what waits for the portal, carried on a stick or by mail, and the receipts that come back. Blocking."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.disk import disk_errors, write_whole
from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services.desk import Desk, job
from desktop.services.handing_over import files_of, may_leave
from sync import bundle
from sync.bundle import Place, Taken
from sync.bundle_format import LARGEST, BundleError

__all__ = ["Taken", "Written", "take_in", "write_out"]


@dataclass(frozen=True, slots=True)
class Written:
    """What a bundle carries, and where its volumes lie. `lost` files could not be read on this PC."""

    envelopes: int
    changes: int
    files: int
    lost: int
    bytes: int
    volumes: tuple[Path, ...]


@job(Right.SUBMIT, writes=True)
def write_out(
    desk: Desk,
    out: Path,
    *,
    megabytes: int = 20,
    text_only: bool = False,
    ask_news: bool = False,
    stop: Callable[[], None] = lambda: None,
) -> Written:
    """Write everything that no receipt answers yet; one volume is `out`, more are `NAME.1-3.SUFFIX` beside it.

    With `ask_news` also where nothing waits: the portal answers with receipts, reviewers' words and guidance.

    Each volume is flushed, read back and opened again before this returns. Raises the codes of
    `bundle.carry_out` and of the disk; `bundle.out_exists` where a file of that name is there. `stop` may
    raise `Stopped` before each volume: what was to be carried then waits as before. Raises the codes of
    `handing_over.may_leave` too: a copied folder writes nothing.
    """
    desk.look(may_leave)
    placed: list[Path] = []
    with bundle_codes(out):
        done = bundle.carry_out(
            desk.database,
            files_of(desk),
            desk.clock,
            desk.random,
            placing(out, placed, stop),
            most_bytes=megabytes * bundle.MEGABYTE,
            text_only=text_only,
            ask_news=ask_news,
        )
    return Written(done.envelopes, done.changes, done.files, done.lost, done.bytes, tuple(placed))


@job(Right.SUBMIT, writes=True)
def take_in(desk: Desk, path: Path) -> Taken:
    """Take in the portal's receipts from a bundle, each verified as if it came over the line.

    Raises the codes of `bundle.carry_in`, and `bundle.missing`.
    """
    data = read_bundle(path)
    with bundle_codes(path):
        return bundle.carry_in(desk.database, desk.clock, data)


def read_bundle(path: Path) -> bytes:
    """A bundle's bytes. Raises `bundle.missing`, `bundle.too_large` and the disk's codes."""
    if not path.is_file():
        raise Refused("bundle.missing", file=path.name)
    with disk_errors(path):
        if path.stat().st_size > LARGEST:
            raise Refused("bundle.too_large", file=path.name)
        return path.read_bytes()


def placing(out: Path, placed: list[Path], stop: Callable[[], None]) -> Place:
    """Writes volumes beside `out` and reads each back; those that lie there are added to `placed`."""

    def place(number: int, volumes: int, data: bytes) -> bytes:
        stop()
        path = out if volumes == 1 else out.with_name(f"{out.stem}.{number}-{volumes}{out.suffix}")
        if path.exists():
            raise Refused("bundle.out_exists", file=path.name)
        write_whole(path, data)
        placed.append(path)
        return _read_back(path)

    return place


@contextmanager
def bundle_codes(path: Path) -> Iterator[None]:
    """A bundle's refusals as the desktop's, with the file's name."""
    try:
        yield
    except BundleError as error:
        raise Refused(error.code, **{"file": path.name, **error.facts}) from error


def _read_back(path: Path) -> bytes:
    """What the medium itself gives, as far as the system can be made to ask it again."""
    with disk_errors(path), path.open("rb") as written:
        if sys.platform == "linux":
            os.posix_fadvise(written.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return written.read()
