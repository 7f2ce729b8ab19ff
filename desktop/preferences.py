"""The taste of one user on one PC: a frozen value, kept as TOML, replaced whole. Never a rule of the house."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the program remembers about how it is liked."""

    language: str = "vi"
    user: str = ""
    width: int = 0
    height: int = 0
    last_folder: str = ""
    last_papers: str = ""
    scan_folder: str = ""
    lock_minutes: int = 10
    """The window is locked after so many minutes without a key or the mouse; 0 for never."""


class PreferencesFile:
    """Reads once, writes whole. A file that cannot be read gives the defaults; unknown keys are kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unknown: dict[str, object] = {}
        self.value = self._read()

    def change(self, **what: object) -> Preferences:
        """Remember something; a full or read-only disk costs the memory, not the work."""
        self.value = replace(self.value, **what)  # type: ignore[arg-type]  # checked by the dataclass's own names
        lines = [
            f"{name} = {_toml(value)}" for name, value in {**self._unknown, **asdict(self.value)}.items()
        ]
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
            beside.replace(self._path)
        except OSError:
            return self.value
        return self.value

    def _read(self) -> Preferences:
        try:
            found = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
            return Preferences()
        taken = Preferences()
        for field in fields(Preferences):
            value = found.pop(field.name, None)
            if isinstance(value, type(getattr(taken, field.name))):
                taken = replace(taken, **{field.name: value})
        self._unknown = {name: value for name, value in found.items() if isinstance(value, (str, int, bool))}
        return taken


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
