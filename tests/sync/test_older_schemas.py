"""A portal takes the newest schema and the two before it (N-2): bodies as programs of those days wrote them.

`golden/change.json` and `golden/initiative-1-title.json` are lines of schema 1 as the first release froze them, kept
for ever. A portal of years from now is this one with a newer number.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import wording
from sync import outbox, rules, wire
from sync.portal import counts, house, search
from sync.portal.serving import Served
from tests.sync.conftest import Pc

GOLDEN = Path(__file__).parent / "golden"
FIRST = [
    wire.parse_change((GOLDEN / name).read_bytes().strip())
    for name in ("change.json", "initiative-1-title.json")
]


def years_later(monkeypatch: pytest.MonkeyPatch, newest: int) -> None:
    """The portal's program was updated; PCs were not, and neither end of a test notices the other's number."""
    monkeypatch.setattr(rules, "SCHEMAS", rules.taken({**rules.CURRENT, "initiative": newest}))


def freeze_old(pc: Pc, change: wire.Change, **more: object) -> outbox.Frozen:
    """A line with the body of those days; its files stayed at home."""
    body = {**change.body, **more}
    item = outbox.Outgoing("initiative", pc.record(), body, schema=change.schema)
    with pc.database.write() as session:
        return outbox.freeze(session, pc.clock, pc.random, item)


def test_the_newest_and_two_before_it_are_taken() -> None:
    assert rules.taken({"initiative": 1}) == {"initiative": (1,)}
    assert rules.taken({"initiative": 2}) == {"initiative": (1, 2)}
    assert rules.taken({"initiative": 5}) == {"initiative": (3, 4, 5)}
    assert rules.taken(rules.CURRENT) == rules.SCHEMAS


def test_bodies_two_schemas_old_are_taken_kept_and_shown(
    enrolled: Pc, served: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    years_later(monkeypatch, 3)
    frozen = [freeze_old(enrolled, change) for change in FIRST]
    done = enrolled.send()
    assert (done.received, done.complete, done.parked) == (2, 2, 0)
    with served.portal.database.read() as session:
        from sync.portal import storage

        assert [storage.line_of(session, item.fingerprint) for item in frozen] == [
            item.line for item in frozen
        ]
    assert house.export(served.portal, tmp_path / "out.jsonl") == 2
    assert counts.catch_up(served.portal) == 0
    with served.portal.database.read() as session:
        assert [row.now.recognised for row in counts.by_unit(session)] == [2]
        assert [hit.title for hit in search.find(session, "ga kep duc")] == ["Cải tiến gá kẹp máy tiện"]


def test_one_schema_too_old_is_refused_clearly_and_alone(
    enrolled: Pc, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = freeze_old(enrolled, FIRST[0])
    years_later(monkeypatch, 4)
    done = enrolled.send()
    assert (done.stopped, done.received, done.parked) == ("", 0, 1)
    state = enrolled.state(old.record)
    assert (state.code, state.field) == ("schema.too_old", "schema")
    assert "phần mềm cũ" in wording.sentence(state.code)
    assert "vẫn nhập" in wording.advice(state.code)
    assert house.stats(served.portal)["records"] == 0


def test_one_that_is_newer_than_the_portal_waits_for_it(
    enrolled: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    years_later(monkeypatch, 2)
    new = freeze_old(enrolled, wire.Change(**{**_fields(FIRST[0]), "schema": 2}), warmth="ấm")
    monkeypatch.undo()
    assert enrolled.send().parked == 1
    assert enrolled.state(new.record).code == "schema.unknown"


def _fields(change: wire.Change) -> dict[str, object]:
    return {name: getattr(change, name) for name in change.__struct_fields__}
