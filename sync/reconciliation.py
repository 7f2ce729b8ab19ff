"""What stands here against what stands at the portal: counts and a hash first, records by name where they differ.

Looks only. A difference is shown to a person, and nothing is overwritten by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sync import calls, outbox, outbox_questions, outbox_sending, wire
from sync.clock import Clock, Randomness
from sync.database import Database
from sync.outbox import Identity, Peer
from sync.outcomes import Answered, Login, NotThePortal, Outcome, RefusedByPortal, Request, Transport, Unsure

TRIES = 3


class NotCompared(Exception):
    """The portal was not reached or did not answer: an outcome's code (`unreachable`, …), or `not_enrolled`."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that stands differently: its versions here and there, None where it is not known.

    `code` is `reconcile.only_here`, `reconcile.only_there`, `reconcile.older_here` or
    `reconcile.older_there`.
    """

    record: str
    here: int | None
    there: int | None
    code: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many records stand at either end, and each one that differs."""

    period: str
    here: int
    there: int
    differences: tuple[Difference, ...]
    digest_here: str = ""
    digest_there: str = ""
    """Hashes over (record, version) at either end; the portal's as it signed it."""
    portal: str = ""

    @property
    def equal(self) -> bool:
        """Whether both ends hold the same."""
        return not self.differences


def compare(
    database: Database, transport: Transport, clock: Clock, random: Randomness, period: str = ""
) -> Comparison:
    """Compare with the portal. `period` is a year or a month (`2026`, `2026-03`), "" for all.

    A record that another PC of the unit handed over stands at the portal only. Raises `NotCompared`.
    """
    with database.read() as session:
        who, peer = outbox.identity(session), outbox.peer(session)
        here = outbox_questions.standing(session, period)
    if who is None or peer is None:
        raise NotCompared("not_enrolled")
    line = _Line(database, transport, clock, random, who, peer)
    standing = wire.parse_first(line.ask(period, records=False).lines, wire.Standing)
    digest = wire.versions_hash(here)
    if (standing.records, standing.hash) == (len(here), digest):
        return Comparison(period, len(here), standing.records, (), digest, standing.hash, peer.name)
    found = [wire.parse(row, wire.Standpoint) for row in line.ask(period, records=True).lines[1:]]
    there = {one.record: one.version for one in found}
    differences = tuple(_differences(here, there))
    return Comparison(period, len(here), len(there), differences, digest, standing.hash, peer.name)


def _differences(here: dict[str, int], there: dict[str, int]) -> list[Difference]:
    found = []
    for record in sorted(here.keys() | there.keys()):
        ours, theirs = here.get(record), there.get(record)
        if ours != theirs:
            found.append(Difference(record, ours, theirs, _code(ours, theirs)))
    return found


def _code(ours: int | None, theirs: int | None) -> str:
    if theirs is None or ours is None:
        return "reconcile.only_here" if theirs is None else "reconcile.only_there"
    return "reconcile.older_here" if ours < theirs else "reconcile.older_there"


class _Line:
    """The portal, greeted and signed in to."""

    def __init__(
        self,
        database: Database,
        transport: Transport,
        clock: Clock,
        random: Randomness,
        who: Identity,
        peer: Peer,
    ) -> None:
        self._database = database
        self._transport = transport
        self._clock = clock
        self._random = random
        self._who = who
        self._peer = peer

    def ask(self, period: str, *, records: bool) -> Answered:
        """One question; without a good token, signs in first."""
        if self._peer.token:
            outcome = self._tried(lambda: self._question(period, records=records))
            if not isinstance(outcome, Login):
                return _answer(outcome)
        self._sign_in()
        return _answer(self._tried(lambda: self._question(period, records=records)))

    def _question(self, period: str, *, records: bool) -> Request:
        return calls.reconciliation(self._peer, self._random, period, records=records)

    def _sign_in(self) -> None:
        hello = _answer(
            self._tried(lambda: calls.hello(self._peer.url, self._random, self._peer.signing_key))
        )
        if hello.head.portal != self._peer.id:
            raise NotCompared(NotThePortal.code)
        granted = _answer(
            self._tried(lambda: calls.token(self._peer, self._who, self._random, hello.head.time))
        )
        token = wire.parse_first(granted.lines, wire.Grant).token
        with self._database.write() as session:
            outbox_sending.set_token(session, self._peer.id, token)
            found = outbox.peer(session)
        assert found is not None
        self._peer = found

    def _tried(self, request: Callable[[], Request]) -> Outcome:
        """A lost answer does no harm here: asked again."""
        outcome: Outcome = Unsure()
        for _ in range(TRIES):
            outcome = self._transport.exchange(request())
            if not isinstance(outcome, Unsure):
                break
        return outcome


def _answer(outcome: Outcome) -> Answered:
    if isinstance(outcome, Answered):
        return outcome
    facts = dict(outcome.facts) if isinstance(outcome, RefusedByPortal) else {}
    raise NotCompared(outcome.code, **facts)
