"""One round of exchange: conversation, transport and outbox together, with stop and progress.

Every exchange is framed by short transactions, and none is open while the network is waited for.
Stopping, closing or a power cut leaves nothing to clean up: the next round asks the outbox what is due.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sync import calls, conversation, outbox, outbox_answers, outbox_sending, signing, wire
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
from sync.outbox_questions import summary
from sync.outcomes import (
    Answered,
    Busy,
    Files,
    LocalFault,
    NotThePortal,
    Offset,
    Outcome,
    Outlook,
    RefusedByPortal,
    Request,
    TooOld,
    Transport,
    Unsure,
)
from sync.pieces import Pieces

SMALLEST_PIECE = 64 * 1024
LARGEST_PIECE = 256 * 1024
PROGRESS_SECONDS = 0.1
MAX_WAIT_SECONDS = 3600.0
FIRST_WAIT_SECONDS = 30.0
WAITS = frozenset({"busy", "unreachable", "not_the_portal", "no_trust", "unsure", "login", "proxy_login"})
"""Reasons after which trying again by itself makes sense, each time later."""
QUIET = frozenset({"stopped", "limit"})
"""Ends that somebody chose: nothing to explain on the screen."""
RESUMED = frozenset({"offset.differs", "checksum.differs", "file.other_bytes"})
"""Refusals of a piece after which the offset is asked again; any other concerns this file alone."""
QUICK_SECONDS, SLOW_SECONDS = 2.0, 10.0


@dataclass(frozen=True, slots=True)
class Progress:
    """Bytes that the portal confirmed in this round, of `total` that were due when it began."""

    step: str
    confirmed: int
    total: int


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What a round did, and what is left. `stopped` is "" where all was said, else why not.

    `sent` counts changes that left in envelopes, `received` those with a new receipt, `complete` those
    that became complete with all files, `returned` records a reviewer sent back; `parked`, `unknown` and
    `waiting` are what stands in the outbox now; `bytes` is the bodies' payload both ways.
    """

    sent: int = 0
    received: int = 0
    complete: int = 0
    returned: int = 0
    parked: int = 0
    unknown: int = 0
    waiting: int = 0
    bytes: int = 0
    next_try: datetime | None = None
    stopped: str = ""


def run(  # noqa: PLR0913 - the four things it stands on are handed in, and each wish has a name
    database: Database,
    transport: Transport,
    files: Files,
    clock: Clock,
    random: Randomness,
    stop: Callable[[], bool],
    progress: Callable[[Progress], None],
    *,
    text_only: bool = False,
    limit_bytes: int | None = None,
    eager: bool = False,
) -> RoundResult:
    """One round: ask about doubtful changes, send texts, then files, then take the news.

    `limit_bytes` ends the round once that many bytes went both ways. `eager` (a person pressed Send)
    skips the wait that this side chose, never one that the portal named. A second round beside this one
    gives `already_sending`.
    """
    with database.exclusive("exchange") as alone:
        if not alone:
            return _result(database, RoundResult(stopped="already_sending"))
        with database.write() as session:
            peer = outbox.peer(session)
            who = outbox.identity(session)
            if peer is not None:
                outbox_sending.retry_lost_files(session, peer.id)
        if peer is None or who is None:
            return _result(database, RoundResult(stopped="not_enrolled"))
        if _must_wait(peer, clock, eager=eager):
            return _result(database, RoundResult(stopped="waiting"))
        exchange = _Exchange(database, transport, files, clock, random, who, peer)
        result = exchange.round(
            stop, progress, Round(text_only=text_only, has_token=bool(peer.token)), limit_bytes
        )
        return _result(database, result)


def _must_wait(peer: outbox.Peer, clock: Clock, *, eager: bool) -> bool:
    """Whether the next try is still ahead.

    A wait longer than any we choose comes from a clock that was set.
    """
    if peer.next_try is None or (eager and peer.wait_code != Busy.code):
        return False
    ahead = (unstamp(peer.next_try) - clock.now()).total_seconds()
    return 0 < ahead <= MAX_WAIT_SECONDS


def _result(database: Database, result: RoundResult) -> RoundResult:
    with database.read() as session:
        now = summary(session)
    return replace(result, parked=now.parked, unknown=now.unknown, waiting=now.waiting, next_try=now.next_try)


class _Exchange:
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
        self._piece = SMALLEST_PIECE
        self._result = RoundResult()
        self._left: set[str] = set()
        self._confirmed = 0

    def round(
        self,
        stop: Callable[[], bool],
        progress: Callable[[Progress], None],
        now: Round,
        limit_bytes: int | None,
    ) -> RoundResult:
        """Step by step, until there is nothing more to say or a reason to stop."""
        total = self._due_bytes()
        shown = float("-inf")
        while True:
            step = conversation.next_step(now, self._outlook())
            if isinstance(step, Done):
                break
            if stop():
                step = Done("stopped")
                break
            if limit_bytes is not None and self._result.bytes >= limit_bytes:
                step = Done("limit")
                break
            now = self._make(now, step)
            if self._clock.monotonic() - shown >= PROGRESS_SECONDS:
                shown = self._clock.monotonic()
                progress(Progress(type(step).__name__.lower(), self._confirmed, total))
        progress(Progress("done", self._confirmed, total))
        self._note_end(step)
        return replace(self._result, stopped=step.reason)

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
                with self._database.write() as session:
                    outbox_sending.pack(
                        session, self._clock, self._random, self._who, self._peer, self._limits
                    )
                return now
            case Send(envelope):
                outcome = self._send(step, envelope)
            case AskOffset() | Create() | Put():
                outcome = self._file(step)
            case ReadFeed():
                outcome, more = self._read_feed(step)
                if not more:
                    now = conversation.feed_finished(now)
            case Done():
                return now
        return conversation.heard(now, step, outcome)

    def _say(self, step: Step, request: Request, envelope: str | None = None) -> Outcome:
        """One exchange, counted; noted where it matters for the timeline or went wrong."""
        began = stamp(self._clock.now())
        outcome = self._transport.exchange(request)
        down = outcome.down if isinstance(outcome, Answered) else 0
        self._result = replace(self._result, bytes=self._result.bytes + len(request.body) + down)
        if envelope is not None or not isinstance(outcome, Answered | Offset):
            with self._database.write() as session:
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
            if _has_run_out(self._peer.token, self._portal_time):
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

    def _send(self, step: Step, envelope: str) -> Outcome:
        with self._database.write() as session:
            data, keys = outbox_sending.start_sending(session, envelope)
        outcome = self._say(step, calls.envelopes(self._peer, self._random, data), envelope)
        if isinstance(outcome, RefusedByPortal) and outcome.code in conversation.REPACKED:
            with self._database.write() as session:
                outbox_sending.repack(session, envelope)
            return outcome
        if not isinstance(outcome, Answered | Unsure):
            with self._database.write() as session:
                outbox_sending.not_taken(session, keys)
            return outcome
        self._left.update(keys)
        self._result = replace(self._result, sent=len(self._left))
        if isinstance(outcome, Answered):
            self._settle(outcome)
            self._confirmed += len(data)
        return outcome

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
        outcome = self._say(step, calls.changes(self._peer, self._random))
        if not isinstance(outcome, Answered):
            return outcome, True
        page, entries = wire.parse_first(outcome.lines, wire.Page), outcome.lines[1:]
        with self._database.write() as session:
            returned, taken = outbox_answers.store_page(session, self._clock, self._peer, entries)
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
        piece = self._pieces.read(step.sha256, step.offset, self._piece)
        if isinstance(piece, LocalFault):
            return piece
        began = self._clock.monotonic()
        outcome = self._say(step, calls.file_piece(self._peer, self._random, step.sha256, step.offset, piece))
        took = self._clock.monotonic() - began
        if isinstance(outcome, Offset):
            self._confirmed += max(0, outcome.offset - step.offset)
            if took < QUICK_SECONDS:
                self._piece = min(self._piece * 2, LARGEST_PIECE, self._limits.chunk)
        if took > SLOW_SECONDS:
            self._piece = max(self._piece // 2, SMALLEST_PIECE)
        return outcome

    def _note_end(self, done: Done) -> None:
        """How long to wait: what the portal named, else longer after each failure, with a cap and jitter."""
        failures, next_try = 0, None
        if done.reason in WAITS:
            failures = self._peer.failures + 1
            jitter = 0.5 + self._random(1)[0] / 512
            wait = FIRST_WAIT_SECONDS * 2 ** min(failures - 1, 10) * jitter
            if done.after is not None:
                wait = done.after
            next_try = stamp(self._clock.now() + timedelta(seconds=min(wait, MAX_WAIT_SECONDS)))
        code = done.reason if done.reason not in QUIET else ""
        with self._database.write() as session:
            outbox_sending.note_end(session, self._peer.id, failures, code, next_try)


def _has_run_out(token: str, portal_time: str) -> bool:
    """Whether a token is over by the portal's own clock: no use to carry it to the portal and back."""
    if not token:
        return False
    try:
        claim = wire.parse(signing.unverified_payload(token), wire.TokenClaim)
    except (signing.BadSignature, wire.WireError):
        return True
    return claim.until <= portal_time
