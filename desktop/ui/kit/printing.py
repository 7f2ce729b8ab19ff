"""Print a PDF through Qt a page at a time: one page is drawn, handed to the printer, forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.services import previews
from desktop.services.previews import Picture
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, pages, parts
from desktop.ui.kit.files import PathField
from desktop.ui.kit.forms import ChoiceField, Form

DPI = 300
TO_FILE = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """Where to print and how often; an empty printer means into a PDF file."""

    printer: str
    copies: int = 1
    file: Path | None = None


class PrintDialog(QDialog):
    """Chooses a printer by name; every word is ours, nothing waits."""

    def __init__(self, parent: QWidget, count: int, then: Callable[[Wish], None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("In"))
        self.setMinimumWidth(460)
        self._then = then
        names = QPrinterInfo.availablePrinterNames()
        choices = [(name, name) for name in names] + [(TO_FILE, _("Vào tệp PDF"))]
        self.printer_field = ChoiceField(_("Máy in"), choices)
        self.printer_field.set_value(QPrinterInfo.defaultPrinterName())
        self.copies_field = forms.count_field(_("Số bản"))
        self.copies_field.set_value(1)
        self.file_field = PathField(_("Tệp PDF"), _("PDF (*.pdf)"), needed=True)
        self.form = Form(
            {"printer": self.printer_field, "copies": self.copies_field, "file": self.file_field}, self
        )
        self.print_button = parts.button(_("In {count} trang").format(count=count), "print", primary=True)
        close = parts.button(_("Bỏ qua"))
        close.clicked.connect(self.reject)
        self.print_button.clicked.connect(self._print)
        self.print_button.setDefault(True)
        self.printer_field.changed.connect(self._turn)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.XL, look.L, look.XL, look.L)
        box.addLayout(forms.row(3, self.printer_field, 1, self.copies_field))
        box.addWidget(self.file_field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.print_button)
        box.addLayout(buttons)
        self._turn()

    def _turn(self) -> None:
        to_file = self.printer_field.value() == TO_FILE
        self.file_field.setVisible(to_file)
        self.copies_field.setEnabled(not to_file)

    def _print(self, _checked: bool = False) -> None:
        wish = Wish(self.printer_field.value(), self.copies_field.value() or 1, self.file_field.value())
        if wish.printer == TO_FILE and wish.file is None:
            self.file_field.setFocus()
            return
        self._then(wish)
        self.accept()


class Printing(QObject):
    """One document on its way to a printer: pages are drawn on the work lane, painted here one by one."""

    def __init__(
        self, jobs: Jobs, pdf: bytes, count: int, wish: Wish, done: Callable[[bool], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pdf = pdf
        self._count = count
        self._done = done
        self._printer = _printer(wish)
        self._painter = QPainter()

    def begin(self) -> None:
        """Start with the first page."""
        self._ask(0)

    def _ask(self, page: int) -> None:
        words = _("In trang {page}/{count}").format(page=page + 1, count=self._count)

        def paint(picture: Picture) -> None:
            self._paint(page, picture)

        self._jobs.run(previews.render, self._pdf, page, DPI, owner=self, then=paint, label=words)

    def _paint(self, page: int, picture: Picture) -> None:
        self._turn(picture)
        if not page and not self._painter.begin(self._printer):
            self._done(False)
            self.deleteLater()
            return
        if page:
            self._printer.newPage()
        area = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(area, pages.image(picture))
        if page + 1 < self._count:
            self._ask(page + 1)
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
    elif wish.file is not None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(wish.file))
    printer.setResolution(DPI)
    printer.setFullPage(True)
    size = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    return printer
