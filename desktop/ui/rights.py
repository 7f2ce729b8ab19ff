"""Which right each action of the window needs: that of the order behind it, by its group, with what only looks named.

What a group does by default needs the group's right, so that a new action is held back until somebody says that it only
looks. `desk.do` refuses all the same; this spares people what would be refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.access import Right

GROUPS: Mapping[str, Right] = {
    "": Right.READ,
    "initiative": Right.ENTER,
    "form": Right.ENTER,
    "entry": Right.ENTER,
    "recovery": Right.ENTER,
    "idea": Right.ENTER,
    "describing": Right.ENTER,
    "import": Right.IMPORT,
    "columns": Right.IMPORT,
    "council": Right.COUNCIL,
    "intake": Right.ENTER,
    "call": Right.COUNCIL,
    "answer": Right.SUBMIT,
    "marks": Right.COUNCIL,
    "member": Right.ARRANGE,
    "rubric": Right.ARRANGE,
    "decision": Right.DECIDE,
    "draft": Right.DECIDE,
    "sign": Right.DECIDE,
    "mend": Right.DECIDE,
    "cert": Right.READ,
    "templates": Right.ARRANGE,
    "template": Right.ARRANGE,
    "guidance": Right.ARRANGE,
    "paper": Right.READ,
    "floor": Right.ENTER,
    "catalogue": Right.ENTER,
    "praise": Right.DECIDE,
    "pay": Right.PAY,
    "report": Right.REPORT,
    "target": Right.REPORT,
    "unit": Right.REPORT,
    "handover": Right.SUBMIT,
    "ways": Right.SUBMIT,
    "story": Right.SUBMIT,
    "office": Right.ARRANGE,
    "user": Right.ADMINISTER,
    "personal": Right.PERSONAL,
    "consent": Right.CONSENT,
    "looks": Right.ADMINISTER,
}
"""By what stands before the dot of an action's id."""

OTHERS: Mapping[str, Right] = {
    "floor.names": Right.READ,
    "floor.board": Right.READ,
    "floor.book": Right.READ,
    "catalogue.find": Right.READ,
    "catalogue.back": Right.READ,
    "catalogue.house": Right.READ,
    "office.people": Right.READ,
    "initiative.filter": Right.READ,
    "initiative.filters": Right.READ,
    "initiative.export": Right.READ,
    "initiative.alike": Right.READ,
    "initiative.describe": Right.READ,
    "initiative.open": Right.READ,
    "initiative.import": Right.IMPORT,
    "initiative.check": Right.CHECK,
    "entry.consents": Right.CONSENT,
    "idea.open": Right.READ,
    "idea.filter": Right.READ,
    "idea.print": Right.READ,
    "idea.acknowledge": Right.READ,
    "describing.model": Right.READ,
    "describing.print": Right.READ,
    "praise.print": Right.READ,
    "praise.all": Right.READ,
    "praise.card": Right.READ,
    "praise.card_save": Right.READ,
    "council.intake": Right.READ,
    "council.call": Right.READ,
    "council.marks": Right.READ,
    "council.result": Right.READ,
    "council.papers": Right.READ,
    "council.members": Right.READ,
    "council.rubric": Right.READ,
    "council.paper": Right.READ,
    "council.whole": Right.READ,
    "council.around": Right.DECIDE,
    "council.file": Right.DECIDE,
    "council.opinion": Right.SUBMIT,
    "intake.all": Right.READ,
    "intake.slips": Right.READ,
    "intake.book": Right.READ,
    "decision.preview": Right.READ,
    "decision.certificates": Right.READ,
    "cert.again": Right.DECIDE,
    "pay.list": Right.READ,
    "report.preview": Right.READ,
    "report.book": Right.READ,
    "report.again": Right.READ,
    "handover.receipts": Right.READ,
    "handover.story": Right.READ,
    "initiative.story": Right.SUBMIT,
    "guidance.other": Right.READ,
    "guidance.out": Right.READ,
    "office.words": Right.READ,
}
"""Actions of a group that need another right than the rest of it: mostly those that only look or print."""


def needed(action: str) -> Right:
    """The right that an action needs; one of a group that nobody named is for administrators until somebody does."""
    group, _, what = action.rpartition(".")
    if what == "close":
        return Right.READ
    return OTHERS.get(action) or GROUPS.get(group, Right.ADMINISTER)
