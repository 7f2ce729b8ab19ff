"""What a command says: one JSON document on standard output, or sentences; refusals on standard error."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import IntEnum
from typing import Any

import msgspec

from desktop import wording
from desktop.domain.problems import Problem, Refused


class Exit(IntEnum):
    """Exit statuses; faulty rows beside good ones and a vote that failed are results, not errors."""

    DONE = 0
    NOTHING_DONE = 1
    USAGE = 2
    WAITS = 3
    BUSY = 4


class Speech:
    """Where a command's words go."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, document: Any, *sentences: str) -> None:
        """The outcome: JSON for programs, sentences for people."""
        if self.as_json:
            sys.stdout.write(msgspec.json.format(msgspec.json.encode(document)).decode() + "\n")
        else:
            for sentence in sentences:
                sys.stdout.write(sentence + "\n")
        sys.stdout.flush()

    def aside(self, sentence: str) -> None:
        """Words for people beside the outcome."""
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()

    def refused(self, refused: Refused) -> None:
        """What was refused, and what to do about it."""
        self.aside(wording.sentence(refused.code, refused.facts))
        problems = refused.facts.get("problems", ())
        if isinstance(problems, tuple):
            for problem in problems[1:]:
                self.aside("  " + wording.sentence(problem.code, problem.facts))
        advice = wording.advice(refused.code, refused.facts)
        if advice:
            self.aside(advice)


def said(problem: Problem) -> dict[str, object]:
    """A problem as JSON."""
    return {
        "code": problem.code,
        "field": problem.field,
        "message": wording.sentence(problem.code, problem.facts),
    }


def status_of(refused: Refused) -> Exit:
    """Another program holds the folder, or nothing was done."""
    return Exit.BUSY if refused.code == "folder.busy" else Exit.NOTHING_DONE


def plain(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts that JSON can hold."""
    return {
        name: value for name, value in facts.items() if isinstance(value, str | int | float | bool | None)
    }
