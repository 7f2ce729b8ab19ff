"""Signing in and out, one's own passphrase, the language, and the list of keys."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from sync.portal.house import PortalRefused
from sync.portal.review import accounts
from sync.portal.review.accounts import MustWait, NotLetIn, Role
from sync.portal.review.pages import PREFIX, Notice, Sorry, Visit, go, page, show
from sync.portal.review.session import give, remember_language, take_back
from sync.portal.words import LANGUAGES


@page("/sign-in", needs=None)
def door(visit: Visit) -> Response:
    """The form; it carries a token of this browser before anybody is known."""
    return _door(visit, Notice("signed_out") if visit.query.get("out") else None)


@page("/sign-in", needs=None, method="POST", heavy=True)
def come_in(visit: Visit) -> Response:
    """A new session under a new token, so that one that was planted before is worth nothing."""
    passphrase = visit.form.get("passphrase")
    try:
        token = accounts.sign_in(
            visit.portal, visit.said("name"), passphrase if isinstance(passphrase, str) else "", visit.address
        )
    except MustWait as wait:
        raise Sorry(429, "sign_in.wait", seconds=wait.seconds) from None
    except NotLetIn:
        return _door(visit, Notice("sign_in.wrong"), 403)
    response = RedirectResponse(PREFIX + _inside(visit.said("to")), status_code=303)
    give(visit, response, token)
    return response


def _door(visit: Visit, notice: Notice | None, status: int = 200) -> Response:
    held = visit.token or accounts.new_token(visit.portal)
    asked = replace(visit, token=held, who=None, menu=())
    response = show(
        asked, "sign_in.html", status, notice=notice, to=visit.said("to"), name=visit.said("name", 64)
    )
    if held != visit.token:
        give(visit, response, held)
    return response


def _inside(to: str) -> str:
    """A page of ours to go on to, never another site's."""
    good = to.startswith("/") and not to.startswith(("//", "/\\", "/sign-in")) and to.isprintable()
    return to if good else "/queue"


@page("/sign-out", needs=None, method="POST")
def go_out(visit: Visit) -> Response:
    """The session ends here and in the browser."""
    accounts.sign_out(visit.portal, visit.token)
    response = go("/sign-in", out=1)
    take_back(visit, response)
    return response


@page("/passphrase", needs=Role.READER)
def own_passphrase(visit: Visit) -> Response:
    """The form for another passphrase."""
    done = Notice("passphrase.changed") if visit.query.get("done") else None
    return show(visit, "passphrase.html", notice=done, least=accounts.LEAST_LETTERS)


@page("/passphrase", needs=Role.READER, method="POST", heavy=True)
def change_passphrase(visit: Visit) -> Response:
    """Another passphrase of one's own; every other session of theirs ends."""
    old, new, again = (str(visit.form.get(name) or "") for name in ("old", "new", "again"))
    if new != again:
        return _not_changed(visit, Notice("passphrase.differs"))
    try:
        token = accounts.change_own(visit.portal, visit.reviewer, old, new, visit.address)
    except NotLetIn:
        return _not_changed(visit, Notice("passphrase.wrong"))
    except PortalRefused as refused:
        return _not_changed(visit, Notice(refused.code, refused.facts))
    except MustWait as wait:
        raise Sorry(429, "sign_in.wait", seconds=wait.seconds) from None
    response = go("/passphrase", done=1)
    give(visit, response, token)
    return response


def _not_changed(visit: Visit, notice: Notice) -> Response:
    return show(visit, "passphrase.html", 422, notice=notice, least=accounts.LEAST_LETTERS)


@page("/language/{language}", needs=None)
def language(visit: Visit) -> Response:
    """The other language, and back to where one was."""
    wished = visit.path["language"]
    if wished not in LANGUAGES:
        raise Sorry(404, "page.unknown")
    response = RedirectResponse(PREFIX + _back(visit.query.get("back", "")), status_code=303)
    remember_language(visit, response, wished)
    return response


def _back(to: str) -> str:
    inside = to.removeprefix(PREFIX)
    return "/sign-in" if inside.startswith("/sign-in") else _inside(inside)


@page("/keys", needs=Role.READER)
def keys(visit: Visit) -> Response:
    """The keys, for those who have no scripts or forgot them."""
    return show(visit, "keys.html")


PAGES = (door, come_in, go_out, own_passphrase, change_passphrase, language, keys)
