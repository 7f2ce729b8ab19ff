"""What every paper that is signed has in common, whatever noun it is: its steps, and its files in the store.

Rendering takes seconds and stands before the transaction (`stored`); the order that signs enters the files (`enter`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from desktop.domain.access import Right
from desktop.domain.decision import Decision, DecisionState, IssuedFiles
from desktop.domain.issued import IssuedPaper
from desktop.services import printing
from desktop.services.desk import Desk, Work, job
from desktop.services.printing import Rendered
from desktop.store.records import Noun

Paper = TypeVar("Paper", Decision, IssuedPaper)


@job(Right.READ)
def stored(desk: Desk, rendered: Rendered, scan: str = "", *, edited_by_office: bool = False) -> IssuedFiles:
    """Put the bytes of an issue into the store. Blocking."""
    docx, pdf = desk.files.put(rendered.docx), desk.files.put(rendered.pdf)
    return IssuedFiles(docx, pdf, scan, edited_by_office)


def enter(work: Work, files: IssuedFiles) -> None:
    """Part of an order that freezes: the files belong to a record now, and nothing takes that back."""
    work.operation.make_final()
    for fingerprint, media in (
        (files.docx, printing.WORD),
        (files.pdf, printing.PDF),
        (files.scan, printing.PDF),
    ):
        if fingerprint:
            work.note_file(fingerprint, media)


def forward(work: Work, noun: Noun[Paper], paper: Paper) -> None:
    """Part of an order: the printed draft went to be signed."""
    work.save(noun, replace(paper, state=DecisionState.FOR_SIGNATURE))


def put_out(work: Work, noun: Noun[Paper], paper: Paper) -> None:
    """Part of an order: the signed paper went out."""
    work.operation.make_final()
    work.save(noun, replace(paper, state=DecisionState.ISSUED))


def keep_scan(work: Work, noun: Noun[Paper], paper: Paper, scan: str, media_type: str) -> None:
    """Part of an order: keep the scan of the signed paper."""
    work.note_file(scan, media_type)
    work.save(noun, replace(paper, files=replace(paper.files, scan=scan)))
