"""Over the worst line in the country: 64 kbit/s, 600 ms there and back, 5 % lost, cut every 20 seconds."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from helpers import shaped

from sync import wire
from sync.clock import SystemClock
from sync.portal import house
from tests.sync.conftest import an_initiative, open_pc

ROOT = Path(__file__).parents[2]
KILOBITS, LOSS, DELAY, CUT_EVERY = 64, 5, 0.3, 20
IS_SOAK = bool(os.environ.get("SANGKIEN_SOAK"))
RECORDS, FILES, FILE_BYTES = (1_000, 50, 300_000) if IS_SOAK else (100, 3, 300_000)
MOST = 1.10
"""Of the content, on the line both ways."""
LONGEST = 1.50
"""Of the time that these bytes take on a line of this width and nothing else."""
ROUNDS = 200
PC = """
import pathlib, sys
sys.path.insert(0, {root!r})
from sync.transport import HttpTransport
from tests.sync.conftest import open_pc
folder = pathlib.Path({folder!r})
pc = open_pc(folder, seed=3)
pc.transport.close()
pc.transport = HttpTransport(plain_http=True, stall_seconds=15)
for content in (folder / "files").iterdir():
    pc.files.add(content.read_bytes())
pc.enrol({url!r}, {code!r}) if {code!r} else None
for number in range({rounds}):
    result = pc.send()
    if not result.stopped:
        break
print(result.complete, number + 1, flush=True)
"""


pytestmark = [pytest.mark.soak] if IS_SOAK else []


@pytest.mark.timeout(14_400 if IS_SOAK else 900)
@pytest.mark.skipif(not shaped.is_possible(), reason="network namespaces need root on Linux")
def test_a_batch_arrives_whole_over_the_worst_line(tmp_path, record_property) -> None:
    """Complete, once, and little more on the line than the content itself takes."""
    portal, pc_folder = tmp_path / "portal", tmp_path / "pc"
    house.make(portal, "Cổng", SystemClock(), os.urandom)
    content = _write(pc_folder)
    with shaped.shaped(KILOBITS, LOSS) as link:
        serving = _start(
            link.far, [sys.executable, "-m", "sync", "serve", "--data", str(portal), "--port", "0"]
        )
        port = serving.stdout.readline().split()[1].rpartition(":")[2]
        late = [str(ROOT / "tests/sync/late_line.py"), shaped.THERE, port, str(DELAY), str(CUT_EVERY)]
        line = _start(link.far, [sys.executable, *late])
        url = f"http://{shaped.THERE}:{line.stdout.readline().strip()}"
        with _opened(portal) as opened:
            code = house.enrol_code(opened, "CĐCS")
        script = PC.format(root=str(ROOT), folder=str(pc_folder), url=url, code=code, rounds=ROUNDS)
        began = time.monotonic()
        sent, busiest = _watched([*link.near, sys.executable, "-c", script])
        took = time.monotonic() - began
        line.stdin.write("\n")
        line.stdin.flush()
        on_line, cuts = map(int, line.stdout.readline().split())
        for process in (line, serving):
            process.terminate()
            process.communicate(timeout=90)
    with _opened(portal) as opened:
        stats = house.stats(opened)

    assert sent.returncode == 0, sent.stderr[-2_000:]
    shortest = on_line * 8 / (KILOBITS * 1000)
    told = (
        f"{on_line / content:.3f} of the content on the line, {took / shortest:.2f} of its time, {cuts} cuts"
    )
    record_property("line", told)
    print(told)
    assert (stats["records"], stats["changes"], stats["complete"]) == (RECORDS, RECORDS, RECORDS)
    assert (stats["files"], stats["missing_files"]) == (FILES, 0)
    # A machine without time to send meets more cuts for the same bytes: that is no fault of the exchange.
    slower = max(1.0, took / (LONGEST * shortest))
    assert on_line <= MOST * slower * content, told
    assert slower == 1 or busiest > len(os.sched_getaffinity(0)), told


def _write(folder: Path) -> int:
    """Freeze it all on the PC; the bytes that zstd makes of it, files included."""
    source = random.Random(1)
    pc = open_pc(folder, seed=3)
    (folder / "files").mkdir()
    lines = []
    for number in range(RECORDS):
        files = ()
        if number < FILES:
            data = source.randbytes(FILE_BYTES)
            files = (pc.files.add(data),)
            (folder / "files" / str(number)).write_bytes(data)
        frozen = pc.freeze(an_initiative(f"Cải tiến số {number}: {source.random()}"), files=files)
        lines.append(frozen.line)
    pc.transport.close()
    pc.database.close()
    return len(wire.compress(wire.join_lines(lines))) + FILES * FILE_BYTES


def _watched(command: list[str]) -> tuple[subprocess.CompletedProcess[str], float]:
    """Run a program to its end; with it the highest load of the machine meanwhile."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    busiest = 0.0
    while True:
        busiest = max(busiest, os.getloadavg()[0])
        try:
            out, err = process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            continue
        return subprocess.CompletedProcess(command, process.returncode, out, err), busiest


def _start(inside: list[str], words: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*inside, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def _opened(folder: Path):
    from contextlib import closing

    return closing(house.open_portal(folder, SystemClock(), os.urandom))
