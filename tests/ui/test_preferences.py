"""Preferences: written whole, read with care, never in the way of the work."""

from __future__ import annotations

from pathlib import Path

from desktop.preferences import Preferences, PreferencesFile


def test_what_was_changed_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "taste" / "p.toml"
    PreferencesFile(path).change(language="en", width=1200, user='Thu "Hường"')
    again = PreferencesFile(path).value
    assert (again.language, again.width, again.user) == ("en", 1200, 'Thu "Hường"')


def test_a_file_that_cannot_be_read_gives_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_bytes(b"\xff\xfe not toml [")
    assert PreferencesFile(path).value == Preferences()


def test_a_value_of_the_wrong_kind_falls_back(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text('width = "wide"\nlanguage = "en"\n', encoding="utf-8")
    assert PreferencesFile(path).value == Preferences(language="en")


def test_unknown_names_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text("of_a_newer_program = true\n", encoding="utf-8")
    PreferencesFile(path).change(language="en")
    assert "of_a_newer_program = true" in path.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert PreferencesFile(blocked / "p.toml").change(language="en").language == "en"
