"""The audit chain: walked and told."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.access import Right
from desktop.services.desk import Look, question
from desktop.store import history


@dataclass(frozen=True, slots=True)
class AuditResult:
    """How many operations there are, the chain's last link, and the first one that does not fit (None: all do)."""

    operations: int
    head: str
    broken_at: int | None


@question(Right.READ)
def verify(look: Look) -> AuditResult:
    """Compute every link again from what history holds."""
    operations, head = history.head(look.session)
    return AuditResult(operations, head, history.verify(look.session))
