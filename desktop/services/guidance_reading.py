"""What a guidance package says, read into values of ours: each row by itself, so that a bad one stops no other."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from desktop.documents.papers import PAPERS, PaperKind
from desktop.domain.body import Body
from desktop.domain.demands import check_programme
from desktop.domain.guidance import Part
from desktop.domain.house import FACTS
from desktop.domain.legal import LegalBasis
from desktop.domain.problems import Problem, Refused, blocking
from desktop.domain.purse import check_purse, check_rule
from desktop.domain.rubric import check_rubric
from desktop.domain.target import check_target
from desktop.domain.text import clean_fields, clean_line, fold, normal
from desktop.domain.threshold import check_threshold
from desktop.services import describing, own_templates

GUIDE = "describing.toml"
TEMPLATES = "templates/"
_encoder = msgspec.json.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing as the package says it. `value` is a fact's value, or the bytes of a file; None where unreadable."""

    part: Part
    code: str
    title: str
    value: Any
    valid_from: date | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a TOML file of the package: which fact its rows are, what they are known by, what checks them."""

    part: Part
    code: Callable[[Any], str]
    title: Callable[[Any], str]
    check: Callable[[Any], tuple[Problem, ...]]


def _check_basis(basis: LegalBasis) -> tuple[Problem, ...]:
    return () if basis.code and basis.text else (Problem("legal.code_missing", "code"),)


def _check_body(body: Body) -> tuple[Problem, ...]:
    named = body.name and body.id.isascii() and " " not in body.id
    return () if named and body.id else (Problem("body.name_missing", "name"),)


_TABLES: Mapping[str, Mapping[str, _Table]] = {
    "programmes.toml": {
        "programme": _Table(Part.PROGRAMME, lambda one: one.code, lambda one: one.name, check_programme)
    },
    "rubrics.toml": {
        "rubric": _Table(Part.RUBRIC, lambda one: one.code, lambda one: one.title, check_rubric)
    },
    "legal.toml": {
        "basis": _Table(Part.LEGAL_BASIS, lambda one: one.code, lambda one: one.text, _check_basis)
    },
    "money.toml": {
        "purse": _Table(Part.PURSE, lambda one: one.code, lambda one: one.name, check_purse),
        "threshold": _Table(
            Part.THRESHOLD, lambda one: one.rank.value, lambda one: one.rank.value, check_threshold
        ),
        "remuneration_rule": _Table(
            Part.REMUNERATION_RULE, lambda _: "rule", lambda one: f"{one.percent / 100:g} %", check_rule
        ),
    },
    "targets.toml": {
        "target": _Table(Part.TARGET, lambda one: one.phase, lambda one: one.phase, check_target)
    },
    "bodies.toml": {"body": _Table(Part.BODY, lambda one: one.id, lambda one: one.name, _check_body)},
}
"""File of the package -> table in it -> what its rows are."""


def rows(contents: Mapping[str, bytes], union: str) -> tuple[Row, ...]:
    """Everything that a package brings for this union (targets of other unions are left out)."""
    return tuple(_all_rows(contents, union))


def _all_rows(contents: Mapping[str, bytes], union: str) -> Iterator[Row]:
    for file, tables in _TABLES.items():
        if file in contents:
            yield from _of_file(file, contents[file], tables, union)
    if GUIDE in contents:
        yield _guide(contents[GUIDE])
    for kind in PaperKind:
        docx = contents.get(f"{TEMPLATES}{PAPERS[kind].template}.docx")
        if docx is not None:
            yield _template(kind, docx)


def _of_file(file: str, data: bytes, tables: Mapping[str, _Table], union: str) -> Iterator[Row]:
    try:
        said = tomllib.loads(normal(data.decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        part = next(iter(tables.values())).part
        yield Row(part, file, file, None, None, (_unreadable(file, error),))
        return
    for name, table in tables.items():
        listed = said.get(name, [])
        for number, plain in enumerate(listed if isinstance(listed, list) else [listed], 1):
            if isinstance(plain, dict) and (name != "target" or _is_for(union, plain)):
                yield _of_table(table, f"{file} {name} {number}", plain)


def _is_for(union: str, plain: Mapping[str, Any]) -> bool:
    return bool(union) and fold(str(plain.get("unit", ""))) == fold(union)


def _of_table(table: _Table, where: str, plain: dict[str, Any]) -> Row:
    said = dict(plain)
    said.pop("unit", None)
    day = said.pop("from", None)
    try:
        read = msgspec.convert(
            {"version": 0, **said} if table.part is Part.RUBRIC else said, _type(table.part), strict=False
        )
    except (msgspec.ValidationError, RecursionError) as error:
        return Row(table.part, where, where, None, None, (_unreadable(where, error),))
    value = clean_fields(read)
    problems = blocking(table.check(value))
    if day is not None and type(day) is not date:
        problems = (*problems, _unreadable(where, ValueError("from")))
    return Row(table.part, table.code(value) or where, clean_line(table.title(value)), value, day, problems)


def code_of(part: Part, value: Any) -> str:
    """By what a fact is known; a target of one workshop is none that came from above."""
    if part is Part.TARGET and value.workshop:
        return ""
    return next(
        table.code(value) for tables in _TABLES.values() for table in tables.values() if table.part is part
    )


def _type(part: Part) -> type[Any]:
    return FACTS[part.value]


def _guide(data: bytes) -> Row:
    try:
        guide = describing.guide_from(data, GUIDE)
    except Refused as refused:
        return Row(Part.GUIDE, GUIDE, GUIDE, None, None, (Problem(refused.code, GUIDE, refused.facts),))
    return Row(Part.GUIDE, GUIDE, guide.version, data)


def _template(kind: PaperKind, docx: bytes) -> Row:
    try:
        checked = own_templates.checked(kind, docx)
    except Refused as refused:
        return Row(
            Part.TEMPLATE,
            kind.value,
            kind.value,
            None,
            None,
            (Problem(refused.code, kind.value, refused.facts),),
        )
    return Row(Part.TEMPLATE, kind.value, kind.value, docx, None, checked.problems)


def _unreadable(where: str, error: Exception) -> Problem:
    return Problem("guidance.row_unreadable", where, {"where": where, "why": clean_line(str(error))})


def digest(part: Part, value: Any) -> str:
    """What tells whether a value is still the one that came from above."""
    data = value if isinstance(value, bytes) else _encoder.encode(compared(part, value))
    return sha256(data).hexdigest()


def compared(part: Part, value: Any) -> dict[str, Any]:
    """The fields by which two values of a part are compared: what each side gives itself is left out.

    A rubric's number is given here; what a union pledged is its own word, whatever target it was assigned.
    """
    plain: dict[str, Any] = {field.name: getattr(value, field.name) for field in fields(value)}
    for name in {Part.RUBRIC: ("version",), Part.TARGET: ("pledged", "workshop")}.get(part, ()):
        plain.pop(name)
    return plain
