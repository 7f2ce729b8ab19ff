"""The command line: the same orders as the window, for administrators, scheduled tasks and tests.

`parser` says which calls there are, `commands` does them, `speech` turns results into JSON or sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command (the window, without one); gives the exit status (docs/cli.md says which)."""
    from desktop.cli.run import run  # late: `--help` needs neither Word nor the exchange

    return run(arguments)
