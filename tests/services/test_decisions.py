"""Decisions: drafted blank, signed on paper, frozen for ever; the other two routes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from helpers.builders import (
    EMPLOYER,
    HEAD,
    TODAY,
    a_protected_initiative,
    an_author,
    an_initiative,
    authors,
    drafted,
    proposed,
    stored,
)

from desktop.domain.access import Right
from desktop.domain.decision import Decision, DecisionState
from desktop.domain.house import CertificateStyle
from desktop.domain.initiative import Route, Stage
from desktop.domain.problems import Refused
from desktop.services import certificates, decisions, initiatives, office, papers, printing, undo
from desktop.services.desk import Desk, Work, order
from desktop.services.printing import Rendered

MARCH_2 = date(2026, 3, 2)


def signed(desk: Desk, *values: str, number: str = "5", on: date = MARCH_2) -> Decision:
    ids = stored(desk, *(an_initiative(title) for title in values or ("Gá kẹp",)))
    return decisions.sign(desk, drafted(desk, ids), number, on).value


def test_a_draft_lists_its_initiatives_with_number_and_date_blank(settled_office: Desk) -> None:
    ids = stored(settled_office, an_initiative("Một"), an_initiative("Hai"))
    record = drafted(settled_office, [ids[1], ids[0], ids[1]])
    draft = settled_office.look(decisions.get, record)
    assert draft.initiatives == (ids[1], ids[0])
    assert (draft.state, draft.number, draft.signed_on, draft.series) == (
        DecisionState.DRAFT,
        "",
        None,
        "QĐ-HL",
    )
    assert settled_office.look(initiatives.get, ids[0]).decision == record
    (line,) = settled_office.look(decisions.listing)
    assert (line.id, line.initiatives, line.signer) == (record, 2, "Phạm Thị Thu Hà")


def test_who_may_not_be_listed_is_named_by_code(settled_office: Desk) -> None:
    pending, nameless, taken = stored(
        settled_office,
        an_initiative("Chưa họp"),
        an_initiative("Không tác giả", authors=()),
        an_initiative("Đã vào"),
    )
    drafted(settled_office, [taken])
    for ids, code in (
        ([pending], "initiative.not_proposed"),
        ([nameless], "authors.missing"),
        ([taken], "initiative.issued"),
        (["nobody"], "initiative.missing"),
        ([], "decision.nothing"),
    ):
        with pytest.raises(Refused) as refused:
            settled_office.do(decisions.draft, ids, HEAD)
        assert refused.value.code == code


def test_a_decision_needs_an_employer(office: Desk) -> None:
    ids = stored(office, an_initiative())
    proposed(office, ids)
    with pytest.raises(Refused, match=r"employer\.missing"):
        office.do(decisions.draft, ids, HEAD)


def test_one_that_two_thirds_did_not_carry_goes_in_only_by_the_head_and_with_a_reason(
    settled_office: Desk,
) -> None:
    ids = stored(settled_office, an_initiative())
    proposed(settled_office, ids, yes=4)
    with pytest.raises(Refused, match=r"initiative\.not_proposed"):
        settled_office.do(decisions.draft, ids, HEAD)
    with pytest.raises(Refused, match=r"decision\.reason_missing"):
        settled_office.do(decisions.draft, ids, HEAD, route=Route.HEAD, reason="  ")
    record = settled_office.do(decisions.draft, ids, HEAD, route=Route.HEAD, reason=" đã áp dụng tốt ").value
    draft = settled_office.look(decisions.get, record)
    assert (draft.route, draft.reason) == (Route.HEAD, "đã áp dụng tốt")


def test_a_withdrawn_draft_sets_its_initiatives_free(settled_office: Desk) -> None:
    ids = stored(settled_office, an_initiative())
    record = drafted(settled_office, ids)
    settled_office.do(decisions.withdraw, record)
    assert settled_office.look(decisions.listing) == ()
    assert settled_office.look(initiatives.get, ids[0]).decision == ""
    settled_office.do(undo.undo)
    assert settled_office.look(initiatives.get, ids[0]).decision == record


def test_signing_recognises_and_cannot_be_undone(settled_office: Desk, quick_paper: None) -> None:
    decision = signed(settled_office, "Gá kẹp")
    assert (decision.state, decision.number, decision.signed_on) == (
        DecisionState.SIGNED,
        "05/QĐ-HL",
        MARCH_2,
    )
    value = settled_office.look(initiatives.get, decision.initiatives[0])
    assert value.recognition is not None
    assert (value.recognition.number, value.recognition.signed_on) == ("05/QĐ-HL", MARCH_2)
    assert settled_office.look(initiatives.counts)[Stage.RECOGNISED] == 1
    with pytest.raises(Refused, match=r"undo\.final"):
        settled_office.do(undo.undo)
    for refused_order in (decisions.withdraw, decisions.for_signature):
        with pytest.raises(Refused, match=r"decision\.already_signed"):
            settled_office.do(refused_order, decision.id)
    with pytest.raises(Refused, match=r"decision\.already_signed"):
        decisions.sign(settled_office, decision.id, "6", MARCH_2)


def test_a_number_is_given_once_in_a_series_and_a_year(settled_office: Desk, quick_paper: None) -> None:
    signed(settled_office, "Một", number="5")
    with pytest.raises(Refused) as refused:
        signed(settled_office, "Hai", number="05/QĐ-HL", on=date(2026, 3, 3))
    assert (refused.value.code, refused.value.facts["number"]) == ("decision.number_taken", "05/QĐ-HL")
    assert signed(settled_office, "Ba", number="6").number == "06/QĐ-HL"


def test_what_cannot_be_signed(settled_office: Desk, quick_paper: None) -> None:
    record = drafted(settled_office, stored(settled_office, an_initiative()))
    for number, day, code in (
        (" ", MARCH_2, "decision.number_missing"),
        ("5", date(2026, 2, 19), "decision.before_meeting"),
        ("5", date(2026, 3, 6), "decision.in_future"),
    ):
        with pytest.raises(Refused) as refused:
            decisions.sign(settled_office, record, number, day)
        assert refused.value.code == code
    with pytest.raises(Refused, match=r"decision\.missing"):
        decisions.sign(settled_office, "nothing", "5", MARCH_2)
    assert settled_office.look(decisions.get, record).state is DecisionState.DRAFT


def test_what_changed_while_the_paper_was_printed_is_not_frozen(
    settled_office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = stored(settled_office, an_initiative())
    record = drafted(settled_office, ids)

    def edited_meanwhile(desk: Desk, facts: object, **_: object) -> Rendered:
        value = desk.look(initiatives.get, ids[0])
        stored(desk, replace(value, workshop="Chuyền may 9"))
        return Rendered(b"docx", b"pdf", 1)

    monkeypatch.setattr(printing, "render", edited_meanwhile)
    with pytest.raises(Refused, match=r"decision\.changed_meanwhile"):
        decisions.sign(settled_office, record, "5", MARCH_2)
    assert settled_office.look(decisions.get, record).state is DecisionState.DRAFT
    assert settled_office.look(initiatives.get, ids[0]).recognition is None


def test_issue_and_scan(settled_office: Desk, quick_paper: None) -> None:
    record = drafted(settled_office, stored(settled_office, an_initiative()))
    with pytest.raises(Refused, match=r"decision\.not_signed"):
        settled_office.do(decisions.issue, record)
    scan = settled_office.files.put(b"%PDF ban quet")
    with pytest.raises(Refused, match=r"decision\.not_signed"):
        settled_office.do(decisions.add_scan, record, scan)
    settled_office.do(decisions.for_signature, record)
    decisions.sign(settled_office, record, "5", MARCH_2)
    settled_office.do(decisions.add_scan, record, scan)
    settled_office.do(decisions.issue, record)
    decision = settled_office.look(decisions.get, record)
    assert (decision.state, decision.files.scan) == (DecisionState.ISSUED, scan)
    assert settled_office.look(decisions.listing)[0].has_scan
    with pytest.raises(Refused, match=r"file\.missing"):
        settled_office.do(decisions.add_scan, record, "ab" * 32)


@order(Right.IMPORT, "test.paper")
def paper(work: Work, number: str, ids: tuple[str, ...]) -> str:
    """Enter a decision that was signed before this program knew of it."""
    found = [work_value for record in ids if (work_value := initiatives.get(work, record))]
    return decisions.record_paper(work, number, date(2024, 5, 6), found, signer="Ông Ba").id


def test_a_decision_of_the_paper_age_takes_in_more_of_its_initiatives(office: Desk) -> None:
    ids = stored(office, an_initiative("Một"), an_initiative("Hai"))
    first = office.do(paper, "17/QĐ-CT", ids[:1]).value
    assert office.do(paper, "17/QĐ-CT", ids).value == first
    decision = office.look(decisions.get, first)
    assert (decision.route, decision.state, decision.initiatives) == (Route.PAPER, DecisionState.ISSUED, ids)


def facts_of(desk: Desk, *values: object) -> decisions.FrozenIssue:
    ids = stored(desk, *values)  # type: ignore[arg-type]
    return desk.look(decisions.current_facts, drafted(desk, ids))


def test_certificates_are_one_an_author_or_one_an_initiative(settled_office: Desk) -> None:
    issue = facts_of(
        settled_office,
        an_initiative("Một", authors=authors("Nguyễn Hằng", "Trần Nam", "Lê An")),
        an_initiative("Hai", authors=authors("Đỗ Vinh")),
    )
    assert [(facts.holders, facts.co_authors) for facts in issue.by_author] == [
        ("Nguyễn Hằng", "Trần Nam, Lê An"),
        ("Trần Nam", "Nguyễn Hằng, Lê An"),
        ("Lê An", "Nguyễn Hằng, Trần Nam"),
        ("Đỗ Vinh", ""),
    ]
    assert [facts.holders for facts in issue.by_initiative] == ["Nguyễn Hằng, Trần Nam, Lê An", "Đỗ Vinh"]


def test_a_certificate_never_tells_what_is_protected_nor_an_amount_that_is_withheld(
    settled_office: Desk,
) -> None:
    issue = facts_of(
        settled_office,
        a_protected_initiative("bảy phần ba", authors=(an_author("Nguyễn Hằng"),)),
        an_initiative("Hai", amount_withheld=True),
    )
    for facts in (*issue.by_author, *issue.by_initiative):
        assert "bảy phần ba" not in str(facts)
    assert "12.500.000" not in str(issue.by_author[1])
    assert "bảy phần ba" not in str(issue.decision)


def test_the_whole_way_with_real_papers(settled_office: Desk, tmp_path: Path, with_libreoffice: None) -> None:
    """LibreOffice prints it once; whatever changes afterwards, a reprint gives the same bytes."""
    ids = stored(
        settled_office,
        an_initiative("Gá kẹp vải", authors=authors("Nguyễn Hằng", "Trần Nam")),
        a_protected_initiative("bảy phần ba"),
    )
    record = drafted(settled_office, ids)
    draft = papers.render_decision(settled_office, record)
    assert draft.pdf.startswith(b"%PDF")
    with pytest.raises(Refused, match=r"decision\.not_signed"):
        certificates.render(settled_office, record)
    decisions.sign(settled_office, record, "5", MARCH_2)
    frozen = papers.reprint(settled_office, record)
    assert frozen.pdf != draft.pdf

    settled_office.do(office.put_employer, replace(EMPLOYER, name="Công ty khác hẳn"))
    own_templates = settled_office.folder / "templates"
    own_templates.mkdir()
    (own_templates / "decision.docx").write_bytes(b"not even Word")
    again = papers.render_decision(settled_office, record)
    assert (again.docx, again.pdf) == (frozen.docx, frozen.pdf)
    (own_templates / "decision.docx").unlink()

    by_author = certificates.render(settled_office, record, style=CertificateStyle.PER_AUTHOR)
    by_initiative = certificates.render(settled_office, record, style=CertificateStyle.PER_INITIATIVE)
    assert (by_author.pages, by_initiative.pages) == (3, 2)
    written = printing.write_out(frozen, tmp_path, "05/QĐ-HL")
    assert written.pdf.name == "05-QĐ-HL.pdf"
    assert written.pdf.read_bytes() == frozen.pdf
    assert not list((settled_office.folder / "scratch").iterdir())


def with_a_line(docx: bytes, line: str) -> bytes:
    """The Word file as somebody edited it."""
    document = Document(io.BytesIO(docx))
    document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_file_that_the_office_edited_is_what_is_frozen(settled_office: Desk) -> None:
    record = drafted(settled_office, stored(settled_office, an_initiative()))
    edited = with_a_line(papers.render_decision(settled_office, record).docx, "Số: 05/QĐ-HL")
    decision = decisions.sign(settled_office, record, "5", MARCH_2, docx=edited).value
    assert decision.files.edited_by_office
    assert papers.reprint(settled_office, record).docx == edited
    assert decision.drafted_on == TODAY


def test_an_edited_file_without_the_number_only_warns(settled_office: Desk) -> None:
    (record,) = stored(settled_office, an_initiative())
    proposed(settled_office, [record])
    decision = drafted(settled_office, [record])
    blank = papers.render_decision(settled_office, decision).docx
    (problem,) = settled_office.look(decisions.edited_problems, decision, "5", blank)
    assert (problem.code, problem.warns_only) == ("edited.number_missing", True)
