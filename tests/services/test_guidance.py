"""Guidance from the level above: seen beside the unit's own, applied as one step, taken back as one; never over own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from helpers.builders import UNION, a_clock, as_role
from helpers.guidance_samples import PROGRAMME, RUBRIC, a_file, a_package, a_province, contents, enrolled_with
from helpers.hostile_templates import MUSEUM, changed

from desktop.documents.own_shelf import Source
from desktop.documents.papers import PaperKind
from desktop.domain.access import Role
from desktop.domain.guidance import Beside
from desktop.domain.problems import Refused
from desktop.domain.programme import Programme
from desktop.domain.target import Target
from desktop.services import (
    bodies,
    describing,
    guidance,
    handing_over,
    legal,
    own_templates,
    programmes,
    purses,
    rubrics,
    targets,
    undo,
)
from desktop.services import (
    office as house_facts,
)
from desktop.services.desk import Desk
from desktop.services.guidance import Applied, Known
from sync.portal import guidance as publishing
from sync.portal import house
from sync.portal.house import Portal
from sync.portal.serving import serve_in_thread

DECISION = changed("word/document.xml", lambda xml: xml.replace("QUYẾT ĐỊNH:", "MẪU TỈNH:"))


@pytest.fixture
def province(office: Desk, tmp_path: Path) -> Iterator[Portal]:
    portal = a_province(office, tmp_path / "tinh")
    yield portal
    portal.close()


@pytest.fixture
def desk(office: Desk, province: Portal) -> Desk:
    """Enrolled with the province, whose key so is known."""
    enrolled_with(office, province)
    return office


def bring(desk: Desk, portal: Portal, version: int = 1, tmp: Path | None = None, **more: bytes) -> Known:
    files = contents(UNION.name, **more)
    path = a_file(tmp or desk.folder, a_package(portal, version, files))
    guidance.take_file(desk, path)
    return known(desk)


def known(desk: Desk) -> Known:
    return desk.look(guidance.overview, desk.folder).packages[0]


def apply(desk: Desk, *instead: str) -> Applied:
    return desk.do(guidance.apply, guidance.prepare(desk), instead).value


def stands(desk: Desk) -> dict[str, Beside]:
    return {item.name: item.beside for item in known(desk).items}


def refused(work, *arguments) -> str:
    with pytest.raises(Refused) as fault:
        work(*arguments)
    return fault.value.code


def test_it_is_seen_first_applied_as_one_step_and_taken_back_as_one(desk: Desk, province: Portal) -> None:
    seen = bring(desk, province, **{"templates/decision.docx": DECISION})
    assert (seen.version, seen.in_force, seen.waits) == (1, 0, True)
    assert {item.beside for item in seen.items} == {Beside.NEW}
    assert desk.look(programmes.listing) == ()  # seen is not applied

    assert apply(desk) == Applied(1, 9, 0, ())

    assert [one.code for one in desk.look(programmes.listing)] == ["thi-dua-2026"]
    assert "36/QĐ-LĐLĐ" in {one.code for one in desk.look(legal.listing)}
    assert desk.look(targets.targets, "thi-dua-2026") == (Target("thi-dua-2026", assigned=300),)
    assert [one.name for one in desk.look(bodies.bodies)] == ["Liên đoàn Lao động tỉnh Đồng Nai"]
    assert [one.version for one in desk.look(rubrics.in_use)] == [1]
    assert describing.guide(desk).version == "tinh-1"
    decision = next(row for row in own_templates.rows(desk) if row.kind is PaperKind.DECISION)
    assert (decision.used, decision.offered) == (Source.OURS, (Source.GUIDANCE, Source.OURS))
    assert set(stands(desk).values()) == {Beside.SAME}
    assert not known(desk).waits
    assert refused(apply, desk) == "guidance.nothing"

    desk.do(guidance.back)

    assert (desk.look(programmes.listing), known(desk).in_force) == ((), 0)
    decision = next(row for row in own_templates.rows(desk) if row.kind is PaperKind.DECISION)
    assert decision.offered == (Source.OURS,)
    assert describing.guide(desk).version == "1"
    assert refused(desk.do, guidance.back) == "guidance.none_in_force"


def test_the_general_undo_takes_it_back_too_and_the_files_follow(desk: Desk, province: Portal) -> None:
    bring(desk, province, **{"templates/decision.docx": DECISION})
    apply(desk)
    desk.do(undo.undo)
    assert desk.look(guidance.overview, desk.folder).unsettled
    desk.do(guidance.settle)
    assert not desk.look(guidance.overview, desk.folder).unsettled
    assert describing.guide(desk).version == "1"
    desk.do(undo.redo)
    desk.do(guidance.settle)
    assert describing.guide(desk).version == "tinh-1"


def test_what_the_unit_has_of_its_own_stays_unless_somebody_chooses(desk: Desk, province: Portal) -> None:
    own = Programme("thi-dua-2026", "Của đơn vị", required=("summary",))
    desk.do(house_facts.put_programme, own)
    desk.do(targets.put_target, Target("thi-dua-2026", pledged=320), None)
    seen = {item.name: item for item in bring(desk, province).items}
    programme = seen["programme:thi-dua-2026"]
    assert programme.beside is Beside.OWN
    assert ("name", "Của đơn vị", "Thi đua năm 2026") in [
        (one.field, one.ours, one.theirs) for one in programme.differences
    ]
    assert apply(desk).kept == 2
    assert desk.look(programmes.listing)[0].name == "Của đơn vị"

    assert apply(desk, "programme:thi-dua-2026", "target:thi-dua-2026").taken == 2
    assert desk.look(programmes.listing)[0].name == "Thi đua năm 2026"
    # assigned from above, pledged by the unit: two words, neither over the other
    assert desk.look(targets.targets, "thi-dua-2026")[0] == Target("thi-dua-2026", "", 300, 320)
    desk.do(undo.undo)
    assert desk.look(programmes.listing)[0] == own


def test_a_newer_version_follows_where_the_unit_changed_nothing(desk: Desk, province: Portal) -> None:
    bring(desk, province)
    apply(desk)
    desk.do(purses.put_purse, purses_of(desk)["superior"].__class__("superior", "Của ta", 150_000, 150_000))
    second = PROGRAMME.format(name="sửa").encode()
    bring(
        desk,
        province,
        2,
        **{"programmes.toml": second, "rubrics.toml": RUBRIC.format(most=8_000).encode()},
    )
    found = stands(desk)
    assert found["programme:thi-dua-2026"] is Beside.CHANGED
    assert found["rubric:tinh"] is Beside.CHANGED
    assert found["body:ldld-dong-nai"] is Beside.SAME
    assert apply(desk).taken == 2
    assert desk.look(programmes.listing)[0].name == "Thi đua sửa"
    assert [one.version for one in desk.look(rubrics.in_use)] == [2]
    assert len(desk.look(rubrics.listing)) == 2  # the older one stays for sheets that carry it
    desk.do(guidance.back)
    assert (desk.look(programmes.listing)[0].name, known(desk).in_force) == ("Thi đua năm 2026", 1)


def purses_of(desk: Desk) -> dict[str, purses.Purse]:
    return {one.code: one for one in desk.look(purses.purses)}


def test_facts_from_above_hold_from_their_day_on(desk: Desk, province: Portal) -> None:
    bring(desk, province)
    apply(desk)
    rates = [
        (row.valid_from, row.purse.rate) for row in desk.look(purses.history) if row.purse.code == "superior"
    ]
    assert [str(day) for day, _ in rates] == ["2026-07-01", "None"]


def test_an_older_version_never_comes_back(desk: Desk, province: Portal, tmp_path: Path) -> None:
    old = a_file(tmp_path, a_package(province, 1, contents()), "cu.huongdan")
    bring(desk, province, 2)
    assert refused(guidance.take_file, desk, old) == "guidance.older"
    assert known(desk).version == 2


@pytest.mark.parametrize("how", ["altered", "cut", "stranger", "nothing"])
def test_what_was_tampered_with_or_comes_from_a_stranger_is_refused(desk, province, tmp_path, how) -> None:
    data = a_package(province, 1, contents())
    if how == "stranger":
        house.make(tmp_path / "la", "Cổng lạ", a_clock(), Random(9).randbytes)
        stranger = house.open_portal(tmp_path / "la", a_clock(), Random(9).randbytes)
        data = a_package(stranger, 1, contents())
        stranger.close()
    data = {"altered": data[:-3] + b"!!!", "cut": data[:-40], "nothing": b""}.get(how, data)
    code = {"altered": "guidance.damaged", "cut": "guidance.damaged", "nothing": "guidance.malformed"}
    found = refused(guidance.take_file, desk, a_file(tmp_path, data))
    assert found == code.get(how, "guidance.unknown_signer")
    assert desk.look(guidance.overview, desk.folder).packages == ()


def test_a_hostile_template_and_a_bad_row_are_refused_alone(desk: Desk, province: Portal) -> None:
    build, _ = MUSEUM["a macro"]
    bad = b'[[basis]]\ncode = "1"\ntext = "A"\nsince = "hom qua"\n\n[[basis]]\ncode = "2"\ntext = "B"\n'
    seen = bring(desk, province, **{"templates/decision.docx": build(), "legal.toml": bad})
    refusals = [(item.code, item.problems[0].code) for item in seen.items if item.beside is Beside.REFUSED]
    assert refusals == [("legal.toml basis 1", "guidance.row_unreadable"), ("decision", "template.active")]
    assert sorted(one.code for one in apply(desk).refused) == ["guidance.row_unreadable", "template.active"]
    assert "2" in {one.code for one in desk.look(legal.listing)}
    decision = next(row for row in own_templates.rows(desk) if row.kind is PaperKind.DECISION)
    assert decision.offered == (Source.OURS,)


def test_it_comes_with_the_news_and_goes_on_as_a_file(office: Desk, tmp_path: Path) -> None:
    a_province(office, tmp_path / "tinh").close()
    with serve_in_thread(tmp_path / "tinh", random=Random(4).randbytes) as served:
        data = a_package(served.portal, 1, contents(UNION.name))
        publishing.publish(served.portal, data)
        handing_over.enrol(office, served.url, house.enrol_code(served.portal, UNION.name))
        handing_over.send(office)
    assert known(office).came_by == "line"
    assert guidance.write_out(office, "", tmp_path / "di.huongdan").read_bytes() == data


def test_only_who_arranges_may_apply(desk: Desk, province: Portal) -> None:
    bring(desk, province)
    reader = as_role(desk, Role.CLERK)
    assert refused(guidance.prepare, reader) == "right.missing"
