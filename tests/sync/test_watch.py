"""Before the portal's calls: health, a measure for each caller, a log that names nobody."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest
import requests

from sync.clock import FixedClock
from sync.outcomes import Busy
from sync.portal import house, watch
from sync.portal.watch import Measure, Watched
from tests.sync.conftest import NOON, seeded


async def yes(_scope, _receive, send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def portal(portal_folder):
    opened = house.open_portal(portal_folder, FixedClock(NOON), seeded(1))
    yield opened
    opened.close()


def ask(app, path: str = "/v1/hello", token: str = "", address: str = "10.0.0.1"):
    said = []

    async def receive():
        return {"type": "http.request", "body": b"12345", "more_body": False}

    async def send(message):
        said.append(message)

    headers = [(b"authorization", token.encode())] if token else []
    scope = {"type": "http", "method": "GET", "path": path, "headers": headers, "client": (address, 1)}
    asyncio.run(app(scope, receive, send))
    return said[0]["status"], dict(said[0]["headers"])


def test_a_caller_that_asks_too_much_is_told_when_to_come_again_and_others_are_served(portal):
    app = Watched(yes, portal, Measure(burst=3, each_second=0.5))

    statuses = [ask(app, token="Bearer a")[0] for _ in range(4)]
    status, headers = ask(app, token="Bearer a")

    assert statuses == [200, 200, 200, 429]
    assert (status, headers[b"retry-after"]) == (429, b"3")
    assert ask(app, token="Bearer b")[0] == 200
    portal.clock.sleep(2)
    assert ask(app, token="Bearer a")[0] == 200


def test_without_a_token_the_address_is_the_caller(portal):
    app = Watched(yes, portal, Measure(burst=1, each_second=0.1))

    assert [ask(app, address=address)[0] for address in ("10.0.0.1", "10.0.0.1", "10.0.0.2")] == [
        200,
        429,
        200,
    ]


def test_those_that_asked_longest_ago_are_forgotten_first(portal, monkeypatch):
    monkeypatch.setattr(watch, "CALLERS", 2)
    app = Watched(yes, portal, Measure(burst=1, each_second=0.001))

    for token in ("a", "b", "c"):
        ask(app, token=token)

    assert [ask(app, token=token)[0] for token in ("c", "a")] == [429, 200]


def test_health_asks_the_database(portal):
    app = Watched(yes, portal)

    assert ask(app, watch.HEALTH)[0] == 200
    portal.database.close()
    (portal.folder / house.DATABASE).rename(portal.folder / "gone")
    (portal.folder / house.DATABASE).mkdir()
    assert ask(app, watch.HEALTH)[0] == 503


def test_the_log_tells_calls_and_names_nobody(portal, caplog):
    app = Watched(yes, portal)

    with caplog.at_level(logging.INFO, logger=watch.LOG.name):
        ask(app, "/v1/files/" + "ab" * 32, token="Bearer secret", address="10.9.8.7")

    line = json.loads(caplog.messages[-1])
    assert line == {
        "at": "2026-03-05T05:00:00.000000Z", "call": "GET /v1/files/…", "status": 200, "ms": 0, "up": 0, "down": 2,
    }  # fmt: skip


def test_a_served_portal_keeps_its_log_in_its_folder(enrolled, served):
    assert requests.get(f"{served.url}/health", timeout=90).status_code == 200


def test_a_pc_obeys(enrolled, served, monkeypatch):
    """The client takes 429 for what it is: nothing is marked, the next try is on the screen."""
    from sync import calls, outbox
    from sync.portal.faults import Misdeed

    served.practice.misdeeds = [Misdeed(kind="busy", seconds=7)]
    with enrolled.database.read() as session:
        peer = outbox.peer(session)

    assert enrolled.transport.exchange(calls.changes(peer, enrolled.random)) == Busy(7)


def test_each_worker_logs_into_files_of_its_own(tmp_path, monkeypatch):
    """Two processes that turn the same files over would lose lines."""
    monkeypatch.setattr(watch, "_HELD", [])
    names = [watch._free_name(tmp_path) for _ in range(3)]
    assert names == ["portal.log", "portal-2.log", "portal-3.log"]

    watch._HELD.pop(1).release()  # that worker has gone
    assert watch._free_name(tmp_path) == "portal-2.log"
