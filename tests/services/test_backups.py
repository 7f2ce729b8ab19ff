"""Backups come by themselves, go by a rule, and lie in a second place; an old one goes after a new one was proven."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from helpers.builders import an_initiative, as_role, stored
from helpers.hostile_templates import changed

from desktop.domain.access import Role
from desktop.domain.keeping import KeepRule
from desktop.domain.problems import Refused
from desktop.services import backups, care, own_templates
from desktop.services.desk import Desk
from desktop.services.own_templates import PaperKind, Source
from desktop.store import archive


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another disk, as far as this test is concerned."""
    place = tmp_path / "usb"
    place.mkdir()
    monkeypatch.setattr(backups, "on_same_disk", lambda one, other: "usb" not in str(one))
    return place


def there(desk: Desk) -> list[Path]:
    return sorted((desk.folder / "backups").glob(f"*{backups.SUFFIX}"))


def days_pass(desk: Desk, days: int) -> None:
    desk.clock.sleep(timedelta(days=days).total_seconds())


def test_a_backup_says_when_why_and_of_what(office: Desk) -> None:
    stored(office, an_initiative())
    done = backups.automatic(office, "daily").done
    assert done is not None
    assert (done.reason, done.path.name[:11]) == ("daily", "2026-03-05-")
    assert archive.check(done.path) == done
    assert backups.standing(office).is_current


def test_the_days_backup_is_made_once_and_only_where_something_changed(office: Desk) -> None:
    assert backups.automatic(office, "daily").code == "backup.done"
    stored(office, an_initiative())
    assert backups.automatic(office, "daily").code == "backup.current"  # today has one
    assert backups.automatic(office, "closing").code == "backup.done"  # the end of work has another
    assert backups.automatic(office, "closing").code == "backup.current"
    days_pass(office, 1)
    assert backups.automatic(office, "daily").code == "backup.current"  # nothing changed since
    stored(office, an_initiative("Hôm sau"))
    assert backups.automatic(office, "daily").code == "backup.done"


def test_a_backup_is_behind_when_a_template_came(office: Desk, tmp_path: Path) -> None:
    backups.automatic(office, "closing")
    assert backups.standing(office).is_current
    template = tmp_path / "decision.docx"
    template.write_bytes(changed("word/document.xml", lambda xml: xml.replace("QUYẾT ĐỊNH:", "MỚI:")))
    own_templates.take(office, own_templates.check(office, PaperKind.DECISION, template))
    assert not backups.standing(office).is_current
    done = backups.automatic(office, "closing")
    assert done.code == "backup.done"
    assert backups.standing(office).is_current
    office.do(own_templates.use, PaperKind.DECISION, Source.OURS)
    assert not backups.standing(office).is_current


def test_they_go_by_the_rule_and_only_after_a_new_one_was_proven(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.do(backups.put_rule, KeepRule(newest=2, days=2, weeks=0, months=0, years=0))
    for number in range(5):
        stored(office, an_initiative(f"Số {number}"))
        backups.automatic(office, "daily")
        days_pass(office, 1)
    kept = there(office)
    assert len(kept) == 2

    def unproven(*_: object) -> None:
        raise Refused("backup.not_proven", file="x")

    monkeypatch.setattr(archive, "check", unproven)
    stored(office, an_initiative("Nữa"))
    with pytest.raises(Refused, match=r"backup\.not_proven"):
        backups.automatic(office, "daily")
    assert there(office) == kept
    assert not list((office.folder / "backups").glob(".*"))


def test_whoever_works_has_the_folder_cared_for(office: Desk) -> None:
    clerk = as_role(office, Role.CLERK)
    with pytest.raises(Refused, match=r"right\.missing"):
        backups.back_up(clerk)
    assert backups.automatic(clerk, "closing").code == "backup.done"


def test_the_second_place_gets_each_one_and_says_when_it_is_not_there(office: Desk, stick: Path) -> None:
    assert backups.second(office).code == "second.none"
    office.do(backups.put_second_place, stick)
    assert backups.second(office).code == "second.behind"
    done = backups.back_up(office)
    assert (stick / done.path.name).read_bytes() == done.path.read_bytes()
    assert backups.second(office).code == "second.well"
    stored(office, an_initiative())
    stick.rename(stick.with_name("rút ra"))
    assert backups.automatic(office, "closing").second.code == "second.absent"
    stick.with_name("rút ra").rename(stick)
    again = backups.automatic(office, "closing")  # nothing changed here, but there
    assert (again.code, again.second.code) == ("backup.current", "second.well")
    assert len(list(stick.iterdir())) == 2


def test_a_second_place_that_does_not_read_back_keeps_its_old_one(
    office: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.do(backups.put_second_place, stick)
    first = stick / backups.back_up(office).path.name
    stored(office, an_initiative())
    whole = archive.check

    def spoilt(path: Path, *more: object) -> archive.Archived:
        if path.parent == stick:
            raise Refused("backup.damaged", file=path.name, entry="")
        return whole(path, *more)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(archive, "check", spoilt)
    assert backups.automatic(office, "closing").second.code == "second.not_written"
    assert list(stick.iterdir()) == [first]


def test_the_same_disk_is_no_second_place(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"backup\.same_disk"):
        office.do(backups.put_second_place, tmp_path)
    with pytest.raises(Refused, match=r"folder\.missing"):
        office.do(backups.put_second_place, tmp_path / "không có")


def test_the_doctor_reminds_of_a_backup_that_is_too_old(office: Desk) -> None:
    def is_well() -> bool:
        return next(check.is_well for check in care.examine(office).checks if check.code == "doctor.backups")

    assert is_well()
    days_pass(office, 2)
    stored(office, an_initiative())
    assert not is_well()
    backups.back_up(office)
    assert is_well()
    days_pass(office, 30)
    assert is_well()  # it still holds everything
    stored(office, an_initiative("Sau một tháng"))
    assert not is_well()
