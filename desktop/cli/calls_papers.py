"""One call for the papers that are filled from what is stored."""

from __future__ import annotations

import argparse

from desktop.cli.speech import Exit, Speech
from desktop.domain.problems import Refused
from desktop.services import initiative_papers, notice_papers, printing
from desktop.services.desk import Desk
from desktop.services.printing import Rendered

_OF_ONE = {**initiative_papers.OF_ONE, **notice_papers.OF_ONE}
KINDS = tuple(sorted((*_OF_ONE, *initiative_papers.OF_MANY, *notice_papers.OF_NONE)))
"""Every kind that can be asked for."""


def paper(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """One paper, as Word and PDF beside each other under the name that is given."""
    written = printing.write_out(_rendered(desk, wanted), wanted.out.parent, wanted.out.stem)
    document = {
        "docx": str(written.docx),
        "pdf": str(written.pdf),
        "sha256": written.sha256,
        "pages": written.pages,
    }
    speech.result(document, str(written.pdf))
    return Exit.DONE


def _rendered(desk: Desk, wanted: argparse.Namespace) -> Rendered:
    if wanted.kind in notice_papers.OF_NONE:
        return notice_papers.OF_NONE[wanted.kind](desk)
    if not wanted.ids:
        raise Refused("paper.no_id")
    if wanted.kind in initiative_papers.OF_MANY:
        return initiative_papers.OF_MANY[wanted.kind](desk, wanted.ids)
    if len(wanted.ids) > 1:
        raise Refused("paper.one_only")
    return _OF_ONE[wanted.kind](desk, wanted.ids[0])
