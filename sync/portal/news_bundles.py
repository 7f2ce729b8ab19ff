"""News for units that come by stick, written by the portal itself: nobody has to bring a stick to get one.

A volume holds what the feed says since the PC's last stick, for that PC alone; it is taken in as the answer to a
stick is. One that is lost costs nothing: the next begins where the PC had really read.
"""

from __future__ import annotations

from pathlib import Path

from sync import bundle_format
from sync.clock import new_id, stamp
from sync.database import Session
from sync.portal import ingest, storage, storage_bundles, storage_relay, storage_review
from sync.portal.house import Portal
from sync.portal.storage_bundles import ByStick
from sync.portal.storage_guidance import EVERYONE

SUFFIX = ".goitep"


def write_all(portal: Portal, folder: Path) -> list[tuple[str, Path]]:
    """A volume for each PC that comes by stick and has news: (unit, file). Raises what `ingest.write` raises."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with portal.database.read() as session:
        known = storage_bundles.by_stick(session)
    for one in known:
        data = _volume(portal, one)
        if data is not None:
            path = folder / f"{one.unit}-{one.replica[-8:]}{SUFFIX}"
            ingest.write(path, data)
            written.append((one.unit_name, path))
    return written


def _volume(portal: Portal, one: ByStick) -> bytes | None:
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        news = _news(session, one)
        if not news:
            return None
        now = stamp(portal.clock.now())
        sequence, previous = storage_bundles.last(session, one.replica, storage_bundles.OUT)
        manifest = bundle_format.Manifest(
            v=bundle_format.VERSION,
            kind=bundle_format.RECEIPTS_KIND,
            bundle=new_id(portal.clock, portal.random),
            volume=1,
            volumes=1,
            sender=portal.settings.id,
            reader=one.replica,
            unit=one.unit,
            union="",
            sequence=sequence + 1,
            previous=previous,
            made_at=now,
        )
        readers = [storage_bundles.age_recipient(session, one.replica), *([one.union] if one.union else [])]
        said = ingest.entries(portal, [("changes", ingest.page_of(news))], nonce=manifest.bundle)
        volume_hash, data = bundle_format.seal_volume(portal.signing_key, manifest, said, readers)
        placed = storage_bundles.Placed(sequence + 1, volume_hash, previous)
        storage_bundles.note(session, one.replica, storage_bundles.OUT, placed, now)
    return data


def _news(session: Session, one: ByStick) -> list[bytes]:
    sender = storage.replica(session, one.replica)
    units = [one.unit] if sender is None else storage_relay.units_of(session, sender)
    return storage_review.news(session, [*units, EVERYONE], one.cursor, ingest.NEWS + 1)
