"""The list out as a workbook that may be edited and imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop.documents.listbook import write_list
from desktop.domain.access import Right
from desktop.domain.initiative import Initiative
from desktop.services.desk import Desk, Look, question
from desktop.services.initiatives import ListQuery, masked
from desktop.store import initiatives, lists

_CHUNK = 500


def export_list(desk: Desk, query: ListQuery, out: Path, *, stop: Callable[[], object] = lambda: None) -> int:
    """Write what a query matches (or its `ids`), without its page; gives how many. Blocking: call it on a lane.

    What is protected is left out for those without the right to read it, and its absence erases nothing later.
    `stop` is asked between pieces and raises to end the job. Raises `documents.listbook.write_list`'s codes.
    """
    return desk.look(_export, query, out, stop)


@question()
def _export(look: Look, query: ListQuery, out: Path, stop: Callable[[], object]) -> int:
    records = lists.ids(look.session, query)
    may = Right.READ_PROTECTED in look.user.rights
    return write_list(out, _values(look, records, stop, masking=not may), with_protected=may)


def _values(
    look: Look, records: Sequence[str], stop: Callable[[], object], *, masking: bool
) -> Iterator[Initiative]:
    for start in range(0, len(records), _CHUNK):
        stop()
        part = records[start : start + _CHUNK]
        found = initiatives.load_many(look.session, part)
        for value in (found[record] for record in part if record in found):
            yield masked(value) if masking else value
