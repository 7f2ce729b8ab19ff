"""Staff codes that Excel made into numbers: 412 is HL-00412 again, where that code is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from desktop.domain.sheets.cells import Cell, Remark, note, text_of

_SHAPE = re.compile(r"^(?P<head>[A-Za-zĐđ]{1,6}[-_./ ]?)?(?P<digits>\d{1,10})$")
_LOOKS_LIKE = re.compile(r"\b[A-ZĐ]{1,5}-?\d{2,8}\b")


class StaffCodes:
    """The codes that are known (in the store, in this file), so that a code that lost its zeros finds itself."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known: set[str] = set()
        self._by_number: dict[int, set[str]] = {}
        self._shapes: Counter[tuple[str, int]] = Counter()
        for code in known:
            self.add(code)

    def add(self, code: str) -> None:
        """Learn one whole code."""
        if not code or code in self._known:
            return
        match = _SHAPE.match(code)
        if match is None or not (match["head"] or match["digits"].startswith("0")):
            return  # a bare 412 teaches nothing
        self._known.add(code)
        self._by_number.setdefault(int(match["digits"]), set()).add(code)
        self._shapes[match["head"] or "", len(match["digits"])] += 1

    def mend(self, cell: Cell) -> tuple[str, tuple[Remark, ...]]:
        """The code as it should read. A number takes the known code with the same digits, if there is just one."""
        text = text_of(cell).strip()
        if not text or text in self._known:
            return text, ()
        match = _SHAPE.match(text)
        if match is None:
            return text, ()
        if match["head"]:
            return self._same_but_for_shape(match["head"], match["digits"], text)
        number = int(match["digits"])
        known = self._by_number.get(number, set())
        if len(known) == 1:
            code = next(iter(known))
            return code, (note("code.zeros_put_back", text=text, mended=code),)
        if not known and len(self._shapes) == 1:
            head, width = next(iter(self._shapes))
            if len(match["digits"]) < width or head:
                code = f"{head}{match['digits'].zfill(width)}"
                return code, (note("code.shaped_like_others", text=text, mended=code),)
        return text, ()

    def _same_but_for_shape(self, head: str, digits: str, text: str) -> tuple[str, tuple[Remark, ...]]:
        """`HL00412`, `hl-412` are HL-00412 where that is known."""
        wanted = head.rstrip("-_./ ").casefold()
        alike = [
            code
            for code in self._by_number.get(int(digits), ())
            if (found := _SHAPE.match(code)) and (found["head"] or "").rstrip("-_./ ").casefold() == wanted
        ]
        if len(alike) == 1:
            return alike[0], (note("code.zeros_put_back", text=text, mended=alike[0]),)
        return text, ()


def find_code(text: str) -> str:
    """A staff code inside other text: "Nguyễn Thị Hằng (HL-00412)"."""
    match = _LOOKS_LIKE.search(text)
    return match.group() if match else ""
