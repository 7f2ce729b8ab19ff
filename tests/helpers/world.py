"""A small country played by a seed: PCs, a relay, a portal, sticks; only socket, disk, clock and chance are ours.

Everything that decides is the shipped code: outbox, engine, intake, bundles, relay. `world_acts` has what may
happen; when the trouble stops, everybody has to agree (`world_checks`).
"""

from __future__ import annotations

import random
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from helpers import union, world_checks
from helpers.world_line import Line
from sqlalchemy import text

from sync import enrolment, outbox
from sync.clock import FixedClock
from sync.database import open_sqlite
from sync.portal import guidance, house, ingest, relay, relay_bundles, requests
from sync.portal.app import make_app
from sync.portal.house import Portal, PortalRefused
from tests.sync.conftest import Pc, an_initiative, seeded

BEGAN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DIRECT, BEHIND, HUT = "above", "station", "hut"
ABOVE = {BEHIND: DIRECT, HUT: BEHIND}
"""A relay -> the portal that it passes on to; one of them is a relay too."""
PCS = {"a": DIRECT, "b": BEHIND, "c": BEHIND, "d": HUT}
"""A PC -> where it sends."""
KEY = "ab" * 48
CALM_ROUNDS = 6
"""Through a relay a word needs some: there, on, heard, mended where two went on from one copy, back."""


@dataclass
class Desk:
    """A PC of the country: where it sends, what it holds for current, and an old image of its disk."""

    pc: Pc
    path: Path
    at: str
    current: dict[str, str] = field(default_factory=dict)
    image: tuple[Path, dict[str, str]] | None = None
    carried: list[bytes] = field(default_factory=list)
    answered: list[bytes] = field(default_factory=list)
    told: list[bytes] = field(default_factory=list)
    """Sticks for the union's other PCs."""

    def renew(self) -> None:
        """Be an installation of its own."""
        with self.pc.database.write() as session:
            outbox.renew_replica(session, self.pc.clock, self.pc.random)

    def reopen(self) -> None:
        self.pc.database.close()
        self.pc.database = open_sqlite(self.path / "desk.db", KEY)


class World:
    """Opened from a folder that `make` made; one seed plays one history in it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.line = Line(self.chance)
        self.clock = FixedClock(BEGAN + timedelta(days=1), timedelta(milliseconds=20))
        self.portals = {name: self.open_portal(name) for name in (DIRECT, *ABOVE)}
        self.desks: list[Desk] = []
        for name, at in PCS.items():
            self.desks.append(Desk(self.open_pc(folder / name), folder / name, at))
        self.backup: Path | None = None
        self.by_stick = {name for name in reversed(ABOVE) if self.chance.random() < 0.25}
        """Relays that no line leads up from."""
        self.sticks: dict[str, list[bytes]] = {name: [] for name in ABOVE}
        self.replies: dict[str, list[bytes]] = {name: [] for name in ABOVE}
        self.trace: list[str] = []
        self.proven: set[tuple[bytes, str]] = set()
        """Receipts that were checked."""
        self.agreed = False
        """Whether the calm ended because nothing was found wrong any more."""

    @property
    def top(self) -> Portal:
        return self.portals[DIRECT]

    @staticmethod
    def way_up(at: str) -> list[str]:
        """Where a change goes on its way."""
        found = [at]
        while found[-1] in ABOVE:
            found.append(ABOVE[found[-1]])
        return found

    def close(self) -> None:
        for desk in self.desks:
            desk.pc.database.close()
        for portal in self.portals.values():
            portal.close()
        self.line.close()

    def open_portal(self, name: str) -> Portal:
        portal = house.open_portal(self.folder / name, self.clock, seeded(self.chance.randrange(2**32)))
        self.line.apps[f"{name}.example"] = make_app(portal)
        return portal

    def open_pc(self, folder: Path) -> Pc:
        database = open_sqlite(folder / "desk.db", KEY)
        database.migrate("outbox", outbox.MIGRATIONS)
        later = timedelta(days=1, minutes=len(self.desks))
        clock = FixedClock(BEGAN + later, timedelta(milliseconds=20))
        return Pc(database, clock, seeded(self.chance.randrange(2**32)), transport=self.line)

    # --- what people do -----------------------------------------------------------------------------

    def save(self, desk: Desk, record: str | None, size: int | None = None) -> None:
        """Freeze a version for the portal, with a file of that size."""
        files = () if size is None else (desk.pc.files.add(self.chance.randbytes(size)),)
        title = f"Sáng kiến {len(self.trace)}.{len(desk.current)}.{self.desks.index(desk)}"
        frozen = desk.pc.freeze(an_initiative(title), record=record, files=files)
        desk.current[frozen.record] = frozen.fingerprint

    def send(self, desk: Desk, *, text_only: bool = False) -> None:
        """Send; who is told that another installation bears its name becomes one of its own, as the advice says."""
        if desk.pc.send(text_only=text_only).stopped == "replica.forked":
            desk.renew()
            self.enrol(desk)

    def mend(self, desk: Desk) -> None:
        """What the portal did not take because another went on from the same version: the two put together."""
        stale = desk.pc.ask(
            "SELECT DISTINCT record FROM sync_change WHERE audience = 'portal' AND state = 'parked' "
            "AND code = 'record.stale' AND kind <> 'request'"
        )
        for (record,) in stale:
            self.trace.append(f"mend {self.desks.index(desk)}")
            self.save(desk, record)

    def is_known(self, desk: Desk, at: str) -> bool:
        with desk.pc.database.write() as session:
            who = outbox.ensure_identity(session, desk.pc.clock, desk.pc.random)
        with self.portals[at].database.read() as session:
            found = session.execute(text("SELECT 1 FROM replica WHERE id = :r"), {"r": who.replica}).first()
        return found is not None

    def enrol(self, desk: Desk) -> None:
        """Officers hand over fresh codes, and the PC is enrolled on a good day wherever it is not known."""
        trouble, self.line.trouble = self.line.trouble, 0.0
        dies, self.line.dies_after = self.line.dies_after, None
        if not self.is_known(desk, desk.at):
            enrol(desk.pc, self.portals, desk.at)
        for name in self.way_up(desk.at)[1:]:
            if not self.is_known(desk, name):
                enrol_above(desk.pc, self.portals, name, desk.at)
        self.line.trouble, self.line.dies_after = trouble, dies

    def pass_on(self, name: str) -> None:
        """A relay's round with the portal above; where no line leads there, a stick goes up and one comes back."""
        if name not in self.by_stick:
            relay.pass_on(self.portals[name], self.line)
            return
        for data in self.write_stick(name):
            answer = ingest.ingest(self.portals[ABOVE[name]], data).receipts
            relay_bundles.carry_in(self.portals[name], answer)

    def write_stick(self, name: str) -> list[bytes]:
        """What a relay has for the portal above, on sticks."""
        written: list[bytes] = []

        def place(_number: int, _of: int, data: bytes) -> bytes:
            written.append(data)
            return data

        relay_bundles.carry_out(self.portals[name], place)
        return written

    def answer_all(self) -> bool:
        """An officer's word on all that was asked, where the entry itself is there; whether there was any."""
        waiting = requests.waiting(self.top)
        for asked in waiting:
            with suppress(PortalRefused):
                granted = self.chance.random() < 0.6
                requests.answer(self.top, asked.id, granted=granted, reason="theo đề nghị")
        return bool(waiting)

    # --- how it ends --------------------------------------------------------------------------------

    def calm(self) -> None:
        """No more trouble: everybody sends until nothing is left to say, and all is as it must be."""
        self.line.trouble = 0.0
        self.clock.move(timedelta(hours=2))
        for desk in self.desks:
            desk.pc.clock.move(timedelta(hours=2))
        for _ in range(CALM_ROUNDS):
            for desk in self.desks:
                self.send(desk)
                self.mend(desk)
                union.hear(desk.pc)
            self.agreed = next(world_checks.faults(self), None) is None
            if self.agreed:
                return
            for name in reversed(ABOVE):
                self.pass_on(name)
            # What is said to it comes down: to the lower relay in any case, to the upper one where there is more.
            for name in list(ABOVE) if self.answer_all() else list(ABOVE)[1:]:
                self.pass_on(name)

    def faults(self) -> list[str]:
        """What is not as it must be; nothing where all is well."""
        return [] if self.agreed else list(world_checks.faults(self))

    def guidance_out(self) -> dict[str, tuple[int, bytes]]:
        """The newest package of each publisher at the portal: version, file."""
        return {one.publisher: (one.version, one.package) for one in guidance.listing(self.top)}


def enrol(pc: Pc, portals: dict[str, Portal], at: str) -> None:
    """By a paper code of the portal that the PC sends to."""
    code = house.enrol_code(portals[at], f"CĐCS {at}")
    enrolment.enrol(pc.database, pc.transport, pc.clock, pc.random, f"https://{at}.example", code)


def enrol_above(pc: Pc, portals: dict[str, Portal], name: str, at: str) -> None:
    """By a paper code of a portal above the relay."""
    code = house.enrol_code(portals[name], f"CĐCS {at}")
    enrolment.enrol_beyond(pc.database, pc.transport, pc.clock, pc.random, code)


def make(folder: Path) -> None:
    """A country where everybody knows everybody, and nothing has happened yet."""
    clock = FixedClock(BEGAN, timedelta(milliseconds=20))
    for number, name in enumerate((DIRECT, *ABOVE)):
        house.make(folder / name, name, clock, seeded(number))
    with closing(Line(random.Random(0))) as line:
        for number, (name, above) in enumerate(ABOVE.items(), 5):
            upper = house.open_portal(folder / above, clock, seeded(number))
            line.apps[f"{above}.example"] = make_app(upper)
            bare = house.open_portal(folder / name, clock, seeded(number + 100))
            code = house.enrol_code(upper, f"Trạm {name}", "relay")
            relay.set_upstream(bare, line, f"https://{above}.example", code)
            bare.close()
            upper.close()
    for name in PCS:
        (folder / name).mkdir()
    world = World(folder, 1 << 40)  # its chance is no other history's
    for desk in world.desks:
        world.enrol(desk)
    for name in reversed(ABOVE):
        world.pass_on(name)
    first: dict[str, Desk] = {}
    for desk in world.desks:
        if desk.at in ABOVE:
            union.join(first.setdefault(desk.at, desk).pc, desk.pc)
    for desk in first.values():
        union.save(desk.pc, world.chance, 0)
    world.calm()
    for opened in [
        *(desk.pc.database for desk in world.desks),
        *(one.database for one in world.portals.values()),
    ]:
        opened.fold_log()
    world.close()
