"""Calls about the folder as a whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop import wording
from desktop.cli.speech import Exit, Speech
from desktop.domain.house import Employer, Union
from desktop.i18n import _
from desktop.services import care, folders, office


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
    kind = care.place_of(made.desk)
    if kind is not care.PlaceKind.ORDINARY:
        told = wording.sentence("doctor.place", {"kind": kind})
        speech.aside(f"{told}. {wording.advice('doctor.place')}")
    speech.aside(_("Từ khôi phục, hãy chép ra giấy và cất riêng:") + "\n  " + " ".join(made.recovery_words))
    speech.result(
        {"unit": unit.name if unit else "", "replica": made.desk.replica},
        _("Đã lập sổ tại {folder}").format(folder=folder),
    )
    made.desk.close()
    return Exit.DONE


def demo(wanted: argparse.Namespace, speech: Speech) -> Exit:
    """The whole job on sample input."""
    from desktop.demo import network, story  # late: they bring the portal

    if wanted.network:
        summary = network.play(wanted.out, seed=wanted.seed, say=speech.aside)
    else:
        summary = story.play(wanted.out, seed=wanted.seed, shots=not wanted.no_shots, say=speech.aside)
    speech.result(summary.document(), *summary.sentences())
    return Exit.DONE if summary.agrees else Exit.NOTHING_DONE
