"""A decision with 300 rows as Word, against docxtpl with the same rows; and as PDF by the ways this machine has."""

from __future__ import annotations

import io
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from bench.harness import Table, clocked, worked
from docx import Document
from helpers.paper_samples import TEMPLATES, a_decision

from desktop.documents.pdf import Engine, available, to_pdf
from desktop.documents.preview import page_count
from desktop.documents.templates import fill_paper

ROWS = 300
CELLS = ("code", "title", "authors", "workshop", "field", "first_used", "score", "benefit", "note")


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
