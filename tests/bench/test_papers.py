"""Decisions with 300 and 1,000 rows, 1,000 certificates, as Word against docxtpl and as PDF against one file at a time.

The reference of a thousand single conversions is measured on `SINGLE` of them and stated so.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bench.harness import Table, clocked, worked
from docx import Document
from helpers.paper_samples import TEMPLATES, TITLES, a_certificate, a_decision

from desktop.documents.naming import values_of
from desktop.documents.papers import CertificatesFacts
from desktop.documents.pdf import Engine, available, to_pdf
from desktop.documents.preview import open_pdf, page_count
from desktop.documents.templates import fill_paper

ROWS = 300
MANY = 1_000
SINGLE = 100
"""Certificates that are converted one by one as the reference: each start of LibreOffice takes seconds."""
CELLS = ("code", "title", "authors", "workshop", "field", "first_used", "score", "benefit", "note")


def certificates(count: int) -> CertificatesFacts:
    """As one decision has them: another author, initiative, summary and number on each; twenty workshops."""
    return CertificatesFacts(
        tuple(
            a_certificate(
                at,
                holders=f"Nguyễn Thị Hằng {at}",
                workshop=f"Xưởng May {at % 20}",
                title=f"{TITLES[at % len(TITLES)]}, lần {at}",
                summary=f"Thay cữ may rời bằng cữ liền có lò xo, bớt {at} lần chỉnh khi đổi mã giày.",
                benefit=f"Giảm 0,8 giây mỗi đôi, ước làm lợi {at}.000 đồng trong năm đầu áp dụng.",
            )
            for at in range(1, count + 1)
        )
    )


@pytest.fixture(scope="module")
def plain_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letterhead in brief, the articles, and a table of nine columns whose row docxtpl repeats."""
    document = Document()
    for name in ("subject", "authority"):
        document.add_paragraph("{{ " + name + " }}")
    for name in ("bases", "articles"):
        document.add_paragraph("{%p for line in " + name + " %}")
        document.add_paragraph("{{ line }}")
        document.add_paragraph("{%p endfor %}")
    table = document.add_table(rows=4, cols=len(CELLS) + 1)
    for cell, name in zip(table.rows[0].cells[1:], CELLS, strict=True):
        cell.text = name
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    for cell, name in zip(table.rows[2].cells, ("", *CELLS), strict=True):
        cell.text = "{{ row." + name + " }}" if name else "{{ loop.index }}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    path = tmp_path_factory.mktemp("docxtpl") / "decision.docx"
    document.save(str(path))
    return path


def test_a_decision_with_300_rows(plain_template: Path, tmp_path: Path, table: Table) -> None:
    from docxtpl import DocxTemplate

    facts = a_decision(ROWS)
    context: dict[str, Any] = {**asdict(facts), "rows": [asdict(row) for row in facts.rows]}

    def plainly() -> None:
        template = DocxTemplate(str(plain_template))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            template.render(context, autoescape=True)
        out = io.BytesIO()
        template.save(out)
        assert len(Document(out).tables[0].rows) == ROWS + 1

    row = table.compare(
        f"decision of {ROWS} rows as Word, fitted",
        worked(lambda: fill_paper(facts, (TEMPLATES,))),
        worked(plainly),
        against="docxtpl, same rows, no fitting",
        rounds=8,
    )
    docx = fill_paper(facts, (TEMPLATES,)).docx
    pages = {}
    for engine in available():
        out = tmp_path / f"{engine.value}.pdf"
        took = clocked(lambda out=out, engine=engine: to_pdf(docx, out, engines=(engine,)))()
        table.state(f"decision of {ROWS} rows as PDF by {engine.value}", took, "s")
        pages[engine] = page_count(out.read_bytes())
    table.state(f"pages of it by {Engine.BUILT_IN.value}", pages[Engine.BUILT_IN], "pages")
    assert len(set(pages.values())) == 1, pages
    assert row.ours


def test_a_decision_with_1000_rows(plain_template: Path, table: Table) -> None:
    from docxtpl import DocxTemplate

    facts = a_decision(MANY)
    context: dict[str, Any] = {**asdict(facts), "rows": [asdict(row) for row in facts.rows]}

    def plainly() -> None:
        template = DocxTemplate(str(plain_template))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            template.render(context, autoescape=True)
        template.save(io.BytesIO())

    table.compare(
        f"decision of {MANY} rows as Word, fitted",
        worked(lambda: fill_paper(facts, (TEMPLATES,))),
        worked(plainly),
        against="docxtpl, same rows, no fitting",
        rounds=3,
    )


def test_1000_certificates_as_word(table: Table) -> None:
    """Both from our own template: its names are docxtpl's too."""
    from docxtpl import DocxTemplate

    facts = certificates(MANY)

    def plainly() -> None:
        for page in facts.pages:
            template = DocxTemplate(str(TEMPLATES / "certificate.docx"))
            values = {name: _one(value) for name, value in values_of(page).once.items()}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                template.render({**values, "MOI_TRANG": ""}, autoescape=True)
            template.save(io.BytesIO())

    table.compare(
        f"{MANY} certificates as Word, one file, fitted",
        worked(lambda: fill_paper(facts, (TEMPLATES,))),
        worked(plainly),
        against="docxtpl, the same template, a file each in a plain loop",
        rounds=3,
        goal=0.1,
    )


def _one(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


@pytest.mark.timeout(1800)
def test_1000_certificates_as_pdf(tmp_path: Path, table: Table) -> None:
    many = fill_paper(certificates(MANY), (TEMPLATES,)).docx
    one = fill_paper(certificates(1), (TEMPLATES,)).docx
    out = tmp_path / "many.pdf"
    chosen = available()[0]

    def singly() -> None:
        for _ in range(SINGLE):
            to_pdf(one, tmp_path / "one.pdf", engines=(Engine.LIBREOFFICE,))

    single = clocked(singly)
    row = table.compare(
        f"{MANY} certificates as PDF, one file, by {chosen.value}",
        clocked(lambda: to_pdf(many, out, engines=(chosen,))),
        lambda: single() * MANY / SINGLE,
        against=f"LibreOffice, a start each; {SINGLE} measured, times {MANY // SINGLE}",
        rounds=1,
        warm=0,
        goal=0.2,
    )
    assert page_count(out.read_bytes()) == MANY
    assert row.ours


def test_preview_within_a_second_after_warm_up(tmp_path: Path, table: Table) -> None:
    """What the key sets off: facts into pages by the chain, and the first page as a picture. The window shows the
    built-in way's pages first; LibreOffice's come when they are there."""
    facts = a_decision(3)

    def by(engine: Engine) -> None:
        docx = fill_paper(facts, (TEMPLATES,)).docx
        to_pdf(docx, tmp_path / "preview.pdf", engines=(engine,))
        with open_pdf(tmp_path / "preview.pdf") as pages:
            pages.render(0)

    for engine in available():
        once = partial(by, engine)
        once()
        goal = 1.0 if engine is Engine.BUILT_IN else None
        table.state(f"preview of a decision by {engine.value}, wall", clocked(once)(), "s", goal=goal)
        if engine is Engine.BUILT_IN:
            table.state("the same, processor time", worked(once)(), "s", goal=goal)
