"""Certificates: ordered for handing out, given out again, words on bought forms by a printer's offset."""

from __future__ import annotations

from datetime import date

import pytest
from helpers.builders import an_author, an_initiative, drafted, stored

from desktop.documents.overprint import Offset
from desktop.domain.decision import Decision
from desktop.domain.house import CertificateStyle
from desktop.domain.problems import Refused
from desktop.services import certificates, decisions, prints
from desktop.services.desk import Desk

MARCH_2 = date(2026, 3, 2)


@pytest.fixture
def signed(settled_office: Desk) -> Decision:
    """Three authors of two workshops, one initiative of them made by two."""
    ids = stored(
        settled_office,
        an_initiative(
            "Một", workshop="May 10", authors=(an_author("Phạm Văn Ước", workshop="May 10, tổ 2"),)
        ),
        an_initiative(
            "Hai",
            workshop="May 2",
            authors=(
                an_author("Trần Thị Yến", 6000, workshop="May 2, tổ 10"),
                an_author("Lê Văn Ánh", 4000, workshop="May 2, tổ 9"),
            ),
        ),
    )
    from desktop.services import printing

    quick = pytest.MonkeyPatch()
    quick.setattr(printing, "render", lambda *a, **k: printing.Rendered(b"docx", b"pdf", 1, "none", "t"))
    decision = decisions.sign(settled_office, drafted(settled_office, ids), "5", MARCH_2).value
    quick.undo()
    return decision


def test_they_come_workshop_by_workshop_then_by_team_then_by_given_name(
    settled_office: Desk, signed: Decision
):
    pages = settled_office.look(certificates.chosen, signed.id, CertificateStyle.PER_AUTHOR)
    assert [page.holders for page in pages] == ["Lê Văn Ánh", "Trần Thị Yến", "Phạm Văn Ước"]
    assert [certificates.number_of(page) for page in pages] == [
        "05-03/GCN-HL",
        "05-02/GCN-HL",
        "05-01/GCN-HL",
    ]


def test_who_shares_an_initiative_is_a_co_author_on_either_kind(settled_office: Desk, signed: Decision):
    for style in CertificateStyle:
        roles = {page.title: page.role for page in settled_office.look(certificates.chosen, signed.id, style)}
        assert roles == {"Một": "là tác giả", "Hai": "là đồng tác giả"}


def test_one_given_out_again_says_so_counts_and_is_kept(settled_office: Desk, signed: Decision):
    first = certificates.reissue(settled_office, signed.id, "05-02/GCN-HL", "bị ướt")
    second = certificates.reissue(settled_office, signed.id, "05-02/GCN-HL", "thất lạc")
    log = settled_office.look(prints.log, signed.id)
    assert [(one.what, one.subject, one.reason) for one in log] == [
        ("reissue", "05-02/GCN-HL", "bị ướt"),
        ("reissue", "05-02/GCN-HL", "thất lạc"),
    ]
    assert [settled_office.files.get(one.pdf) for one in log] == [first.pdf, second.pdf]
    from desktop.documents import edited

    assert edited.says(second.docx, "Bản cấp lại lần 2, ngày")
    assert edited.says(second.docx, "là đồng tác giả của sáng kiến")


def test_a_number_nobody_has_and_a_copy_without_reason_are_refused(settled_office: Desk, signed: Decision):
    with pytest.raises(Refused, match=r"certificate\.missing"):
        certificates.reissue(settled_office, signed.id, "05-09/GCN-HL", "mất")
    with pytest.raises(Refused, match=r"certificate\.reason_missing"):
        certificates.reissue(settled_office, signed.id, "05-01/GCN-HL", " ")


def test_words_only_are_a_page_each_and_each_printer_keeps_its_offset(settled_office: Desk, signed: Decision):
    settled_office.do(prints.put_offset, "Canon LBP 2900", Offset(1.5, -2.0))
    settled_office.do(prints.put_offset, "HP", Offset(0.0, 90.0))
    assert settled_office.look(prints.offset, "Canon LBP 2900") == Offset(1.5, -2.0)
    assert settled_office.look(prints.offset, "HP") == Offset(0.0, 30.0)
    assert settled_office.look(prints.offset, "khác") == Offset()
    rendered = certificates.words_only(settled_office, signed.id, Offset(1.5, -2.0))
    assert (rendered.pages, rendered.docx) == (3, b"")
    assert certificates.calibration(settled_office, Offset()).pages == 1


def test_an_offset_follows_from_what_was_measured():
    assert certificates.measured((21.5,), (18.0,)) == Offset(-1.5, 2.0)
    assert certificates.measured((), ()) == Offset()
