"""Records of every kind as people read them beside each other: what it is, which field, which value."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop import wording
from desktop.domain.money import figures
from desktop.i18n import _
from desktop.services.sharing import MergeTask
from desktop.ui.handover.names import FIELDS, KINDS
from desktop.ui.kit import reading

_ENUMS = {
    "solution": "Solution",
    "field": "Field",
    "release": "Release",
    "gender": "Gender",
    "kind": "BenefitKind",
}
_PORTAL_FIELDS = {
    "kind": "solution",
    "effect": "benefit",
    "protected": "is_protected",
    "files": "attachments",
}
"""What a portal calls a field of an initiative otherwise."""
_SILENT = frozenset({"id", "person", "workshop_id", "file", "media_type", "size"})
"""Names of what only programs read."""


def kind_words(kind: str) -> str:
    """What a record is."""
    found = KINDS.get(kind)
    return _(found) if found else kind


def title_of(task: MergeTask) -> str:
    """The record as people call it: its kind and its title, name or number."""
    value = task.ours or task.theirs or {}
    name = next((str(value[key]) for key in ("title", "name", "subject", "number") if value.get(key)), "")
    return f"{kind_words(task.kind)}: {name}" if name else kind_words(task.kind)


def field_words(path: tuple[str, ...]) -> str:
    """A field from the outside in; the whole record where no field is named."""
    return " › ".join(_field(name) for name in path) if path else _("Cả bản ghi")


def portal_field(path: str) -> str:
    """A field as a portal names it (`authors.0.share`), for people; "" where it named none."""
    if not path:
        return ""
    first, *inner = path.split(".")
    if first == "sections" and inner:
        return wording.label(f"Section.{inner[0]}")
    first = _PORTAL_FIELDS.get(first, first)
    numbered = [str(int(one) + 1) if one.isdecimal() else _field(one) for one in inner]
    return " › ".join((_field(first), *numbered))


def value_words(value: Any, name: str = "") -> str:
    """A plain value as lines of text."""
    if value is None or value in ("", [], {}):
        return _("(trống)")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        return "\n".join(_pairs(value))
    if isinstance(value, list):
        return "\n".join(_inline(item, name) for item in value)
    return _plain(value, name)


def _pairs(value: dict[str, Any]) -> list[str]:
    told = []
    for name, inner in value.items():
        if name in _SILENT or inner is None or inner in ("", [], {}, False):
            continue
        words = value_words(inner, name)
        told.append(f"{_field(name)}: " + ("\n  " if "\n" in words else "") + words.replace("\n", "\n  "))
    return told or [_("(trống)")]


def _inline(item: Any, name: str) -> str:
    return ", ".join(_pairs(item)) if isinstance(item, dict) else value_words(item, name)


def _plain(value: Any, name: str) -> str:
    label = wording.LABELS.get(f"{_ENUMS.get(name, '')}.{value}")
    if label:
        return _(label)
    if name == "share" and isinstance(value, int):
        return f"{value / 100:.2f} %".replace(".", ",")
    if name == "amount" and isinstance(value, int):
        return figures(value)
    if isinstance(value, str) and len(value) == 10:
        try:
            return reading.show_date(date.fromisoformat(value))
        except ValueError:
            return value
    return str(value)


def _field(name: str) -> str:
    found = FIELDS.get(name)
    return _(found) if found else name
