"""What a sendable record must satisfy. The PC runs it before it freezes, the portal before it accepts.

Values and codes only; each end has its own words for them. Sources: what a portal may be given at each
release level and the routes to recognition are the movement's own rules (docs/protocol.md names them
beside the fields).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, TypeVar

import msgspec

from sync import jcs, wire

T = TypeVar("T")

MAX_TITLE = 500
MAX_TEXT = 200_000
MAX_AUTHORS = 200
MAX_REASON = 2_000
WHOLE_SHARE = 10_000
"""Shares are hundredths of a percent."""
MAX_INTEGER = 2**53 - 1
"""Canonical JSON holds integers exactly up to here (RFC 8785, section 3.2.2.3)."""
CURRENT: Mapping[str, int] = {"initiative": 1, "request": 1}
"""The newest schema of each kind: the one that is written."""
BEHIND = 2
"""So many schemas before it are still taken: PCs that nobody can update for months go on handing over."""


def taken(current: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """Which schemas of each kind a program takes whose newest are these: oldest first."""
    return {kind: tuple(range(max(1, newest - BEHIND), newest + 1)) for kind, newest in current.items()}


SCHEMAS: Mapping[str, tuple[int, ...]] = taken(CURRENT)

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_KIND = re.compile(r"[a-z][a-z_]{0,63}")
_ID = re.compile(r"[!-~]{1,200}")
"""Of records that only a union's own PCs name: some hang on two others, and bear the names of both."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Line ends and tabs are all that a text needs of the control characters.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_NO_CHARACTER = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")

# The same in UTF-8 and JSON, where a control character is an escape: bytes that begin no fault, and the faults.
_PLAIN = bytes(set(range(256)) - {0x7F, 0xC2, 0x5C, *range(0xEF, 0xF5)})
_FAULTY = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xef[\xb7\xbf]|[\xf0-\xf4]|\\[^nt\"\\/]")


class Fault(msgspec.Struct, frozen=True):
    """One thing that keeps a record from being sent: a code, the field, and facts for the sentence."""

    code: str
    field: str = ""
    facts: dict[str, Any] = {}


class Author(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot of one author; `share` in hundredths of a percent. Personal details may be left empty."""

    name: str
    share: int
    birth_year: int | None = None
    gender: str = ""
    title: str = ""
    qualification: str = ""
    staff_code: str = ""


class Benefit(msgspec.Struct, frozen=True, kw_only=True):
    """What it saves in a year: whole đồng, or why no amount is given."""

    kind: Literal["amount", "not_computable", "to_compute", "withheld"]
    amount: int | None = None
    note: str = ""


class Recognition(msgspec.Struct, frozen=True, kw_only=True):
    """How it was recognised: by the council and the head, by the head alone, or from papers signed before."""

    route: Literal["council", "head", "paper"]
    number: str
    date: date
    level: str = "base"


class InitiativeBody(msgspec.Struct, frozen=True, kw_only=True):
    """The body of kind `initiative`, schema 1. Dates are `YYYY-MM-DD`; unknown fields are let through."""

    release: Literal["full", "title"]
    title: str
    union: str
    number: int | None = None
    employer: str = ""
    workshop: str = ""
    field: str = ""
    kind: str = ""
    authors: tuple[Author, ...] = ()
    trial_from: date | None = None
    first_used: date | None = None
    first_use_ended: date | None = None
    benefit: Benefit | None = None
    summary: str = ""
    effect: str = ""
    sections: dict[str, str] = {}
    recognition: Recognition | None = None
    programme: str = ""
    protected: bool = False


class RequestBody(msgspec.Struct, frozen=True, kw_only=True):
    """The body of kind `request`, schema 1: a unit asks that a record it handed over be taken back or opened again.

    `fingerprint` is the version that it speaks of. A request is made once; it has no later version.
    """

    what: Literal["withdraw", "amend"]
    record: str
    fingerprint: str
    reason: str


def check(change: wire.Change) -> tuple[Fault, ...]:
    """Every fault of a change, none where it may be sent."""
    text_faults = () if _is_clean(_encoded(change.body)) else _text_faults(change.body, "")
    return (*_envelope_faults(change), *text_faults, *_kind_faults(change))


def check_arrived(change: wire.Arrived, line: bytes) -> tuple[Fault, ...]:
    """The same of one that came as this line; its body is taken apart only where a look at it shows something."""
    body = bytes(change.body)
    if _is_clean(body) and body.startswith(b"{") and _is_utf8(line):
        try:
            return (*_envelope_faults(change), *_kind_faults(change))
        except msgspec.DecodeError:
            pass  # it is no JSON after all: below it is said so
    try:
        return check(wire.parse_change(line))
    except wire.WireError:
        return (Fault("change.malformed"),)


def _kind_faults(change: wire.Change | wire.Arrived) -> Iterator[Fault]:
    return _unit_faults(change) if change.audience == "unit" else _body_faults(change)


def _body_as(change: wire.Change | wire.Arrived, shape: type[T]) -> T:
    """The body as its kind says. Raises `msgspec.ValidationError`."""
    if isinstance(change, wire.Change):
        return msgspec.convert(change.body, shape)
    return wire.decoder(shape).decode(change.body)


def _fields(change: wire.Change | wire.Arrived) -> dict[str, Any]:
    """The body as it was said, field by field."""
    return change.body if isinstance(change, wire.Change) else wire.parse_object(bytes(change.body))


def _envelope_faults(change: wire.Versioned) -> Iterator[Fault]:
    if not _UUID.fullmatch(change.key):
        yield Fault("id.malformed", "key")
    if not (_UUID if change.audience == "portal" else _ID).fullmatch(change.record):
        yield Fault("id.malformed", "record")
    if change.audience not in {"unit", "portal"}:
        yield Fault("audience.unknown", "audience")
    if len(change.base) > 2 or not all(_SHA256.fullmatch(parent) for parent in change.base):
        yield Fault("base.malformed", "base")
    for number, file in enumerate(change.files):
        if not _SHA256.fullmatch(file.sha256) or not 0 <= file.size <= MAX_INTEGER:
            yield Fault("file.malformed", f"files.{number}")
        yield from _text_faults([file.name, file.media], f"files.{number}")


def _encoded(body: dict[str, Any]) -> bytes:
    """As JSON; where it has no such form, something that is not clean."""
    try:
        return msgspec.json.encode(body)
    except (UnicodeEncodeError, OverflowError):
        return b"\x7f"


def _is_clean(body: bytes) -> bool:
    """Whether one look at this JSON shows no fault of any text; false means that each has to be looked at."""
    if len(body) > MAX_TEXT or jcs.has_odd_number(body):
        return False
    if body.translate(None, _PLAIN) and _FAULTY.search(body):
        return False
    try:
        return unicodedata.is_normalized("NFC", body.decode())
    except UnicodeDecodeError:
        return False


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text_faults(value: object, path: str) -> Iterator[Fault]:
    """Texts that a database, font or protocol on the way would choke on: one poison record stops nobody."""
    if isinstance(value, str):
        code = text_fault(value)
        if code:
            yield Fault(code, path)
        if len(value) > MAX_TEXT:
            yield Fault("text.too_long", path, {"limit": MAX_TEXT})
    elif isinstance(value, dict):
        for name, inner in value.items():
            if text_fault(str(name)):
                yield Fault("text.field_name", path)
            else:
                yield from _text_faults(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _text_faults(inner, f"{path}.{number}" if path else str(number))
    elif isinstance(value, int) and abs(value) > MAX_INTEGER:
        yield Fault("number.too_large", path)


def text_fault(text: str) -> str:
    """The code of what is wrong with a text for every field alike, "" where nothing is."""
    if _CONTROL.search(text):
        return "text.control"
    if _NO_CHARACTER.search(text):
        return "text.not_a_character"
    return "" if unicodedata.is_normalized("NFC", text) else "text.not_nfc"


def _unit_faults(change: wire.Change | wire.Arrived) -> Iterator[Fault]:
    """Between a union's own PCs everything is in `sealed`: whoever carries it learns no more than a kind."""
    if not _KIND.fullmatch(change.kind):
        yield Fault("kind.unknown", "kind")
    if not change.sealed:
        yield Fault("unit.in_clear", "sealed")
    if _fields(change):
        yield Fault("unit.in_clear", "body")
    if change.files:
        yield Fault("unit.in_clear", "files")


def _body_faults(change: wire.Change | wire.Arrived) -> Iterator[Fault]:
    known = SCHEMAS.get(change.kind)
    if known is None:
        yield Fault("kind.unknown", "kind")
        return
    if change.schema not in known:
        code = "schema.too_old" if 0 < change.schema < known[0] else "schema.unknown"
        yield Fault(code, "schema", {"known": list(known)})
        return
    yield from _BODIES[change.kind](change)


def _initiative_faults(change: wire.Change | wire.Arrived) -> Iterator[Fault]:
    try:
        body = _body_as(change, InitiativeBody)
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at `$")
        yield Fault("body.shape", where.rstrip("`").lstrip("."), {"reason": reason})
        return
    if not body.title.strip():
        yield Fault("title.missing", "title")
    if len(body.title) > MAX_TITLE:
        yield Fault("title.too_long", "title", {"limit": MAX_TITLE})
    if not body.union.strip():
        yield Fault("union.missing", "union")
    yield from _recognition_faults(body)
    if body.release == "full":
        yield from _full_faults(body)
    else:
        yield from _title_only_faults(body, change)


def _recognition_faults(body: InitiativeBody) -> Iterator[Fault]:
    if body.recognition is None:
        yield Fault("recognition.missing", "recognition")
    elif not body.recognition.number.strip():
        yield Fault("recognition.number_missing", "recognition.number")


def _full_faults(body: InitiativeBody) -> Iterator[Fault]:
    if body.protected:
        yield Fault("release.protected", "release")  # in clear only title and effect; the rest is sealed
    if not body.authors:
        yield Fault("authors.missing", "authors")
    elif len(body.authors) > MAX_AUTHORS:
        yield Fault("authors.too_many", "authors", {"limit": MAX_AUTHORS})
    else:
        yield from _author_faults(body.authors)
    if body.benefit is None:
        yield Fault("benefit.missing", "benefit")
    elif body.benefit.kind == "amount" and (body.benefit.amount is None or body.benefit.amount < 0):
        yield Fault("benefit.amount_missing", "benefit.amount")
    elif body.benefit.kind != "amount" and body.benefit.amount is not None:
        yield Fault("benefit.amount_unexpected", "benefit.amount")
    if body.first_used and body.first_use_ended and body.first_use_ended < body.first_used:
        yield Fault("dates.ended_before_used", "first_use_ended")


def _author_faults(authors: tuple[Author, ...]) -> Iterator[Fault]:
    for number, author in enumerate(authors):
        if not author.name.strip():
            yield Fault("author.name_missing", f"authors.{number}.name")
        if author.share <= 0:
            yield Fault("share.not_positive", f"authors.{number}.share")
    total = sum(author.share for author in authors)
    if total != WHOLE_SHARE:
        yield Fault("share.sum_not_100", "authors", {"sum": total})


_IN_CLEAR_AT_TITLE = frozenset(
    {"release", "title", "effect", "recognition", "union", "field", "kind", "programme", "protected"}
)


def _title_only_faults(body: InitiativeBody, change: wire.Change | wire.Arrived) -> Iterator[Fault]:
    """At release `title` anything else stays home, or travels in `sealed`."""
    if change.files:
        yield Fault("release.title_only", "files")
    if body.benefit is not None and (body.benefit.kind, body.benefit.amount, body.benefit.note) != (
        "withheld",
        None,
        "",
    ):
        yield Fault("release.title_only", "benefit")
    for name, value in _fields(change).items():
        if name not in _IN_CLEAR_AT_TITLE and name != "benefit" and value not in (None, "", [], {}):
            yield Fault("release.title_only", name)


def _request_faults(change: wire.Change | wire.Arrived) -> Iterator[Fault]:
    try:
        body = _body_as(change, RequestBody)
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at `$")
        yield Fault("body.shape", where.rstrip("`").lstrip("."), {"reason": reason})
        return
    if not _UUID.fullmatch(body.record) or body.record == change.record:
        yield Fault("id.malformed", "record")
    if not _SHA256.fullmatch(body.fingerprint):
        yield Fault("id.malformed", "fingerprint")
    if not body.reason.strip():
        yield Fault("request.reason_missing", "reason")
    if len(body.reason) > MAX_REASON:
        yield Fault("text.too_long", "reason", {"limit": MAX_REASON})
    if change.base:
        yield Fault("request.once", "base")
    if change.files or change.sealed:
        yield Fault("body.shape", "files", {"reason": "files"})


_BODIES: Mapping[str, Callable[[wire.Change | wire.Arrived], Iterator[Fault]]] = {
    "initiative": _initiative_faults,
    "request": _request_faults,
}
