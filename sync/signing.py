"""Signing and encrypting: Ed25519 in JWS (RFC 7515, `alg` Ed25519 of RFC 9864) and age (X25519).

Every party has a signing key and an age key; a union has an age key that its PCs share and no portal has.
Each kind of signed thing has its own `typ`, so that a signature made for one is never taken for another.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from sync import merkle, wire
from sync.clock import Randomness

ALGORITHM: Final = "Ed25519"
# What a signature is for; stands in its header as `typ`.
ENVELOPE: Final = "sangkien-envelope+jws"
ANSWER: Final = "sangkien-answer+jws"
ENROLMENT: Final = "sangkien-enrolment+jws"
ASSERTION: Final = "sangkien-assertion+jws"
BEARER: Final = "sangkien-token+jws"
BUNDLE: Final = "sangkien-bundle+jws"

SEED_BYTES = 32
PUBLIC_BYTES = 32


class BadSignature(Exception):
    """Not signed by that key, or not for that purpose."""


class SigningKey:
    """An Ed25519 key pair made from its 32-byte seed."""

    def __init__(self, seed: bytes) -> None:
        self.seed = seed
        public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        self.public = _base64url(public)
        self._key = OKPKey.import_key(
            {"kty": "OKP", "crv": "Ed25519", "x": self.public, "d": _base64url(seed)}
        )

    def sign(self, typ: str, payload: bytes) -> str:
        """A compact JWS that carries its payload."""
        return jws.serialize_compact(
            {"alg": ALGORITHM, "typ": typ}, payload, self._key, algorithms=[ALGORITHM]
        )

    def sign_detached(self, typ: str, payload: bytes) -> str:
        """A compact JWS without its payload (RFC 7515, appendix F)."""
        header, _, signature = self.sign(typ, payload).split(".")
        return f"{header}..{signature}"


def new_signing_key(random: Randomness) -> SigningKey:
    """A fresh key pair."""
    return SigningKey(random(SEED_BYTES))


def verify(public: str, typ: str, compact: str) -> bytes:
    """The payload of a compact JWS, once its signature and purpose were checked. Raises `BadSignature`."""
    return _verified(public, typ, compact, None)


def verify_detached(public: str, typ: str, compact: str, payload: bytes) -> None:
    """Check a detached JWS over this payload. Raises `BadSignature`."""
    _verified(public, typ, compact, payload)


def unverified_payload(compact: str) -> bytes:
    """What a compact JWS claims, to learn whose key to check it with.

    Raises `BadSignature` where it is no JWS.
    """
    parts = compact.split(".")
    if len(parts) != 3:
        raise BadSignature
    return _unbase64url(parts[1])


def _verified(public: str, typ: str, compact: str, payload: bytes | None) -> bytes:
    if len(_unbase64url(public)) != PUBLIC_BYTES:
        raise BadSignature
    try:
        key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public})
        found = jws.deserialize_compact(compact, key, algorithms=[ALGORITHM], payload=payload)
    except (JoseError, ValueError, UnicodeError) as error:
        raise BadSignature from error
    if found.protected.get("typ") != typ:
        raise BadSignature
    return bytes(found.payload)


def seal_envelope(key: SigningKey, manifest: wire.Manifest, lines: Sequence[bytes]) -> tuple[str, bytes]:
    """Sign a manifest and pack the envelope: (detached JWS, bytes to store and send)."""
    manifest_line = wire.canonical(manifest)
    signature = key.sign_detached(ENVELOPE, manifest_line)
    return signature, wire.pack_envelope(signature, manifest_line, lines)


def check_envelope(envelope: wire.Envelope, public: str) -> None:
    """The manifest is signed by this key, and the lines are the ones that it lists. Raises `BadSignature`."""
    verify_detached(public, ENVELOPE, envelope.jws, envelope.manifest_line)
    listed = [fingerprint for _, fingerprint in envelope.manifest.changes]
    if listed != [wire.fingerprint(line) for line in envelope.lines]:
        raise BadSignature


def sign_answer(key: SigningKey, head: wire.AnswerHead, lines: Sequence[bytes]) -> bytes:
    """The bytes of an answer: `head` (its size and root are filled in here) signed over the lines."""
    head = msgspec.structs.replace(head, size=len(lines), root=merkle.root(lines).hex())
    return wire.pack_answer(key.sign(ANSWER, wire.canonical(head)), lines)


def open_answer(data: bytes, public: str) -> tuple[str, wire.AnswerHead, tuple[bytes, ...]]:
    """(signed head, head, lines) of an answer by this key, its root checked over all lines.

    Raises `BadSignature` where another key signed, `WireError` where lines were cut or altered on the way.
    """
    compact, lines = wire.unpack_answer(data)
    head = wire.parse_head(verify(public, ANSWER, compact))
    if head.size != len(lines) or head.root != merkle.root(lines).hex():
        raise wire.WireError("answer.altered")
    return compact, head, lines


def check_leaf(public: str, head_jws: str, leaf: bytes, index: int, path: Sequence[bytes]) -> wire.AnswerHead:
    """One line of an answer shown alone; its signed head. Raises `BadSignature` or `WireError`."""
    head = wire.parse_head(verify(public, ANSWER, head_jws))
    try:
        root = bytes.fromhex(head.root)
    except ValueError:
        raise BadSignature from None
    if not merkle.includes(root, leaf, index, head.size, path):
        raise BadSignature
    return head


def check_receipt(public: str, head_jws: str, leaf: bytes, index: int, path: Sequence[bytes]) -> wire.Receipt:
    """One receipt shown alone: signed head, leaf and path. Raises `BadSignature` or `WireError`."""
    head = check_leaf(public, head_jws, leaf, index, path)
    receipt = wire.parse_receipt(leaf)
    if (receipt.outcome, receipt.portal) != ("accepted", head.portal):
        raise BadSignature
    return receipt


class NotForUs(Exception):
    """Encrypted to others: none of the identities opens it."""


def encrypt_bytes(recipients: Sequence[str], clear: bytes) -> bytes:
    """An age file that each of these recipients can open."""
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    return bytes(pyrage.encrypt(clear, keys))


def decrypt_bytes(identities: Sequence[str], sealed: bytes) -> bytes:
    """The content of an age file. Raises `NotForUs`, or `BadSignature` where it was cut or altered."""
    keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
    try:
        return bytes(pyrage.decrypt(sealed, keys))
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise NotForUs from error
        raise BadSignature from error


def new_age_identity() -> str:
    """A fresh age identity (`AGE-SECRET-KEY-…`); age draws it from the system's own randomness."""
    return str(pyrage.x25519.Identity.generate())


def age_recipient(identity: str) -> str:
    """The public side of an identity (`age1…`)."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def is_identity(text: str) -> bool:
    """Whether something is an age identity: its own checksum finds what was typed wrong."""
    try:
        pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        return False
    return True


def is_recipient(text: str) -> bool:
    """Whether something can be encrypted to this."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def encrypt_to(recipient: str, content: Mapping[str, Any]) -> str:
    """`sealed` of a change: canonical JSON of the content, age-encrypted, base64."""
    clear = wire.canonical(dict(content))
    return base64.b64encode(pyrage.encrypt(clear, [pyrage.x25519.Recipient.from_str(recipient)])).decode(
        "ascii"
    )


def decrypt(identities: Sequence[str], sealed: str) -> dict[str, Any]:
    """The content of `sealed` again.

    Raises `BadSignature` where none of the identities fits or it was altered.
    """
    keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
    try:
        clear = pyrage.decrypt(base64.b64decode(sealed, validate=True), keys)
    except (pyrage.DecryptError, binascii.Error) as error:
        raise BadSignature from error
    return wire.parse_object(clear)


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _unbase64url(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise BadSignature from None
