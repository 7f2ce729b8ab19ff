"""What a portal without an interface said: code and days typed by hand. It counts as our own portal's word does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.access import Right
from desktop.domain.portal_word import PortalWord, check_word
from desktop.domain.problems import Refused, blocking
from desktop.domain.text import clean_line
from desktop.services.desk import Look, Work, order, question
from desktop.store import initiatives, portal_words, waiting
from desktop.store.portal_words import PORTAL_WORDS


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A recognised initiative that no portal counts valid yet; `code` and `put_on` where it was put into one."""

    id: str
    number: int | None
    title: str
    authors: str
    workshop: str
    code: str
    put_on: date | None
    word: PortalWord | None = None


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """One page of them."""

    rows: tuple[WaitingRow, ...]
    total: int


@question()
def not_valid_yet(look: Look, offset: int = 0, limit: int = 100) -> WaitingPage:
    """Recognised initiatives that wait for a portal's word, in the order of entry."""
    rows, total = waiting.not_valid_yet(look.session, offset=offset, limit=limit)
    words = portal_words.words_of(look.session, [row.id for row in rows])
    return WaitingPage(
        tuple(
            WaitingRow(
                row.id,
                row.number,
                row.title,
                row.authors,
                row.workshop,
                words[row.id].code if row.id in words else "",
                words[row.id].put_on if row.id in words else None,
                words.get(row.id),
            )
            for row in rows
        ),
        total,
    )


@question()
def word_of(look: Look, initiative: str) -> PortalWord | None:
    """What was typed of one initiative."""
    return portal_words.words_of(look.session, (initiative,)).get(initiative)


@order(Right.SUBMIT, "portal_word.put")
def put_word(
    work: Work,
    initiative: str,
    code: str,
    put_on: date,
    valid_on: date | None = None,
    *,
    put_time: str | None = None,
    returned_on: date | None = None,
    note: str = "",
) -> None:
    """Say which code an initiative has on another portal, since when it counts as valid there, or that it came back.

    Without `put_time` the hour stays that was typed before. Raises `initiative.missing` and the codes of
    `domain.portal_word.check_word`.
    """
    if initiative not in initiatives.load_many(work.session, (initiative,)):
        raise Refused("initiative.missing", id=initiative)
    known = word_of(work, initiative)
    hour = (known.put_time if known else "") if put_time is None else clean_line(put_time)
    said = PortalWord("", initiative, clean_line(code), put_on, valid_on, clean_line(note), hour, returned_on)
    keep(work, replace(said, id=known.id if known else work.new_id()))


def keep(work: Work, said: PortalWord) -> None:
    """Part of an order: store a word once it has been checked."""
    problems = blocking(check_word(said, work.today()))
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    work.save(PORTAL_WORDS, said)
    work.touch("portal", said.initiative)


@order(Right.SUBMIT, "portal_word.remove")
def remove_word(work: Work, initiative: str) -> None:
    """Take it back, where it was typed at the wrong initiative. Raises `portal_word.missing`."""
    known = word_of(work, initiative)
    if known is None:
        raise Refused("portal_word.missing")
    work.remove(PORTAL_WORDS, known.id)
    work.touch("portal", initiative)
