"""The guide to writing a description: what each part wants to know, and a model of it per field. Data of the unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by

from desktop.domain.initiative import Field, Initiative, Section


@dataclass(frozen=True, slots=True)
class Part:
    """One section's questions to the writer, whether it has to be written, and how long it should be at least."""

    section: Section
    hint: str
    needed: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class Guide:
    """Parts in the order of writing, and model texts by field (`other` where a field has none of its own)."""

    parts: tuple[Part, ...]
    models: Mapping[Field, Mapping[Section, str]] = made_by(default_factory=dict)
    version: str = ""

    def model(self, field: Field, section: Section) -> str:
        """A text to look at while writing; empty where the guide has none."""
        own = self.models.get(field, {}).get(section)
        return own or self.models.get(Field.OTHER, {}).get(section, "")

    @property
    def needed(self) -> tuple[Section, ...]:
        """The sections without which a description is not finished."""
        return tuple(part.section for part in self.parts if part.needed)


def written(value: Initiative, guide: Guide) -> int:
    """How many of the needed sections say something."""
    return sum(bool(value.sections.get(section, "").strip()) for section in guide.needed)
