"""Guidance packages of the level above (F39): seen beside the unit's own, put in place as one step, taken back as one.

They come with the news of an exchange or as a file; either way only what a body above signed, whose key came on paper,
is taken. Nothing of the unit's own gives way, unless somebody chose so line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.disk import disk_errors, write_whole
from desktop.documents.own_shelf import Shelf, Source
from desktop.documents.papers import PaperKind
from desktop.domain.access import Right
from desktop.domain.guidance import Beside, Given, Guidance, Item, Part, with_given
from desktop.domain.house import HouseFact
from desktop.domain.problems import Problem, Refused
from desktop.services import guidance_items, guidance_reading, office, own_templates
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.services.guidance_items import Placed
from desktop.store import guidance as guidance_store
from desktop.store import history
from desktop.store.house import HOUSE_FACTS
from desktop.store.opening import sql_refusals
from sync import guidance, outbox_guidance
from sync.database import Session
from sync.guidance import GuidanceError
from sync.outbox_guidance import Came, Turned

__all__ = ["SUFFIX", "Beside", "Item", "Part", "Turned"]

SUFFIX = guidance.SUFFIX


@dataclass(frozen=True, slots=True)
class Known:
    """The newest package of one publisher: what it brings, and which version of it is in force here (0: none)."""

    publisher: str
    name: str
    version: int
    title: str
    made_at: str
    came_by: str
    in_force: int
    items: tuple[Item, ...]

    @property
    def waits(self) -> bool:
        """Whether applying it would change anything."""
        return self.in_force < self.version or any(item.waits for item in self.items)


@dataclass(frozen=True, slots=True)
class Overview:
    """All that came from above. `unsettled`: files from above are not as the facts say (`settle` mends it)."""

    packages: tuple[Known, ...] = ()
    turned_away: tuple[Turned, ...] = ()
    may_go_back: bool = False
    unsettled: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A package whose waiting templates were tried out; `refused` by code of the paper."""

    publisher: str
    version: int
    refused: Mapping[str, Problem] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Applied:
    """What was put in place, what the unit kept as its own, what could not be taken."""

    version: int
    taken: int
    kept: int
    refused: tuple[Problem, ...]


@question()
def overview(look: Look, folder: Path) -> Overview:
    """Every publisher's newest package beside what is here. Reads files, so asked on a lane."""
    shelf = own_templates.shelf_of(folder)
    known = tuple(_known(look, shelf, came) for came in outbox_guidance.newest(look.session))
    return Overview(
        known,
        tuple(outbox_guidance.turned_away(look.session)),
        guidance_store.last_applied(look.session) is not None,
        bool(_unsettled(look.session, shelf)),
    )


def _known(look: Look, shelf: Shelf, came: Came) -> Known:
    manifest = came.manifest
    force = {one.publisher: one.version for one in guidance_items.in_force(look.session)}
    items = tuple(placed.item for placed in _placed(look, shelf, came))
    return Known(
        came.publisher,
        manifest.name,
        came.version,
        manifest.title,
        manifest.made_at,
        came.came_by,
        force.get(came.publisher, 0),
        items,
    )


def _placed(look: Look, shelf: Shelf, came: Came) -> tuple[Placed, ...]:
    try:
        package = outbox_guidance.package_of(look.session, came)
    except GuidanceError as error:
        raise Refused(error.code, **error.facts) from error
    union = office.facts(look).union
    rows = guidance_reading.rows(package.contents, union.name if union else "")
    return guidance_items.beside(look.session, shelf, rows, look.today())


@job(Right.ARRANGE, writes=True)
def take_file(desk: Desk, path: Path) -> Came:
    """Keep a package that was carried here; nothing of it is in force by this. Blocking.

    Raises `file.missing` and the codes of `sync.guidance`: an unknown signer, altered or cut, an older version.
    """
    try:
        with path.open("rb") as file:
            data = file.read(guidance.LARGEST + guidance.LARGEST_MANIFEST + 1)
    except OSError as error:
        raise Refused("file.missing", file=path.name) from error
    try:
        with sql_refusals(desk.folder), desk.database.write() as session:
            return outbox_guidance.take_file(session, desk.clock, data)[0]
    except GuidanceError as error:
        raise Refused(error.code, **{"file": path.name, **error.facts}) from error


@job(Right.READ)
def write_out(desk: Desk, publisher: str, out: Path) -> Path:
    """The newest package of a publisher as a file, byte for byte as it was signed. Blocking.

    Raises `guidance.missing`, and the codes of the disk.
    """
    with sql_refusals(desk.folder), desk.database.read() as session:
        data = outbox_guidance.file_of(session, _newest(session, publisher))
    write_whole(out, data)
    return out


def _newest(session: Session, publisher: str) -> Came:
    for came in outbox_guidance.newest(session):
        if publisher in {"", came.publisher}:
            return came
    raise Refused("guidance.missing")


@job(Right.ARRANGE)
def prepare(
    desk: Desk,
    publisher: str = "",
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    stop: Callable[[], None] = lambda: None,
) -> Prepared:
    """Try out each template that would be new, in a process of its own; any may be refused alone. Blocking.

    `publisher` may be left out where there is one. `stop` may raise `Stopped`. Raises `guidance.missing`.
    """
    with sql_refusals(desk.folder), desk.database.read() as session:
        came = _newest(session, publisher)
    placed = desk.look(_placed_of, own_templates.shelf_of(desk.folder), came)
    waiting = [one for one in placed if one.row.part is Part.TEMPLATE and one.item.waits]
    refused: dict[str, Problem] = {}
    for number, one in enumerate(waiting):
        stop()
        progress(number, len(waiting))
        kind = PaperKind(one.row.code)
        try:
            own_templates.try_out(own_templates.checked(kind, one.row.value))
        except Refused as fault:
            refused[one.row.code] = Problem(fault.code, one.row.title, fault.facts)
    progress(len(waiting), len(waiting))
    return Prepared(came.publisher, came.version, refused)


@question()
def _placed_of(look: Look, shelf: Shelf, came: Came) -> tuple[Placed, ...]:
    return _placed(look, shelf, came)


@order(Right.ARRANGE, guidance_store.APPLY)
def apply(work: Work, prepared: Prepared, instead: Collection[str] = ()) -> Applied:
    """Put a package in place: facts as of their days, templates beside the unit's own; one step, taken back as one.

    `instead` names (`Item.name`) what the unit has of its own and somebody wants from above all the same.
    Raises `guidance.nothing` where it is in force already, `guidance.missing` where a newer one came meanwhile.
    """
    came = _newest(work.session, prepared.publisher)
    if came.version != prepared.version:
        raise Refused("guidance.missing")
    before = [one for one in guidance_items.in_force(work.session) if one.publisher == came.publisher]
    given: list[Given] = []
    refused: list[Problem] = []
    kept = 0
    for placed in _placed(work, own_templates.shelf_of(work.folder.path), came):
        row, item = placed.row, placed.item
        if item.beside is Beside.REFUSED:
            refused += row.problems
        elif row.part is Part.TEMPLATE and row.code in prepared.refused:
            refused.append(prepared.refused[row.code])
        elif item.waits or (item.beside is Beside.OWN and item.name in instead):
            given.append(guidance_items.given_of(placed, _put(work, placed)))
        elif item.beside is Beside.OWN:
            kept += 1
    if not given and before and before[0].version == came.version:
        raise Refused("guidance.nothing")
    manifest = came.manifest
    whole = with_given(before[0].given if before else (), tuple(given))
    said = Guidance(came.publisher, manifest.name, came.version, manifest.title, came.hash, whole)
    work.save(HOUSE_FACTS, HouseFact(work.new_id(), "guidance", work.today(), said))
    _settle(work)
    return Applied(came.version, len(given), kept, tuple(refused))


def _put(work: Work, placed: Placed) -> str:
    if placed.row.part in {Part.TEMPLATE, Part.GUIDE}:
        return ""
    fact = guidance_items.fact_of(work, placed)
    work.save(HOUSE_FACTS, fact)
    return fact.id


@order(Right.ARRANGE, "guidance.back")
def back(work: Work) -> None:
    """Take the package back that was put in place last: facts and templates are as before it.

    Raises `guidance.none_in_force`, `undo.changed_since` where somebody changed one of its facts meanwhile.
    """
    seq = guidance_store.last_applied(work.session)
    if seq is None:
        raise Refused("guidance.none_in_force")
    work.operation.reverses(seq, "guidance.back")
    for kind, record in history.take_back(work.operation, work.folder.payloads, seq):
        work.touch(kind, record)
    _settle(work)


@order(Right.ARRANGE)
def settle(work: Work) -> None:
    """Bring the files from above to what the facts say, as after an undo, or where another PC applied a package."""
    _settle(work)


def _settle(work: Work) -> None:
    shelf = own_templates.shelf_of(work.folder.path)
    with disk_errors(shelf.own):
        for (part, code), content in _unsettled(work.session, shelf).items():
            path = guidance_items.path_of(shelf, part, code)
            if content is None:
                path.unlink(missing_ok=True)
                path.with_suffix(".toml").unlink(missing_ok=True)
            elif part is Part.GUIDE:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, content)
            else:
                kind = PaperKind(code)
                left_out = own_templates.checked(kind, content).left_out
                shelf.take(kind, content, left_out, Source.GUIDANCE)
    work.touch("guidance", "")


def _unsettled(session: Session, shelf: Shelf) -> dict[tuple[Part, str], bytes | None]:
    """Files from above that lie otherwise than the facts say: what should be there, None where nothing should.

    Files that no package brought are left alone, and so is what a package brings that has not come to this PC.
    """
    wanted = guidance_items.files_in_force(session)
    places = [(Part.TEMPLATE, kind.value) for kind in PaperKind] + [(Part.GUIDE, guidance_reading.GUIDE)]
    here = {place: guidance_items.hash_of(guidance_items.path_of(shelf, *place)) for place in places}
    differing = [place for place in places if here[place] != wanted.get(place, "")]
    hashes = {one for place in differing for one in (here[place], wanted.get(place, "")) if one}
    contents = outbox_guidance.contents_of(session, sorted(hashes))
    found: dict[tuple[Part, str], bytes | None] = {}
    for place in differing:
        if place in wanted:
            if wanted[place] in contents:
                found[place] = contents[wanted[place]]
        elif here[place] in contents:
            found[place] = None
    return found
