"""The employer's word on what a portal may see: recorded with its day and scan, followed at once, taken back whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from helpers.builders import an_initiative, as_role, stored

from desktop.domain.access import Role
from desktop.domain.house import EmployerAnswer, Release
from desktop.domain.problems import Refused
from desktop.services import files, initiatives, opinions, undo
from desktop.services.desk import Desk

MARCH_3 = date(2026, 3, 3)


def levels(desk: Desk, ids: tuple[str, ...]) -> list[Release]:
    return [desk.look(initiatives.get, one).release for one in ids]


def test_an_answer_is_kept_with_its_scan_and_followed(office: Desk, tmp_path: Path) -> None:
    ids = stored(office, an_initiative("Một"), an_initiative("Hai"), an_initiative("Ba"))
    (tmp_path / "phiếu.pdf").write_bytes(b"%PDF-1.4 signed")
    scan = files.attach(office, tmp_path / "phiếu.pdf")
    said = dict(zip(ids, (Release.FULL, Release.TITLE, Release.NONE), strict=True))
    answer = EmployerAnswer(MARCH_3, said, "LIN  CHIA-HAO", "chỉ nêu hiệu quả", scan.file)
    assert office.do(opinions.record, answer, scan.media_type).value == 2  # one was full already
    assert levels(office, ids) == [Release.FULL, Release.TITLE, Release.NONE]
    (kept,) = office.look(opinions.listing)
    assert (kept.answered_on, kept.signed_by, kept.levels) == (MARCH_3, "LIN CHIA-HAO", said)
    assert office.files.get(kept.scan) == b"%PDF-1.4 signed"


def test_the_newest_answer_about_each_counts(office: Desk) -> None:
    first, second, never = stored(office, an_initiative("Một"), an_initiative("Hai"), an_initiative("Ba"))
    office.do(opinions.record, EmployerAnswer(MARCH_3, {first: Release.NONE, second: Release.NONE}))
    office.do(opinions.record, EmployerAnswer(date(2026, 3, 4), {first: Release.TITLE}))
    found = {one.id: one.level for one in office.look(opinions.asked, (first, second, never, "gone"))}
    assert found == {first: Release.TITLE, second: Release.NONE, never: None}


def test_taking_it_back_gives_back_the_levels(office: Desk) -> None:
    ids = stored(office, an_initiative("Một"), an_initiative("Hai"))
    office.do(opinions.record, EmployerAnswer(MARCH_3, dict.fromkeys(ids, Release.NONE)))
    office.do(undo.undo)
    assert levels(office, ids) == [Release.FULL, Release.FULL]
    assert office.look(opinions.listing) == ()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (EmployerAnswer(MARCH_3, {}), "opinion.nothing"),
        (EmployerAnswer(date(2027, 1, 1), {"x": Release.FULL}), "opinion.in_future"),
        (EmployerAnswer(MARCH_3, {"x": Release.FULL}), "initiative.missing"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(office: Desk, answer: EmployerAnswer, code: str) -> None:
    with pytest.raises(Refused, match=code):
        office.do(opinions.record, answer)


def test_a_member_of_the_council_alone_does_not_say_it(office: Desk) -> None:
    (one,) = stored(office, an_initiative())
    with pytest.raises(Refused, match=r"right\.missing"):
        as_role(office, Role.COUNCIL).do(opinions.record, EmployerAnswer(MARCH_3, {one: Release.FULL}))
