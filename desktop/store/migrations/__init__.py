"""Numbered steps of the desktop's own tables, forward only. A step that has shipped is never edited again."""

from __future__ import annotations

from desktop.store.migrations import m0001_first, m0002_money
from sync.database import Migration

STEPS: tuple[Migration, ...] = (m0001_first.run, m0002_money.run)
