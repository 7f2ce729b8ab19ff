"""Five counts of each unit, bloc, field and week, never mixed: assigned, pledged, recognised, updated, valid.

`chỉ tiêu giao`, `chỉ tiêu đăng ký`, `đã công nhận`, `đã cập nhật`, `hợp lệ`. Assigned and pledged are what an
officer keeps here; recognised counts entries with a signed decision, by its day; updated those that came to the
portal, by the day they first came; valid those that a reviewer approved, by the day of that. What was withdrawn
counts nowhere. A cut-off freezes the figures: what was counted then stays, whatever changes later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sync import wire
from sync.clock import local_date, stamp, unstamp
from sync.database import Session
from sync.portal import search, storage, storage_counts, storage_search, storage_units
from sync.portal.house import Portal, PortalRefused
from sync.portal.storage_counts import CutOff as CutOff
from sync.portal.storage_counts import Slice as Slice
from sync.portal.storage_units import About

AT_ONCE = 5_000
"""Records that are counted before a page is shown; the rest with the next one."""
WITHDRAWN = "withdrawn"
SILENT_DAYS = 14
COUNTS = ("recognised", "updated", "valid")
NONE = storage_counts.NONE


@dataclass(frozen=True, slots=True)
class Counts:
    """The five; None where nobody set a target."""

    assigned: int | None = None
    pledged: int | None = None
    recognised: int = 0
    updated: int = 0
    valid: int = 0

    @property
    def reached(self) -> int | None:
        """Valid of assigned in hundredths of a percent, rounded down; None without a target."""
        return 10_000 * self.valid // self.assigned if self.assigned else None

    def __add__(self, other: Counts) -> Counts:
        """Both together; a target that only one has stands for itself."""
        return Counts(
            _both(self.assigned, other.assigned),
            _both(self.pledged, other.pledged),
            self.recognised + other.recognised,
            self.updated + other.updated,
            self.valid + other.valid,
        )


def _both(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a unit, a bloc, a field. `then` is what stood at the cut-off it is compared with, if any."""

    key: str
    name: str
    bloc: str
    now: Counts
    then: Counts | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday on; what was recognised, came, and was made valid in it."""

    monday: date
    recognised: int
    updated: int
    valid: int


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit that sent nothing for long, who is in charge, and how many days it is (None: never anything)."""

    about: About
    days: int | None


def catch_up(portal: Portal, most: int = AT_ONCE) -> int:
    """Count what came or was answered since the last time; how many are left for the next."""
    with portal.database.read() as session:
        left = storage_counts.number_to_count(session)
    if not left:
        return 0
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        done = _count(session, most)
    return max(left - done, 0)


def catch_up_whole(portal: Portal) -> None:
    """Count all that is here by now, a part at a time: between two parts others may write.

    A season that nobody looked at would else be counted in one go, and every PC would wait for it.
    """
    with portal.database.read() as session:
        left = storage_counts.number_to_count(session)
    for _ in range(-(-left // AT_ONCE)):
        catch_up(portal)


def _count(session: Session, most: int) -> int:
    waiting = storage_counts.to_count(session, most)
    at = storage_counts.now(session)
    rows, texts = [], []
    for one in waiting:
        body = wire.parse_change(one.line).body
        rows.append(
            {"record": one.record, "version": one.version, "status": one.status, **_counted_as(one, body)}
        )
        texts.append(
            {
                "record": one.record,
                "unit": one.unit,
                "title": str(body.get("title", "")),
                "authors": search.authors_of(body),
                "words": search.words_to_find(body, one.unit_name),
            }
        )
    storage_counts.write(session, rows, at)
    storage_search.write(session, texts)
    return len(waiting)


def _counted_as(one: storage_counts.ToCount, body: Mapping[str, Any]) -> dict[str, str]:
    counts = one.status != WITHDRAWN
    recognition = body.get("recognition")
    recognised = str(recognition.get("date", "")) if isinstance(recognition, dict) else ""
    return {
        "unit": one.unit,
        "programme": str(body.get("programme") or ""),
        "field": str(body.get("field") or ""),
        "recognised_on": recognised if counts else "",
        "updated_on": _day(one.first_at) if counts else "",
        "valid_on": _day(one.status_at) if one.status == "approved" else "",
    }


def _day(stamped: str) -> str:
    return local_date(unstamp(stamped)).isoformat()


def by_unit(session: Session, programme: str = "", against: int = 0) -> list[Row]:
    """A line for each unit, today beside the cut-off of that number (0: none)."""
    now = Slice(storage_counts.now(session), programme)
    found = storage_counts.figures(session, now, "unit")
    targets = storage_units.targets(session, programme)
    then = storage_counts.frozen(session, against, programme, "unit") if against else {}
    then_targets = storage_units.targets_at(session, against, programme) if against else {}
    return [
        Row(
            about.unit,
            about.name,
            about.bloc,
            _counts(targets.get(about.unit), found.get(about.unit)),
            _counts(then_targets.get(about.unit), then.get(about.unit)) if against else None,
        )
        for about in storage_units.listing(session)
    ]


def by_bloc(session: Session, programme: str = "", against: int = 0) -> list[Row]:
    """A line for each bloc: at the cut-off by the blocs that units belonged to then."""
    units = by_unit(session, programme, against)
    blocs_then = {unit: bloc for unit, (_, bloc) in storage_units.at_cut_off(session, against).items()}
    now = _summed((row.bloc, row.now) for row in units)
    then = _summed((blocs_then[row.key], row.then) for row in units if row.then and row.key in blocs_then)
    return [
        Row(bloc or NONE, bloc, bloc, now.get(bloc, Counts()), then.get(bloc, Counts()) if against else None)
        for bloc in sorted({*now, *then})
    ]


def by_field(session: Session, programme: str = "", against: int = 0) -> list[Row]:
    """A line for each field; targets are not set by field."""
    now = storage_counts.figures(session, Slice(storage_counts.now(session), programme), "field")
    then = storage_counts.frozen(session, against, programme, "field") if against else {}
    return [
        Row(
            code or NONE,
            code,
            "",
            _counts(None, now.get(code)),
            _counts(None, then.get(code)) if against else None,
        )
        for code in sorted({*now, *then})
    ]


def by_week(session: Session, programme: str = "", unit: str = "", at: int = 0) -> list[Week]:
    """A line for each week in which anything happened, the newest first; as of a cut-off where one is given."""
    wanted = Slice(at or storage_counts.now(session), programme, unit)
    weeks: dict[date, dict[str, int]] = {}
    for what in COUNTS:
        for day, number in storage_counts.by_day(session, wanted, what).items():
            counted = weeks.setdefault(monday_of(date.fromisoformat(day)), dict.fromkeys(COUNTS, 0))
            counted[what] += number
    return [Week(monday, **counted) for monday, counted in sorted(weeks.items(), reverse=True)]


def total(rows: Iterable[Row]) -> Row:
    """All of them together."""
    listed = list(rows)
    now = sum((row.now for row in listed), Counts())
    then = (
        sum((row.then for row in listed if row.then), Counts()) if any(row.then for row in listed) else None
    )
    return Row("", "", "", now, then)


def members(
    session: Session, wanted: Slice, what: str, bloc: str = "", most: int = 100, skip: int = 0
) -> list[dict[str, Any]]:
    """The entries behind a figure, of today or of a cut-off. Raises `PortalRefused("count.unknown")`."""
    if what not in COUNTS:
        raise PortalRefused("count.unknown", count=what)
    return storage_counts.members(session, wanted, what, units_of_bloc(session, bloc, wanted.at), most, skip)


def units_of_bloc(session: Session, bloc: str, at: int) -> Sequence[str] | None:
    """The units that belong to a bloc, at a cut-off those that did then; None where no bloc is asked for."""
    if not bloc:
        return None
    wanted = "" if bloc == NONE else bloc
    then = storage_units.at_cut_off(session, at)
    if then:
        return [unit for unit, (_, its_bloc) in then.items() if its_bloc == wanted]
    return [about.unit for about in storage_units.listing(session) if about.bloc == wanted]


def cut_off(portal: Portal, name: str = "", by_name: str = "") -> CutOff:
    """Freeze today's figures: everything that is here is counted first, and what was counted then stays."""
    now = portal.clock.now()
    catch_up_whole(portal)
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        return freeze_now(session, name.strip() or named(now), by_name, now)


def freeze_now(session: Session, name: str, by_name: str, now: datetime) -> CutOff:
    """The same, by who holds the pen already."""
    while _count(session, AT_ONCE):
        pass
    return storage_counts.freeze(session, name, by_name, stamp(now))


def named(now: datetime) -> str:
    """Without a name of its own: the ISO week, as 2026-W10."""
    year, week, _ = local_date(now).isocalendar()
    return f"{year}-W{week:02}"


def silent(session: Session, now: datetime, days: int = SILENT_DAYS) -> list[Silent]:
    """Units of which nothing came for so many days, those that never sent anything first."""
    found = [Silent(about, _days_since(about.heard, now)) for about in storage_units.listing(session)]
    quiet = [one for one in found if one.days is None or one.days >= days]
    return sorted(quiet, key=lambda one: (one.days is not None, -(one.days or 0), one.about.name))


def _days_since(heard: str, now: datetime) -> int | None:
    return max(0, (local_date(now) - local_date(unstamp(heard))).days) if heard else None


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def put_unit(
    portal: Portal,
    unit: str,
    *,
    bloc: str,
    in_charge: str,
    contact: str,
    programme: str,
    assigned: int | None,
    pledged: int | None,
) -> None:
    """Keep what those above know of a unit, and its targets in a programme. Raises `PortalRefused`.

    `unit.unknown`, or `target.negative`.
    """
    if min(assigned or 0, pledged or 0) < 0:
        raise PortalRefused("target.negative")
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        if unit not in {about.unit for about in storage_units.listing(session)}:
            raise PortalRefused("unit.unknown", unit=unit)
        storage_units.put(session, unit, bloc.strip(), in_charge.strip(), contact.strip())
        storage_units.put_target(session, unit, programme, assigned, pledged)


def _counts(target: tuple[int | None, int | None] | None, figures: tuple[int, int, int] | None) -> Counts:
    assigned, pledged = target or (None, None)
    return Counts(assigned, pledged, *(figures or (0, 0, 0)))


def _summed(pairs: Iterable[tuple[str, Counts]]) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    for key, counts in pairs:
        found[key] = found.get(key, Counts()) + counts
    return found
