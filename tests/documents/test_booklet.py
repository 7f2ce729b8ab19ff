"""Files of a meeting in one PDF: bookmarks, pictures, what cannot be shown, what must not act."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
from helpers.council_samples import a_tally
from helpers.paper_samples import printed
from helpers.papercheck import read_pages
from PIL import Image

from desktop.documents import builtin_pdf
from desktop.documents.booklet import PDF, Booklet, Chapter, Piece, Words, booklet

WORDS = Words("Hồ sơ họp", "Bản của Lò Thị Inh", "CÓ THÔNG TIN CẦN ĐƯỢC BẢO MẬT", "Tệp này xem trên máy.")
ACTING = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R /OpenAction <</S /JavaScript /JS (app.alert(1))>> >> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Rotate 90 /AA <</O <</S /JavaScript /JS (x)>> >>
/Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /URI /URI (http://example.org)>> >>]>> endobj
trailer <</Root 1 0 R>>
"""


def a_picture(size: tuple[int, int] = (400, 300)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#0F5EA8").save(out, "JPEG")
    return out.getvalue()


def a_paper(rows: int = 3) -> bytes:
    return builtin_pdf.convert(printed(a_tally(rows))).pdf


def made(*chapters: Chapter) -> Booklet:
    return booklet(chapters, WORDS)


def outline(found: Booklet) -> list[tuple[int, str, int]]:
    """Level, title and page of each bookmark."""
    with pypdfium2.PdfDocument(found.pdf) as document:
        return [(one.level, one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]


def test_a_bookmark_opens_each_initiative_and_each_file() -> None:
    found = made(
        Chapter(
            "137. Gá kẹp", (Piece("Bản mô tả", a_paper(49), PDF), Piece("Ảnh 1", a_picture(), "image/jpeg"))
        ),
        Chapter("138. Xe đẩy", (Piece("Bản mô tả", a_paper(), PDF),)),
    )
    pages = found.pages
    assert outline(found) == [
        (0, "137. Gá kẹp", 0),
        (1, "Bản mô tả", 0),
        (1, "Ảnh 1", pages - 2),
        (0, "138. Xe đẩy", pages - 1),
        (1, "Bản mô tả", pages - 1),
    ]
    assert found.left_out == ()
    rows = [" ".join(page.rows()) for page in read_pages(found.pdf)]
    assert all("Bản của Lò Thị Inh" in row for row in rows)
    assert not any(WORDS.protected in row for row in rows)


def test_what_is_protected_is_marked_page_by_page() -> None:
    found = made(
        Chapter("1", (Piece("Mô tả", a_paper(), PDF), Piece("Bí quyết", a_picture(), "image/jpeg", True))),
        Chapter("2", (Piece("Mô tả", a_paper(), PDF),), is_protected=True),
    )
    rows = [" ".join(page.rows()) for page in read_pages(found.pdf)]
    assert [WORDS.protected in row for row in rows] == [False, True, True]
    assert outline(found)[2][1] == "Bí quyết (có thông tin cần được bảo mật)"


def test_what_cannot_be_shown_is_named_and_nothing_else_is_lost() -> None:
    found = made(
        Chapter(
            "1",
            (
                Piece(
                    "so-lieu.xlsx", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                ),
                Piece("hong.pdf", b"%PDF-1.7 broken", PDF),
                Piece("hong.jpg", b"\xff\xd8", "image/jpeg"),
                Piece("Mô tả", a_paper(), PDF),
            ),
        )
    )
    assert found.left_out == ("so-lieu.xlsx", "hong.pdf", "hong.jpg")
    assert found.pages == 4
    rows = [" ".join(page.rows()) for page in read_pages(found.pdf)]
    assert rows[0].startswith("so-lieu.xlsx Tệp này xem trên máy.")


def test_nothing_that_acts_comes_in_with_a_file() -> None:
    found = made(Chapter("1", (Piece("la.pdf", ACTING, PDF),)))
    assert found.left_out == ()
    with pikepdf.open(io.BytesIO(found.pdf)) as whole:
        assert "/OpenAction" not in whole.Root
        assert not {"/Annots", "/AA"} & set(whole.pages[0].obj.keys())
    assert b"JavaScript" not in found.pdf


def test_a_booklet_of_nothing_has_no_pages() -> None:
    assert (made().pages, made(Chapter("1", ())).pages) == (0, 0)
