"""Values for tests, each whole and plausible unless a test says otherwise."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from desktop.domain.access import Role, User
from desktop.domain.council import Consideration, Meeting
from desktop.domain.decision import Decision, DecisionState
from desktop.domain.house import Authority, Employer, Signer, Union
from desktop.domain.initiative import (
    Author,
    Benefit,
    BenefitKind,
    CouncilFact,
    Field,
    Initiative,
    Outcome,
    RecognitionFact,
    Route,
    Section,
)
from desktop.domain.person import Person
from desktop.domain.shares import split_evenly
from desktop.services import councils, decisions, folders, initiatives, office
from desktop.services.councils import CouncilResult, MeetingForm
from desktop.services.desk import Desk
from desktop.services.folders import Made
from desktop.store.keys import Strength
from desktop.store.opening import RESERVE
from sync.clock import FixedClock
from sync.clock import unstamp as moment

MORNING = moment("2026-03-05T02:00:00.000000Z")
TODAY = date(2026, 3, 5)
PASSPHRASE = "quạt trần 1979"
WEAK = Strength(passes=1, kibibytes=64, lanes=1)
UNION = Union("Công đoàn cơ sở Công ty May Hạ Long", short="CĐCS May Hạ Long", place="Hạ Long")
EMPLOYER = Employer("Công ty TNHH May Hạ Long", symbol="HL", place="Hạ Long")
HEAD = Signer("Phạm Thị Thu Hà", "Giám đốc")
DEPUTY = Signer("Đỗ Quang Vinh", "Phó Giám đốc", Authority.DEPUTY)


def a_clock(start: datetime = MORNING) -> FixedClock:
    """A second passes at each look."""
    return FixedClock(start, timedelta(seconds=1))


def an_author(name: str = "Nguyễn Thị Hằng", share: int = 10_000, **more: Any) -> Author:
    """One author; without a person, so that storing makes one."""
    return Author(more.pop("person", ""), name, share, **more)


def authors(*names: str) -> tuple[Author, ...]:
    """Authors with equal shares."""
    return tuple(an_author(name, share) for name, share in zip(names, split_evenly(len(names)), strict=True))


def an_initiative(title: str = "Gá kẹp vải cho máy vắt sổ", **more: Any) -> Initiative:
    """A complete form, not yet stored."""
    whole = Initiative(
        id="",
        title=title,
        field=Field.TOOLING,
        workshop="Chuyền may 3",
        authors=(an_author(),),
        first_used=date(2026, 1, 12),
        benefit=Benefit(BenefitKind.AMOUNT, 12_500_000, "tiết kiệm vải"),
        summary="Bộ gá giữ mép vải, bớt một thao tác của thợ phụ.",
        sections={Section.CONTENT: "Gá bằng thép tấm 2 ly, bắt vào bàn máy."},
    )
    return replace(whole, **more)


def a_protected_initiative(secret: str = "tỉ lệ pha hóa chất 7 phần 3", **more: Any) -> Initiative:
    """One of which nothing but title and effect may leave; its secret stands wherever text can stand."""
    return an_initiative(
        title="Nhuộm lại vải lỗi màu",
        summary=f"Dùng {secret}.",
        sections={Section.CONTENT: f"Pha theo {secret}."},
        is_protected=True,
        protected_text=f"Không nói ra: {secret}.",
        **more,
    )


def a_stored_initiative(record: str, **more: Any) -> Initiative:
    """As it stands in the store, with people and number."""
    value = an_initiative(**more)
    named = tuple(
        replace(item, person=item.person or f"p-{record}-{n}") for n, item in enumerate(value.authors)
    )
    return replace(
        value, id=record, number=value.number or 1, entered_on=value.entered_on or TODAY, authors=named
    )


def a_council_fact(**more: Any) -> CouncilFact:
    """Carried by six of seven."""
    fact = CouncilFact("m1", "02/BB-HĐSK", date(2026, 2, 20), 6, 7, Outcome.PROPOSED)
    return replace(fact, **more)


def a_recognition(**more: Any) -> RecognitionFact:
    """Named by a signed decision."""
    return replace(RecognitionFact("d1", "05/QĐ-HL", date(2026, 3, 2), Route.COUNCIL), **more)


def a_person(record: str = "p1", name: str = "Nguyễn Thị Hằng", **more: Any) -> Person:
    """One person."""
    return replace(Person(record, name), **more)


def a_meeting(record: str = "m1", *considered: str) -> Meeting:
    """Seven members; each initiative has six votes."""
    said = tuple(Consideration(item, 6, Outcome.PROPOSED) for item in considered)
    return Meeting(record, "02/BB-HĐSK", date(2026, 2, 20), 7, 7, "Phạm Thị Thu Hà", "Đỗ Quang Vinh", said)


def a_decision(record: str = "d1", *listed: str, **more: Any) -> Decision:
    """A draft."""
    draft = Decision(
        record, DecisionState.DRAFT, Route.COUNCIL, "QĐ-HL", 2026, HEAD, listed, date(2026, 3, 1)
    )
    return replace(draft, **more)


def a_folder(path: Path, *, seed: int = 7, user: str = "Lê Thị Mai") -> Made:
    """A new data folder with its first user, who has all roles; weak keys, a fixed clock, a seeded source."""
    return folders.create(
        path,
        union=UNION,
        user_name=user,
        passphrase=PASSPHRASE,
        clock=a_clock(),
        random=Random(seed).randbytes,
        strength=WEAK,
    )


@dataclass(frozen=True)
class _Kept:
    """A folder that was made once, and where its clock and its random source stood then."""

    path: Path
    words: tuple[str, ...]
    clock: dict[str, Any]
    random: Any


@cache
def _made_once(seed: int, user: str) -> _Kept:
    room = Path(tempfile.mkdtemp(prefix="sangkien-ready-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    clock, random = a_clock(), Random(seed)
    made = folders.create(
        room / "so",
        union=UNION,
        user_name=user,
        passphrase=PASSPHRASE,
        clock=clock,
        random=random.randbytes,
        strength=WEAK,
    )
    kept = _Kept(room / "so", made.recovery_words, dict(vars(clock)), random.getstate())
    made.desk.close()
    return kept


def a_ready_folder(path: Path, *, seed: int = 7, user: str = "Lê Thị Mai") -> Made:
    """What `a_folder` makes, to the last byte of its ids, in a third of the time: copied from one, and opened.

    For tests whose subject is not how a folder is made.
    """
    kept = _made_once(seed, user)
    shutil.copytree(kept.path, path, copy_function=_copied)
    clock, random = a_clock(), Random(seed)
    desk = folders.sign_in(path, PASSPHRASE, clock=clock, random=random.randbytes)
    vars(clock).update(kept.clock)
    random.setstate(kept.random)
    return Made(desk, kept.words)


def _copied(source: str, target: str) -> None:
    """The reserve is taken away or left, never written to: one of them does for all."""
    if Path(source).name == RESERVE:
        with suppress(OSError):
            os.link(source, target)
            return
    shutil.copy2(source, target)


def settled(desk: Desk) -> None:
    """What a decision needs: the employer and who signs."""
    desk.do(office.put_employer, EMPLOYER)
    desk.do(office.put_signer, HEAD)


def stored(desk: Desk, *values: Initiative) -> tuple[str, ...]:
    """Store these; gives their ids."""
    return tuple(desk.do(initiatives.save, value).value for value in values)


def proposed(desk: Desk, ids: Sequence[str], *, yes: int = 6) -> CouncilResult:
    """A meeting of seven about these."""
    votes, reasons = dict.fromkeys(ids, yes), dict.fromkeys(ids, "chưa mới")
    form = MeetingForm("02/BB-HĐSK", date(2026, 2, 20), 7, votes, reasons, present=7)
    return desk.do(councils.record, form).value


def drafted(desk: Desk, ids: Sequence[str]) -> str:
    """Considered and drafted into a decision; gives its id."""
    proposed(desk, ids)
    return desk.do(decisions.draft, ids, HEAD).value


def as_role(desk: Desk, *roles: Role) -> Desk:
    """The same open folder for somebody with these roles."""
    user = User("u-other", "Trần Văn Nam", roles)
    return Desk(desk.opened, user, desk.replica, desk.clock, desk.random)
