"""Words: the msgid is the Vietnamese sentence, English is the only catalogue.

Call `_()` where words are shown, never at import: the language may be chosen later. Tables use `N_()`, which
only marks the words, and translate them when shown.
"""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Final

VIETNAMESE: Final = "vi"
ENGLISH: Final = "en"
LANGUAGES: Final = (VIETNAMESE, ENGLISH)

_DOMAIN: Final = "desktop"
_LOCALE: Final = Path(__file__).parent / "locale"


class _Choice:
    """The language in use; the program has one, from its start or from the moment the user changes it."""

    language: str = VIETNAMESE
    words: gettext.NullTranslations = gettext.NullTranslations()


def choose(language: str) -> str:
    """Speak this language from now on; one we do not have means Vietnamese. Gives the language chosen."""
    if language == ENGLISH:
        _Choice.words = gettext.translation(_DOMAIN, _LOCALE, [ENGLISH], fallback=True)
        _Choice.language = ENGLISH
    else:
        _Choice.words = gettext.NullTranslations()
        _Choice.language = VIETNAMESE
    return _Choice.language


def language() -> str:
    """Tell which language is spoken now, `vi` or `en`."""
    return _Choice.language


def _(words: str) -> str:
    """Say these words in the language chosen."""
    return _Choice.words.gettext(words)


def N_(words: str) -> str:  # noqa: N802 - gettext's own name, which the extractor looks for
    """Mark words for translation and give them back as they are."""
    return words


def ngettext(one: str, many: str, count: int) -> str:
    """Say it for this count. Vietnamese has one form, so both msgids are mostly the same sentence."""
    return _Choice.words.ngettext(one, many, count)
