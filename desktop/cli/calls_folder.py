"""Calls about the folder as a whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.cli.speech import Exit, Speech
from desktop.domain.house import Employer, Union
from desktop.i18n import _
from desktop.services import folders, office


def init(folder: Path, passphrase: str, wanted: argparse.Namespace, speech: Speech) -> Exit:
    """Make a data folder; the recovery words are said once, on standard error."""
    union = Union(wanted.unit, superior=wanted.superior, place=wanted.place)
    made = folders.create(
        folder, union=union, user_name=wanted.name or wanted.user or _("Quản trị"), passphrase=passphrase
    )
    if wanted.employer:
        employer = Employer(wanted.employer, wanted.symbol, place=wanted.place)
        if wanted.head_post:
            employer = Employer(
                wanted.employer, wanted.symbol, place=wanted.place, head_post=wanted.head_post
            )
        made.desk.do(office.put_employer, employer)
    unit = made.desk.look(office.facts).union
    speech.aside(_("Từ khôi phục, hãy chép ra giấy và cất riêng:") + "\n  " + " ".join(made.recovery_words))
    speech.result(
        {"unit": unit.name if unit else "", "replica": made.desk.replica},
        _("Đã lập sổ tại {folder}").format(folder=folder),
    )
    made.desk.close()
    return Exit.DONE


def demo(wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The whole job on sample input."""
    from desktop.demo.story import play  # late: it brings the portal

    summary = play(wanted.out, seed=wanted.seed, shots=not wanted.no_shots, say=speech.aside)
    speech.result(summary.document(), *summary.sentences())
    return Exit.DONE if summary.agrees else Exit.NOTHING_DONE
