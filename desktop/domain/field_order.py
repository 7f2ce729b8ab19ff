"""The field order: how one page of a portal without an interface is filled in from the keyboard. Data of the unit.

A page names its fields in the order in which Tab reaches them: which value goes in, how it is written, which keys
choose it or lead on. From it and from what may leave of one initiative come the steps that are typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from datetime import date
from typing import Any

from desktop.domain.money import figures
from desktop.domain.problems import Refused
from desktop.domain.text import fold, normal

MODIFIERS = ("Ctrl", "Alt", "Shift")
NAMED = frozenset(
    {"Tab", "Enter", "Backspace", "Delete", "Space", "Home", "End", "PageUp", "PageDown", "Left", "Right", "Up",
     "Down", *(f"F{number}" for number in range(1, 13))}
)  # fmt: skip
MOST_TIMES = 100
LISTS = frozenset({"authors"})
VALUES = frozenset(
    {"number", "title", "union", "employer", "workshop", "field", "kind", "trial_from", "first_used",
     "first_use_ended", "benefit_amount", "benefit_note", "summary", "effect", "programme",
     "recognition_number", "recognition_date", "known_solution", "content", "applicability", "conditions",
     "social_benefit", "helpers"}
)  # fmt: skip
AUTHOR_VALUES = frozenset(
    {"name", "share", "birth_year", "gender", "title", "qualification", "staff_code", "order"}
)


@dataclass(frozen=True, slots=True)
class Chord:
    """One key with those held down, pressed `times` times; `key` is one of `NAMED` or a capital letter."""

    key: str
    held: tuple[str, ...] = ()
    times: int = 1


def chord(text: str) -> Chord:
    """A key as the file writes it: `Tab`, `Shift+Tab`, `Down*3`, `Ctrl+V`. Raises `typing.key_unknown`."""
    told, star, times = text.strip().partition("*")
    *held, key = told.split("+")
    known = key in NAMED or (len(key) == 1 and key.isascii() and key.isalpha() and key.isupper())
    number = int(times) if times.isascii() and times.isdecimal() else 0
    if not known or any(name not in MODIFIERS for name in held) or (star and not 0 < number <= MOST_TIMES):
        raise Refused("typing.key_unknown", key=text)
    return Chord(key, tuple(held), number or 1)


@dataclass(frozen=True, slots=True)
class Blank:
    """One field of the page, or a group of fields for each author (`each`, with `parts`, or `join` in one field).

    `value` is one of `VALUES` (in a part: of `AUTHOR_VALUES`), `text` fixed letters instead. `words` turns codes
    into the portal's words, `keys` into keys that choose them (a list, round buttons). `before` and `after` are
    pressed around it, `after_empty` instead where there is nothing to say; `between` after each author but the
    last, `most` is how many the page takes.
    """

    name: str
    value: str = ""
    text: str = ""
    needed: bool = False
    words: Mapping[str, str] = made_by(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = made_by(default_factory=dict)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ("Tab",)
    after_empty: tuple[str, ...] | None = None
    each: str = ""
    most: int = 0
    between: tuple[str, ...] = ()
    parts: tuple[Blank, ...] = ()
    join: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the portal. Letters are typed only where the title of the window in front holds `window`.

    `date` is written with dd, mm, yyyy; `amount` is "plain" (12500000) or "dots" (12.500.000). `paste` puts each
    text in by the clipboard (Ctrl+V) instead of letter by letter; `pause_ms` is waited after each field.
    """

    code: str
    name: str
    window: str
    fields: tuple[Blank, ...]
    date: str = "dd/mm/yyyy"
    amount: str = "plain"
    new_line: str = "Enter"
    paste: bool = False
    pause_ms: int = 0
    begin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldOrder:
    """The pages that a unit fills in, and where they are from."""

    pages: tuple[Page, ...]
    version: str = ""

    def page(self, code: str = "") -> Page:
        """One by its code, without a code the first. Raises `typing.no_page`."""
        for page in self.pages:
            if code in {"", page.code}:
                return page
        raise Refused("typing.no_page", page=code)


@dataclass(frozen=True, slots=True)
class Step:
    """One field as it will be filled in: keys, letters, keys. `lacks` where the portal wants it and nothing is there.

    `chooses` where `before` end in keys that choose the value and there is nothing to type: `text` is for show.
    """

    name: str
    text: str
    before: tuple[Chord, ...] = ()
    after: tuple[Chord, ...] = ()
    chooses: bool = False
    lacks: bool = False


def faults_of(page: Page) -> str:
    """What in a page cannot be followed, named by its field; "" where it is sound."""
    if not page.window.strip() or not page.fields or page.amount not in {"plain", "dots"}:
        return page.code
    for blank in page.fields:
        if not _is_sound(blank, VALUES):
            return blank.name
    for key in (page.new_line, *page.begin):
        chord(key)
    return ""


def _is_sound(blank: Blank, values: frozenset[str]) -> bool:
    for key in (
        *blank.before,
        *blank.after,
        *(blank.after_empty or ()),
        *blank.between,
        *(one for keys in blank.keys.values() for one in keys),
    ):
        chord(key)
    if blank.each:
        inner = all(not part.each and _is_sound(part, AUTHOR_VALUES) for part in blank.parts)
        return blank.each in LISTS and inner and bool(blank.parts) != bool(blank.pattern)
    return bool(blank.value in values) != bool(blank.text)


def steps_of(page: Page, body: Mapping[str, Any]) -> tuple[Step, ...]:
    """What is typed for one initiative, from what may leave of it (`domain.release.released`).

    Raises `typing.too_many_authors`, and `typing.no_word` where the page has no word for a code.
    """
    values = _flat(body)
    steps: list[Step] = []
    for blank in page.fields:
        if blank.parts:
            steps += _of_each(page, blank, values)
        elif blank.each:
            told = [_patterned(page, blank.pattern, author) for author in _authors(values)]
            steps.append(_step(blank, (blank.join or "; ").join(told)))
        else:
            steps.append(_filled(page, blank, values, blank.name))
    if steps and page.begin:
        steps[0] = replace(steps[0], before=(*_chords(page.begin), *steps[0].before))
    return tuple(steps)


def is_in_front(page: Page, title: str) -> bool:
    """Whether a window's title says that this page is open in it; marks and case do not matter."""
    return fold(page.window) in fold(title)


def _of_each(page: Page, blank: Blank, values: Mapping[str, Any]) -> list[Step]:
    authors = _authors(values)
    if blank.most and len(authors) > blank.most:
        raise Refused("typing.too_many_authors", most=blank.most, count=len(authors))
    steps: list[Step] = []
    for number, author in enumerate(authors, 1):
        named = f"{blank.name} {number}"
        steps += [_filled(page, part, author, f"{named}: {part.name}") for part in blank.parts]
        closing = blank.between if number < len(authors) else blank.after
        steps[-1] = replace(steps[-1], after=(*steps[-1].after, *_chords(closing)))
    return steps or [_step(blank, "")]


def _authors(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{**author, "order": number} for number, author in enumerate(values.get("authors") or (), 1)]


def _filled(page: Page, blank: Blank, values: Mapping[str, Any], name: str) -> Step:
    value = blank.text or values.get(blank.value)
    code = "" if value is None else str(value)
    if blank.keys:
        if code and code not in blank.keys:
            raise Refused("typing.no_word", field=name, value=code)
        step = _step(blank, blank.words.get(code, code), name)
        return replace(step, before=(*step.before, *_chords(blank.keys.get(code, ()))), chooses=True)
    if blank.words and code and code not in blank.words:
        raise Refused("typing.no_word", field=name, value=code)
    return _step(blank, blank.words.get(code) or _written(page, blank.value, value), name)


def _step(blank: Blank, text: str, name: str = "") -> Step:
    return Step(
        name or blank.name,
        text,
        _chords(blank.before),
        _chords(blank.after if text or blank.after_empty is None else blank.after_empty),
        lacks=blank.needed and not text,
    )


def _chords(keys: Iterable[str]) -> tuple[Chord, ...]:
    return tuple(chord(key) for key in keys)


def _written(page: Page, kind: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        told = page.date.replace("dd", f"{value.day:02}").replace("mm", f"{value.month:02}")
        return told.replace("yyyy", f"{value.year:04}")
    if kind == "share":
        return f"{value / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    if kind == "benefit_amount" and page.amount == "dots":
        return figures(value)
    return normal(str(value)).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")


def _patterned(page: Page, pattern: str, author: Mapping[str, Any]) -> str:
    def told(match: re.Match[str]) -> str:
        return _written(page, match[1], author.get(match[1]))

    return re.sub(r"\{([a-z_]+)\}", told, pattern)


def _flat(body: Mapping[str, Any]) -> dict[str, Any]:
    """The body's values by one plain name each."""
    values = {name: value for name, value in body.items() if not isinstance(value, Mapping)}
    for group in ("benefit", "recognition"):
        inner = body.get(group) or {}
        values |= {f"{group}_{name}": value for name, value in inner.items()}
    return values | dict(body.get("sections") or {})
