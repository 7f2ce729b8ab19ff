"""The list of what the program is made of fits the lock and what is installed, and says the same twice."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version

ROOT = Path(__file__).parents[2]


def written(out: Path) -> dict[str, Any]:
    subprocess.run([sys.executable, str(ROOT / "packaging" / "sbom.py"), str(out)], check=True, cwd=ROOT)
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return written(tmp_path_factory.mktemp("sbom") / "sbom.cdx.json")


def test_every_library_is_named_as_installed_and_as_locked(bill: dict[str, Any]) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert len(bill["components"]) > 30
    for part in bill["components"]:
        assert Version(part["version"]) == Version(version(part["name"]))
        assert re.search(
            rf"^{re.escape(part['name'])}=={re.escape(part['version'])}", lock, re.MULTILINE | re.IGNORECASE
        )
        hashes = [one["value"] for one in part["properties"]]
        assert hashes and all(value in lock for value in hashes)
        assert part["licenses"][0]["expression"]


def test_every_direct_dependency_is_in_it(bill: dict[str, Any]) -> None:
    own = next(one for one in bill["dependencies"] if one["ref"] == "sangkien-desk")
    assert {"sqlcipher3", "cryptography", "argon2-cffi", "pyside6-essentials"} <= set(own["dependsOn"])
    known = {part["bom-ref"] for part in bill["components"]} | {"sangkien-desk"}
    assert {need for one in bill["dependencies"] for need in one["dependsOn"]} <= known


def test_it_has_the_shape_of_cyclonedx(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    for part in bill["components"]:
        assert {"type", "name", "version", "purl", "bom-ref"} <= set(part)
    references = [part["bom-ref"] for part in bill["components"]]
    assert len(references) == len(set(references))


def test_the_same_lock_gives_the_same_list(bill: dict[str, Any], tmp_path: Path) -> None:
    assert written(tmp_path / "again.json") == bill
