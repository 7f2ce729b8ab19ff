"""How the templates of templates/vi are drawn: layout numbers come from the profile of form.

`packaging/make_templates.py` writes what stands here to the folder; afterwards a unit edits its
own copy in Word. A paper is one function that gives a `Drawing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.documents.drawing import (
    asking,
    authors,
    certificate,
    council,
    decision,
    exchange,
    floor,
    intake,
    minutes,
    money,
    notices,
    own,
    praise,
    report,
)
from desktop.documents.drawing.package import Drawing
from desktop.documents.papers import PaperKind
from desktop.documents.profile import DECREE_30, Profile

DRAWINGS: Mapping[PaperKind, Callable[[Profile], Drawing]] = {
    PaperKind.DECISION: decision.drawn,
    PaperKind.CERTIFICATE: certificate.drawn,
    PaperKind.MINUTES: minutes.drawn,
    PaperKind.RECOVERY_WORDS: own.recovery_words,
    PaperKind.PORTAL_RECEIPT: own.portal_receipt,
    PaperKind.WIPE: own.wipe,
    PaperKind.BATCH: exchange.batch,
    PaperKind.RECONCILIATION: exchange.reconciliation,
    PaperKind.PAY_LIST: money.pay_list,
    PaperKind.ASKING: money.asking,
    PaperKind.WEEKLY_REPORT: report.weekly,
    PaperKind.FULL_REPORT: report.full,
    PaperKind.PRAISE_LETTER: praise.letter,
    PaperKind.PRAISE_DECISION: praise.decision,
    PaperKind.APPLICATION: intake.application,
    PaperKind.SLIPS: intake.slips,
    PaperKind.IDEA: intake.idea,
    PaperKind.DESCRIPTION: intake.description,
    PaperKind.USE: intake.use,
    PaperKind.OPINION: intake.opinion,
    PaperKind.INTAKE_BOOK: intake.intake_book,
    PaperKind.SET_UP: council.set_up,
    PaperKind.INVITATION: council.invitation,
    PaperKind.MARK_SHEET: council.mark_sheet,
    PaperKind.PAIR_SHEET: council.pair_sheet,
    PaperKind.TALLY: council.tally,
    PaperKind.PROPOSAL: council.proposal,
    PaperKind.NOT_RECOGNISED: notices.not_recognised,
    PaperKind.AMENDMENT: notices.amendment,
    PaperKind.CORRECTION: notices.correction,
    PaperKind.NAME_CHECK: notices.name_check,
    PaperKind.BLANK_FORM: notices.blank_form,
    PaperKind.QUESTION_SHEET: asking.question_sheet,
    PaperKind.ACKNOWLEDGEMENT: authors.acknowledgement,
    PaperKind.CONSENT_LIST: authors.consent_list,
    PaperKind.REGISTRATION: floor.registration,
    PaperKind.BOARD: floor.board,
}
"""Every template and how it is drawn."""


def template_bytes(kind: PaperKind, profile: Profile = DECREE_30) -> bytes:
    """The .docx of one template."""
    return DRAWINGS[kind](profile).packed(profile)
