"""Calls about praise: letters, the decision, story cards, candidates for a higher award."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.disk import read_small, write_whole
from desktop.domain.money import figures
from desktop.domain.problems import Refused
from desktop.domain.threshold import Rank, Threshold
from desktop.i18n import _
from desktop.services import files, filing_letters, praise, praise_decisions, printing, purses
from desktop.services.desk import Desk
from desktop.services.praise import CardSize, Commended
from desktop.services.printing import Rendered


def letters(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Letters of praise for the authors of these initiatives."""
    rendered = praise.render_letters(
        desk, wanted.ids, together=wanted.together, collectives=wanted.collective
    )
    _out(rendered, wanted.out, _("Thư khen"), speech)
    return Exit.DONE


def file_letters(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The same letters go into the register, as one paper."""
    order = filing_letters.file_praise
    record = desk.do(order, wanted.ids, together=wanted.together, collectives=wanted.collective).value
    speech.result({"paper": record}, record)
    return Exit.DONE


def decision(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Draft the decision that commends; who has no recognised work is named beside it."""
    chosen = [Commended(name, reward=wanted.reward) for name in wanted.person]
    chosen += [Commended(name, True, reward=wanted.reward) for name in wanted.collective]
    record = desk.do(praise_decisions.draft, chosen).value
    rows = desk.look(praise_decisions.checked, record)
    flagged = [{"name": row.commended.name, "code": problem.code} for row in rows for problem in row.problems]
    for row in rows:
        for problem in row.problems:
            speech.aside(wording.sentence(problem.code, problem.facts))
    rendered = praise_decisions.render(desk, record)
    _out(rendered, wanted.out, _("Quyết định khen thưởng"), speech, decision=record, flagged=flagged)
    return Exit.DONE


def sign(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The decision that commends was signed: number and date go in, the issue is frozen."""
    praise_decisions.sign(desk, wanted.decision, wanted.number, wanted.date)
    rendered = praise_decisions.render(desk, wanted.decision)
    _out(rendered, wanted.out, _("Quyết định khen thưởng"), speech, number=wanted.number)
    return Exit.DONE


def register(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The decisions that commend, newest first."""
    rows = desk.look(praise_decisions.listing)
    document = [
        {
            "decision": row.id,
            "year": row.year,
            "number": row.number,
            "signed_on": row.signed_on.isoformat() if row.signed_on else None,
            "persons": sum(not one.is_collective for one in row.commended),
            "collectives": sum(one.is_collective for one in row.commended),
        }
        for row in rows
    ]
    speech.result(document, *(f"{row.number or '–'}  {row.year}  {len(row.commended)}" for row in rows))
    return Exit.DONE


def _out(rendered: Rendered, folder: Path, stem: str, speech: Speech, **more: object) -> None:
    written = printing.write_out(rendered, folder, stem)
    document = {"pages": written.pages, "docx": str(written.docx), "pdf": str(written.pdf), **more}
    speech.result(document, str(written.pdf))


def card(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """A story card as picture and page."""
    photo = b""
    if wanted.photo is not None:
        try:
            photo = read_small(wanted.photo, files.LARGEST)
        except OSError as error:
            raise Refused("file.not_readable", file=wanted.photo.name) from error
    facts = desk.look(
        praise.card_facts, wanted.id, names=not wanted.no_names, photo=photo, consent=wanted.consent
    )
    png, pdf = praise.draw_card(facts, CardSize(wanted.size))
    picture = wanted.out.with_suffix(".png")
    page = wanted.out.with_suffix(".pdf")
    write_whole(picture, png)
    write_whole(page, pdf)
    speech.result({"png": str(picture), "pdf": str(page)}, str(picture))
    return Exit.DONE


def candidates(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Who may be proposed for Bằng Lao động sáng tạo."""
    rows = desk.look(praise.award_candidates, wanted.year)
    document = [
        {
            "person": row.person,
            "name": row.name,
            "rank": row.rank.value,
            "sums": {str(year): amount for year, amount in row.sums.items()},
            "by_three_years": row.by_three_years,
            "initiatives": list(row.initiatives),
            "uncomputed": row.uncomputed,
        }
        for row in rows
    ]
    speech.result(
        document,
        *(f"{row.name}  {figures(sum(row.sums.values()))}  {wording.label(row.rank)}" for row in rows),
    )
    return Exit.DONE


def put_threshold(desk: Desk, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Say which sums are asked for from a day on."""
    said = Threshold(Rank(wanted.rank), wanted.one_year, wanted.three_years, wanted.basis)
    desk.do(purses.put_thresholds, [said], wanted.date)
    return thresholds(desk, wanted, speech)


def thresholds(desk: Desk, _wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The thresholds as they hold today, each with how sure it is."""
    rows = desk.look(purses.thresholds)
    document = [
        {
            "rank": one.rank.value,
            "one_year": one.one_year,
            "three_years": one.three_years,
            "basis": one.basis,
            "sureness": one.sureness.value,
        }
        for one in rows
    ]
    speech.result(document, *(f"{wording.label(one.rank)}  {figures(one.one_year)}" for one in rows))
    return Exit.DONE
