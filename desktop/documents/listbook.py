"""The list as a workbook that is made to be edited and taken in again: a row an initiative, every cell text.

Its headings are words that `desktop.domain.sheets.headings` knows. What a cell says is also how an import tells
whether somebody changed it: a cell that still says what would be exported now changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from desktop.disk import refusal_of
from desktop.documents.letters import short_date
from desktop.domain.initiative import BenefitKind, Field, Initiative, Section, Solution
from desktop.domain.money import figures
from desktop.domain.problems import Refused
from desktop.domain.shares import as_text
from desktop.domain.sheets.cells import Cell, block_of
from desktop.domain.sheets.headings import Meaning

SHEET = "Sáng kiến"
_LONGEST = 32_767
_MEASURED = 50
_HEADINGS: Mapping[Meaning, tuple[str, int]] = {
    Meaning.ID: ("Mã sáng kiến", 12),
    Meaning.TITLE: ("Tên sáng kiến", 48),
    Meaning.AUTHORS: ("Tác giả", 34),
    Meaning.STAFF_CODE: ("Mã nhân viên", 14),
    Meaning.WORKSHOP: ("Đơn vị", 18),
    Meaning.FIELD: ("Lĩnh vực", 22),
    Meaning.SOLUTION: ("Loại giải pháp", 22),
    Meaning.TRIAL_FROM: ("Bắt đầu áp dụng thử", 14),
    Meaning.FIRST_USED: ("Ngày áp dụng lần đầu", 14),
    Meaning.FIRST_USE_ENDED: ("Kết thúc áp dụng lần đầu", 14),
    Meaning.BENEFIT: ("Giá trị làm lợi", 22),
    Meaning.SUMMARY: ("Nội dung giải pháp", 48),
    Meaning.KNOWN_SOLUTION: ("Giải pháp đã biết", 36),
    Meaning.APPLICABILITY: ("Khả năng áp dụng", 36),
    Meaning.CONDITIONS: ("Điều kiện cần thiết", 36),
    Meaning.SOCIAL_BENEFIT: ("Lợi ích xã hội", 36),
    Meaning.HELPERS: ("Người tham gia áp dụng", 36),
    Meaning.PROTECTED: ("Thông tin cần bảo mật", 36),
}
_SECTIONS = {
    Meaning.KNOWN_SOLUTION: Section.KNOWN_SOLUTION,
    Meaning.APPLICABILITY: Section.APPLICABILITY,
    Meaning.CONDITIONS: Section.CONDITIONS,
    Meaning.SOCIAL_BENEFIT: Section.SOCIAL_BENEFIT,
    Meaning.HELPERS: Section.HELPERS,
}
_FIELDS = {
    Field.OPERATION_5S: "Thao tác, 5S", Field.TOOLING: "Đồ gá, cơ khí", Field.SAVING: "Tiết kiệm",
    Field.QUALITY: "Chất lượng", Field.SAFETY: "An toàn, vệ sinh lao động", Field.SOFTWARE: "Excel, phần mềm",
    Field.ENVIRONMENT: "Môi trường", Field.OTHER: "Khác",
}  # fmt: skip
_SOLUTIONS = {
    Solution.TECHNICAL: "Giải pháp kỹ thuật", Solution.MANAGEMENT: "Giải pháp quản lý",
    Solution.OPERATION: "Giải pháp tác nghiệp", Solution.APPLICATION: "Ứng dụng tiến bộ kỹ thuật",
}  # fmt: skip


def texts_of(value: Initiative) -> dict[Meaning, str]:
    """What the list says of an initiative, cell by cell, as reading the cell gives it back."""
    many = len(value.authors) > 1
    texts = {
        Meaning.ID: value.id,
        Meaning.TITLE: value.title,
        Meaning.AUTHORS: "\n".join(
            f"{author.name} ({as_text(author.share)}%)" if many else author.name for author in value.authors
        ),
        Meaning.STAFF_CODE: _codes(value),
        Meaning.WORKSHOP: value.workshop,
        Meaning.FIELD: _FIELDS[value.field],
        Meaning.SOLUTION: _SOLUTIONS[value.solution],
        Meaning.TRIAL_FROM: short_date(value.trial_from),
        Meaning.FIRST_USED: short_date(value.first_used),
        Meaning.FIRST_USE_ENDED: short_date(value.first_use_ended),
        Meaning.BENEFIT: _benefit(value),
        Meaning.SUMMARY: value.summary,
        **{meaning: value.sections.get(section, "") for meaning, section in _SECTIONS.items()},
        Meaning.PROTECTED: value.protected_text or ("x" if value.is_protected else ""),
    }
    return {meaning: said(text) for meaning, text in texts.items()}


def said(cell: Cell) -> str:
    """A cell as it is compared: clean lines, no longer than Excel takes."""
    return block_of(block_of(cell)[:_LONGEST])


def write_list(out: Path, values: Iterable[Initiative], *, with_protected: bool) -> int:
    """Write the workbook, and give how many rows it has. Without the right the column of protected text is not there.

    Refused `file.not_written` and the codes of `desktop.disk.refusal_of`.
    """
    columns = [meaning for meaning in _HEADINGS if with_protected or meaning is not Meaning.PROTECTED]
    headings = [_HEADINGS[meaning] for meaning in columns]

    def rows() -> Iterator[Sequence[str]]:
        for value in values:
            texts = texts_of(value)
            yield [texts[meaning] for meaning in columns]

    return _write(out, headings, rows(), frozen=2)


def write_table(out: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write rows of texts under headings, and give how many; columns are as wide as their first texts need.

    Every cell is a text, so that nothing somebody typed becomes a formula. Refused: the codes of `write_list`.
    """
    first: list[Sequence[str]] = []
    left = iter(rows)
    for row in left:
        first.append(row)
        if len(first) == _MEASURED:
            break
    widths = [
        max(10, min(60, max((len(row[at]) for row in (headings, *first)), default=10) + 2))
        for at in range(len(headings))
    ]
    return _write(out, list(zip(headings, widths, strict=True)), chain(first, left), frozen=0)


def _write(
    out: Path, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], *, frozen: int
) -> int:
    import xlsxwriter

    try:
        out.open("wb").close()  # said before any work, and before there is a half of it to clear away
    except OSError as fault:
        raise refusal_of(fault, out) from fault
    plain = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(out), {"constant_memory": True, **plain})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
    page = book.add_worksheet(SHEET)
    for at, (heading, width) in enumerate(headings):
        page.set_column(at, at, width, text)
        page.write_string(0, at, heading, head)
    page.freeze_panes(1, frozen)
    written = 0
    for written, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            page.write_string(written, at, cell[:_LONGEST], text)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as fault:
        raise Refused("file.not_written", file=out.name) from fault
    return written


def _codes(value: Initiative) -> str:
    codes = [author.staff_code for author in value.authors]
    return "\n".join(code or "-" for code in codes) if any(codes) else ""


def _benefit(value: Initiative) -> str:
    benefit = value.benefit
    if benefit.kind is BenefitKind.AMOUNT and benefit.amount is not None:
        return figures(benefit.amount)
    if benefit.kind is BenefitKind.NOT_COMPUTABLE:
        return benefit.note or "Không tính được"
    return benefit.note
