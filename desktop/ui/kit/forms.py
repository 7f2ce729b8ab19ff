"""Fields: a label, an editor, and a line beneath for what is wrong with it.

Rules that hold for all: nothing is checked or rewritten while a field has the focus (Telex and UniKey rewrite text by
Backspace and new letters), Enter goes to the next field, our own keys are not taken by the editor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import wording
from desktop.domain.problems import Problem
from desktop.domain.text import clean_block, clean_line
from desktop.ui.kit import look, reading
from desktop.ui.kit.editors import BlockEdit, Combo, LineEdit


class Field(QWidget):
    """A label above, an editor, a line of height kept beneath so that a problem moves nothing."""

    changed = Signal()
    left = Signal()

    def __init__(self, words: str, editor: QWidget, *, needed: bool = False, hint: str = "") -> None:
        super().__init__()
        self.words = words
        self.editor = editor
        self.label = QLabel(words + (" *" if needed else ""))
        self.label.setProperty("kind", "label")
        self.label.setBuddy(editor)
        self.hint = QLabel(hint)
        self.hint.setProperty("kind", "label")
        if not hint:  # to show it before it has a parent would open a window of its own
            self.hint.hide()
        self.problem = QLabel("")
        self.problem.setProperty("kind", "problem")
        self.problem.setWordWrap(True)
        self.problem.setMinimumHeight(16)
        editor.setAccessibleName(words)
        self._is_compact = False
        self._said = ""
        self.mend = ""
        """How what is wrong is mended, while something is."""
        self.head = QHBoxLayout()
        self.head.setContentsMargins(0, 0, 0, 0)
        self.head.addWidget(self.label)
        self.head.addStretch(1)
        self.head.addWidget(self.hint)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(1)
        box.addLayout(self.head)
        box.addWidget(editor)
        box.addWidget(self.problem)
        self.setFocusProxy(editor)

    def make_compact(self) -> None:
        """As high as label and editor alone: a problem stands in the label's place until it is mended."""
        self._is_compact = True
        self.layout().removeWidget(self.problem)
        self.problem.setWordWrap(False)
        self.problem.setMinimumHeight(0)
        self.problem.hide()
        self.head.insertWidget(1, self.problem)

    def show_problem(self, problem: Problem | None) -> None:
        """Say beside the field what is wrong and how to mend it; None takes it back."""
        words = wording.sentence(problem.code, problem.facts) if problem else ""
        mend = wording.advice(problem.code, problem.facts) if problem else ""
        self.say(words, "care" if problem and problem.warns_only else "bad", mend)

    def say(self, words: str, tone: str = "bad", mend: str = "") -> None:
        """A line beneath the field, in a tone; how to mend it stands in the same line where there is room."""
        whole, self.mend = f"{words} {mend}".strip(), mend
        if self._said == whole:
            return
        self._said = whole
        fits = self.problem.fontMetrics().horizontalAdvance(whole) <= self._room()
        self.problem.setText(whole if fits else words)
        self.problem.setToolTip(whole)
        if self._is_compact:
            self._stand_for_label(whole if fits else words)
        self.problem.setProperty("tone", tone)
        self.editor.setProperty("bad", bool(words) and tone == "bad")
        self.editor.setAccessibleDescription(whole)
        for widget in (self.problem, self.editor):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _room(self) -> int:
        """Px for a problem in one line: the field's width, in the label's place less what stands beside it."""
        if not self._is_compact:
            return self.width() - look.S
        others = (self.head.itemAt(place) for place in range(2, self.head.count()))
        return self.width() - sum(item.sizeHint().width() for item in others if item is not None) - look.S

    def _stand_for_label(self, words: str) -> None:
        room = max(40, self._room())
        self.problem.setText(self.problem.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self.problem.setVisible(bool(words))
        self.label.setVisible(not words)

    def value(self) -> Any:
        """What the field holds."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; says nothing to listeners of `left`."""
        raise NotImplementedError


class TextField(Field):
    """One line."""

    def __init__(
        self, words: str, *, needed: bool = False, hint: str = "", limit: int = 0, secret: bool = False
    ) -> None:
        self.edit = LineEdit()
        if limit:
            self.edit.setMaxLength(limit)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(words, self.edit, needed=needed, hint=hint)
        self._secret = secret
        self.edit.textChanged.connect(self._told)
        self.edit.left.connect(self._leave)

    def _told(self, _text: str) -> None:
        self.changed.emit()

    def _leave(self) -> None:
        self.left.emit()

    def value(self) -> str:
        """The text in its normal form; a passphrase exactly as typed."""
        return self.edit.text() if self._secret else clean_line(self.edit.text())

    def set_value(self, value: str) -> None:
        """Show a text."""
        if self.edit.text() != value:
            self.edit.setText(value)
            self.edit.setCursorPosition(0)


class BlockField(Field):
    """Several lines, `lines` of them seen at once."""

    def __init__(self, words: str, *, lines: int = 3, hint: str = "", needed: bool = False) -> None:
        self.edit = BlockEdit()
        self.edit.setFixedHeight(lines * 20 + 18)
        super().__init__(words, self.edit, hint=hint, needed=needed)
        self.edit.textChanged.connect(self.changed)
        self.edit.left.connect(self.left)

    def value(self) -> str:
        """The text in its normal form."""
        return clean_block(self.edit.toPlainText())

    def set_value(self, value: str) -> None:
        """Show a text."""
        if self.edit.toPlainText() != value:
            self.edit.setPlainText(value)


class ReadField(TextField):
    """A line that is read into a value (a date, an amount) when it is left, and shown in one form then."""

    def __init__(
        self,
        words: str,
        read: Callable[[str], Any],
        show: Callable[[Any], str],
        *,
        code: str,
        needed: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__(words, needed=needed, hint=hint)
        self._read = read
        self._show = show
        self._code = code

    @property
    def is_readable(self) -> bool:
        """Nothing typed, or something that could be read."""
        text = super().value()
        return not text or self._read(text) is not None

    def unreadable(self) -> Problem | None:
        """The problem to show while what stands there cannot be read."""
        return None if self.is_readable else Problem(self._code, facts={"text": super().value()})

    def value(self) -> Any:
        """The value read, None where nothing could be."""
        return self._read(super().value())

    def set_value(self, value: Any) -> None:
        """Show a value in its form."""
        super().set_value(self._show(value))

    def _leave(self) -> None:
        """Settled first: whoever hears that it was left may have more to say about it."""
        found = self.value()
        if found is not None:
            super().set_value(self._show(found))
        self.show_problem(self.unreadable())
        super()._leave()


def date_field(words: str, today: date, *, needed: bool = False, hint: str = "") -> ReadField:
    """A day: `15/4/2026`, `15.4.26`, `150426` or `15/4`."""
    field = ReadField(
        words,
        lambda text: reading.read_date(text, today),
        reading.show_date,
        code="date.unreadable",
        needed=needed,
        hint=hint,
    )
    field.edit.setPlaceholderText("dd/mm/yyyy")
    return field


def money_field(words: str) -> ReadField:
    """An amount in đồng: `18.000.000`, `15tr`, `1,5 tỷ`."""
    return ReadField(words, reading.read_money, reading.show_money, code="amount.unreadable")


def count_field(words: str, *, needed: bool = False) -> ReadField:
    """A whole number."""
    return ReadField(
        words,
        reading.read_count,
        lambda count: "" if count is None else str(count),
        code="count.unreadable",
        needed=needed,
    )


class ChoiceField(Field):
    """One of several: pairs of a value and its words."""

    def __init__(self, words: str, choices: Sequence[tuple[Any, str]], *, needed: bool = False) -> None:
        self.edit = Combo()
        self._values: list[Any] = []
        super().__init__(words, self.edit, needed=needed)
        self.set_choices(choices)
        self.edit.currentIndexChanged.connect(self._told)

    def _told(self, _index: int) -> None:
        self.changed.emit()
        self.left.emit()

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices, keeping the chosen one where it is still there."""
        kept = self._values[self.edit.currentIndex()] if self.edit.count() else None
        self._values = [value for value, _words in choices]
        self.edit.blockSignals(True)
        self.edit.clear()
        self.edit.addItems([words for _value, words in choices])
        if kept in self._values:
            self.edit.setCurrentIndex(self._values.index(kept))
        self.edit.blockSignals(False)

    def value(self) -> Any:
        """The chosen value, None where there is nothing to choose."""
        place = self.edit.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """Choose."""
        if value in self._values:
            self.edit.setCurrentIndex(self._values.index(value))


def enum_field(words: str, kinds: Iterable[Any], *, needed: bool = False) -> ChoiceField:
    """A choice among the members of an enum, in their words."""
    return ChoiceField(words, [(kind, wording.label(kind)) for kind in kinds], needed=needed)


class CheckField(Field):
    """Yes or no."""

    def __init__(self, words: str, *, hint: str = "") -> None:
        self.edit = QCheckBox(words)
        super().__init__(words, self.edit)
        self.label.setText("")
        self.edit.setToolTip(hint)
        self.edit.toggled.connect(self._told)

    def _told(self, _on: bool) -> None:
        self.changed.emit()
        self.left.emit()

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.edit.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick or not."""
        self.edit.setChecked(value)


class Form(QObject):
    """Fields by the names that problems use. Knows whether anything was touched since it was filled."""

    touched = Signal()
    left = Signal()

    def __init__(self, fields: dict[str, Field], parent: QObject) -> None:
        super().__init__(parent)
        self.fields = fields
        self.is_dirty = False
        self._filling = False
        for field in fields.values():
            field.changed.connect(self._note)
            field.left.connect(self._field_left)

    def _field_left(self) -> None:
        if (
            not self._filling
        ):  # a field that is hidden meanwhile is left: half of what stood here would be kept
            self.left.emit()

    def _note(self) -> None:
        if not self._filling:
            self.is_dirty = True
            self.touched.emit()

    def fill(self, values: dict[str, Any], *, dirty: bool = False) -> None:
        """Show values by name; afterwards the form counts as untouched unless told otherwise."""
        self._filling = True
        for name, value in values.items():
            self.fields[name].set_value(value)
        self._filling = False
        self.is_dirty = dirty
        self.show_problems(())

    def values(self) -> dict[str, Any]:
        """All values by name."""
        return {name: field.value() for name, field in self.fields.items()}

    def show_problems(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Each problem beside its field (the first of a field wins); gives those that have no field here."""
        by_field: dict[str, Problem] = {}
        homeless: list[Problem] = []
        for problem in problems:
            if problem.field in self.fields:
                by_field.setdefault(problem.field, problem)
            else:
                homeless.append(problem)
        for name, field in self.fields.items():
            unreadable = field.unreadable() if isinstance(field, ReadField) else None
            field.show_problem(unreadable or by_field.get(name))
        return tuple(homeless)

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Names of fields whose text could not be read."""
        return tuple(
            name
            for name, field in self.fields.items()
            if isinstance(field, ReadField) and not field.is_readable
        )

    def focus_first_problem(self) -> None:
        """The focus goes to the first field that has a blocking problem."""
        for field in self.fields.values():
            if field.problem.text() and field.problem.property("tone") == "bad":
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def row(*widgets: QWidget | int, spacing: int = look.L) -> QHBoxLayout:
    """Widgets side by side; a number before a widget is its share of the width."""
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    stretch = 1
    for item in widgets:
        if isinstance(item, int):
            stretch = item
        else:
            box.addWidget(
                item, stretch, Qt.AlignmentFlag.AlignTop if isinstance(item, Field) else Qt.AlignmentFlag(0)
            )
            stretch = 1
    return box
