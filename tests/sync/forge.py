"""A program of the tests that makes programs quickly: it has everything imported, and forks for each order.

An order is a line of JSON: `serve` a portal's folder at a port, or `send` what a PC's folder holds. The child says
its process id first, then what it has to say; the test kills it whenever it likes.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from sync.outcomes import Progress
from sync.portal import serving
from tests.sync.conftest import EveryTick, open_pc


def main() -> None:
    signal.signal(
        signal.SIGCHLD, signal.SIG_IGN
    )  # nobody waits for the children here: the system buries them
    for line in sys.stdin:
        order = json.loads(line)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            with Path(order["tell"]).open("w", encoding="utf-8") as tell:

                def say(word: str, tell=tell) -> None:
                    print(word, file=tell, flush=True)

                say(str(os.getpid()))
                {"serve": serve, "send": send}[order["do"]](order, say)
            os._exit(0)


def serve(order, say) -> None:
    serving.serve(Path(order["folder"]), "127.0.0.1", order["port"], say)


def send(order, say) -> None:
    """Everything that waits, telling each step as it was done."""
    folder = Path(order["folder"])
    pc = open_pc(folder, seed=order["seed"], clock=EveryTick())
    for content in (folder / "files").iterdir():
        pc.files.add(content.read_bytes())

    def step(progress: Progress) -> None:
        say(progress.step)

    pc.send(progress=step)
    say("over")


if __name__ == "__main__":
    main()
