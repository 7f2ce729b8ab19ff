"""One register on several PCs of a union: what one saves the others take in, and what both changed a person chooses.

Different fields merge; the same field changed to different values becomes a task with both values; an issued
paper is never merged; an edit beats a deletion, which stays as a proposal. Nothing is taken over silently that
somebody here changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.domain.access import Right
from desktop.domain.problems import Refused
from desktop.services import backups, keepers
from desktop.services.desk import Desk, Look, Work, job, order, question
from desktop.store import merge_tasks, shared_files, sharing
from desktop.store.chain import Stamp
from desktop.store.merge_tasks import Choice, Clash, MergeTask
from sync import merge, outbox, outbox_sharing, signing
from sync.clock import stamp, unstamp
from sync.outbox_sharing import Came, Said, Version

__all__ = [
    "Choice",
    "Clash",
    "MergeTask",
    "Sharing",
    "TakenIn",
    "allow_deletions",
    "decide",
    "join",
    "start",
    "state",
    "stop",
    "take_in",
    "take_in_all",
    "take_in_deletions",
    "tasks",
    "union_key",
]  # fmt: skip

AT_ONCE = 500
"""Changes that one order takes in; the window calls again while there are more."""
MASS = 50
"""From so many deletions at once on, somebody who may administer has to say yes."""
OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Sharing:
    """Whether this PC tells the others, how many of their versions wait here, and how many choices."""

    on: bool
    waiting: int
    tasks: int
    deletions: int = 0
    """So many deletions wait for an administrator's yes; 0 where they are few enough to be taken in."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of versions from other PCs; `more` wait. `unread`: not readable or not genuine, kept out."""

    new: int = 0
    changed: int = 0
    merged: int = 0
    deleted: int = 0
    tasks: int = 0
    unread: int = 0
    more: bool = False


@question()
def state(look: Look) -> Sharing:
    """For the screen that shows the union's PCs."""
    waiting = outbox_sharing.waiting(look.session)
    gone = _deletions(outbox_sharing.came(look.session, AT_ONCE)) if waiting > MASS else 0
    tasks = len(merge_tasks.still_open(look.session))
    return Sharing(outbox_sharing.is_on(look.session), waiting, tasks, gone if gone > MASS else 0)


@question(Right.ADMINISTER)
def union_key(look: Look) -> str:
    """The key that the union's PCs share, to be carried on paper; it opens all that they tell each other."""
    found = outbox.union_identities(look.session)
    return found[0] if found else ""


@order(Right.ADMINISTER, "sharing.start")
def start(work: Work) -> int:
    """Tell the others from now on, and all that stands already; how many records."""
    if outbox_sharing.is_on(work.session):
        return 0
    outbox.ensure_identity(work.session, work.clock, work.random)
    keepers.keep_what_nobody_keeps(work)
    outbox_sharing.turn_on(work.session, work.clock)
    everything = [
        (kind, record)
        for kind, record in sharing.everything(work.session)
        if outbox_sharing.head(work.session, record) is None
    ]
    sharing.tell(work.session, work.clock, work.random, _stamp(work), work.files, everything)
    return len(everything)


@order(Right.ADMINISTER, "sharing.stop")
def stop(work: Work) -> None:
    """Tell nothing more; what came and what stands stays."""
    outbox_sharing.turn_off(work.session)


@order(Right.ADMINISTER, "sharing.join")
def join(work: Work, key: str) -> None:
    """Use the union's key from another PC's paper. Raises `sharing.key_wrong` before anything is changed."""
    typed = "".join(key.split()).upper()
    if not signing.is_identity(typed):
        raise Refused("sharing.key_wrong")
    outbox.ensure_identity(work.session, work.clock, work.random)
    outbox.take_union_key(work.session, work.clock, typed)
    keepers.note_joined(work)


@order(Right.SUBMIT, "sharing.take_in")
def take_in(work: Work) -> TakenIn:
    """Take in what other PCs saved. Raises `sharing.many_deleted`; nothing is changed then."""
    return _take_in(work, deletions=MASS)


@job(Right.ADMINISTER, writes=True)
def allow_deletions(desk: Desk, *, stop: backups.Stop = lambda: None) -> TakenIn:
    """An administrator says yes to many deletions: what they delete is in a proven backup first.

    Raises the codes of `backups.back_up`, `backup.no_room`; nothing is taken in then.
    """
    if backups.automatic(desk, "deletions", stop=stop).code == "backup.no_room":
        raise Refused("backup.no_room")
    return desk.do(take_in_deletions).value


@order(Right.ADMINISTER, "sharing.take_in")
def take_in_deletions(work: Work) -> TakenIn:
    """The same where many records were deleted elsewhere, because an administrator said yes."""
    return _take_in(work, deletions=AT_ONCE)


@question()
def tasks(look: Look) -> tuple[MergeTask, ...]:
    """What somebody has to choose, the oldest first."""
    return merge_tasks.still_open(look.session)


@question()
def ours_of(look: Look, found: Sequence[MergeTask]) -> Mapping[str, tuple[str, datetime]]:
    """Who saved the value that stands here meanwhile, and when, by task; none where theirs stands already."""
    heads = {task.id: outbox_sharing.head(look.session, task.record) for task in found}
    return {
        task.id: (head.said.by, unstamp(head.said.at))
        for task in found
        if (head := heads[task.id]) is not None and head.fingerprint != task.theirs_fingerprint
    }


@order(Right.ENTER, "sharing.decide")
def decide(work: Work, task: str, choices: Mapping[tuple[str, ...], str]) -> None:
    """Settle a task: for each path `ours` or `theirs`; the others take it over as they take any save.

    For a deletion `theirs` deletes where they deleted, `ours` keeps. Raises `sharing.task_gone`,
    `sharing.choice_missing`, `sharing.cannot_hold` where the chosen values break a rule here.
    """
    found = merge_tasks.find(work.session, task)
    if found is None:
        raise Refused("sharing.task_gone")
    if any(choices.get(clash.path) not in {OURS, THEIRS} for clash in found.conflicts):
        raise Refused("sharing.choice_missing")
    work.came_from_others = True  # told below, with both parents
    plain = _chosen(found, choices)
    if plain is None:
        sharing.drop(work.operation, found.kind, found.record)
    elif not sharing.put(work.operation, found.kind, plain):
        raise Refused("sharing.cannot_hold")
    work.touch(found.kind, found.record)
    _tell_both(work, found.kind, found.record, plain, found.theirs_fingerprint)
    merge_tasks.close(work.session, [task], work.user.id, work.now())


@job(Right.SUBMIT, writes=True)
def take_in_all(desk: Desk) -> TakenIn:
    """Batch by batch, until nothing waits."""
    total = TakenIn()
    while True:
        part = desk.do(take_in).value
        total = TakenIn(
            total.new + part.new,
            total.changed + part.changed,
            total.merged + part.merged,
            total.deleted + part.deleted,
            total.tasks + part.tasks,
            total.unread + part.unread,
        )
        if not part.more:
            return total


def _take_in(work: Work, *, deletions: int) -> TakenIn:
    work.came_from_others = True
    came = outbox_sharing.came(work.session, AT_ONCE + 1)
    more, came = len(came) > AT_ONCE, came[:AT_ONCE]
    gone = _deletions(came)
    if gone > deletions:
        raise Refused("sharing.many_deleted", count=gone)
    counts = {"new": 0, "changed": 0, "merged": 0, "deleted": 0, "tasks": 0, "unread": 0}
    for what in came:
        done = _take_one(work, what)
        if done:
            counts[done] += 1
    if came:
        outbox_sharing.done_with(work.session, [what.position for what in came])
        work.operation.make_final()
    return TakenIn(**counts, more=more)


def _deletions(came: Sequence[Came]) -> int:
    return sum(what.version is not None and what.version.said.value is None for what in came)


def _take_one(work: Work, what: Came) -> str:
    version = what.version
    if version is None:
        return "unread"
    if outbox_sharing.version(work.session, version.fingerprint) is not None:
        return ""  # our own, or one that is here already
    if version.said.kind == shared_files.KIND:
        return _take_part(work, what, version)
    if sharing.noun_of(version.said.kind) is None:
        return "unread"
    head = outbox_sharing.head(work.session, what.record)
    ours = sharing.plain_of(work.session, version.said.kind, what.record)
    if head is None and ours is None:
        return _take_over(work, what, version, "new")
    if head is not None and head.fingerprint in version.base:
        return _take_over(work, what, version, "changed")
    return _merge(work, what, version, ours)


def _take_part(work: Work, what: Came, version: Version) -> str:
    outbox_sharing.adopt(work.session, work.clock, what)
    value = version.said.value
    good = value is not None and shared_files.take_in(work.session, work.files, stamp(work.now()), value)
    return "" if good else "unread"


def _take_over(work: Work, what: Came, version: Version, done: str) -> str:
    """Nobody here changed it meanwhile: their version is the current one."""
    said = version.said
    if said.value is None:
        sharing.drop(work.operation, said.kind, said.record)
        done = "deleted"
    elif not sharing.put(work.operation, said.kind, said.value):
        return _ask(work, what, version, Choice.WHOLE, ())
    outbox_sharing.adopt(work.session, work.clock, what)
    work.touch(said.kind, said.record)
    return done


def _merge(work: Work, what: Came, version: Version, ours: dict[str, Any] | None) -> str:
    """Both went on from the same version, or each made one under the same id."""
    said = version.said
    if ours is None and said.value is None:
        outbox_sharing.adopt(work.session, work.clock, what)
        return ""
    if ours is None:
        # Deleted here, edited there: the edit stands, the deletion is proposed again.
        _take_over(work, what, version, "changed")
        return _ask(work, what, version, Choice.DELETION, (Clash((), None, said.value),), parted=False)
    if said.value is None:
        _ask(work, what, version, Choice.DELETION, (Clash((), ours, None),))
        return "tasks"
    if ours == said.value:
        outbox_sharing.adopt(work.session, work.clock, what)
        return ""
    if _is_issued(ours) or _is_issued(said.value):
        return _ask(work, what, version, Choice.WHOLE, (Clash((), ours, said.value),))
    merged = merge.merge(_common(work, version), ours, said.value)
    if merged.conflicts:
        clashes = tuple(
            Clash(clash.path, _seen(clash.ours), _seen(clash.theirs)) for clash in merged.conflicts
        )
        return _ask(work, what, version, Choice.FIELDS, clashes, merged.body)
    if not sharing.put(work.operation, said.kind, merged.body):
        return _ask(work, what, version, Choice.WHOLE, (Clash((), ours, said.value),))
    outbox_sharing.keep(work.session, work.clock, what)
    work.touch(said.kind, said.record)
    _tell_both(work, said.kind, said.record, merged.body, version.fingerprint)
    return "merged"


def _ask(
    work: Work,
    what: Came,
    version: Version,
    choice: Choice,
    clashes: tuple[Clash, ...],
    merged: dict[str, Any] | None = None,
    *,
    parted: bool = True,
) -> str:
    """Leave it to a person; ours stands meanwhile. `parted`: theirs is kept beside ours, not over it."""
    said = version.said
    ours = sharing.plain_of(work.session, said.kind, said.record)
    if parted:
        outbox_sharing.keep(work.session, work.clock, what)
    merge_tasks.put(
        work.session,
        MergeTask(
            work.new_id(),
            choice,
            said.kind,
            said.record,
            ours,
            said.value,
            merged,
            clashes or (Clash((), ours, said.value),),
            version.fingerprint,
            said.by,
            what.replica,
            unstamp(said.at),
        ),
    )
    work.touch("merge_task", said.record)
    return "tasks"


def _common(work: Work, version: Version) -> dict[str, Any]:
    """The value that both went on from, nothing at all where each made the record by itself.

    It is looked for along the parents: an open task, or a version that only the others merged, must not pass
    for something that both have seen.
    """
    ours = set(_line_of(work, outbox_sharing.head(work.session, version.said.record)))
    for step in _line_of(work, version):
        if step in ours:
            known = outbox_sharing.version(work.session, step)
            return (known.said.value if known is not None else None) or {}
    return {}


def _line_of(work: Work, version: Version | None) -> Iterator[str]:
    """A version and all that it builds on, the nearest first."""
    if version is None:
        return
    yield version.fingerprint
    todo, seen = list(version.base), {version.fingerprint}
    while todo:
        step = todo.pop(0)
        if step not in seen:
            seen.add(step)
            yield step
            before = outbox_sharing.version(work.session, step)
            todo += before.base if before is not None else ()


def _is_issued(plain: Mapping[str, Any]) -> bool:
    """Whether a paper was made of it: its facts are frozen, and it needs a new version, never a merge."""
    return bool(plain.get("facts"))


def _seen(value: object) -> Any:
    return None if value is merge.ABSENT else value


def _chosen(task: MergeTask, choices: Mapping[tuple[str, ...], str]) -> dict[str, Any] | None:
    if task.what is not Choice.FIELDS:
        return task.ours if choices[()] == OURS else task.theirs
    plain = dict(task.merged or {})
    for clash in task.conflicts:
        if choices[clash.path] == THEIRS:
            plain = _with(plain, clash.path, clash.theirs)
    return plain


def _with(plain: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    name, *rest = path
    if rest:
        return {**plain, name: _with(plain.get(name) or {}, tuple(rest), value)}
    return {**plain, name: value}


def _stamp(work: Work) -> Stamp:
    return Stamp("", stamp(work.now()), work.user.id, work.replica)


def _tell_both(work: Work, kind: str, record: str, plain: dict[str, Any] | None, theirs: str) -> None:
    head = outbox_sharing.head(work.session, record)
    mine = (head.fingerprint,) if head is not None and head.fingerprint != theirs else ()
    said = Said(kind, record, plain, work.user.id, stamp(work.now()))
    outbox_sharing.tell(work.session, work.clock, work.random, said, (*mine, theirs))
