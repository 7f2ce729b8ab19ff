"""What becomes of each change of an envelope: new, the same again, other bytes, faulty, stale, too early.

Decisions only, given a session; the caller's transaction makes them last. An envelope is not atomic:
each change gets an outcome of its own, and all of them are written together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sync import rules, wire
from sync.database import Session
from sync.portal import storage, storage_held, storage_requests, storage_review

NOT_TAKEN = frozenset({"refused", "conflict"})
"""Outcomes whose version never existed for the record: a child of it stands on its parent's parent."""


class Forked(Exception):
    """Two installations send under one replica id: a copied or restored folder."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which portal this is, in which epoch, and its time now (a stamp)."""

    portal: str
    epoch: str
    now: str


def take(session: Session, place: Place, envelope: wire.Envelope, unit: str) -> list[bytes]:
    """Take an envelope of a unit whose signature was checked; one leaf per change, in the envelope's order.

    Raises `Forked` where this replica sent another envelope under the same number.
    """
    storage.hold_the_pen(session)
    manifest = envelope.manifest
    before = storage.envelope_at(session, manifest.replica, manifest.sequence)
    if before not in {None, wire.envelope_hash(envelope.jws)}:
        raise Forked
    storage.add_envelope(session, envelope, unit, place.now)
    intake = _Intake(session, place, envelope, unit)
    intake.decide()
    intake.write()
    intake.release()
    return intake.leaves()


def leaves_for(session: Session, units: Sequence[str], keys: Sequence[str]) -> list[bytes]:
    """What this portal says of keys: the receipt again, that it holds them, why not, or nothing known."""
    here = storage.held(session, keys)
    refused = storage.rejected_leaves(session, units, keys)
    found = []
    for key in keys:
        change = here.get(key)
        if change is not None and change.unit in units:
            found.append(change.leaf or _later(change.key, change.fingerprint, change.record))
        else:
            found.append(refused.get(key) or wire.canonical({"outcome": "unknown", "key": key}))
    return found


def file_arrived(session: Session, place: Place, content: str, size: int) -> None:
    """A file is here whole: changes that waited for it alone are complete, with a new receipt."""
    storage.hold_the_pen(session)
    storage.add_file(session, content, size, place.now)
    receipts = [wire.parse_receipt(leaf) for leaf in storage.received_leaves_naming(session, content)]
    present = storage.present_files(
        session, sorted({name for receipt in receipts for name in receipt.missing})
    )
    for receipt in receipts:
        missing = tuple(name for name in receipt.missing if name not in present)
        if missing:
            continue
        complete = wire.canonical(
            {
                **wire.parse_object(wire.canonical(receipt)),
                "state": "complete",
                "missing": [],
                "completed_at": place.now,
                "epoch": place.epoch,
            }
        )
        storage.set_leaf(session, receipt.key, "complete", receipt.version, complete)


class _Intake:
    """One envelope under decision; what is to be written is gathered and written at once."""

    def __init__(self, session: Session, place: Place, envelope: wire.Envelope, unit: str) -> None:
        self._session = session
        self._place = place
        self._unit = unit
        self._manifest = envelope.manifest
        self._listed = list(zip(envelope.manifest.changes, envelope.lines, strict=True))
        self._parsed = [_parsed(line) for line in envelope.lines]
        changes = [change for change in self._parsed if change is not None]
        bases = sorted({parent for change in changes for parent in change.base})
        self._here = storage.held(session, [key for key, _ in envelope.manifest.changes])
        records = sorted({change.record for change in changes})
        self._heads = storage.heads(session, records, self._manifest.audience)
        self._known = storage.stored_fingerprints(session, bases)
        self._rejected = dict(storage.rejections(session, bases))
        contents = sorted({file.sha256 for change in changes for file in change.files})
        self._present = storage.present_files(session, contents)
        self._answers: dict[int, bytes] = {}
        self._rows: list[storage.ChangeRow] = []
        self._files: list[dict[str, Any]] = []
        self._waits: list[tuple[str, str]] = []
        self._refusals: list[dict[str, Any]] = []
        self._new_heads: dict[str, storage.HeadRow] = {}
        self._shared: list[tuple[str, dict[str, Any]]] = []
        self._taken: list[str] = []
        self._requests: list[tuple[wire.Change, str, str]] = []

    def decide(self) -> None:
        """An outcome for each line, in order; a later one sees what the earlier ones changed."""
        for number, ((key, fingerprint), line) in enumerate(self._listed):
            here = self._here.get(key)
            if here is not None:
                self._answers[number] = self._again(here, key, fingerprint)
                continue
            change = self._parsed[number]
            faults = self._faults(change, key, line)
            if change is None or faults:
                record = "" if change is None else change.record
                self._reject(number, line, record, {"outcome": "refused", "faults": faults})
                continue
            self._place_in_history(number, change, line, fingerprint)

    def _again(self, here: storage.Held, key: str, fingerprint: str) -> bytes:
        """The same key once more: the same bytes get their first receipt, other bytes are refused."""
        if here.unit != self._unit:
            return wire.canonical(
                {"outcome": "conflict", "key": key, "fingerprint": fingerprint, "stored": ""}
            )
        if here.fingerprint != fingerprint:
            stored = {"stored": here.fingerprint, "record": here.record}
            return wire.canonical({"outcome": "conflict", "key": key, "fingerprint": fingerprint, **stored})
        return here.leaf or _later(key, fingerprint, here.record)

    def _faults(self, change: wire.Arrived | None, key: str, line: bytes) -> list[rules.Fault]:
        if change is None:
            return [rules.Fault("change.malformed")]
        if change.key != key:
            return [rules.Fault("key.differs", "key")]
        if change.audience != self._manifest.audience:
            return [rules.Fault("audience.differs", "audience")]
        head = self._heads.get(change.record)
        if head is not None and head.unit != self._unit:
            return [rules.Fault("record.of_another_unit", "record")]
        return list(rules.check_arrived(change, line))

    def _place_in_history(self, number: int, change: wire.Arrived, line: bytes, fingerprint: str) -> None:
        where = self._where(change)
        if where == "stale":
            head = self._heads[change.record].fingerprint
            current = (
                storage.line_of(self._session, head) if head in self._known_heads() else self._line(head)
            )
            facts = {"outcome": "stale", "head": head, "line": current.decode("utf-8")}
            self._reject(number, line, change.record, facts)
        elif where == "later":
            self._add(change, line, fingerprint, state="held")
            self._waits += [(parent, change.key) for parent in change.base]
            self._answers[number] = _later(change.key, fingerprint, change.record)
        else:
            self._answers[number] = self._accept(change, line, fingerprint)

    def _where(self, change: wire.Arrived) -> str:
        """Whether a change builds on the record's current version, on an older one, or on one yet to come."""
        parents, stale = self._standing_on(change.base)
        head = self._heads.get(change.record)
        if head is None:
            return "stale" if stale else ("later" if parents else "accepted")
        if head.fingerprint in parents:
            return "accepted"
        return "stale" if stale or parents <= self._known else "later"

    def _standing_on(self, base: Iterable[str]) -> tuple[set[str], bool]:
        """(parents that exist, whether one was stale): a refused parent gives way to its own parents."""
        parents: set[str] = set()
        todo, stale = list(base), False
        while todo:
            parent = todo.pop()
            outcome, its_base = self._rejected.get(parent, ("", ""))
            if outcome in NOT_TAKEN:
                todo += its_base.split()
                self._rejected.update(storage.rejections(self._session, its_base.split()))
                self._known |= storage.stored_fingerprints(self._session, its_base.split())
            else:
                stale = stale or outcome == "stale"
                parents.add(parent)
        return parents, stale

    def _accept(self, change: wire.Arrived, line: bytes, fingerprint: str) -> bytes:
        head = self._heads.get(change.record)
        version = 1 if head is None else head.version + 1
        state, leaf = self._receipt(change, fingerprint, version, self._manifest.audit_head, self._place.now)
        self._add(change, line, fingerprint, state=state, version=version, leaf=leaf)
        self._move_head(change, fingerprint, version, self._place.now)
        if (change.kind, change.audience) == (storage_requests.KIND, "portal"):
            self._requests.append((wire.parse_change(line), fingerprint, self._unit))
        self._share(change, line, fingerprint, version, self._manifest.replica)
        return leaf

    def _share(self, change: wire.Arrived, line: bytes, fingerprint: str, version: int, replica: str) -> None:
        """What one PC of the union said to the others goes into their feed, word for word."""
        if change.audience == "unit":
            facts = {"fingerprint": fingerprint, "version": version, "replica": replica}
            self._shared.append((change.record, {**facts, "line": line.decode("utf-8")}))

    def _receipt(
        self, change: wire.Arrived, fingerprint: str, version: int, audit_head: str, at: str
    ) -> tuple[str, bytes]:
        """(state, leaf) of the receipt for a version that is taken."""
        missing = tuple(sorted({file.sha256 for file in change.files if file.sha256 not in self._present}))
        state = "received" if missing else "complete"
        receipt = wire.Receipt(
            outcome="accepted",
            key=change.key,
            fingerprint=fingerprint,
            record=change.record,
            version=version,
            state=state,
            missing=missing,
            at=at,
            completed_at="" if missing else at,
            head=audit_head,
            unit=self._unit,
            portal=self._place.portal,
            epoch=self._place.epoch,
        )
        return state, wire.encode_receipt(receipt)

    def _move_head(self, change: wire.Arrived, fingerprint: str, version: int, at: str) -> None:
        unit = self._unit
        self._heads[change.record] = storage.Head(change.record, unit, fingerprint, version)
        self._known.add(fingerprint)
        self._taken.append(fingerprint)
        self._new_heads[change.record] = storage.HeadRow(
            change.record, unit, change.kind, fingerprint, version, at
        )

    def _add(
        self,
        change: wire.Arrived,
        line: bytes,
        fingerprint: str,
        *,
        state: str,
        version: int | None = None,
        leaf: bytes | None = None,
    ) -> None:
        said, now = self._manifest, self._place.now
        self._rows.append(
            storage.ChangeRow(
                change.key, fingerprint, change.record, self._unit, said.replica, change.kind, change.audience,
                line, said.envelope, said.audit_head, now, state, version, leaf,
            )
        )  # fmt: skip
        self._here[change.key] = storage.Held(change.key, fingerprint, change.record, self._unit, state, leaf)
        for file in change.files:
            self._files.append(
                {
                    "key": change.key,
                    "sha256": file.sha256,
                    "size": file.size,
                    "name": file.name,
                    "media": file.media,
                }
            )

    def _reject(self, number: int, line: bytes, record: str, facts: dict[str, Any]) -> None:
        key, fingerprint = self._listed[number][0]
        change = self._parsed[number]
        base = change.base if change is not None else ()
        refusal = self._refusal(key, fingerprint, record, line, base, facts)
        self._answers[number] = refusal["leaf"]
        self._refusals.append(refusal)

    def _refusal(
        self, key: str, fingerprint: str, record: str, line: bytes, base: Sequence[str], facts: dict[str, Any]
    ) -> dict[str, Any]:
        """What is kept of a change that is not taken."""
        outcome, parents = str(facts["outcome"]), " ".join(base)
        self._rejected[fingerprint] = (outcome, parents)
        return {
            "key": key,
            "fingerprint": fingerprint,
            "record": record,
            "unit": self._unit,
            "outcome": outcome,
            "base": parents,
            "line": line,
            "leaf": wire.canonical({"key": key, "fingerprint": fingerprint, "record": record, **facts}),
            "envelope": self._manifest.envelope,
            "at": self._place.now,
        }

    def _known_heads(self) -> set[str]:
        """Fingerprints of current versions that stand in the database already, not only in this envelope."""
        return {head.fingerprint for head in self._heads.values()} - set(self._taken)

    def _line(self, fingerprint: str) -> bytes:
        return next(row.line for row in self._rows if row.fingerprint == fingerprint)

    def write(self) -> None:
        """Write all that was decided."""
        storage.add_changes(self._session, self._rows, self._files)
        self._set_heads(list(self._new_heads.values()))
        storage_requests.add(self._session, self._requests, self._place.now)
        storage_held.hold_for(self._session, self._waits)
        storage.add_rejected(self._session, self._refusals)
        storage.forget_rejected(self._session, [row.key for row in self._rows])

    def release(self) -> None:
        """Take in held changes whose parents are here now, and theirs in turn."""
        fresh = list(self._taken)
        while fresh:
            waiting = storage_held.waiting_for(self._session, fresh)
            fresh = []
            for row in waiting:
                line = bytes(row["line"])
                change = wire.parse_arrived(line)
                if (row["unit"], row["audience"]) != (self._unit, self._manifest.audience):
                    continue
                fingerprint = wire.fingerprint(line)
                self._known |= storage.stored_fingerprints(self._session, list(change.base))
                where = self._where(change)
                if where == "stale":
                    self._overtaken(change, line, fingerprint, row["envelope"])
                if where != "accepted":
                    continue
                contents = [file.sha256 for file in change.files]
                self._present |= storage.present_files(self._session, contents)
                version = self._heads[change.record].version + 1
                state, leaf = self._receipt(
                    change, fingerprint, version, row["audit_head"], row["received_at"]
                )
                storage.set_leaf(self._session, change.key, state, version, leaf)
                self._move_head(change, fingerprint, version, row["received_at"])
                self._set_heads([self._new_heads[change.record]])
                self._share(change, line, fingerprint, version, row["replica"])
                fresh.append(fingerprint)
        self._tell()

    def _overtaken(self, change: wire.Arrived, line: bytes, fingerprint: str, envelope: str) -> None:
        """A held change whose parent came with another child in front: told as any stale one, not held for ever."""
        head = self._heads[change.record].fingerprint
        current = storage.line_of(self._session, head).decode("utf-8")
        facts = {"outcome": "stale", "head": head, "line": current}
        storage_held.give_back(self._session, change.key)
        refusal = self._refusal(change.key, fingerprint, change.record, line, change.base, facts)
        storage.add_rejected(self._session, [{**refusal, "envelope": envelope}])

    def _set_heads(self, rows: list[storage.HeadRow]) -> None:
        if self._manifest.audience == "unit":
            storage.set_unit_heads(self._session, rows)
        else:
            # A request stands beside the records and is none of them.
            records = [row for row in rows if row.kind != storage_requests.KIND]
            storage.set_heads(self._session, records)

    def _tell(self) -> None:
        if self._shared:
            unit, now = self._unit, self._place.now
            storage_review.add_all_news(self._session, unit, "change", self._shared, now)

    def leaves(self) -> list[bytes]:
        """The answer's lines; a held change that was released a moment ago has its receipt already."""
        keys = [key for key, _ in self._manifest.changes]
        now = storage.held(self._session, keys) if self._waits else {}
        found = []
        for number, key in enumerate(keys):
            here = now.get(key)
            released = here is not None and here.leaf is not None and b'"later"' in self._answers[number]
            found.append(here.leaf if here is not None and here.leaf and released else self._answers[number])
        return found


def _later(key: str, fingerprint: str, record: str) -> bytes:
    return wire.canonical({"outcome": "later", "key": key, "fingerprint": fingerprint, "record": record})


def _parsed(line: bytes) -> wire.Arrived | None:
    try:
        return wire.parse_arrived(line)
    except wire.WireError:
        return None
