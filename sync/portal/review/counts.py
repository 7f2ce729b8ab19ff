"""Số liệu: five counts by unit, bloc, field or week beside a cut-off; each number opens the list it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from starlette.responses import Response

from sync.database import Session
from sync.portal import counts, counts_export, storage_counts, storage_units
from sync.portal.counts import Row, Slice
from sync.portal.house import PortalRefused
from sync.portal.review.accounts import Role
from sync.portal.review.pages import Sorry, Visit, go, link, page, show
from sync.portal.words import N_, Words

WAYS: Mapping[str, str] = {
    "unit": N_("Theo đơn vị"),
    "bloc": N_("Theo khối"),
    "field": N_("Theo lĩnh vực"),
    "week": N_("Theo tuần"),
}
TITLES: Mapping[str, str] = {
    "assigned": N_("Chỉ tiêu giao"),
    "pledged": N_("Chỉ tiêu đăng ký"),
    "recognised": N_("Đã công nhận"),
    "updated": N_("Đã cập nhật"),
    "valid": N_("Hợp lệ"),
}
"""The five counts, never mixed and never a bare "đăng ký"."""
A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of figures is asked for: `against` the number of the cut-off shown beside today, 0 for none."""

    by: str
    programme: str
    against: int

    def query(self, **more: object) -> dict[str, object]:
        """The same for an address."""
        return {"by": self.by, "programme": self.programme, "against": self.against or "", **more}


def _asked(visit: Visit, known: list[counts.CutOff]) -> Asked:
    by = visit.said("by", 20)
    said = visit.query.get("against")
    against = visit.number("against", 0) if said else (known[0].number if known and said is None else 0)
    numbers = {one.number for one in known}
    return Asked(
        by if by in WAYS else "unit", visit.said("programme", 200), against if against in numbers else 0
    )


def _rows(session: Session, asked: Asked) -> list[Row]:
    ways = {"unit": counts.by_unit, "bloc": counts.by_bloc, "field": counts.by_field}
    return ways[asked.by](session, asked.programme, asked.against)


@page("/counts", needs=Role.READER, menu=N_("Số liệu"))
def figures(visit: Visit) -> Response:
    """The figures, today's beside those of a cut-off."""
    left = counts.catch_up(visit.portal)
    with visit.portal.database.read() as session:
        cut_offs = storage_counts.cut_offs(session)
        asked = _asked(visit, cut_offs)
        weeks = counts.by_week(session, asked.programme) if asked.by == "week" else []
        rows = _rows(session, asked) if asked.by != "week" else []
        programmes = storage_counts.programmes(session)
    return show(
        visit,
        "counts.html",
        asked=asked,
        ways=WAYS,
        titles=TITLES,
        rows=rows,
        total=counts.total(rows),
        weeks=weeks,
        week=timedelta(days=6),
        cut_offs=cut_offs,
        shown=next((one for one in cut_offs if one.number == asked.against), None),
        programmes=programmes,
        left=left,
        to_list=lambda what, row, at=0: _to_list(asked, what, row, at),
    )


def _to_list(asked: Asked, what: str, row: Row, at: int) -> str:
    """The list that a number counts: of everything where the row is the sum."""
    where = {asked.by: row.key} if row.key else {}
    return link("/counts/list", count=what, at=at or "", programme=asked.programme, **where)


@page("/counts/list", needs=Role.READER)
def listed(visit: Visit) -> Response:
    """The entries behind one number."""
    what, number = visit.said("count", 20), visit.number("page")
    bloc = visit.said("bloc", 300)
    counts.catch_up(visit.portal)
    with visit.portal.database.read() as session:
        now = storage_counts.now(session)
        at = visit.number("at", 0)
        wanted = Slice(
            at if 0 < at <= now else now,
            visit.said("programme", 200),
            visit.said("unit", 64),
            visit.said("field", 64),
            visit.said("first", 10),
            visit.said("last", 10),
        )
        try:
            rows = counts.members(session, wanted, what, bloc, A_PAGE + 1, (number - 1) * A_PAGE)
        except PortalRefused:
            raise Sorry(404, "page.unknown") from None
        units = {about.unit: about.name for about in storage_units.listing(session)}
        cut_off = next((one for one in storage_counts.cut_offs(session) if one.number == wanted.at), None)
    query = {name: value for name, value in visit.query.items() if name != "page"}
    return show(
        visit,
        "counts_list.html",
        title=TITLES[what],
        where=[one for one in (units.get(wanted.unit, ""), bloc, wanted.programme) if one],
        field=wanted.field,
        first=wanted.first,
        last=wanted.last,
        cut_off=cut_off,
        rows=rows[:A_PAGE],
        number=number,
        more=len(rows) > A_PAGE,
        to_page=lambda n: link("/counts/list", **query, page=n if n > 1 else ""),
    )


@page("/counts/export", needs=Role.READER)
def export(visit: Visit) -> Response:
    """The same figures as a workbook or as text; no cell of it can be a formula."""
    counts.catch_up(visit.portal)
    kind = "csv" if visit.said("kind", 10) == "csv" else "xlsx"
    with visit.portal.database.read() as session:
        asked = _asked(visit, storage_counts.cut_offs(session))
        table = _table(visit.words, session, asked)
    body = counts_export.csv_of(table) if kind == "csv" else counts_export.xlsx_of(table)
    headers = {"Content-Disposition": f'attachment; filename="so-lieu-{asked.by}.{kind}"'}
    return Response(body, media_type=counts_export.MEDIA[kind], headers=headers)


def _table(words: Words, session: Session, asked: Asked) -> list[list[object]]:
    head: list[object]
    if asked.by == "week":
        head = [words(N_("Tuần từ")), *(words(TITLES[what]) for what in counts.COUNTS)]
        weeks = counts.by_week(session, asked.programme)
        return [head, *([one.monday.isoformat(), one.recognised, one.updated, one.valid] for one in weeks)]
    rows = _rows(session, asked)
    head = [words(WAYS[asked.by]), words(N_("Khối")), *(words(title) for title in TITLES.values())]
    then = words(N_("lúc chốt"))
    if asked.against:
        head += [f"{words(title)} {then}" for title in TITLES.values()]
    return [head, *(_line(row, asked.against > 0) for row in [*rows, counts.total(rows)])]


def _line(row: Row, beside: bool) -> list[object]:
    both = [row.now, *([row.then or counts.Counts()] if beside else [])]
    return [row.name, row.bloc, *(getattr(one, name) for one in both for name in TITLES)]


@page("/counts/cut-off", needs=Role.HEAD, method="POST")
def cut_off(visit: Visit) -> Response:
    """Freeze what is counted now; what was counted then stays, whatever changes later."""
    made = counts.cut_off(visit.portal, visit.said("name", 80), visit.reviewer.shown)
    return go("/counts", against=made.number)


@page("/counts/unit/{unit}", needs=Role.READER)
def unit(visit: Visit) -> Response:
    """A unit as those above know it: bloc, who is in charge, targets of a programme, weeks."""
    return show(visit, "counts_unit.html", **_unit_facts(visit))


def _unit_facts(visit: Visit) -> dict[str, Any]:
    counts.catch_up(visit.portal)
    programme = visit.said("programme", 200)
    with visit.portal.database.read() as session:
        found = [one for one in storage_units.listing(session) if one.unit == visit.path["unit"]]
        if not found:
            raise Sorry(404, "page.unknown")
        assigned, pledged = storage_units.targets(session, programme).get(found[0].unit, (None, None))
        weeks = counts.by_week(session, programme, found[0].unit)
    return {
        "about": found[0], "programme": programme, "assigned": assigned, "pledged": pledged, "weeks": weeks,
        "titles": TITLES, "week": timedelta(days=6),
    }  # fmt: skip


@page("/counts/unit/{unit}", needs=Role.HEAD, method="POST")
def keep_unit(visit: Visit) -> Response:
    """Keep what was typed about a unit."""
    counts.put_unit(
        visit.portal,
        visit.path["unit"],
        bloc=visit.said("bloc", 200),
        in_charge=visit.said("in_charge", 200),
        contact=visit.said("contact", 200),
        programme=visit.said("programme", 200),
        assigned=_target(visit, "assigned"),
        pledged=_target(visit, "pledged"),
    )
    return go("/counts", programme=visit.said("programme", 200))


def _target(visit: Visit, name: str) -> int | None:
    typed = visit.said(name, 12).replace(".", "")
    return int(typed) if typed.isascii() and typed.isdigit() else None


@page("/silent", needs=Role.READER, menu=N_("Đơn vị im lặng"))
def silent(visit: Visit) -> Response:
    """Units of which nothing came for long, and who is in charge of each."""
    days = visit.number("days", 0) or counts.SILENT_DAYS
    with visit.portal.database.read() as session:
        found = counts.silent(session, visit.portal.clock.now(), days)
    return show(visit, "silent.html", found=found, days=days)


PAGES = (figures, listed, export, cut_off, unit, keep_unit, silent)
