"""The votes of one meeting while they are typed: a default for all, others by initiative, reasons where one fails."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop import wording
from desktop.domain.council import passes, votes_needed
from desktop.domain.initiative import Outcome
from desktop.i18n import _
from desktop.ui.kit.tables import Mark


@dataclass(slots=True)
class Votes:
    """What is typed so far."""

    members: int = 0
    default: int | None = None
    own: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def yes(self, record: str) -> int:
        """How many members agreed: the initiative's own count, else the default, else all."""
        common = self.members if self.default is None else self.default
        return min(self.own.get(record, common), self.members)

    def is_carried(self, record: str) -> bool:
        """Two thirds of the members."""
        return passes(self.yes(record), self.members)

    def fraction(self, record: str) -> str:
        """`5/7`, a dash until the members are known."""
        return f"{self.yes(record)}/{self.members}" if self.members else "–"

    def arithmetic(self, record: str) -> str:
        """The sum as the minutes show it."""
        return _("{yes}/{members} thành viên đồng ý, cần {needed}").format(
            yes=self.yes(record), members=self.members, needed=votes_needed(self.members)
        )

    def result(self, record: str) -> Mark:
        """What the vote comes to."""
        if not self.members:
            return Mark("–", "", "muted")
        if self.is_carried(record):
            return Mark(wording.label(Outcome.PROPOSED), "good", "good")
        return Mark(wording.label(Outcome.NOT_RECOGNISED), "bad", "bad")
