"""The built-in way to PDF under a watch: it may be ended before each paragraph is read or laid out and each page drawn.

word2pdf 0.1.0 (pinned) runs in this process and asks nobody; what it does for long, it does by paragraphs and pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import Any

from desktop.domain.problems import Refused
from sync.clock import SystemClock

Stop = Callable[[], object]

_watch: ContextVar[Stop | None] = ContextVar("watch", default=None)


@contextmanager
def watched(stop: Stop, seconds: float) -> Iterator[None]:
    """End a conversion of this thread when `stop` raises, or with `pdf.too_slow` after so many seconds."""
    _heed()
    now = SystemClock().monotonic
    until = now() + seconds

    def watch() -> None:
        stop()
        if now() > until:
            raise Refused("pdf.too_slow", engine="builtin", seconds=seconds)

    before = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(before)


@cache
def _heed() -> None:
    """Have word2pdf ask the watch, once."""
    from word2pdf.document.parser import Parser
    from word2pdf.layout.engine import Layouter
    from word2pdf.render.pdf import Renderer

    places: tuple[tuple[Any, str], ...] = (
        (Parser, "_paragraph"),
        (Layouter, "layout_paragraph"),
        (Renderer, "_draw_page"),
    )
    for owner, name in places:
        setattr(owner, name, _asking(getattr(owner, name)))


def _asking(step: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(step)
    def asking(*given: Any, **named: Any) -> Any:
        watch = _watch.get()
        if watch is not None:
            watch()
        return step(*given, **named)

    return asking
