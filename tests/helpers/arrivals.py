"""Entries at a portal without a line: rows as intake leaves them, many or one, on any day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sync import wire
from sync.clock import FixedClock, new_id, stamp
from sync.portal import house, storage
from sync.portal.house import Portal


@dataclass
class Arrivals:
    """Units and their entries at one portal."""

    portal: Portal
    _envelopes: dict[str, str] = field(default_factory=dict)

    def unit(self, name: str) -> str:
        """A unit by its name, made where there is none, with a PC that sent something."""
        portal = self.portal
        with portal.database.write() as session:
            unit = storage.unit_named(session, name, new_id(portal.clock, portal.random), self.now())
            if unit not in self._envelopes:
                self._envelopes[unit] = self._an_envelope(session, unit)
        return unit

    def arrive(self, unit: str, body: Mapping[str, Any], record: str = "", version: int = 1) -> str:
        """A version of an entry comes now; its record."""
        portal = self.portal
        record = record or new_id(portal.clock, portal.random)
        change = wire.Change(
            key=new_id(portal.clock, portal.random),
            kind="initiative",
            record=record,
            audience="portal",
            base=(),
            schema=1,
            body=dict(body),
        )
        line = wire.encode_change(change)
        row = storage.ChangeRow(
            key=change.key, record=record, unit=unit, kind=change.kind, audience="portal",
            fingerprint=wire.fingerprint(line), replica=f"pc {unit}", line=line, version=version,
            envelope=self._envelopes[unit], audit_head="", received_at=self.now(), state="complete", leaf=b"{}",
        )  # fmt: skip
        head = storage.HeadRow(record, unit, change.kind, row.fingerprint, version, row.received_at)
        with portal.database.write() as session:
            storage.hold_the_pen(session)
            storage.add_changes(session, [row], [])
            storage.set_heads(session, [head])
        return record

    def approve(self, *records: str) -> None:
        """A reviewer approves them now."""
        for record in records:
            house.review(self.portal, record, "approved", by="Hạnh")

    def give_back(self, record: str) -> None:
        """A reviewer returns it now."""
        house.review(self.portal, record, "returned", "Thiếu tệp", by="Hạnh")

    def now(self) -> str:
        """The portal's time."""
        return stamp(self.portal.clock.now())

    def at(self, moment: datetime) -> None:
        """It is that moment now."""
        clock = self.portal.clock
        assert isinstance(clock, FixedClock)
        clock.move(moment - clock.now())

    def _an_envelope(self, session: Any, unit: str) -> str:
        envelope = new_id(self.portal.clock, self.portal.random)
        replica = storage.Replica(f"pc {unit}", unit, "k", disabled=False)
        storage.enrol(session, "", replica, "age", self.now())
        manifest = wire.Manifest(
            v=1, envelope=envelope, replica=replica.id, unit=unit, audience="portal", sequence=1, previous="",
            made_at=self.now(), skew_ms=None, audit_head="", changes=(), files=(),
        )  # fmt: skip
        whole = wire.Envelope(jws="", manifest_line=b"{}", manifest=manifest, lines=())
        storage.add_envelope(session, whole, unit, self.now())
        return envelope
