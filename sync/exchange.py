"""One round under way: says step by step what the conversation chose, and takes what came of it into the outbox.

Every step is framed by short transactions, and none is open while the network is waited for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sync import (
    calls,
    conversation,
    outbox,
    outbox_answers,
    outbox_beyond,
    outbox_guidance,
    outbox_line,
    outbox_passing,
    outbox_sending,
    wire,
)
from sync.clock import Clock, Randomness, local_date, stamp, unstamp
from sync.conversation import (
    Ask,
    AskOffset,
    Create,
    Done,
    GetToken,
    Greet,
    Pack,
    Put,
    ReadFeed,
    Round,
    Send,
    Step,
)
from sync.database import Database, Session
from sync.outcomes import (
    Answered,
    Files,
    LocalFault,
    NotThePortal,
    Offset,
    Outcome,
    Outlook,
    Progress,
    RefusedByPortal,
    Request,
    RoundResult,
    TooOld,
    Transport,
    Unsure,
)
from sync.pace import MAX_WAIT_SECONDS, Pace, wait_seconds
from sync.pieces import Pieces

PROGRESS_SECONDS = 0.1
WAITS = frozenset({"busy", "unreachable", "not_the_portal", "no_trust", "unsure", "login", "proxy_login"})
"""Reasons after which trying again by itself makes sense, each time later."""
QUIET = frozenset({"stopped", "limit", "daily_cap"})
"""Ends that somebody chose: nothing to explain on the screen."""
RESUMED = frozenset({"offset.differs", "checksum.differs", "file.other_bytes"})
"""Refusals of a piece after which the offset is asked again; any other concerns this file alone."""


class Exchange:
    """One round under way."""

    def __init__(
        self,
        database: Database,
        transport: Transport,
        files: Files,
        clock: Clock,
        random: Randomness,
        who: outbox.Identity,
        peer: outbox.Peer,
        line: outbox_line.Line,
    ) -> None:
        self._database = database
        self._transport = transport
        self._pieces = Pieces(files)
        self._clock = clock
        self._random = random
        self._who = who
        self._peer = peer
        self._limits = wire.Limits()
        self._portal_time = ""
        self._line = line
        self._pace = Pace(line.envelope, line.piece, line.rate)
        self._result = RoundResult()
        self._left: set[str] = set()
        self._confirmed = 0
        self._owed: Answered | None = None
        """An answer to an envelope, to be taken in while the next one is under way."""
        self._stop: Callable[[], bool] = lambda: False
        self._limit_bytes: int | None = None

    def round(
        self,
        stop: Callable[[], bool],
        progress: Callable[[Progress], None],
        now: Round,
        limit_bytes: int | None,
    ) -> RoundResult:
        """Step by step, until there is nothing more to say or a reason to stop."""
        self._stop, self._limit_bytes = stop, limit_bytes
        total = self._due_bytes()
        shown = float("-inf")
        while True:
            step = conversation.next_step(now, self._outlook())
            if isinstance(step, Done):
                break
            rest = self._reason_to_rest()
            if rest:
                step = Done(rest)
                break
            now = self._make(now, step)
            if self._clock.monotonic() - shown >= PROGRESS_SECONDS:
                shown = self._clock.monotonic()
                progress(Progress(type(step).__name__.lower(), self._confirmed, total))
        progress(Progress("done", self._confirmed, total))
        self._note_end(step)
        return replace(self._result, stopped=step.reason)

    def _reason_to_rest(self) -> str:
        """Why somebody wants no more said for now, "" where nobody does."""
        if self._stop():
            return "stopped"
        if self._limit_bytes is not None and self._result.bytes >= self._limit_bytes:
            return "limit"
        return "daily_cap" if self._line.daily_cap and self._spent_today() >= self._line.daily_cap else ""

    def _spent_today(self) -> int:
        with self._database.read() as session:
            return outbox_line.spent(session, local_date(self._clock.now()))

    def _outlook(self) -> Outlook:
        with self._database.read() as session:
            return outbox_sending.outlook(session, self._peer.id, self._limits.keys)

    def _due_bytes(self) -> int:
        with self._database.read() as session:
            return outbox_sending.due_bytes(session, self._peer.id)

    def _make(self, now: Round, step: Step) -> Round:
        """Do one step and take what came of it into the outbox and the round."""
        try:
            return self._said(now, step)
        except wire.WireError as error:
            # Signed, and yet not understood: nothing of it is believed.
            return conversation.heard(now, step, Unsure(error.code))

    def _said(self, now: Round, step: Step) -> Round:
        match step:
            case Greet():
                outcome = self._greet(step)
                now = replace(now, has_token=bool(self._peer.token))
            case GetToken():
                outcome = self._get_token(step)
            case Ask(keys):
                outcome = self._say(step, calls.receipts(self._peer, self._random, keys))
                self._settle(outcome)
            case Pack():
                self._pack()
                return now
            case Send(envelope):
                if self._gave_up(envelope):
                    return now
                step, outcome = self._send(step, envelope)
            case AskOffset() | Create() | Put():
                outcome = self._file(step)
            case ReadFeed():
                outcome, more = self._read_feed(step)
                if not more:
                    now = conversation.feed_finished(now)
            case Done():
                return now
        return conversation.heard(now, step, outcome)

    def _pack(self) -> str | None:
        """The next envelope of what waits; None where nothing does, or where only others' envelopes go on."""
        with self._database.write() as session:
            if self._passes_on:
                outbox_passing.reopen(session)
                return None
            return outbox_sending.pack(
                session,
                self._clock,
                self._random,
                self._who,
                self._peer,
                self._limits,
                self._pace.envelope,
                (outbox.PORTAL, outbox.UNIT),
            )

    @property
    def _passes_on(self) -> bool:
        """Whether this is a relay's outbox: what others signed goes on as it is."""
        return self._peer.role == outbox.PASSES_ON

    def _say(
        self,
        step: Step,
        request: Request,
        envelope: str | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> Outcome:
        """One exchange, counted; noted where it matters for the timeline or went wrong."""
        began = stamp(self._clock.now())
        outcome = self._transport.exchange(request, meanwhile)
        down = outcome.down if isinstance(outcome, Answered) else 0
        self._result = replace(self._result, bytes=self._result.bytes + len(request.body) + down)
        with self._database.write() as session:
            outbox_line.spend(session, local_date(self._clock.now()), len(request.body), down)
            if envelope is not None or not isinstance(outcome, Answered | Offset):
                outbox_sending.note_attempt(
                    session,
                    self._peer.id,
                    outbox_sending.Attempt(
                        began, type(step).__name__.lower(), envelope, len(request.body), down
                    ),
                    outcome,
                )
        return outcome

    def _greet(self, step: Step) -> Outcome:
        outcome = self._say(step, calls.hello(self._peer.url, self._random, self._peer.signing_key))
        if not isinstance(outcome, Answered):
            return outcome
        if outcome.head.portal != self._peer.id:
            return NotThePortal("portal")
        hello = wire.parse_first(outcome.lines, wire.Hello)
        if wire.PROTOCOL not in hello.protocols:
            return TooOld()
        self._limits = hello.limits
        self._portal_time = outcome.head.time
        skew = self._clock.now() - unstamp(outcome.head.time)
        with self._database.write() as session:
            if outbox_sending.note_greeting(
                session, self._clock, self._peer, outcome.head.epoch, int(skew / timedelta(milliseconds=1))
            ):
                outbox.forget_certainty(session, self._peer.id)
            if calls.has_run_out(self._peer.token, self._portal_time):
                outbox_sending.set_token(session, self._peer.id, "")
            self._reload(session)
        return outcome

    def _get_token(self, step: Step) -> Outcome:
        outcome = self._say(step, calls.token(self._peer, self._who, self._random, self._portal_time))
        if isinstance(outcome, Answered):
            token = wire.parse_first(outcome.lines, wire.Grant).token
            with self._database.write() as session:
                outbox_sending.set_token(session, self._peer.id, token)
                self._reload(session)
        return outcome

    def _reload(self, session: Session) -> None:
        found = outbox.peer(session)
        assert found is not None
        self._peer = found

    def _send(self, step: Step, envelope: str) -> tuple[Step, Outcome]:
        """This envelope, and on a brisk line those after it; gives the last of them and what came of it.

        While one is under way, the answer to the one before is taken in and the next one is made.
        """
        while True:
            following: list[str | None] = []

            def meanwhile(following: list[str | None] = following) -> None:
                self._settle_owed()
                if self._pace.brisk and not self._passes_on:
                    following.append(self._pack())

            outcome = self._offer(step, envelope, meanwhile)
            self._owed = outcome if isinstance(outcome, Answered) else None
            after = following[0] if following else None
            if self._owed is None or after is None or self._reason_to_rest():
                self._settle_owed()
                return step, outcome
            step, envelope = Send(after), after

    def _settle_owed(self) -> None:
        owed, self._owed = self._owed, None
        if owed is not None:
            self._settle(owed)

    def _offer(self, step: Step, envelope: str, meanwhile: Callable[[], None]) -> Outcome:
        """One envelope; its changes are unknown before it leaves."""
        with self._database.write() as session:
            data, keys = outbox_sending.start_sending(session, envelope)
        began = self._clock.monotonic()
        outcome = self._say(step, calls.envelopes(self._peer, self._random, data), envelope, meanwhile)
        if isinstance(outcome, Answered):
            self._pace.envelope_took(len(data), self._clock.monotonic() - began)
            self._confirmed += len(data)
        elif isinstance(outcome, Unsure):
            self._pace.envelope_lost()
        if isinstance(outcome, Answered | Unsure):
            self._left.update(keys)
            self._result = replace(self._result, sent=len(self._left))
            return outcome
        with self._database.write() as session:
            if not (isinstance(outcome, RefusedByPortal) and outcome.code in conversation.REPACKED):
                outbox_sending.not_taken(session, keys)
            elif self._passes_on:
                outbox_passing.give_up(session, envelope, outcome.code)
            else:
                outbox_sending.repack(session, envelope)
        return outcome

    def _gave_up(self, envelope: str) -> bool:
        """After a cut line: an envelope that is more than the line carries gives way to smaller ones.

        The portal was asked and holds nothing of it, or it would not be due; keys keep all of it single.
        """
        if not self._pace.broke or self._passes_on:
            return False
        with self._database.write() as session:
            size, changes = outbox_sending.measure(session, envelope)
            if changes < 2 or size <= 2 * self._pace.envelope:
                return False
            outbox_sending.repack(session, envelope)
        return True

    def _settle(self, outcome: Outcome) -> None:
        if not isinstance(outcome, Answered):
            return
        with self._database.write() as session:
            tally = outbox_answers.settle(session, self._clock, self._peer, outcome)
        self._result = replace(
            self._result,
            received=self._result.received + tally.received,
            complete=self._result.complete + tally.complete,
        )

    def _read_feed(self, step: Step) -> tuple[Outcome, bool]:
        outcome = self._say(step, calls.changes(self._peer, self._random, self._pace.page))
        if isinstance(outcome, Unsure):
            self._pace.page_lost()
        if not isinstance(outcome, Answered):
            return outcome, True
        page, entries = wire.parse_first(outcome.lines, wire.Page), outcome.lines[1:]
        with self._database.write() as session:
            returned, taken = outbox_answers.store_page(session, self._clock, self._peer, entries)
            outbox_beyond.take_in(session, self._clock)
            outbox_guidance.take_in(session, self._clock)
            self._reload(session)
        self._result = replace(self._result, returned=self._result.returned + returned)
        return outcome, page.more and taken > 0

    def _file(self, step: AskOffset | Create | Put) -> Outcome:
        match step:
            case AskOffset(sha):
                outcome = self._say(step, calls.file_offset(self._peer, self._random, sha))
            case Create(sha, size):
                outcome = self._say(step, calls.file_creation(self._peer, self._random, sha, size))
            case Put():
                outcome = self._put(step)
        if isinstance(outcome, RefusedByPortal) and outcome.code not in RESUMED:
            outcome = LocalFault(outcome.code, outcome.facts)
        code = outcome.code if isinstance(outcome, LocalFault) else ""
        known = outcome.offset if isinstance(outcome, Offset) else conversation.NOWHERE
        if code or known != conversation.NOWHERE:
            with self._database.write() as session:
                outbox_sending.note_upload(session, self._peer.id, step.sha256, max(known, 0), code=code)
        return outcome

    def _put(self, step: Put) -> Outcome:
        """The next piece; pieces grow on a quick line and shrink on a slow one."""
        piece = self._pieces.read(step.sha256, step.offset, min(self._pace.piece, self._limits.chunk))
        if isinstance(piece, LocalFault):
            return piece
        began = self._clock.monotonic()
        request = calls.file_piece(
            self._peer, self._random, step.sha256, step.offset, piece, by_post=step.by_post
        )
        outcome = self._say(step, request)
        if isinstance(outcome, Offset):
            self._confirmed += max(0, outcome.offset - step.offset)
            self._pace.piece_took(len(piece), self._clock.monotonic() - began)
        elif isinstance(outcome, Unsure):
            self._pace.piece_lost()
        return outcome

    def _note_end(self, done: Done) -> None:
        """How long to wait: what the portal named, else longer after each failure, with a cap and jitter."""
        failures, next_try = 0, None
        if done.reason in WAITS:
            failures = self._peer.failures + 1
            wait = wait_seconds(failures, self._random(1)[0]) if done.after is None else done.after
            next_try = stamp(self._clock.now() + timedelta(seconds=min(wait, MAX_WAIT_SECONDS)))
        code = done.reason if done.reason not in QUIET else ""
        with self._database.write() as session:
            outbox_sending.note_end(session, self._peer.id, failures, code, next_try)
            outbox_line.learn(session, self._pace.envelope, self._pace.piece, self._pace.rate)
