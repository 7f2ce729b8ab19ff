"""Papers of the register of applications: the slip for the worker, the book itself. Blocking where rendered."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.documents import letters
from desktop.documents.intake_papers import (
    IntakeBookFacts,
    IntakeRow,
    Slip,
    SlipsFacts,
    slips_rows,
)
from desktop.documents.phrases import Phrases
from desktop.domain.deadlines import Application, check_by, decide_by
from desktop.domain.initiative import Stage
from desktop.services import intakes, issuing, printing
from desktop.services.desk import Desk, Look, question
from desktop.services.paper_facts import Issuer
from desktop.services.printing import Rendered


def slips(desk: Desk, records: Sequence[str]) -> Rendered:
    """Giấy biên nhận, eight a sheet, in the order given. Raises `initiative.missing`, `employer.missing`."""
    return printing.render(desk, desk.look(slips_facts, records))


def intake_book(desk: Desk, year: int | None = None) -> Rendered:
    """Sổ tiếp nhận đơn of a year (this one where none is given). Raises `employer.missing`."""
    return printing.render(desk, desk.look(intake_book_facts, year))


@question()
def slips_facts(look: Look, records: Sequence[str]) -> SlipsFacts:
    """A slip for each: the unit answers about the application within the month that it has to check it."""
    issuer = issuing.employers(look)
    return SlipsFacts(slips_rows([_slip(intakes.line_of(look, record), issuer) for record in records]))


@question()
def intake_book_facts(look: Look, year: int | None = None) -> IntakeBookFacts:
    """The register as a list, with what each application waits for."""
    of_year, issuer = year or look.today().year, issuing.employers(look)
    words, today = issuer.phrases, letters.formal_date(look.today())
    return IntakeBookFacts(
        unit=issuer.employer.name.upper(),
        subject=words.line("intake_book", "subject", year=of_year, day=today),
        dated=words.line("intake", "dated", place=issuer.employer.place or "...", day=today),
        keeper=look.user.name,
        rows=tuple(_book_row(row, words) for row in intakes.register(look, of_year)),
    )


def _slip(row: intakes.IntakeRow, issuer: Issuer) -> Slip:
    words, names = issuer.phrases, row.authors.split(", ")
    others = len(names) - 1
    received = row.intake.received_on
    year = received.year
    return Slip(
        unit=issuer.employer.name.upper(),
        heading=words.line("intake", "slip_heading"),
        number=words.line("intake", "number", number=f"{row.number:02d}", year=year) if row.number else "",
        applicant=words.line("intake", "with_others", name=names[0], count=others) if others else row.authors,
        title=row.title,
        received=received,
        answer_by=check_by(_days(row)) or received,
        receiver=row.intake.receiver,
    )


def _days(row: intakes.IntakeRow) -> Application:
    return Application(received_on=row.intake.received_on, completed_on=row.intake.completed_on)


def _book_row(row: intakes.IntakeRow, words: Phrases) -> IntakeRow:
    line = row.intake
    answer_by = decide_by(Application(received_on=line.received_on, accepted_on=line.accepted_on))
    return IntakeRow(
        number=f"{row.number:02d}" if row.number else "",
        received=letters.short_date(line.received_on),
        applicant=row.authors,
        workshop=row.workshop,
        title=row.title,
        asked=_asked(row, words),
        accepted=letters.short_date(line.accepted_on),
        answer_by=letters.short_date(row.due.on if row.due else answer_by or check_by(_days(row))),
        outcome=_outcome(row, words),
    )


def _asked(row: intakes.IntakeRow, words: Phrases) -> str:
    line = row.intake
    if line.asked_on is None:
        return ""
    asked = words.line("intake_book", "asked", asked=letters.short_date(line.asked_on), what=line.asked_for)
    if line.completed_on is None:
        return asked
    done = letters.short_date(line.completed_on)
    return words.line("intake_book", "completed", asked_line=asked, completed=done)


def _outcome(row: intakes.IntakeRow, words: Phrases) -> str:
    if row.intake.withdrawn_on:
        return words.line("intake_book", "withdrawn", day=letters.short_date(row.intake.withdrawn_on))
    if row.stage is Stage.NOT_RECOGNISED:
        return words.line("intake_book", "refused", reason=row.outcome).rstrip(": ")
    return row.outcome
