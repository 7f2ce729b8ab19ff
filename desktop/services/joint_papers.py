"""A joint report as paper and workbook, on the form of the weekly report. Nothing is counted here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.documents.charts import Bars, bar_chart
from desktop.documents.inserting import Block, PictureBlock, TableBlock, inserted
from desktop.documents.letters import formal_date, share_text
from desktop.documents.phrases import Phrases
from desktop.documents.report_book import FigureSheet, report_book
from desktop.documents.report_papers import WeeklyReportFacts
from desktop.documents.templates import fill_paper
from desktop.domain.money import figures as grouped
from desktop.domain.report import COUNTED, Measure
from desktop.domain.target import percent
from desktop.domain.unit_report import JointCell, JointFigures, JointRow
from desktop.services import printing
from desktop.services.desk import Desk
from desktop.services.printing import Rendered
from desktop.services.report_papers import SentBy, signed

Stop = Callable[[], object]

_WIDTHS = (37.0, 32.0, 16.0, 14.0, 14.0, 14.0, 19.0, 19.0)
"""165 mm: unit, who is in charge, place, target, three counts, percent."""
_BARS = 20


@dataclass(frozen=True, slots=True)
class JointPrinted:
    """Everything that is printed of a joint report; frozen as JSON when it is sent."""

    figures: JointFigures
    by: SentBy


def render(desk: Desk, printed: JointPrinted, *, stop: Stop = lambda: None) -> Rendered:
    """The report as Word and PDF. Blocking."""
    words = printing.phrases()
    facts = _facts(printed, words)
    filled = fill_paper(facts, printing.shelf(desk)).docx
    docx = inserted(filled, _blocks(printed.figures, words))
    return printing.render(desk, facts, docx=docx, stop=stop)


def workbook(figures: JointFigures) -> bytes:
    """The report as a workbook: the units, then their groups."""
    words = printing.phrases()
    title = words.line("joint", "subject", until=formal_date(figures.until), union=figures.body)
    head = [words.line("columns", measure.value) for measure in (Measure.ASSIGNED, *COUNTED)]
    head += [words.line("columns", "percent"), words.line("joint", "change")]
    rows = [(row.name, _numbers(row.counts, row.assigned, row.before)) for row in figures.rows]
    total = figures.total
    whole = words.line("joint", "whole")
    sheets = [
        FigureSheet(
            words.line("joint", "units"),
            title,
            [words.line("joint", "unit"), *head],
            [*rows, (whole, _numbers(total.counts, total.assigned, total.before))],
        )
    ]
    if figures.groups:
        groups = [
            (_named(one, words), _numbers(one.counts, one.assigned, one.before)) for one in figures.groups
        ]
        sheets.append(
            FigureSheet(words.line("joint", "groups"), title, [words.line("joint", "group"), *head], groups)
        )
    return report_book(sheets)


def _facts(printed: JointPrinted, words: Phrases) -> WeeklyReportFacts:
    figures, by = printed.figures, printed.by
    return WeeklyReportFacts(
        letterhead=by.letterhead,
        heading=by.heading,
        subject=words.line("joint", "subject", until=formal_date(figures.until), union=figures.body),
        addressee=by.addressee,
        summary=(*_summary(figures, words), _silent(figures, words)),
        money=(),
        outlook=_groups(figures, words),
        recipients=by.recipients,
        signature=by.signature,
    )


def _summary(figures: JointFigures, words: Phrases) -> tuple[str, ...]:
    total = figures.total
    counts = [
        words.line("report", measure.value, number=grouped(total.counts[measure]))
        + words.line("joint", "since", change=signed(total.counts[measure] - total.before[measure]))
        for measure in COUNTED
    ]
    if total.assigned is not None:
        counts.insert(0, words.line("report", Measure.ASSIGNED.value, number=grouped(total.assigned)))
    first = words.line(
        "joint",
        "summary",
        until=formal_date(figures.until),
        units=grouped(total.units),
        silent=grouped(total.silent),
        counts="; ".join(counts),
    )
    ratio = percent(total.counts[Measure.VALID], total.assigned)
    reached = [] if ratio is None else [words.line("report", "reached", percent=share_text(ratio))]
    benefit = []
    if figures.benefit_known:
        known = grouped(figures.benefit_known)
        benefit = [words.line("report", "benefit", benefit=grouped(figures.benefit), known=known)]
    return (first, *reached, *benefit)


def _silent(figures: JointFigures, words: Phrases) -> str:
    """The silent units, each with who is in charge there and since when nothing came."""
    said = []
    for row in figures.rows:
        if row.is_silent:
            who = ", ".join(part for part in (row.in_charge, row.contact) if part)
            last = formal_date(row.until) if row.until else words.line("joint", "never")
            who = who or words.line("joint", "nobody")
            said.append(words.line("joint", "silent_unit", unit=row.name, who=who, until=last))
    return words.line("joint", "silent", units="; ".join(said)) if said else words.line("joint", "all_spoke")


def _groups(figures: JointFigures, words: Phrases) -> tuple[str, ...]:
    return tuple(
        words.line(
            "joint",
            "group_line",
            group=_named(one, words),
            units=grouped(one.units),
            valid=grouped(one.counts[Measure.VALID]),
            assigned="–" if one.assigned is None else grouped(one.assigned),
        )
        for one in figures.groups
    )


def _named(cell: JointCell, words: Phrases) -> str:
    return cell.name or words.line("values", "unsaid")


def _blocks(figures: JointFigures, words: Phrases) -> Mapping[str, Block]:
    total = figures.total
    header = [
        words.line("joint", "unit"),
        words.line("joint", "in_charge"),
        words.line("joint", "place"),
        *(words.line("columns", measure.value) for measure in (Measure.ASSIGNED, *COUNTED)),
        words.line("columns", "percent"),
    ]
    whole = JointRow(
        "", words.line("joint", "whole"), "", "", "", total.assigned, total.counts, total.before, None, False, 0, None
    )  # fmt: skip
    blocks: dict[str, Block] = {
        "BANG_XUONG": TableBlock(
            _WIDTHS, header, [_texts(row, words) for row in figures.rows], _texts(whole, words), words=2
        )
    }
    best = [row for row in sorted(figures.rows, key=lambda row: (row.place, row.name)) if row.until][:_BARS]
    if best:
        chart = bar_chart(
            [
                Bars(row.name, row.counts[Measure.VALID], row.counts[Measure.RECOGNISED], row.assigned)
                for row in best
            ],
            words.line("columns", "valid"),
            words.line("columns", "recognised"),
            words.line("columns", "assigned"),
        )
        said = words.line("report", "chart", division=words.line("joint", "unit"))
        blocks["BIEU_DO_XUONG"] = PictureBlock(chart.png, chart.width, chart.height, said)
    return blocks


def _texts(row: JointRow, words: Phrases) -> list[str]:
    ratio = percent(row.counts[Measure.VALID], row.assigned)
    changed = row.change(Measure.VALID)
    valid = grouped(row.counts[Measure.VALID])
    place = "" if not row.place else str(row.place)
    if row.place_before is not None and row.place_before != row.place:
        place += f" ({row.place_before})"
    name = f"{row.name} ({words.line('joint', 'silent_mark')})" if row.is_silent else row.name
    return [
        name,
        ", ".join(part for part in (row.in_charge, row.contact) if part),
        place,
        "" if row.assigned is None else grouped(row.assigned),
        grouped(row.counts[Measure.RECOGNISED]),
        grouped(row.counts[Measure.ON_PORTAL]),
        valid if not changed else f"{valid} ({signed(changed)})",
        "" if ratio is None else share_text(ratio),
    ]


def _numbers(
    counts: Mapping[Measure, int], assigned: int | None, before: Mapping[Measure, int] | None
) -> list[int | float | None]:
    ratio = percent(counts[Measure.VALID], assigned)
    return [
        assigned,
        *(counts[measure] for measure in COUNTED),
        None if ratio is None else ratio / 10_000,
        None if before is None else counts[Measure.VALID] - before[Measure.VALID],
    ]
