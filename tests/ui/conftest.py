"""A real window at a real folder, with somebody at the keyboard and a watch on the main thread."""

from __future__ import annotations

from helpers.office_programs import with_libreoffice, without_office_programs
from helpers.window import desk, dressed, frame, hand, jobs, watched, window

__all__ = [
    "desk", "dressed", "frame", "hand", "jobs", "watched", "window", "with_libreoffice", "without_office_programs",
]  # fmt: skip
