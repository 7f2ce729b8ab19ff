"""The one file of colours, sizes, letters and icons. Screens name a meaning, never a colour."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from desktop import paths

GROUND, SURFACE, LINE = "#F6F7F9", "#FFFFFF", "#DCE1E8"
INK, MUTED = "#1A2330", "#566173"
ACCENT, ACCENT_SOFT = "#0F5EA8", "#E5F0FA"
GOOD, GOOD_SOFT = "#1C7A48", "#E6F4EC"
CARE, CARE_SOFT = "#8F5F00", "#FFF4D6"
BAD, BAD_SOFT = "#B3261E", "#FCEBE9"

GAPS = (4, 8, 12, 16, 24, 32)
XS, S, M, L, XL, XXL = GAPS
RADIUS = 6
ROW, ROW_DENSE, FIELD, TARGET = 32, 28, 34, 28
RAIL, RAIL_NARROW, NARROW_BELOW = 208, 56, 1200

BODY, SECONDARY, SECTION, PAGE = 14, 13, 16, 20
FAMILY = "Be Vietnam Pro"

TOP, MIDDLE = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignCenter

TONES = {
    "ink": INK,
    "muted": MUTED,
    "accent": ACCENT,
    "good": GOOD,
    "care": CARE,
    "bad": BAD,
    "surface": SURFACE,
}
PALE = "#A9B2BF"
"""Icons of controls that cannot be used now."""
SOFT = {"accent": ACCENT_SOFT, "good": GOOD_SOFT, "care": CARE_SOFT, "bad": BAD_SOFT, "muted": GROUND}

_drawings: dict[str, str] = {}
_icons: dict[tuple[str, str], QIcon] = {}


def dress(app: QApplication) -> None:
    """Letters, palette, style and icons for the whole program, read from disk once, before the first window."""
    _load_letters()
    _load_drawings()
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setWindowIcon(icon("mark", "accent"))


def clothe(window: QWidget) -> None:
    """Give a window its looks; what is shown in it, and its dialogs, inherit them.

    Never the application's own sheet: with one, Qt polishes a whole screen again at each step of its building.
    """
    window.setStyleSheet(_sheet())


def font(size: int = BODY, *, strong: bool = False) -> QFont:
    """The application's letters at a size in px; figures of one width, so that columns of numbers line up."""
    letters = QFont(FAMILY)
    letters.setPixelSize(size)
    letters.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    letters.setFeature(QFont.Tag("tnum"), 1)
    return letters


def icon(name: str, tone: str = "muted") -> QIcon:
    """A drawing in a tone of the palette; disabled controls get a paler one. Drawn when it is first shown."""
    _load_drawings()
    key = (name, tone)
    if key not in _icons:
        _icons[key] = QIcon(_Drawing(name, TONES[tone]))
    return _icons[key]


def pixmap(name: str, tone: str = "muted", size: int = 16) -> QPixmap:
    """A drawing for a label."""
    return icon(name, tone).pixmap(QSize(size, size))


def colour(tone: str) -> QColor:
    """A tone as a colour."""
    return QColor(TONES[tone])


def soft(tone: str) -> QColor:
    """The ground that belongs to a tone."""
    return QColor(SOFT[tone])


class _Drawing(QIconEngine):
    """Draws an icon at the size and on the screen that ask for it.

    A screen names many icons and shows few of them in one size: drawing all of them beforehand held the window up.
    """

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def clone(self) -> QIconEngine:
        """The same drawing, for an icon that becomes another's."""
        return _Drawing(self._name, self._ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Into somebody's picture, as sharp as that is."""
        painter.drawPixmap(
            rect, self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatio())
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """A picture of so many dots."""
        return _drawn(
            self._name, PALE if mode == QIcon.Mode.Disabled else self._ink, size.width(), size.height()
        )

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """A picture of a size in points, for a screen of so many dots a point."""
        return self.pixmap(size * scale, mode, state)


@cache
def _drawn(name: str, ink: str, width: int, height: int) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_drawings[name].replace("currentColor", ink).encode()))
    drawing.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter)
    painter.end()
    return picture


def _load_drawings() -> None:
    if not _drawings:
        for file in sorted(paths.icons_folder().glob("*.svg")):
            _drawings[file.stem] = file.read_text(encoding="utf-8")


def _load_letters() -> None:
    folder = Path(str(resources.files("fontpkg_be_vietnam_pro") / "files"))
    for face in ("Regular", "Medium", "SemiBold", "Italic"):
        QFontDatabase.addApplicationFont(str(folder / f"BeVietnamPro-{face}.ttf"))


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, what in {
        role.Window: GROUND,
        role.WindowText: INK,
        role.Base: SURFACE,
        role.AlternateBase: GROUND,
        role.Text: INK,
        role.Button: SURFACE,
        role.ButtonText: INK,
        role.ToolTipBase: INK,
        role.ToolTipText: SURFACE,
        role.Highlight: ACCENT_SOFT,
        role.HighlightedText: INK,
        role.PlaceholderText: "#7A8493",
        role.Link: ACCENT,
        role.Mid: LINE,
    }.items():
        palette.setColor(where, QColor(what))
    return palette


def _sheet() -> str:
    return f"""
    * {{ font-family: "{FAMILY}"; font-size: {BODY}px; color: {INK}; }}
    QWidget#window, QWidget[ground="true"] {{ background: {GROUND}; }}
    QToolTip {{ background: {INK}; color: {SURFACE}; border: none; padding: 4px 8px; }}
    QLabel {{ background: transparent; }}
    QLabel[kind="page"] {{ font-size: {PAGE}px; font-weight: 600; }}
    QLabel[kind="section"] {{ font-size: {SECTION}px; font-weight: 600; }}
    QLabel[kind="secondary"], QLabel[kind="label"] {{ font-size: {SECONDARY}px; color: {MUTED}; }}
    QLabel[kind="strong"] {{ font-weight: 600; }}
    QLabel[kind="figure"] {{ font-size: 26px; font-weight: 600; }}
    QLabel[tone="good"] {{ color: {GOOD}; }}
    QLabel[tone="care"] {{ color: {CARE}; }}
    QLabel[tone="bad"] {{ color: {BAD}; }}
    QLabel[tone="accent"] {{ color: {ACCENT}; }}
    QLabel[kind="problem"] {{ font-size: 12px; }}
    QFrame[card="true"] {{ background: {SURFACE}; border: 1px solid {LINE}; border-radius: {RADIUS}px; }}
    QFrame[card="care"] {{ background: {CARE_SOFT}; border: 1px solid #EBD9A0; border-radius: {RADIUS}px; }}
    QFrame[card="bad"] {{ background: {BAD_SOFT}; border: 1px solid #EFC4C0; border-radius: {RADIUS}px; }}
    QFrame[card="good"] {{ background: {GOOD_SOFT}; border: 1px solid #BFE0CC; border-radius: {RADIUS}px; }}
    QFrame[card="accent"] {{ background: {ACCENT_SOFT}; border: 1px solid #BCD7EE; border-radius: {RADIUS}px; }}
    QFrame#rail {{ background: {SURFACE}; border: none; border-right: 1px solid {LINE}; }}
    QFrame#top, QFrame#bottom {{ background: {SURFACE}; border: none; }}
    QFrame#top {{ border-bottom: 1px solid {LINE}; }}
    QFrame#bottom {{ border-top: 1px solid {LINE}; }}
    QFrame#bottom QLabel {{ font-size: {SECONDARY}px; color: {MUTED}; }}
    QFrame#rule {{ background: {LINE}; border: none; max-height: 1px; min-height: 1px; }}

    QPushButton {{ background: {SURFACE}; border: 1px solid {LINE}; border-radius: {RADIUS}px;
        padding: 0 12px; min-height: 32px; }}
    QPushButton:hover {{ background: {GROUND}; border-color: #C3CBD6; }}
    QPushButton:pressed {{ background: {ACCENT_SOFT}; }}
    QPushButton:focus {{ border: 2px solid {ACCENT}; padding: 0 11px; min-height: 30px; }}
    QPushButton:disabled {{ color: #A0A9B6; background: {GROUND}; }}
    QPushButton[primary="true"] {{ background: {ACCENT}; border: 1px solid {ACCENT}; color: {SURFACE};
        font-weight: 600; }}
    QPushButton[primary="true"]:hover {{ background: #0C4F8F; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {INK}; }}
    QPushButton[primary="true"]:disabled {{ background: #B9CFE3; border-color: #B9CFE3; color: {SURFACE}; }}
    QPushButton[danger="true"] {{ color: {BAD}; }}
    QPushButton[chip="true"] {{ border-radius: 14px; min-height: 26px; padding: 0 12px; font-size: {SECONDARY}px; }}
    QPushButton[chip="true"]:checked {{ background: {ACCENT_SOFT}; border-color: {ACCENT}; color: {ACCENT};
        font-weight: 600; }}
    QPushButton[chip="true"]:focus {{ min-height: 24px; padding: 0 11px; }}
    QPushButton[flat="true"] {{ border: 1px solid transparent; background: transparent; color: {ACCENT};
        padding: 0 8px; min-height: 26px; }}
    QPushButton[flat="true"]:hover {{ background: {ACCENT_SOFT}; }}
    QPushButton[flat="true"]:focus {{ border: 2px solid {ACCENT}; padding: 0 7px; min-height: 24px; }}
    QPushButton[flat="true"]:disabled {{ color: #A0A9B6; background: transparent; }}
    QPushButton[line="true"] {{ border: none; border-radius: {RADIUS}px; background: transparent; text-align: left;
        padding: 0 8px; min-height: 36px; }}
    QPushButton[line="true"]:hover {{ background: {ACCENT_SOFT}; }}
    QPushButton[line="true"]:focus {{ border: 2px solid {ACCENT}; padding: 0 6px; min-height: 32px; }}
    QPushButton[figure="true"] {{ text-align: left; padding: 0; }}
    QPushButton[figure="true"]:focus {{ padding: 0; }}
    QPushButton[rail="true"] {{ border: none; border-radius: {RADIUS}px; background: transparent; text-align: left;
        padding: 0 10px; min-height: 40px; }}
    QPushButton[rail="true"]:hover {{ background: {GROUND}; }}
    QPushButton[rail="true"]:checked {{ background: {ACCENT_SOFT}; color: {ACCENT}; font-weight: 600; }}
    QPushButton[rail="true"]:focus {{ border: 2px solid {ACCENT}; padding: 0 8px; min-height: 36px; }}
    QToolButton {{ border: 1px solid transparent; border-radius: {RADIUS}px; background: transparent;
        min-width: {TARGET}px; min-height: {TARGET}px; padding: 0; }}
    QToolButton:hover {{ background: {ACCENT_SOFT}; }}
    QToolButton:focus {{ border: 2px solid {ACCENT}; }}
    QToolButton::menu-indicator {{ image: none; }}

    QLineEdit, QComboBox {{ background: {SURFACE}; border: 1px solid #C3CBD6; border-radius: {RADIUS}px;
        padding: 0 9px; min-height: 32px; selection-background-color: #BCD7EE; selection-color: {INK}; }}
    QPlainTextEdit {{ background: {SURFACE}; border: 1px solid #C3CBD6; border-radius: {RADIUS}px; padding: 4px 5px;
        selection-background-color: #BCD7EE; selection-color: {INK}; }}
    QLineEdit:focus, QComboBox:focus {{ border: 2px solid {ACCENT}; padding: 0 8px; min-height: 30px; }}
    QPlainTextEdit:focus {{ border: 2px solid {ACCENT}; padding: 3px 4px; }}
    QLineEdit[bad="true"], QPlainTextEdit[bad="true"], QComboBox[bad="true"] {{ border-color: {BAD}; }}
    QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ background: {GROUND}; color: {MUTED};
        border-color: {LINE}; }}
    QLineEdit#search {{ background: {GROUND}; border-color: {LINE}; }}
    QComboBox::drop-down {{ border: none; width: 26px; }}
    QComboBox::down-arrow {{ image: url("{_file("down")}"); width: 16px; height: 16px; }}
    QComboBox QAbstractItemView {{ background: {SURFACE}; border: 1px solid {LINE}; outline: none; padding: 4px;
        selection-background-color: {ACCENT_SOFT}; selection-color: {INK}; }}
    QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 6px; }}

    QCheckBox, QRadioButton {{ spacing: 8px; min-height: {TARGET}px; background: transparent; }}
    QCheckBox:focus, QRadioButton:focus {{ color: {ACCENT}; }}
    QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid #8793A3; border-radius: 4px;
        background: {SURFACE}; }}
    QCheckBox::indicator:checked {{ background: {ACCENT_SOFT}; border-color: {ACCENT};
        image: url("{_file("done")}"); }}
    QCheckBox::indicator:focus {{ border: 2px solid {ACCENT}; }}
    QLineEdit QToolButton {{ min-width: 0; min-height: 0; border: none; padding: 0; }}
    QTableView, QListView, QListWidget, QTreeView {{ background: {SURFACE}; border: 1px solid {LINE};
        border-radius: {RADIUS}px; outline: none; gridline-color: {GROUND};
        selection-background-color: {ACCENT_SOFT}; selection-color: {INK}; }}
    QTableView::item {{ padding: 0 8px; border: none; border-bottom: 1px solid {GROUND}; }}
    QTableView::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
    QTableView:focus, QListWidget:focus {{ border: 1px solid {ACCENT}; }}
    QListWidget::item {{ min-height: 30px; padding: 2px 8px; border-radius: 4px; }}
    QListWidget::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
    QHeaderView {{ background: {SURFACE}; border: none; }}
    QHeaderView::section {{ background: {SURFACE}; color: {MUTED}; border: none; border-bottom: 1px solid {LINE};
        padding: 0 11px; min-height: 32px; font-size: {SECONDARY}px; font-weight: 600; text-align: left; }}
    QHeaderView::section:hover {{ color: {INK}; }}
    QTableCornerButton::section {{ background: {SURFACE}; border: none; }}

    QScrollArea {{ background: transparent; border: none; }}
    QScrollArea > QWidget > QWidget[scrolled="true"] {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
    QScrollBar::handle {{ background: #C3CBD6; border-radius: 3px; min-height: 28px; min-width: 28px; }}
    QScrollBar::handle:hover {{ background: #9AA5B4; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
        border: none; width: 0; height: 0; }}
    QProgressBar {{ background: {LINE}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
    QProgressBar::chunk {{ background: {ACCENT}; border-radius: 3px; }}
    QSplitter::handle {{ background: transparent; }}
    QTabBar {{ background: transparent; }}
    QTabBar::tab {{ background: transparent; color: {MUTED}; padding: 6px 4px; margin-right: 18px; border: none;
        border-bottom: 2px solid transparent; min-height: 22px; }}
    QTabBar::tab:selected {{ color: {ACCENT}; border-bottom: 2px solid {ACCENT}; font-weight: 600; }}
    QTabBar::tab:focus {{ color: {INK}; border-bottom: 2px solid {INK}; }}
    QTabWidget::pane {{ border: none; }}
    QTabBar {{ qproperty-drawBase: 0; }}
    QMenu {{ background: {SURFACE}; border: 1px solid {LINE}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {ACCENT_SOFT}; }}
    QDialog {{ background: {SURFACE}; }}
    QFrame#note {{ background: {INK}; border-radius: {RADIUS}px; }}
    QFrame#note QLabel {{ color: {SURFACE}; }}
    QFrame#note QPushButton {{ background: transparent; border: 1px solid transparent; color: #9CCBF5;
        font-weight: 600; min-height: 26px; padding: 0 8px; }}
    QFrame#note QPushButton:focus {{ border: 1px solid #9CCBF5; }}
    QFrame#popup {{ background: {SURFACE}; border: 1px solid #C3CBD6; border-radius: {RADIUS}px; }}
    QFrame#popup QListWidget {{ border: none; }}
    """


def _file(name: str) -> str:
    return (paths.icons_folder() / f"{name}.svg").as_posix()
