"""What to say next, given what was answered. No I/O, no clock, no randomness: a script or a seed can play it.

`next_step` chooses from the round so far and from what the outbox holds; `heard` takes an outcome into
the round. The order is the protocol's: is it the portal, a token, what became of doubtful ones, texts,
files, news.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sync.outcomes import (
    Answered,
    Busy,
    LocalFault,
    Login,
    NotThePortal,
    Offset,
    Outcome,
    Outlook,
    RefusedByPortal,
    Unsure,
)

MAX_DOUBTS = 3
"""How many lost answers in a row a round bears before it waits for another time."""
MAX_SENDS = 4
"""How often one envelope is offered in one round."""
MAX_REPACKS = 8
"""How often one round makes its envelopes smaller before it gives up: from the largest to one change each."""
NOWHERE = -1
BY_GATEWAY = "gateway.too_large"
"""Said on the way and not by the portal: nothing was judged, and nothing of it arrived."""
REPACKED = frozenset({BY_GATEWAY, "envelope.too_large", "envelope.too_many", "envelope.unpacks_too_large"})
"""Refusals after which the same changes go in smaller envelopes."""


@dataclass(frozen=True, slots=True)
class Greet:
    """Ask whether this is the portal."""


@dataclass(frozen=True, slots=True)
class GetToken:
    """Sign in with the replica's key."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask which of these keys the portal holds."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Make an envelope of frozen changes and store it."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send a stored envelope, its bytes unchanged."""

    envelope: str


@dataclass(frozen=True, slots=True)
class AskOffset:
    """Ask how much of this file is there."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Create:
    """Begin the upload of a file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Put:
    """Send the next piece of a file; `by_post` where a proxy on the way seems to drop PATCH."""

    sha256: str
    size: int
    offset: int
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """Take the next page of news."""


@dataclass(frozen=True, slots=True)
class Done:
    """The round is over: `reason` is "" where all was said, else the code of what stopped it."""

    reason: str
    after: float | None = None


Step = Greet | GetToken | Ask | Pack | Send | AskOffset | Create | Put | ReadFeed | Done


@dataclass(frozen=True, slots=True)
class Round:
    """One round so far. `offsets`: what the portal said to hold of each file in this round."""

    text_only: bool = False
    greeted: bool = False
    has_token: bool = False
    logins: int = 0
    doubts: int = 0
    asked: frozenset[str] = frozenset()
    in_doubt: tuple[str, ...] = ()
    sends: Mapping[str, int] = field(default_factory=dict)
    repacks: int = 0
    offsets: Mapping[str, int] = field(default_factory=dict)
    by_post: bool = False
    feed_read: bool = False
    over: str = ""
    after: float | None = None


def next_step(now: Round, outlook: Outlook) -> Step:
    """The next thing to say."""
    if now.over:
        return Done(now.over, now.after)
    if not now.greeted:
        return Greet()
    if not now.has_token:
        return GetToken()
    if outlook.doubtful:
        # Asked, answered, and no wiser: the portal's word on these is not to be had today.
        return Done("unsure") if outlook.doubtful == now.in_doubt else Ask(outlook.doubtful)
    if outlook.envelope is not None:
        again = now.sends.get(outlook.envelope, 0) >= MAX_SENDS
        return Done("unsure") if again else Send(outlook.envelope)
    if outlook.unsent:
        return Pack()
    if outlook.file is not None and not now.text_only:
        return _file_step(now, outlook.file.sha256, outlook.file.size)
    unasked = tuple(key for key in (*outlook.ready, *outlook.held) if key not in now.asked)
    if unasked:
        return Ask(unasked)
    return Done("") if now.feed_read else ReadFeed()


def _file_step(now: Round, sha256: str, size: int) -> Step:
    offset = now.offsets.get(sha256)
    if offset is None:
        return AskOffset(sha256)
    if offset == NOWHERE:
        return Create(sha256, size)
    return Put(sha256, size, offset, by_post=now.by_post)


def heard(now: Round, step: Step, outcome: Outcome) -> Round:
    """The round after this outcome of that step."""
    match outcome:
        case Answered():
            return replace(_answered(now, step), doubts=0)
        case Offset(offset):
            return replace(now, doubts=0, logins=0, offsets={**now.offsets, _file(step): offset})
        case Unsure():
            return _doubted(now, step)
        case Login():
            return replace(
                now, has_token=False, logins=now.logins + 1, over="login" if now.logins >= 2 else ""
            )
        case Busy(after):
            return replace(now, over=outcome.code, after=after)
        case NotThePortal() if isinstance(step, Put) and not step.by_post:
            # The portal was greeted a moment ago: somebody on the way knows no PATCH. The same by POST.
            return replace(now, by_post=True)
        case LocalFault(code):
            # A file of ours that cannot be read stops itself alone; the engine has noted it.
            return now if isinstance(step, AskOffset | Create | Put) else replace(now, over=code)
        case RefusedByPortal(code):
            return _refused(now, step, code)
        case _:
            return replace(now, over=outcome.code)


def _answered(now: Round, step: Step) -> Round:
    match step:
        case Greet():
            return replace(now, greeted=True)
        case GetToken():
            return replace(now, has_token=True)
        case Ask(keys):
            return replace(now, logins=0, asked=now.asked | set(keys), in_doubt=keys)
        case Send(envelope):
            return replace(now, logins=0, in_doubt=(), sends=_counted(now, envelope))
        case _:
            return replace(now, logins=0)


def _doubted(now: Round, step: Step) -> Round:
    """A lost answer: what was said is asked about first, and after too many the round ends."""
    offsets = {sha256: offset for sha256, offset in now.offsets.items() if sha256 != _file(step)}
    sends = _counted(now, step.envelope) if isinstance(step, Send) else now.sends
    doubts = now.doubts + 1
    over = Unsure.code if doubts >= MAX_DOUBTS else ""
    by_post = now.by_post or isinstance(step, Put)  # lost once, it may be the method; POST does as well
    return replace(now, doubts=doubts, over=over, offsets=offsets, sends=sends, in_doubt=(), by_post=by_post)


def _refused(now: Round, step: Step, code: str) -> Round:
    if isinstance(step, Send) and code in REPACKED:
        over = code if now.repacks >= MAX_REPACKS else ""
        sends = _counted(now, step.envelope)
        return replace(now, in_doubt=(), sends=sends, repacks=now.repacks + 1, over=over)
    if isinstance(step, Put | Create | AskOffset):
        # Another offset, a wrong checksum, an upload that ran out: ask again how much is there.
        return _doubted(now, step)
    return replace(now, over=code)


def feed_finished(now: Round) -> Round:
    """The last page of the news was taken."""
    return replace(now, feed_read=True)


def _counted(now: Round, envelope: str) -> Mapping[str, int]:
    return {**now.sends, envelope: now.sends.get(envelope, 0) + 1}


def _file(step: Step) -> str:
    return step.sha256 if isinstance(step, AskOffset | Create | Put) else ""
