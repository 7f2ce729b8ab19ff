"""The conversation alone: by scripts, and against a portal that takes twice what is sent twice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from sync import wire
from sync.conversation import (
    MAX_DOUBTS,
    MAX_REPACKS,
    Ask,
    AskOffset,
    Create,
    Done,
    GetToken,
    Greet,
    Pack,
    Put,
    ReadFeed,
    Round,
    Send,
    feed_finished,
    heard,
    next_step,
)
from sync.outcomes import (
    Answered,
    Busy,
    FileDue,
    LocalFault,
    Login,
    NoTrust,
    NotThePortal,
    Offset,
    Outlook,
    ProxyLogin,
    RefusedByPortal,
    TooOld,
    Unreachable,
    Unsure,
)

ANSWERED = Answered(
    "", wire.AnswerHead(v=1, call="", nonce="", portal="", epoch="", time="", size=0, root=""), ()
)
SIGNED_IN = Round(greeted=True, has_token=True)
PIECE = 3


def test_it_greets_signs_in_and_asks_about_doubts_before_anything_is_sent():
    busy = Outlook(doubtful=("k1",), envelope="e", unsent=True, file=FileDue("f", 9))
    now = Round()

    assert next_step(now, busy) == Greet()
    now = heard(now, Greet(), ANSWERED)
    assert next_step(now, busy) == GetToken()
    now = heard(now, GetToken(), ANSWERED)
    assert next_step(now, busy) == Ask(("k1",))


def test_texts_go_before_files_and_news_come_last():
    assert next_step(SIGNED_IN, Outlook(envelope="e", file=FileDue("f", 9))) == Send("e")
    assert next_step(SIGNED_IN, Outlook(unsent=True, file=FileDue("f", 9))) == Pack()
    assert next_step(SIGNED_IN, Outlook(file=FileDue("f", 9))) == AskOffset("f")
    assert next_step(SIGNED_IN, Outlook(ready=("k",), held=("h",))) == Ask(("k", "h"))
    assert next_step(SIGNED_IN, Outlook()) == ReadFeed()
    assert next_step(feed_finished(SIGNED_IN), Outlook()) == Done("")


def test_text_only_leaves_files_for_another_time():
    assert (
        next_step(Round(text_only=True, greeted=True, has_token=True), Outlook(file=FileDue("f", 9)))
        == ReadFeed()
    )


def test_a_file_is_asked_for_created_where_unknown_and_continued():
    due = Outlook(file=FileDue("f", 9))
    now = heard(SIGNED_IN, AskOffset("f"), Offset(-1))
    assert next_step(now, due) == Create("f", 9)
    now = heard(now, Create("f", 9), Offset(0))
    assert next_step(now, due) == Put("f", 9, 0)
    now = heard(now, Put("f", 9, 0), Offset(6))
    assert next_step(now, due) == Put("f", 9, 6)


@pytest.mark.parametrize("outcome", [Unsure("cut"), RefusedByPortal("offset.differs", 409)])
def test_after_a_lost_piece_the_offset_is_asked_again(outcome):
    now = heard(SIGNED_IN, AskOffset("f"), Offset(3))

    now = heard(now, Put("f", 9, 3), outcome)

    assert next_step(now, Outlook(file=FileDue("f", 9))) == AskOffset("f")


def test_a_file_of_ours_that_is_gone_stops_nothing_else():
    now = heard(SIGNED_IN, Put("f", 9, 3), LocalFault("file.missing"))

    assert next_step(now, Outlook()) == ReadFeed()


def test_an_expired_token_is_renewed_and_the_batch_goes_on():
    now = heard(SIGNED_IN, Send("e"), Login())
    assert next_step(now, Outlook(envelope="e")) == GetToken()
    now = heard(now, GetToken(), ANSWERED)
    assert next_step(now, Outlook(envelope="e")) == Send("e")


def test_a_token_that_never_works_ends_the_round():
    now = SIGNED_IN
    for _ in range(3):
        now = heard(now, Send("e"), Login())

    assert next_step(now, Outlook()) == Done("login")


@pytest.mark.parametrize(
    ("outcome", "done"),
    [
        (Busy(90), Done("busy", 90)),
        (Busy(), Done("busy")),
        (NotThePortal("html"), Done("not_the_portal")),
        (NoTrust(), Done("no_trust")),
        (Unreachable(), Done("unreachable")),
        (ProxyLogin(), Done("proxy_login")),
        (TooOld(), Done("too_old")),
        (RefusedByPortal("replica.forked", 409), Done("replica.forked")),
        (LocalFault("url.malformed"), Done("url.malformed")),
    ],
)
def test_what_stops_the_whole_round(outcome, done):
    assert next_step(heard(SIGNED_IN, Send("e"), outcome), Outlook(envelope="e")) == done


def test_lost_answers_in_a_row_end_the_round_and_one_good_answer_forgives_them():
    now = SIGNED_IN
    for _ in range(MAX_DOUBTS - 1):
        now = heard(now, Send("e"), Unsure())
    assert next_step(heard(now, ReadFeed(), Unsure()), Outlook()) == Done("unsure")
    forgiven = heard(heard(now, ReadFeed(), ANSWERED), ReadFeed(), Unsure())
    assert next_step(forgiven, Outlook()) == ReadFeed()


def test_a_portal_that_leaves_a_doubt_standing_is_not_asked_for_ever():
    now = heard(SIGNED_IN, Ask(("k",)), ANSWERED)

    assert next_step(now, Outlook(doubtful=("k",))) == Done("unsure")


def test_an_envelope_that_settles_nothing_is_not_sent_for_ever():
    now = SIGNED_IN
    for _ in range(4):
        assert next_step(now, Outlook(envelope="e")) == Send("e")
        now = heard(now, Send("e"), ANSWERED)

    assert next_step(now, Outlook(envelope="e")) == Done("unsure")


@pytest.mark.parametrize("code", ["envelope.too_large", "gateway.too_large"])
def test_an_envelope_found_too_large_is_packed_anew_until_there_is_no_smaller_one(code):
    now = SIGNED_IN
    for number in range(MAX_REPACKS):
        now = heard(now, Send(f"e{number}"), RefusedByPortal(code, 413))
        assert next_step(now, Outlook(unsent=True)) == Pack()

    assert next_step(heard(now, Send("last"), RefusedByPortal(code, 413)), Outlook(unsent=True)) == Done(code)


@dataclass
class World:
    """An outbox and a portal as simple as they come; the portal never looks whether it has a key already."""

    chance: random.Random
    trouble: float
    states: dict[str, str]
    files: dict[str, int]
    envelopes: dict[str, list[str]] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    offsets: dict[str, int] = field(default_factory=dict)

    def outlook(self) -> Outlook:
        doubtful = tuple(key for key, state in self.states.items() if state == "unknown")
        ready = next(
            (e for e, keys in self.envelopes.items() if all(self.states[k] == "frozen" for k in keys)), None
        )
        waiting = ready is None and "frozen" in self.states.values()
        due = [name for name, size in self.files.items() if self.offsets.get(name, -1) < size]
        file = FileDue(due[0], self.files[due[0]]) if due else None
        return Outlook(doubtful=doubtful, envelope=ready, unsent=waiting, file=file)

    def make(self, now: Round, step) -> Round:
        if isinstance(step, Pack):
            keys = [key for key, state in self.states.items() if state == "frozen"][:4]
            self.envelopes[f"e{len(self.envelopes)}"] = keys
            return now
        if isinstance(step, Send):
            self._mark(self.envelopes[step.envelope], "unknown")
        fate = self.chance.random()
        if fate < self.trouble / 2:  # lost before it arrived, or turned away at the door
            outcome = self.chance.choice([Unsure("lost"), Busy(1), Login(), NotThePortal(), Unreachable()])
            if isinstance(step, Send) and not isinstance(outcome, Unsure):
                self._mark(self.envelopes[step.envelope], "frozen")
            return heard(now, step, outcome)
        answer = self._portal_does(step)
        if fate < self.trouble:  # done, and the answer was lost or cut
            return heard(now, step, Unsure("cut"))
        self._believe(step)
        if isinstance(step, ReadFeed):
            now = feed_finished(now)
        return heard(now, step, answer)

    def _mark(self, keys: list[str], state: str) -> None:
        for key in keys:
            self.states[key] = state

    def _portal_does(self, step):
        match step:
            case Send(envelope):
                self.taken += self.envelopes[envelope]
            case AskOffset(name):
                return Offset(self.offsets.get(name, -1))
            case Create(name):
                self.offsets.setdefault(name, 0)
                return Offset(self.offsets[name])
            case Put(name, size, offset):
                if self.offsets[name] != offset:
                    return RefusedByPortal("offset.differs", 409)
                self.offsets[name] = min(size, offset + PIECE)
                return Offset(self.offsets[name])
        return ANSWERED

    def _believe(self, step) -> None:
        if isinstance(step, Send):
            self._mark(self.envelopes[step.envelope], "complete")
        if isinstance(step, Ask):
            for key in step.keys:
                self.states[key] = "complete" if key in self.taken else "frozen"
            self.envelopes = {
                name: keys
                for name, keys in self.envelopes.items()
                if all(self.states[key] in {"frozen", "unknown"} for key in keys)
            }

    def round(self) -> str:
        now = Round()
        for _ in range(400):
            step = next_step(now, self.outlook())
            if isinstance(step, Done):
                return step.reason
            now = self.make(now, step)
        raise AssertionError("the conversation never ends")


def test_five_hundred_bad_lines_lose_nothing_and_double_nothing():
    """It asks before it sends again: even a portal that never compares keys holds each once."""
    for seed in range(500):
        chance = random.Random(seed)
        states = {f"k{n}": "frozen" for n in range(chance.randint(1, 10))}
        files = {f"f{n}": chance.randint(0, 10) for n in range(chance.randint(0, 3))}
        world = World(chance, chance.choice([0.1, 0.3, 0.6, 0.9]), dict(states), files)
        for _ in range(chance.randint(1, 12)):
            world.round()
        world.trouble = 0.0

        assert world.round() == "", seed
        assert sorted(world.taken) == sorted(states), seed
        assert set(world.states.values()) == {"complete"}, seed
        assert world.offsets == files, seed
