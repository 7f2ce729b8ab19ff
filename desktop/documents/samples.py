"""Sample facts of any paper, for looking at a template before it is used: made from the names that it promises."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from desktop.documents.naming import Name, Repeat
from desktop.documents.paper_parts import Authority, Dated, Post
from desktop.documents.papers import PAPERS, PaperKind
from desktop.documents.sample_words import LISTS, WORDS

_DAY = date(2026, 2, 5)
_ROWS = 3
_PLACE = re.compile(r"_\d$")
"""Names of one sheet that stand side by side: `DON_VI_2`."""


def sample_of(kind: PaperKind) -> Any:
    """Facts of a paper whose every name says something; nobody in it exists."""
    return _made(PAPERS[kind].facts)


def _made(of: type) -> Any:
    hints = get_type_hints(of, include_extras=True)
    return of(**{one.name: _value(hints[one.name], one) for one in dataclasses.fields(of)})


def _value(hint: Any, field: dataclasses.Field[Any]) -> Any:
    marks = getattr(hint, "__metadata__", ())
    bare = get_args(hint)[0] if marks else hint
    name = next((mark for mark in marks if isinstance(mark, Name)), None)
    if any(isinstance(mark, Repeat) for mark in marks):
        return tuple(_made(get_args(bare)[0]) for _ in range(_ROWS))
    if name is not None and (name.optional or name.is_advice):
        return field.default
    return _plain(bare, name.text if name else field.name)


def _plain(bare: Any, name: str) -> Any:
    if bare is Dated:
        return Dated(_DAY, _DAY.year)
    if bare is Post:
        return Post(Authority.OWN, ("TỔNG GIÁM ĐỐC",))
    if get_origin(bare) is tuple:
        return LISTS[name]
    options = [one for one in get_args(bare) if one is not type(None)] or [bare]
    only = options[0]
    if dataclasses.is_dataclass(only):
        return _made(only)  # type: ignore[arg-type]  # a class, never an instance
    if isinstance(only, type) and issubclass(only, Enum):
        return next(iter(only))
    return {int: 7, date: _DAY, bool: True, float: 7.5}.get(only) or _word(name)


def _word(name: str) -> str:
    return WORDS[name] if name in WORDS else WORDS[_PLACE.sub("", name)]
