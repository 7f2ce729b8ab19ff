"""What history keeps of a record: JSON bytes in which everything about a person is under that person's own key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from desktop.domain.house import FACTS, HouseFact
from desktop.domain.problems import Refused
from desktop.store.person_keys import PersonKeys

PERSONAL = (
    "name",
    "staff_code",
    "birth",
    "gender",
    "title",
    "qualification",
    "workshop",
    "phone",
    "given_name",
    "union_member",
    "worker_kind",
    "receiver",
    "postings",
    "left_on",
)
_ERASABLE = "erasable"
WITH_AUTHORS = ("initiative", "idea")
"""Kinds whose `authors` are snapshots of people."""

_encoder = msgspec.json.Encoder(order="deterministic")


class Payloads:
    """Packs records for history and unpacks them for undo."""

    def __init__(self, person_keys: PersonKeys) -> None:
        self._keys = person_keys

    def prepare(self, kind: str, values: Sequence[Any]) -> None:
        """Make the keys of all people in many records with one write."""
        if kind == "person":
            self._keys.ensure(value.id for value in values)
        elif kind in WITH_AUTHORS:
            self._keys.ensure(author.person for value in values for author in value.authors)
        elif kind in ("payment_line", "council_member"):
            self._keys.ensure(value.person for value in values)
        elif kind == "praise":
            self._keys.ensure(one.person for value in values for one in value.commended)

    def pack(self, kind: str, value: Any) -> bytes:
        """The record as bytes for ever."""
        body = msgspec.to_builtins(value)
        if kind == "person":
            body = self._hide(body, body["id"])
        elif kind in ("payment_line", "council_member"):
            body = self._hide(body, body["person"])
        elif kind in WITH_AUTHORS:
            body["authors"] = [self._hide(author, author["person"]) for author in body["authors"]]
        elif kind == "praise":
            body["commended"] = [self._hide(one, one["person"]) for one in body["commended"]]
        return _encoder.encode(body)

    def unpack(self, kind: str, data: bytes, of: type[Any]) -> Any:
        """The record again. Raises `Refused("undo.erased")` where somebody in it was erased."""
        body = msgspec.json.decode(data)
        if kind == "person":
            body = self._show(body, body["id"])
        elif kind in ("payment_line", "council_member"):
            body = self._show(body, body["person"])
        elif kind in WITH_AUTHORS:
            body["authors"] = [self._show(author, author["person"]) for author in body["authors"]]
        elif kind == "praise":
            body["commended"] = [self._show(one, one["person"]) for one in body["commended"]]
        return value_of(body, of)

    def _hide(self, body: Mapping[str, Any], person: str) -> dict[str, Any]:
        if not person:
            return dict(body)
        personal = {key: value for key, value in body.items() if key in PERSONAL}
        rest = {key: value for key, value in body.items() if key not in PERSONAL}
        return {**rest, _ERASABLE: self._keys.encrypt(person, _encoder.encode(personal))}

    def _show(self, body: Mapping[str, Any], person: str) -> dict[str, Any]:
        if _ERASABLE not in body:
            return dict(body)
        clear = self._keys.decrypt(person, body[_ERASABLE])
        if clear is None:
            raise Refused("undo.erased", person=person)
        rest = {key: value for key, value in body.items() if key != _ERASABLE}
        return {**rest, **msgspec.json.decode(clear)}


def value_of(body: Mapping[str, Any], of: type[Any]) -> Any:
    """A record from its plain JSON values. Raises `msgspec.ValidationError`, `KeyError` for an unknown fact."""
    value = msgspec.convert(body, of, strict=False)
    if isinstance(value, HouseFact):
        return replace(value, value=msgspec.convert(value.value, FACTS[value.key], strict=False))
    return value
