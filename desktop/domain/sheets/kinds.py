"""The small closed questions of a row: which field, which kind of solution, which gender, when born."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from desktop.domain.initiative import Field, Solution
from desktop.domain.person import Gender, WorkerKind
from desktop.domain.sheets.cells import Cell, text_of
from desktop.domain.sheets.dates import read_date
from desktop.domain.text import fold

_FIELDS = (
    (
        Field.SOFTWARE,
        (
            "excel",
            "phan mem",
            "cong nghe thong tin",
            "cntt",
            "so hoa",
            "chuyen doi so",
            "tin hoc",
            "bang tinh",
        ),
    ),
    (Field.SAFETY, ("atvsld", "an toan", "atld", "bao ho", "pccc", "ve sinh lao dong")),
    (Field.ENVIRONMENT, ("moi truong", "nuoc thai", "rac", "chat thai")),
    (Field.SAVING, ("tiet kiem", "giam chi phi", "vat tu", "nang luong", "dien nuoc")),
    (Field.QUALITY, ("chat luong", "giam loi", "hang loi", "qc", "giam phe")),
    (Field.TOOLING, ("do ga", "co khi", "may moc", "thiet bi", "dung cu", "khuon", "ky thuat", "che tao")),
    (
        Field.OPERATION_5S,
        ("5s", "thao tac", "sap xep", "nang suat", "bo tri", "quy trinh", "layout", "van hanh"),
    ),
)
_SOLUTIONS = (
    (Solution.MANAGEMENT, ("quan ly", "to chuc", "dieu hanh")),
    (Solution.OPERATION, ("tac nghiep", "nghiep vu", "hanh chinh")),
    (Solution.APPLICATION, ("ung dung tien bo", "ung dung", "tien bo ky thuat")),
    (Solution.TECHNICAL, ("ky thuat", "cong nghe", "san pham")),
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")


@lru_cache(maxsize=1024)
def read_field(text: str) -> Field | None:
    """The field that a factory's own word for it means; None where no word is known."""
    words = fold(text)
    return next((field for field, signs in _FIELDS if any(sign in words for sign in signs)), None)


@lru_cache(maxsize=1024)
def read_solution(text: str) -> Solution | None:
    """The kind of solution of the Charter, article 3.1."""
    words = fold(text)
    return next((kind for kind, signs in _SOLUTIONS if any(sign in words for sign in signs)), None)


def read_gender(cell: Cell) -> Gender:
    """Nam, Nữ; anything else says nothing."""
    word = fold(text_of(cell))
    if word in ("nu", "female", "f"):
        return Gender.FEMALE
    if word in ("nam", "male", "m"):
        return Gender.MALE
    return Gender.UNKNOWN


def read_union_member(cell: Cell) -> bool | None:
    """x, có, đoàn viên; không, chưa; a blank says nothing."""
    word = fold(text_of(cell))
    if word in ("x", "co", "roi", "da vao", "doan vien", "dv", "1", "yes"):
        return True
    if word in ("khong", "chua", "0", "no", "ko"):
        return False
    return None


def read_worker_kind(text: str) -> WorkerKind:
    """Trực tiếp, gián tiếp, quản lý, as personnel offices call the three kinds."""
    words = fold(text)
    if any(sign in words for sign in ("quan ly", "lanh dao")):
        return WorkerKind.MANAGER
    if any(sign in words for sign in ("gian tiep", "van phong", "nhan vien", "chuyen mon")):
        return WorkerKind.OFFICE
    if any(sign in words for sign in ("truc tiep", "cong nhan")):
        return WorkerKind.WORKER
    return WorkerKind.UNKNOWN


def read_birth(cell: Cell, near: date) -> str:
    """`1990`, `1990-05` or `1990-05-12`; empty where it cannot be a birth."""
    if isinstance(cell, datetime | date):
        return f"{cell.year:04d}-{cell.month:02d}-{cell.day:02d}" if 1920 < cell.year < near.year else ""
    text = text_of(cell)
    if _YEAR.match(text):
        return text
    day = read_date(cell, near).day
    return day.isoformat() if day and 1920 < day.year < near.year else ""
