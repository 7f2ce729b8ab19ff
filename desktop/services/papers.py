"""A decision's pages: a draft, or the frozen issue again. Blocking, so called on a lane."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.problems import Refused
from desktop.services import decisions, registers
from desktop.services.desk import Desk
from desktop.services.printing import QUICK, Rendered, frozen, render

Stop = Callable[[], object]


def render_decision(desk: Desk, record: str, *, quick: bool = False, stop: Stop = lambda: None) -> Rendered:
    """A decision's pages: the frozen bytes once it is signed, else a fresh draft with number and date blank.

    `quick`: by the way that takes less than a second, to be looked at while the other one is made.
    """
    decision = desk.look(decisions.get, record)
    if decision.files.pdf:
        return reprint(desk, record)
    issue = desk.look(decisions.current_facts, record)
    code = desk.look(registers.code_on, record, "decision")
    return render(desk, issue.decision, code=code, engines=QUICK if quick else None, stop=stop)


def reprint(desk: Desk, record: str) -> Rendered:
    """The frozen bytes of an issue. Raises `decision.not_signed`, `file.missing`, `file.damaged`."""
    decision = desk.look(decisions.get, record)
    if not decision.files.pdf:
        raise Refused("decision.not_signed")
    return frozen(desk, decision.files)
