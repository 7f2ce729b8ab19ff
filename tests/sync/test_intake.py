"""What the portal decides about each change, in both databases that it may stand on, and without HTTP."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from sync import signing, wire
from sync.database import Database, open_server, open_sqlite
from sync.portal import intake, storage
from tests.sync.conftest import an_initiative

KEY = signing.SigningKey(b"r" * 32)
PLACE = intake.Place("portal", "epoch", "2026-03-05T05:00:00.000000Z")
FILE = wire.FileRef(sha256="ab" * 32, size=3, name="a.pdf", media="application/pdf")


class Desk:
    """Envelopes of a replica, straight into intake."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.database.migrate("portal", storage.MIGRATIONS)
        self.sequence = 0
        with self.database.write() as session:
            for unit in ("u1", "u2"):
                storage.unit_named(session, unit, unit, PLACE.now)
                storage.add_code(session, unit, unit, "pc", PLACE.now)
                storage.enrol(
                    session,
                    unit,
                    storage.Replica(f"r-{unit}", unit, KEY.public, disabled=False),
                    "a",
                    PLACE.now,
                )

    def envelope(self, *lines: bytes, unit: str = "u1", sequence: int = 0, keys: list[str] | None = None):
        self.sequence += 1
        manifest = wire.Manifest(
            v=1, envelope=f"e{self.sequence}", replica=f"r-{unit}", unit=unit, audience="portal",
            sequence=sequence or self.sequence, previous="", made_at="", skew_ms=None, audit_head="head",
            changes=tuple(
                (keys[n] if keys else str(wire.parse_object(line).get("key")), wire.fingerprint(line))
                for n, line in enumerate(lines)
            ),
            files=(),
        )  # fmt: skip
        _, data = signing.seal_envelope(KEY, manifest, lines)
        return wire.unpack_envelope(data, wire.Limits())

    def take(self, *lines: bytes, **more):
        return self.take_envelope(self.envelope(*lines, **more))

    def take_envelope(self, envelope, place=PLACE):
        with self.database.write() as session:
            return [
                wire.parse_object(leaf)
                for leaf in intake.take(session, place, envelope, envelope.manifest.unit)
            ]

    def ask(self, keys, unit="u1"):
        with self.database.read() as session:
            return [wire.parse_object(leaf) for leaf in intake.leaves_for(session, [unit], keys)]

    def count(self, table: str) -> int:
        with self.database.read() as session:
            return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request, tmp_path):
    if request.param == "sqlite":
        database = open_sqlite(tmp_path / "portal.db", "cd" * 48)
    else:
        database = open_server(request.getfixturevalue("postgresql_url"))
    found = Desk(database)
    yield found
    found.database.close()


def uid(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


def line(key: int, record: int = 1, base=(), **changed) -> bytes:
    body = changed.pop("body", None) or an_initiative(f"Bản {key}")
    return wire.encode_change(
        wire.Change(
            key=uid(key),
            kind="initiative",
            record=uid(record),
            audience="portal",
            base=tuple(base),
            schema=1,
            body=body,
            **changed,
        )
    )


def test_a_new_change_is_accepted_with_a_full_receipt(desk):
    sent = line(1)

    (answer,) = desk.take(sent)

    assert answer == {
        "outcome": "accepted", "key": uid(1), "fingerprint": wire.fingerprint(sent), "record": uid(1), "version": 1,
        "state": "complete", "missing": [], "at": PLACE.now, "completed_at": PLACE.now, "head": "head",
        "unit": "u1", "portal": "portal", "epoch": "epoch",
    }  # fmt: skip


def test_the_same_again_gets_the_first_receipt_again_whenever_it_comes(desk):
    sent = line(1)
    (first,) = desk.take(sent)

    later = replace_place(now="2027-01-01T00:00:00.000000Z", epoch="another")
    (again,) = desk.take_envelope(desk.envelope(sent), later)

    assert again == first
    assert desk.count("change") == 1


def replace_place(**changed):
    from dataclasses import replace as replace_dataclass

    return replace_dataclass(PLACE, **changed)


def test_the_same_envelope_again_changes_nothing(desk):
    envelope = desk.envelope(line(1), line(2, record=2))

    assert desk.take_envelope(envelope) == desk.take_envelope(envelope)
    assert (desk.count("change"), desk.count("envelope")) == (2, 1)


def test_the_same_key_with_other_bytes_is_refused_with_what_stands(desk):
    first = line(1)
    desk.take(first)

    (answer,) = desk.take(line(1, body=an_initiative("Khác")))

    assert (answer["outcome"], answer["stored"]) == ("conflict", wire.fingerprint(first))
    assert desk.count("change") == 1


def test_a_key_of_another_unit_is_refused_and_tells_nothing(desk):
    desk.take(line(1))

    (answer,) = desk.take(line(1), unit="u2")

    assert (answer["outcome"], answer["stored"]) == ("conflict", "")
    assert desk.ask([uid(1)], unit="u2") == [{"outcome": "unknown", "key": uid(1)}]


def test_a_record_of_another_unit_is_not_taken_over(desk):
    first = line(1)
    desk.take(first)

    (answer,) = desk.take(line(2, base=[wire.fingerprint(first)]), unit="u2")

    assert [fault["code"] for fault in answer["faults"]] == ["record.of_another_unit"]


def test_versions_follow_one_another(desk):
    first = line(1)
    second = line(2, base=[wire.fingerprint(first)])
    third = line(3, base=[wire.fingerprint(second)])

    answers = desk.take(first, second) + desk.take(third)

    assert [answer["version"] for answer in answers] == [1, 2, 3]
    assert desk.count("record") == 1


def test_a_version_on_an_older_one_is_stale_and_is_told_the_current_line(desk):
    first = line(1)
    second = line(2, base=[wire.fingerprint(first)])
    rival = line(3, base=[wire.fingerprint(first)])
    desk.take(first, second)

    (answer,) = desk.take(rival)

    assert (answer["outcome"], answer["head"]) == ("stale", wire.fingerprint(second))
    assert answer["line"].encode() == second
    assert desk.ask([uid(3)])[0]["outcome"] == "stale"
    merged = line(4, base=[wire.fingerprint(second), wire.fingerprint(rival)])
    assert desk.take(merged)[0]["version"] == 3


def test_a_rival_in_the_same_envelope_is_stale_too(desk):
    first = line(1)
    rivals = [line(2, base=[wire.fingerprint(first)]), line(3, base=[wire.fingerprint(first)])]

    answers = desk.take(first, *rivals)

    assert [answer["outcome"] for answer in answers] == ["accepted", "accepted", "stale"]
    assert answers[2]["line"].encode() == rivals[0]


def test_a_second_first_version_is_stale(desk):
    desk.take(line(1))

    assert desk.take(line(2))[0]["outcome"] == "stale"


def test_children_before_their_parents_are_held_and_then_taken_in_order(desk):
    first = line(1)
    second = line(2, base=[wire.fingerprint(first)])
    third = line(3, base=[wire.fingerprint(second)])

    early = desk.take(third, second)
    assert [answer["outcome"] for answer in early] == ["later", "later"]
    assert desk.ask([uid(2)])[0]["outcome"] == "later"
    desk.take(first)

    assert [answer["version"] for answer in desk.ask([uid(1), uid(2), uid(3)])] == [1, 2, 3]
    assert desk.count("held_base") == 0


def test_a_held_child_that_another_overtook_is_stale_and_not_held_for_ever(desk):
    """Two went on from one copy, and one of them came before what both build on."""
    first = line(1)
    theirs, ours = (
        line(number, base=[wire.fingerprint(first)], body=an_initiative(f"{number}")) for number in (2, 3)
    )
    assert desk.take(ours)[0]["outcome"] == "later"

    desk.take(first, theirs)

    (said,) = desk.ask([uid(3)])
    assert (said["outcome"], said["head"]) == ("stale", wire.fingerprint(theirs))
    assert desk.count("held_base") == 0
    assert desk.take(ours)[0]["outcome"] == "stale"


def test_in_one_envelope_any_order_will_do(desk):
    first = line(1)
    second = line(2, base=[wire.fingerprint(first)])

    answers = desk.take(second, first)

    assert [answer["version"] for answer in answers] == [2, 1]


def test_a_faulty_change_is_refused_by_field_and_the_rest_goes_on(desk):
    answers = desk.take(line(1), line(2, record=2, body=an_initiative(title="")), line(3, record=3))

    assert [answer["outcome"] for answer in answers] == ["accepted", "refused", "accepted"]
    assert answers[1]["faults"] == [{"code": "title.missing", "field": "title", "facts": {}}]
    assert desk.ask([uid(2)]) == [answers[1]]


def test_the_child_of_a_refused_version_stands_on_its_grandparent(desk):
    first = line(1)
    bad = line(2, base=[wire.fingerprint(first)], body=an_initiative(title=""))
    good = line(3, base=[wire.fingerprint(bad)])
    desk.take(first, bad)

    assert desk.take(good)[0]["version"] == 2


def test_what_is_mended_under_the_same_key_stops_being_refused(desk):
    desk.take(line(1, body=an_initiative(title="")))

    assert desk.take(line(1))[0]["outcome"] == "accepted"
    assert desk.count("rejected") == 0


@pytest.mark.parametrize(
    ("sent", "keys", "code"),
    [
        (b"not json", [uid(1)], "change.malformed"),
        (b'{"key":"x"}', [uid(1)], "change.malformed"),
        (line(1), [uid(2)], "key.differs"),
        (
            wire.encode_change(replace(wire.parse_change(line(1)), audience="unit")),
            [uid(1)],
            "audience.differs",
        ),
    ],
)
def test_what_does_not_belong_in_this_envelope(desk, sent, keys, code):
    (answer,) = desk.take(sent, keys=keys)

    assert [fault["code"] for fault in answer["faults"]] == [code]


def test_files_make_a_change_complete_when_the_last_is_there(desk):
    other = replace(FILE, sha256="cd" * 32)
    (answer,) = desk.take(line(1, files=(FILE, other)))
    assert (answer["state"], answer["missing"]) == ("received", [FILE.sha256, other.sha256])

    for content in (FILE.sha256, other.sha256):
        with desk.database.write() as session:
            intake.file_arrived(session, replace_place(now="2026-04-01T00:00:00.000000Z"), content, 3)

    (now,) = desk.ask([uid(1)])
    assert (now["state"], now["missing"], now["at"]) == ("complete", [], PLACE.now)
    assert now["completed_at"] == "2026-04-01T00:00:00.000000Z"
    assert desk.take(line(2, record=2, files=(FILE,)))[0]["state"] == "complete"


def test_another_envelope_under_the_same_number_is_a_second_installation(desk):
    desk.take(line(1), sequence=1)

    with pytest.raises(intake.Forked):
        desk.take(line(2, record=2), sequence=1)

    assert desk.count("change") == 1


def test_unknown_fields_are_kept_verbatim(desk):
    sent = wire.canonical({**wire.parse_object(line(1)), "later": {"x": "giữ nguyên"}})
    desk.take(sent)

    with desk.database.read() as session:
        assert storage.line_of(session, wire.fingerprint(sent)) == sent


def test_any_order_and_any_repetition_ends_the_same(desk):
    """Chains of versions, shuffled, repeated, in envelopes of any size: each key once, each record at its last."""
    chance = random.Random(11)
    for round_number in range(12):
        lines, expected = [], {}
        for record in range(1, 4):
            parent, number = (), 0
            for number in range(1, chance.randint(1, 4) + 1):
                at = round_number * 1000 + record * 10
                made = line(at + number, record=at, base=parent)
                parent = (wire.fingerprint(made),)
                lines.append(made)
            expected[uid(round_number * 1000 + record * 10)] = (parent[0], number)
        sent = lines * 2
        chance.shuffle(sent)
        while sent:
            size = chance.randint(1, 5)
            unique = list(dict.fromkeys(sent[:size]))
            desk.take(*unique)
            sent = sent[size:]

        with desk.database.read() as session:
            heads = storage.heads(session, list(expected), "portal")
        assert {name: (head.fingerprint, head.version) for name, head in heads.items()} == expected
    with desk.database.read() as session:
        assert session.execute(text("SELECT count(*) FROM change WHERE state = 'held'")).scalar() == 0
        assert session.execute(text("SELECT count(*) FROM rejected")).scalar() == 0
