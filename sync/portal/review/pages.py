"""What a page is made of: who may come, what came with the request, and the ways to answer."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from starlette.datastructures import FormData, QueryParams
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sync.portal.house import Portal
from sync.portal.review import reading, wording
from sync.portal.review.accounts import Reviewer, Role
from sync.portal.words import Words, figures, words_of

PREFIX = "/review"
FORM_BYTES = 256 * 1024
_TEMPLATES = Path(__file__).parent / "templates"


class Sorry(Exception):
    """A page that cannot be shown or an order that was not done: an HTTP status, a code, facts."""

    def __init__(self, status: int, code: str, **facts: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Visit:
    """A request, read. `form` is empty but for orders, whose token was checked; `here` is the page asked for."""

    portal: Portal
    words: Words
    who: Reviewer | None
    token: str
    path: Mapping[str, str]
    query: QueryParams
    form: FormData
    here: str
    address: str
    secure: bool
    menu: tuple[Page, ...] = ()

    @property
    def reviewer(self) -> Reviewer:
        """Who is signed in; a page that `needs` a role has somebody."""
        if self.who is None:
            raise Sorry(403, "session.ended")
        return self.who

    @property
    def csrf(self) -> str:
        """What every form of this browser carries: made from its cookie, which no other site can read."""
        return sha256(b"sangkien form " + self.token.encode("ascii", "replace")).hexdigest()

    def said(self, name: str, most: int = 4_000) -> str:
        """A field of the form (or, without a form, of the address) as one clean text, "" where it is missing."""
        found = self.form.get(name) if self.form else self.query.get(name)
        return reading.clean(found)[:most] if isinstance(found, str) else ""

    def number(self, name: str, least: int = 1) -> int:
        """A whole number of the address or form; `least` where there is none or a smaller one."""
        found = self.said(name, 12)
        return max(int(found), least) if found.isascii() and found.isdigit() else least


Handler = Callable[[Visit], Response]


@dataclass(frozen=True, slots=True)
class Page:
    """One method of one address under `/review`. `needs` None: everybody may come. `heavy`: few at once."""

    path: str
    handler: Handler
    needs: Role | None
    method: str = "GET"
    menu: str = ""
    most: int = FORM_BYTES
    heavy: bool = False


def page(
    path: str,
    needs: Role | None,
    *,
    method: str = "GET",
    menu: str = "",
    most: int = FORM_BYTES,
    heavy: bool = False,
) -> Callable[[Handler], Page]:
    """Makes a function a page at `path` for this role and those above it."""

    def made(handler: Handler) -> Page:
        return Page(path, handler, needs, method, menu, most, heavy)

    return made


def is_good_token(visit: Visit) -> bool:
    """Whether the form came from a page of this browser's own session."""
    given = visit.form.get("token")
    said = given.encode() if isinstance(given, str) else b""
    return bool(visit.token) and hmac.compare_digest(said, visit.csrf.encode())


def show(visit: Visit, template: str, status: int = 200, **facts: Any) -> HTMLResponse:
    """A page in the visitor's language."""
    made = _environment(visit.words.language).get_template(template)
    return HTMLResponse(made.render(visit=visit, **facts), status)


def go(path: str, **query: object) -> RedirectResponse:
    """After an order: to a page under `/review`, so that a reload does nothing twice."""
    return RedirectResponse(link(path, **query), status_code=303)


def link(path: str, **query: object) -> str:
    """The address of a page under `/review`; empty values are left out."""
    said = {name: value for name, value in query.items() if value not in {"", None}}
    return PREFIX + path + ("?" + urlencode(said, quote_via=quote, safe="/") if said else "")


@dataclass(frozen=True, slots=True)
class Notice:
    """A line over a page that says what became of an order: a code of `wording.NOTICES` and facts."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@cache
def _environment(language: str) -> jinja2.Environment:
    words = words_of(language)
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        _=words,
        ngettext=words.ngettext,
        link=link,
        prefix=PREFIX,
        label=lambda code: wording.label(words, code),
    )
    made.globals["notice_words"] = lambda notice: words(wording.NOTICES[notice.code], **notice.facts)
    made.filters.update(
        figures=figures, moment=reading.moment, day=reading.day, share=reading.share, size=reading.size
    )
    return made
