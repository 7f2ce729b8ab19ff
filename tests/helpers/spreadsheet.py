"""The same forms typed into a spreadsheet, as clerks do today: a row an author, Tab from cell to cell, keys counted.

The spreadsheet gets every help it has: a cell equal to the one above is Ctrl+D (two presses), and a column's
AutoComplete offers an entry as soon as what was typed fits only one of those above. Nothing is typed twice by mistake,
no cell is corrected, and the lone author's share is left empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.unikey import telex

CHORD = 2


@dataclass(frozen=True)
class PaperForm:
    """One paper form; authors are (name, staff code), shares None where they are equal."""

    title: str
    authors: tuple[tuple[str, str], ...]
    workshop: str
    kind: str
    area: str
    first_used: str
    trial: str
    benefit: str
    summary: str
    shares: tuple[str, ...] | None = None


def presses(text: str) -> int:
    """Keys of a Vietnamese text by Telex; capitals cost no more, here as there."""
    return sum(1 for _ in telex(text))


@dataclass
class Sheet:
    """Columns with what stands above; `pressed` counts."""

    pressed: int = 0
    _above: dict[str, list[str]] = field(default_factory=dict)

    def type_form(self, form: PaperForm) -> int:
        """Keys for one form."""
        before = self.pressed
        for place, (name, code) in enumerate(form.authors):
            is_first = place == 0
            self._cell("title", form.title if is_first else "")
            self._cell("name", name)
            self._cell("code", code)
            self._cell("share", _share(form, place))
            if is_first:
                for column in ("workshop", "kind", "area", "first_used", "trial", "benefit", "summary"):
                    self._cell(column, getattr(form, column))
            self.pressed += 1  # Enter goes to the beginning of the next row
        return self.pressed - before

    def _cell(self, column: str, text: str) -> None:
        above = self._above.setdefault(column, [])
        self.pressed += self._keys(text, above) + 1  # Tab
        if text:
            above.append(text)

    def _keys(self, text: str, above: list[str]) -> int:
        if not text:
            return 0
        ways = [presses(text)]
        if above and above[-1] == text:
            ways.append(CHORD)
        if text in above:
            ways += [
                presses(text[:length])
                for length in range(1, len(text))
                if {entry for entry in above if entry.startswith(text[:length])} == {text}
            ]
        return min(ways)


def _share(form: PaperForm, place: int) -> str:
    if len(form.authors) == 1:
        return ""
    if form.shares is not None:
        return form.shares[place]
    even = {2: "50", 3: "33,33"}[len(form.authors)]
    return "33,34" if len(form.authors) == 3 and place == 0 else even
