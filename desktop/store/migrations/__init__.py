"""Numbered steps of the desktop's own tables, forward only. A step that has shipped is never edited again."""

from __future__ import annotations

from desktop.store.migrations import (
    m0001_first,
    m0002_money,
    m0003_people,
    m0004_entry,
    m0005_council,
    m0006_papers,
    m0007_accounts,
    m0008_trust,
    m0009_money,
    m0010_scans,
    m0011_sharing,
    m0012_handing_over,
    m0013_typed_words,
    m0014_kept_pages,
    m0015_twin_numbers,
)
from sync.database import Migration

STEPS: tuple[Migration, ...] = (
    m0001_first.run,
    m0002_money.run,
    m0003_people.run,
    m0004_entry.run,
    m0005_council.run,
    m0006_papers.run,
    m0007_accounts.run,
    m0008_trust.run,
    m0009_money.run,
    m0010_scans.run,
    m0011_sharing.run,
    m0012_handing_over.run,
    m0013_typed_words.run,
    m0014_kept_pages.run,
    m0015_twin_numbers.run,
)
