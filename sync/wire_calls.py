"""What the calls of protocol 1 say beside changes and receipts: greetings, enrolments, tokens, pages, standings."""

from __future__ import annotations

from typing import Annotated

import msgspec

MEBIBYTE = 1024 * 1024

Limit = Annotated[int, msgspec.Meta(ge=1)]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one end takes; the portal says its own in `hello`. Sizes in bytes."""

    envelope: Limit = 8 * MEBIBYTE
    unpacked: Limit = 64 * MEBIBYTE
    ratio: Limit = 200
    changes: Limit = 2_000
    line: Limit = MEBIBYTE
    keys: Limit = 1_000
    chunk: Limit = 256 * 1024
    file: Limit = 512 * MEBIBYTE


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    """What the portal says of itself: who, with which public keys, what it speaks and what it takes."""

    portal: str
    name: str
    signing_key: str
    age_recipient: str
    protocols: tuple[int, ...]
    schemas: dict[str, tuple[int, ...]]
    limits: Limits


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """What a spent code gives."""

    unit: str
    unit_name: str
    token: str


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """A bearer token: itself a JWS by the portal over a `TokenClaim`."""

    token: str


class TokenClaim(msgspec.Struct, frozen=True, kw_only=True):
    """Whose token it is, and until when by the portal's clock."""

    replica: str
    portal: str
    until: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a page of news."""

    more: bool


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a unit's records stand at the portal, and `versions_hash` over them.

    `period` is the beginning of the portal's time of receipt (`2026`, `2026-03`), "" for all.
    """

    period: str
    records: int
    hash: str


class Standpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One of those records and its current version."""

    record: str
    version: int
