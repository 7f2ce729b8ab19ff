"""One round of exchange: conversation, transport and outbox together, with stop and progress.

Every exchange is framed by short transactions, and none is open while the network is waited for.
Stopping, closing or a power cut leaves nothing to clean up: the next round asks the outbox what is due.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sync import outbox, outbox_line, outbox_sending
from sync.clock import Clock, Randomness, unstamp
from sync.conversation import Round
from sync.database import Database
from sync.exchange import Exchange
from sync.outbox_questions import summary
from sync.outcomes import Busy, Files, Progress, RoundResult, Transport
from sync.pace import MAX_WAIT_SECONDS

__all__ = ["Progress", "RoundResult", "run"]


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

    `limit_bytes` ends the round once that many bytes went both ways, as the day's cap does (`daily_cap`);
    `text_only` is also what the line's own wish says. `eager` (a person pressed Send)
    skips the wait that this side chose, never one that the portal named. A second round beside this one
    gives `already_sending`.
    """
    with database.exclusive("exchange") as alone:
        if not alone:
            return _result(database, RoundResult(stopped="already_sending"))
        with database.write() as session:
            peer = outbox.peer(session)
            who = outbox.identity(session)
            line = outbox_line.line(session)
            if peer is not None:
                outbox_sending.retry_lost_files(session, peer.id)
        if peer is None or who is None:
            return _result(database, RoundResult(stopped="not_enrolled"))
        if _must_wait(peer, clock, eager=eager):
            return _result(database, RoundResult(stopped="waiting"))
        exchange = Exchange(database, transport, files, clock, random, who, peer, line)
        begun = Round(text_only=text_only or line.text_only, has_token=bool(peer.token))
        result = exchange.round(stop, progress, begun, limit_bytes)
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
