"""The whole program by keys: the same window and the same hand as the tests of screens."""

from __future__ import annotations

from helpers.window import desk, dressed, frame, hand, jobs, watched, window

__all__ = ["desk", "dressed", "frame", "hand", "jobs", "watched", "window"]
