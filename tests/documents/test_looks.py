"""Every paper as an eye looks at it: its pages by the built-in way, and the rules for those without tests of their own.

That LibreOffice breaks the same pages is told by the tests of each paper.
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from helpers.author_samples import a_consent_list, some_acknowledgements
from helpers.council_samples import (
    a_blank_form,
    a_correction,
    a_mark_sheet,
    a_name_check,
    a_not_recognised,
    a_pair_sheet,
    a_proposal,
    a_set_up,
    a_tally,
    an_amendment,
    an_invitation,
)
from helpers.floor_samples import a_board
from helpers.formcheck import formal_faults, letter_faults, list_faults, own_faults, page_faults
from helpers.intake_samples import (
    a_description,
    a_use,
    an_application,
    an_idea,
    an_intake_book,
    an_opinion,
    some_slips,
)
from helpers.money_samples import (
    a_full_report,
    a_pay_list,
    a_praise_decision,
    a_weekly_report,
    an_asking,
    some_letters,
)
from helpers.paper_samples import (
    TEMPLATES,
    a_decision,
    a_wipe,
    printed,
    some_certificates,
    some_minutes,
    some_receipts,
    some_words,
)
from helpers.word_files import body_of

from desktop.documents import builtin_pdf
from desktop.documents.inserting import TableBlock, inserted
from desktop.documents.own_shelf import Shelf
from desktop.documents.packing import read_package, write_package
from desktop.documents.papers import PAPERS, PaperKind, paper_of
from desktop.documents.profiles import FILE, RANGES, ProfileName
from desktop.documents.samples import sample_of
from desktop.documents.templates import fill_shelved

ONE_EACH = (
    a_decision(12), some_certificates(2), some_minutes(1), some_minutes(12), some_words(), some_receipts(12),
    a_wipe(), a_pay_list(12), an_asking(12), a_weekly_report(), a_full_report(), some_letters(2), a_praise_decision(),
    an_application(1), an_application(9), some_slips(9), an_idea(), a_description(times=9), a_use(), an_opinion(12),
    an_intake_book(12), a_set_up(12), an_invitation(12), a_mark_sheet(12), a_pair_sheet(), a_tally(12),
    a_proposal(12), a_not_recognised(), an_amendment(), a_correction(), a_name_check(12), a_blank_form(),
    a_board(12), some_acknowledgements(2), a_consent_list(12), sample_of(PaperKind.QUESTION_SHEET),
    sample_of(PaperKind.BATCH), sample_of(PaperKind.RECONCILIATION),
)  # fmt: skip
"""Facts of every paper; those of the registration sheet are pictures above all and have tests of their own."""


def without_places(docx: bytes) -> bytes:
    """Without the marks where a report's tables and charts are put in."""
    return inserted(docx, {})


@pytest.mark.parametrize("facts", ONE_EACH, ids=lambda facts: paper_of(facts).kind.value)
def test_nothing_on_its_pages_catches_the_eye(facts):
    assert page_faults(builtin_pdf.convert(without_places(printed(facts))).pdf) == []


def test_no_paper_is_left_out():
    assert {paper_of(facts).kind for facts in ONE_EACH} | {PaperKind.REGISTRATION} == set(PAPERS)


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (a_weekly_report(), "BÁO CÁO"),
        (a_full_report(), "BÁO CÁO"),
        (a_praise_decision(), "QUYẾT ĐỊNH"),
    ],
    ids=["week", "period", "praise"],
)
def test_papers_of_the_union_are_of_form(facts, kind):
    assert formal_faults(printed(facts), kind) == []


def test_the_letter_that_asks_for_money_is_of_form_with_its_list():
    assert letter_faults(printed(an_asking(3))) == []


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (some_minutes(3), "BIÊN BẢN"),
        (a_pay_list(3), "DANH SÁCH CHI TIỀN"),
        (some_receipts(3), "PHIẾU CHỨNG NHẬN"),
        (a_board(3), "DANH SÁCH NIÊM YẾT"),
        (sample_of(PaperKind.BATCH), "BIÊN BẢN LÔ"),
        (sample_of(PaperKind.RECONCILIATION), "BIÊN BẢN ĐỐI CHIẾU"),
        (a_wipe(), "GIẤY XÁC NHẬN"),
        (some_words(), "PHIẾU TỪ KHÔI PHỤC"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_papers_of_the_house_are_of_form(facts, kind):
    assert own_faults(printed(facts), kind) == []


# Other margins ------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [0, 1], ids=["the least", "the most"])
def test_lists_stay_between_margins_and_hold_their_words_at_either_end_of_the_ranges(
    tmp_path: Path, end: int
):
    numbers = "\n".join(f"{key} = {bounds[end]}" for key, bounds in RANGES.items())
    tables = "".join(f"[{name.value}]\n{numbers}\n" for name in ProfileName)
    (tmp_path / FILE).write_text(tables, encoding="utf-8")
    shelf = Shelf(tmp_path, TEMPLATES)
    faults = {
        paper_of(facts).kind: list_faults(fill_shelved(facts, shelf.open(paper_of(facts).kind)).docx)
        for facts in ONE_EACH
    }
    assert {kind: found for kind, found in faults.items() if found} == {}


def test_tables_of_a_report_get_smaller_with_its_place(tmp_path: Path):
    (tmp_path / FILE).write_text("[union_933]\nleft = 35\nright = 20\n", encoding="utf-8")
    report = fill_shelved(a_full_report(), Shelf(tmp_path, TEMPLATES).open(PaperKind.FULL_REPORT)).docx
    table = TableBlock((45.0, 60.0, 60.0), ("Đơn vị", "Giao", "Đạt"), [("May 2", "3", "1")])
    filled = inserted(report, {"BANG_XUONG": table, "BANG_KHOI": table})
    widths = [
        sum(int(one) for one in re.findall(r'w:gridCol w:w="(\d+)"', grid)) / 1440 * 25.4
        for grid in re.findall(r"<w:tblGrid>.*?</w:tblGrid>", body_of(filled), re.DOTALL)
    ]
    assert max(widths) < 155.2


# Planted ------------------------------------------------------------------------------------


def changed(docx: bytes, pattern: str, text: str) -> bytes:
    part = "word/document.xml"
    parts = read_package(docx)
    made, times = re.subn(pattern, text, parts[part].decode(), count=1, flags=re.DOTALL)
    assert times, "nothing to plant in"
    return write_package(parts | {part: made.encode()})


_FIRST = '(?=<w:p><w:pPr><w:pStyle w:val="NoiDung")'
_NEXT_PAGE = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>"
_RECIPIENTS = "<w:p><w:r><w:t>Nơi nhận:</w:t></w:r></w:p>"
_OFF_THE_PAPER = '<w:pStyle w:val="NoiDung"/><w:ind w:left="-1700" w:firstLine="0"/>'


@pytest.mark.parametrize(
    ("fault", "pattern", "text"),
    [
        ("page 1: the recipients are on the next one", _FIRST, _RECIPIENTS + _NEXT_PAGE),
        ("page 1: no place before the date", "Ninh Bình, ngày", ", ngày"),
        ("page 1: nearly empty, and another one follows", _FIRST, _NEXT_PAGE),
        ("page 1: {{TRICH_YEU}} was not filled in", "Về việc không công nhận sáng kiến", "{{TRICH_YEU}}"),
        ("page 1: Công is cut off", '<w:pStyle w:val="NoiDung"/>', _OFF_THE_PAPER),
    ],
)  # fmt: skip
def test_what_is_planted_on_a_page_is_found(fault, pattern, text):
    paper = changed(printed(a_not_recognised()), pattern, text)
    assert fault in page_faults(builtin_pdf.convert(paper).pdf)


@pytest.mark.parametrize(
    ("fault", "facts", "kind"),
    [
        ("issuer: Công đoàn cơ sở is not in capitals",
         dataclasses.replace(some_receipts(1), union="Công đoàn cơ sở"), "PHIẾU CHỨNG NHẬN"),
        ("signature: nobody's name under THÀNH VIÊN HỘI ĐỒNG",
         dataclasses.replace(a_mark_sheet(), member=""), "PHIẾU CHẤM"),
    ],
    ids=["capitals", "nobody"],
)  # fmt: skip
def test_what_is_planted_in_a_paper_is_found(fault, facts, kind):
    assert fault in own_faults(printed(facts), kind)


def test_a_narrow_column_of_names_in_a_letters_list_is_found():
    paper = changed(printed(an_asking(2)), 'w:gridCol w:w="2154"', 'w:gridCol w:w="2041"')
    assert any(one.startswith("list: Tác giả") for one in letter_faults(paper))
