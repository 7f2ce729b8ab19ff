"""PCs of one union and a portal, all shipped code; only the socket is played, by a seed."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from requests.structures import CaseInsensitiveDict

from sync import outbox_questions, wire
from sync.clock import FixedClock, SystemClock
from sync.outbox_questions import PortalState, verify_receipt
from sync.outcomes import Answered, Busy, NotThePortal, Unreachable, Unsure
from sync.portal import house
from sync.portal.app import make_app
from sync.transport import judge
from tests.sync.conftest import an_initiative, open_pc, seeded

SEEDS = range(400) if os.environ.get("SANGKIEN_SOAK") else range(12)


class PlayedLine:
    """Carries requests straight into the portal's application, and loses some of them on the way."""

    def __init__(self, app, chance: random.Random) -> None:
        self._app = app
        self._chance = chance
        self._loop = asyncio.new_event_loop()
        self.trouble = 0.0

    def close(self) -> None:
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def exchange(self, request):
        fate = self._chance.random()
        if fate < self.trouble / 3:
            return self._chance.choice([Unsure("lost"), Busy(1), NotThePortal("html"), Unreachable()])
        status, headers, body = self._loop.run_until_complete(self._serve(request))
        if fate < self.trouble * 2 / 3:
            return Unsure("answer lost")
        if fate < self.trouble:
            body = body[: self._chance.randint(0, len(body))]
        outcome = judge(request, status, headers, body)
        return replace(outcome, down=len(body)) if isinstance(outcome, Answered) else outcome

    async def _serve(self, request):
        path, _, query = request.url.partition("//")[2].partition("/")[2].partition("?")
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

        await self._app(scope, receive, send)
        found = {name.decode(): value.decode() for name, value in said[0]["headers"]}
        return (
            said[0]["status"],
            CaseInsensitiveDict(found),
            b"".join(part.get("body", b"") for part in said[1:]),
        )


@pytest.fixture
def union(tmp_path, portal_folder) -> Iterator:
    """A portal and two PCs of one union, without a socket."""
    portal = house.open_portal(portal_folder, SystemClock(), seeded(9))
    line = PlayedLine(make_app(portal), random.Random(0))
    pcs = [open_pc(tmp_path / f"pc{number}", seed=number) for number in range(2)]
    for pc in pcs:
        pc.transport.close()
        pc.transport = line
        pc.clock = FixedClock(SystemClock().now(), timedelta(seconds=2))
        pc.enrol("https://portal.example", house.enrol_code(portal, "CĐCS"))
    yield portal, line, pcs
    for pc in pcs:
        pc.database.close()
    line.close()
    portal.close()


def test_whatever_the_line_does_every_record_ends_there_once(union):
    """Entered, edited, sent, reviewed, cut; when the trouble stops all converge and each key stands once."""
    portal, line, pcs = union
    records: dict[str, tuple] = {}
    for seed in SEEDS:
        chance = line._chance = random.Random(seed)
        line.trouble = chance.choice([0.0, 0.2, 0.5, 0.8])
        for step in range(chance.randint(3, 10)):
            pc = chance.choice(pcs)
            act = chance.random()
            mine = [record for record, (owner, _) in records.items() if owner is pc]
            if act < 0.35 or not mine:
                files = (pc.files.add(chance.randbytes(chance.randint(0, 90_000))),) if act < 0.1 else ()
                frozen = pc.freeze(an_initiative(f"Mới {seed}.{step}"), files=files)
                records[frozen.record] = (pc, frozen.fingerprint)
            elif act < 0.55:
                record = chance.choice(mine)
                frozen = pc.freeze(an_initiative(f"Sửa {seed}.{step}"), record=record)
                records[record] = (pc, frozen.fingerprint)
            elif act < 0.65:
                _review(portal, chance.choice(mine), chance)
            else:
                pc.send(text_only=chance.random() < 0.2)
    line.trouble = 0.0
    results = [pc.send() for pc in pcs]

    assert [(r.stopped, r.unknown, r.waiting, r.parked) for r in results] == [("", 0, 0, 0)] * 2
    stats = house.stats(portal)
    assert stats["records"] == len(records)
    assert (stats["missing_files"], stats["held"], stats["rejected"]) == (0, 0, 0)
    assert (
        stats["changes"]
        == stats["complete"]
        == sum(pc.ask("SELECT count(*) FROM sync_change")[0][0] for pc in pcs)
    )
    finished = {PortalState.COMPLETE, PortalState.APPROVED, PortalState.RETURNED}
    for record, (pc, fingerprint) in records.items():
        assert pc.state(record).state in finished
        assert fingerprint in {stored.receipt.fingerprint for stored in pc.receipts(record)}
    assert all(verify_receipt(stored) for pc in pcs for stored in pc.receipts())


def _review(portal, record: str, chance: random.Random) -> None:
    with suppress(house.PortalRefused):  # not there yet
        house.review(portal, record, chance.choice(["approved", "returned"]), "lý do")


def test_two_pcs_with_one_record_meet_a_person_not_each_other(union):
    """Both froze a first version: the second is stale, is parked, and its next version builds on the first."""
    portal, _, (one, two) = union
    first = one.freeze(an_initiative("Bản máy một"))
    rival = two.freeze(an_initiative("Bản máy hai"), record=first.record)
    one.send()

    assert two.send().parked == 1
    assert two.state(first.record).code == "record.stale"
    merged = two.freeze(an_initiative("Bản đã gộp"), record=first.record)
    result = two.send()

    assert wire.parse_change(merged.line).base == (first.fingerprint,)
    assert (result.parked, result.complete, house.stats(portal)["changes"]) == (0, 1, 2)
    with two.database.read() as session:
        parked = [e for e in outbox_questions.timeline(session, rival.record) if e.what == "parked"]
    assert wire.parse_change(parked[0].facts["line"].encode()).body["title"] == "Bản máy một"
