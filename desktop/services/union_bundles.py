"""Gói tệp between the union's own PCs: what one saved, carried to the others without portal or network. Blocking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services import bundles, machines, sharing
from desktop.services.bundles import Taken, Written, bundle_codes, placing, read_bundle
from desktop.services.desk import Desk, Look, job, question
from desktop.services.handing_over import may_leave
from desktop.services.sharing import TakenIn
from sync import bundle, bundle_union, outbox_sharing, outbox_union
from sync.bundle_format import BundleError
from sync.clock import unstamp


@dataclass(frozen=True, slots=True)
class FromPc:
    """What another PC's bundle brought: `held` where it waits for `missing` ones, `again` where it came before.

    `taken` is what became of its changes in the register; None while a choice has to be made first.
    """

    pc: str
    number: int
    changes: int
    held: bool
    missing: tuple[int, ...]
    again: bool
    taken: TakenIn | None = None


@dataclass(frozen=True, slots=True)
class HeldBundle:
    """A bundle that waits: whose, its number, since when, and the numbers that it waits for."""

    pc: str
    number: int
    since: datetime
    missing: tuple[int, ...]


@job(Right.SUBMIT, writes=True)
def write_out(
    desk: Desk, out: Path, *, everything: bool = False, stop: Callable[[], None] = lambda: None
) -> Written:
    """Write what the other PCs have not acknowledged; `everything` for a PC that begins.

    Volumes are of 2 MB at most, written, read back and opened again. Raises `sharing.off` and the codes of
    `bundle_union.carry_union`, of `handing_over.may_leave`, of the disk, and `bundle.out_exists`.
    """
    if not desk.look(_is_on):
        raise Refused("sharing.off")
    desk.look(may_leave)
    placed: list[Path] = []
    with bundle_codes(out):
        done = bundle_union.carry_union(
            desk.database,
            desk.clock,
            desk.random,
            placing(out, placed, stop),
            everything=everything,
            most_bytes=bundle.TEXT_BYTES,
        )
    return Written(0, done.changes, 0, 0, done.bytes, tuple(placed))


@job(Right.SUBMIT, writes=True)
def take_any(desk: Desk, path: Path) -> Taken | FromPc:
    """Take in a bundle, whichever it is: of another PC of this union, or the portal's receipts.

    Raises the codes of `bundles.take_in` and of `bundle_union.take_union`.
    """
    data = read_bundle(path)
    try:
        found = bundle_union.take_union(desk.database, desk.clock, data)
    except BundleError as error:
        if error.code in {"bundle.kind", "bundle.not_for_us", "not_enrolled"}:
            return bundles.take_in(desk, path)
        raise Refused(error.code, **{"file": path.name, **error.facts}) from error
    taken = None
    if found.changes:
        try:
            taken = sharing.take_in_all(desk)
        except Refused as refused:
            if refused.code != "sharing.many_deleted":
                raise
    name = desk.look(machines.name_of, found.sender)  # perhaps it came just now
    return FromPc(name, found.sequence, found.changes, found.held, found.missing, found.again, taken)


@question(Right.SUBMIT)
def held(look: Look) -> tuple[HeldBundle, ...]:
    """Bundles of other PCs that wait for earlier ones, the oldest first."""
    return tuple(
        HeldBundle(machines.name_of(look, one.sender), one.sequence, unstamp(one.since), one.missing)
        for one in outbox_union.held(look.session)
    )


@question(Right.SUBMIT)
def _is_on(look: Look) -> bool:
    return outbox_sharing.is_on(look.session)
