"""A second program at a data folder, for tests of locks and of sudden death: `hold` or `save` for ever.

Called with the deed, the folder and the passphrase; it imports little, so that it starts soon.
"""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.domain.initiative import Author, Initiative
from desktop.domain.shares import split_evenly
from desktop.services import folders, initiatives
from desktop.services.desk import Desk


def hold(desk: Desk) -> None:
    """Keep the folder open until somebody says something."""
    print("open", flush=True)
    sys.stdin.readline()
    desk.close()


def save(desk: Desk) -> None:
    """Save one initiative again and again; each number is told after its save."""
    number = 0
    record = ""
    while True:
        number += 1
        shares = split_evenly(number % 3 + 1)
        value = Initiative(
            id=record,
            title=f"Bản {number}",
            public_title=f"Công khai {number}",
            summary=f"Nội dung {number}",
            authors=tuple(
                Author("", f"Tác giả {number} {place}", share) for place, share in enumerate(shares)
            ),
        )
        record = desk.do(initiatives.save, value).value
        print(number, flush=True)


if __name__ == "__main__":
    deed, folder, passphrase = sys.argv[1:]
    {"hold": hold, "save": save}[deed](folders.sign_in(Path(folder), passphrase))
