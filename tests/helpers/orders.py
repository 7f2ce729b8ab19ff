"""Orders of tests: they write records as they are, past the services' own checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.domain.access import Right
from desktop.services.desk import Look, Work, order, question
from desktop.store import chain
from desktop.store.records import Noun, load_one


@order(Right.READ, "test.put")
def put(work: Work, noun: Noun[Any], *values: Any) -> None:
    """Store each."""
    for value in values:
        work.save(noun, value)


@order(Right.READ, "test.put_new")
def put_new(work: Work, noun: Noun[Any], values: Sequence[Any]) -> None:
    """Store many at once."""
    work.save_new(noun, list(values))


@order(Right.READ, "test.put_changed")
def put_changed(work: Work, noun: Noun[Any], pairs: Sequence[tuple[Any, Any]]) -> None:
    """Store many changed ones at once."""
    work.save_changed(noun, list(pairs))


@order(Right.READ, "test.take")
def take(work: Work, noun: Noun[Any], *records: str) -> None:
    """Remove each."""
    for record in records:
        work.remove(noun, record)


@question()
def find(look: Look, noun: Noun[Any], record: str) -> Any:
    """One record, or None."""
    return load_one(look.session, noun, record)


@question()
def broken_at(look: Look) -> int | None:
    """The first operation whose link is wrong."""
    fault = chain.verify(look.session)
    return None if fault is None else fault.at
