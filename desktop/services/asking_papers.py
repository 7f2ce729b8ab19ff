"""Phiếu hỏi lại on paper, and the slip of an idea. Blocking where a `Rendered` is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.documents import letters
from desktop.documents.asking_papers import AskedRow, QuestionSheetFacts
from desktop.documents.intake_papers import IdeaFacts
from desktop.services import ideas, printing, question_sheets
from desktop.services.desk import Desk, Look, question
from desktop.services.printing import Rendered
from desktop.services.union_papers import union_issuer


def question_sheet(desk: Desk, record: str) -> Rendered:
    """A sheet in the order in which its answers are entered. Raises `question_sheet.missing`, `union.name_missing`."""
    return printing.render(desk, desk.look(question_sheet_facts, record))


def idea_slip(desk: Desk, record: str) -> Rendered:
    """Phiếu ý tưởng of an idea. Raises `idea.missing`, `union.name_missing`."""
    return printing.render(desk, desk.look(idea_slip_facts, record))


OF_ONE: Mapping[str, Callable[[Desk, str], Rendered]] = {
    "question_sheet": question_sheet,
    "idea_slip": idea_slip,
}
"""Papers about one sheet or idea, by their kind."""


@question()
def question_sheet_facts(look: Look, record: str) -> QuestionSheetFacts:
    """What is asked, each in the house's words."""
    found, words, issuer = question_sheets.get(look, record), printing.phrases(), union_issuer(look)
    sheet = found.sheet
    return QuestionSheetFacts(
        unit=issuer.union.name.upper(),
        number=words.line("questions", "number", number=f"{sheet.number:02d}", year=sheet.year),
        workshop=sheet.workshop or words.line("questions", "no_workshop"),
        dated=words.line(
            "intake", "dated", place=issuer.union.place or "...", day=letters.formal_date(sheet.made_on)
        ),
        rows=tuple(
            AskedRow(
                code=str(line.number or ""),
                title=line.title,
                about=line.name,
                asked=words.line("questions", line.question.asked.value),
            )
            for line in found.lines
        ),
    )


@question()
def idea_slip_facts(look: Look, record: str) -> IdeaFacts:
    """What the slip states; what is not known yet is left to be written."""
    idea, words, issuer = ideas.get(look, record), printing.phrases(), union_issuer(look)
    year = (idea.received_on or look.today()).year
    return IdeaFacts(
        unit=issuer.union.name.upper(),
        number=words.line("intake", "number", number=f"{idea.number:02d}", year=year) if idea.number else "",
        authors=", ".join(author.name for author in idea.authors),
        workplace=idea.workshop,
        title=idea.title,
        problem=tuple(idea.problem.splitlines()),
        idea=tuple(idea.solution.splitlines()),
        benefit=tuple(idea.benefit.splitlines()),
        needs=tuple(idea.needs.splitlines()),
        dated=words.line("intake", "dated", place=issuer.union.place or "...", day=letters.blank_date(year)),
    )
