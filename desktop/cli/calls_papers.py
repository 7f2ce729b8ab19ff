"""One call for the papers that are filled from what is stored."""

from __future__ import annotations

import argparse

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.domain.problems import Refused
from desktop.services import (
    asking_papers,
    author_papers,
    council_papers,
    initiative_papers,
    intake_papers,
    marking_papers,
    meeting_papers,
    notice_papers,
    paper_notes,
    printing,
    registers,
)
from desktop.services.desk import Desk
from desktop.services.printing import Rendered

_OF_ONE = {
    **notice_papers.OF_ONE,
    **council_papers.OF_MEETING,
    **marking_papers.OF_MEETING,
    **asking_papers.OF_ONE,
    **author_papers.OF_ONE,
}
_OF_MANY = {**initiative_papers.OF_MANY, **notice_papers.OF_MANY}
_OF_NONE = {**notice_papers.OF_NONE, **council_papers.OF_NONE, "intake_book": intake_papers.intake_book}
KINDS = tuple(sorted((*_OF_ONE, *_OF_MANY, *_OF_NONE)))
"""Every kind that can be asked for."""


def paper(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One paper, as Word and PDF beside each other under the name that is given."""
    rendered = _rendered(desk, wanted)
    for note in desk.look(paper_notes.notes_on, rendered.docx) if rendered.engine else ():
        speech.aside(wording.sentence(note.code, note.facts))
    written = printing.write_out(rendered, wanted.out.parent, wanted.out.stem)
    document = {
        "docx": str(written.docx),
        "pdf": str(written.pdf),
        "sha256": written.sha256,
        "pages": written.pages,
    }
    speech.result(document, str(written.pdf))
    return Exit.DONE


def _rendered(desk: Desk, wanted: argparse.Namespace) -> Rendered:
    if wanted.kind in _OF_NONE:
        return _OF_NONE[wanted.kind](desk)
    if not wanted.ids:
        raise Refused("paper.no_id")
    if wanted.kind in _OF_MANY:
        return _OF_MANY[wanted.kind](desk, wanted.ids)
    if len(wanted.ids) > 1:
        raise Refused("paper.one_only")
    signed = desk.look(meeting_papers.frozen, wanted.kind, wanted.ids[0])
    return registers.reprint(desk, signed) if signed else _OF_ONE[wanted.kind](desk, wanted.ids[0])
