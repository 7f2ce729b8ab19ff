"""A member's booklet: descriptions and files of what the member considers, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from helpers.builders import a_protected_initiative, an_initiative, as_role, authors, stored
from helpers.council_desk import a_council, called
from helpers.papercheck import read_pages
from PIL import Image

from desktop.domain.access import Role
from desktop.domain.problems import Refused
from desktop.services import booklets, files
from desktop.services.desk import Desk


def bookmarks(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [one.get_title() for one in document.get_toc()]


@pytest.fixture
def meeting(settled_office: Desk, tmp_path: Path) -> str:
    photo = tmp_path / "gá.png"
    Image.new("RGB", (300, 200), "#1C7A48").save(photo)
    ids = stored(
        settled_office,
        an_initiative("Gá kẹp", attachments=(files.attach(settled_office, photo),)),
        an_initiative("Xe đẩy", authors=authors("Trần Văn Nam")),
        a_protected_initiative(),
    )
    a_council(settled_office)
    return called(settled_office, ids)


def test_each_member_reads_all_but_own_work(settled_office: Desk, meeting: str, tmp_path: Path) -> None:
    written = booklets.write_booklets(settled_office, meeting, tmp_path / "ra")
    assert [one.pdf.stem for one in written] == [
        f"Hồ sơ họp 04-03-2026 - {seat}"
        for seat in (
            "01 Chủ tịch",
            "02 Phó Chủ tịch",
            "03 Ủy viên thư ký",
            "04 Ủy viên",
            "05 Ủy viên",
            "06 Ủy viên",
            "07 Ủy viên",
        )
    ]
    secret = "3. Nhuộm lại vải lỗi màu (có thông tin cần được bảo mật)"
    assert bookmarks(written[0].pdf) == [
        "1. Gá kẹp",
        "Bản mô tả",
        "gá.png",
        "2. Xe đẩy",
        "Bản mô tả",
        secret,
        "Bản mô tả (có thông tin cần được bảo mật)",
    ]
    assert "2. Xe đẩy" not in bookmarks(written[3].pdf)  # Trần Văn Nam is its author
    rows = " ".join(" ".join(page.rows()) for page in read_pages(written[3].pdf.read_bytes()))
    assert "Bản của Trần Văn Nam, họp Hội đồng sáng kiến ngày 04/03/2026" in rows


def test_one_member_alone(settled_office: Desk, meeting: str, tmp_path: Path) -> None:
    (plan, *_rest) = settled_office.look(booklets.plans, meeting)
    (written,) = booklets.write_booklets(settled_office, meeting, tmp_path, [plan.member.id])
    assert (written.member, written.left_out) == (plan.member.id, ())
    with pytest.raises(Refused, match=r"member\.missing"):
        settled_office.look(booklets.plans, meeting, ("nobody",))


def test_who_may_not_read_what_is_protected_makes_none(settled_office: Desk, meeting: str) -> None:
    with pytest.raises(Refused, match=r"right\.missing"):
        as_role(settled_office, Role.READER).look(booklets.plans, meeting)


def test_a_council_without_names_has_none(settled_office: Desk) -> None:
    (record,) = stored(settled_office, an_initiative())
    with pytest.raises(Refused, match=r"council\.no_members"):
        settled_office.look(booklets.plans, called(settled_office, [record]))
