"""How the portal's questions are put to PostgreSQL's planner, where its guess would be far off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sync.database import Session, run

_BY_INDEX = (
    "SELECT current_setting('enable_seqscan'), current_setting('max_parallel_workers_per_gather'), "
    "set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)"
)
_AS_BEFORE = (
    "SELECT set_config('enable_seqscan', :walk, true), "
    "set_config('max_parallel_workers_per_gather', :helpers, true)"
)


@contextmanager
def by_index(session: Session) -> Iterator[None]:
    """Questions about the few rows of a large table that an index of their own lists.

    PostgreSQL guesses that a third of all rows are meant, and walks the whole table with several processes wherever
    rows were written since it last tidied up. SQLite does not guess.
    """
    if session.connection().dialect.name == "sqlite":
        yield
        return
    walk, helpers = run(session, _BY_INDEX).one()[:2]
    yield
    run(session, _AS_BEFORE, {"walk": walk, "helpers": helpers})
