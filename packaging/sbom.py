"""The list of what the program is made of, as CycloneDX 1.6 JSON: what [project.dependencies] reach, from the lock.

    python packaging/sbom.py [OUT]      writes build/sbom.cdx.json

Hashes are those of the lock, so the list says which bytes may be installed. It holds no time and no random number: the
same lock gives the same list.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
OUT = ROOT / "build" / "sbom.cdx.json"
_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\]+))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

sys.path.insert(0, str(Path(__file__).resolve().parent))
import licences  # noqa: E402  beside this file


@dataclass(frozen=True)
class Locked:
    """One library of the lock."""

    name: str
    version: str
    hashes: tuple[str, ...]


def locked(path: Path = LOCK) -> dict[str, Locked]:
    """The lock by canonical name; of a name that is pinned for several platforms the first."""
    found: dict[str, Locked] = {}
    for block in _blocks(path.read_text(encoding="utf-8")):
        pinned = _PINNED.match(block)
        if pinned is None:
            raise SystemExit(f"{path.name}: cannot read {block.splitlines()[0]!r}")
        name = canonicalize_name(pinned["name"])
        found.setdefault(name, Locked(name, pinned["version"], tuple(_HASH.findall(block))))
    return found


def _blocks(text: str) -> Iterator[str]:
    """Each requirement with its hashes, which stand on indented lines below it."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("#") or not line.strip() or line.lstrip().startswith("# "):
            continue
        if lines and not line.startswith(" "):
            yield "\n".join(lines)
            lines = []
        lines.append(line)
    if lines:
        yield "\n".join(lines)


def bill() -> dict[str, object]:
    """The whole list."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned, rules = locked(), licences.read_rules()
    packages = licences.reachable()
    components = [
        _component(pinned[name], licences.licence_of(name, package, rules))
        for name, package in packages.items()
    ]
    whole = {
        "type": "application",
        "name": project["name"],
        "version": project["version"],
        "bom-ref": project["name"],
        "licenses": [{"expression": project["license"]}],
    }
    said: dict[str, object] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": whole},
        "components": components,
        "dependencies": [
            {"ref": project["name"], "dependsOn": _needs(project["dependencies"], set(packages))},
            *(
                {"ref": name, "dependsOn": _needs_of(package, set(packages))}
                for name, package in packages.items()
            ),
        ],
    }
    mark = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(said, sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "serialNumber": f"urn:uuid:{mark}",
        **said,
    }


def _component(one: Locked, licence: str) -> dict[str, object]:
    """One library. Several files carry one version, so each hash is a property and the component has no single one."""
    return {
        "type": "library",
        "bom-ref": one.name,
        "name": one.name,
        "version": one.version,
        "purl": f"pkg:pypi/{one.name}@{one.version}",
        "licenses": [{"expression": licence}],
        "properties": [{"name": "lock:sha256", "value": value} for value in one.hashes],
    }


def _needs_of(package: Distribution, known: set[str]) -> list[str]:
    return _needs(package.requires or [], known)


def _needs(lines: list[str], known: set[str]) -> list[str]:
    wanted = (Requirement(line) for line in lines)
    names = {
        canonicalize_name(one.name)
        for one in wanted
        if one.marker is None or one.marker.evaluate({"extra": ""})
    }
    return sorted(names & known)


def main(arguments: list[str]) -> int:
    """Write the list; gives the exit status."""
    out = Path(arguments[0]) if arguments else OUT
    out.parent.mkdir(parents=True, exist_ok=True)
    made = bill()
    out.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"sbom: {len(made['components'])} libraries, {out}")  # type: ignore[arg-type]  # a list, made above
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
