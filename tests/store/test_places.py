"""Where a data folder may lie: not on a network drive; in a synced folder or on a stick it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.builders import a_folder

from desktop.domain.problems import Refused
from desktop.store import places
from desktop.store.places import PlaceKind

MOUNTINFO = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:41 / /mnt/may\\040chu rw,relatime - cifs //may-chu/chung rw
31 22 0:42 / /mnt/nfs rw - nfs4 may-chu:/chung rw
32 22 8:17 / /media/usb rw - vfat /dev/sdb1 rw
33 22 8:33 / /media/lon rw - ext4 /dev/sdc1 rw
"""


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PC with a server's share, a stick, and a removable disk."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTINFO, encoding="utf-8")
    blocks = tmp_path / "block"
    (blocks / "sdc1").mkdir(parents=True)
    (blocks / "sdc1" / "removable").write_text("1\n", encoding="ascii")
    monkeypatch.setattr(places, "MOUNTS", mounts)
    monkeypatch.setattr(places, "BLOCKS", blocks)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/mai/SoSangKien", PlaceKind.ORDINARY),
        ("/mnt/may chu/so", PlaceKind.NETWORK),
        ("/mnt/nfs/so", PlaceKind.NETWORK),
        ("/media/usb/so", PlaceKind.REMOVABLE),
        ("/media/lon/so", PlaceKind.REMOVABLE),
        ("/srv/mai/OneDrive/so", PlaceKind.SYNCED),
        ("/srv/mai/OneDrive - Công ty May/so", PlaceKind.SYNCED),
        ("/srv/mai/Google Drive/so", PlaceKind.SYNCED),
        ("/srv/mai/Dropbox (Cá nhân)/so", PlaceKind.SYNCED),
        ("/srv/mai/Dropboxes/so", PlaceKind.ORDINARY),
    ],
)
def test_a_place_is_known(path: str, kind: PlaceKind) -> None:
    assert places.kind_of(Path(path)) is kind


def test_a_cloud_is_known_by_its_mark_or_by_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "của tôi" / "so"
    inside.mkdir(parents=True)
    assert places.kind_of(inside) is PlaceKind.ORDINARY
    (inside.parent / ".stfolder").mkdir()
    assert places.kind_of(inside) is PlaceKind.SYNCED
    other = tmp_path / "mây" / "so"
    monkeypatch.setenv("OneDriveCommercial", str(other.parent))
    assert places.kind_of(other) is PlaceKind.SYNCED


def test_a_folder_is_not_made_on_a_network_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "so"
    places.MOUNTS.write_text(
        f"{MOUNTINFO}34 22 0:43 / {tmp_path} rw - nfs4 may-chu:/x rw\n", encoding="utf-8"
    )
    with pytest.raises(Refused, match=r"folder\.on_network"):
        a_folder(there)
    assert not there.exists()
