"""A small country played by a seed: PCs, a relay, a portal, sticks; only socket, disk, clock and chance are ours.

Everything that decides is the shipped code: outbox, engine, intake, bundles, relay. A step may enter, edit,
send over a line that loses and cuts, carry a stick, kill a program in the middle, set a clock back, put an old
disk image into a PC or an old backup into the portal. When the trouble stops, all have to agree.
"""

from __future__ import annotations

import asyncio
import random
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from helpers import union
from requests.structures import CaseInsensitiveDict
from sqlalchemy import text

from sync import bundle, enrolment, outbox, wire
from sync.bundle_format import BundleError
from sync.clock import FixedClock
from sync.database import open_sqlite
from sync.outbox_questions import verify_receipt
from sync.outcomes import Answered, Busy, NotThePortal, Unreachable, Unsure
from sync.portal import house, ingest, relay
from sync.portal.app import make_app
from sync.transport import judge
from tests.sync.conftest import Pc, an_initiative, seeded

BEGAN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DIRECT, BEHIND = "above", "station"
KEY = "ab" * 48
CALM_ROUNDS = 5
"""Through a relay a word needs some: there, on, heard, back."""


class Killed(Exception):
    """The program was killed in the middle of a round."""


class Line:
    """Carries requests straight into a portal's application, and loses some of them on the way."""

    def __init__(self, chance: random.Random) -> None:
        self.apps: dict[str, object] = {}
        self.chance = chance
        self.trouble = 0.0
        self.dies_after: int | None = None
        self._order = random.Random(0)
        self._loop = asyncio.new_event_loop()

    def close(self) -> None:
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def exchange(self, request, meanwhile=None):
        """What the program does meanwhile it has done before the answer comes, or before the request arrives."""
        early = meanwhile is not None and self._order.random() < 0.5
        if early:
            meanwhile()
        outcome = self._exchange(request)
        if meanwhile is not None and not early:
            meanwhile()
        return outcome

    def _exchange(self, request):
        if self.dies_after is not None:
            self.dies_after -= 1
            if self.dies_after < 0:
                raise Killed
        fate = self.chance.random()
        if fate < self.trouble / 3:
            return self.chance.choice([Unsure("lost"), Busy(1), NotThePortal("html"), Unreachable()])
        status, headers, body = self._loop.run_until_complete(self._serve(request))
        if self.dies_after == 0 and self.chance.random() < 0.5:
            raise Killed  # after the portal did its work, before anything of it was noted here
        if fate < self.trouble * 2 / 3:
            return Unsure("answer lost")
        if fate < self.trouble:
            body = body[: self.chance.randint(0, len(body))]
        outcome = judge(request, status, headers, body)
        return replace(outcome, down=len(body)) if isinstance(outcome, Answered) else outcome

    async def _serve(self, request):
        host, _, rest = request.url.partition("//")[2].partition("/")
        path, _, query = rest.partition("?")
        headers = {wire.NONCE_HEADER: request.nonce, **request.headers}
        scope = {
            "type": "http", "method": request.method, "path": f"/{path}", "raw_path": f"/{path}".encode(),
            "root_path": "", "scheme": "http", "query_string": query.encode(), "http_version": "1.1",
            "server": ("portal", 80), "client": ("pc", 1),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip
        said = []

        async def receive():
            return {"type": "http.request", "body": request.body, "more_body": False}

        async def send(message):
            said.append(message)

        await self.apps[host](scope, receive, send)
        found = {name.decode(): value.decode() for name, value in said[0]["headers"]}
        body = b"".join(part.get("body", b"") for part in said[1:])
        return said[0]["status"], CaseInsensitiveDict(found), body


@dataclass
class Desk:
    """A PC of the country: where it sends, what it holds for current, and an old image of its disk."""

    pc: Pc
    path: Path
    at: str
    current: dict[str, str] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    """Records that nobody edits any more: an old image holds an older version than the portal."""
    image: tuple[Path, dict[str, str]] | None = None
    carried: list[bytes] = field(default_factory=list)
    answered: list[bytes] = field(default_factory=list)


class World:
    """Opened from a folder that `make` made; one seed plays one history in it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.line = Line(self.chance)
        self.clock = FixedClock(BEGAN + timedelta(days=1), timedelta(milliseconds=20))
        self.portals = {name: self._open_portal(name) for name in (DIRECT, BEHIND)}
        self.desks = [
            Desk(self._open_pc(folder / name, number), folder / name, at)
            for number, (name, at) in enumerate((("a", DIRECT), ("b", BEHIND), ("c", BEHIND)))
        ]
        self.backup: Path | None = None
        self.trace: list[str] = []

    def close(self) -> None:
        for desk in self.desks:
            desk.pc.database.close()
        for portal in self.portals.values():
            portal.close()
        self.line.close()

    def _open_portal(self, name: str):
        portal = house.open_portal(self.folder / name, self.clock, seeded(self.chance.randrange(2**32)))
        self.line.apps[f"{name}.example"] = make_app(portal)
        return portal

    def _open_pc(self, folder: Path, number: int) -> Pc:
        database = open_sqlite(folder / "desk.db", KEY)
        database.migrate("outbox", outbox.MIGRATIONS)
        clock = FixedClock(BEGAN + timedelta(days=1, minutes=number), timedelta(milliseconds=20))
        return Pc(database, clock, seeded(self.chance.randrange(2**32)), transport=self.line)

    # --- what happens ------------------------------------------------------------------------------

    def play(self, steps: int) -> None:
        """So many things happen, then the trouble stops."""
        self.line.trouble = self.chance.choice([0.0, 0.2, 0.5, 0.8])
        desk = self.desks[0]
        for _ in range(steps):
            # Often the same one again: what goes wrong goes wrong in a row of things that one PC did.
            desk = desk if self.chance.random() < 0.6 else self.chance.choice(self.desks)
            act = self.chance.choices(list(ACTS), list(ACTS.values()))[0]
            self.trace.append(f"{act.__name__} {self.desks.index(desk)}")
            act(self, desk)
        self.calm()

    def enter(self, desk: Desk) -> None:
        size = self.chance.randint(0, 90_000) if self.chance.random() < 0.2 else None
        files = () if size is None else (desk.pc.files.add(self.chance.randbytes(size)),)
        frozen = desk.pc.freeze(an_initiative(f"Mới {len(self.trace)}"), files=files)
        desk.current[frozen.record] = frozen.fingerprint

    def edit(self, desk: Desk) -> None:
        mine = sorted(set(desk.current) - desk.settled)
        if mine:
            record = self.chance.choice(mine)
            frozen = desk.pc.freeze(an_initiative(f"Sửa {len(self.trace)}"), record=record)
            desk.current[record] = frozen.fingerprint

    def share(self, desk: Desk) -> None:
        """The union behind the relay: what one PC saves is told to the other."""
        if desk.at == BEHIND:
            union.save(desk.pc, self.chance, len(self.trace))

    def hear(self, desk: Desk) -> None:
        if desk.at == BEHIND:
            union.hear(desk.pc)

    def send(self, desk: Desk) -> None:
        desk.pc.send(text_only=self.chance.random() < 0.2)

    def be_killed(self, desk: Desk) -> None:
        self.line.dies_after = self.chance.randint(0, 6)
        with suppress(Killed):
            desk.pc.send()
        self.line.dies_after = None
        self._reopen(desk)

    def review(self, _desk: Desk) -> None:
        portal = self.portals[DIRECT]
        with portal.database.read() as session:
            records = [row[0] for row in session.execute(text("SELECT id FROM record ORDER BY id"))]
        if records:
            status = self.chance.choice(["approved", "returned"])
            house.review(portal, self.chance.choice(records), status, "lý do")

    def carry(self, desk: Desk) -> None:
        volumes: list[bytes] = []

        def place(_number: int, _of: int, data: bytes) -> bytes:
            volumes.append(data)
            return data

        with suppress(BundleError):
            bundle.carry_out(desk.pc.database, desk.pc.files, desk.pc.clock, desk.pc.random, place)
        desk.carried += volumes

    def deliver(self, desk: Desk) -> None:
        """A stick arrives: any of those that were written, perhaps for the second time."""
        if desk.carried:
            data = self.chance.choice(desk.carried)
            with suppress(BundleError):
                desk.answered.append(ingest.ingest(self.portals[desk.at], data).receipts)

    def bring_back(self, desk: Desk) -> None:
        if desk.answered:
            with suppress(BundleError):
                bundle.carry_in(desk.pc.database, desk.pc.clock, self.chance.choice(desk.answered))

    def lose_sticks(self, desk: Desk) -> None:
        desk.carried.clear()
        desk.answered.clear()

    def pass_on(self, _desk: Desk) -> None:
        relay.pass_on(self.portals[BEHIND], self.line)

    def set_clock(self, desk: Desk) -> None:
        desk.pc.clock.move(timedelta(days=self.chance.choice([-5 * 365, -1, 1, 900])))

    def take_image(self, desk: Desk) -> None:
        desk.pc.database.fold_log()
        image = desk.path / "image.db"
        shutil.copyfile(desk.path / "desk.db", image)
        desk.image = (image, dict(desk.current))

    def put_image_back(self, desk: Desk) -> None:
        """The disk of some weeks ago: what was never sent since is gone, what was sent is at the portal."""
        if desk.image is None:
            return
        image, current = desk.image
        desk.pc.database.close()
        for name in ("desk.db-wal", "desk.db-shm"):
            (desk.path / name).unlink(missing_ok=True)
        shutil.copyfile(image, desk.path / "desk.db")
        desk.current, desk.image = dict(current), None
        desk.settled |= set(current)
        self._reopen(desk)
        with desk.pc.database.write() as session:
            outbox.renew_replica(session, desk.pc.clock, desk.pc.random)
        self._enrol(desk)

    def back_up_portal(self, _desk: Desk) -> None:
        portal = self.portals[DIRECT]
        portal.database.fold_log()
        self.backup = self.folder / "portal.backup"
        shutil.copyfile(portal.folder / house.DATABASE, self.backup)

    def restore_portal(self, _desk: Desk) -> None:
        """Last week's backup: a new epoch, and every PC asks for all that it ever sent."""
        if self.backup is None:
            return
        self.portals[DIRECT].close()
        place = self.folder / DIRECT / house.DATABASE
        for end in ("-wal", "-shm"):
            place.with_name(place.name + end).unlink(missing_ok=True)
        shutil.copyfile(self.backup, place)
        self.backup = None
        portal = self._open_portal(DIRECT)
        house.start_epoch(portal)
        portal.close()
        self.portals[DIRECT] = self._open_portal(DIRECT)
        for desk in self.desks:
            if not self._is_known(desk, DIRECT):
                self._enrol(desk)

    # --- people around it ---------------------------------------------------------------------------

    def _reopen(self, desk: Desk) -> None:
        desk.pc.database.close()
        desk.pc.database = open_sqlite(desk.path / "desk.db", KEY)

    def _is_known(self, desk: Desk, at: str) -> bool:
        with desk.pc.database.read() as session:
            who = outbox.identity(session)
        with self.portals[at].database.read() as session:
            found = session.execute(text("SELECT 1 FROM replica WHERE id = :r"), {"r": who.replica}).first()
        return found is not None

    def _enrol(self, desk: Desk) -> None:
        """Officers hand over fresh codes, and the PC is enrolled on a good day wherever it is not known."""
        trouble, self.line.trouble = self.line.trouble, 0.0
        if not self._is_known(desk, desk.at):
            enrol(desk.pc, self.portals, desk.at)
        if desk.at == BEHIND:
            enrol_above(desk.pc, self.portals)
        self.line.trouble = trouble

    # --- how it has to end --------------------------------------------------------------------------

    def calm(self) -> None:
        """No more trouble: everybody sends until nothing is left to say."""
        self.line.trouble = 0.0
        self.clock.move(timedelta(hours=2))
        for desk in self.desks:
            desk.pc.clock.move(timedelta(hours=2))
        for _ in range(CALM_ROUNDS):
            for desk in self.desks:
                desk.pc.send()
                self.hear(desk)
            relay.pass_on(self.portals[BEHIND], self.line)
            if not self.faults():
                return

    def faults(self) -> list[str]:
        """What is not as it must be; nothing where all is well."""
        found = []
        for number, desk in enumerate(self.desks):
            summary = desk.pc.summary()
            left = (summary.unknown, summary.waiting, summary.parked, summary.files_waiting)
            if left != (0, 0, 0, 0):
                found.append(f"PC {number}: unknown, waiting, parked, files {left} {summary.wait_code}")
            found += self._faults_of(number, desk)
        found += self._parted()
        for name, portal in self.portals.items():
            found += self._faults_at(name, portal)
        return found

    def _faults_of(self, number: int, desk: Desk) -> list[str]:
        here, above = self._held(self.portals[desk.at]), self._held(self.portals[DIRECT])
        found = []
        frozen = desk.pc.ask(
            "SELECT key, fingerprint, state FROM sync_change "
            "WHERE audience = 'portal' AND state <> 'superseded'"
        )
        for key, fingerprint, state in frozen:
            if here.get(key) != (fingerprint, "complete"):
                found.append(f"PC {number}: {state} here, not complete at {desk.at}: {key}")
            if above.get(key) != (fingerprint, "complete"):
                found.append(f"PC {number}: not complete at the portal: {key}")
        known = {fingerprint for _, fingerprint, _ in frozen}
        found += [
            f"PC {number}: lost {record}"
            for record, fingerprint in desk.current.items()
            if fingerprint not in known
        ]
        for stored in desk.pc.receipts():
            if not verify_receipt(stored):
                found.append(f"PC {number}: a receipt that proves nothing: {stored.receipt.key}")
        found += self._unheard(number, desk)
        return found

    def _parted(self) -> list[str]:
        """Where the two PCs of the union and their relay hold different versions for the current one."""
        with self.portals[BEHIND].database.read() as session:
            there = dict(session.execute(text("SELECT record, fingerprint FROM unit_head")).all())
        found = []
        for number, desk in enumerate(self.desks):
            here = union.tops(desk.pc) if desk.at == BEHIND else there
            if here != there:
                differ = sorted(set(here.items()) ^ set(there.items()))
                found.append(f"PC {number}: another version than the relay of {differ}")
        return found

    def _unheard(self, number: int, desk: Desk) -> list[str]:
        """Answers of reviewers that the PC does not know."""
        with self.portals[DIRECT].database.read() as session:
            said = dict(
                session.execute(text("SELECT id, status FROM record WHERE status <> 'waiting'")).all()
            )
        mine = {row[0] for row in desk.pc.ask("SELECT record FROM sync_head WHERE audience = 'portal'")}
        heads = {
            row[0]: row[1]
            for row in desk.pc.ask(
                "SELECT h.record, c.fingerprint FROM sync_head h JOIN sync_change c ON c.key = h.key "
                "WHERE h.audience = 'portal'"
            )
        }
        tops = self._tops()
        return [
            f"PC {number}: {status} of {record} was not heard"
            for record, status in said.items()
            if record in mine and heads[record] == tops[record] and desk.pc.state(record).state != status
        ]

    def _tops(self) -> dict[str, str]:
        with self.portals[DIRECT].database.read() as session:
            return dict(session.execute(text("SELECT id, fingerprint FROM record")).all())

    @staticmethod
    def _held(portal) -> dict[str, tuple[str, str]]:
        with portal.database.read() as session:
            rows = session.execute(text("SELECT key, fingerprint, state FROM change"))
            return {row[0]: (row[1], row[2]) for row in rows}

    def _faults_at(self, name: str, portal) -> list[str]:
        """Only of what a PC still holds: an old disk image takes files along into the grave."""
        held = {row[0] for desk in self.desks for row in desk.pc.ask("SELECT key FROM sync_change")}
        with portal.database.read() as session:
            doubled = session.execute(
                text("SELECT record FROM change GROUP BY record, version HAVING count(*) > 1")
            ).all()
            bare = session.execute(
                text("SELECT key FROM change WHERE state = 'complete' AND leaf IS NULL")
            ).all()
            unfinished = session.execute(
                text("SELECT key, state FROM change WHERE state <> 'complete'")
            ).all()
        found = [f"{name}: still {state}: {key}" for key, state in unfinished if key in held]
        found += [f"{name}: two changes under one version of {row[0]}" for row in doubled]
        return found + [f"{name}: complete without a receipt: {row[0]}" for row in bare]


ACTS = {
    World.enter: 24,
    World.edit: 16,
    World.share: 20,
    World.hear: 4,
    World.send: 22,
    World.be_killed: 6,
    World.review: 6,
    World.carry: 6,
    World.deliver: 6,
    World.bring_back: 5,
    World.lose_sticks: 2,
    World.pass_on: 6,
    World.set_clock: 4,
    World.take_image: 9,
    World.put_image_back: 9,
    World.back_up_portal: 5,
    World.restore_portal: 4,
}
"""What may happen, and how often of a hundred and some."""


def enrol(pc: Pc, portals, at: str) -> None:
    """By a paper code of the portal that the PC sends to."""
    code = house.enrol_code(portals[at], f"CĐCS {at}")
    enrolment.enrol(pc.database, pc.transport, pc.clock, pc.random, f"https://{at}.example", code)


def enrol_above(pc: Pc, portals) -> None:
    """By a paper code of the portal above the relay."""
    code = house.enrol_code(portals[DIRECT], f"CĐCS {BEHIND}")
    enrolment.enrol_beyond(pc.database, pc.transport, pc.clock, pc.random, code)


def make(folder: Path) -> None:
    """A country where everybody knows everybody, and nothing has happened yet."""
    clock = FixedClock(BEGAN, timedelta(milliseconds=20))
    for number, name in enumerate((DIRECT, BEHIND)):
        house.make(folder / name, name, clock, seeded(number))
    line = Line(random.Random(0))
    with closing(line):
        above = house.open_portal(folder / DIRECT, clock, seeded(5))
        line.apps["above.example"] = make_app(above)
        bare = house.open_portal(folder / BEHIND, clock, seeded(6))
        relay.set_upstream(bare, line, "https://above.example", house.enrol_code(above, "Trạm", "relay"))
        bare.close()
        above.close()
        for name in ("a", "b", "c"):
            (folder / name).mkdir()
        world = World(folder, 0)
        for desk in world.desks:
            enrol(desk.pc, world.portals, desk.at)
        for desk in world.desks[1:]:
            enrol_above(desk.pc, world.portals)
        union.join(world.desks[1].pc, world.desks[2].pc)
        relay.pass_on(world.portals[BEHIND], world.line)
        union.save(world.desks[1].pc, world.chance, 0)
        for desk in world.desks[1:]:
            desk.pc.send()
            union.hear(desk.pc)
        for desk in world.desks:
            desk.pc.database.fold_log()
        for portal in world.portals.values():
            portal.database.fold_log()
        world.close()
