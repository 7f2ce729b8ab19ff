"""Staff codes that Excel made into numbers: 412 is HL-00412 again, where that code is known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.domain.sheets.cells import Cell, Remark, note, text_of

_SHAPE = re.compile(r"^(?P<head>[A-Za-zĐđ]{1,6}[-_./ ]?)?(?P<digits>\d{1,10})$")
_LOOKS_LIKE = re.compile(r"\b[A-ZĐ]{1,5}-?\d{2,8}\b")
_RECORD = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")


class StaffCodes:
    """The codes that are known (in the store, in this file), so that a code that lost its zeros finds itself."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known: dict[str, str] = {}
        self._by_number: dict[int, set[str]] = {}
        self._shapes: dict[tuple[str, int], str] = {}
        for code in known:
            self.add(code)

    def add(self, code: str) -> None:
        """Learn one whole code; of two spellings that differ in capitals only, the one in capitals is kept."""
        key = code.casefold()
        if not code or (key in self._known and not code.isupper()):
            return
        match = _SHAPE.match(code)
        if match is None or not (match["head"] or match["digits"].startswith("0")):
            return  # a bare 412 teaches nothing
        self._known[key] = code
        self._by_number.setdefault(int(match["digits"]), set()).add(key)
        self._shapes[(match["head"] or "").casefold(), len(match["digits"])] = match["head"] or ""

    def mend(self, cell: Cell) -> tuple[str, tuple[Remark, ...]]:
        """The code as it should read. A number takes the known code with the same digits, if there is just one."""
        text = text_of(cell).strip()
        if not text:
            return "", ()
        known = self._known.get(text.casefold())
        if known is not None:
            return known, ()
        match = _SHAPE.match(text)
        if match is None:
            return text, ()
        keys = self._by_number.get(int(match["digits"]), set())
        if match["head"]:
            head = _bare(match["head"])
            keys = {
                key for key in keys if (found := _SHAPE.match(key)) and _bare(found["head"] or "") == head
            }
        if len(keys) == 1:
            code = self._known[next(iter(keys))]
            return code, (note("code.zeros_put_back", text=text, mended=code),)
        if not keys and not match["head"] and len(self._shapes) == 1:
            ((_, width), head) = next(iter(self._shapes.items()))
            code = f"{head}{match['digits'].zfill(width)}"
            return code, (note("code.shaped_like_others", text=text, mended=code),)
        return text, ()


def _bare(head: str) -> str:
    return head.rstrip("-_./ ").casefold()


def looks_like_code(text: str) -> bool:
    """Whether a text is written as a staff code is: "HL-00412", "0412", "412"."""
    return _SHAPE.match(text.strip()) is not None


def digits_of(code: str) -> str:
    """The number in a code, without the zeros before it; empty for what is no code."""
    match = _SHAPE.match(code.strip())
    return match["digits"].lstrip("0") if match else ""


def find_code(text: str) -> str:
    """A staff code inside other text: "Nguyễn Thị Hằng (HL-00412)"."""
    match = _LOOKS_LIKE.search(text)
    return match.group() if match else ""


def is_record(text: str) -> bool:
    """Whether a text is a record's id, as an exported list carries it."""
    return _RECORD.match(text) is not None
