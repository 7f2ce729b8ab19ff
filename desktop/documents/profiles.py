"""The two profiles of form as data: the decree's for the employer and its council, the union's for the union's papers.

Each is a table of `profiles.toml`; the unit's own file, where it has one, says what differs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path

from desktop.documents.papers import PaperKind
from desktop.documents.profile import DECREE_30, Profile
from desktop.domain.problems import Refused
from desktop.domain.text import normal

FILE = "profiles.toml"


class ProfileName(StrEnum):
    """Nghị định 30/2020/NĐ-CP, or Quyết định 933/QĐ-TLĐ that builds on it."""

    DECREE_30 = "decree_30"
    UNION_933 = "union_933"


UNION_PAPERS = frozenset(
    {
        PaperKind.PAY_LIST,
        PaperKind.ASKING,
        PaperKind.WEEKLY_REPORT,
        PaperKind.FULL_REPORT,
        PaperKind.PRAISE_LETTER,
        PaperKind.PRAISE_DECISION,
    }
)
RANGES: Mapping[str, tuple[float, float]] = {
    "top": (20, 25),
    "bottom": (20, 25),
    "left": (30, 35),
    "right": (15, 20),
    "page_number": (13, 14),
    "body": (13, 14),
    "first_indent": (10, 12.7),
    "gap": (6, 18),
    "country": (12, 13),
    "motto": (13, 14),
    "superior": (12, 13),
    "issuer": (12, 13),
    "number": (13, 13),
    "dated": (13, 14),
    "kind": (13, 14),
    "subject": (13, 14),
    "post": (13, 14),
    "recipients_head": (12, 12),
    "recipients": (11, 11),
    "annex": (14, 14),
    "short_rule": (1 / 3, 1 / 2),
}
"""What the decree allows (annex I). It binds the employer's papers; the union's own numbers are the union's matter."""


def name_for(kind: PaperKind) -> ProfileName:
    """The profile that a paper follows."""
    return ProfileName.UNION_933 if kind in UNION_PAPERS else ProfileName.DECREE_30


def read_profile(folders: Sequence[Path], name: ProfileName) -> Profile:
    """A profile from the first folder that has `profiles.toml`; what it leaves out is as the decree has it.

    Raises `profile.unreadable`, `profile.out_of_range` for a number that the decree does not allow.
    """
    for folder in folders:
        path = folder / FILE
        if path.is_file():
            return _profile(path, name)
    return DECREE_30


def _profile(path: Path, name: ProfileName) -> Profile:
    try:
        said = tomllib.loads(normal(path.read_text(encoding="utf-8-sig"))).get(name.value, {})
        known = {field.name for field in fields(Profile)} - {"lines"}
        values = {key: value for key, value in said.items() if key in known}
        if any(isinstance(value, str) != (key in ("font", "language")) for key, value in values.items()):
            raise Refused("profile.unreadable", file=path.name)
        profile = replace(DECREE_30, **{key: _number(value) for key, value in values.items()})  # type: ignore[arg-type]  # its kinds were looked at above
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise Refused("profile.unreadable", file=path.name) from error
    if name is ProfileName.DECREE_30:
        for key, (low, high) in RANGES.items():
            if not low - 0.01 <= getattr(profile, key) <= high + 0.01:
                raise Refused(
                    "profile.out_of_range", name=key, low=round(low, 2), high=round(high, 2), file=path.name
                )
    return profile


def _number(value: object) -> object:
    """Whole numbers stay whole, so that a size finds its line height."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
