"""Compiles every catalogue of words beside its source; tests/house/test_words.py and test_portal_words.py check them.

pybabel's own compile is not used: it takes "{percent} % dòng" for a format of the old kind and refuses it.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Compile them all."""
    for source in sorted([*ROOT.glob("desktop/locale/*/*/*.po"), *ROOT.glob("sync/portal/locale/*/*/*.po")]):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    main()
