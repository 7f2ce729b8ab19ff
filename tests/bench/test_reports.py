"""The weekly report on 100,000 initiatives against bare SQL aggregates; a signed list of 1,000 payees."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest
from bench.harness import Table, clocked, worked
from bench.recording import fetched, raw_connection
from helpers.money_samples import a_pay_list
from helpers.paper_samples import TEMPLATES

from desktop.documents.money_papers import amounts_of, paged
from desktop.documents.pdf import Engine, available, to_pdf
from desktop.documents.templates import fill_paper
from desktop.services import eligibility, merits, remunerations, reports
from desktop.services.desk import Desk

pytestmark = pytest.mark.timeout(900)  # the first run makes the folder

DIVISIONS = {
    "''": "",
    "i.workshop": "",
    "'enterprise'": "",
    "i.field": "",
    "p.worker_kind": "LEFT JOIN author a ON a.initiative = i.seq AND a.place = 0 LEFT JOIN person p ON p.id = a.person",
    "a.gender": "LEFT JOIN author a ON a.initiative = i.seq AND a.place = 0",
}
AGGREGATE = """SELECT {group}, sum(json_extract(i.recognition, '$.signed_on') BETWEEN '2026-01-01' AND '2026-12-31'),
sum(s.state IN ('received', 'complete', 'approved', 'returned')), sum(s.state = 'approved'), sum(i.benefit_amount)
FROM initiative i {joins} LEFT JOIN portal_state s ON s.record = i.id WHERE i.tombstone = 0 GROUP BY 1"""


def test_the_weekly_report(large_desk: Desk, table: Table) -> None:
    with raw_connection(large_desk) as connection:

        def bare() -> None:
            for group, joins in DIVISIONS.items():
                fetched(connection, AGGREGATE.format(group=group, joins=joins))

        table.compare(
            "figures of the weekly report, 100,000 stored",
            worked(lambda: large_desk.look(reports.figures)), worked(bare),
            against="the whole and five divisions by bare SQL aggregates", rounds=5, goal=2.0,
        )  # fmt: skip


def test_who_may_be_paid(large_desk: Desk, table: Table) -> None:
    with raw_connection(large_desk) as connection:

        def bare() -> None:
            fetched(
                connection, "SELECT id FROM initiative WHERE tombstone = 0 AND summary <> '' ORDER BY seq"
            )

        table.compare(
            "first page of who may be paid, 100,000 stored",
            worked(lambda: large_desk.look(eligibility.candidates, "union")), worked(bare),
            against="the ids of those with a summary by bare SQL", rounds=5,
        )  # fmt: skip
    table.state(
        "remuneration, first page, 100,000 stored", worked(lambda: large_desk.look(remunerations.page))(), "s"
    )
    table.state(
        "merits of a year, 100,000 stored", worked(lambda: large_desk.look(merits.merits, 2026))(), "s"
    )


def test_a_list_of_1000_payees(table: Table, tmp_path: Path) -> None:
    facts = a_pay_list(1_000)

    def made() -> bytes:
        return paged(fill_paper(facts, [TEMPLATES]).docx, amounts_of(facts), "Cộng trang")

    table.state("list of 1,000 payees as docx", statistics.median(worked(made)() for _ in range(3)), "s")
    docx = made()
    for engine in available():
        out = tmp_path / f"{engine}.pdf"
        # LibreOffice works in a process of its own, whose time only the wall tells
        took = (worked if engine is Engine.BUILT_IN else clocked)(
            lambda engine=engine, out=out: to_pdf(docx, out, engines=(engine,))
        )()
        table.state(f"list of 1,000 payees as PDF, {engine.value}", took, "s")
