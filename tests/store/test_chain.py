"""The audit chain attacked by somebody who holds the key and a tool for SQLite: edited, cut, moved, written anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from helpers import orders
from helpers.builders import a_folder, a_person
from sqlalchemy import text

from desktop.services import audit, undo
from desktop.services.desk import Desk
from desktop.store import chain
from desktop.store.chain import Anchor
from desktop.store.people import PEOPLE
from sync.database import Session

ATTACKS = 1_000
OPERATIONS = 40


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A folder with a history of forty operations, undo and redo among them."""
    made = a_folder(tmp_path_factory.mktemp("chain") / "so")
    desk = made.desk
    random = Random(5)
    while chain_of(desk).operations < OPERATIONS:
        record = f"p{random.randrange(12)}"
        desk.do(orders.put, PEOPLE, a_person(record, f"Người {random.random()}"))
        if random.random() < 0.2:
            desk.do(undo.undo)
            if random.random() < 0.5:
                desk.do(undo.redo)
    yield desk
    desk.close()


def chain_of(desk: Desk) -> Anchor:
    with desk.database.read() as session:
        return chain.head(session)


class Undone(Exception):
    """Takes an attack back."""


@dataclass(frozen=True)
class Attack:
    """What was done, and the first entry that is wrong after it."""

    name: str
    first: int
    needs_anchor: bool = False


EDITS: dict[str, Callable[[Random], Any]] = {
    "id": lambda random: f"id-{random.random()}",
    "at": lambda _: "2020-01-01T00:00:00.000000Z",
    "user": lambda _: "somebody",
    "replica": lambda _: "elsewhere",
    "label": lambda _: "initiative.save2",
    "undoable": lambda _: None,
    "undoes": lambda random: random.randrange(1, 4),
    "undone_by": lambda random: random.randrange(38, 40),
    "steps": lambda random: random.randrange(50, 90),
    "skew_ms": lambda random: random.randrange(1, 90_000),
    "chain": lambda random: random.randbytes(32),
    "form": lambda _: 1,
}
STEP_EDITS: dict[str, Callable[[Random], Any]] = {
    "kind": lambda _: "initiative",
    "record": lambda random: f"p{random.randrange(900, 999)}",
    "before": lambda random: json.dumps({"id": f"x{random.random()}"}).encode(),
    "after": lambda random: json.dumps({"id": f"x{random.random()}"}).encode(),
}


def edit(session: Session, random: Random) -> Attack:
    seq = random.randrange(1, OPERATIONS + 1)
    if random.random() < 0.4:
        column = random.choice(list(STEP_EDITS))
        value = STEP_EDITS[column](random)
        statement = f"UPDATE history SET {column} = :v WHERE operation = :s AND step = 0"
    else:
        column = random.choice(list(EDITS))
        value = EDITS[column](random)
        statement = f"UPDATE operation SET {column} = :v WHERE seq = :s"
        if column == "undoable":
            statement = "UPDATE operation SET undoable = 1 - undoable WHERE seq = :s"
    found = session.execute(text(statement), {"v": value, "s": seq} if ":v" in statement else {"s": seq})
    assert found.rowcount == 1
    return Attack(f"edit {column}", seq)


def cut_out(session: Session, random: Random) -> Attack:
    seq = random.randrange(1, OPERATIONS)
    session.execute(text("DELETE FROM history WHERE operation = :s"), {"s": seq})
    session.execute(text("DELETE FROM operation WHERE seq = :s"), {"s": seq})
    if random.random() < 0.5:  # and the gap closed, so that numbers tell nothing
        for table, column in (("operation", "seq"), ("history", "operation")):
            for later in range(seq + 1, OPERATIONS + 1):
                session.execute(
                    text(f"UPDATE {table} SET {column} = :n WHERE {column} = :o"),
                    {"n": later - 1, "o": later},
                )
        return Attack("cut out and closed", seq)
    return Attack("cut out", seq + 1)


def cut_step(session: Session, random: Random) -> Attack:
    seq = random.randrange(1, OPERATIONS + 1)
    session.execute(text("DELETE FROM history WHERE operation = :s"), {"s": seq})
    if random.random() < 0.5:
        session.execute(text("UPDATE operation SET steps = 0 WHERE seq = :s"), {"s": seq})
    return Attack("cut a step", seq)


def reorder(session: Session, random: Random) -> Attack:
    first, second = sorted(random.sample(range(1, OPERATIONS + 1), 2))
    for old, new in ((first, 900), (second, first), (900, second)):
        session.execute(text("UPDATE operation SET seq = :n WHERE seq = :o"), {"n": new, "o": old})
        session.execute(text("UPDATE history SET operation = :n WHERE operation = :o"), {"n": new, "o": old})
    return Attack("reorder", first)


def cut_tail(session: Session, random: Random) -> Attack:
    last = random.randrange(1, OPERATIONS)
    session.execute(text("DELETE FROM history WHERE operation > :s"), {"s": last})
    session.execute(text("DELETE FROM operation WHERE seq > :s"), {"s": last})
    session.execute(text("UPDATE operation SET undone_by = NULL WHERE undone_by > :s"), {"s": last})
    return Attack("cut the tail", last + 1, needs_anchor=True)


def rewrite(session: Session, random: Random) -> Attack:
    """Another past, every link of it computed anew by who knows how."""
    seq = random.randrange(1, OPERATIONS + 1)
    session.execute(text("UPDATE operation SET user = 'somebody' WHERE seq = :s"), {"s": seq})
    previous = b""
    for row, steps in list(chain._walk(session)):
        made = chain.link(previous, chain._entry(row, steps))
        session.execute(text("UPDATE operation SET chain = :c WHERE seq = :s"), {"c": made, "s": row.seq})
        previous = made
    return Attack("rewrite", seq, needs_anchor=True)


def forge(session: Session, random: Random) -> Attack:
    """An entry that nobody made, in the middle of the past."""
    seq = random.randrange(1, OPERATIONS + 1)
    session.execute(
        text(
            "INSERT INTO history (operation, step, kind, record, after) "
            "VALUES (:s, :n, 'person', 'p1', x'7b7d')"
        ),
        {"s": random.choice((seq, 0, 500)), "n": 77},
    )
    return Attack("forge a step", 0)


DEEDS = (edit, edit, cut_out, cut_step, reorder, cut_tail, rewrite, forge)


def whole(session: Session) -> list[Any]:
    rows = session.execute(text("SELECT * FROM operation ORDER BY seq")).all()
    return [*rows, *session.execute(text("SELECT * FROM history ORDER BY operation, step")).all()]


@dataclass(frozen=True)
class Verdict:
    """What an attack was, and what the chain alone and the chain with a later anchor say of it."""

    attack: Attack
    alone: chain.Fault | None
    held: chain.Fault | None


Deed = Callable[[Session, Random], Attack]


def tried(desk: Desk, deed: Deed, random: Random, anchors: Sequence[Anchor]) -> Verdict | None:
    """One attack, looked at and taken back; None where it changed nothing."""
    verdict = None
    try:
        with desk.database.write() as session:
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
            before = whole(session)
            attack = deed(session, random)
            if before != whole(session):
                verdict = Verdict(attack, chain.verify(session), chain.verify(session, anchors))
            raise Undone
    except Undone:
        return verdict


def test_a_thousand_attacks_are_found(kept: Desk) -> None:
    random = Random(20_26)
    anchor = replace(chain_of(kept), source="receipt")
    found: dict[str, int] = {}
    while sum(found.values()) < ATTACKS:
        verdict = tried(kept, random.choice(DEEDS), random, (anchor,))
        if verdict is None:
            continue
        attack, alone, held = verdict.attack, verdict.alone, verdict.held
        assert held is not None, attack
        if attack.needs_anchor:
            assert alone is None, attack
            assert (held.code, held.source) in {("audit.cut", "receipt"), ("audit.rewritten", "receipt")}
            assert held.since <= attack.first <= held.at, attack
        else:
            assert alone == held, attack
            assert attack.first in (0, held.at), (attack, held)
        found[attack.name] = found.get(attack.name, 0) + 1
    assert {"cut the tail", "rewrite", "reorder", "forge a step", "cut out", "cut a step"} <= set(found)
    assert audit.verify(kept).is_well


def test_an_anchor_narrows_down_where_a_rewrite_lies(kept: Desk) -> None:
    with kept.database.read() as session:
        rows = session.execute(text("SELECT seq, chain, replica FROM operation WHERE seq IN (10, 30)")).all()
    anchors = [Anchor(row.seq, row.chain.hex(), row.replica, f"a{row.seq}") for row in rows]
    found = set()
    for seed in range(60):
        verdict = tried(kept, rewrite, Random(seed), anchors)
        assert verdict is not None
        seq = verdict.attack.first
        narrowed = (10, 1) if seq <= 10 else (30, 11) if seq <= 30 else None
        assert narrowed == (verdict.held and (verdict.held.at, verdict.held.since))
        found.add(narrowed)
    assert len(found) == 3


def test_what_a_replica_wrote_before_a_restore_is_no_fault(kept: Desk) -> None:
    """After a restore the history goes on under another replica's name; receipts of the lost branch stay good."""
    head = chain_of(kept)
    lost = Anchor(head.operations + 5, "ab" * 32, "replica-before", "receipt")
    with kept.database.read() as session:
        assert chain.verify(session, [lost]) is None
        assert chain.verify(session, [replace(lost, replica=head.replica)]) is not None


def test_an_anchor_survives_paper(kept: Desk) -> None:
    head = chain_of(kept)
    assert Anchor.parse(f"  {head} ") == head
    assert Anchor.parse("40:abc:x") is None
    assert Anchor.parse("not one") is None
    assert audit.verify(kept, [str(head)]).is_well
    assert not audit.verify(kept, [str(replace(head, head="0" * 64))]).is_well


def test_a_chain_of_an_older_program_still_verifies(tmp_path: Path) -> None:
    made = a_folder(tmp_path / "so")
    desk = made.desk
    desk.do(orders.put, PEOPLE, a_person("p1"))
    with desk.database.write() as session:
        previous = b""
        for row, steps in list(chain._walk(session)):
            link = chain.link(previous, replace(chain._entry(row, steps), form=1))
            session.execute(
                text("UPDATE operation SET form = 1, chain = :c WHERE seq = :s"), {"c": link, "s": row.seq}
            )
            previous = link
    desk.do(orders.put, PEOPLE, a_person("p2"))
    with desk.database.read() as session:
        assert chain.verify(session) is None
        assert session.execute(text("SELECT form FROM operation ORDER BY seq DESC")).scalar() == chain.FORM
    desk.close()
