"""The portal's SQL about its reviewers: who they are, their sessions, and tries to sign in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from sync.database import Session


@dataclass(frozen=True, slots=True)
class Account:
    """A reviewer as stored: `name` signs in, `shown` is read; `passphrase` is argon2id's own encoding."""

    id: str
    name: str
    shown: str
    role: str
    passphrase: str
    disabled: bool


_ACCOUNT = "SELECT r.id, r.name, r.shown, r.role, r.passphrase, r.disabled_at FROM reviewer r "


def _account(row: tuple[str, ...]) -> Account:
    return Account(row[0], row[1], row[2], row[3], row[4], row[5] is not None)


def by_name(session: Session, name: str) -> Account | None:
    """The reviewer who signs in under this name."""
    row = session.execute(text(_ACCOUNT + "WHERE r.name = :n"), {"n": name}).first()
    return None if row is None else _account(tuple(row))


def accounts(session: Session) -> list[Account]:
    """All of them, by name."""
    return [_account(tuple(row)) for row in session.execute(text(_ACCOUNT + "ORDER BY r.name"))]


def add(session: Session, account: Account, now: str) -> None:
    """A new reviewer."""
    session.execute(
        text(
            "INSERT INTO reviewer (id, name, shown, role, passphrase, made_at) "
            "VALUES (:id, :name, :shown, :role, :passphrase, :at)"
        ),
        {
            "id": account.id,
            "name": account.name,
            "shown": account.shown,
            "role": account.role,
            "passphrase": account.passphrase,
            "at": now,
        },
    )


def set_passphrase(session: Session, reviewer: str, passphrase: str) -> None:
    """Another passphrase; whoever is signed in under the old one is signed out."""
    session.execute(
        text("UPDATE reviewer SET passphrase = :p WHERE id = :id"), {"p": passphrase, "id": reviewer}
    )
    end_all(session, reviewer)


def set_role(session: Session, reviewer: str, role: str) -> None:
    """Another role, from the next page on."""
    session.execute(text("UPDATE reviewer SET role = :r WHERE id = :id"), {"r": role, "id": reviewer})


def disable(session: Session, reviewer: str, now: str | None) -> None:
    """Signs in no more (or again, where `now` is None); their answers keep their name."""
    session.execute(text("UPDATE reviewer SET disabled_at = :at WHERE id = :id"), {"at": now, "id": reviewer})
    end_all(session, reviewer)


def begin(session: Session, token_hash: str, reviewer: str, now: str) -> None:
    """Somebody signed in."""
    session.execute(
        text(
            "INSERT INTO review_session (token_hash, reviewer, began_at, seen_at) VALUES (:t, :r, :at, :at)"
        ),
        {"t": token_hash, "r": reviewer, "at": now},
    )


def signed_in(session: Session, token_hash: str, began: str, seen: str) -> tuple[Account, str] | None:
    """Whose session this is and when it was last used, where it began and was used after these times."""
    row = session.execute(
        text(
            "SELECT r.id, r.name, r.shown, r.role, r.passphrase, r.disabled_at, s.seen_at FROM reviewer r "
            "JOIN review_session s ON s.reviewer = r.id "
            "WHERE s.token_hash = :t AND s.began_at > :b AND s.seen_at > :s AND r.disabled_at IS NULL"
        ),
        {"t": token_hash, "b": began, "s": seen},
    ).first()
    return None if row is None else (_account(tuple(row)), str(row[6]))


def seen(session: Session, token_hash: str, now: str) -> None:
    """The session was used."""
    session.execute(
        text("UPDATE review_session SET seen_at = :at WHERE token_hash = :t"), {"at": now, "t": token_hash}
    )


def end(session: Session, token_hash: str) -> None:
    """Signed out."""
    session.execute(text("DELETE FROM review_session WHERE token_hash = :t"), {"t": token_hash})


def end_all(session: Session, reviewer: str) -> None:
    """Signed out everywhere."""
    session.execute(text("DELETE FROM review_session WHERE reviewer = :r"), {"r": reviewer})


def end_old(session: Session, began: str, seen: str) -> None:
    """Forget sessions that ended by themselves."""
    session.execute(
        text("DELETE FROM review_session WHERE began_at <= :b OR seen_at <= :s"), {"b": began, "s": seen}
    )


def tries(session: Session, who: str, since: str) -> tuple[int, str]:
    """(wrong tries, until when the next one has to wait) since a time; (0, "") for nobody."""
    row = session.execute(
        text("SELECT wrong, wait_until FROM sign_in_try WHERE who = :w AND at > :s"), {"w": who, "s": since}
    ).first()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def set_tries(session: Session, who: str, wrong: int, wait_until: str, now: str) -> None:
    """Remember them."""
    session.execute(
        text(
            "INSERT INTO sign_in_try (who, wrong, wait_until, at) VALUES (:w, :n, :u, :at) ON CONFLICT (who) "
            "DO UPDATE SET wrong = excluded.wrong, wait_until = excluded.wait_until, at = excluded.at"
        ),
        {"w": who, "n": wrong, "u": wait_until, "at": now},
    )


def forget_tries(session: Session, who: str, before: str) -> None:
    """This one got in; and what is older than `before` counts no more."""
    session.execute(text("DELETE FROM sign_in_try WHERE who = :w OR at <= :b"), {"w": who, "b": before})
