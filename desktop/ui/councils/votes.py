"""The votes of one meeting while they are typed: a default for all, others by initiative, and words to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop import wording
from desktop.domain.council import may_vote, passes, votes_needed
from desktop.domain.initiative import Outcome
from desktop.i18n import _
from desktop.ui.kit.tables import Mark


@dataclass(slots=True)
class Votes:
    """What is typed so far. `authors` counts the members who are authors of an initiative: they have no vote on it."""

    members: int = 0
    default: int | None = None
    own: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    completions: dict[str, str] = field(default_factory=dict)
    authors: Mapping[str, int] = field(default_factory=dict)

    def most(self, record: str) -> int:
        """How many may agree at most."""
        return max(0, may_vote(self.members, self.authors.get(record, 0)))

    def yes(self, record: str) -> int:
        """How many members agreed: the initiative's own count, else the default, else all who may."""
        common = self.members if self.default is None else self.default
        return min(self.own.get(record, common), self.most(record))

    def is_carried(self, record: str) -> bool:
        """Two thirds of the members."""
        return passes(self.yes(record), self.members)

    def outcome(self, record: str) -> Outcome:
        """What the council says."""
        if not self.is_carried(record):
            return Outcome.NOT_RECOGNISED
        return Outcome.AFTER_COMPLETION if self.completions.get(record) else Outcome.PROPOSED

    def words(self, record: str) -> str:
        """The reason, or what has to be completed, as the vote stands."""
        return (self.completions if self.is_carried(record) else self.reasons).get(record, "")

    def say(self, record: str, words: str) -> None:
        """Keep the reason, or what has to be completed."""
        kept = self.completions if self.is_carried(record) else self.reasons
        if words:
            kept[record] = words
        else:
            kept.pop(record, None)

    def unexplained(self, record: str) -> bool:
        """Whether it is not carried and nothing says why yet."""
        return not self.is_carried(record) and not self.reasons.get(record)

    def clear(self) -> None:
        """Forget what was typed one by one."""
        self.own.clear()
        self.reasons.clear()
        self.completions.clear()

    def fraction(self, record: str) -> str:
        """`5/7`, a dash until the members are known."""
        return f"{self.yes(record)}/{self.members}" if self.members else "–"

    def arithmetic(self, record: str) -> str:
        """The sum as the minutes show it."""
        told = _("{yes}/{members} thành viên đồng ý, cần {needed}").format(
            yes=self.yes(record), members=self.members, needed=votes_needed(self.members)
        )
        if self.authors.get(record):
            told += " · " + _("{count} thành viên là tác giả, không biểu quyết").format(
                count=self.authors[record]
            )
        return told

    def result(self, record: str) -> Mark:
        """What the vote comes to."""
        if not self.members:
            return Mark("–", "", "muted")
        outcome = self.outcome(record)
        icon, tone = {
            Outcome.PROPOSED: ("good", "good"),
            Outcome.AFTER_COMPLETION: ("waits", "care"),
            Outcome.NOT_RECOGNISED: ("bad", "bad"),
        }[outcome]
        return Mark(wording.label(outcome), icon, tone)
