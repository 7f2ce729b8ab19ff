"""Words on bought forms: where they stand, moved by a printer's offset; what is too long says so."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.paper_samples import TEMPLATES, some_certificates

from desktop.documents.overprint import Field, Form, Offset, calibration, overprinted, read_form
from desktop.documents.preview import page_count
from desktop.domain.problems import Refused

FORM = Form(297, 210, (Field("TAC_GIA", 50, 80, 200, 20), Field("SO", 60, 50, 40)))


def words(pdf: bytes, tmp_path: Path) -> dict[str, tuple[float, float]]:
    """Each word's left and lower edge, in millimetres from the upper left corner."""
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    found = re.findall(r'xMin="([\d.]+)".*?yMax="([\d.]+)">(.*?)</word>', said)
    return {word: (float(x) * 25.4 / 72, float(y) * 25.4 / 72) for x, y, word in found}


def test_each_word_stands_where_the_form_says(tmp_path: Path):
    (page, *_) = some_certificates().pages
    page = replace(page, holders="Hằng", heading=replace(page.heading, number="7"))
    found = words(overprinted((page,), FORM, Offset(), "x"), tmp_path)
    assert found["Hằng"][0] == pytest.approx(50, abs=0.3)
    assert found["07"][0] == pytest.approx(60, abs=0.3)
    assert found["Hằng"][1] - found["07"][1] == pytest.approx(30, abs=2.5)


def test_an_offset_moves_everything_by_so_much(tmp_path: Path):
    (page, *_) = some_certificates().pages
    page = replace(page, holders="Hằng")
    plain = words(overprinted((page,), FORM, Offset(), "x"), tmp_path)["Hằng"]
    moved = words(overprinted((page,), FORM, Offset(2.5, -1.5), "x"), tmp_path)["Hằng"]
    assert moved[0] - plain[0] == pytest.approx(2.5, abs=0.05)
    assert moved[1] - plain[1] == pytest.approx(-1.5, abs=0.05)


def test_the_form_that_came_along_fits_every_sample_and_is_a_page_each():
    pages = some_certificates().pages
    assert page_count(overprinted(pages, read_form((TEMPLATES,)), Offset(), "x")) == len(pages)


def test_a_title_of_180_characters_and_a_name_of_32_fit_the_bought_form(tmp_path: Path):
    (page, *_) = some_certificates().pages
    long = "Cải tiến cữ may viền cổ giày và cơ cấu kẹp phom tự động cho dây chuyền số mười hai " * 3
    page = replace(page, holders="Nguyễn Hoàng Phương Thảo Quỳnh An", title=long[:180].strip())
    found = words(overprinted((page,), read_form((TEMPLATES,)), Offset(), "x"), tmp_path)
    assert {"Quỳnh", "Cải"} <= set(found)


def test_what_does_not_fit_and_what_the_form_misspells_are_refused():
    (page, *_) = some_certificates().pages
    with pytest.raises(Refused, match=r"paper\.too_long"):
        overprinted((replace(page, holders="Rất dài " * 40),), FORM, Offset(), "x")
    with pytest.raises(Refused, match=r"overprint\.unknown_name"):
        overprinted((page,), Form(297, 210, (Field("TEN", 1, 1, 1),)), Offset(), "x")


def test_the_calibration_sheet_has_its_crosses_where_it_says(tmp_path: Path):
    pdf = calibration(FORM, Offset(), {"cross": "x$xy$y", "how": "một\nhai"}, "Căn chỉnh")
    found = words(pdf, tmp_path)
    assert found["x20y20"][0] == pytest.approx(26, abs=0.3)
    assert {"x20y100", "x100y20", "x100y100", "một", "hai"} <= set(found)


def test_a_units_own_form_comes_first_and_a_broken_one_is_named(tmp_path: Path):
    (tmp_path / "overprint.toml").write_text('width = "wide"', encoding="utf-8")
    with pytest.raises(Refused, match=r"overprint\.unreadable"):
        read_form((tmp_path, TEMPLATES))
