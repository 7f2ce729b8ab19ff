"""Which papers exist, and the facts that each of them states.

A facts class holds values only; how a value is written (leading zeros, `./.`, room for a number
that is given after signing) is settled by the `Name` beside it, and where it stands on the page
by the template. Facts convert to and from plain JSON with msgspec, so a service can keep them.

Capitals are the unit's: text is printed as it was given, never upper-cased here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from desktop.documents import letters
from desktop.documents.asking_papers import QuestionSheetFacts
from desktop.documents.author_papers import AcknowledgementsFacts, ConsentListFacts
from desktop.documents.council_papers import (
    InvitationFacts,
    MarkSheetFacts,
    PairSheetFacts,
    ProposalFacts,
    SetUpFacts,
    TallyFacts,
)
from desktop.documents.exchange_papers import BatchFacts, ReconciliationFacts
from desktop.documents.floor_papers import BoardFacts, RegistrationFacts
from desktop.documents.intake_papers import (
    ApplicationFacts,
    DescriptionFacts,
    IdeaFacts,
    IntakeBookFacts,
    OpinionFacts,
    SlipsFacts,
    UseFacts,
)
from desktop.documents.money_papers import AskingFacts, PayListFacts
from desktop.documents.naming import Name, Repeat
from desktop.documents.notice_papers import (
    AmendmentFacts,
    BlankFormFacts,
    CorrectionFacts,
    NameCheckFacts,
    NotRecognisedFacts,
)
from desktop.documents.paper_forms import Deciding
from desktop.documents.paper_parts import Authority, Dated, Heading, Letterhead, Post, Signature
from desktop.documents.praise_papers import PraiseDecisionFacts, PraiseLettersFacts
from desktop.documents.report_papers import FullReportFacts, WeeklyReportFacts
from desktop.documents.wipe_papers import WipeFacts

__all__ = ["Authority", "Dated", "Heading", "Letterhead", "Post", "Signature"]


class PaperKind(StrEnum):
    """The papers of the house; the value names template, facts and stored kind."""

    DECISION = "decision"
    CERTIFICATE = "certificate"
    MINUTES = "minutes"
    RECOVERY_WORDS = "recovery_words"
    PORTAL_RECEIPT = "portal_receipt"
    WIPE = "wipe"
    PAY_LIST = "pay_list"
    ASKING = "asking"
    WEEKLY_REPORT = "weekly_report"
    FULL_REPORT = "full_report"
    PRAISE_LETTER = "praise_letter"
    PRAISE_DECISION = "praise_decision"
    APPLICATION = "application"
    SLIPS = "slips"
    IDEA = "idea"
    DESCRIPTION = "description"
    USE = "use"
    OPINION = "opinion"
    INTAKE_BOOK = "intake_book"
    SET_UP = "set_up"
    INVITATION = "invitation"
    MARK_SHEET = "mark_sheet"
    PAIR_SHEET = "pair_sheet"
    TALLY = "tally"
    PROPOSAL = "proposal"
    NOT_RECOGNISED = "not_recognised"
    AMENDMENT = "amendment"
    CORRECTION = "correction"
    NAME_CHECK = "name_check"
    BLANK_FORM = "blank_form"
    QUESTION_SHEET = "question_sheet"
    ACKNOWLEDGEMENT = "acknowledgement"
    CONSENT_LIST = "consent_list"
    REGISTRATION = "registration"
    BOARD = "board"
    BATCH = "batch"
    RECONCILIATION = "reconciliation"


# Decision -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One recognised initiative in the list of a decision.

    `authors` has a line an author with the share (`letters.authors_text`); `workshop` is post or
    workshop; `score` the score or the vote ("7/7"); `benefit` an amount or "Không tính được".
    """

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    authors: Annotated[str, Name("TAC_GIA")]
    workshop: Annotated[str, Name("DON_VI")]
    field: Annotated[str, Name("LINH_VUC")]
    first_used: Annotated[date | None, Name("NGAY_AP_DUNG", letters.short_date)]
    score: Annotated[str, Name("KET_QUA_CHAM")]
    benefit: Annotated[str, Name("GIA_TRI_LAM_LOI")]
    note: Annotated[str, Name("GHI_CHU")]


@dataclass(frozen=True, slots=True)
class DecisionFacts(Deciding):
    """Quyết định công nhận sáng kiến, with its list as an annex (none when there are no rows).

    `subject` stands under QUYẾT ĐỊNH ("Về việc công nhận …"), `authority` is who decides, in
    capitals; `bases` are printed one a line and end with `;` and `.`; `articles` without
    "Điều n." (it is printed), a newline in one starts a further paragraph of it; the last gets
    `./.`. `issued_by` names the issuer inside the annex's "(Kèm theo …)". `recipients` without
    hyphens: ("Như Điều 3", "Lưu: VT, CĐCS").
    Source of the form: Nghị định 30/2020/NĐ-CP, Phụ lục I and form 1.2 of Phụ lục III.
    """

    list_title: Annotated[str, Name("TEN_DANH_SACH")]
    issued_by: Annotated[str, Name("NGUOI_BAN_HANH")]
    rows: Annotated[tuple[DecisionRow, ...], Repeat.ROW]


# Certificate --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """Giấy chứng nhận sáng kiến: one page, for a whole group or for one author naming the others.

    `holders` are the certified names joined by commas, `co_authors` the others (empty: no such
    line); `workshop` may be empty. `summary` and `benefit` are printed for all to read: they must
    not show what is to be protected; empty ones leave no line. `decision` is the decision's whole
    number with symbol ("371/QĐ-HL"), empty while it is open. `authority` is who certifies, in
    capitals; `basis` one legal basis or several, a newline between them.
    """

    letterhead: Letterhead
    heading: Heading
    basis: Annotated[str, Name("CAN_CU")]
    authority: Annotated[str, Name("THAM_QUYEN_BAN_HANH")]
    holders: Annotated[str, Name("TAC_GIA")]
    workshop: Annotated[str, Name("DON_VI")]
    co_authors: Annotated[str, Name("DONG_TAC_GIA")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    investor: Annotated[str, Name("CHU_DAU_TU")]
    summary: Annotated[str, Name("TOM_TAT")]
    benefit: Annotated[str, Name("LOI_ICH")]
    decision: Annotated[str, Name("SO_QUYET_DINH", letters.number_text)]
    decided: Annotated[Dated, Name("NGAY_QUYET_DINH", str)]
    signature: Signature
    role: Annotated[str, Name("VAI_TRO", optional=True)] = "là tác giả"
    """“là đồng tác giả” where others have a share in it."""
    copy: Annotated[str, Name("BAN_CAP_LAI", optional=True)] = ""
    """“Bản cấp lại lần 1, ngày …”: only on one that is given out again."""


@dataclass(frozen=True, slots=True)
class CertificatesFacts:
    """Certificates in one document, a page each, in the order given; at least one."""

    pages: Annotated[tuple[CertificateFacts, ...], Repeat.PAGE]


# Minutes ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """One initiative as the council voted on it; `ratio` is of all members ("100 %")."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    authors: Annotated[str, Name("TAC_GIA")]
    workshop: Annotated[str, Name("DON_VI")]
    yes: Annotated[int, Name("DONG_Y", str)]
    no: Annotated[int, Name("KHONG_DONG_Y", str)]
    ratio: Annotated[str, Name("TY_LE")]
    conclusion: Annotated[str, Name("KET_LUAN_TUNG_VIEC")]


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """Biên bản họp Hội đồng sáng kiến; no place and date in its head (form 1.9 of the decree).

    `opened` and `closed` are sentences' ends ("8 giờ 30 phút, ngày 05 tháng 02 năm 2026").
    `attendance` and `guests`, `proceedings`, `conclusions` are a line each; the posts over the
    two signatures are in capitals.
    """

    letterhead: Letterhead
    number: Annotated[str, Name("SO", letters.number_text)]
    symbol: Annotated[str, Name("KY_HIEU")]
    subject: Annotated[str, Name("TRICH_YEU")]
    opened: Annotated[str, Name("BAT_DAU")]
    place: Annotated[str, Name("DIA_DIEM")]
    members: Annotated[int, Name("TONG_SO", str)]
    present: Annotated[int, Name("CO_MAT", str)]
    absent: Annotated[str, Name("VANG_MAT")]
    attendance: Annotated[tuple[str, ...], Name("THANH_VIEN")]
    chair: Annotated[str, Name("CHU_TRI")]
    secretary: Annotated[str, Name("THU_KY")]
    proceedings: Annotated[tuple[str, ...], Name("DIEN_BIEN")]
    rows: Annotated[tuple[MinutesRow, ...], Repeat.ROW]
    conclusions: Annotated[tuple[str, ...], Name("KET_LUAN")]
    ended: Annotated[str, Name("KET_THUC")]
    recipients: Annotated[tuple[str, ...], Name("NOI_NHAN", letters.listed)]
    secretary_post: Annotated[tuple[str, ...], Name("CHUC_DANH_THU_KY")]
    chair_post: Annotated[tuple[str, ...], Name("CHUC_DANH_CHU_TRI")]


# Papers of the house itself -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WordsRow:
    """Four recovery words, numbered as they are to be typed; a missing one leaves its cell empty."""

    first: Annotated[str, Name("TU_COT_1")]
    second: Annotated[str, Name("TU_COT_2")]
    third: Annotated[str, Name("TU_COT_3")]
    fourth: Annotated[str, Name("TU_COT_4")]


@dataclass(frozen=True, slots=True)
class RecoveryWordsFacts:
    """Phiếu từ khôi phục: the words that open the unit's data when every passphrase is lost.

    Make `rows` with `words_rows`. `check` is a short mark of the key, safe to be seen.
    """

    union: Annotated[str, Name("TEN_CONG_DOAN")]
    made_on: Annotated[date, Name("NGAY_LAP", letters.formal_date)]
    made_by: Annotated[str, Name("NGUOI_LAP")]
    check: Annotated[str, Name("MA_DOI_CHIEU")]
    rows: Annotated[tuple[WordsRow, ...], Repeat.ROW]


@dataclass(frozen=True, slots=True)
class PortalReceiptRow:
    """One initiative that the portal has signed for; `fingerprint` is of the bytes it received."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    received: Annotated[str, Name("LUC_NHAN")]
    state: Annotated[str, Name("TRANG_THAI")]
    portal_number: Annotated[str, Name("MA_TREN_CONG")]
    fingerprint: Annotated[str, Name("DAU_VAN")]


@dataclass(frozen=True, slots=True)
class PortalReceiptFacts:
    """Phiếu chứng nhận đã nộp cổng: what a portal has received, by its signed receipts.

    Times are printed as given (local time, "14:05 ngày 22/11/2026").
    """

    union: Annotated[str, Name("TEN_CONG_DOAN")]
    portal: Annotated[str, Name("TEN_CONG")]
    portal_key: Annotated[str, Name("KHOA_CONG")]
    printed: Annotated[str, Name("LUC_IN")]
    count: Annotated[int, Name("SO_LUONG", str)]
    rows: Annotated[tuple[PortalReceiptRow, ...], Repeat.ROW]


def words_rows(words: Sequence[str]) -> tuple[WordsRow, ...]:
    """Recovery words in rows of four, each with its number in front."""
    numbered = [f"{at}.{letters.NBSP}{word}" for at, word in enumerate(words, 1)]
    return tuple(WordsRow(*four) for four in _fours(numbered))


def _fours(items: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(items), 4):
        yield [*items[at : at + 4], "", "", ""][:4]


# Registry -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its facts class, the stem of its template, and whether the rules of form bind it."""

    kind: PaperKind
    facts: type
    template: str
    formal: bool


PAPERS: Mapping[PaperKind, Paper] = MappingProxyType(
    {
        paper.kind: paper
        for paper in (
            Paper(PaperKind.DECISION, DecisionFacts, "decision", formal=True),
            Paper(PaperKind.CERTIFICATE, CertificatesFacts, "certificate", formal=True),
            Paper(PaperKind.MINUTES, MinutesFacts, "minutes", formal=True),
            Paper(PaperKind.RECOVERY_WORDS, RecoveryWordsFacts, "recovery_words", formal=False),
            Paper(PaperKind.PORTAL_RECEIPT, PortalReceiptFacts, "portal_receipt", formal=False),
            Paper(PaperKind.BATCH, BatchFacts, "batch", formal=False),
            Paper(PaperKind.RECONCILIATION, ReconciliationFacts, "reconciliation", formal=False),
            Paper(PaperKind.WIPE, WipeFacts, "wipe", formal=False),
            Paper(PaperKind.PAY_LIST, PayListFacts, "pay_list", formal=False),
            Paper(PaperKind.ASKING, AskingFacts, "asking", formal=True),
            Paper(PaperKind.WEEKLY_REPORT, WeeklyReportFacts, "weekly_report", formal=True),
            Paper(PaperKind.FULL_REPORT, FullReportFacts, "full_report", formal=True),
            Paper(PaperKind.PRAISE_LETTER, PraiseLettersFacts, "praise_letter", formal=True),
            Paper(PaperKind.PRAISE_DECISION, PraiseDecisionFacts, "praise_decision", formal=True),
            Paper(PaperKind.APPLICATION, ApplicationFacts, "application", formal=False),
            Paper(PaperKind.SLIPS, SlipsFacts, "slips", formal=False),
            Paper(PaperKind.IDEA, IdeaFacts, "idea", formal=False),
            Paper(PaperKind.DESCRIPTION, DescriptionFacts, "description", formal=False),
            Paper(PaperKind.USE, UseFacts, "use", formal=False),
            Paper(PaperKind.OPINION, OpinionFacts, "opinion", formal=False),
            Paper(PaperKind.INTAKE_BOOK, IntakeBookFacts, "intake_book", formal=False),
            Paper(PaperKind.SET_UP, SetUpFacts, "set_up", formal=True),
            Paper(PaperKind.INVITATION, InvitationFacts, "invitation", formal=True),
            Paper(PaperKind.MARK_SHEET, MarkSheetFacts, "mark_sheet", formal=False),
            Paper(PaperKind.PAIR_SHEET, PairSheetFacts, "pair_sheet", formal=False),
            Paper(PaperKind.TALLY, TallyFacts, "tally", formal=False),
            Paper(PaperKind.PROPOSAL, ProposalFacts, "proposal", formal=True),
            Paper(PaperKind.NOT_RECOGNISED, NotRecognisedFacts, "not_recognised", formal=True),
            Paper(PaperKind.AMENDMENT, AmendmentFacts, "amendment", formal=True),
            Paper(PaperKind.CORRECTION, CorrectionFacts, "correction", formal=True),
            Paper(PaperKind.NAME_CHECK, NameCheckFacts, "name_check", formal=False),
            Paper(PaperKind.BLANK_FORM, BlankFormFacts, "blank_form", formal=False),
            Paper(PaperKind.QUESTION_SHEET, QuestionSheetFacts, "question_sheet", formal=False),
            Paper(PaperKind.ACKNOWLEDGEMENT, AcknowledgementsFacts, "acknowledgement", formal=True),
            Paper(PaperKind.CONSENT_LIST, ConsentListFacts, "consent_list", formal=False),
            Paper(PaperKind.REGISTRATION, RegistrationFacts, "registration", formal=False),
            Paper(PaperKind.BOARD, BoardFacts, "board", formal=False),
        )
    }
)
"""Every paper by its kind."""


def paper_of(facts: object) -> Paper:
    """The paper that a facts object belongs to."""
    return next(paper for paper in PAPERS.values() if paper.facts is type(facts))
