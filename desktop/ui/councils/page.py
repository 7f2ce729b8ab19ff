"""What the pages of Hội đồng share: the screen's jobs, notes and papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.problems import Refused
from desktop.services.printing import Rendered
from desktop.ui.paper import PaperScreen


class CouncilPage(QWidget):
    """One page; it asks again when the screen says so, and the hand begins where `begin` puts it."""

    def __init__(self, screen: PaperScreen) -> None:
        super().__init__()
        self.host = screen
        self.jobs = screen.jobs
        self.desk = screen.desk

    def say(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        """A note at the bottom of the window."""
        self.host.say(words, tone=tone, undoable=undoable)

    def refuse(self, refused: Refused) -> None:
        """An order that could not be done."""
        self.host.refuse(refused)

    def show_paper(self, title: str, render: Callable[..., Rendered], *arguments: Any) -> None:
        """Turn to a paper; its title names the files too."""
        self.host.show_paper(title, title, render, *arguments)

    def reload(self) -> None:
        """Ask again for what is shown."""

    def begin(self) -> None:
        """Put the hand where the work begins."""

    def leave(self) -> None:
        """Keep what is being typed."""
