"""Everything that enters: too large, packed to burst, or asking for a day's work is refused soon and cheaply."""

from __future__ import annotations

import io
import json
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from helpers.builders import PASSPHRASE, a_clock, a_folder
from PIL import Image

from desktop.cli import main
from desktop.documents.papers import PaperKind
from desktop.domain.problems import Refused
from desktop.services import (
    backups,
    bundles,
    care,
    files,
    folders,
    importing,
    own_templates,
    programmes,
    rubrics,
)
from desktop.services.desk import Desk
from desktop.store import access_log, archive, keys

MEGABYTE = 1024 * 1024
MOST_SECONDS = 10.0
MOST_MEGABYTES = 400


@contextmanager
def cheap() -> Iterator[None]:
    """Takes little work, and the program's memory does not grow by hundreds of megabytes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    yield
    assert time.process_time() - began < MOST_SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MOST_MEGABYTES


def sparse(path: Path, megabytes: int, head: bytes = b"") -> Path:
    """A file that is as large as it says and takes no room."""
    with path.open("wb") as out:
        out.write(head)
        out.truncate(megabytes * MEGABYTE)
    return path


def bomb(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return path


def a_workbook_bomb(path: Path) -> Path:
    cells = b"<row>" + b'<c r="A1"><v>1</v></c>' * 10 + b"</row>"
    return bomb(
        path,
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": b"<workbook/>",
            "xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"
            + cells * 400_000
            + b"</sheetData></worksheet>",
        },
    )


def code_of(act: Callable[[], object]) -> str:
    with cheap(), pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_workbooks(office: Desk, tmp_path: Path) -> None:
    huge = sparse(tmp_path / "huge.xlsx", 900, b"PK\x03\x04")
    assert code_of(lambda: importing.plan(office, huge)) == "workbook.too_large"
    text = sparse(tmp_path / "huge.csv", 900, b"a,b\n")
    assert code_of(lambda: importing.plan(office, text)) == "workbook.too_large"
    packed = a_workbook_bomb(tmp_path / "bomb.xlsx")
    assert packed.stat().st_size < 3 * MEGABYTE
    assert code_of(lambda: importing.plan(office, packed)).startswith("workbook.")


def test_templates_and_edited_papers(office: Desk, tmp_path: Path) -> None:
    huge = sparse(tmp_path / "huge.docx", 900, b"PK\x03\x04")
    assert code_of(lambda: own_templates.check(office, PaperKind.DECISION, huge)) == "template.too_large"
    packed = bomb(tmp_path / "bomb.docx", {"word/document.xml": b"<w/>" + bytes(300 * MEGABYTE)})
    assert code_of(lambda: own_templates.check(office, PaperKind.DECISION, packed)).startswith("template.")


def test_scans_and_photos(office: Desk, tmp_path: Path) -> None:
    assert code_of(lambda: files.attach(office, sparse(tmp_path / "huge.pdf", 900))) == "attachment.large"
    picture = tmp_path / "wide.png"
    with io.BytesIO() as out:
        Image.new("1", (30_000, 30_000)).save(out, "PNG")
        picture.write_bytes(out.getvalue())
    assert picture.stat().st_size < MEGABYTE
    assert code_of(lambda: files.attach(office, picture)).startswith("attachment.")


def test_bundles(office: Desk, tmp_path: Path) -> None:
    assert code_of(lambda: bundles.take_in(office, sparse(tmp_path / "huge.goi", 900))) == "bundle.too_large"


def test_backups(office: Desk, tmp_path: Path) -> None:
    done = backups.back_up(office, tmp_path / "b.zip").path
    listed = json.loads(zipfile.ZipFile(done).read("backup.json"))
    packed = tmp_path / "bomb.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("sangkien.db", bytes(400 * MEGABYTE))
        out.writestr("keys.json", b"{}")
        out.writestr("backup.json", json.dumps(listed))
    assert code_of(lambda: archive.check(packed)) == "backup.damaged"
    empty = sparse(tmp_path / "huge.zip", 900, b"PK\x03\x04")
    assert code_of(lambda: care.rehearse(empty, PASSPHRASE)) == "backup.damaged"


def test_entries_that_lie_over_each_other(office: Desk, tmp_path: Path) -> None:
    """Many names for the same bytes would unpack to more than any disk holds."""
    done = backups.back_up(office, tmp_path / "b.zip").path
    whole = bytearray(done.read_bytes())
    with zipfile.ZipFile(done) as packed:
        infos = packed.infolist()
        listed = json.loads(packed.read("backup.json"))
    largest = max(infos, key=lambda info: info.file_size)
    over = tmp_path / "over.zip"
    with zipfile.ZipFile(over, "w") as out:
        with zipfile.ZipFile(done) as packed:
            for info in infos[:-1]:
                out.writestr(info.filename, packed.read(info))
        real = {info.filename: info for info in out.infolist()}[largest.filename]
        for number in range(40):
            again = zipfile.ZipInfo(f"files/aa/{number}")
            again.header_offset, again.CRC = real.header_offset, real.CRC
            again.compress_size = again.file_size = real.file_size
            out.filelist.append(again)
            listed["entries"][again.filename] = sha256(b"").hexdigest()
        out.writestr("backup.json", json.dumps(listed))
    assert len(whole) < over.stat().st_size < 2 * len(whole)
    assert code_of(lambda: archive.check(over)) == "backup.damaged"


def test_key_files(tmp_path: Path) -> None:
    folder = tmp_path / "so"
    a_folder(folder).desk.close()
    raw = json.loads((folder / keys.FILE).read_text(encoding="utf-8"))
    for greedy in ({"kibibytes": 1 << 30}, {"passes": 1 << 30}, {"lanes": 1 << 20}):
        said = json.loads(json.dumps(raw))
        said.pop("sum")
        for wrap in said["wraps"]:
            wrap["strength"] |= greedy
        said["sum"] = keys._sum(said)
        for name in (keys.FILE, keys.COPY):
            (folder / name).write_text(json.dumps(said), encoding="utf-8")
        assert code_of(lambda: folders.sign_in(folder, PASSPHRASE, clock=a_clock())) == "keys.damaged"
    for name in (keys.FILE, keys.COPY):
        sparse(folder / name, 900)
    assert code_of(lambda: folders.sign_in(folder, PASSPHRASE, clock=a_clock())) == "keys.damaged"


def test_lists_of_words(tmp_path: Path) -> None:
    huge = sparse(tmp_path / "huge.toml", 900)
    assert code_of(lambda: rubrics.read_rubrics(huge)) == "input.too_large"
    assert code_of(lambda: programmes.read(huge)) == "input.too_large"


def test_a_passphrase_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    huge = sparse(tmp_path / "key", 900)
    with cheap():
        assert main(["list", "--data", str(tmp_path / "so"), "--key-file", str(huge)]) == 1
    assert "MB" in capsys.readouterr().err


def test_a_data_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "so"
    made = a_folder(folder)
    photo = tmp_path / "a.txt"
    photo.write_text("x", encoding="utf-8")
    files.attach(made.desk, photo)
    made.desk.note_access("person.exported", "p1")
    assert (folder / access_log.FILE).exists()
    done = backups.back_up(made.desk)
    outside = backups.back_up(made.desk, tmp_path / "b.zip")
    inside = [path for path in folder.rglob("*") if path.is_file()]  # nobody passes the folder above them
    assert {path.name for path in (folder, *inside) if path.stat().st_mode & 0o077} == set()
    assert {done.path.stat().st_mode & 0o777, outside.path.stat().st_mode & 0o777} == {0o600}
    made.desk.close()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    folders.sign_in(folder, PASSPHRASE, clock=a_clock()).close()
    loose = [path for path in (folder, *folder.iterdir()) if path.stat().st_mode & 0o077]
    assert not loose
