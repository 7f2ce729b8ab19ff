"""What may happen in the small country, and how often: each act is done by, or to, one PC."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import timedelta

from helpers import union
from helpers.world import ABOVE, DIRECT, Desk, World
from helpers.world_line import Killed
from sqlalchemy import text

from sync import bundle, bundle_union, outbox_guidance, outbox_requests
from sync.bundle_format import BundleError
from sync.guidance import GuidanceError
from sync.portal import guidance as publishing
from sync.portal import house, ingest, relay_bundles

MOST_DESKS = 5


def play(world: World, steps: int) -> None:
    """So many things happen, then the trouble stops."""
    chance = world.chance
    world.line.trouble = chance.choice([0.0, 0.2, 0.5, 0.8])
    desk = world.desks[0]
    for _ in range(steps):
        # Often the same one again: what goes wrong goes wrong in a row of things that one PC did.
        desk = desk if chance.random() < 0.6 else chance.choice(world.desks)
        act = chance.choices(list(ACTS), list(ACTS.values()))[0]
        world.trace.append(f"{act.__name__} {world.desks.index(desk)}")
        act(world, desk)
    world.calm()


def enter(world: World, desk: Desk) -> None:
    world.save(desk, None, world.chance.randint(0, 90_000) if world.chance.random() < 0.2 else None)


def edit(world: World, desk: Desk) -> None:
    if desk.current:
        world.save(desk, world.chance.choice(sorted(desk.current)))


def share(world: World, desk: Desk) -> None:
    """The union behind the relay: what one PC saves is told to the other."""
    if desk.at in ABOVE:
        union.save(desk.pc, world.chance, len(world.trace))


def hear(_world: World, desk: Desk) -> None:
    union.hear(desk.pc)


def tell_by_stick(_world: World, desk: Desk) -> None:
    """A stick for the union's other PCs."""

    def place(_number: int, _of: int, data: bytes) -> bytes:
        desk.told.append(data)
        return data

    if desk.at in ABOVE:
        with suppress(BundleError):
            bundle_union.carry_union(desk.pc.database, desk.pc.clock, desk.pc.random, place)


def hear_by_stick(world: World, desk: Desk) -> None:
    """One of another PC, perhaps for the second time or before an earlier one; a new one where none lies about."""
    others = [other for other in world.desks if other is not desk and other.at == desk.at]
    if others and not any(other.told for other in others):
        tell_by_stick(world, world.chance.choice(others))
    written = [data for other in others for data in other.told]
    if written:
        with suppress(BundleError):
            bundle_union.take_union(desk.pc.database, desk.pc.clock, world.chance.choice(written))
        if world.chance.random() < 0.5:
            union.hear(desk.pc)


def send(world: World, desk: Desk) -> None:
    world.send(desk, text_only=world.chance.random() < 0.2)


def be_killed(world: World, desk: Desk) -> None:
    world.line.dies_after = world.chance.randint(0, 6)
    with suppress(Killed):
        world.send(desk)
    world.line.dies_after = None
    desk.reopen()


def review(world: World, _desk: Desk) -> None:
    with world.top.database.read() as session:
        records = [row[0] for row in session.execute(text("SELECT id FROM record ORDER BY id"))]
    if records:
        status = world.chance.choice(["approved", "returned"])
        house.review(world.top, world.chance.choice(records), status, "lý do")


def ask_back(world: World, desk: Desk) -> None:
    """`Đề nghị rút / sửa` about an entry that a portal signed for."""
    world.send(desk)
    signed = desk.pc.ask(
        "SELECT DISTINCT record FROM sync_change WHERE audience = 'portal' AND kind <> 'request' "
        "AND state IN ('received', 'complete') ORDER BY record"
    )
    if signed:
        what = world.chance.choice([outbox_requests.WITHDRAW, outbox_requests.AMEND])
        (record,) = world.chance.choice(signed)
        with desk.pc.database.write() as session:
            outbox_requests.ask(session, desk.pc.clock, desk.pc.random, record, what, "gửi nhầm")


def answer(world: World, _desk: Desk) -> None:
    world.answer_all()


def guide(world: World, _desk: Desk) -> None:
    """Guidance for everybody, one file the same as before and one not."""
    folder = world.folder / "guidance"
    folder.mkdir(exist_ok=True)
    (folder / publishing.ABOUT).write_text('title = "Hướng dẫn"\n', encoding="utf-8")
    (folder / "money.toml").write_text(f'note = "{"x" * 60_000}"', encoding="utf-8")
    (folder / "legal.toml").write_text(f"number = {len(world.trace)}\n", encoding="utf-8")
    publishing.publish(world.top, publishing.build(world.top, folder))


def hand_guidance(world: World, desk: Desk) -> None:
    """The same package as a file."""
    for _, package in world.guidance_out().values():
        with suppress(GuidanceError), desk.pc.database.write() as session:
            outbox_guidance.take_file(session, desk.pc.clock, package)


def carry(_world: World, desk: Desk) -> None:
    def place(_number: int, _of: int, data: bytes) -> bytes:
        desk.carried.append(data)
        return data

    with suppress(BundleError):
        bundle.carry_out(desk.pc.database, desk.pc.files, desk.pc.clock, desk.pc.random, place)


def deliver(world: World, desk: Desk) -> None:
    """A stick arrives: any of those that were written, perhaps for the second time."""
    if desk.carried:
        with suppress(BundleError):
            done = ingest.ingest(world.portals[desk.at], world.chance.choice(desk.carried))
            desk.answered.append(done.receipts)


def bring_back(world: World, desk: Desk) -> None:
    if desk.answered:
        with suppress(BundleError):
            bundle.carry_in(desk.pc.database, desk.pc.clock, world.chance.choice(desk.answered))


def lose_sticks(_world: World, desk: Desk) -> None:
    for sticks in (desk.carried, desk.answered, desk.told):
        sticks.clear()


def pass_on(world: World, _desk: Desk) -> None:
    with suppress(
        BundleError
    ):  # a portal above that came back from a backup does not know the relay any more
        world.pass_on(world.chance.choice(list(ABOVE)))


def relay_by_stick(world: World, _desk: Desk) -> None:
    """A relay's stick is written, arrives (any of them, perhaps again) or comes back; some are lost on the way."""
    name = world.chance.choice(list(ABOVE))
    sticks, replies = world.sticks[name], world.replies[name]
    sticks += world.write_stick(name)
    with suppress(BundleError):
        if world.chance.random() < 0.7:
            replies.append(ingest.ingest(world.portals[ABOVE[name]], world.chance.choice(sticks)).receipts)
        if replies and world.chance.random() < 0.7:
            relay_bundles.carry_in(world.portals[name], world.chance.choice(replies))


def set_clock(world: World, desk: Desk) -> None:
    desk.pc.clock.move(timedelta(days=world.chance.choice([-5 * 365, -1, 1, 900])))


def take_image(_world: World, desk: Desk) -> None:
    desk.pc.database.fold_log()
    image = desk.path / "image.db"
    shutil.copyfile(desk.path / "desk.db", image)
    desk.image = (image, dict(desk.current))


def put_image_back(world: World, desk: Desk) -> None:
    """The disk of some weeks ago: what was never sent since is gone, what was sent is at the portal."""
    if desk.image is None:
        return
    image, current = desk.image
    desk.pc.database.close()
    for name in ("desk.db-wal", "desk.db-shm"):
        (desk.path / name).unlink(missing_ok=True)
    shutil.copyfile(image, desk.path / "desk.db")
    desk.current, desk.image = dict(current), None
    desk.reopen()
    desk.renew()
    world.enrol(desk)


def clone(world: World, desk: Desk) -> None:
    """The folder is copied to another PC and both go on; the copy is noticed at once, or when the portal says so."""
    if len(world.desks) >= MOST_DESKS:
        return
    path = world.folder / f"copy{len(world.desks)}"
    path.mkdir()
    desk.pc.database.fold_log()
    shutil.copyfile(desk.path / "desk.db", path / "desk.db")
    copy = Desk(world.open_pc(path), path, desk.at, dict(desk.current))
    copy.pc.files.contents.update(desk.pc.files.contents)
    world.desks.append(copy)
    if world.chance.random() < 0.5:
        copy.renew()
        world.enrol(copy)
    if desk.current and world.chance.random() < 0.7:
        record = world.chance.choice(sorted(desk.current))
        for one in (desk, copy):
            world.save(one, record)


def back_up_portal(world: World, _desk: Desk) -> None:
    world.top.database.fold_log()
    world.backup = world.folder / "portal.backup"
    shutil.copyfile(world.top.folder / house.DATABASE, world.backup)


def restore_portal(world: World, _desk: Desk) -> None:
    """Last week's backup: a new epoch, and every PC asks for all that it ever sent."""
    if world.backup is None:
        return
    world.top.close()
    place = world.folder / DIRECT / house.DATABASE
    for end in ("-wal", "-shm"):
        place.with_name(place.name + end).unlink(missing_ok=True)
    shutil.copyfile(world.backup, place)
    world.backup = None
    portal = world.open_portal(DIRECT)
    house.start_epoch(portal)
    portal.close()
    world.portals[DIRECT] = world.open_portal(DIRECT)
    for desk in world.desks:
        if not world.is_known(desk, DIRECT):
            world.enrol(desk)


ACTS = {
    enter: 24,
    edit: 16,
    share: 20,
    hear: 4,
    tell_by_stick: 5,
    hear_by_stick: 5,
    send: 22,
    be_killed: 6,
    review: 6,
    ask_back: 5,
    answer: 5,
    guide: 3,
    hand_guidance: 2,
    carry: 6,
    deliver: 6,
    bring_back: 5,
    lose_sticks: 2,
    pass_on: 6,
    relay_by_stick: 5,
    set_clock: 4,
    take_image: 9,
    put_image_back: 9,
    clone: 5,
    back_up_portal: 5,
    restore_portal: 4,
}
"""What may happen, and how often of two hundred."""
