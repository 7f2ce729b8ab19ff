"""What the union's PCs are called: shared with the register, so that each PC names the others alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop.domain.access import Right
from desktop.domain.house import HouseFact
from desktop.domain.machine import Machine, check_machine
from desktop.domain.problems import Refused
from desktop.domain.text import clean_line
from desktop.services.desk import Look, Work, order, question
from desktop.store import house
from desktop.store.house import HOUSE_FACTS

_KEY = "machine"
SIGNS = 4
"""The last signs of a replica's id, by which a PC without a name is told apart."""


@question()
def names(look: Look) -> Mapping[str, str]:
    """Names by replica, the newest of each."""
    return {fact.value.replica: fact.value.name for fact in house.facts_of(look.session, _KEY)}


@question()
def own_name(look: Look) -> str:
    """What this PC is called, "" where nobody named it."""
    return names(look).get(look.replica, "")


@question()
def name_of(look: Look, replica: str) -> str:
    """What a PC is called; the last signs of its id where nobody named it."""
    return names(look).get(replica, "") or replica[-SIGNS:].lower()


@order(Right.SUBMIT, "machine.name")
def put_name(work: Work, name: str) -> None:
    """Name this PC. Raises the codes of `domain.machine.check_machine`."""
    machine = Machine(work.replica, clean_line(name))
    known = house.facts_of(work.session, _KEY)
    problems = check_machine(machine, [fact.value for fact in known])
    if problems:
        raise Refused(problems[0].code, problems=problems, **problems[0].facts)
    mine = [fact for fact in known if fact.value.replica == work.replica]
    record = mine[-1].id if mine else work.new_id()
    since: date = mine[-1].valid_from if mine else work.today()
    work.save(HOUSE_FACTS, HouseFact(record, _KEY, since, machine))
    work.touch("portal", work.replica)
