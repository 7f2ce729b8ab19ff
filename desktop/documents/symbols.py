"""QR symbols for printed sheets, coarse enough for an office scanner."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

import segno

from desktop.documents.inserting import Block, PictureBlock
from desktop.domain.paper_form import in_symbol

SIDE = 28.0
"""Millimetres of a symbol's side with its quiet zone: at 150 dots per inch a module is five dots wide."""


def symbols_of(codes: Iterable[str], words: str) -> Mapping[str, Block]:
    """The symbol of each code for its place in a paper; `words` say what it is to who cannot see it."""
    return {f"QR_{code}": PictureBlock(symbol_png(code), SIDE, SIDE, words) for code in codes}


def symbol_png(code: str) -> bytes:
    """The symbol of a code as a picture; a third of it may be lost under dirt (level H)."""
    out = io.BytesIO()
    segno.make(in_symbol(code), error="h", micro=False, boost_error=False).save(
        out, kind="png", scale=6, border=4
    )
    return out.getvalue()
