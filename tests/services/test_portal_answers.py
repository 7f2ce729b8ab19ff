"""A list of codes and states from a portal without an interface: what it changes is told, then stored at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from helpers.builders import a_recognition, a_stored_initiative
from helpers.orders import put_new

from desktop.domain.problems import Refused
from desktop.services import other_portal, portal_answers, undo
from desktop.services.desk import Desk
from desktop.store.initiatives import INITIATIVES


@pytest.fixture
def desk(settled_office: Desk) -> Desk:
    values = [
        a_stored_initiative(f"i{n}", number=n, title=title, recognition=a_recognition())
        for n, title in enumerate(("Gá kẹp", "Băng tải", "Trùng tên", "Trùng tên"), 1)
    ]
    settled_office.do(put_new, INITIATIVES, values)
    return settled_office


def csv(folder: Path, *lines: str) -> Path:
    (folder / "cong.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder / "cong.csv"


def test_rows_are_found_by_number_by_code_and_by_title(desk: Desk, tmp_path: Path) -> None:
    desk.do(other_portal.put_word, "i2", "HP-2", date(2026, 3, 1), put_time="08:00")
    file = csv(
        tmp_path,
        "Mã hồ sơ;Số;Tên sáng kiến;Thời gian nộp;Trạng thái;Ngày duyệt;Lý do",
        "HP-1;;gá KẸP;02/03/2026 14:05;Đã duyệt;04/03/2026;",
        "HP-2;;Tên mà cổng đổi;;Trả lại;05/03/2026;Thiếu tỷ lệ",
        "HP-3;3;Trùng tên;02/03/2026;Đang xem xét;;",
        "HP-4;;Trùng tên;02/03/2026;Hợp lệ;;",
        "HP-5;;Lạ;02/03/2026;Hợp lệ;;",
        "HP-6;1;;02/03/2026;Kỳ lạ;;",
        ";1;;02/03/2026;Hợp lệ;;",
        "HP-7;4;;09/03/2026;Hợp lệ;;",
    )
    plan = portal_answers.plan(desk, file)
    assert [(one.row, one.problem.code) for one in plan.faulty] == [
        (5, "portal_list.several"), (6, "portal_list.unknown"), (7, "portal_list.state"),
        (8, "portal_word.code_missing"), (9, "portal_word.in_future"),
    ]  # fmt: skip
    assert desk.do(portal_answers.take, plan).value == 3
    first, second, third = (desk.look(other_portal.word_of, record) for record in ("i1", "i2", "i3"))
    assert (first.code, first.put_on, first.put_time, first.valid_on) == (
        "HP-1", date(2026, 3, 2), "14:05", date(2026, 3, 4),
    )  # fmt: skip
    assert (second.put_on, second.put_time, second.returned_on, second.note) == (
        date(2026, 3, 1), "08:00", date(2026, 3, 5), "Thiếu tỷ lệ",
    )  # fmt: skip
    assert (third.valid_on, third.returned_on) == (None, None)
    again = portal_answers.plan(desk, file)
    assert (again.words, again.same) == ((), 3)
    desk.do(undo.undo)
    assert desk.look(other_portal.word_of, "i1") is None


def test_a_list_without_codes_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"portal_list\.no_headings"):
        portal_answers.plan(desk, csv(tmp_path, "STT;Tên sáng kiến", "1;Gá kẹp"))
