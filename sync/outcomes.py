"""What one HTTP exchange came to, and the facts from which the next is chosen: plain values, made by their owners.

An outcome is never a guess. Whatever was not proven by the portal's own signature leaves what was sent
*unknown*.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, ClassVar, Protocol

from sync import wire


@dataclass(frozen=True, slots=True)
class Request:
    """One exchange to make. `signer` is the pinned key that must have signed the answer.

    With `signer` None (before enrolment) the key that the answer itself names is used, and the caller
    compares it with the paper code. `expects_offset` marks the file calls, whose answers are headers
    (tus 1.0.0). `portal`, where it is told, is whose answer may be compressed against what is foreseen.
    """

    call: str
    method: str
    url: str
    nonce: str
    signer: str | None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    expects_offset: bool = False
    portal: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The portal's signed answer, verified: its head as signed, and the lines under the head's root."""

    code: ClassVar[str] = "answered"
    head_jws: str
    head: wire.AnswerHead
    lines: tuple[bytes, ...]
    down: int = 0


@dataclass(frozen=True, slots=True)
class Offset:
    """How much of a file the portal holds, in bytes; -1 where it knows of no such upload."""

    code: ClassVar[str] = "offset"
    offset: int


@dataclass(frozen=True, slots=True)
class RefusedByPortal:
    """The whole call was refused with a problem document; single changes are refused inside an answer."""

    code: str
    status: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Busy:
    """429 or 503: nothing more is sent before `after` seconds, None where the portal named no time."""

    code: ClassVar[str] = "busy"
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Login:
    """A token is missing or has run out."""

    code: ClassVar[str] = "login"


@dataclass(frozen=True, slots=True)
class ProxyLogin:
    """The proxy on the way wants a name and password."""

    code: ClassVar[str] = "proxy_login"


@dataclass(frozen=True, slots=True)
class NotThePortal:
    """Somebody else answered; `sign` says by what it was seen."""

    code: ClassVar[str] = "not_the_portal"
    sign: str = ""


@dataclass(frozen=True, slots=True)
class NoTrust:
    """The secure link was refused before anything was said."""

    code: ClassVar[str] = "no_trust"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NoTrustByDate(NoTrust):
    """The same, because by this PC's clock the certificate is not valid yet or no longer."""

    code: ClassVar[str] = "no_trust.date"


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No connection came about, so nothing left this PC."""

    code: ClassVar[str] = "unreachable"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unsure:
    """Something may have arrived: the answer was lost, cut or unreadable."""

    code: ClassVar[str] = "unsure"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TooOld:
    """The portal no longer speaks this version of the protocol."""

    code: ClassVar[str] = "too_old"


@dataclass(frozen=True, slots=True)
class LocalFault:
    """Something on this PC: a file is gone or has changed, an address is no address."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


Outcome = (
    Answered
    | Offset
    | RefusedByPortal
    | Busy
    | Login
    | ProxyLogin
    | NotThePortal
    | NoTrust
    | Unreachable
    | Unsure
    | TooOld
    | LocalFault
)


class Transport(Protocol):
    """Whoever makes an exchange; `transport.HttpTransport` does it over HTTP."""

    def exchange(self, request: Request, meanwhile: Callable[[], None] | None = None) -> Outcome:
        """Say this, and tell what came of it; `meanwhile` is done once before that is told, where it is given."""
        ...


class Files(Protocol):
    """Where the bytes of frozen files are; the desktop keeps them encrypted and hands out the clear ones."""

    def open(self, sha256: str) -> BinaryIO:
        """A seekable reader of this content. Raises `OSError` where it is gone."""
        ...


@dataclass(frozen=True, slots=True)
class FileDue:
    """A file that the portal still wants."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the outbox holds to be done, read anew before each step.

    `doubtful`: keys sent without a believed answer. `envelope`: one that stands ready, to be sent as it is.
    `unsent`: whether frozen changes wait for an envelope. `file`: the smallest file still wanted.
    `ready`: keys whose files are all there but whose receipt does not say so yet. `held`: keys that the
    portal keeps for their parents.
    """

    doubtful: tuple[str, ...] = ()
    envelope: str | None = None
    unsent: bool = False
    file: FileDue | None = None
    ready: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


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
