"""A page each for many facts, each scaled to fill its page and never running onto a second.

A page is put together from pieces: one block, with those that it leans on (a rule and the line above it). What a piece
says depends on its names alone, so a piece that says what one on an earlier page said is not made again: of a thousand
certificates of one decision, letterhead, bases and signature are filled, fitted and measured once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass
from functools import lru_cache

from desktop.documents.fitting import (
    fit_document,
    is_fitted,
    is_signature,
    keep_with_next,
    leans_on,
    table_height,
)
from desktop.documents.naming import RUNNING_NUMBER, Repeat, Text, Values
from desktop.documents.paragraphs import NOTHING, Scope, fill_paragraphs
from desktop.documents.rooms import Rooms
from desktop.documents.stylebook import Looks, StyleBook, style_of
from desktop.documents.template import names_in, paragraphs
from desktop.documents.wordml import Element, first_child, inner_bytes, node, q, serialised_with, set_property
from desktop.domain.problems import Refused

_LARGEST, _STEP, _STEPS = 1.2, 0.02, 30
_KEPT = 500
"""Pieces that are kept, those used last; what no other page says is soon let go."""
_P, _TABLE = q("p"), q("tbl")
_PAGE_ROOM = 6.0
"""Points of a page that stay free, so that no engine runs over."""


def fill_pages(root: Element, styles: Element | None, values: Values) -> bytes:
    """The bytes of a document part with its content once for each facts of `values`; without styles nothing is fitted.

    `paper.too_long` with the number of the page when its words fit at no scale.
    """
    body = root.find(q("body"))
    varying = _varying(values.each)
    for table in body.iterchildren(_TABLE) if values.each else ():
        _fill_constants(table, {**values.once, **values.each[0]}, varying)
    slots = _slots([child for child in body if child.tag != q("sectPr")], varying)
    for slot in slots:
        for block in slot.blocks:
            body.remove(block)
    press = _Press(root, None if styles is None else StyleBook(styles))
    pages: list[bytes] = []
    for number, own in enumerate(values.each, 1):
        scope: Scope = {**NOTHING, **values.once, **own, RUNNING_NUMBER: str(number)}
        pieces = [press.piece(slot, scope, first=number == 1) for slot in slots]
        step = press.fitting_step(pieces)
        if step is None:
            raise Refused("paper.too_long", page=number)
        pages.extend(piece.at(step) for piece in pieces)
    return serialised_with(root, body, pages)


@dataclass(frozen=True, slots=True)
class _Slot:
    """Blocks of the template that make one piece, the names in them, and whether their layout depends on the words."""

    blocks: tuple[Element, ...]
    names: tuple[str, ...]
    fitted: bool


def _varying(each: Sequence[Scope]) -> frozenset[str]:
    """The names that do not say the same on every page."""
    differing = (name for own in each for name, said in own.items() if said != each[0][name])
    return frozenset((RUNNING_NUMBER, *differing))


def _fill_constants(table: Element, scope: Scope, varying: frozenset[str]) -> None:
    """Say once what a table says on every page: lines that hold plain words alone, and none that look like a name."""
    constant = {
        name for name, said in scope.items() if name not in varying and isinstance(said, str) and said.strip()
    }
    constant = {name for name in constant if "{" not in scope[name] and "}" not in scope[name]}
    fill_paragraphs([one for one in paragraphs(table) if constant.issuperset(names_in(one))], scope)


def _slots(page: Sequence[Element], varying: frozenset[str]) -> list[_Slot]:
    slots: list[_Slot] = []
    for at, block in enumerate(page):
        for above in page[max(0, at - 2) : at] if is_signature(block) else ():
            if above.tag == q("p"):
                keep_with_next(above)
        held = min(leans_on(block), len(slots))
        if slots and not varying.intersection((*slots[-1].names, *_slot([block]).names)):
            held = max(1, held)
        inner = [one for slot in slots[len(slots) - held :] for one in slot.blocks]
        slots[len(slots) - held :] = [_slot([*inner, block])]
    return slots


def _slot(blocks: Sequence[Element]) -> _Slot:
    names = (name for block in blocks for paragraph in paragraphs(block) for name in names_in(paragraph))
    return _Slot(tuple(blocks), tuple(names), any(is_fitted(block) for block in blocks))


class _Piece:
    """Blocks that say one thing, and how they look at each scale."""

    def __init__(
        self, blocks: Sequence[Element], book: StyleBook | None, width: float, outer: Mapping[str, str]
    ) -> None:
        words = [at for at, one in enumerate(blocks) if one.tag == _P and style_of(one) != "Moc"]
        self._blocks, self._width, self._outer = blocks, width, outer
        self._words = {at: book.of(blocks[at]) for at in words} if book else {}
        self._measured = [book.block(blocks[at], looks) for at, looks in self._words.items()] if book else []
        self._heights: dict[int, float] = {}
        self._made: dict[int, bytes] = {}
        self.fixed = sum(table_height(one, book) for one in blocks if one.tag == _TABLE) if book else 0.0
        """Height of its tables, which keep their size; points."""

    def height(self, step: int) -> float:
        """Height of its words at a scale; points."""
        if step not in self._heights:
            scale = _scale_of(step)
            # narrower paper at full size has the same lines as full paper at the smaller size
            width = self._width / scale
            self._heights[step] = scale * sum([block.height(width) for block in self._measured])
        return self._heights[step]

    def at(self, step: int) -> bytes:
        """Its blocks at a scale, as bytes."""
        if step not in self._made:
            for at, looks in self._words.items():
                _scale(self._blocks[at], looks, _scale_of(step))
            self._made[step] = b"".join(inner_bytes(block, self._outer) for block in self._blocks)
        return self._made[step]


class _Press:
    """Makes pieces, each once."""

    def __init__(self, root: Element, book: StyleBook | None) -> None:
        self._scratch = deepcopy(root)
        self._body = self._scratch.find(q("body"))
        self._rack = deepcopy(root).find(
            q("body")
        )  # keeps the blocks of pieces within the namespaces of the part
        self._book = book
        self._known: dict[tuple[int, bool, tuple[Text, ...]], _Piece] = {}
        section = self._body.find(q("sectPr"))
        self._width, self._height = (0.0, 0.0) if book is None else Rooms(self._scratch).page(section)

    def piece(self, slot: _Slot, scope: Scope, *, first: bool) -> _Piece:
        """What a slot says in a scope; the marker of a page begins a new one, but for the first."""
        begins = Repeat.PAGE in slot.names and not first
        key = id(slot), begins, tuple([scope[name] for name in slot.names])
        piece = self._known.pop(key, None) or self._made(slot, scope, begins=begins)
        self._known[key] = piece
        if len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        return piece

    def _made(self, slot: _Slot, scope: Scope, *, begins: bool) -> _Piece:
        blocks = [copy(block) for block in slot.blocks]
        for at, block in enumerate(blocks):
            self._body.insert(at, block)
        inside = [p for block in blocks for p in block.iter(q("p"))]
        for paragraph in inside:
            if begins and Repeat.PAGE in names_in(paragraph):
                set_property(paragraph, node("pageBreakBefore"))
        fill_paragraphs(inside, scope)
        if self._book is not None and slot.fitted:
            fit_document(self._scratch, self._book)
        left = [one for one in self._body if one.tag != q("sectPr")]
        self._rack.extend(left)
        return _Piece(left, self._book, self._width, self._scratch.nsmap)

    def fitting_step(self, pieces: Sequence[_Piece]) -> int | None:
        """The step to the largest scale at which the words fit on a page, None when none does."""
        if self._book is None:
            return 0
        room = self._height - sum(piece.fixed for piece in pieces) - _PAGE_ROOM
        step = bisect_left(
            range(_STEPS), True, key=lambda step: sum([piece.height(step) for piece in pieces]) <= room
        )
        return step if step < _STEPS else None


def _scale_of(step: int) -> float:
    return _LARGEST - step * _STEP


def _scale(paragraph: Element, looks: Looks, scale: float) -> None:
    spacing, sized = _scaled(looks, scale)
    set_property(paragraph, copy(spacing))
    for run in paragraph.iter(q("r")):
        _resize(run, sized)


@lru_cache(maxsize=1_000)
def _scaled(looks: Looks, scale: float) -> tuple[Element, Element]:
    """What paragraphs and runs of a look have at a scale, to be copied: most pages share a few looks and scales."""
    after, line = (round(points * scale * 20) for points in (looks.after, looks.line_height))
    size = int(looks.size * scale * 2)
    spacing = node("spacing", before=0, after=after, line=line, lineRule="exact")
    return spacing, node("rPr", node("sz", val=size), node("szCs", val=size))


def _resize(run: Element, sized: Element) -> None:
    properties = first_child(run, "rPr")
    if properties is None:
        run.insert(0, copy(sized))
        return
    for old in [one for one in properties if one.tag in _SIZES]:
        properties.remove(old)
    # what the schema wants behind a size is rare in runs: underline, language and the like
    later = (at for at, one in enumerate(properties) if one.tag in _AFTER_SIZE)
    at = next(later, len(properties))
    properties[at:at] = list(copy(sized))


_SIZES = frozenset({q("sz"), q("szCs")})
_AFTER_SIZE = frozenset(
    q(tag)
    for tag in ("highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
                "eastAsianLayout", "specVanish", "oMath", "rPrChange")
)  # fmt: skip
