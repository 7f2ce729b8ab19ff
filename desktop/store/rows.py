"""Today's rows against the history's last word on each record: what somebody changed past the program shows here.

The chain covers what history holds; a row that was written with a tool for SQLite leaves the chain whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import text

from desktop.domain.problems import Refused
from desktop.store.history import NOUNS
from desktop.store.payloads import Payloads
from desktop.store.records import Noun, in_parts
from sync.database import Session

_LAST = text(
    "SELECT record, max(operation) AS operation, after FROM history WHERE kind = :k GROUP BY record ORDER BY record"
)


def strangers(session: Session, payloads: Payloads) -> Iterator[tuple[str, str]]:
    """(kind, record) of each record that is not what history says it is: changed, made or gone past the program.

    Records about somebody who was erased are passed over: their history is closed on purpose.
    """
    for kind, noun in NOUNS.items():
        said = {row.record: row.after for row in session.execute(_LAST, {"k": kind})}
        for part in in_parts(sorted({*said, *_ids(session, noun)})):
            now = noun.load_many(session, part)
            for record in part:
                if not _fits(payloads, noun, said.get(record), now.get(record)):
                    yield kind, record


def _ids(session: Session, noun: Noun[Any]) -> list[str]:
    return list(session.execute(text(f'SELECT id FROM "{noun.table.name}" WHERE tombstone = 0')).scalars())  # noqa: S608 - our own tables


def _fits(payloads: Payloads, noun: Noun[Any], said: bytes | None, now: Any) -> bool:
    if said is None or now is None:
        return said is None and now is None
    try:
        return bool(payloads.unpack(noun.kind, said, noun.type) == now)
    except Refused:
        return True
