"""A reprint is what was signed, after whatever became of templates, names and the folder itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers.builders import EMPLOYER, HEAD, PASSPHRASE, an_author, an_initiative, drafted, stored
from helpers.council_desk import HELD_ON, a_council
from helpers.hostile_templates import changed

from desktop.documents import edited, overprint, pdf
from desktop.documents.overprint import Offset
from desktop.documents.pdf import Engine
from desktop.domain.house import CertificateStyle, Union
from desktop.domain.issued import Deed
from desktop.domain.problems import Refused
from desktop.services import (
    backups,
    care,
    certificates,
    councils,
    decisions,
    filing,
    folders,
    frozen_pages,
    meeting_papers,
    mending,
    office,
    own_templates,
    printing,
    prints,
    register_rows,
    registers,
)
from desktop.services.councils import MeetingForm
from desktop.services.desk import Desk
from desktop.services.meeting_papers import MeetingPaper
from desktop.services.mending_facts import Mending
from desktop.services.own_templates import PaperKind
from desktop.services.printing import Rendered
from desktop.store.archive import TEMPLATES

MARCH_2 = date(2026, 3, 2)


def test_bytes_stay_after_a_new_template_a_new_name_and_a_restore(
    settled_office: Desk, tmp_path: Path
) -> None:
    desk = settled_office
    first = decisions.sign(desk, drafted(desk, stored(desk, an_initiative())), "5", MARCH_2).value.id
    second = desk.do(mending.draft, first, Mending(Deed.AMENDS, HEAD, ("Bỏ cột Ghi chú",))).value
    registers.sign(desk, second, "6", MARCH_2)
    before = {record: register_rows.reprint(desk, record) for record in (first, second)}
    desk.do(prints.note, first, prints.PRINTED)

    template = tmp_path / "decision.docx"
    template.write_bytes(changed("word/document.xml", lambda xml: xml.replace("QUYẾT ĐỊNH:", "MỚI:")))
    own_templates.take(desk, own_templates.check(desk, PaperKind.DECISION, template))
    desk.do(office.put_employer, replace(EMPLOYER, name="Công ty khác hẳn"))
    desk.do(office.put_union, Union("Công đoàn cơ sở tên mới"))
    assert {record: register_rows.reprint(desk, record) for record in before} == before

    archive = backups.back_up(desk, tmp_path / "b.zip").path
    care.restore(archive, tmp_path / "lại", PASSPHRASE)
    again = folders.sign_in(tmp_path / "lại", PASSPHRASE)
    try:
        assert {record: register_rows.reprint(again, record) for record in before} == before
        assert own_templates.sample(again, PaperKind.DECISION).docx == template.read_bytes()
        assert own_templates.rows(again) == own_templates.rows(desk)
    finally:
        again.close()


@pytest.fixture
def own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Word and LibreOffice: these tests are about what is kept, not about who made it."""
    monkeypatch.setattr(pdf, "available", lambda: (Engine.BUILT_IN,))


def two_certificates(desk: Desk) -> str:
    """A signed decision over one initiative of two authors."""
    shared = an_initiative("Cữ gá", authors=(an_author("Lê Văn Ánh", 6000), an_author("Phạm Thị Yến", 4000)))
    return decisions.sign(desk, drafted(desk, stored(desk, shared)), "5", MARCH_2).value.id


def every_selection(desk: Desk, record: str) -> dict[str, Rendered]:
    """Per author, per initiative, one of them, words alone: looked at by the quick way."""
    by_author, by_initiative = CertificateStyle.PER_AUTHOR, CertificateStyle.PER_INITIATIVE
    return {
        "authors": certificates.render(desk, record, style=by_author, quick=True),
        "initiatives": certificates.render(desk, record, style=by_initiative, quick=True),
        "one": certificates.render(desk, record, style=by_author, numbers=["05-02/GCN-HL"], quick=True),
        "words": certificates.words_only(desk, record, Offset(1.5, 0), style=by_author),
    }


def contents(pages: dict[str, Rendered]) -> dict[str, tuple[bytes, bytes]]:
    """Word and PDF, byte for byte."""
    return {name: (one.docx, one.pdf) for name, one in pages.items()}


def change_everything(desk: Desk, folder: Path) -> None:
    """Another template of certificates, other places on the bought form, other names of employer and union."""
    template = folder / "certificate.docx"
    other = changed(
        "word/document.xml", lambda xml: xml.replace("GIẤY CHỨNG NHẬN", "MỚI"), kind="certificate"
    )
    template.write_bytes(other)
    own_templates.take(desk, own_templates.check(desk, PaperKind.CERTIFICATE, template))
    form = overprint.form_bytes(printing.shelf(desk))
    (desk.folder / TEMPLATES / overprint.FILE).write_bytes(form.replace(b"y = 88", b"y = 98"))
    desk.do(office.put_employer, replace(EMPLOYER, name="Công ty khác hẳn"))
    desk.do(office.put_union, Union("Công đoàn cơ sở tên mới"))


@pytest.mark.usefixtures("own_way")
def test_certificates_come_out_as_they_left_after_a_new_template_a_new_name_and_a_restore(
    settled_office: Desk, tmp_path: Path
) -> None:
    desk = settled_office
    record = two_certificates(desk)
    first = every_selection(desk, record)
    for rendered in first.values():
        desk.do(frozen_pages.keep, rendered)
    again = certificates.reissue(desk, record, "05-01/GCN-HL", "thất lạc", style=CertificateStyle.PER_AUTHOR)
    change_everything(desk, tmp_path)
    assert contents(every_selection(desk, record)) == contents(first)

    archive = backups.back_up(desk, tmp_path / "b.zip").path
    care.restore(archive, tmp_path / "lại", PASSPHRASE)
    restored = folders.sign_in(tmp_path / "lại", PASSPHRASE)
    try:
        assert contents(every_selection(restored, record)) == contents(first)
        (copy,) = (one for one in restored.look(certificates.copies, record) if one.what == prints.REISSUED)
        kept = certificates.copy_again(restored, record, copy.id)
        assert (kept.docx, kept.pdf, copy.engine) == (again.docx, again.pdf, again.engine)
    finally:
        restored.close()


@pytest.mark.usefixtures("own_way")
def test_what_was_not_printed_yet_is_made_by_the_template_of_the_day_of_signing(
    settled_office: Desk, tmp_path: Path
) -> None:
    desk = settled_office
    record = two_certificates(desk)
    before = every_selection(desk, record)  # looked at, so nothing is kept
    change_everything(desk, tmp_path)
    after = every_selection(desk, record)
    assert desk.look(certificates.copies, record) == ()
    assert contents(after) == contents(before)
    later = certificates.reissue(desk, record, "05-01/GCN-HL", "thất lạc")
    assert edited.says(later.docx, "GIẤY CHỨNG NHẬN")
    assert edited.says(later.docx, EMPLOYER.name)


@pytest.mark.usefixtures("own_way")
def test_the_first_that_left_stays_and_numbers_in_any_order_are_one_selection(settled_office: Desk) -> None:
    desk = settled_office
    record = two_certificates(desk)
    both, style = ["05-02/GCN-HL", "05-01/GCN-HL"], CertificateStyle.PER_AUTHOR
    first = certificates.render(desk, record, style=style, numbers=both, quick=True)
    desk.do(frozen_pages.keep, first)
    desk.do(frozen_pages.keep, replace(first, pdf=b"%PDF another"))
    (kept,) = desk.look(certificates.copies, record)
    assert (kept.what, kept.engine) == (prints.KEPT, "builtin")
    assert certificates.render(desk, record, style=style).pdf == first.pdf


@pytest.mark.usefixtures("own_way")
def test_papers_of_a_meeting_are_filed_signed_and_come_out_as_signed(settled_office: Desk) -> None:
    desk = settled_office
    a_council(desk)
    carried, silent = stored(desk, an_initiative("Được"), an_initiative("Không được"))
    form = MeetingForm("02/BB-HĐSK", HELD_ON, 7, {carried: 6, silent: 2}, {silent: "chưa áp dụng"}, 7)
    meeting = desk.do(councils.record, form).value.meeting
    signed: dict[MeetingPaper, str] = {}
    for at, kind in enumerate(filing.ISSUERS, 1):
        if kind is MeetingPaper.INVITATION:
            continue  # nobody was invited: there are the minutes alone
        (draft,) = desk.do(filing.file, kind, meeting).value.drafts
        assert desk.do(filing.file, kind, meeting).value.drafts == (draft,)  # renewed, not another one
        registers.sign(desk, draft, str(at), MARCH_2)
        assert desk.do(filing.file, kind, meeting).value.signed == (draft,)
        signed[kind] = draft
    before = {kind: registers.reprint(desk, record) for kind, record in signed.items()}
    assert edited.says(before[MeetingPaper.NOT_RECOGNISED].docx, "Lý do không công nhận: chưa áp dụng")
    assert edited.says(before[MeetingPaper.MINUTES].docx, "03/BB-HĐSK")

    desk.do(office.put_employer, replace(EMPLOYER, name="Công ty khác hẳn"))
    for kind in (MeetingPaper.SET_UP, MeetingPaper.MINUTES, MeetingPaper.PROPOSAL):
        assert meeting_papers.render(desk, kind, meeting) == before[kind]
    assert registers.reprint(desk, signed[MeetingPaper.NOT_RECOGNISED]) == before[MeetingPaper.NOT_RECOGNISED]
    with pytest.raises(Refused, match=r"paper\.not_filed"):
        desk.do(filing.file, MeetingPaper.TALLY, meeting)
