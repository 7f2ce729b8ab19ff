"""What runs beside serving: rounds with the portal above and the weekly cut-off, whoever answers the calls."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from sync.clock import SystemClock
from sync.portal import house, relay, serving, weekly
from tests.sync.conftest import seeded

WITHIN = 60


def test_a_relay_of_several_workers_passes_on_too(
    portal_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The workers answer; their parent speaks with the portal above and freezes the week, once for all of them."""
    portal = house.open_portal(portal_folder, SystemClock(), seeded(8))
    house.begin_relay(portal).close()
    portal.close()
    passed, froze, served = threading.Event(), threading.Event(), []

    def by_many(_folder: Path, listener: socket.socket, *_: object) -> None:
        listener.close()
        served.append((passed.wait(WITHIN), froze.wait(WITHIN)))

    monkeypatch.setattr(serving, "_may_have_workers", lambda *_, **__: None)
    monkeypatch.setattr(serving, "_serve_by_many", by_many)
    monkeypatch.setattr(relay, "pass_on", lambda *_: passed.set())
    monkeypatch.setattr(weekly, "run", lambda _: froze.set())
    serving.serve(portal_folder, "127.0.0.1", 0, lambda _: None, workers=2)

    assert served == [(True, True)]
    assert not [one.name for one in threading.enumerate() if one.name in {"relay", "cut-off"}]


def test_a_line_that_died_without_a_word_is_found_out() -> None:
    """Each line that is taken asks now and then whether the other end is still there."""
    with serving._listener("127.0.0.1", 0) as listener:
        listener.listen()
        with socket.create_connection(listener.getsockname(), timeout=WITHIN):
            taken = listener.accept()[0]
            with taken:
                assert taken.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
                if hasattr(socket, "TCP_KEEPIDLE"):
                    assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 60
