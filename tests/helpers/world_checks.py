"""How a history of the small country has to end: everybody agrees, nothing is lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers import union

from sync import outbox_guidance, outbox_requests
from sync.database import run
from sync.outbox_questions import verify_receipt

if TYPE_CHECKING:
    from helpers.world import Desk, World

    from sync.portal.house import Portal


def faults(world: World) -> Iterator[str]:
    """What is not as it must be, the cheap looks first; nothing where all is well."""
    for number, desk in enumerate(world.desks):
        summary = desk.pc.summary()
        left = (summary.unknown, summary.waiting, summary.parked, summary.files_waiting, summary.requests)
        if left != (0, 0, 0, 0, 0):
            yield f"PC {number}: unknown, waiting, parked, files, requests {left} {summary.wait_code}"
    there = {name: held(portal) for name, portal in world.portals.items()}
    for number, desk in enumerate(world.desks):
        yield from (f"PC {number}: {said}" for said in _faults_of(world, desk, there))
    yield from _parted(world)
    keys = {row[0] for desk in world.desks for row in desk.pc.ask("SELECT key FROM sync_change")}
    for name, portal in world.portals.items():
        yield from (f"{name}: {said}" for said in _faults_at(portal, keys))


Held = dict[str, tuple[str, str]]


def _faults_of(world: World, desk: Desk, there: dict[str, Held]) -> Iterator[str]:
    frozen = desk.pc.ask(
        "SELECT key, fingerprint, state FROM sync_change WHERE audience = 'portal' AND state <> 'superseded'"
    )
    for name in world.way_up(desk.at):
        for key, fingerprint, state in frozen:
            if there[name].get(key) != (fingerprint, "complete"):
                yield f"{state} here, not complete at {name}: {key}"
    told = set(
        desk.pc.ask(
            "SELECT key, p.name FROM sync_stands s JOIN sync_peer p ON p.id = s.peer WHERE s.state = 'complete'"
        )
    )
    for name in world.way_up(desk.at)[1:]:
        yield from (f"no receipt of {name}: {key}" for key, _, _ in frozen if (key, name) not in told)
    known = {fingerprint for _, fingerprint, _ in frozen}
    for record, fingerprint in desk.current.items():
        if fingerprint not in known:
            yield f"lost {record}"
    yield from _unheard(world, desk)
    yield from _unguided(world, desk)
    for stored in desk.pc.receipts():
        seen = (stored.leaf, stored.head_jws)
        if seen not in world.proven:
            if not verify_receipt(stored):
                yield f"a receipt that proves nothing: {stored.receipt.key}"
            world.proven.add(seen)


def _unheard(world: World, desk: Desk) -> Iterator[str]:
    """Answers of reviewers that the PC does not know, on records and on what it asked for."""
    with world.top.database.read() as session:
        tops = {
            row[0]: (row[1], row[2]) for row in run(session, "SELECT id, fingerprint, status FROM record")
        }
        answers = dict(run(session, "SELECT id, answer FROM request").all())
    heads = desk.pc.ask(
        "SELECT h.record, c.fingerprint, v.state FROM sync_head h JOIN sync_change c ON c.key = h.key "
        "JOIN portal_state v ON v.record = h.record WHERE h.audience = 'portal'"
    )
    for record, fingerprint, state in heads:
        top, status = tops.get(record, ("", "waiting"))
        if status != "waiting" and top == fingerprint and state != status:
            yield f"{status} of {record} was not heard, here it is {state}"
    with desk.pc.database.read() as session:
        asked = outbox_requests.requests(session)
    for one in asked:
        if answers.get(one.id, "") and one.state != answers[one.id]:
            yield f"{answers[one.id]} of what was asked about {one.record} was not heard"
        if one.id not in answers:
            yield f"the portal does not hold what was asked about {one.record}"


def _unguided(world: World, desk: Desk) -> Iterator[str]:
    """A package of the portal that did not come, or not as it was signed."""
    out = world.guidance_out()
    with desk.pc.database.read() as session:
        here = {one.publisher: one for one in outbox_guidance.newest(session)}
        for publisher, (version, package) in out.items():
            came = here.get(publisher)
            if came is None or came.version < version:
                yield f"guidance {version} did not come"
            elif came.version == version and outbox_guidance.file_of(session, came) != package:
                yield f"guidance {version} is another here"
        if outbox_guidance.turned_away(session):
            yield "genuine guidance was turned away"


def _parted(world: World) -> Iterator[str]:
    """Where the PCs of the union and what they share through hold different versions for the current one."""
    for at in sorted({desk.at for desk in world.desks}):
        with world.portals[at].database.read() as session:
            there = dict(run(session, "SELECT record, fingerprint FROM unit_head").all())
        for number, desk in enumerate(world.desks):
            here = union.tops(desk.pc) if desk.at == at else there
            if here != there:
                yield f"PC {number}: another version than {at} of {sorted(set(here.items()) ^ set(there.items()))}"


def held(portal: Portal) -> Held:
    """Key -> (fingerprint, state) of what it took."""
    with portal.database.read() as session:
        rows = run(session, "SELECT key, fingerprint, state FROM change")
        return {row[0]: (row[1], row[2]) for row in rows}


def _faults_at(portal: Portal, held: set[str]) -> Iterator[str]:
    """Only of what a PC still holds: an old disk image takes files along into the grave."""
    with portal.database.read() as session:
        doubled = run(
            session,
            "SELECT record FROM change WHERE version IS NOT NULL GROUP BY record, version HAVING count(*) > 1",
        ).all()
        bare = run(session, "SELECT key FROM change WHERE state = 'complete' AND leaf IS NULL").all()
        unfinished = run(session, "SELECT key, state FROM change WHERE state <> 'complete'").all()
    yield from (f"still {state}: {key}" for key, state in unfinished if key in held)
    yield from (f"two changes under one version of {row[0]}" for row in doubled)
    yield from (f"complete without a receipt: {row[0]}" for row in bare)
