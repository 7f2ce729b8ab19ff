"""Papers of marking: a sheet for each member and initiative, the table of marks. Blocking where rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.documents import letters
from desktop.documents.council_papers import (
    MarkRow,
    MarkSheetFacts,
    PairRow,
    PairSheetFacts,
    TallyFacts,
    TallyRow,
)
from desktop.documents.phrases import Phrases
from desktop.domain.access import Right
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.domain.rubric import Criterion, Family, Rubric, points_text
from desktop.domain.scoring import Sheet, sheet_verdict, total
from desktop.domain.seats import Member
from desktop.services import agendas, issuing, marking, printing
from desktop.services.agendas import Sitting
from desktop.services.council_papers import councils_letterhead, seat_text
from desktop.services.desk import Desk, Look, question
from desktop.services.paper_facts import Issuer
from desktop.services.printing import Rendered, Stop
from desktop.store import sheets as stored

SheetFacts = MarkSheetFacts | PairSheetFacts


def sheets(desk: Desk, meeting: str, member: str = "", *, stop: Stop = lambda: None) -> Rendered:
    """Phiếu chấm of a meeting, member by member (or of one): with the marks that were given, else to be marked by hand.

    Raises `agenda.missing`, `rubric.missing`, `member.missing`, `employer.missing`.
    """
    return issuing.render_each(desk, desk.look(sheets_facts, meeting, member), stop=stop)


def tally(desk: Desk, meeting: str) -> Rendered:
    """Bảng tổng hợp điểm of a meeting. Raises `agenda.missing`, `rubric.missing`, `employer.missing`."""
    return printing.render(desk, desk.look(tally_facts, meeting))


@question(Right.COUNCIL)
def sheets_facts(look: Look, meeting: str, member: str = "") -> tuple[SheetFacts, ...]:
    """A sheet for each member and initiative, none for an author's own work."""
    held, issuer = agendas.sitting(look, meeting), issuing.employers(look)
    wanted = [one for one in held.members if member in ("", one.id)]
    if not wanted:
        raise Refused("member.missing", id=member) if member else Refused("council.no_members")
    given = {(one.member, one.initiative): one for one in stored.of_meeting(look.session, meeting)}
    return tuple(
        _sheet(one, value, given.get((one.id, value.id)), held, issuer)
        for one in wanted
        for value in held.considered
        if one.id not in held.own.get(value.id, frozenset())
    )


def _sheet(
    member: Member, value: Initiative, given: Sheet | None, held: Sitting, issuer: Issuer
) -> SheetFacts:
    words, rubric = issuer.phrases, held.agenda.rubric
    if rubric is None:
        raise Refused("rubric.missing")
    head = (
        councils_letterhead(issuer),
        words.line("marking", "rubric", title=rubric.title, version=rubric.version),
        member.name,
        seat_text(member, words),
        str(value.number or ""),
        value.title,
        ", ".join(author.name for author in value.authors),
    )
    dated = _dated(held, issuer)
    if rubric.family is Family.PAIRS:
        return PairSheetFacts(
            *head, result=_result(given, words), dated=dated, rows=_pair_rows(rubric, given)
        )
    return MarkSheetFacts(
        *head,
        total=_total(rubric, given, words),
        rules=_rules(rubric, words),
        dated=dated,
        rows=tuple(_mark_row(one, given, words) for one in rubric.criteria),
    )


def _dated(held: Sitting, issuer: Issuer) -> str:
    """The place, and room for the day that somebody signs on."""
    day = letters.blank_date(held.agenda.held_on.year)
    return issuer.phrases.line("intake", "dated", place=issuer.employer.place or "...", day=day)


def _pair_rows(rubric: Rubric, given: Sheet | None) -> tuple[PairRow, ...]:
    marks = given.marks if given else {}
    return tuple(
        PairRow(
            pair.yes,
            "x" if marks.get(pair.code) == 1 else "",
            pair.no,
            "x" if marks.get(pair.code) == 0 else "",
        )
        for pair in rubric.pairs
    )


def _result(given: Sheet | None, words: Phrases) -> str:
    said = sheet_verdict(given) if given else None
    return words.line("marking", said.value if said else "result_blank")


def _total(rubric: Rubric, given: Sheet | None, words: Phrases) -> str:
    points = total(given) if given else None
    maximum = points_text(rubric.maximum)
    if points is None:
        return words.line("marking", "total_blank", maximum=maximum)
    return words.line("marking", "total", points=points_text(points), maximum=maximum)


def _mark_row(criterion: Criterion, given: Sheet | None, words: Phrases) -> MarkRow:
    points = given.marks.get(criterion.code) if given else None
    bands = [
        words.line(
            "marking", "band", low=points_text(band.low), high=points_text(band.high), words=band.words
        )
        for band in criterion.bands
    ]
    return MarkRow(
        criterion.title,
        "\n".join(bands),
        points_text(criterion.maximum),
        "" if points is None else points_text(points),
    )


def _rules(rubric: Rubric, words: Phrases) -> str:
    """What a sum has to come to, in one line."""
    said = [
        words.line(
            "marking",
            "pass_from",
            points=points_text(rubric.pass_mark),
            maximum=points_text(rubric.maximum),
        )
    ]
    if rubric.completion_mark is not None:
        said.append(words.line("marking", "completion_from", points=points_text(rubric.completion_mark)))
    said += [
        words.line("marking", "floor", title=one.title, points=points_text(one.floor))
        for one in rubric.criteria
        if one.floor
    ]
    return "; ".join(said) + "."


# The table ------------------------------------------------------------------------------------


@question(Right.COUNCIL)
def tally_facts(look: Look, meeting: str) -> TallyFacts:
    """What all sheets come to; an initiative with a sheet missing has no mean."""
    held, issuer = agendas.sitting(look, meeting), issuing.employers(look)
    counted = marking.tallies(look, meeting)
    words, rubric = issuer.phrases, held.agenda.rubric
    if rubric is None:
        raise Refused("rubric.missing")
    return TallyFacts(
        letterhead=councils_letterhead(issuer),
        subject=words.line("marking", "tally_subject", day=letters.formal_date(held.agenda.held_on)),
        rules=_reckoning(rubric, words),
        dated=_dated(held, issuer),
        secretary=held.council.secretary,
        chair=held.council.chair,
        rows=tuple(_tally_row(one, words) for one in counted),
    )


def _reckoning(rubric: Rubric, words: Phrases) -> str:
    if rubric.family is Family.PAIRS:
        return f"{words.line('marking', 'pairs_rule')} {words.line('marking', 'by_vote')}"
    mean = words.line("marking", "mean")
    if rubric.trim_from:
        mean = f"{mean}, {words.line('marking', 'trimmed', count=rubric.trim_from)}"
    return f"{mean}. {_rules(rubric, words)} {words.line('marking', 'by_vote')}"


def _tally_row(one: marking.Counted, words: Phrases) -> TallyRow:
    tally_, owed = one.tally, len(one.tally.given) + len(one.tally.missing)
    if tally_.verdict is not None:
        result = words.line("marking", tally_.verdict.value)
    else:
        result = words.line("marking", "missing", count=len(tally_.missing))
    return TallyRow(
        str(one.number or ""),
        one.title,
        one.authors,
        words.line("marking", "sheets", given=len(tally_.given), owed=owed),
        "" if tally_.shown is None else points_text(tally_.shown),
        result,
    )


OF_MEETING: Mapping[str, Callable[[Desk, str], Rendered]] = {"mark_sheets": sheets, "tally": tally}
"""Papers about one meeting, by their kind."""
