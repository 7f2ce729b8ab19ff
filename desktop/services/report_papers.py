"""From frozen figures to paper: sentences, tables, charts and the workbook. Nothing is counted here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.documents.charts import Bars, bar_chart
from desktop.documents.inserting import Block, PictureBlock, TableBlock, inserted
from desktop.documents.letters import formal_date, share_text
from desktop.documents.paper_parts import Heading, Letterhead, Signature
from desktop.documents.pdf import Engine
from desktop.documents.phrases import Phrases
from desktop.documents.report_book import FigureSheet, report_book
from desktop.documents.report_papers import FullReportFacts, WeeklyReportFacts
from desktop.documents.templates import fill_paper
from desktop.domain.money import figures as grouped
from desktop.domain.report import COUNTED, Cell, Division, Figures, Measure, ReportKind, ranks
from desktop.domain.target import percent
from desktop.services import printing
from desktop.services.desk import Desk
from desktop.services.printing import Rendered

Stop = Callable[[], object]

_WIDTHS = (45.0, 17.0, 18.0, 17.0, 18.0, 15.0, 18.0, 17.0)
"""165 mm: name, the five counts, percent of the target, change."""
_KEYS = {
    Division.WORKSHOP: "BANG_XUONG",
    Division.BLOC: "BANG_KHOI",
    Division.FIELD: "BANG_LINH_VUC",
    Division.WORKER_KIND: "BANG_DOI_TUONG",
    Division.GENDER: "BANG_GIOI_TINH",
}
_CHARTS = {Division.WORKSHOP: "BIEU_DO_XUONG", Division.FIELD: "BIEU_DO_LINH_VUC"}
_TRIES = ((12, 6), (12, 4), (8, 4), (8, 3), (12, 0), (10, 0), (8, 0), (5, 0))
"""Rows and bars that a week's page tries to show, until it fits; the other groups are summed in one row."""

_OTHERS = "\0"


@dataclass(frozen=True, slots=True)
class SentBy:
    """Who sends a report, to whom, under which number."""

    letterhead: Letterhead
    heading: Heading
    signature: Signature
    addressee: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything that is printed of a report; frozen as JSON when it is sent."""

    kind: ReportKind
    since: date
    figures: Figures
    by: SentBy


def group_name(division: Division, group: str, words: Phrases) -> str:
    """A group as papers call it; what nobody said is named so."""
    if not group:
        return words.line("values", "unsaid")
    if division is Division.WORKSHOP:
        return group
    section = {
        Division.BLOC: "blocs",
        Division.FIELD: "fields",
        Division.WORKER_KIND: "workers",
        Division.GENDER: "genders",
    }[division]
    return words.line(section, group)


def render(desk: Desk, printed: Printed, *, stop: Stop = lambda: None) -> Rendered:
    """The report as Word and PDF. A week stays on one page: what does not fit is summed. Blocking."""
    words = printing.phrases()
    made = _facts(printed, words)
    filled = fill_paper(made, printing.shelf(desk)).docx
    for rows, bars in _TRIES:
        docx = inserted(filled, _blocks(printed, words, rows, bars))
        if printed.kind is ReportKind.FULL or _pages(desk, made, docx) <= 1:
            break
    return printing.render(desk, made, docx=docx, stop=stop)


def _pages(desk: Desk, made: object, docx: bytes) -> int:
    """Pages by the built-in way: it breaks as the others do, and is there on every machine."""
    return printing.render(desk, made, docx=docx, engines=(Engine.BUILT_IN,)).pages


def workbook(printed: Printed) -> bytes:
    """The report as a workbook: one sheet for the whole, one for each division."""
    words = printing.phrases()
    figures = printed.figures
    header = _header(words)
    title = words.line("report", "book_title", until=formal_date(figures.until), union=figures.union)
    whole = words.line("report", "whole")
    sheets = [FigureSheet(whole, title, header, [(whole, _numbers(figures.total))])]
    for division in Division:
        rows = [(cell.name, _numbers(cell)) for cell in figures.divisions[division]]
        sheets.append(
            FigureSheet(
                words.line("divisions", division.value),
                title,
                header,
                [*rows, (whole, _numbers(figures.total))],
            )
        )
    return report_book(sheets)


def _facts(printed: Printed, words: Phrases) -> WeeklyReportFacts | FullReportFacts:
    figures, by = printed.figures, printed.by
    said = {
        "until": formal_date(figures.until),
        "since": formal_date(printed.since),
        "union": figures.union,
        "phase": figures.phase_name,
    }
    summary = _summary(figures, words)
    money = _money(figures, words)
    if printed.kind is ReportKind.WEEKLY:
        return WeeklyReportFacts(
            letterhead=by.letterhead,
            heading=by.heading,
            subject=words.line("report", "subject_weekly", **said),
            addressee=by.addressee,
            summary=summary,
            money=money,
            outlook=_outlook(figures, words),
            recipients=by.recipients,
            signature=by.signature,
        )
    return FullReportFacts(
        letterhead=by.letterhead,
        heading=by.heading,
        subject=words.line("report", "subject_full", **said),
        addressee=by.addressee,
        carried_out=words.lines("report", "carried_out", **said),
        summary=(*summary, *_outlook(figures, words)),
        money=money or (words.line("report", "no_money"),),
        lacking=_lacking(figures, words),
        asked=words.lines("report", "asked", **said),
        recipients=by.recipients,
        signature=by.signature,
    )


def _summary(figures: Figures, words: Phrases) -> tuple[str, ...]:
    total = figures.total
    targets = [
        words.line("report", measure.value, number=grouped(number))
        for measure in (Measure.ASSIGNED, Measure.PLEDGED)
        if (number := total.number(measure)) is not None
    ]
    counts = []
    for measure in COUNTED:
        change = total.change(measure)
        since = "" if change is None else words.line("report", "change", change=signed(change))
        counts.append(words.line("report", measure.value, number=grouped(total.counts[measure])) + since)
    ratio = percent(total.counts[Measure.VALID], total.assigned)
    reached = [] if ratio is None else [words.line("report", "reached", percent=share_text(ratio))]
    first = words.line(
        "report", "summary", until=formal_date(figures.until), counts="; ".join([*targets, *counts])
    )
    benefit = words.line(
        "report", "benefit", benefit=grouped(figures.benefit), known=grouped(figures.benefit_known)
    )
    return (first, *reached, *([benefit] if figures.benefit_known else []))


def _money(figures: Figures, words: Phrases) -> tuple[str, ...]:
    return tuple(
        words.line(
            "report",
            "money",
            purse=one.name,
            spent=grouped(one.spent),
            initiatives=grouped(one.initiatives),
            waiting=grouped(one.waiting),
        )
        for one in figures.money
    )


def _outlook(figures: Figures, words: Phrases) -> tuple[str, ...]:
    if figures.expected is None or not figures.closes:
        return ()
    return (words.line("report", "outlook", closes=figures.closes, expected=grouped(figures.expected)),)


def _lacking(figures: Figures, words: Phrases) -> tuple[str, ...]:
    silent = [cell.name for cell in figures.divisions[Division.WORKSHOP] if _is_silent(cell)]
    waiting = figures.total.counts[Measure.RECOGNISED] - figures.total.counts[Measure.VALID]
    lines = [words.line("report", "silent", names=", ".join(silent))] if silent else []
    if waiting > 0:
        lines.append(words.line("report", "not_valid_yet", count=grouped(waiting)))
    return tuple(lines) or (words.line("report", "nothing_lacking"),)


def _is_silent(cell: Cell) -> bool:
    """Nothing recognised since the last report; without one, nothing at all."""
    change = cell.change(Measure.RECOGNISED)
    return (cell.counts[Measure.RECOGNISED] if change is None else change) <= 0


def _blocks(printed: Printed, words: Phrases, rows: int, bars: int) -> Mapping[str, Block]:
    figures, weekly = printed.figures, printed.kind is ReportKind.WEEKLY
    blocks: dict[str, Block] = {}
    for division, key in _KEYS.items():
        cells = _ordered(figures, division)
        shown = _cut(cells, rows, words) if weekly else cells
        blocks[key] = TableBlock(
            _WIDTHS,
            _header(words, division),
            [_texts(cell, _place(figures, division, cell)) for cell in shown],
            _texts(figures.total, name=words.line("report", "whole")),
        )
    for division, key in _CHARTS.items():
        groups = sorted(
            figures.divisions[division], key=lambda cell: (-cell.counts[Measure.RECOGNISED], cell.name)
        )
        most = bars if weekly else 20
        if groups and most:
            chart = bar_chart(
                [
                    Bars(
                        cell.name, cell.counts[Measure.VALID], cell.counts[Measure.RECOGNISED], cell.assigned
                    )
                    for cell in groups[:most]
                ],
                words.line("columns", "valid"),
                words.line("columns", "recognised"),
                words.line("columns", "assigned"),
                tight=weekly,
            )
            said = words.line("report", "chart", division=words.line("divisions", division.value))
            blocks[key] = PictureBlock(chart.png, chart.width, chart.height, said)
    return blocks


def _ordered(figures: Figures, division: Division) -> list[Cell]:
    """Workshops with the silent ones first, then by what they have; other divisions as they are named."""
    cells = list(figures.divisions[division])
    if division is not Division.WORKSHOP:
        return cells
    return sorted(cells, key=lambda cell: (not _is_silent(cell), -cell.counts[Measure.RECOGNISED], cell.name))


def _place(figures: Figures, division: Division, cell: Cell) -> str:
    """A workshop's rank by recognised initiatives, and where it stood in the last report."""
    if division is not Division.WORKSHOP or cell.group == _OTHERS:
        return ""
    cells = figures.divisions[division]
    now = {one.group: one.counts[Measure.RECOGNISED] for one in cells}
    then = {one.group: one.before[Measure.RECOGNISED] for one in cells if one.before is not None}
    found = next(rank for rank in ranks(now, then) if rank.name == cell.group)
    moved = found.before is not None and found.before != found.place
    return f"{found.place} ({found.before})" if moved else str(found.place)


def _cut(cells: Sequence[Cell], rows: int, words: Phrases) -> list[Cell]:
    """Silent ones and leaders, half of the room each at least; the rest in one row."""
    if len(cells) <= rows:
        return list(cells)
    silent = [cell for cell in cells if _is_silent(cell)]
    leaders = [cell for cell in cells if not _is_silent(cell)]
    half = (rows - 1) // 2
    few = min(len(silent), max(half, rows - 1 - len(leaders)))
    shown = [*silent[:few], *leaders[: rows - 1 - few]]
    rest = [cell for cell in cells if cell not in shown]
    counts = {measure: sum(cell.counts[measure] for cell in rest) for measure in COUNTED}
    before = (
        {measure: sum((cell.before or {}).get(measure, 0) for cell in rest) for measure in COUNTED}
        if any(cell.before is not None for cell in rest)
        else None
    )
    name = words.line("report", "others", count=len(rest))
    return [
        *cells[: rows - 1],
        Cell(_OTHERS, name, counts, _sum(rest, "assigned"), _sum(rest, "pledged"), before),
    ]


def _sum(cells: Sequence[Cell], name: str) -> int | None:
    said = [number for cell in cells if (number := getattr(cell, name)) is not None]
    return sum(said) if said else None


def _header(words: Phrases, division: Division | None = None) -> list[str]:
    first = "group" if division is None else division.value
    names = [words.line("divisions" if division else "columns", first)]
    names += [words.line("columns", measure.value) for measure in Measure]
    return [*names, words.line("columns", "percent"), words.line("columns", "change")]


def _texts(cell: Cell, place: str = "", name: str = "") -> list[str]:
    numbers = [cell.number(measure) for measure in Measure]
    ratio = percent(cell.counts[Measure.VALID], cell.assigned)
    change = cell.change(Measure.RECOGNISED)
    title = name or cell.name
    return [
        f"{place}. {title}" if place else title,
        *("" if number is None else grouped(number) for number in numbers),
        "" if ratio is None else share_text(ratio),
        "" if change is None else signed(change),
    ]


def _numbers(cell: Cell) -> list[int | float | None]:
    ratio = percent(cell.counts[Measure.VALID], cell.assigned)
    return [
        *(cell.number(measure) for measure in Measure),
        None if ratio is None else ratio / 10_000,
        cell.change(Measure.RECOGNISED),
    ]


def signed(change: int) -> str:
    """A change as reports write it."""
    return f"+{grouped(change)}" if change > 0 else grouped(change)
