"""Facts of papers: names, plain values, and what is written for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec
import pytest
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
from helpers.floor_samples import a_board, some_registration_sheets
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
    a_decision,
    a_wipe,
    some_certificates,
    some_minutes,
    some_receipts,
    some_words,
)

from desktop.documents.naming import Name, Names, Repeat, names_of, values_of
from desktop.documents.papers import PAPERS, Authority, Dated, PaperKind, Post, paper_of, words_rows
from desktop.documents.samples import sample_of

SAMPLES = {
    PaperKind.DECISION: a_decision(),
    PaperKind.CERTIFICATE: some_certificates(),
    PaperKind.MINUTES: some_minutes(),
    PaperKind.RECOVERY_WORDS: some_words(),
    PaperKind.PORTAL_RECEIPT: some_receipts(),
    PaperKind.WIPE: a_wipe(),
    PaperKind.PAY_LIST: a_pay_list(),
    PaperKind.ASKING: an_asking(),
    PaperKind.WEEKLY_REPORT: a_weekly_report(),
    PaperKind.FULL_REPORT: a_full_report(),
    PaperKind.PRAISE_LETTER: some_letters(),
    PaperKind.PRAISE_DECISION: a_praise_decision(),
    PaperKind.APPLICATION: an_application(),
    PaperKind.SLIPS: some_slips(),
    PaperKind.IDEA: an_idea(),
    PaperKind.DESCRIPTION: a_description(),
    PaperKind.USE: a_use(),
    PaperKind.OPINION: an_opinion(),
    PaperKind.INTAKE_BOOK: an_intake_book(),
    PaperKind.SET_UP: a_set_up(),
    PaperKind.INVITATION: an_invitation(),
    PaperKind.MARK_SHEET: a_mark_sheet(),
    PaperKind.PAIR_SHEET: a_pair_sheet(),
    PaperKind.TALLY: a_tally(),
    PaperKind.PROPOSAL: a_proposal(),
    PaperKind.NOT_RECOGNISED: a_not_recognised(),
    PaperKind.AMENDMENT: an_amendment(),
    PaperKind.CORRECTION: a_correction(),
    PaperKind.NAME_CHECK: a_name_check(),
    PaperKind.BLANK_FORM: a_blank_form(),
    PaperKind.REGISTRATION: some_registration_sheets(),
    PaperKind.BOARD: a_board(),
}
SAMPLES |= {kind: sample_of(kind) for kind in PaperKind if kind not in SAMPLES}


def test_every_paper_is_tried():
    assert set(SAMPLES) == set(PAPERS) == set(PaperKind)


@pytest.mark.parametrize("kind", PaperKind)
def test_facts_go_to_plain_json_and_back(kind):
    facts = SAMPLES[kind]
    assert msgspec.json.decode(msgspec.json.encode(facts), type=PAPERS[kind].facts) == facts


@pytest.mark.parametrize("kind", PaperKind)
def test_facts_fill_exactly_the_names_they_promise(kind):
    names, values = names_of(PAPERS[kind].facts), values_of(SAMPLES[kind])
    assert values.once.keys() == names.once
    assert values.repeat == names.repeat
    assert all(row.keys() == names.each for row in values.each)


@pytest.mark.parametrize("kind", PaperKind)
def test_names_are_capitals_that_any_keyboard_types(kind):
    assert all(
        name.isascii() and name == name.upper() and name.isidentifier()
        for name in names_of(PAPERS[kind].facts).every
    )


def test_a_paper_is_known_by_its_facts():
    assert paper_of(a_decision()).kind is PaperKind.DECISION


def test_what_is_open_until_signing_prints_as_room():
    values = values_of(a_decision(number="", on=None)).once
    assert set(str(values["SO"])) == {"\u00a0"}
    assert values["NGAY_KY"] == str(Dated(None, 2026))
    assert "năm 2026" in str(values["NGAY_KY"])


@pytest.mark.parametrize(
    ("post", "lines"),
    [
        (Post(Authority.OWN, ("GIÁM ĐỐC",)), ("GIÁM ĐỐC",)),
        (Post(Authority.DEPUTY, ("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (Post(Authority.ACTING, ("GIÁM ĐỐC",)), ("Q. GIÁM ĐỐC",)),
        (Post(Authority.COLLECTIVE, ("BAN CHẤP HÀNH", "CHỦ TỊCH")), ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH")),
    ],
)
def test_the_authority_stands_before_the_post(post, lines):
    assert post.printed() == lines


def test_recovery_words_are_numbered_along_the_rows():
    rows = words_rows(["a", "b", "c", "d", "e"])
    assert [(row.first, row.fourth) for row in rows] == [("1.\u00a0a", "4.\u00a0d"), ("5.\u00a0e", "")]


def test_a_fact_without_a_name_is_a_fault_of_the_class():
    @dataclass(frozen=True)
    class Nameless:
        text: str

    with pytest.raises(ValueError, match="no name"):
        names_of(Nameless)


def test_a_name_given_twice_is_a_fault_of_the_class():
    @dataclass(frozen=True)
    class Twice:
        one: Annotated[str, Name("TEN")]
        two: Annotated[str, Name("TEN")]

    with pytest.raises(ValueError, match="two facts"):
        names_of(Twice)


def test_the_marker_is_among_the_names_of_a_template():
    names = Names(frozenset({"A"}), Repeat.ROW, frozenset({"B"}))
    assert names.every == {"A", "B", "MOI_DONG"}


def test_a_first_use_without_a_date_leaves_its_cell_empty():
    row = values_of(a_decision(1)).each[0]
    assert row["NGAY_AP_DUNG"] == date(2026, 2, 2).strftime("%d/%m/%Y")
