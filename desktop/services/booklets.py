"""What a member reads before a meeting: descriptions and files of all initiatives in one PDF with bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.disk import write_whole
from desktop.documents import letters
from desktop.documents.booklet import PDF, Booklet, Chapter, Piece, Words, booklet
from desktop.documents.pdf import Engine
from desktop.documents.phrases import Phrases
from desktop.documents.placing import safe_name
from desktop.domain.access import Right
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.domain.seats import Member
from desktop.services import agendas, initiative_papers, printing
from desktop.services.agendas import Sitting
from desktop.services.desk import Desk, Look, question
from desktop.services.printing import Stop


@dataclass(frozen=True, slots=True)
class Plan:
    """One member's booklet before it is put together: own work is not in it."""

    member: Member
    listed: tuple[Initiative, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class WrittenBooklet:
    """Where one member's booklet was put, its pages, and the files that it only names."""

    member: str
    pdf: Path
    pages: int
    left_out: tuple[str, ...]


def write_booklets(
    desk: Desk, meeting: str, folder: Path, members: Sequence[str] = (), *, stop: Stop = lambda: None
) -> tuple[WrittenBooklet, ...]:
    """A booklet for each member (or for these) into a folder. Blocking.

    Raises `agenda.missing`, `council.no_members`, `member.missing`, `right.missing` for protected content,
    `disk.full`, `folder.read_only`.
    """
    descriptions: dict[str, Piece] = {}
    done = []
    for plan in desk.look(plans, meeting, tuple(members)):
        made = _put_together(desk, plan, descriptions, stop)
        path = folder / f"{safe_name(plan.words.title)}.pdf"
        write_whole(path, made.pdf)
        done.append(WrittenBooklet(plan.member.id, path, made.pages, made.left_out))
    return tuple(done)


@question(Right.READ_PROTECTED)
def plans(look: Look, meeting: str, members: tuple[str, ...] = ()) -> tuple[Plan, ...]:
    """What each of these members gets, all where none is named."""
    held, words = agendas.sitting(look, meeting), printing.phrases()
    if not held.members:
        raise Refused("council.no_members")
    wanted = [one for one in held.members if not members or one.id in members]
    if len(wanted) < len(members):
        raise Refused("member.missing", id=",".join(members))
    return tuple(_plan(one, held, words) for one in wanted)


def _plan(member: Member, held: Sitting, words: Phrases) -> Plan:
    day = letters.short_date(held.agenda.held_on)
    # a file's name says whose it is by the seat: names of people stay out of it
    place = f"{held.members.index(member) + 1:02d} {words.line('seats', member.seat.value)}"
    said = Words(
        title=words.line("booklet", "title", place=place, day=day.replace("/", "-")),
        foot=words.line("booklet", "foot", name=member.name, day=day),
        protected=words.line("booklet", "protected"),
        aside=words.line("booklet", "aside"),
    )
    listed = (value for value in held.considered if member.id not in held.own.get(value.id, frozenset()))
    return Plan(member, tuple(listed), said)


def _put_together(desk: Desk, plan: Plan, descriptions: dict[str, Piece], stop: Stop) -> Booklet:
    words = printing.phrases()
    chapters = []
    for value in plan.listed:
        stop()
        if value.id not in descriptions:
            descriptions[value.id] = _description(desk, value, words)
        files = (
            Piece(item.caption or item.name, desk.files.get(item.file), item.media_type, item.protected)
            for item in value.attachments
        )
        number = f"{value.number}. " if value.number else ""
        chapters.append(
            Chapter(f"{number}{value.title}", (descriptions[value.id], *files), value.is_protected)
        )
    return booklet(chapters, plan.words, stop=stop)


def _description(desk: Desk, value: Initiative, words: Phrases) -> Piece:
    """The description by the built-in engine: dozens of them are made at once, and nobody signs them here."""
    facts = desk.look(initiative_papers.description_facts, value.id)
    rendered = printing.render(desk, facts, engines=(Engine.BUILT_IN,))
    return Piece(words.line("booklet", "description"), rendered.pdf, PDF)
