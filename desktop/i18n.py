"""Words for people: the Vietnamese sentence in the code is the message; English is the one catalogue."""

from __future__ import annotations

import gettext
from pathlib import Path

LANGUAGES = ("vi", "en")

_translation: gettext.NullTranslations = gettext.NullTranslations()


def choose(language: str) -> None:
    """Take a language for the rest of the run: `vi` needs no catalogue, `en` reads ours."""
    global _translation  # noqa: PLW0603 - one language a process, chosen before the first word
    if language == "vi":
        _translation = gettext.NullTranslations()
    else:
        folder = Path(__file__).parent / "locale"
        _translation = gettext.translation("desktop", folder, languages=[language], fallback=True)


def _(message: str) -> str:
    """The message in the chosen language. Only at call time: nothing is translated while importing."""
    return _translation.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message for a count; Vietnamese has one form, English two."""
    return _translation.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the name that extractors know
    """Marks a message in a table; it is translated when shown."""
    return message
