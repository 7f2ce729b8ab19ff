"""Which PC keeps an issuer's register, and so may give the next number of a series of its own.

One PC alone may always. Once the union's PCs share, the one that began keeps what nobody kept yet; a PC that joined
gives no number before it was handed the register over by somebody's word.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.access import Right
from desktop.domain.house import HouseFact
from desktop.domain.problems import Refused
from desktop.domain.series import Issuing, Numbering, SeriesRule, rule_for
from desktop.services import machines
from desktop.services.desk import Look, Work, order, question
from desktop.store import house, local
from desktop.store.house import HOUSE_FACTS
from sync import outbox_sharing

_JOINED = "sharing_joined"


@question()
def rule(look: Look, issuer: Issuing) -> SeriesRule:
    """How an issuer's papers are numbered."""
    return rule_for((fact.value for fact in house.facts_of(look.session, "series")), issuer)


@order(Right.ARRANGE, "office.series")
def put_series(work: Work, rule: SeriesRule) -> None:
    """Say how an issuer's papers are numbered, and which PC keeps the register (`keep_here`)."""
    known = [fact for fact in house.facts_of(work.session, "series") if fact.value.issuer is rule.issuer]
    fact = HouseFact(known[0].id if known else work.new_id(), "series", work.today(), rule)
    work.save(HOUSE_FACTS, fact)


@order(Right.ARRANGE, "office.series")
def keep_here(work: Work, issuer: Issuing) -> None:
    """This PC keeps the issuer's register from now on: the one that did hands it over."""
    put_series(work, replace(rule(work, issuer), keeper=work.replica))


def keep_what_nobody_keeps(work: Work) -> None:
    """Part of an order that begins to share: the first PC keeps the series that are counted here."""
    if local.get(work.session, _JOINED):
        return
    for issuer in Issuing:
        held = rule(work, issuer)
        if held.numbering is Numbering.OWN and not held.keeper:
            put_series(work, replace(held, keeper=work.replica))


def note_joined(work: Work) -> None:
    """Part of an order that takes another PC's key: this is not the first PC of the union."""
    local.put(work.session, _JOINED, "1")


def demand_here(look: Look, issuer: Issuing) -> None:
    """Raise where another PC gives the next number: `series.kept_elsewhere`, `series.no_keeper` where none is named."""
    held = rule(look, issuer)
    if held.numbering is not Numbering.OWN or held.keeper == look.replica:
        return
    if held.keeper:
        raise Refused("series.kept_elsewhere", machine=machines.name_of(look, held.keeper))
    if local.get(look.session, _JOINED) or outbox_sharing.is_on(look.session):
        raise Refused("series.no_keeper")
