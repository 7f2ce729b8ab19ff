"""What handlers need of a request, and how a call is refused as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sync import signing, wire
from sync.portal import storage
from sync.portal.house import Portal


class Problem(Exception):
    """A call that is refused as a whole: an HTTP status, a code, and facts."""

    def __init__(self, status: int, code: str, **facts: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, read: what handlers need of it. `whole` is false where the line was cut inside the body."""

    headers: dict[str, str]
    query: dict[str, str]
    path: dict[str, str]
    nonce: str
    body: bytes
    whole: bool = True


def caller_of(portal: Portal, asked: Asked) -> storage.Replica:
    """Whose token this is. Without a good one: 401, and nothing else is said."""
    scheme, _, token = asked.headers.get("authorization", "").partition(" ")
    try:
        claim = wire.parse(signing.verify(portal.signing_key.public, signing.BEARER, token), wire.TokenClaim)
    except (signing.BadSignature, wire.WireError):
        raise Problem(401, "token.missing") from None
    if scheme != "Bearer" or claim.until < portal.place().now:
        raise Problem(401, "token.expired")
    with portal.database.read() as session:
        replica = storage.replica(session, claim.replica)
    if replica is None or replica.disabled:
        raise Problem(403, "replica.disabled")
    return replica


def text_of(values: dict[str, Any], name: str) -> str:
    """A text that must be among these values."""
    found = values.get(name)
    if not isinstance(found, str):
        raise Problem(400, "claim.malformed", field=name)
    return found
