"""A reprint is what was signed, after whatever became of templates, names and the folder itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from helpers.builders import EMPLOYER, HEAD, PASSPHRASE, an_initiative, drafted, stored
from helpers.hostile_templates import changed

from desktop.domain.house import Union
from desktop.domain.issued import Deed
from desktop.services import (
    backups,
    care,
    decisions,
    folders,
    mending,
    office,
    own_templates,
    prints,
    register_rows,
    registers,
)
from desktop.services.desk import Desk
from desktop.services.mending_facts import Mending
from desktop.services.own_templates import PaperKind

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
