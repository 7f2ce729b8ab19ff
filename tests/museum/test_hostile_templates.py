"""Every template of the museum is refused with a sentence, or is harmless; nothing runs, nothing is fetched."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

import pytest
from helpers.hostile_templates import MUSEUM

from desktop import wording
from desktop.documents import trial
from desktop.documents.fill import fill
from desktop.documents.naming import names_of
from desktop.documents.papers import PAPERS, PaperKind
from desktop.documents.samples import sample_of
from desktop.documents.template import template_from
from desktop.domain.problems import Refused

DECISION = names_of(PAPERS[PaperKind.DECISION].facts)


def verdict(docx: bytes) -> tuple[str, dict[str, object]]:
    """The first code that stands against a template, "" for none."""
    try:
        problems = template_from(docx).problems(DECISION)
    except Refused as refused:
        return refused.code, dict(refused.facts)
    return (problems[0].code, dict(problems[0].facts)) if problems else ("", {})


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a connection nor a process is made."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("reached outside")

    monkeypatch.setattr(socket.socket, "connect", never)
    monkeypatch.setattr(subprocess, "Popen", never)


@pytest.mark.parametrize("name", MUSEUM)
def test_it_is_refused_with_a_sentence_or_harmless(name: str, alone: None) -> None:
    build, wanted = MUSEUM[name]
    began = time.process_time()
    code, facts = verdict(build())
    assert code == wanted
    assert time.process_time() - began < 10
    if code:
        told = wording.sentence(code, facts)
        assert told != code and "–" not in told
        return
    docx = fill(template_from(build()), sample_of(PaperKind.DECISION), title="x")
    assert docx.startswith(b"PK")


@pytest.mark.parametrize("kind", PaperKind)
def test_each_of_our_own_templates_takes_sample_facts(kind: PaperKind) -> None:
    from helpers.paper_samples import TEMPLATES

    template = template_from((TEMPLATES / f"{PAPERS[kind].template}.docx").read_bytes())
    assert fill(template, sample_of(kind), title="x").startswith(b"PK")


def test_a_trial_gives_the_pages_of_a_good_template() -> None:
    from helpers.hostile_templates import ours

    assert trial.tried(ours(), PaperKind.DECISION).startswith(b"%PDF")


def test_a_trial_hands_a_refusal_through_from_its_own_process() -> None:
    build, wanted = MUSEUM["a misspelt name"]
    with pytest.raises(Refused) as refused:
        trial.tried(build(), PaperKind.DECISION)
    assert (refused.value.code, refused.value.facts["nearest"]) == (wanted, "TRICH_YEU")


def test_a_template_that_takes_too_long_is_ended_and_leaves_no_process(tmp_path: Path) -> None:
    from helpers.hostile_templates import ours

    with pytest.raises(Refused, match=r"template\.too_slow"):
        trial.tried(ours(), PaperKind.DECISION, seconds=0.05)
    ours_only = ["pgrep", "-P", str(os.getpid()), "-f", "desktop.documents.trial"]
    left = subprocess.run(ours_only, capture_output=True, check=False)
    assert left.returncode == 1, left.stdout


def test_a_template_that_wants_too_much_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.hostile_templates import ours

    real = subprocess.run

    def poor(command: list[str], **more: object) -> subprocess.CompletedProcess[bytes]:
        limited = ["prlimit", "--as=90000000", *command]
        return real(limited, **more)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(subprocess, "run", poor)
    with pytest.raises(Refused, match=r"template\.too_heavy"):
        trial.tried(ours(), PaperKind.DECISION)
