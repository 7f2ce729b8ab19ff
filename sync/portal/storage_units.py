"""The portal's SQL of units as those above see them: bloc, who is in charge, targets, and when each was heard last."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from sync.database import Session


@dataclass(frozen=True, slots=True)
class About:
    """A unit. `bloc` is the body above it where nobody named a bloc; `heard` when its newest entry came."""

    unit: str
    name: str
    bloc: str
    in_charge: str
    contact: str
    heard: str


def listing(session: Session) -> list[About]:
    """Every unit, by name."""
    rows = session.execute(
        text(
            "SELECT u.id, u.name, coalesce(nullif(a.bloc, ''), u.body), coalesce(a.in_charge, ''), "
            "coalesce(a.contact, ''), coalesce((SELECT max(r.received_at) FROM record r WHERE r.unit = u.id), '') "
            "FROM unit u LEFT JOIN unit_about a ON a.unit = u.id ORDER BY u.name"
        )
    )
    return [About(*row) for row in rows]


def at_cut_off(session: Session, cutoff: int) -> dict[str, tuple[str, str]]:
    """Unit -> (name, bloc) as they were at a cut-off."""
    rows = session.execute(text("SELECT unit, name, bloc FROM cutoff_unit WHERE cutoff = :n"), {"n": cutoff})
    return {str(row[0]): (str(row[1]), str(row[2])) for row in rows}


def put(session: Session, unit: str, bloc: str, in_charge: str, contact: str) -> None:
    """Say to which bloc a unit belongs, who is in charge of it, and how they are reached."""
    session.execute(
        text(
            "INSERT INTO unit_about (unit, bloc, in_charge, contact) VALUES (:u, :b, :i, :c) "
            "ON CONFLICT (unit) DO UPDATE SET bloc = excluded.bloc, in_charge = excluded.in_charge, "
            "contact = excluded.contact"
        ),
        {"u": unit, "b": bloc, "i": in_charge, "c": contact},
    )


def targets(session: Session, programme: str) -> dict[str, tuple[int | None, int | None]]:
    """Unit -> (assigned, pledged) of a programme ("" for all together)."""
    rows = session.execute(
        text("SELECT unit, assigned, pledged FROM unit_target WHERE programme = :p"), {"p": programme}
    )
    return {str(row[0]): (row[1], row[2]) for row in rows}


def targets_at(session: Session, cutoff: int, programme: str) -> dict[str, tuple[int | None, int | None]]:
    """The same as it was at a cut-off."""
    rows = session.execute(
        text("SELECT unit, assigned, pledged FROM cutoff_target WHERE cutoff = :n AND programme = :p"),
        {"n": cutoff, "p": programme},
    )
    return {str(row[0]): (row[1], row[2]) for row in rows}


def put_target(
    session: Session, unit: str, programme: str, assigned: int | None, pledged: int | None
) -> None:
    """Say what a unit is to reach, and what it pledged."""
    session.execute(
        text(
            "INSERT INTO unit_target (unit, programme, assigned, pledged) VALUES (:u, :p, :a, :d) "
            "ON CONFLICT (unit, programme) DO UPDATE SET assigned = excluded.assigned, pledged = excluded.pledged"
        ),
        {"u": unit, "p": programme, "a": assigned, "d": pledged},
    )
