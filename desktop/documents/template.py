"""A Word template, read within bounds and checked before anything is filled.

A template holds names only, `{{TEN_SANG_KIEN}}`: no code, no expressions. What could run or fetch
something when the finished paper is opened (macros, links to other files, embedded objects, fields
other than page numbers) is refused here, so that no paper carries it further.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path

from desktop.documents.naming import RUNNING_NUMBER, Names, Repeat
from desktop.documents.packing import read_package
from desktop.documents.wordml import Element, parse, put_text, q
from desktop.domain.problems import Problem, Refused
from desktop.domain.text import fold

NAME = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
MARKERS = frozenset(str(repeat) for repeat in Repeat)
MOST_FILE = 10_000_000
"""Bytes of a template file."""
MOST_PARAGRAPHS = 20_000
MOST_DEPTH = 200
"""Elements inside each other; Word itself ends a table at a nesting of 63."""

_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_MACRO = re.compile(rb"macroEnabled|vbaProject|activeX", re.IGNORECASE)
_ACTIVE_PART = re.compile(r"vbaProject|vbaData|activeX|embeddings/|oleObject|afchunk", re.IGNORECASE)
_PLAIN_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_RUNS_THINGS = ("altChunk", "object", "subDoc", "control")


@dataclass(frozen=True)
class Template:
    """A template that may be filled; `parts` holds the package, `roots` its parsed text parts."""

    fingerprint: str
    parts: dict[str, bytes] = field(repr=False)
    roots: dict[str, Element] = field(repr=False)

    def names(self) -> frozenset[str]:
        """Every name that stands in the template, markers and the running number among them."""
        return frozenset(
            name for root in self.roots.values() for p in paragraphs(root) for name in names_in(p)
        )

    def problems(self, expected: Names, omitted: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
        """What keeps this template from being filled with these facts.

        `omitted` are names that the unit leaves out on purpose (its .toml says which).
        """
        return (*self._broken(), *self._wrong_names(expected, omitted), *self._wrong_marker(expected))

    def _broken(self) -> Iterator[Problem]:
        for root in self.roots.values():
            for paragraph in paragraphs(root):
                rest = NAME.sub("", text_of(paragraph))
                if "{" in rest or "}" in rest:
                    yield Problem("template.broken_name", facts={"text": text_of(paragraph)[:80]})

    def _wrong_names(self, expected: Names, omitted: frozenset[str]) -> Iterator[Problem]:
        found = self.names()
        for name in sorted(found - expected.every - {RUNNING_NUMBER}):
            nearest = _nearest(name, expected.every)
            if nearest:
                yield Problem("template.misspelt_name", facts={"name": name, "nearest": nearest})
            else:
                yield Problem("template.unknown_name", facts={"name": name})
        for name in sorted(expected.every - expected.optional - found - omitted):
            yield Problem("template.missing_name", facts={"name": name})

    def _wrong_marker(self, expected: Names) -> Iterator[Problem]:
        if not expected.repeat:
            return
        holders = [
            p for root in self.roots.values() for p in paragraphs(root) if expected.repeat in names_in(p)
        ]
        placed = (
            all(closest(holder, "tr") is not None for holder in holders)
            if expected.repeat is Repeat.ROW
            else all(holder.getparent().tag == q("body") for holder in holders)
        )
        if len(holders) != 1 or not placed:
            yield Problem("template.marker", facts={"name": str(expected.repeat), "count": len(holders)})
            return
        whole = (
            holders[0].getroottree().getroot() if expected.repeat is Repeat.PAGE else inside(holders[0], "tr")
        )
        repeated = set(whole.iter(q("p")))
        for paragraph in (p for root in self.roots.values() for p in paragraphs(root) if p not in repeated):
            for name in expected.each.intersection(names_in(paragraph)):
                yield Problem("template.outside_repeat", facts={"name": name})


def _nearest(name: str, known: Iterable[str]) -> str:
    """The name that was probably meant, "" where none is near: accents, case and spaces do not count."""
    plain = {one.replace("_", " ").casefold(): one for one in known}
    near = get_close_matches(fold(name.replace("_", " ")), plain, n=1, cutoff=0.7)
    return plain[near[0]] if near else ""


def read_template(path: Path) -> Template:
    """Open a template file; refuses one that is missing, too large, damaged or able to run something."""
    try:
        if path.stat().st_size > MOST_FILE:
            raise Refused("template.too_large", most=MOST_FILE)
        data = path.read_bytes()
    except OSError as fault:
        raise Refused("template.unreadable", file=path.name) from fault
    return template_from(data)


def template_from(data: bytes) -> Template:
    """A template from its bytes; names in it are NFC afterwards and no longer split over runs."""
    parts = read_package(data)
    _refuse_active(parts)
    if "word/document.xml" not in parts:
        raise Refused("template.not_word")
    roots = {name: parse(parts[name], name) for name in sorted(parts) if _TEXT_PARTS.fullmatch(name)}
    for root in roots.values():
        _refuse_endless(root)
        _refuse_fields(root)
        for paragraph in paragraphs(root):
            _join_names(paragraph)
    return Template(hashlib.sha256(data).hexdigest(), parts, roots)


def _refuse_active(parts: dict[str, bytes]) -> None:
    for name, data in parts.items():
        if _ACTIVE_PART.search(name) or (name == "[Content_Types].xml" and _MACRO.search(data)):
            raise Refused("template.active", part=name)
        if name.endswith(".rels"):
            for relation in parse(data, name):
                if relation.get("TargetMode", "").lower() == "external":
                    raise Refused("template.external", part=name, target=relation.get("Target", ""))
        elif name.endswith(".xml"):
            parse(data, name)


def _refuse_endless(root: Element) -> None:
    """Paragraphs without end, or elements inside each other so deep that every walk would fail."""
    count = sum(1 for _ in root.iter(q("p")))
    if count > MOST_PARAGRAPHS:
        raise Refused("template.too_large", paragraphs=count, most=MOST_PARAGRAPHS)
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MOST_DEPTH:
            raise Refused("template.too_large", depth=depth, most=MOST_DEPTH)
        level = [child for one in level for child in one]


def _refuse_fields(root: Element) -> None:
    for tag in _RUNS_THINGS:
        if next(root.iter(q(tag)), None) is not None:
            raise Refused("template.active", part=tag)
    codes = [one.get(q("instr"), "") for one in root.iter(q("fldSimple"))]
    codes += _complex_codes(root)
    for code in codes:
        word = code.split()[0].upper() if code.split() else ""
        if word and word not in _PLAIN_FIELDS:
            raise Refused("template.field", field=word)


def _complex_codes(root: Element) -> list[str]:
    """Codes of fields made of runs; Word may spread one over several."""
    codes: list[str] = []
    for one in root.iter(q("fldChar"), q("instrText")):
        if one.tag == q("fldChar"):
            if one.get(q("fldCharType")) == "begin":
                codes.append("")
        else:
            codes = codes or [""]
            codes[-1] += one.text or ""
    return codes


# Paragraphs and the names in them -----------------------------------------------------------


def closest(inner: Element, tag: str) -> Element | None:
    """The nearest element of that tag around another."""
    return next(inner.iterancestors(q(tag)), None)


def inside(inner: Element, tag: str) -> Element:
    """The nearest element of that tag around another, which is known to be there."""
    return next(inner.iterancestors(q(tag)))


def paragraphs(root: Element) -> list[Element]:
    """Every paragraph of a part, those inside tables and text boxes too."""
    return list(root.iter(q("p")))


def texts(paragraph: Element) -> list[Element]:
    """The w:t of a paragraph, without those of paragraphs inside it (text boxes)."""
    return [
        one
        for one in paragraph.iter(q("t"))
        if one.getparent().getparent() is paragraph or closest(one, "p") is paragraph
    ]


def text_of(paragraph: Element) -> str:
    """The paragraph's words."""
    return "".join(one.text or "" for one in texts(paragraph))


def names_in(paragraph: Element) -> list[str]:
    """The names in a paragraph, in order."""
    return NAME.findall(text_of(paragraph))


def _join_names(paragraph: Element) -> None:
    """Put each name into the run that it starts in; Word splits what is typed as it likes."""
    holders = texts(paragraph)
    for one in holders:
        one.text = unicodedata.normalize("NFC", one.text or "")
    whole = "".join(one.text for one in holders)
    owner = [at for at, one in enumerate(holders) for _ in one.text]
    split = False
    for match in NAME.finditer(whole):
        first = owner[match.start()]
        split = split or owner[match.end() - 1] != first
        owner[match.start() : match.end()] = [first] * (match.end() - match.start())
    if not split:
        return
    for one in holders:
        one.text = ""
    letters = zip(owner, whole, strict=True)
    for at, group in groupby(letters, key=lambda pair: pair[0]):
        put_text(holders[at], "".join(letter for _, letter in group))
