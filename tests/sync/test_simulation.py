"""Histories by seed: whatever happens on the way, in the end every record stands at the portal once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from helpers import world, world_acts, world_checks
from helpers.world import World
from sqlalchemy import text

from sync import outbox, outbox_answers, outbox_sending, outbox_sharing, wire
from sync.clock import new_id
from sync.portal import app

IS_SOAK = bool(os.environ.get("SANGKIEN_SOAK"))
SEEDS = 10_000 if IS_SOAK else 500
AT_ONCE = 25
MUTANT_SEEDS = 120
"""A mutant that so many histories do not find is a hole in the histories."""
FAILED_ONCE = [
    int(line) for line in (Path(__file__).parent / "seeds.txt").read_text().split() if line.isdigit()
]
MEMORY = Path("/dev/shm")
pytestmark = [pytest.mark.soak] if IS_SOAK else []


@pytest.fixture(scope="module")
def begun() -> Iterator[Path]:
    """A country at its beginning, in memory where the machine allows: thousands of commits, no disk to wait for."""
    folder = Path(tempfile.mkdtemp(prefix="sangkien-", dir=MEMORY if MEMORY.is_dir() else None))
    world.make(folder / "begun")
    yield folder / "begun"
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def one_thread(monkeypatch) -> None:
    """The portal's work is done in the test's own thread: the same order of things for the same seed."""

    async def at_once(work, *given, limiter):
        return work(*given)

    monkeypatch.setattr(app, "to_thread", SimpleNamespace(run_sync=at_once))


@contextmanager
def played(begun: Path, seed: int) -> Iterator[World]:
    folder = begun.with_name(f"seed-{seed}")
    shutil.copytree(begun, folder)
    country = World(folder, seed)
    try:
        world_acts.play(country, country.chance.randint(8, 30))
        yield country
    finally:
        country.close()
        shutil.rmtree(folder)


def check(begun: Path, seeds: range | list[int]) -> None:
    for seed in seeds:
        with played(begun, seed) as country:
            faults = country.faults()
            assert not faults, f"seed {seed}: {faults}\n" + "\n".join(country.trace)


def test_seeds_that_failed_once(begun) -> None:
    check(begun, FAILED_ONCE)


@pytest.mark.timeout(3_000)
@pytest.mark.parametrize("first", range(0, SEEDS, AT_ONCE))
def test_whatever_happens_every_record_ends_there_once(begun, first: int) -> None:
    check(begun, range(first, first + AT_ONCE))


def test_the_same_seed_is_the_same_history(begun) -> None:
    traces = []
    for _ in range(2):
        with played(begun, 7) as country:
            traces.append((country.trace, sorted(world_checks.held(country.top))))
    assert traces[0] == traces[1]


# --- programs with one mistake each: the histories have to find it ----------------------------------


def sent_is_done(patch: pytest.MonkeyPatch) -> None:
    """Takes a sent envelope for a received one."""
    start = outbox_sending.start_sending

    def wrong(session, envelope):
        found = start(session, envelope)
        run(session, "UPDATE sync_change SET state = 'complete' WHERE state = 'unknown'")
        run(session, "UPDATE sync_envelope SET open = 0")
        return found

    patch.setattr(outbox_sending, "start_sending", wrong)


def turned_away_is_done(patch: pytest.MonkeyPatch) -> None:
    """Forgets an envelope that was turned away at the door."""

    def wrong(session, keys):
        run(session, "UPDATE sync_change SET state = 'complete' WHERE state = 'unknown'")
        run(session, "UPDATE sync_envelope SET open = 0")

    patch.setattr(outbox_sending, "not_taken", wrong)


def cursor_without_page(patch: pytest.MonkeyPatch) -> None:
    """Moves on in the news and loses a page that holds a single entry."""
    store = outbox_answers.store_page

    def wrong(session, clock, peer, lines):
        lines = list(lines)
        if len(lines) != 1:
            return store(session, clock, peer, lines)
        position = wire.parse(lines[0], wire.News).position
        run(session, f"UPDATE sync_peer SET cursor = {position} WHERE id = '{peer.id}'")
        return 0, 1

    patch.setattr(outbox_answers, "store_page", wrong)


def epoch_is_nothing(patch: pytest.MonkeyPatch) -> None:
    """Goes on as before with a portal that was restored from an old backup."""
    patch.setattr(outbox, "forget_certainty", lambda session, peer: None)


def edit_keeps_its_key(patch: pytest.MonkeyPatch) -> None:
    """Sends an edited record under the key of the version before."""
    keys: dict[str, str] = {}

    def wrong(clock, random):
        fresh = new_id(clock, random)
        return keys.setdefault("last", fresh) if random(1)[0] < 64 else keys.setdefault(fresh, fresh)

    patch.setattr(outbox, "new_id", wrong)


def old_image_keeps_its_name(patch: pytest.MonkeyPatch) -> None:
    """A PC restored from an image goes on under its old id, with numbers that it used before."""
    patch.setattr(outbox, "renew_replica", lambda session, clock, random: outbox.identity(session))
    patch.setattr(world.World, "enrol", lambda country, desk: None)


def doubt_is_failure(patch: pytest.MonkeyPatch) -> None:
    """Gives up a change of which the portal said that it does not have it."""
    settle = outbox_answers.settle

    def wrong(session, *given, **wishes):
        tally = settle(session, *given, **wishes)
        run(
            session,
            "UPDATE sync_change SET state = 'superseded' WHERE key IN "
            "(SELECT key FROM sync_change WHERE state = 'frozen' LIMIT 1)",
        )
        return tally

    patch.setattr(outbox_answers, "settle", wrong)


def hears_and_forgets(patch: pytest.MonkeyPatch) -> None:
    """Takes another PC's save for heard and holds on to its own."""
    patch.setattr(outbox_sharing, "adopt", lambda session, clock, what: None)


def run(session, sql: str) -> None:
    session.execute(text(sql))


MUTANTS: list[Callable[[pytest.MonkeyPatch], None]] = [
    sent_is_done,
    turned_away_is_done,
    cursor_without_page,
    epoch_is_nothing,
    edit_keeps_its_key,
    old_image_keeps_its_name,
    doubt_is_failure,
    hears_and_forgets,
]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_program_with_a_mistake_is_found(begun, monkeypatch, mutant) -> None:
    mutant(monkeypatch)
    for seed in range(MUTANT_SEEDS):
        try:
            with played(begun, seed) as country:
                if country.faults():
                    return
        except (AssertionError, wire.WireError, LookupError, ValueError, outbox.NotSendable):
            return  # it broke down before the end: found as well
        except Exception as error:
            if "UNIQUE" in str(error) or "IntegrityError" in type(error).__name__:
                return
            raise
    pytest.fail("no history found it")
