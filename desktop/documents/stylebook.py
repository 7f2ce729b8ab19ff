"""What a paragraph of a Word file looks like, as far as the fitting asks: size, face, line, gaps.

Only exact line heights and direct or paragraph-style formatting are read: that is what our
templates use. For anything else the values are good guesses, and the fitting errs on the roomy side.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.documents.metrics import Face, Measured, measured, text_width
from desktop.documents.wordml import Element, first_child, q

_SINGLE = 1.15


@dataclass(frozen=True, slots=True)
class Looks:
    """Look of a paragraph or of words in it; points throughout."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    line: float = 0
    """Exact line height; 0 when it follows the size."""
    after: float = 0
    before: float = 0

    @property
    def face(self) -> Face:
        """Face of the words."""
        return Face.of(bold=self.bold, italic=self.italic)

    @property
    def line_height(self) -> float:
        """Height of one line."""
        return self.line or self.size * _SINGLE


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's words and what they take; points."""

    words: Measured
    size: float
    line: float
    gaps: float
    extra: float = 0
    """What bold words in it take beyond the face that it is measured in."""

    def lines(self, width: float) -> int:
        """Lines in a column that wide."""
        return self.words.lines(self.size, max(1.0, width - self.extra))

    def height(self, width: float) -> float:
        """Height in a column that wide, gaps included."""
        return self.lines(width) * self.line + self.gaps


class StyleBook:
    """Styles of one document by id, and the looks that follow from them."""

    def __init__(self, styles: Element) -> None:
        self._styles = {style.get(q("styleId")): style for style in styles.iter(q("style"))}
        self._default = _run_looks(styles.find(f"{q('docDefaults')}/{q('rPrDefault')}/{q('rPr')}"), Looks())
        self._known: dict[str, Looks] = {}

    def of(self, paragraph: Element) -> Looks:
        """The look of a paragraph and of its words that have none of their own."""
        looks = self._style(style_of(paragraph))
        properties = first_child(paragraph, "pPr")
        return looks if properties is None or len(properties) < 2 else _paragraph_looks(properties, looks)

    def widths(self, paragraph: Element) -> list[float]:
        """Width in points of each line of a paragraph, lines as broken by hand."""
        return _widths(paragraph, self.of(paragraph))

    def block(self, paragraph: Element, looks: Looks | None = None) -> Block:
        """A paragraph ready to be measured; `looks` for who asked for its look before."""
        looks = looks or self.of(paragraph)
        runs = list(paragraph.iterchildren(q("r")))
        own = _run_looks(first_child(runs[0], "rPr"), looks) if runs else looks
        bold = own.bold and (looks.bold or len(runs) == 1)
        words = measured(lines_of(paragraph), Face.of(bold=bold, italic=own.italic))
        mixed = not bold and len(runs) > 1
        extra = max(0.0, sum(_widths(paragraph, looks)) - words.width(own.size)) if mixed else 0.0
        return Block(words, own.size, looks.line_height, looks.before + looks.after, extra)

    def _style(self, style_id: str) -> Looks:
        if style_id not in self._known:
            style = self._styles.get(style_id)
            self._known[style_id] = self._default if style is None else self._read(style)
        return self._known[style_id]

    def _read(self, style: Element) -> Looks:
        based = style.find(q("basedOn"))
        parent = "" if based is None else based.get(q("val"))
        looks = self._style(parent) if parent != style.get(q("styleId")) else self._default
        paragraph = style.find(q("pPr"))
        looks = looks if paragraph is None else _paragraph_looks(paragraph, looks)
        return _run_looks(style.find(q("rPr")), looks)


def _widths(paragraph: Element, looks: Looks) -> list[float]:
    lines = [0.0]
    for run in paragraph.iter(q("r")):
        own = _run_looks(first_child(run, "rPr"), looks)
        for piece in run:
            if piece.tag == q("br"):
                lines.append(0.0)
            elif piece.tag == q("t"):
                lines[-1] += text_width(piece.text or "", own.face, own.size)
    return lines


def style_of(paragraph: Element) -> str:
    """The style id of a paragraph, "Normal" when it names none."""
    properties = first_child(paragraph, "pPr")
    style = None if properties is None else first_child(properties, "pStyle")
    return "Normal" if style is None else style.get(q("val"))


def lines_of(paragraph: Element) -> str:
    """The words of a paragraph, a newline for each break."""
    return "".join("\n" if one.tag == q("br") else one.text or "" for one in paragraph.iter(q("t"), q("br")))


def _run_looks(properties: Element | None, looks: Looks) -> Looks:
    if properties is None:
        return looks
    size = first_child(properties, "sz")
    return replace(
        looks,
        size=looks.size if size is None else int(size.get(q("val"))) / 2,
        bold=_switch(properties, "b", looks.bold),
        italic=_switch(properties, "i", looks.italic),
    )


def _switch(properties: Element, tag: str, otherwise: bool) -> bool:
    found = first_child(properties, tag)
    return otherwise if found is None else found.get(q("val"), "1") not in {"0", "false", "off"}


def _paragraph_looks(properties: Element, looks: Looks) -> Looks:
    spacing = properties.find(q("spacing"))
    if spacing is None:
        return looks
    exact = spacing.get(q("lineRule")) in {"exact", "atLeast"}
    return replace(
        looks,
        line=_points(spacing, "line") if exact else looks.line,
        after=_points(spacing, "after") if spacing.get(q("after")) else looks.after,
        before=_points(spacing, "before") if spacing.get(q("before")) else looks.before,
    )


def _points(element: Element, attribute: str) -> float:
    return int(element.get(q(attribute), "0")) / 20
