"""The system's scheduler: an entry that sends every so many minutes, written and taken back by the program itself.

Windows: a task of this account, made from XML. Linux: a systemd user timer, or a line of the account's crontab where
there is no systemd.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape

import platformdirs

from desktop import clear
from desktop.domain.problems import Refused

Runner = Callable[[Sequence[str], str], tuple[int, str]]
"""(command, what it reads) gives (status, what it said); a program that is missing gives 127."""

_SECONDS = 30
_MISSING = 127

_TASK = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>So Sang Kien</Description></RegistrationInfo>
  <Triggers><TimeTrigger>
    <Repetition><Interval>PT{minutes}M</Interval></Repetition>
    <StartBoundary>2026-01-01T00:00:00</StartBoundary><Enabled>true</Enabled>
  </TimeTrigger></Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
  </Settings>
  <Actions><Exec><Command>{program}</Command><Arguments>{arguments}</Arguments></Exec></Actions>
</Task>
"""

_SERVICE = """[Unit]
Description=So Sang Kien: send what was handed over

[Service]
Type=oneshot
ExecStart={command}
"""

_TIMER = """[Unit]
Description=So Sang Kien: every {minutes} minutes

[Timer]
OnBootSec=2min
OnUnitInactiveSec={minutes}min

[Install]
WantedBy=timers.target
"""


def command(folder: Path, key: Path) -> list[str]:
    """What the entry runs: this very program, without a window, with the send-only key."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    return [*program, "send", "--unattended", "--data", str(folder), "--send-key", str(key)]


def name_of(folder: Path) -> str:
    """The entry's name: one a data folder."""
    return f"sangkien-send-{sha256(str(folder.resolve()).encode()).hexdigest()[:8]}"


def task_xml(folder: Path, key: Path, minutes: int) -> str:
    """The Windows task."""
    program, *arguments = command(folder, key)
    listed = subprocess.list2cmdline(arguments)
    return _TASK.format(minutes=minutes, program=escape(program), arguments=escape(listed))


def units(folder: Path, key: Path, minutes: int) -> tuple[str, str]:
    """The systemd service and its timer."""
    quoted = " ".join(_unit_word(word) for word in command(folder, key))
    return _SERVICE.format(command=quoted), _TIMER.format(minutes=minutes)


def cron_line(folder: Path, key: Path, minutes: int) -> str:
    """A crontab line, marked with the entry's name; cron knows minutes of an hour, and hours."""
    when = f"*/{minutes} * * * *" if minutes < 60 else f"0 */{max(1, minutes // 60)} * * *"
    run = shlex.join(command(folder, key)).replace("%", r"\%")
    return f"{when} {run} # {name_of(folder)}"


def install(folder: Path, key: Path, minutes: int, *, run: Runner | None = None) -> None:
    """Write the entry, or write it anew. Raises `schedule.refused` with what the system said, `schedule.none`."""
    run = run or _run
    if sys.platform == "win32":
        _install_task(folder, key, minutes, run)
    elif _has_systemd(run):
        _install_timer(folder, key, minutes, run)
    else:
        _change_crontab(folder, run, cron_line(folder, key, minutes))


def remove(folder: Path, *, run: Runner | None = None) -> None:
    """Take the entry back; where there is none, nothing happens. Raises `schedule.refused`."""
    run = run or _run
    name = name_of(folder)
    if sys.platform == "win32":
        if run(["schtasks", "/Query", "/TN", name], "")[0] == 0:
            _demand(run(["schtasks", "/Delete", "/TN", name, "/F"], ""))
        return
    service, timer = _unit_files(name)
    if timer.exists():
        run(["systemctl", "--user", "disable", "--now", timer.name], "")
        for path in (timer, service):
            path.unlink(missing_ok=True)
        run(["systemctl", "--user", "daemon-reload"], "")
    if name in run(["crontab", "-l"], "")[1]:
        _change_crontab(folder, run, "")


def _install_task(folder: Path, key: Path, minutes: int, run: Runner) -> None:
    with clear.place() as place:
        path = place / "task.xml"
        path.write_text(task_xml(folder, key, minutes), encoding="utf-16")
        _demand(run(["schtasks", "/Create", "/TN", name_of(folder), "/XML", str(path), "/F"], ""))


def _has_systemd(run: Runner) -> bool:
    return run(["systemctl", "--user", "show-environment"], "")[0] == 0


def _install_timer(folder: Path, key: Path, minutes: int, run: Runner) -> None:
    service, timer = _unit_files(name_of(folder))
    service.parent.mkdir(parents=True, exist_ok=True)
    for path, words in zip((service, timer), units(folder, key, minutes), strict=True):
        path.write_text(words, encoding="utf-8")
    _demand(run(["systemctl", "--user", "daemon-reload"], ""))
    _demand(run(["systemctl", "--user", "enable", "--now", timer.name], ""))


def _change_crontab(folder: Path, run: Runner, line: str) -> None:
    """Our line, and nobody else's."""
    status, words = run(["crontab", "-l"], "")
    if status == _MISSING:
        raise Refused("schedule.none")
    kept = [one for one in words.splitlines() if name_of(folder) not in one] if status == 0 else []
    _demand(run(["crontab", "-"], "".join(f"{one}\n" for one in [*kept, *([line] if line else [])])))


def _unit_files(name: str) -> tuple[Path, Path]:
    folder = Path(platformdirs.user_config_dir("systemd", appauthor=False)) / "user"
    return folder / f"{name}.service", folder / f"{name}.timer"


def _unit_word(word: str) -> str:
    """A word as systemd reads it: quoted, with its own signs doubled."""
    kept = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{kept}"'


def _demand(done: tuple[int, str]) -> None:
    if done[0] != 0:
        raise Refused("schedule.refused", said=" ".join(done[1].split())[:200])


def _run(words: Sequence[str], given: str) -> tuple[int, str]:
    try:
        done = subprocess.run(
            list(words), input=given, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return _MISSING, str(error)
    return done.returncode, done.stdout + (done.stderr if done.returncode else "")
