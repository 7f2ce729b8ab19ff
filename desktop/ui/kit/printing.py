"""Print a PDF through Qt a page at a time: one page is drawn, handed to the printer, forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Problem
from desktop.i18n import _
from desktop.services import previews
from desktop.services import printing as papers_out
from desktop.services.previews import Picture
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, pages, parts, reading
from desktop.ui.kit.files import PathField
from desktop.ui.kit.forms import ChoiceField, Form, ReadField

DPI = 300
TO_FILE = ""
_DUPLEX = {
    "one": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}


class Sides(StrEnum):
    """Paper printed on one side, or on both along an edge."""

    ONE = "one"
    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Wish:
    """Where to print and how often; an empty printer means into a PDF file."""

    printer: str
    copies: int = 1
    file: Path | None = None
    pages: tuple[int, ...] = ()
    """Pages to print, from 1; empty: all."""
    sides: Sides = Sides.ONE


class PrintDialog(QDialog):
    """Chooses a printer by name; every word is ours, nothing waits."""

    def __init__(
        self,
        parent: QWidget,
        count: int,
        then: Callable[[Wish], None],
        test: Callable[[Wish], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("In"))
        self.setMinimumWidth(520)
        self._then = then
        self._test = test
        self._count = count
        names = QPrinterInfo.availablePrinterNames()
        choices = [(name, name) for name in names] + [(TO_FILE, _("Vào tệp PDF"))]
        self.printer_field = ChoiceField(_("Máy in"), choices)
        self.printer_field.set_value(QPrinterInfo.defaultPrinterName())
        self.copies_field = forms.count_field(_("Số bản"))
        self.copies_field.set_value(1)
        self.pages_field = ReadField(
            _("Trang"),
            lambda text: reading.read_pages(text, count),
            _show_pages,
            code="pages.unreadable",
            hint=_("ví dụ 1-3, 7"),
        )
        self.sides_field = ChoiceField(
            _("In hai mặt"),
            [
                (Sides.ONE, _("Một mặt")),
                (Sides.LONG, _("Hai mặt, lật theo cạnh dài")),
                (Sides.SHORT, _("Hai mặt, lật theo cạnh ngắn")),
            ],
        )
        self.pages_field.edit.setPlaceholderText(_("tất cả"))
        self.pages_field.changed.connect(self._count_pages)
        self.file_field = PathField(_("Tệp PDF"), _("PDF (*.pdf)"), needed=True, writes=True)
        self.form = Form(
            {
                "printer": self.printer_field,
                "copies": self.copies_field,
                "pages": self.pages_field,
                "sides": self.sides_field,
                "file": self.file_field,
            },
            self,
        )
        self.print_button = parts.button("", "print", primary=True)
        close = parts.button(_("Bỏ qua"))
        close.clicked.connect(self.reject)
        self.print_button.clicked.connect(self._print)
        self.print_button.setDefault(True)
        self.printer_field.changed.connect(self._turn)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.XL, look.L, look.XL, look.L)
        box.addLayout(forms.row(3, self.printer_field, 1, self.copies_field))
        box.addLayout(forms.row(3, self.pages_field, 2, self.sides_field))
        box.addWidget(self.file_field)
        chain = " → ".join(wording.label(f"Engine.{engine}") for engine in papers_out.engines())
        box.addWidget(parts.text(_("Bản in được dựng lần lượt: {chain}").format(chain=chain), "secondary"))
        box.addSpacing(look.S)
        buttons = QHBoxLayout()
        self.test_button = parts.button(_("In trang thử"), flat=True)
        self.test_button.clicked.connect(self._print_test)
        self.test_button.setVisible(test is not None)
        buttons.addWidget(self.test_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.print_button)
        box.addLayout(buttons)
        self._count_pages()
        self._turn()

    def _turn(self) -> None:
        to_file = self.printer_field.value() == TO_FILE
        self.file_field.setVisible(to_file)
        self.copies_field.setEnabled(not to_file)
        self.sides_field.setEnabled(not to_file)

    def _count_pages(self) -> None:
        count = len(self.pages_field.value() or ()) or self._count
        self.print_button.setText(_("In {count} trang").format(count=count))
        self.print_button.setAccessibleName(self.print_button.text())

    def _wish(self) -> Wish | None:
        """What was chosen, None while something is still to be said."""
        if self.form.unreadable:
            self.form.show_problems(())
            self.pages_field.setFocus()
            return None
        file = self.file_field.value()
        if self.printer_field.value() != TO_FILE:
            file = None
        elif file is None or not file.is_absolute():  # a bare name lands wherever the program began
            self.file_field.show_problem(Problem("print.file_missing"))
            self.file_field.setFocus()
            return None
        return Wish(
            self.printer_field.value(),
            self.copies_field.value() or 1,
            file if file is None or file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf"),
            self.pages_field.value() or (),
            self.sides_field.value(),
        )

    def _print(self, _checked: bool = False) -> None:
        wish = self._wish()
        if wish is not None:
            self._then(wish)
            self.accept()

    def _print_test(self, _checked: bool = False) -> None:
        wish = self._wish()
        if wish is not None and self._test is not None:
            self._test(replace(wish, pages=(), copies=1))


def _show_pages(pages: tuple[int, ...] | None) -> str:
    """Pages again as people write them: `1-3, 7`."""
    shown: list[str] = []
    for _place, group in groupby(enumerate(pages or ()), key=lambda pair: pair[1] - pair[0]):
        run = [page for _at, page in group]
        shown.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return ", ".join(shown)


class Printing(QObject):
    """One document on its way to a printer: pages are drawn on the work lane, painted here one by one."""

    def __init__(
        self, jobs: Jobs, pdf: bytes, count: int, wish: Wish, done: Callable[[bool], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pdf = pdf
        self._pages = [page - 1 for page in wish.pages if page <= count] or list(range(count))
        self._done = done
        self._printer = _printer(wish)
        self._painter = QPainter()

    def begin(self) -> None:
        """Start with the first page."""
        self._ask(0)

    def _ask(self, at: int) -> None:
        words = _("In trang {page}/{count}").format(page=at + 1, count=len(self._pages))

        def paint(picture: Picture) -> None:
            self._paint(at, picture)

        self._jobs.run(previews.render, self._pdf, self._pages[at], DPI, owner=self, then=paint, label=words)

    def _paint(self, at: int, picture: Picture) -> None:
        self._turn(picture)
        if not at and not self._painter.begin(self._printer):
            self._done(False)
            self.deleteLater()
            return
        if at:
            self._printer.newPage()
        area = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(area, pages.image(picture))
        if at + 1 < len(self._pages):
            self._ask(at + 1)
            return
        self._painter.end()
        self._done(True)
        self.deleteLater()

    def _turn(self, picture: Picture) -> None:
        """Annexes lie across the page."""
        orientation = QPageLayout.Orientation
        across = picture.width > picture.height
        self._printer.setPageOrientation(orientation.Landscape if across else orientation.Portrait)


def _printer(wish: Wish) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if wish.printer:
        printer.setPrinterName(wish.printer)
        printer.setCopyCount(wish.copies)
        printer.setDuplex(_DUPLEX[wish.sides])
    elif wish.file is not None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(wish.file))
    printer.setResolution(DPI)
    printer.setFullPage(True)
    size = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    return printer
