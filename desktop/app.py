"""The only place that builds: arguments, log, language, letters and colours, jobs, window."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QApplication

from desktop import __version__, i18n, log, paths
from desktop.i18n import N_, _
from desktop.preferences import PreferencesFile
from desktop.ui.crash import Crashes
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look
from desktop.ui.main_window import MainWindow
from desktop.ui.memory import QuietMemory

_DATA_HELP = N_("thư mục dữ liệu của đơn vị")


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; gives the exit status."""
    wanted = _arguments(arguments)
    preferences = PreferencesFile(paths.preferences_file())
    i18n.choose(wanted.lang or preferences.value.language)
    folder: Path = wanted.data or paths.data_folder()
    logs = paths.preferences_file().parent / "logs"
    log.begin(logs, debug=wanted.debug)
    log.note(
        "start",
        version=__version__,
        python=platform.python_version(),
        qt=qt_version,
        platform=platform.system(),
    )
    app = QApplication([sys.argv[0]])
    look.dress(app)
    crashes = Crashes(logs)
    left = crashes.watch()
    jobs = Jobs(crashes.show)
    window = MainWindow(folder, jobs, preferences, cares=True)
    crashes.stand_before(window)
    crashes.keep_typed = window.keep_typed
    window.show()
    QuietMemory(jobs, window)
    if left:
        crashes.show_report(left)
    status = app.exec()
    crashes.end()
    log.note("end", status=status)
    log.end()
    return status


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sangkien-window", description=_("Sổ Sáng Kiến"))
    parser.add_argument("--data", type=Path, help=_(_DATA_HELP))
    parser.add_argument("--lang", choices=i18n.LANGUAGES)
    parser.add_argument("--debug", action="store_true")
    return parser.parse_args(arguments)
