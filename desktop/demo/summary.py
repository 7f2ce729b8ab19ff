"""What the demonstration found beside what its sample made it expect."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.i18n import _


@dataclass(slots=True)
class Figure:
    """One figure: what the sample makes us expect, and what was found."""

    name: str
    expected: object
    found: object


@dataclass(slots=True)
class Summary:
    """All figures, and where the papers are."""

    figures: list[Figure] = field(default_factory=list)
    papers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def note(self, name: str, expected: object, found: object) -> None:
        """Add one figure."""
        self.figures.append(Figure(name, expected, found))

    @property
    def agrees(self) -> bool:
        """Whether every expected figure is the found one."""
        return all(figure.expected == figure.found for figure in self.figures)

    def document(self) -> dict[str, object]:
        """As JSON."""
        return {
            "agrees": self.agrees,
            "seconds": round(self.seconds, 1),
            "expected": {figure.name: figure.expected for figure in self.figures},
            "found": {figure.name: figure.found for figure in self.figures},
            "papers": self.papers,
        }

    def sentences(self) -> list[str]:
        """For people: a line a figure."""
        lines = [
            f"{'✓' if figure.expected == figure.found else '✗'} {figure.name}: {figure.found}"
            + ("" if figure.expected == figure.found else f" ({_('mong đợi')} {figure.expected})")
            for figure in self.figures
        ]
        end = _("Mọi con số khớp.") if self.agrees else _("Có con số không khớp.")
        return [*lines, end]
