"""Words that a portal says to people in a browser: the Vietnamese sentence in the code is the message.

English is the one catalogue (gettext domain `portal`). One process serves both languages, so the words
are an object that goes with each request, never a choice for the process.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
DOMAIN = "portal"
_FOLDER = Path(__file__).parent / "locale"


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._catalogue = (
            gettext.NullTranslations()
            if self.language == "vi"
            else gettext.translation(DOMAIN, _FOLDER, languages=[self.language], fallback=True)
        )

    def __call__(self, message: str, **facts: object) -> str:
        """The message in this language, its `{names}` filled with facts."""
        said = self._catalogue.gettext(message)
        return said.format(**facts) if facts else said

    def ngettext(self, singular: str, plural: str, count: int, **facts: object) -> str:
        """The message for a count, which is `{count}`; Vietnamese has one form, English two."""
        return self._catalogue.ngettext(singular, plural, count).format(count=figures(count), **facts)


@cache
def words_of(language: str) -> Words:
    """The words of a language; Vietnamese for one that nobody wrote."""
    return Words(language)


def figures(number: int) -> str:
    """A whole number as people write it here: 1.234.567."""
    return f"{number:,}".replace(",", ".")


def N_(message: str) -> str:  # noqa: N802 - the name that extractors know
    """Marks a message in a table; it is translated when shown."""
    return message
