"""The list out as a workbook that may be edited and imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from desktop.documents.listbook import write_list, write_table
from desktop.domain.access import Right
from desktop.domain.initiative import Initiative
from desktop.services.desk import Desk, Look, job, question
from desktop.services.initiatives import ListQuery, PortalRow, page
from desktop.store import initiatives, lists

_CHUNK = 500


@job(Right.READ)
def export_list(desk: Desk, query: ListQuery, out: Path, *, stop: Callable[[], object] = lambda: None) -> int:
    """Write what a query matches (or its `ids`), without its page; gives how many. Blocking: call it on a lane.

    Protected initiatives are left out for those without the right to read them. Noted in the log of looks.
    `stop` is asked between pieces and raises to end the job. Raises `documents.listbook.write_list`'s codes.
    """
    return desk.look(_export, query, out, stop)


def export_shown(
    desk: Desk,
    query: ListQuery,
    out: Path,
    headings: Sequence[str],
    say: Callable[[PortalRow], Sequence[str]],
    *,
    stop: Callable[[], object] = lambda: None,
) -> int:
    """Write what a list shows: its filters, its columns, its order; gives how many rows. Blocking: call it on a lane.

    `say` makes a row the texts under `headings`. Raises `documents.listbook.write_table`'s codes.
    """
    return desk.look(_export_shown, query, out, headings, say, stop)


@question()
def _export_shown(
    look: Look,
    query: ListQuery,
    out: Path,
    headings: Sequence[str],
    say: Callable[[PortalRow], Sequence[str]],
    stop: Callable[[], object],
) -> int:
    def rows() -> Iterator[Sequence[str]]:
        for offset in count(0, _CHUNK):
            stop()
            part = page(look, replace(query, offset=offset, limit=_CHUNK)).rows
            yield from map(say, part)
            if len(part) < _CHUNK:
                return

    look.note_access("list.exported")
    return write_table(out, headings, rows())


@question()
def _export(look: Look, query: ListQuery, out: Path, stop: Callable[[], object]) -> int:
    records = lists.ids(look.session, query)
    may = Right.READ_PROTECTED in look.user.rights
    look.note_access("list.exported")
    return write_list(out, _values(look, records, stop), with_protected=may)


def _values(look: Look, records: Sequence[str], stop: Callable[[], object]) -> Iterator[Initiative]:
    for start in range(0, len(records), _CHUNK):
        stop()
        part = records[start : start + _CHUNK]
        found = initiatives.load_many(look.session, part)
        yield from (found[record] for record in part if record in found)
