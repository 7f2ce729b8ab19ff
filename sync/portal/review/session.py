"""The two cookies: whose browser this is, and which language it reads."""

from __future__ import annotations

from starlette.responses import Response

from sync.portal.review.accounts import WHOLE
from sync.portal.review.pages import PREFIX, Visit

COOKIE = "sangkien_review"
LANGUAGE = "sangkien_language"
_YEAR = 365 * 24 * 3600


def give(visit: Visit, response: Response, token: str) -> None:
    """Hand the browser its token; no script and no other site can read or send it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(WHOLE.total_seconds()),
        path=PREFIX,
        secure=visit.secure,
        httponly=True,
        samesite="strict",
    )


def take_back(visit: Visit, response: Response) -> None:
    """The browser forgets its token."""
    response.delete_cookie(COOKIE, path=PREFIX, secure=visit.secure, httponly=True, samesite="strict")


def remember_language(visit: Visit, response: Response, language: str) -> None:
    """The browser keeps its language for a year."""
    response.set_cookie(
        LANGUAGE,
        language,
        max_age=_YEAR,
        path=PREFIX,
        secure=visit.secure,
        httponly=True,
        samesite="lax",
    )
