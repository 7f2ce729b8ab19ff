"""The calls of protocol 1 over HTTP, as requests to make: addresses, headers, bodies. Sends nothing."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote

from sync import signing, wire
from sync.clock import Randomness
from sync.outbox import Identity, Peer
from sync.outcomes import Request

JSON_TYPE = "application/json"
TUS = "1.0.0"
NONCE_BYTES = 16


def nonce(random: Randomness) -> str:
    """A fresh one for each request; its echo shows that the answer is to this very request."""
    return random(NONCE_BYTES).hex()


def hello(url: str, random: Randomness, signer: str | None) -> Request:
    """Ask whether this is the portal.

    Without a pinned signer the answer is checked with the key that it names.
    """
    fresh = nonce(random)
    return Request("hello", "GET", f"{url}/v1/hello?nonce={fresh}", fresh, signer)


def enrolment(url: str, random: Randomness, signer: str, who: Identity, secret: str) -> Request:
    """The code's secret and this replica's public keys, signed by the replica to prove that it has them."""
    fresh = nonce(random)
    claim = {
        "secret": secret,
        "replica": who.replica,
        "signing_key": who.signing.public,
        "age_recipient": signing.age_recipient(who.age_identity),
        "nonce": fresh,
    }
    body = wire.canonical({"claim": who.signing.sign(signing.ENROLMENT, wire.canonical(claim))})
    return _json("enrolments", f"{url}/v1/enrolments", fresh, signer, body)


def upstream(peer: Peer, random: Randomness) -> Request:
    """Ask a relay which portals stand above it."""
    fresh = nonce(random)
    return Request("upstream", "GET", f"{peer.url}/v1/upstream", fresh, peer.signing_key, _bearer(peer))


def claim(peer: Peer, random: Randomness, sealed: str, portal: str) -> Request:
    """Hand a relay what this PC says to a portal above."""
    fresh = nonce(random)
    body = wire.canonical({"sealed": sealed, "portal": portal})
    return _json("claim", f"{peer.url}/v1/upstream/claims", fresh, peer.signing_key, body, _bearer(peer))


def claims(
    peer: Peer, random: Randomness, sealed: Sequence[str], further: Sequence[Mapping[str, str]]
) -> Request:
    """By a relay: what PCs that came through it say to the portal asked, and `further` up (replica, portal, sealed)."""
    fresh = nonce(random)
    body = wire.canonical({"claims": list(sealed), "further": [dict(one) for one in further]})
    return _json("claims", f"{peer.url}/v1/claims", fresh, peer.signing_key, body, _bearer(peer))


def token(peer: Peer, who: Identity, random: Randomness, portal_time: str) -> Request:
    """An assertion by the replica's key.

    `portal_time` is what the portal's hello said: its clock, not ours.
    """
    fresh = nonce(random)
    claim = {"replica": who.replica, "portal": peer.id, "nonce": fresh, "portal_time": portal_time}
    body = wire.canonical({"assertion": who.signing.sign(signing.ASSERTION, wire.canonical(claim))})
    return _json("token", f"{peer.url}/v1/token", fresh, peer.signing_key, body)


def envelopes(peer: Peer, random: Randomness, data: bytes) -> Request:
    """An envelope, as it is stored."""
    fresh = nonce(random)
    headers = {**_bearer(peer), "Content-Type": wire.ENVELOPE_TYPE}
    url = f"{peer.url}/v1/envelopes"
    return Request("envelopes", "POST", url, fresh, peer.signing_key, headers, data, portal=peer.id)


def receipts(peer: Peer, random: Randomness, keys: Sequence[str]) -> Request:
    """Ask which of these keys the portal holds."""
    fresh = nonce(random)
    body = wire.canonical({"keys": list(keys)})
    return _json("receipts", f"{peer.url}/v1/receipts/query", fresh, peer.signing_key, body, _bearer(peer))


def changes(peer: Peer, random: Randomness, most: int = wire.MEBIBYTE) -> Request:
    """The next page of news after the stored cursor, of about `most` bytes."""
    fresh = nonce(random)
    url = f"{peer.url}/v1/changes?after={peer.cursor}&most={most}"
    return Request("changes", "GET", url, fresh, peer.signing_key, _bearer(peer))


def reconciliation(peer: Peer, random: Randomness, period: str, *, records: bool) -> Request:
    """Ask what stands at the portal of a period; each record by name where that is wanted."""
    fresh = nonce(random)
    url = f"{peer.url}/v1/reconciliation?period={quote(period)}{'&records=1' if records else ''}"
    return Request("reconciliation", "GET", url, fresh, peer.signing_key, _bearer(peer))


def file_offset(peer: Peer, random: Randomness, sha: str) -> Request:
    """Ask how much of this file is there."""
    return _tus(peer, random, "HEAD", f"{peer.url}/v1/files/{sha}")


def file_creation(peer: Peer, random: Randomness, sha: str, size: int) -> Request:
    """Begin (or find again) the upload of a file. Its address follows from its content."""
    metadata = base64.b64encode(sha.encode("ascii")).decode("ascii")
    extra = {"Upload-Length": str(size), "Upload-Metadata": f"sha256 {metadata}"}
    return _tus(peer, random, "POST", f"{peer.url}/v1/files", extra)


def file_piece(
    peer: Peer, random: Randomness, sha: str, offset: int, piece: bytes, *, by_post: bool = False
) -> Request:
    """The next piece of a file, with its own checksum; by POST where a proxy on the way drops PATCH."""
    checksum = base64.b64encode(sha256(piece).digest()).decode("ascii")
    extra = {
        "Upload-Offset": str(offset),
        "Upload-Checksum": f"sha256 {checksum}",
        "Content-Type": "application/offset+octet-stream",
    }
    if by_post:
        extra["X-HTTP-Method-Override"] = "PATCH"
    method = "POST" if by_post else "PATCH"
    return _tus(peer, random, method, f"{peer.url}/v1/files/{sha}", extra, piece)


def _bearer(peer: Peer) -> dict[str, str]:
    return {"Authorization": f"Bearer {peer.token}"}


def _json(
    call: str, url: str, fresh: str, signer: str, body: bytes, headers: dict[str, str] | None = None
) -> Request:
    return Request(call, "POST", url, fresh, signer, {**(headers or {}), "Content-Type": JSON_TYPE}, body)


def _tus(
    peer: Peer,
    random: Randomness,
    method: str,
    url: str,
    extra: dict[str, str] | None = None,
    body: bytes = b"",
) -> Request:
    headers = {**_bearer(peer), "Tus-Resumable": TUS, **(extra or {})}
    return Request("files", method, url, nonce(random), peer.signing_key, headers, body, expects_offset=True)


def has_run_out(bearer: str, portal_time: str) -> bool:
    """Whether a token is over by the portal's own clock: no use to carry it to the portal and back."""
    if not bearer:
        return False
    try:
        claim = wire.parse(signing.unverified_payload(bearer), wire.TokenClaim)
    except (signing.BadSignature, wire.WireError):
        return True
    return claim.until <= portal_time
