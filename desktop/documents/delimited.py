"""Text tables (.csv): comma, semicolon or tab; UTF-8, UTF-16, CP1258 or the letters of old fonts."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from desktop.documents.containers import Limits, Stop
from desktop.domain.problems import Refused, Stopped
from desktop.domain.text import normal

_OLD_TCVN3 = re.compile(rb"(?<=[A-Za-z])[\xa8-\xae\xb5-\xb9\xbb-\xbe]|[\xa7\xae](?=[A-Za-z])")
_OLD_VNI = re.compile(rb"[aeouyAEOUY][\xf8\xf9\xfb\xef\xd8\xd9\xdb\xcf]|[aeoAEO][\xe2\xe1\xe0\xe5\xe3\xe4]")
_CP1258_MARK = re.compile(
    rb"[aeiouyAEIOUY\xe2\xea\xf4\xe3\xf5\xfd\xc2\xca\xd4\xc3\xd5\xdd][\xcc\xd2\xde\xec\xf2]"
)

_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n])')
_CELL_END = re.compile(r"[\t\n]")


def read_delimited(path: Path, limits: Limits, stop: Stop | None = None) -> list[Sequence[str]]:
    """The rows of a text table, all cells as text. Refused: workbook.damaged, workbook.too_many_rows."""
    text = decode(path.read_bytes(), path.name)
    rows: list[Sequence[str]] = []
    csv.field_size_limit(1024 * 1024)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False):
            rows.append(row)
            if len(rows) > limits.rows:
                raise Refused("workbook.too_many_rows", file=path.name, limit=limits.rows)
            if len(rows) % 1000 == 0 and stop is not None and stop():
                raise Stopped
    except csv.Error:
        raise Refused("workbook.damaged", file=path.name) from None
    return rows


def decode(content: bytes, name: str = "") -> str:
    """The text of a file: by its mark, else UTF-8, else the old code whose signs it shows.

    TCVN3 and VNI come out as Windows shows them, for `desktop.domain.legacy` to repair by column.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise Refused("workbook.damaged", file=name) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    found = {
        "tcvn3": len(_OLD_TCVN3.findall(content)),
        "vni": len(_OLD_VNI.findall(content)),
        "cp1258": len(_CP1258_MARK.findall(content)),
    }
    best = max(found, key=lambda code: found[code])
    if best == "cp1258" or not found[best]:
        return normal(content.decode("cp1258", errors="replace"))
    return content.decode("latin-1")


def _delimiter(text: str) -> str:
    """The sign that parts the first lines most evenly; commas inside quotes do not count."""
    sample = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    best, most = ",", 0.0
    for sign in (",", ";", "\t", "|"):
        counts = [len(next(csv.reader([line], delimiter=sign), [])) - 1 for line in sample]
        widest = max(counts, default=0)
        even = sum(count == widest for count in counts) / len(counts) if counts else 0
        weight = widest * (0.2 + even)
        if widest and weight > most:
            best, most = sign, weight
    return best


def read_pasted(text: str, limits: Limits, name: str = "") -> list[Sequence[str]]:
    """Rows as a spreadsheet copies them: tabs part cells, and only a cell with a tab or a line end stands in quotes.

    A cell that merely begins with a quotation mark stays as it is. Refused: workbook.empty, .too_large,
    .too_many_rows.
    """
    if not text.strip():
        raise Refused("workbook.empty", file=name)
    if len(text) > limits.file:
        raise Refused("workbook.too_large", file=name, size=len(text), limit=limits.file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.endswith("\n"):
        text += "\n"
    rows: list[Sequence[str]] = []
    row: list[str] = []
    at = 0
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        if quoted and ("\n" in quoted[1] or "\t" in quoted[1] or '""' in quoted[1]):
            cell, at = quoted[1].replace('""', '"'), quoted.end()
        else:
            end = _CELL_END.search(text, at)
            cell, at = (text[at : end.start()], end.start()) if end else (text[at:], len(text) - 1)
        row.append(cell)
        if text[at] == "\n":
            rows.append(row)
            row = []
            if len(rows) > limits.rows:
                raise Refused("workbook.too_many_rows", file=name, limit=limits.rows)
        at += 1
    return rows
