"""The words that papers are made of: a unit may change them in `texts.toml`; names after `$` are filled in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Template

from desktop.domain.problems import Refused
from desktop.domain.text import normal

FILE = "texts.toml"


class Phrases:
    """Phrases by section and key."""

    def __init__(self, sections: Mapping[str, Mapping[str, object]]) -> None:
        self._sections = sections

    def line(self, section: str, key: str, /, **values: object) -> str:
        """One phrase, filled. Raises `Refused("texts.missing")` or `("texts.unknown_name")`."""
        found = self._found(section, key)
        if not isinstance(found, str):
            raise Refused("texts.missing", section=section, key=key)
        return _filled(found, section, key, values)

    def lines(self, section: str, key: str, /, **values: object) -> tuple[str, ...]:
        """A list of phrases, each filled."""
        found = self._found(section, key)
        if not isinstance(found, list):
            raise Refused("texts.missing", section=section, key=key)
        return tuple(_filled(str(item), section, key, values) for item in found)

    def _found(self, section: str, key: str) -> object:
        return self._sections.get(section, {}).get(key)


def read_phrases(folder: Path) -> Phrases:
    """The phrases of a language's folder. Raises `Refused("texts.unreadable")`."""
    path = folder / FILE
    try:
        return Phrases(tomllib.loads(normal(path.read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused("texts.unreadable", file=path.name) from error


def _filled(phrase: str, section: str, key: str, values: Mapping[str, object]) -> str:
    try:
        return Template(phrase).substitute(values)
    except (KeyError, ValueError) as error:
        raise Refused("texts.unknown_name", section=section, key=key, name=str(error).strip("'")) from error
