"""A link of our own between two network namespaces, as narrow and lossy as a test wants it. Needs root on Linux."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

HERE, THERE = "10.231.7.1", "10.231.7.2"


@dataclass(frozen=True)
class Link:
    """Two namespaces; `near` and `far` go before a command that is to run in one of them."""

    near: list[str]
    far: list[str]


def is_possible() -> bool:
    """Whether this machine lets us make namespaces and shape what goes between them."""
    if sys.platform != "linux" or os.geteuid() != 0 or not all(map(shutil.which, ("ip", "tc", "nft"))):
        return False
    try:
        with shaped(kilobits=1_000, loss=1):
            return True
    except subprocess.CalledProcessError:  # a container may let us be root and no more
        return False


@contextmanager
def shaped(kilobits: int, loss: int) -> Iterator[Link]:
    """So many kbit/s each way, and so many packets of a hundred lost each way."""
    near, far = (f"ssk-{end}-{os.getpid()}" for end in ("a", "b"))
    at = {near: HERE, far: THERE}
    for name in at:
        run("ip", "netns", "add", name)
    try:
        run(
            "ip", "link", "add", "veth0", "netns", near, "type", "veth", "peer", "name", "veth0", "netns", far
        )
        for name, address in at.items():
            inside = ["ip", "netns", "exec", name]
            run(*inside, "ip", "link", "set", "lo", "up")
            run(*inside, "ip", "addr", "add", f"{address}/24", "dev", "veth0")
            run(*inside, "ip", "link", "set", "veth0", "up")
            # on the sending side, for each end
            run(
                *inside, "tc", "qdisc", "add", "dev", "veth0", "root", "tbf", "rate", f"{kilobits}kbit",
                "burst", "4kb", "latency", "400ms",
            )  # fmt: skip
            drop = f'iifname "veth0" numgen random mod 100 < {loss} drop'
            run(*inside, "nft", "add", "table", "inet", "loss")
            run(*inside, "nft", "add chain inet loss in { type filter hook input priority 0; }")
            run(*inside, "nft", f"add rule inet loss in {drop}")
        yield Link(["ip", "netns", "exec", near], ["ip", "netns", "exec", far])
    finally:
        for name in at:
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def run(*words: str) -> None:
    subprocess.run(words, capture_output=True, check=True)
