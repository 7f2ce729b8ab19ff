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
    outbox_sending,
    wire,
)
from sync.clock import Clock, Randomness, stamp, unstamp
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
from sync.dispatch import Dispatch, Partner
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
    RoundResult,
    TooOld,
    Transport,
    Unsure,
)
from sync.pace import MAX_WAIT_SECONDS, Pace, wait_seconds
from sync.pieces import Pieces
from sync.spoken import Spoken

PROGRESS_SECONDS = 0.1
WAITS = frozenset(
    {
        "busy", "unreachable", "not_the_portal", "no_trust", "no_trust.date", "unsure", "login", "proxy_login",
    }
)  # fmt: skip
"""Reasons after which trying again by itself makes sense, each time later."""
QUIET = frozenset({"stopped", "limit", "daily_cap"})
"""Ends that somebody chose: nothing to explain on the screen."""
RESUMED = frozenset({"offset.differs", "checksum.differs", "file.other_bytes"})
"""Refusals of a piece after which the offset is asked again; any other concerns this file alone."""
SPOILT = "file.other_bytes"
"""A whole file came out wrong at the portal. Once may be the line; a second time in one round is no chance, and to go
on would use up somebody's data without end."""


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
        self._spoken = Spoken(database, transport, clock, peer.id)
        self._pieces = Pieces(files)
        self._clock = clock
        self._random = random
        self._who = who
        self._partner = Partner(peer, wire.Limits())
        self._portal_time = ""
        self._line = line
        self._pace = Pace(line.envelope, line.piece, line.rate)
        self._dispatch = Dispatch(database, clock, random, who, self._partner, self._pace, self._spoken)
        self._returned = 0
        self._confirmed = 0
        self._stop: Callable[[], bool] = lambda: False
        self._limit_bytes: int | None = None
        self._spoilt: set[str] = set()

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
                progress(
                    Progress(type(step).__name__.lower(), self._confirmed + self._dispatch.confirmed, total)
                )
        progress(Progress("done", self._confirmed + self._dispatch.confirmed, total))
        self._note_end(step)
        done = self._dispatch
        return RoundResult(
            sent=len(done.sent),
            received=done.tally.received,
            complete=done.tally.complete,
            returned=self._returned,
            bytes=self._spoken.bytes,
            stopped=step.reason,
        )

    def _reason_to_rest(self) -> str:
        """Why somebody wants no more said for now, "" where nobody does."""
        if self._stop():
            return "stopped"
        if self._limit_bytes is not None and self._spoken.bytes >= self._limit_bytes:
            return "limit"
        if not self._line.daily_cap:
            return ""
        spent = self._spoken.spent_today() + self._dispatch.uncounted
        return "daily_cap" if spent >= self._line.daily_cap else ""

    def _outlook(self) -> Outlook:
        with self._database.read() as session:
            return outbox_sending.outlook(session, self._partner.peer.id, self._partner.limits.keys)

    def _due_bytes(self) -> int:
        with self._database.read() as session:
            return outbox_sending.due_bytes(session, self._partner.peer.id)

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
                now = replace(now, has_token=bool(self._partner.peer.token))
            case GetToken():
                outcome = self._get_token(step)
            case Ask(keys):
                outcome = self._spoken.say(step, calls.receipts(self._partner.peer, self._random, keys))
                if isinstance(outcome, Answered):
                    self._dispatch.settle(outcome)
            case Pack():
                with self._database.write() as session:
                    self._dispatch.pack(session)
                return now
            case Send(envelope):
                if self._dispatch.gave_up(envelope):
                    return now
                step, outcome = self._dispatch.send(envelope, self._reason_to_rest)
            case AskOffset() | Create() | Put():
                outcome = self._file(step)
            case ReadFeed():
                outcome, more = self._read_feed(step)
                if not more:
                    now = conversation.feed_finished(now)
            case Done():
                return now
        return conversation.heard(now, step, outcome)

    def _greet(self, step: Step) -> Outcome:
        outcome = self._spoken.say(
            step, calls.hello(self._partner.peer.url, self._random, self._partner.peer.signing_key)
        )
        if not isinstance(outcome, Answered):
            return outcome
        if outcome.head.portal != self._partner.peer.id:
            return NotThePortal("portal")
        hello = wire.parse_first(outcome.lines, wire.Hello)
        if wire.PROTOCOL not in hello.protocols:
            return TooOld()
        self._partner.limits = hello.limits
        self._portal_time = outcome.head.time
        skew = self._clock.now() - unstamp(outcome.head.time)
        with self._database.write() as session:
            if outbox_sending.note_greeting(
                session,
                self._clock,
                self._partner.peer,
                outcome.head.epoch,
                int(skew / timedelta(milliseconds=1)),
            ):
                outbox.forget_certainty(session, self._partner.peer.id)
            if calls.has_run_out(self._partner.peer.token, self._portal_time):
                outbox_sending.set_token(session, self._partner.peer.id, "")
            self._reload(session)
        return outcome

    def _get_token(self, step: Step) -> Outcome:
        outcome = self._spoken.say(
            step, calls.token(self._partner.peer, self._who, self._random, self._portal_time)
        )
        if isinstance(outcome, Answered):
            token = wire.parse_first(outcome.lines, wire.Grant).token
            with self._database.write() as session:
                outbox_sending.set_token(session, self._partner.peer.id, token)
                self._reload(session)
        return outcome

    def _reload(self, session: Session) -> None:
        found = outbox.peer(session)
        assert found is not None
        self._partner.peer = found

    def _read_feed(self, step: Step) -> tuple[Outcome, bool]:
        outcome = self._spoken.say(step, calls.changes(self._partner.peer, self._random, self._pace.page))
        if isinstance(outcome, Unsure):
            self._pace.page_lost()
        if not isinstance(outcome, Answered):
            return outcome, True
        page, entries = wire.parse_first(outcome.lines, wire.Page), outcome.lines[1:]
        with self._database.write() as session:
            returned, taken = outbox_answers.store_page(session, self._clock, self._partner.peer, entries)
            outbox_beyond.take_in(session, self._clock)
            outbox_guidance.take_in(session, self._clock)
            self._reload(session)
        self._returned += returned
        return outcome, page.more and taken > 0

    def _file(self, step: AskOffset | Create | Put) -> Outcome:
        match step:
            case AskOffset(sha):
                outcome = self._spoken.say(step, calls.file_offset(self._partner.peer, self._random, sha))
            case Create(sha, size):
                outcome = self._spoken.say(
                    step, calls.file_creation(self._partner.peer, self._random, sha, size)
                )
            case Put():
                outcome = self._put(step)
        if isinstance(outcome, RefusedByPortal) and not self._goes_on(outcome.code, step.sha256):
            outcome = LocalFault(outcome.code, outcome.facts)
        code = outcome.code if isinstance(outcome, LocalFault) else ""
        known = outcome.offset if isinstance(outcome, Offset) else conversation.NOWHERE
        if code or known != conversation.NOWHERE:
            with self._database.write() as session:
                outbox_sending.note_upload(
                    session, self._partner.peer.id, step.sha256, max(known, 0), code=code
                )
        return outcome

    def _goes_on(self, code: str, sha256: str) -> bool:
        again = code == SPOILT and sha256 in self._spoilt
        if code == SPOILT:
            self._spoilt.add(sha256)
        return code in RESUMED and not again

    def _put(self, step: Put) -> Outcome:
        """The next piece; pieces grow on a quick line and shrink on a slow one."""
        piece = self._pieces.read(step.sha256, step.offset, min(self._pace.piece, self._partner.limits.chunk))
        if isinstance(piece, LocalFault):
            return piece
        began = self._clock.monotonic()
        request = calls.file_piece(
            self._partner.peer, self._random, step.sha256, step.offset, piece, by_post=step.by_post
        )
        outcome = self._spoken.say(step, request)
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
            failures = self._partner.peer.failures + 1
            wait = wait_seconds(failures, self._random(1)[0]) if done.after is None else done.after
            next_try = stamp(self._clock.now() + timedelta(seconds=min(wait, MAX_WAIT_SECONDS)))
        code = done.reason if done.reason not in QUIET else ""
        with self._database.write() as session:
            outbox_sending.note_end(session, self._partner.peer.id, failures, code, next_try)
            outbox_line.learn(session, self._pace.envelope, self._pace.piece, self._pace.rate)
