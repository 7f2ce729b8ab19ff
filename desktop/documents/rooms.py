"""How much room a paragraph has: the inside of its cell, or the text of its section. Points throughout."""

from __future__ import annotations

from desktop.documents.template import closest, inside
from desktop.documents.wordml import Element, q, reached


class Rooms:
    """The sections of one document part, read once."""

    def __init__(self, root: Element) -> None:
        self._section: dict[Element, Element] = {}
        waiting: list[Element] = []
        for child in root.find(q("body")):
            waiting.append(child)
            section = child if child.tag == q("sectPr") else reached(child, "pPr", "sectPr")
            if section is not None:
                self._section.update(dict.fromkeys(waiting, section))
                waiting = []

    def width(self, paragraph: Element) -> float:
        """Width of a paragraph's column."""
        cell = closest(paragraph, "tc")
        return self.page(paragraph)[0] if cell is None else cell_width(cell)

    def page(self, within: Element) -> tuple[float, float]:
        """Width and height of the text of the page that an element stands on."""
        top = within
        while top not in self._section:
            top = top.getparent()
        section = self._section[top]
        paper, margins = section.find(q("pgSz")), section.find(q("pgMar"))
        width, height = (int(paper.get(q(side))) for side in ("w", "h"))
        left, right, above, below = (
            int(margins.get(q(one), "0")) for one in ("left", "right", "top", "bottom")
        )
        return (width - left - right) / 20, (height - above - below) / 20


def cell_width(cell: Element) -> float:
    """Width inside a table cell: its own without the table's cell margins."""
    table = inside(cell, "tbl")
    margins = reached(table, "tblPr", "tblCellMar")
    sides = sum(_measure(reached(margins, side)) for side in ("left", "right"))
    return _measure(reached(cell, "tcPr", "tcW")) - sides


def _measure(element: Element | None) -> float:
    return 0.0 if element is None else int(element.get(q("w"), "0")) / 20
