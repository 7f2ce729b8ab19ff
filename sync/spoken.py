"""What a round says, counted: each exchange with its bytes, for the day's cap and for the timeline of its records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sync import outbox_line, outbox_sending
from sync.clock import Clock, local_date, stamp
from sync.conversation import Step
from sync.database import Database, Session
from sync.outcomes import Answered, Offset, Outcome, Request, Transport


@dataclass(frozen=True, slots=True)
class Said:
    """One exchange that was made: `step` of the conversation, the envelope it carried, bytes both ways."""

    at: str
    step: str
    envelope: str | None
    up: int
    down: int
    outcome: Outcome

    @property
    def attempt(self) -> outbox_sending.Attempt:
        """As it is noted."""
        return outbox_sending.Attempt(self.at, self.step, self.envelope, self.up, self.down)


class Spoken:
    """Makes the exchanges of one round; `bytes` is the bodies' payload both ways so far."""

    def __init__(self, database: Database, transport: Transport, clock: Clock, peer_id: str) -> None:
        self._database = database
        self._transport = transport
        self._clock = clock
        self._peer_id = peer_id
        self.bytes = 0

    def say(self, step: Step, request: Request) -> Outcome:
        """One exchange, counted at once; noted where it went wrong."""
        said = self.make(step, request)
        with self._database.write() as session:
            self.spend(session, said.up, said.down)
            if not isinstance(said.outcome, Answered | Offset):
                self.note(session, said)
        return said.outcome

    def make(
        self,
        step: Step,
        request: Request,
        envelope: str | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> Said:
        """One exchange that the caller counts and notes in a transaction of its own."""
        began = stamp(self._clock.now())
        outcome = self._transport.exchange(request, meanwhile)
        down = outcome.down if isinstance(outcome, Answered) else 0
        self.bytes += len(request.body) + down
        return Said(began, type(step).__name__.lower(), envelope, len(request.body), down, outcome)

    def note(self, session: Session, said: Said) -> None:
        """Remember a try."""
        outbox_sending.note_attempt(session, self._peer_id, said.attempt, said.outcome)

    def spend(self, session: Session, up: int, down: int) -> None:
        """Count bytes of today."""
        outbox_line.spend(session, local_date(self._clock.now()), up, down)

    def spent_today(self) -> int:
        """Bytes both ways of today."""
        with self._database.read() as session:
            return outbox_line.spent(session, local_date(self._clock.now()))
