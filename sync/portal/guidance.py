"""Guidance packages at a portal: made of a folder and signed, put into everyone's news, kept as a file.

A relay hands on what the portal above published, signature and all, and may publish its own beside it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sync import guidance, outbox_guidance
from sync.clock import stamp
from sync.database import Database
from sync.guidance import GuidanceError, Manifest, Package
from sync.portal import storage, storage_guidance
from sync.portal.house import Portal, PortalRefused
from sync.portal.storage_guidance import Published as Published

ABOUT = "guidance.toml"
"""The officer's file that gives the package its title; it does not travel."""


def build(portal: Portal, folder: Path) -> bytes:
    """A package of a folder's `*.toml` and of what lies in its `templates/`, signed as the next version.

    `guidance.toml` says `title = "…"`. Raises `PortalRefused`: `guidance.empty`, `guidance.toml_wrong` (file,
    line), `guidance.no_title`, or a code of `sync.guidance`.
    """
    contents = _contents(folder)
    about = contents.pop(ABOUT, b"")
    title = str(tomllib.loads(about.decode("utf-8")).get("title", "")).strip()
    if not title:
        raise PortalRefused("guidance.no_title", file=ABOUT)
    if not contents:
        raise PortalRefused("guidance.empty", folder=str(folder))
    place = portal.place()
    with portal.database.read() as session:
        number = 1 + storage_guidance.given_out(session, place.portal)
    manifest = Manifest(
        v=guidance.VERSION,
        publisher=place.portal,
        name=portal.settings.name,
        version=number,
        title=title,
        made_at=place.now,
        entries=(),
    )
    try:
        return guidance.packed(portal.signing_key, manifest, contents)
    except GuidanceError as error:
        raise PortalRefused(error.code, **error.facts) from error


def _contents(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path in sorted([*folder.glob("*.toml"), *(folder / "templates").glob("*.*")]):
        name = path.relative_to(folder).as_posix()
        found[name] = path.read_bytes()
        if path.suffix == ".toml":
            try:
                tomllib.loads(found[name].decode("utf-8"))
            except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                raise PortalRefused("guidance.toml_wrong", file=name, why=str(error)) from error
    return found


def about(data: bytes) -> dict[str, Any]:
    """What a package says of itself, for people: name, title, version, its files."""
    _, manifest, _ = guidance.split(data)
    files = [entry.name for entry in manifest.entries]
    return {"name": manifest.name, "title": manifest.title, "version": manifest.version, "files": files}


def shown(one: Published) -> dict[str, Any]:
    """The same of a package that is out, with whose it is and since when."""
    return {**about(one.package), "publisher": one.publisher, "published_at": one.published_at}


def newest(portal: Portal, publisher: str) -> int:
    """The number of a publisher's newest package, 0 without any."""
    return next((one.version for one in listing(portal) if one.publisher == publisher), 0)


def listing(portal: Portal) -> list[Published]:
    """The newest package of each publisher: this portal's own, and of a relay that of the portal above."""
    with portal.database.read() as session:
        return storage_guidance.published(session)


def publish(portal: Portal, data: bytes) -> Package:
    """Put a package into the news of everyone; done twice it is said once.

    Raises `PortalRefused` with a code of `sync.guidance`, or `guidance.older` where a newer one is out.
    """
    try:
        package = guidance.opened(data, _keys(portal))
    except GuidanceError as error:
        raise PortalRefused(error.code, **error.facts) from error
    manifest = package.manifest
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        out = {one.publisher: one for one in storage_guidance.published(session)}
        known = out.get(manifest.publisher)
        if known is not None and known.hash == package.hash:
            return package
        if known is not None and known.version >= manifest.version:
            raise PortalRefused("guidance.older", version=manifest.version, known=known.version)
        now = stamp(portal.clock.now())
        storage_guidance.put(session, package, data, now)
        others = [guidance.split(one.package) for one in out.values() if one.publisher != manifest.publisher]
        heads = [(package.jws, manifest), *((jws, other) for jws, other, _ in others)]
        wanted = {guidance.package_hash(jws) for jws, _ in heads}
        wanted |= {entry.sha256 for _, head in heads for entry in head.entries}
        said = storage_guidance.keep_only(session, sorted(wanted))
        words = [word for word in guidance.words(package) if word.record not in said]
        storage_guidance.say(session, words, now)
    return package


def hand_on(portal: Portal, database: Database) -> int:
    """At a relay: publish here what the portal above published and came whole; how many were news."""
    number = 0
    with database.read() as session:
        came = outbox_guidance.newest(session)
        files = [outbox_guidance.file_of(session, one) for one in came]
    for one, data in zip(came, files, strict=True):
        if newest(portal, one.publisher) < one.version:
            publish(portal, data)
            number += 1
    return number


def _keys(portal: Portal) -> dict[str, str]:
    keys = {portal.settings.id: portal.signing_key.public}
    if portal.outbox is not None:
        with portal.outbox.read() as session:
            keys |= outbox_guidance.keys(session)
    return keys
