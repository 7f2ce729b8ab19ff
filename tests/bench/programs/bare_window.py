"""The least that Qt can show: an application and an empty main window of the same size."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from frame import FirstFrame, tell_and_quit
from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1240, 720)
window.show()
watch = FirstFrame(window, tell_and_quit)
sys.exit(application.exec())
