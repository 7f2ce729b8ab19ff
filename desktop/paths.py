"""Where things are: in a checkout, in a wheel, in a frozen build."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_HERE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """The folder of this union's data: `SANGKIEN_DATA`, else the platform's own place."""
    chosen = os.environ.get("SANGKIEN_DATA")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("SoSangKien", appauthor=False))


def preferences_file() -> Path:
    """The taste of this user on this PC."""
    return Path(platformdirs.user_config_dir("SoSangKien", appauthor=False)) / "preferences.toml"


def templates_folder() -> Path:
    """The Word templates that came with the program: beside a checkout, else inside the package."""
    beside = _HERE.parent / "templates"
    return beside if beside.is_dir() else _HERE / "_templates"


def icons_folder() -> Path:
    """One SVG a meaning."""
    return _HERE / "icons"
