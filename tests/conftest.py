"""Settings for every test: examples that repeat, and a guard that lets only listed tests skip."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ALLOWED_SKIPS = Path(__file__).parent / "house" / "allowed_skips.txt"

# The same examples in every run; `make soak` looks for new ones and prints how to see them again. How long drawing
# them takes says more about what else the machine does than about the strategy.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("ci", derandomize=True, max_examples=60, **PATIENT)
settings.register_profile("soak", max_examples=2_000, print_blob=True, **PATIENT)
settings.load_profile("soak" if os.environ.get("SANGKIEN_SOAK") else "ci")


OWN_PLACES = "SANGKIEN_TEST_PLACES"


def own_places() -> None:
    """Settings and marks of this process alone, and each worker's own folder for passing files.

    Workers that share them would wait for each other's locks and read each other's marks. A run that a test starts is
    in its worker's places.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    if os.environ.get(OWN_PLACES) == worker:
        return
    os.environ[OWN_PLACES] = worker
    root = Path(tempfile.mkdtemp(prefix="sk-"))
    root.chmod(0o711)  # where tests run as root, the tests' PostgreSQL is nobody, and has its folder in here
    names = ["XDG_CONFIG_HOME", "XDG_DATA_HOME"]
    if worker != "alone":
        names += ["TMPDIR"]
    for name in names:
        (root / name.lower()).mkdir()
        os.environ[name] = str(root / name.lower())
    tempfile.tempdir = None  # to be asked for again
    owner = os.getpid()

    def leave() -> None:
        if os.getpid() == owner:  # a fork of a test ends earlier
            shutil.rmtree(root, ignore_errors=True)

    atexit.register(leave)


own_places()


def allowed_skips() -> dict[str, str]:
    """Tests that may skip, each with its reason: `path::test | reason`."""
    lines = (line.strip() for line in ALLOWED_SKIPS.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition(" | ") for line in lines if line and not line.startswith("#"))
    return {name: reason for name, _, reason in pairs}


class SkipGuard:
    """Fails the run when a test skipped that the list does not name."""

    def __init__(self) -> None:
        self.unlisted: list[str] = []
        self._allowed = allowed_skips()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self._note(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self._note(report.nodeid)

    def _note(self, nodeid: str) -> None:
        if nodeid.partition("[")[0] not in self._allowed:
            self.unlisted.append(nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.unlisted and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for nodeid in self.unlisted:
            terminalreporter.write_line(f"skipped, but not in allowed_skips.txt: {nodeid}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # the controller hears every report, a worker only its own
        config.pluginmanager.register(SkipGuard(), "skip-guard")


LONGEST = (
    "test_shaped_link.py",
    "test_simulation.py",
    "test_salvaging.py",
    "test_f_council_papers.py",
    "test_killed_while_typing.py",
    "test_scaled.py",
    "test_leaks.py",
    "test_kills.py",
)
"""Begun first: at the end they would keep one worker busy and the others idle."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)
    for item in items:
        if "bench" in item.path.parts:
            item.add_marker(pytest.mark.bench)
