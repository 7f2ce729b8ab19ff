"""The audit chain: walked, held against what was written down of it elsewhere, and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services import backups
from desktop.services.desk import Desk, Work, job, order
from desktop.store import chain
from desktop.store.chain import Anchor
from desktop.store.chain import Fault as Fault
from desktop.store.opening import sql_refusals


@dataclass(frozen=True, slots=True)
class AuditResult:
    """How many operations there are, the chain's last link, and the first fault (None: all fit).

    `anchor` is the head as text, for a paper; `anchors` how many others held the chain; `copy` what is wrong with the
    second copy of the head, "" for nothing.
    """

    operations: int
    head: str
    anchor: str
    fault: Fault | None
    anchors: int
    copy: str = ""

    @property
    def broken_at(self) -> int | None:
        """The number of the first operation that does not fit."""
        return None if self.fault is None else self.fault.at

    @property
    def is_well(self) -> bool:
        """Nothing wrong in the chain, nothing between it and its second copy."""
        return self.fault is None and not self.copy


@job(Right.READ)
def verify(desk: Desk, typed: Sequence[str] = ()) -> AuditResult:
    """Compute every link again, and hold the chain against every anchor there is. Blocking.

    Anchors are receipts, backups, the second copy, and those that somebody typed off a paper. Raises
    `audit.anchor_malformed`.
    """
    anchors = [*_typed(typed), *backups.anchors(desk.folder), *_copied(desk)]
    # Past the user's own sight: a chain of which some links are hidden cannot be walked, and nothing of it is shown.
    with sql_refusals(desk.folder), desk.database.read() as session:
        anchors += chain.of_receipts(session)
        head = chain.head(session)
        fault = chain.verify(session, anchors)
    return AuditResult(head.operations, head.head, str(head), fault, len(anchors), desk.opened.head_fault)


@order(Right.ADMINISTER, "audit.accept")
def accept(work: Work) -> str:
    """Somebody looked into a second copy that does not fit, and goes on from the chain as it stands.

    History keeps that they did. Raises `audit.copy_fits` where there is nothing to accept.
    """
    found = work.folder.head_fault
    if not found:
        raise Refused("audit.copy_fits")
    work.operation.make_final()
    assert work.operation.seq  # the entry is made although it touches no record
    return found


@job(Right.ADMINISTER, writes=True)
def accept_copy(desk: Desk) -> str:
    """`accept`, and the second copy is written anew. Gives what was wrong with it."""
    found = desk.do(accept).value
    desk.opened.accept_head()
    return found


def _typed(typed: Sequence[str]) -> list[Anchor]:
    found = []
    for text in typed:
        anchor = Anchor.parse(text, "paper")
        if anchor is None:
            raise Refused("audit.anchor_malformed", text=text)
        found.append(anchor)
    return found


def _copied(desk: Desk) -> list[Anchor]:
    try:
        copied = desk.opened.head_copy.read()
    except Refused:
        return []
    return [] if copied is None else [copied]
