"""The legal bases that came with the program: `legal.toml` beside the templates."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from desktop.domain.legal import LegalBasis
from desktop.domain.problems import Refused
from desktop.domain.text import normal

FILE = "legal.toml"


@cache
def read_bases(folder: Path) -> tuple[LegalBasis, ...]:
    """The bases of a language's folder. Raises `Refused("texts.unreadable")`."""
    path = folder / FILE
    try:
        said = tomllib.loads(normal(path.read_text(encoding="utf-8")))
        return tuple(msgspec.convert(one, LegalBasis) for one in said["basis"])
    except (OSError, UnicodeDecodeError, ValueError, KeyError) as error:
        raise Refused("texts.unreadable", file=path.name) from error
