"""An entry's body as a reviewer reads it, field by field; and what changed between two versions of it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync.portal.review import reading
from sync.portal.review.wording import label
from sync.portal.words import Words, figures

MOST_COMPARED = 3_000
"""Words of a text that are compared one by one; longer texts stand side by side as a whole."""
_WORD = re.compile(r"^\s+|\S+\s*")

FIELDS = (
    "title",
    "summary",
    "effect",
    "benefit",
    "authors",
    "field",
    "kind",
    "union",
    "employer",
    "workshop",
    "number",
    "trial_from",
    "first_used",
    "first_use_ended",
    "recognition.number",
    "recognition.date",
    "recognition.route",
    "recognition.level",
    "programme",
    "release",
    "protected",
)
"""Paths of the body in the order in which they are read; sections and unknown fields follow."""
OF_THE_PROGRAM = frozenset({"number", "recognition.level", "release", "protected"})
"""Those that the unit's program fills in or decides: nobody is asked to mend them."""
SECTIONS = ("known_solution", "content", "applicability", "conditions", "social_benefit", "helpers")
"""Parts of a description that an entry may be returned for."""
_DAYS = frozenset({"trial_from", "first_used", "first_use_ended", "recognition.date"})
_CODES = frozenset({"field", "kind", "recognition.route", "recognition.level", "release"})
_SPLIT = frozenset({"recognition", "sections"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A field: its path in the body, what it is called, its value as text ("" where nothing is said)."""

    path: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that changed: runs of (`same` | `old` | `new`, text)."""

    name: str
    runs: tuple[tuple[str, str], ...]


def shown(body: Mapping[str, Any], words: Words) -> list[Shown]:
    """Every field of a body that says something, those that nobody knows last."""
    paths = [*FIELDS, *(f"sections.{name}" for name in _under(body, "sections"))]
    known = {path.partition(".")[0] for path in FIELDS} | {"sections"}
    strange = [name for name in body if name not in known]
    found = [Shown(path, field_name(words, path), _text(words, path, _value(body, path))) for path in paths]
    found += [Shown(name, name, _plain(body[name])) for name in strange]
    return [one for one in found if one.text]


def field_name(words: Words, path: str) -> str:
    """What a field of the body is called; "" is the whole entry."""
    return label(words, f"path.{path}")


def differences(
    old: Mapping[str, Any], new: Mapping[str, Any], files: tuple[Sequence[str], Sequence[str]], words: Words
) -> list[Difference]:
    """What changed from one version to the next; `files` are the names of both."""
    before = {one.path: one for one in shown(old, words)}
    after = {one.path: one for one in shown(new, words)}
    before["files"], after["files"] = (
        Shown("files", field_name(words, "files"), "\n".join(f)) for f in files
    )
    found = []
    for path in {**before, **after}:
        texts = tuple(side[path].text if path in side else "" for side in (before, after))
        if texts[0] != texts[1]:
            name = (after.get(path) or before[path]).name
            found.append(Difference(name, tuple(_runs(*texts))))
    return found


def _runs(old: str, new: str) -> Iterator[tuple[str, str]]:
    was, now = _WORD.findall(old), _WORD.findall(new)
    if max(len(was), len(now)) > MOST_COMPARED:
        yield from (run for run in (("old", old), ("new", new)) if run[1])
        return
    # A line that broke elsewhere is no change.
    bare_was, bare_now = ([word.strip() for word in side] for side in (was, now))
    # Its heuristic for frequent words keeps a text that repeats itself from taking minutes.
    for kind, a, b, c, d in difflib.SequenceMatcher(None, bare_was, bare_now).get_opcodes():
        if kind == "equal":
            yield "same", "".join(now[c:d])
            continue
        if a < b:
            yield "old", "".join(was[a:b])
        if c < d:
            yield "new", "".join(now[c:d])


def _value(body: Mapping[str, Any], path: str) -> Any:
    first, _, second = path.partition(".")
    return _under(body, first).get(second) if second else body.get(first)


def _under(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = body.get(name)
    return found if isinstance(found, Mapping) else {}


def _text(words: Words, path: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if path == "authors" and isinstance(value, list):
        return "\n".join(_author(words, one) for one in value if isinstance(one, Mapping))
    if path == "benefit":
        return _benefit(words, value)
    if path == "protected":
        return words("có thông tin cần được bảo mật") if value else ""
    if path in _DAYS:
        return reading.day(value)
    return label(words, f"{path}.{value}") if path in _CODES else _plain(value)


def _author(words: Words, author: Mapping[str, Any]) -> str:
    details = [
        reading.share(author.get("share")),
        str(author.get("title") or ""),
        str(author.get("qualification") or ""),
        str(author.get("birth_year") or ""),
        label(words, f"gender.{author['gender']}") if author.get("gender") else "",
        str(author.get("staff_code") or ""),
    ]
    return " · ".join([str(author.get("name", "")), *(one for one in details if one)])


def _benefit(words: Words, benefit: Any) -> str:
    if not isinstance(benefit, Mapping):
        return ""
    amount = benefit.get("amount")
    said = (
        f"{figures(amount)} đ" if isinstance(amount, int) else label(words, f"benefit.{benefit.get('kind')}")
    )
    return " · ".join(one for one in (said, str(benefit.get("note") or "")) if one)


def _plain(value: Any) -> str:
    """A value of a newer program, as text."""
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_plain(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "\n".join(_plain(one) for one in value)
    return str(value)
