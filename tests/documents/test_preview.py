"""Pages as pictures."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from helpers.paper_samples import a_decision, printed
from PIL import Image

from desktop.documents.builtin_pdf import convert
from desktop.documents.preview import MOST_DPI, open_pdf, page_count
from desktop.domain.problems import Refused


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return convert(printed(a_decision(5))).pdf


def test_a_page_is_as_large_as_its_paper(pdf):
    with open_pdf(pdf) as pages:
        assert len(pages) == page_count(pdf) == 2
        upright, on_its_side = pages.render(0, 72), pages.render(1, 72)
    assert (upright.width, upright.height) == (596, 842)
    assert (on_its_side.width, on_its_side.height) == (842, 596)
    assert len(upright.rgb) == upright.width * upright.height * 3


def test_a_page_is_white_with_black_words_and_without_slant(pdf):
    with open_pdf(pdf) as pages:
        page = pages.render(0, 97)
    picture = Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L")
    assert picture.getpixel((2, 2)) == 255
    dark = picture.point(lambda level: 255 if level < 100 else 0).getbbox()
    assert dark is not None
    # words begin at the left margin, 30 mm; rows that are padded would shift them
    assert dark[0] / 97 * 25.4 == pytest.approx(30, abs=1.5)


def test_density_is_bounded(pdf):
    with open_pdf(pdf) as pages:
        assert pages.render(0, 9999).width == pytest.approx(595.28 / 72 * MOST_DPI, abs=2)


def test_size_is_in_points(pdf):
    with open_pdf(pdf) as pages:
        assert pages.size(1) == pytest.approx((841.9, 595.3), abs=0.2)


@pytest.mark.parametrize("page", [-1, 2])
def test_a_page_that_is_not_there_is_refused(pdf, page):
    with open_pdf(pdf) as pages, pytest.raises(Refused) as refusal:
        pages.render(page)
    assert refusal.value.code == "pdf.no_page"


def test_a_damaged_file_is_refused(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing")
    for source in (b"", b"nothing", tmp_path / "a.pdf", tmp_path / "nowhere.pdf"):
        with pytest.raises(Refused) as refusal:
            open_pdf(source)
        assert refusal.value.code == "pdf.damaged"


def test_several_threads_may_ask_at_once(pdf):
    with open_pdf(pdf) as pages, ThreadPoolExecutor(4) as pool:
        sizes = set(pool.map(lambda at: len(pages.render(at % 2, 40).rgb), range(40)))
    assert len(sizes) <= 2
