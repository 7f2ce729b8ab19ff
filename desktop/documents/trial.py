"""A template from elsewhere is tried out in a process of its own, with a limit of time and of memory.

What it does to the machine there ends with the process. A template holds names only, so nothing in it can run; what is
left is size: nested tables without end, a million paragraphs, pictures that blow up. Run as
`python -m desktop.documents.trial KIND [NAME …]` with the .docx on standard input, the PDF on standard output.
"""

from __future__ import annotations

import json
import subprocess
import sys

from desktop.documents.papers import PAPERS, PaperKind
from desktop.domain.problems import Refused

SECONDS = 40.0
MOST_MEMORY = 1_500_000_000
"""Bytes of address space of the child; Windows has no such limit, there the bounds of the file and the time hold."""
_REFUSED, _BROKEN = 3, 4
_HIDDEN_WINDOW = 0x08000000  # CREATE_NO_WINDOW


def tried(
    docx: bytes, kind: PaperKind, omitted: frozenset[str] = frozenset(), *, seconds: float = SECONDS
) -> bytes:
    """The PDF of a template filled with sample facts.

    Raises the codes of `template_from` and `fill`, `template.too_slow` at the limit, `template.too_heavy` where it
    wants more memory than a paper may.
    """
    command = [sys.executable, "-m", "desktop.documents.trial", kind.value, *sorted(omitted)]
    try:
        done = subprocess.run(
            command,
            input=docx,
            capture_output=True,
            timeout=seconds,
            check=False,
            creationflags=_HIDDEN_WINDOW if sys.platform == "win32" else 0,
        )
    except subprocess.TimeoutExpired as fault:
        raise Refused("template.too_slow", seconds=seconds) from fault
    if done.returncode == _REFUSED:
        said = json.loads(done.stderr.decode("utf-8").splitlines()[-1])
        raise Refused(said["code"], **said["facts"])
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise Refused("template.too_heavy")
    return done.stdout


def _main(arguments: list[str]) -> int:
    _limit()
    try:
        sys.stdout.buffer.write(_filled(sys.stdin.buffer.read(), PaperKind(arguments[0]), arguments[1:]))
    except Refused as refused:
        facts = {name: str(value) for name, value in refused.facts.items()}
        sys.stderr.write("\n" + json.dumps({"code": refused.code, "facts": facts}) + "\n")
        return _REFUSED
    except (MemoryError, RecursionError):
        return _BROKEN
    return 0


def _filled(docx: bytes, kind: PaperKind, omitted: list[str]) -> bytes:
    from desktop.documents import builtin_pdf
    from desktop.documents.fill import fill
    from desktop.documents.samples import sample_of
    from desktop.documents.template import template_from

    template = template_from(docx)
    title = PAPERS[kind].template
    return builtin_pdf.convert(fill(template, sample_of(kind), title=title, omitted=frozenset(omitted))).pdf


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (round(SECONDS), round(SECONDS) + 5))


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1:]))
