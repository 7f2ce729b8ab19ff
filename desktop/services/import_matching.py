"""Which stored initiatives the rows of a list are, and which they resemble: found through the search index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from desktop.domain.initiative import Initiative
from desktop.domain.likeness import (
    ALIKE_FROM,
    LIFTED_BY_CONTENT,
    Sketch,
    compare,
    content_of,
    sketch,
    sketch_folded,
)
from desktop.domain.likeness_index import LikenessIndex
from desktop.domain.sheets.codes import is_record
from desktop.domain.sheets.comparing import authors_key, title_key
from desktop.domain.sheets.values import ReadRow
from desktop.services.import_plan import AlikeRow
from desktop.services.stored_titles import StoredTitles
from desktop.store import initiatives, matching
from sync.database import Session

_SHOWN = 3
_CANDIDATES = 16
_KEPT = 20_000
"""So many sketches of stored titles are kept from one part of a list to the next."""


def match_rows(
    session: Session,
    rows: Sequence[ReadRow],
    stored: StoredTitles,
    *,
    stop: Callable[[], object],
    taken: AbstractSet[str] = frozenset(),
) -> list[Initiative | None]:
    """For each row the stored initiative that it is, each of those at most once.

    It is the one that our own code in the row names; else one with the same title and the same authors, else one
    of the authors. Those in `taken` are other rows' already.
    """
    named = _named(rows, stored, stop)
    ids = by_code(session, rows)
    taken = {*taken, *ids}
    # Titles repeat themselves over the years: who wrote them is worked out once for each, not once for each pair.
    theirs = {
        candidate.id: authors_key(candidate.authors.split(", "))
        for same in named.values()
        for candidate in same
    }
    mine = [authors_key(author.name for author in row.initiative.authors) for row in rows]
    for exactly in (True, False):
        for place, row in enumerate(rows):
            same = named.get(title_key(row.initiative.title), [])
            if ids[place] or row.is_faulty:
                continue
            for candidate in same:
                both = mine[place], theirs[candidate.id]
                if candidate.id not in taken and (both[0] == both[1] if exactly else both[0] & both[1]):
                    ids[place] = candidate.id
                    taken.add(candidate.id)
                    break
    found = initiatives.load_many(session, [record for record in ids if record])
    return [found.get(record) for record in ids]


def repeated(rows: Sequence[ReadRow]) -> frozenset[int]:
    """The rows whose code of ours stands in a row above them already."""
    seen: set[str] = set()
    found: set[int] = set()
    for row in rows:
        if is_record(row.record):
            if row.record.lower() in seen:
                found.add(row.row)
            seen.add(row.record.lower())
    return frozenset(found)


def by_code(session: Session, rows: Sequence[ReadRow]) -> list[str]:
    """The ids that rows of an exported list brought back, each at its first row; "" where there is none."""
    codes = [row.record.lower() if is_record(row.record) else "" for row in rows]
    known = set(initiatives.load_many(session, [code for code in dict.fromkeys(codes) if code]))
    ids: list[str] = []
    for code in codes:
        ids.append(code if code in known else "")
        known.discard(code)
    return ids


def _named(
    rows: Sequence[ReadRow], stored: StoredTitles, stop: Callable[[], object]
) -> dict[str, list[matching.Titled]]:
    """Stored initiatives by the folded titles of the rows, oldest first."""
    possible: dict[str, set[int]] = {}
    for place, row in enumerate(rows):
        if place % 500 == 0:
            stop()
        key = title_key(row.initiative.title)
        if key and key not in possible and stored.count:
            possible[key] = stored.may_be(sketch_folded(key))
    read = stored.read(sorted(set().union(*possible.values())))
    keys = {place: title_key(titled.title) for place, titled in read.items()}
    return {
        key: [read[place] for place in sorted(places) if keys.get(place) == key]
        for key, places in possible.items()
    }


class AlikeFinder:
    """What rows resemble: stored initiatives of all years, and rows above them in the same list."""

    def __init__(self, stored: StoredTitles) -> None:
        self._stored = stored
        self._above: LikenessIndex[AlikeRow] = LikenessIndex(_CANDIDATES)
        self._near: dict[int, tuple[AlikeRow, Sketch]] = {}

    def find(
        self,
        rows: Sequence[ReadRow],
        matched: Sequence[Initiative | None],
        *,
        skip: Sequence[bool],
    ) -> list[tuple[AlikeRow, ...]]:
        """For each row the likest, likest first; nothing for one that is stored itself, cannot be, or is skipped."""
        sketches = [_sketched(row.initiative) for row in rows]
        asked = [
            known is None and not row.is_faulty and not skipped
            for row, known, skipped in zip(rows, matched, skip, strict=True)
        ]
        places = [
            self._stored.like(sketched, _CANDIDATES) if ask else []
            for sketched, ask in zip(sketches, asked, strict=True)
        ]
        self._read({place for some in places for place in some})
        stored = self._percents(sketches, places)
        found: list[tuple[AlikeRow, ...]] = []
        for row, sketched, ask, likest in zip(rows, sketches, asked, stored, strict=True):
            found.append(self._likest(sketched, likest) if ask else ())
            if not row.is_faulty:
                self._above.add(AlikeRow(row.initiative.title, 0, row=row.row), sketched)
        return found

    def _read(self, places: set[int]) -> None:
        """Sketch what was not met yet: the rows of a list are often like the same few."""
        if len(self._near) > _KEPT:
            self._near.clear()
        for place, titled in self._stored.read(sorted(places - self._near.keys())).items():
            self._near[place] = (
                AlikeRow(titled.title, 0, titled.id, titled.number, year=titled.year),
                sketch(titled.title, titled.authors.split(", ")),
            )

    def _percents(self, sketches: Sequence[Sketch], places: Sequence[Sequence[int]]) -> list[dict[int, int]]:
        """How alike each row is to each of its candidates.

        Contents, which are long, are read only where they decide: where the titles are nearly alike.
        """
        found = [
            {place: compare(sketched, self._near[place][1]).percent for place in some if place in self._near}
            for sketched, some in zip(sketches, places, strict=True)
        ]
        decides = range(ALIKE_FROM - LIFTED_BY_CONTENT, ALIKE_FROM)
        open_ones = [
            [place for place, percent in percents.items() if percent in decides] if sketched.content else []
            for sketched, percents in zip(sketches, found, strict=True)
        ]
        contents = self._stored.contents([self._near[place][0].id for place in set().union(*open_ones)])
        for sketched, some, percents in zip(sketches, open_ones, found, strict=True):
            for place in some:
                alike, other = self._near[place]
                if alike.id in contents:
                    percents[place] = compare(sketched, other.about(contents[alike.id])).percent
        return found

    def _likest(self, sketched: Sketch, percents: dict[int, int]) -> tuple[AlikeRow, ...]:
        above = self._above.find(sketched, ALIKE_FROM, limit=_SHOWN)
        good = [
            (percent, self._near[place][0]) for place, percent in percents.items() if percent >= ALIKE_FROM
        ]
        good += [(match.likeness.percent, match.key) for match in above]
        good.sort(key=lambda one: -one[0])
        return tuple(replace(alike, percent=percent) for percent, alike in good[:_SHOWN])


def _sketched(value: Initiative) -> Sketch:
    return sketch(value.title, [author.name for author in value.authors], content_of(value))
