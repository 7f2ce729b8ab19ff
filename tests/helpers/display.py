"""A screen of its own for each worker: two windows on one screen would take the focus from each other."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess


def own_display() -> None:
    """Start a virtual screen for this worker and move there; alone, a run keeps the screen it was given."""
    if "PYTEST_XDIST_WORKER" not in os.environ or os.environ.get("SANGKIEN_OWN_DISPLAY"):
        return
    if os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb" or shutil.which("Xvfb") is None:
        return
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    os.environ["DISPLAY"] = f":{number}"
    os.environ["SANGKIEN_OWN_DISPLAY"] = number

    def end() -> None:
        server.terminate()
        server.wait(10)

    atexit.register(end)
