"""Lists that go to the shop floor: names to be looked over before they are printed, and what hangs on the board.

A list on the board is read by everybody, so it names nobody: staff codes, public titles, results. Nothing protected,
no amount, no birth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.disk import write_whole
from desktop.documents.board_book import board_book
from desktop.documents.floor_papers import BoardFacts, BoardRow
from desktop.documents.notice_papers import NameCheckFacts, NameRow
from desktop.documents.phrases import Phrases
from desktop.domain.initiative import Author, Initiative, Stage, shown_title, stage
from desktop.domain.name_check import Hint, Oddity, hints
from desktop.domain.problems import Refused
from desktop.domain.sheets.workshops import workshop_key
from desktop.domain.text import name_key
from desktop.services import printing
from desktop.services.desk import Desk, Look, question
from desktop.services.printing import Rendered
from desktop.services.union_papers import union_issuer
from desktop.store import initiatives, lists
from desktop.store.lists import ListQuery

BEFORE_CERTIFICATES = (Stage.PROPOSED, Stage.DRAFTED)
"""Whose names are about to be printed."""
ON_BOARD = (Stage.PROPOSED, Stage.DRAFTED, Stage.RECOGNISED, Stage.NOT_RECOGNISED)
"""What the council has spoken about."""
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which initiatives a list is about: at these stages, of a workshop (""; every one), of a year (0: every)."""

    workshop: str = ""
    stages: tuple[Stage, ...] = ()
    year: int = 0


@dataclass(frozen=True, slots=True)
class NameToCheck:
    """One author as a certificate will print the name, and what looks odd in it."""

    initiative: str
    number: int | None
    author: Author
    workshop: str
    title: str
    hints: tuple[Hint, ...]


@question()
def names_to_check(look: Look, wanted: Wanted | None = None) -> tuple[NameToCheck, ...]:
    """Every author of these, by workshop and name; without stages, those whose certificates come next."""
    asked = wanted or Wanted()
    found = [
        NameToCheck(
            value.id,
            value.number,
            author,
            author.workshop or value.workshop,
            shown_title(value),
            hints(author.name),
        )
        for value in _values(look, asked, asked.stages or BEFORE_CERTIFICATES)
        for author in value.authors
    ]
    return tuple(
        sorted(found, key=lambda one: (workshop_key(one.workshop), name_key(one.author.name), one.title))
    )


@question()
def name_list_facts(look: Look, wanted: Wanted | None = None) -> NameCheckFacts:
    """The list as a paper. Raises `names.nothing`, `union.name_missing`."""
    asked = wanted or Wanted()
    found, words = names_to_check(look, asked), printing.phrases()
    if not found:
        raise Refused("names.nothing")
    key = "subject_workshop" if asked.workshop else "subject_all"
    return NameCheckFacts(
        unit=union_issuer(look).union.name.upper(),
        subject=words.line("name_list", key, workshop=asked.workshop, count=len(found)),
        rows=tuple(name_row(one.number, one.author, one.workshop, one.title, words) for one in found),
    )


def name_row(number: int | None, author: Author, workshop: str, title: str, words: Phrases) -> NameRow:
    """One author on a list of names, with what looks odd."""
    return NameRow(
        str(number or ""), author.name, author.birth, workshop, title, hints_text(hints(author.name), words)
    )


def hints_text(found: Iterable[Hint], words: Phrases) -> str:
    """What looks odd in a name, in the few words that fit beside it."""
    said = (words.line("name_hints", _hint_line(hint), part=hint.part, better=hint.better) for hint in found)
    return "\n".join(dict.fromkeys(said))


def _hint_line(hint: Hint) -> str:
    """A better spelling where it says more: a letter that only looks like ours would be printed alike."""
    return "better" if hint.better and hint.oddity is not Oddity.SIGNS else hint.oddity.value


def name_list(desk: Desk, wanted: Wanted | None = None) -> Rendered:
    """The list as Word and PDF. Blocking. Raises the codes of `name_list_facts`."""
    return printing.render(desk, desk.look(name_list_facts, wanted))


# The board ------------------------------------------------------------------------------------


@question()
def board_facts(look: Look, wanted: Wanted | None = None) -> BoardFacts:
    """What hangs on the board, by number. Raises `board.nothing`, `union.name_missing`."""
    asked, words = wanted or Wanted(), printing.phrases()
    values = _values(look, asked, asked.stages or ON_BOARD)
    if not values:
        raise Refused("board.nothing")
    year = asked.year or look.today().year
    return BoardFacts(
        unit=union_issuer(look).union.name.upper(),
        subject=words.line("board", "subject", year=year),
        advice=words.line("board", "advice"),
        rows=tuple(_board_row(value, words) for value in values),
    )


def board(desk: Desk, wanted: Wanted | None = None) -> Rendered:
    """The board's list as Word and PDF. Blocking. Raises the codes of `board_facts`."""
    return printing.render(desk, desk.look(board_facts, wanted))


def write_board(desk: Desk, path: Path, wanted: Wanted | None = None) -> int:
    """The board's list as a workbook; gives its rows. Blocking. Raises the codes of `board_facts`, `disk.full`."""
    facts = desk.look(board_facts, wanted)
    write_whole(path, board_book(facts.rows))
    return len(facts.rows)


def _board_row(value: Initiative, words: Phrases) -> BoardRow:
    codes = [author.staff_code or words.line("board", "no_code") for author in value.authors]
    return BoardRow(
        number=str(value.number or ""),
        staff_codes="\n".join(dict.fromkeys(codes)),
        title=shown_title(value),
        workshop=value.workshop,
        result=words.line("board", _RESULTS[stage(value)]),
    )


_RESULTS: Mapping[Stage, str] = {
    Stage.INCOMPLETE: "pending",
    Stage.PENDING: "pending",
    Stage.NOT_RECOGNISED: "not_recognised",
    Stage.PROPOSED: "proposed",
    Stage.DRAFTED: "proposed",
    Stage.RECOGNISED: "recognised",
}


def _values(look: Look, wanted: Wanted, stages: tuple[Stage, ...]) -> list[Initiative]:
    years = (wanted.year,) if wanted.year else ()
    query = ListQuery(stages=stages, years=years, sort="number", descending=False, limit=_ALL)
    found = initiatives.load_many(look.session, records := lists.ids(look.session, query))
    key = workshop_key(wanted.workshop)
    values = (found[record] for record in records if record in found)
    return [value for value in values if not key or key in _places(value)]


def _places(value: Initiative) -> set[str]:
    return {
        workshop_key(place)
        for place in (value.workshop, *(author.workshop for author in value.authors))
        if place
    }
