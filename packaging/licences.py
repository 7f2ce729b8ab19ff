"""The licence gate: no GPL, no AGPL, in no library the program is installed with, nor inside its files.

    python packaging/licences.py check     fails on a licence that licences.toml does not accept
    python packaging/licences.py write     the same, and writes THIRD-PARTY-NOTICES.md again

Metadata alone is not believed: a package under BSD may carry a GPL library in its wheel, so each installed
file is searched for licence texts, SPDX lines and the marks of well-known GPL codecs.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "THIRD-PARTY-NOTICES.md"

# Cheap first look, then the marks themselves. Comment signs may stand between the words of a header.
_SUSPECT = re.compile(rb"GPL|General[\s*#/;]+Public[\s*#/;]+Licen|GENERAL\s+PUBLIC|x26[45]|imagequant")
_MARKS = {
    "GPL text": re.compile(rb"GNU\s+(?:AFFERO\s+)?GENERAL\s+PUBLIC\s+LICENSE\s+Version\s+\d"),
    "GPL grant": re.compile(
        rb"terms@of@the@GNU@(?:Affero@)?General@Public@License".replace(b"@", rb"[\s*#/;]+")
    ),
    "x264 or x265": re.compile(rb"x265 \[info\]|x265_encoder_open|x264_encoder_open"),
    "libimagequant": re.compile(rb"liq_image_quantize|liq_quantize_image"),
}
_SPDX = re.compile(rb"SPDX-License-Identifier:\s*([A-Za-z0-9 .()+-]+)")
_CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


@dataclass(frozen=True)
class Rules:
    """licences.toml, read."""

    allowed: frozenset[str]
    lgpl: dict[str, str]
    by_hand: dict[str, list[str]]
    extras: dict[str, list[str]]
    exceptions: tuple[tuple[str, str, str], ...]  # distribution, file pattern, reason


def read_rules(path: Path = ROOT / "packaging" / "licences.toml") -> Rules:
    """Read what is accepted."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    exceptions = tuple(
        (entry["distribution"], pattern, entry["reason"])
        for entry in data["exception"]
        for pattern in entry["files"]
    )
    return Rules(frozenset(data["allowed"]), data["lgpl"], data["by_hand"], data["extras"], exceptions)


def accepted(expression: str, allowed: frozenset[str]) -> bool:
    """Tell whether an SPDX expression can be satisfied with the allowed licences alone."""
    words = re.findall(r"\(|\)|[A-Za-z0-9.+-]+", expression)

    def either() -> bool:
        value = both()
        while words and words[0].upper() == "OR":
            words.pop(0)
            value = both() or value
        return value

    def both() -> bool:
        value = one()
        while words and words[0].upper() == "AND":
            words.pop(0)
            value = one() and value
        return value

    def one() -> bool:
        if not words:
            return False
        word = words.pop(0)
        if word == "(":
            value = either()
            if words:
                words.pop(0)
            return value
        if words and words[0].upper() == "WITH":
            del words[:2]
        return word in allowed

    return either() and not words


def reachable() -> dict[str, Distribution]:
    """Every distribution that [project.dependencies] brings along on this platform, by canonical name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    found: dict[str, Distribution] = {}
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found:
            continue
        found[name] = distribution(wanted.name)
        extras = wanted.extras or {""}
        for line in found[name].requires or []:
            need = Requirement(line)
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(need)
    return dict(sorted(found.items()))


def licence_of(name: str, package: Distribution, rules: Rules) -> str:
    """Name the licence of one package as an SPDX expression; empty when nobody can tell."""
    if name in rules.by_hand:
        return rules.by_hand[name][0]
    metadata = package.metadata
    for key in ("License-Expression", "License"):
        if 0 < len(metadata.get(key) or "") < 80:
            return str(metadata[key])
    classifiers = [line.split(" :: ")[-1] for line in metadata.get_all("Classifier") or []]
    return next((_CLASSIFIERS[line] for line in classifiers if line in _CLASSIFIERS), "")


def marks_in(content: bytes, allowed: frozenset[str]) -> Iterator[str]:
    """Yield what in a file's bytes speaks of a licence that we cannot take."""
    if not _SUSPECT.search(content):
        return
    yield from (mark for mark, pattern in _MARKS.items() if pattern.search(content))
    for found in set(_SPDX.findall(content)):
        expression = found.decode("ascii").strip()
        if "GPL" in expression and not accepted(expression, allowed):
            yield expression


def problems_of(name: str, package: Distribution, rules: Rules, used: set[tuple[str, str]]) -> Iterator[str]:
    """Yield each reason why one package does not pass; notes which exceptions were needed."""
    lgpl = {"LGPL-3.0-only", "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-or-later"}
    allowed = rules.allowed | lgpl if name in rules.lgpl else rules.allowed
    licence = licence_of(name, package, rules)
    if not accepted(licence, allowed):
        yield f"{name}: licence {licence or 'unknown'!r} is not accepted"
    for file in package.files or []:
        path = Path(str(package.locate_file(file)))
        if path.suffix == ".pyc" or not path.is_file():
            continue
        marks = list(marks_in(path.read_bytes(), allowed | lgpl))
        if not marks:
            continue
        pattern = next((p for d, p, _ in rules.exceptions if d == name and fnmatch(str(file), p)), None)
        if pattern is None:
            yield f"{name}: {file}: {', '.join(marks)}"
        else:
            used.add((name, pattern))


def notices(packages: dict[str, Distribution], rules: Rules) -> str:
    """Make the text of THIRD-PARTY-NOTICES.md."""
    lines = [
        "# Third-party notices",
        "",
        "Sổ Sáng Kiến is installed with the libraries below, each unmodified and under its own licence; the",
        "full texts are in the packages. This file is written by `make notices` and checked by `make lint`.",
        "",
        "| library | version | licence | note |",
        "|---|---|---|---|",
    ]
    for name, package in packages.items():
        note = rules.by_hand[name][1] if name in rules.by_hand else rules.lgpl.get(name, "")
        lines.append(f"| {name} | {package.version} | {licence_of(name, package, rules)} | {note} |")
    lines += ["", "Installed only where asked for:", ""]
    lines += [f"- {name}: {licence}; {note}" for name, (licence, note) in sorted(rules.extras.items())]
    lines += ["", "Files inside these packages under other terms:", ""]
    lines += [f"- {name}, `{pattern}`: {reason}" for name, pattern, reason in rules.exceptions]
    return "\n".join([*lines, ""])


def main(arguments: list[str]) -> int:
    """Check, or check and write; gives the exit status."""
    if arguments not in (["check"], ["write"]):
        print(__doc__, file=sys.stderr)
        return 2
    rules, packages, used = read_rules(), reachable(), set[tuple[str, str]]()
    problems = [
        line for name, package in packages.items() for line in problems_of(name, package, rules, used)
    ]
    problems += [
        f"licences.toml: {name} {pattern}: this exception is no longer needed"
        for name, pattern, _ in rules.exceptions
        if (name, pattern) not in used
    ]
    problems += [
        f"licences.toml: {name}: not installed any more" for name in rules.by_hand if name not in packages
    ]
    text = notices(packages, rules)
    if arguments == ["write"]:
        NOTICES.write_text(text, encoding="utf-8")
    elif not NOTICES.exists() or NOTICES.read_text(encoding="utf-8") != text:
        problems.append("THIRD-PARTY-NOTICES.md is not up to date: make notices")
    for line in problems:
        print(line, file=sys.stderr)
    print(f"licences: {len(packages)} packages, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
