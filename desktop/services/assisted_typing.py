"""Assisted typing: one key fills in a whole page of a portal that has no interface, by the unit's field order.

What is typed is what may leave at the initiative's release level, and nothing else. Blocking; the jobs that hold the
keyboard stay on one thread from beginning to end.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop.disk import read_small, write_whole
from desktop.domain import field_order
from desktop.domain.access import Right
from desktop.domain.field_order import Chord, FieldOrder, Page, Step, chord
from desktop.domain.house import Release
from desktop.domain.problems import Refused
from desktop.domain.release import level_of, released
from desktop.domain.text import clean_line, normal
from desktop.keyboard import Keyboard, open_keyboard
from desktop.services import initiatives, office
from desktop.services.desk import Desk, Look, job, question
from desktop.services.printing import shelf

FILE = "field_order.toml"
TYPE_KEY, NEXT_KEY, STOP_KEY = "F8", "F9", "Escape"
LARGEST = 256 * 1024
"""Bytes of a field order."""
AT_ONCE = 12
"""Letters between two looks at the window in front and at the key that stops."""
LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One initiative on one page: the steps, and the level at which it leaves."""

    initiative: str
    title: str
    level: Release
    page: Page
    steps: tuple[Step, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """Fields that the portal wants and that are empty."""
        return tuple(step.name for step in self.steps if step.lacks)


@dataclass(frozen=True, slots=True)
class Typed:
    """How far it came: `at` is the next step, `whole` where all were typed or handed over."""

    at: int
    whole: bool


Told = Callable[[int, int], None]


# The field order ------------------------------------------------------------------------------


@job(Right.READ)
def order_in_force(desk: Desk) -> FieldOrder:
    """The unit's own field order (or the one that came from above) before the program's."""
    return read_order(_file(desk))


def read_order(file: Path) -> FieldOrder:
    """A field order from a file. Raises `field_order.unreadable`, `typing.key_unknown`, `input.too_large`."""
    try:
        said = tomllib.loads(normal(read_small(file, LARGEST).decode("utf-8-sig")))
        pages = [{"fields": page.pop("field", []), **page} for page in _tables(said.get("page", []))]
        found = msgspec.convert({"pages": pages, "version": said.get("version", "")}, FieldOrder)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Refused("field_order.unreadable", file=file.name, why=clean_line(str(error))) from error
    faults = [fault for page in found.pages if (fault := field_order.faults_of(page))]
    if faults or not found.pages:
        raise Refused("field_order.unreadable", file=file.name, why=", ".join(faults) or "page")
    return found


def _tables(said: object) -> list[dict[str, object]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


@job(Right.ARRANGE)
def put_order(desk: Desk, file: Path) -> FieldOrder:
    """Make a file the unit's own field order, once it has been read. Raises `field_order.unreadable`."""
    found = read_order(file)
    own = shelf(desk)[0]
    own.mkdir(parents=True, exist_ok=True)
    write_whole(own / FILE, read_small(file, LARGEST))
    return found


@job(Right.READ)
def copy_order(desk: Desk, out: Path) -> Path:
    """A copy of the field order in force, to be changed and put back."""
    write_whole(out, read_small(_file(desk), LARGEST))
    return out


def _file(desk: Desk) -> Path:
    for folder in shelf(desk):
        if (folder / FILE).is_file():
            return folder / FILE
    raise Refused("file.missing", file=FILE)


# One initiative -------------------------------------------------------------------------------


@question(Right.SUBMIT)
def sheet(look: Look, page: Page, initiative: str) -> Sheet:
    """What would be typed for one initiative.

    Raises `initiative.missing`, `typing.not_recognised`, `typing.not_released` (it may not leave the unit), and the
    codes of `field_order.steps_of`.
    """
    value = initiatives.get(look, initiative)
    if value.recognition is None:
        raise Refused("typing.not_recognised")
    level = level_of(value)
    if level is Release.NONE:
        raise Refused("typing.not_released")
    known = office.facts(look)
    if known.union is None:
        raise Refused("union.name_missing")
    leaving = released(value, known.union, known.employer, level)
    return Sheet(value.id, value.title, level, page, field_order.steps_of(page, leaving.body))


@job(Right.SUBMIT)
def stand_by(
    desk: Desk,
    what: Sheet,
    *,
    at: int = 0,
    stop: Callable[[], bool] = lambda: False,
    progress: Told = lambda _done, _total: None,
    open_with: Callable[[], Keyboard] | None = None,
) -> Typed:
    """Wait for the key that types the page, or the one that puts the next field on the clipboard.

    Begins at step `at`, ends with the last step (by the clipboard: one press after it) or when `stop` says so.
    Escape ends the typing at once and waits again from where it stopped.

    Raises `typing.other_window` when a page of another name is in front,
    `typing.no_keyboard`, `typing.key_taken`.
    """
    desk.note_access("typing.typed", what.initiative)
    total = len(what.steps)
    with closing((open_with or open_keyboard)()) as keyboard:
        typist = _Typist(keyboard, what, progress)
        while not stop():
            keyboard.listen((TYPE_KEY, NEXT_KEY))
            heard = keyboard.wait(LOOK)
            if heard and at >= total:
                break  # the last field lay on the clipboard until now
            if heard == TYPE_KEY and (at := typist.type_from(at, stop)) >= total:
                break
            if heard == NEXT_KEY:
                keyboard.put(what.steps[at].text)
                at += 1
                progress(at, total)
    return Typed(at, at >= total)


class _Typist:
    """Types the steps of one sheet into the window in front, and looks up between every few letters."""

    def __init__(self, keyboard: Keyboard, what: Sheet, progress: Told) -> None:
        self._keyboard = keyboard
        self._page = what.page
        self._steps = what.steps
        self._progress = progress

    def type_from(self, at: int, stop: Callable[[], bool]) -> int:
        """Type from step `at` on; the step where it was stopped, or the number of steps."""
        self._keyboard.listen((STOP_KEY,))
        if not self._page.paste:
            self._keyboard.expect("".join(step.text for step in self._steps[at:] if not step.chooses))
        for place in range(at, len(self._steps)):
            if stop() or not self._fill(self._steps[place]):
                return place
            self._progress(place + 1, len(self._steps))
        return len(self._steps)

    def _fill(self, step: Step) -> bool:
        """False where the key that stops was heard."""
        if not self._press(*step.before) or not (step.chooses or self._enter(step.text)):
            return False
        return self._press(*step.after) and self._may_go_on(self._page.pause_ms / 1000)

    def _enter(self, text: str) -> bool:
        if not text:
            return True
        if self._page.paste and text.lower() != text.upper():
            # Fields for days and numbers take no text from the clipboard, and nothing composes figures alone.
            if not self._may_go_on():
                return False
            self._keyboard.paste(text)
            return True
        new_line = chord(self._page.new_line)
        for number, line in enumerate(text.split("\n")):
            if number and not self._press(new_line):
                return False
            for place in range(0, len(line), AT_ONCE):
                if not self._may_go_on():
                    return False
                self._keyboard.write(line[place : place + AT_ONCE])
        return True

    def _press(self, *keys: Chord) -> bool:
        for key in keys:
            if not self._may_go_on():
                return False
            self._keyboard.press(key)
        return True

    def _may_go_on(self, rest: float = 0.0) -> bool:
        if self._keyboard.wait(rest):
            return False
        title = self._keyboard.front()
        if not field_order.is_in_front(self._page, title):
            raise Refused("typing.other_window", window=self._page.window, title=title)
        return True
