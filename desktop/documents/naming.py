"""How facts get their names in a template: `number: Annotated[str, Name("SO")]` fills `{{SO}}`.

A facts class is a frozen dataclass. A field is one of
- text with a `Name`: one value,
- a tuple of text with a `Name`: the paragraph that holds the name is repeated for each item,
- a dataclass without a `Name`: its own fields are named in its stead,
- a tuple of dataclasses marked `Repeat.ROW` or `Repeat.PAGE`: the table row, or the whole page, that
  holds the marker is repeated for each of them. A paper has one such field at most.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

Text = str | tuple[str, ...]

RUNNING_NUMBER = "STT"
"""Name that every repeated paragraph, row and page knows: its running number from 1."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a fact in templates, and how the fact becomes text there."""

    text: str
    prints: Callable[[Any], Text] | None = None
    optional: bool = False
    """A template may lack it while the fact is what its class gives by default: templates that were edited before the
    name came go on."""
    is_advice: bool = False
    """It only tells how to fill the paper in: any template may lack it."""


class Repeat(StrEnum):
    """What a marker repeats; its value is the marker's name in templates."""

    ROW = "MOI_DONG"
    PAGE = "MOI_TRANG"


@dataclass(frozen=True, slots=True)
class Values:
    """Facts ready for a template: the names of the paper, and those of each repeated row or page."""

    once: Mapping[str, Text]
    repeat: Repeat | None = None
    each: tuple[Mapping[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a facts class promises to fill, and those its template has to hold."""

    once: frozenset[str]
    repeat: Repeat | None = None
    each: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()

    @property
    def every(self) -> frozenset[str]:
        """All names of the template, the marker among them."""
        marker = {self.repeat.value} if self.repeat else set()
        return self.once | self.each | marker


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of a facts class, read once from its annotations."""

    attribute: str
    name: Name | None
    repeat: Repeat | None
    default: Any
    inner: Any
    """The dataclass of a nested field or of a repeated row, or None."""


@cache
def _fields(facts_type: Any) -> tuple[_Field, ...]:
    hints = get_type_hints(facts_type, include_extras=True)
    return tuple(_field(one.name, hints[one.name], one.default) for one in dataclasses.fields(facts_type))


def _field(attribute: str, hint: Any, default: Any) -> _Field:
    marks = getattr(hint, "__metadata__", ())
    bare = get_args(hint)[0] if marks else hint
    name = next((mark for mark in marks if isinstance(mark, Name)), None)
    repeat = next((mark for mark in marks if isinstance(mark, Repeat)), None)
    inner = get_args(bare)[0] if repeat and get_origin(bare) is tuple else bare
    return _Field(attribute, name, repeat, default, inner if dataclasses.is_dataclass(inner) else None)


def names_of(facts_type: type) -> Names:
    """The names of a facts class; a name given twice is a fault of the class and raises ValueError."""
    once: list[str] = []
    repeat: Repeat | None = None
    each: frozenset[str] = frozenset()
    optional: set[str] = set()
    for one in _fields(facts_type):
        inner = names_of(one.inner) if one.inner and not one.name else Names(frozenset())
        optional |= inner.optional
        if one.name:
            once.append(one.name.text)
            optional |= {one.name.text} if one.name.optional or one.name.is_advice else set()
        elif one.repeat and one.inner:
            repeat, each = one.repeat, inner.once
        elif one.inner:
            once.extend(inner.once)
        else:
            raise ValueError(f"{facts_type.__name__}.{one.attribute} has no name")
    if len(once) != len(set(once)) or each & set(once):
        raise ValueError(f"{facts_type.__name__} gives one name to two facts")
    return Names(frozenset(once), repeat, each, frozenset(optional))


def said_names(facts: object) -> frozenset[str]:
    """Optional names whose fact, somewhere in these facts, is another than the default: the template must have them."""
    found: set[str] = set()
    kind: type = type(facts)
    for one in _fields(kind):
        value = getattr(facts, one.attribute)
        if one.name:
            found |= {one.name.text} if one.name.optional and value != one.default else set()
        elif one.repeat:
            found.update(*(said_names(row) for row in value))
        elif one.inner:
            found |= said_names(value)
    return frozenset(found)


def values_of(facts: object) -> Values:
    """The facts as text by name."""
    repeat: Repeat | None = None
    each: tuple[Mapping[str, Text], ...] = ()
    kind: type = type(facts)
    for one in _fields(kind):
        if one.repeat:
            repeat = one.repeat
            each = tuple(dict(_texts(row)) for row in getattr(facts, one.attribute))
    return Values(dict(_texts(facts)), repeat, each)


def _texts(facts: object) -> Iterator[tuple[str, Text]]:
    kind: type = type(facts)
    for one in _fields(kind):
        value = getattr(facts, one.attribute)
        if one.name:
            yield one.name.text, one.name.prints(value) if one.name.prints else value
        elif one.inner and not one.repeat:
            yield from _texts(value)
