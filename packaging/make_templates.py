"""Writes the Word templates of templates/vi as desktop.documents.drawing draws them."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop.documents import drawing  # noqa: E402  the checkout has to be on the path first

if __name__ == "__main__":
    for kind in drawing.DRAWINGS:
        (ROOT / "templates" / "vi" / f"{kind}.docx").write_bytes(drawing.template_bytes(kind))
