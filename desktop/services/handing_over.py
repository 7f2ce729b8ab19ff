"""To the portal: "Chốt nộp", enrolment by paper code, a round of exchange, receipts, and what came back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from desktop.domain.access import Right
from desktop.domain.house import Release
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Problem, Refused
from desktop.domain.release import level_of, released
from desktop.services import clones, office, practice_guard, sharing, unattended
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.services.line import line_of
from desktop.services.office import House
from desktop.store import initiatives, personal
from desktop.store.columns import to_json
from desktop.store.initiatives import INITIATIVES
from sync import engine, outbox, outbox_beyond, outbox_questions
from sync.engine import Progress, RoundResult
from sync.outbox import NotSendable, Outgoing
from sync.outbox_beyond import Beyond
from sync.outbox_questions import RecordState, Summary
from sync.outcomes import Files, Transport
from sync.paper_code import PaperCodeError
from sync.wire import FileRef

__all__ = ["Beyond", "Progress", "RecordState", "RoundResult", "Summary"]

KIND = "initiative"


@dataclass(frozen=True, slots=True)
class Incomplete:
    """One that could not be frozen, and every reason."""

    id: str
    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Submitted:
    """What "Chốt nộp" did: frozen anew, already frozen just so, held back by choice, incomplete."""

    frozen: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    not_released: tuple[str, ...] = ()
    incomplete: tuple[Incomplete, ...] = ()
    without_consent: tuple[str, ...] = ()
    """Authors that leave by name though no paper says that they agreed: told, and nothing is held back."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """With which portal, and as which unit."""

    unit: str
    portal: str
    portal_key: str


@dataclass(slots=True)
class _Result:
    frozen: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    not_released: list[str] = field(default_factory=list)
    incomplete: list[Incomplete] = field(default_factory=list)
    marked: list[tuple[str, str, str]] = field(default_factory=list)


@order(Right.SUBMIT, "initiative.release")
def submit(work: Work, ids: Sequence[str], release: Release | None = None) -> Submitted:
    """Freeze a change for the portal for each of these, at the level asked for (else at each one's own).

    Nothing leaves the PC by this; `send` does that. Raises `union.name_missing`, `submit.nothing`.
    """
    if not ids:
        raise Refused("submit.nothing")
    house = office.facts(work)
    if house.union is None:
        raise Refused("union.name_missing")
    found = initiatives.load_many(work.session, list(ids))
    result = _Result()
    leveled: list[tuple[Initiative, Initiative]] = []
    for record in dict.fromkeys(ids):
        value = found.get(record)
        if value is None:
            problem = Problem("initiative.missing", facts={"id": record})
            result.incomplete.append(Incomplete(record, "", (problem,)))
            continue
        level = level_of(value, release)
        if release is not None and release is not value.release:
            leveled.append((value, replace(value, release=release)))
        _freeze(work, house, value, level, result)
    work.save_changed(INITIATIVES, leveled)
    for mark in result.marked:  # last: the revision that was frozen is the one that stands now
        initiatives.mark_shared(work.session, *mark)
    return Submitted(
        tuple(result.frozen),
        tuple(result.unchanged),
        tuple(result.not_released),
        tuple(result.incomplete),
        _without_consent(
            work,
            [found[one] for one in result.frozen if level_of(found[one], release) is Release.FULL],
        ),
    )


def _without_consent(work: Work, values: Sequence[Initiative]) -> tuple[str, ...]:
    """Silence is no consent (Law 91/2025/QH15): names, each once."""
    agreed = personal.consenting(work.session, work.today())
    named = {author.person: author.name for value in values for author in value.authors}
    return tuple(name for person, name in named.items() if person not in agreed)


def _freeze(work: Work, house: House, value: Initiative, level: Release, result: _Result) -> None:
    if level is Release.NONE:
        result.not_released.append(value.id)
        return
    leaving = released(value, house.union, house.employer, level)  # type: ignore[arg-type]  # asked before
    files = tuple(FileRef(sha256=f.file, size=f.size, name=f.name, media=f.media_type) for f in leaving.files)
    item = Outgoing(kind=KIND, record=value.id, body=leaving.body, files=files, secret=leaving.secret)
    try:
        frozen = outbox.freeze(work.session, work.clock, work.random, item)
    except NotSendable as refused:
        problems = tuple(Problem(fault.code, fault.field, fault.facts) for fault in refused.faults)
        result.incomplete.append(Incomplete(value.id, value.title, problems))
        return
    if frozen.new:
        result.frozen.append(value.id)
    else:
        result.unchanged.append(value.id)
    result.marked.append((value.id, frozen.fingerprint, to_json(leaving.body)))
    work.touch(INITIATIVES.kind, value.id)


@job(Right.SUBMIT, writes=True)
def enrol(desk: Desk, url: str, code: str) -> Enrolled:
    """Enrol this PC with the paper code of a portal's officer; its keys are pinned from the code. Blocking.

    Raises `code.group`, `code.length`, `code.version` for a mistyped code, and the codes of the exchange:
    `enrolment.…`, `url.not_https`, `portal.…`.
    """
    from sync import enrolment  # with the HTTP library: a window that sends nothing starts without it

    desk.look(_demand_allowed, url)
    with _enrolling(desk) as transport:
        done = enrolment.enrol(desk.database, transport, desk.clock, desk.random, url.strip(), code)
    return Enrolled(done.unit_name, done.portal_name, done.portal_key)


@job(Right.SUBMIT, writes=True)
def enrol_beyond(desk: Desk, code: str) -> str:
    """Make this PC known to the portal above the relay, by that portal's own paper code; its name. Blocking.

    Raises as `enrol` does, `not_enrolled` before this PC knows a relay, and `relay.none` where it is none.
    """
    from sync import enrolment  # late, as above

    with _enrolling(desk) as transport:
        return enrolment.enrol_beyond(desk.database, transport, desk.clock, desk.random, code)


@contextmanager
def _enrolling(desk: Desk) -> Iterator[Transport]:
    from sync import enrolment  # late, as above
    from sync.transport import HttpTransport

    transport = HttpTransport(line_of(desk))
    try:
        yield transport
    except PaperCodeError as error:
        raise Refused(error.code, group=error.group) from error
    except enrolment.NotEnrolled as error:
        raise Refused(error.code, **error.facts) from error
    finally:
        transport.close()


@question()
def beyond(look: Look) -> Beyond | None:
    """What stands at the portal above the relay; None where there is none."""
    return outbox_beyond.summary(look.session)


@job(Right.SUBMIT, writes=True)
def send(
    desk: Desk,
    *,
    text_only: bool = False,
    limit_bytes: int | None = None,
    eager: bool = True,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> RoundResult:
    """One round of exchange, and what other PCs of the union had to say.

    `eager`: somebody asked for it; else the wait between tries is kept. Answers that came while nobody was signed in
    are taken in first, and what is left is laid out for the system's scheduler, where that sends.
    Blocking; holds no transaction while it waits. Many deletions from elsewhere wait for an administrator.
    """
    from sync.transport import HttpTransport  # late, as above

    desk.look(may_leave)
    unattended.take_back(desk)
    transport = HttpTransport(line_of(desk))
    try:
        result = engine.run(
            desk.database,
            transport,
            files_of(desk),
            desk.clock,
            desk.random,
            stop,
            progress,
            text_only=text_only,
            limit_bytes=limit_bytes,
            eager=eager,
        )
    finally:
        transport.close()
    try:
        sharing.take_in_all(desk)
    except Refused as refused:
        if refused.code != "sharing.many_deleted":
            raise  # the many wait for an administrator, and the screen says so
    unattended.fill(desk)
    return result


@question()
def may_leave(look: Look) -> None:
    """Raise the code of what holds everything back: a copied folder, a practice register before a real portal."""
    clones.demand_own(look)
    practice_guard.demand_own_portal(look)


@question()
def _demand_allowed(look: Look, url: str) -> None:
    practice_guard.demand_allowed(look, url)


@question()
def summary(look: Look) -> Summary:
    """The numbers behind the one honest sentence."""
    return outbox_questions.summary(look.session)


@question()
def states(look: Look, ids: Sequence[str]) -> Mapping[str, RecordState]:
    """What the portal last said of each."""
    return outbox_questions.status_of(look.session, list(ids))


def files_of(desk: Desk) -> Files:
    """The frozen files of this folder, in clear, for whoever takes them to the portal."""
    return _Files(desk)


class _Files:
    """The store's files as the exchange asks for them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, sha256: str) -> BinaryIO:
        """A reader over the clear content."""
        try:
            return self._desk.files.open(sha256)
        except Refused as refused:
            raise FileNotFoundError(sha256) from refused
