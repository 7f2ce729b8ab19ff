"""Workshops by any spelling, staff codes without their zeros, headings by their synonyms, a factory's own words."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.demo.corpus_names import SPELLINGS
from desktop.domain.initiative import Field
from desktop.domain.sheets.codes import StaffCodes
from desktop.domain.sheets.headings import Meaning, columns_of, meaning_of
from desktop.domain.sheets.kinds import read_birth, read_field
from desktop.domain.sheets.workshops import Workshops


@pytest.mark.parametrize(
    ("name", "spelling"), [(name, text) for name, texts in SPELLINGS.items() for text in texts]
)
def test_a_known_workshop_is_found_by_every_spelling(name: str, spelling: str) -> None:
    assert Workshops(SPELLINGS).find(spelling) == name


@pytest.mark.parametrize("spelling", SPELLINGS["May 2"])
def test_the_spellings_agree_where_nothing_is_known_yet(spelling: str) -> None:
    assert Workshops([]).find(spelling) == "May 2"


def test_workshops_that_sound_alike_stay_apart() -> None:
    found = Workshops(["Gò A", "Gò B", "May 1", "May 2"])
    assert [found.find(text) for text in ("PX Gò B", "Px.May I", "PX May 3")] == ["Gò B", "May 1", "May 3"]


def test_the_houses_own_name_wins_over_ours() -> None:
    assert Workshops(["Phân xưởng May 2"]).find("px may II") == "Phân xưởng May 2"


def test_a_code_that_lost_its_zeros_finds_itself_where_it_is_known() -> None:
    codes = StaffCodes(["HL-00412", "HL-01340"])
    assert codes.mend(412)[0] == "HL-00412"
    assert codes.mend("HL412")[0] == "HL-00412"
    assert codes.mend("HL-00412") == ("HL-00412", ())


def test_an_unknown_code_is_written_like_the_others_only_if_they_agree() -> None:
    assert StaffCodes(["HL-00412"]).mend(77)[0] == "HL-00077"
    assert StaffCodes(["HL-00412", "CD-12"]).mend(77) == ("77", ())
    assert StaffCodes([]).mend(77) == ("77", ())


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("TT", Meaning.ORDER),
        ("Tên sáng kiến, cải tiến kỹ thuật", Meaning.TITLE),
        ("1. Tên sáng kiến của anh/chị là gì?", Meaning.TITLE),
        ("TÊN GIẢI PHÁP", Meaning.TITLE),
        ("Họ và tên tác giả", Meaning.AUTHORS),
        ("Tác giả/Nhóm tác giả", Meaning.AUTHORS),
        ("Mã số NV", Meaning.STAFF_CODE),
        ("Tỷ lệ (%) đóng góp", Meaning.SHARE),
        ("%", Meaning.SHARE),
        ("Anh/chị đang làm việc ở bộ phận nào?", Meaning.WORKSHOP),
        ("Ngày, tháng, năm sinh", Meaning.BIRTH),
        ("Ngày áp dụng lần đầu hoặc áp dụng thử", Meaning.FIRST_USED),
        ("Giá trị làm lợi (đồng/năm)", Meaning.BENEFIT),
        ("Hiệu quả kinh tế", Meaning.BENEFIT),
        ("Mô tả giải pháp", Meaning.SUMMARY),
        ("Những thông tin cần được bảo mật (nếu có)", Meaning.PROTECTED),
        ("Số QĐ", Meaning.DECISION_NUMBER),
        ("Ngày ký QĐ", Meaning.DECISION_DATE),
        ("Số CCCD/CMND", Meaning.ID_NUMBER),
        ("Số điện thoại", Meaning.IGNORED),
        ("Dấu thời gian", Meaning.ENTERED_ON),
        ("Màu sắc yêu thích", None),
        ("", None),
    ],
)
def test_headings(heading: str, meaning: Meaning | None) -> None:
    assert meaning_of(heading)[0] == meaning


def test_each_meaning_goes_to_the_column_that_says_it_best() -> None:
    columns = columns_of(
        ["TT", "Nội dung", "Tên sáng kiến", "Đơn vị tính", "Đơn vị", "Tác giả 1", "Tác giả 2"]
    )
    assert [column.meaning for column in columns] == [
        Meaning.ORDER, Meaning.SUMMARY, Meaning.TITLE, Meaning.IGNORED, Meaning.WORKSHOP,
        Meaning.AUTHORS, Meaning.AUTHORS,
    ]  # fmt: skip


def test_a_hidden_column_is_not_taken_unless_somebody_asks_for_it() -> None:
    columns = columns_of(["Tên sáng kiến", "Mã NV"], hidden=frozenset({1}))
    assert [column.is_taken for column in columns] == [True, False]
    asked = columns_of(["Tên sáng kiến", "Mã NV"], hidden=frozenset({1}), chosen={"B": Meaning.STAFF_CODE})
    assert [column.is_taken for column in asked] == [True, True]


def test_what_somebody_decided_wins() -> None:
    columns = columns_of(["Tên", "Tên sáng kiến"], chosen={"Tên": Meaning.TITLE})
    assert [column.meaning for column in columns] == [Meaning.TITLE, None]


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("Thao tác - 5S", Field.OPERATION_5S),
        ("Đồ gá, cơ khí", Field.TOOLING),
        ("ATVSLĐ", Field.SAFETY),
        ("abc", None),
    ],
)
def test_fields(word: str, field: Field | None) -> None:
    assert read_field(word) is field


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        ("1990", "1990"),
        (1990.0, "1990"),
        ("12/5/1990", "1990-05-12"),
        (date(1990, 5, 12), "1990-05-12"),
        ("x", ""),
        ("9", ""),
    ],
)
def test_births(cell: object, birth: str) -> None:
    assert read_birth(cell, date(2026, 7, 6)) == birth
