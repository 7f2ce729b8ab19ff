"""A program of the tests: stands before a portal, keeps each byte for a while, cuts all lines now and then."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from helpers.between import Between

if __name__ == "__main__":
    host, port, delay, cut_every = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    with Between(("127.0.0.1", port), host, delay, cut_every) as line:
        print(line.port, flush=True)
        sys.stdin.readline()
        print(line.bytes, line.cuts, flush=True)
