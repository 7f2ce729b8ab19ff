"""Reports as papers: a week on one page, a period in full; tables and charts are put in where a template says.

A template marks a place with a paragraph that holds `[[BANG_XUONG]]` (or another key of `Places`) and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from desktop.documents.naming import Name
from desktop.documents.paper_forms import Addressed


@dataclass(frozen=True, slots=True)
class WeeklyReportFacts(Addressed):
    """Báo cáo tuần on one A4: the sentences around the table and the chart."""

    summary: Annotated[tuple[str, ...], Name("KET_QUA")]
    money: Annotated[tuple[str, ...], Name("KINH_PHI")]
    outlook: Annotated[tuple[str, ...], Name("DU_KIEN")]


@dataclass(frozen=True, slots=True)
class FullReportFacts(Addressed):
    """Báo cáo kết quả of a period: how it went, tables by every division, what is lacking, what is asked for."""

    carried_out: Annotated[tuple[str, ...], Name("TRIEN_KHAI")]
    summary: Annotated[tuple[str, ...], Name("KET_QUA")]
    money: Annotated[tuple[str, ...], Name("KINH_PHI")]
    lacking: Annotated[tuple[str, ...], Name("TON_TAI")]
    asked: Annotated[tuple[str, ...], Name("KIEN_NGHI")]
