"""The envelopes of one round: on a brisk line one is made, and the last answer taken in, while one is under way.

An envelope leaves in one of three ways: answered (its changes are settled with the next transaction), lost on the way
(they stay unknown and are asked for), or turned away at the door (they stand as before, or go in another form).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sync import calls, conversation, outbox, outbox_answers, outbox_passing, outbox_sending, wire
from sync.clock import Clock, Randomness
from sync.conversation import Send
from sync.database import Database, Session
from sync.outbox_answers import Tally
from sync.outcomes import Answered, Outcome, RefusedByPortal, Unsure
from sync.pace import Pace
from sync.spoken import Said, Spoken


@dataclass(slots=True)
class Partner:
    """Whom a round speaks to, as it is known by now, and what the other end takes."""

    peer: outbox.Peer
    limits: wire.Limits


@dataclass(frozen=True, slots=True)
class _Ready:
    """An envelope that may leave: its changes are unknown from now on, its bytes counted."""

    envelope: str
    data: bytes
    keys: tuple[str, ...]


class Dispatch:
    """What leaves in one round. `sent`: keys that left; `tally`: what came of them; `confirmed`: bytes answered."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        random: Randomness,
        who: outbox.Identity,
        partner: Partner,
        pace: Pace,
        spoken: Spoken,
    ) -> None:
        self._database = database
        self._clock = clock
        self._random = random
        self._who = who
        self._partner = partner
        self._pace = pace
        self._spoken = spoken
        self.sent: set[str] = set()
        self.tally = Tally()
        self.confirmed = 0
        self._following: _Ready | None = None
        self._owed: Said | None = None
        """An answered envelope, to be taken in while the next one is under way."""

    @property
    def uncounted(self) -> int:
        """Bytes that came and are not yet counted for the day."""
        return 0 if self._owed is None else self._owed.down

    def send(self, envelope: str, rest: Callable[[], str]) -> tuple[Send, Outcome]:
        """This envelope, and on a brisk line those after it; gives the last of them and what came of it.

        While one is under way, the answer to the one before is taken in and the next one is made, all of it in
        one transaction.
        """
        with self._database.write() as session:
            ready = self._start(session, envelope)
        while True:
            said = self._offer(ready, self._meanwhile)
            following, self._following = self._following, None
            answered = isinstance(said.outcome, Answered)
            if answered:
                self._owed = said
            if following is not None and answered and not rest():
                ready = following
                continue
            with self._database.write() as session:
                if following is not None:
                    self._hold_back(session, following)
                tally = self._settle_owed(session)
                if not answered:
                    self._note_not_answered(session, ready, said)
            self._count(tally)
            return Send(ready.envelope), said.outcome

    def _start(self, session: Session, envelope: str) -> _Ready:
        """From here its changes are unknown, and its bytes count as spent: both hold whatever happens then."""
        data, keys = outbox_sending.start_sending(session, envelope)
        self._spoken.spend(session, len(data), 0)
        return _Ready(envelope, data, keys)

    def _hold_back(self, session: Session, ready: _Ready) -> None:
        """It does not leave now after all."""
        outbox_sending.not_taken(session, ready.keys)
        self._spoken.spend(session, -len(ready.data), 0)

    def _meanwhile(self) -> None:
        """What is done while an envelope is under way: the last answer, and the next one where the line is brisk."""
        goes_on = self._pace.brisk and not self.passes_on
        if self._owed is None and not goes_on:
            return
        with self._database.write() as session:
            tally = self._settle_owed(session)
            envelope = self.pack(session) if goes_on else None
            self._following = None if envelope is None else self._start(session, envelope)
        self._count(tally)

    def _settle_owed(self, session: Session) -> Tally:
        owed, self._owed = self._owed, None
        if owed is None or not isinstance(owed.outcome, Answered):
            return Tally()
        self._spoken.spend(session, 0, owed.down)
        self._spoken.note(session, owed)
        return outbox_answers.settle(
            session, self._clock, self._partner.peer, owed.outcome, envelope=owed.envelope or ""
        )

    def _offer(self, ready: _Ready, meanwhile: Callable[[], None]) -> Said:
        """One envelope, whose changes are unknown already."""
        began = self._clock.monotonic()
        request = calls.envelopes(self._partner.peer, self._random, ready.data)
        said = self._spoken.make(Send(ready.envelope), request, ready.envelope, meanwhile)
        if isinstance(said.outcome, Answered):
            self._pace.envelope_took(len(ready.data), self._clock.monotonic() - began)
            self.confirmed += len(ready.data)
        elif isinstance(said.outcome, Unsure):
            self._pace.envelope_lost()
        if isinstance(said.outcome, Answered | Unsure):
            self.sent.update(ready.keys)
        return said

    def _note_not_answered(self, session: Session, ready: _Ready, said: Said) -> None:
        """Lost on the way: in doubt. Turned away at the door: as before, or in another form."""
        self._spoken.note(session, said)
        if isinstance(said.outcome, Unsure):
            return
        code = said.outcome.code if isinstance(said.outcome, RefusedByPortal) else ""
        if code not in conversation.REPACKED or (self.passes_on and code == conversation.BY_GATEWAY):
            outbox_sending.not_taken(session, ready.keys)
        elif self.passes_on:
            outbox_passing.give_up(session, ready.envelope, code)
        else:
            self._pace.envelope_refused()
            outbox_sending.repack(session, ready.envelope)

    def gave_up(self, envelope: str) -> bool:
        """After a cut line: an envelope that is more than the line carries gives way to smaller ones.

        The portal was asked and holds nothing of it, or it would not be due; keys keep all of it single.
        """
        if not self._pace.broke or self.passes_on:
            return False
        with self._database.write() as session:
            size, changes = outbox_sending.measure(session, envelope)
            if changes < 2 or size <= 2 * self._pace.envelope:
                return False
            outbox_sending.repack(session, envelope)
        return True

    def settle(self, answer: Answered) -> None:
        """Take in what was asked for."""
        with self._database.write() as session:
            tally = outbox_answers.settle(session, self._clock, self._partner.peer, answer)
        self._count(tally)

    def _count(self, tally: Tally) -> None:
        before = self.tally
        self.tally = Tally(
            before.received + tally.received, before.complete + tally.complete, before.parked + tally.parked
        )

    def pack(self, session: Session) -> str | None:
        """The next envelope of what waits; None where nothing does, or where only others' envelopes go on."""
        if self.passes_on:
            outbox_passing.reopen(session)
            return None
        return outbox_sending.pack(
            session,
            self._clock,
            self._random,
            self._who,
            self._partner.peer,
            self._partner.limits,
            self._pace.envelope,
            (outbox.PORTAL, outbox.UNIT),
        )

    @property
    def passes_on(self) -> bool:
        """Whether this is a relay's outbox: what others signed goes on as it is."""
        return self._partner.peer.role == outbox.PASSES_ON
