"""The program as `sangkien-window` starts it, up to the first frame of its sign-in."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from frame import FirstFrame, tell_and_quit

from desktop import app


class Watched(app.MainWindow):
    def show(self) -> None:
        super().show()
        FirstFrame(self, tell_and_quit)


app.MainWindow = Watched
sys.exit(app.main(["--data", sys.argv[1]]))
