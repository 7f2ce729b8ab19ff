"""The guided demonstration: the whole job on sample input, with expected and found figures side by side."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop import wording
from desktop.demo import portal_part, scene
from desktop.demo.messy import Expected, messy_workbook
from desktop.demo.summary import Summary
from desktop.domain.house import CertificateStyle, Release
from desktop.domain.initiative import Initiative, Stage
from desktop.i18n import N_, _
from desktop.services import (
    certificates,
    councils,
    decisions,
    folders,
    importing,
    initiatives,
    office,
    packing,
    papers,
    printing,
)
from desktop.services.councils import MeetingForm
from desktop.services.desk import Desk
from desktop.services.importing import Plan, RowState
from desktop.services.initiatives import ListQuery
from sync.clock import ShiftedClock

PASSPHRASE = "mat khau cua ban mau"  # noqa: S105 - the sample's own: all its data is invented
MEMBERS = 7
SCENES = 19
"""Sixteen screens, an initiative, a decision with its pages, the meetings held."""


Say = Callable[[str], None]

_STEPS = (
    N_("Viết tệp Excel mẫu của xưởng"),
    N_("Lập sổ và nhập tệp Excel"),
    N_("Ghi kết quả họp hội đồng"),
    N_("Soạn, ký và đóng số quyết định"),
    N_("In giấy chứng nhận"),
    N_("Chốt nộp và gửi lên cổng"),
    N_("Xuất gói nộp"),
    N_("Chụp các màn hình"),
)


def play(out: Path, *, seed: int, shots: bool, say: Say) -> Summary:
    """Play the whole story into a folder; what an earlier run left there is replaced."""
    summary = Summary()
    steps = iter(_STEPS)

    def next_step() -> None:
        say("• " + _(next(steps)))

    for name in ("so-lieu", "cong", "van-ban", "goi-nop", "man-hinh"):
        shutil.rmtree(out / name, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    next_step()
    expected = messy_workbook(out / scene.WORKBOOK, seed)
    clock = ShiftedClock(datetime.combine(expected.today, datetime.min.time(), UTC).replace(hour=2))
    began = clock.monotonic()
    next_step()
    desk = begin(out, clock)
    try:
        bring_in(desk, expected, out, summary)
        next_step()
        consider(desk, expected, summary)
        next_step()
        decision = decide(desk, out, summary)
        next_step()
        _certify(desk, decision, out, summary)
        next_step()
        portal_part.exchange(desk, expected, out / "cong", clock, summary)
        next_step()
        _pack(desk, out, summary)
        if shots:
            next_step()
            _shoot(desk, out, summary)
    finally:
        desk.close()
    summary.seconds = clock.monotonic() - began
    summary.papers = {
        path.relative_to(out).as_posix(): f"{path.stat().st_size} B"
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.parts[len(out.parts)] not in ("so-lieu", "cong")
    }
    text = json.dumps(summary.document(), ensure_ascii=False, indent=2)
    (out / "summary.json").write_text(text + "\n", encoding="utf-8")
    return summary


def begin(out: Path, clock: ShiftedClock) -> Desk:
    """The sample's union, employer, signers and council, on the PC of its support team."""
    made = folders.create(
        out / "so-lieu", union=scene.UNION, user_name=scene.USER, passphrase=PASSPHRASE, clock=clock
    )
    desk = made.desk
    desk.do(office.put_employer, scene.EMPLOYER)
    for signer in scene.SIGNERS:
        desk.do(office.put_signer, signer)
    desk.do(office.put_council, scene.COUNCIL)
    desk.do(office.put_programme, scene.PROGRAMME)
    return desk


def bring_in(desk: Desk, expected: Expected, out: Path, summary: Summary) -> None:
    """The workshop's workbook, its rejects, a photo for some, one that stays home."""
    plan = importing.plan(desk, expected.path)
    faulty = plan.of(RowState.FAULTY)
    faults = {(row.row, problem.code) for row in faulty for problem in row.problems if not problem.warns_only}
    summary.note("rows", expected.rows, len(plan.rows))
    summary.note("faulty", len(expected.faulty), len(faulty))
    summary.note("faults", sorted([row.row, row.fault] for row in expected.faulty), sorted(map(list, faults)))
    summary.note("near_duplicates", *_pairs(expected, plan))
    desk.do(importing.run, plan)
    rejects = importing.save_rejects(
        plan,
        out / scene.REJECTS,
        say=lambda it: wording.sentence(it.code, it.facts),
        reason_heading=_("Lý do"),
    )
    summary.note("rejects_saved", len(expected.faulty), rejects)
    summary.note("stored", len(expected.stored), desk.look(initiatives.page, ListQuery(limit=1)).total)
    again = importing.plan(desk, expected.path)
    summary.note("import_again_same", len(expected.stored), again.counts[RowState.SAME])
    values = _all(desk)
    summary.note("protected", len(expected.protected), sum(value.is_protected for value in values))
    scene.attach_photos(desk, values, out)
    kept = _titled(desk, expected.at(expected.not_released).title)
    desk.do(initiatives.set_release, [kept.id], Release.NONE)


def _pairs(expected: Expected, plan: Plan) -> tuple[int, int]:
    """How many of the planted near-duplicates the plan names, each by its other row."""
    seen = {(row.row, other.row) for row in plan.rows for other in row.alike}
    named = sum(
        (first, second) in seen or (second, first) in seen for first, second in expected.near_duplicates
    )
    return len(expected.near_duplicates), named


def consider(desk: Desk, expected: Expected, summary: Summary) -> None:
    """The council proposes all but one."""
    refused = _titled(desk, expected.at(expected.not_recognised).title)
    ids = desk.look(initiatives.ids, ListQuery(stages=(Stage.PENDING, Stage.INCOMPLETE), descending=False))
    votes = scene.votes(ids, refused.id, MEMBERS)
    form = MeetingForm(
        "02/BB-HĐSK",
        expected.today - timedelta(days=3),
        MEMBERS,
        votes,
        {refused.id: _("Chưa chứng minh được tính mới trong phạm vi cơ sở")},
        present=MEMBERS,
        chair=scene.COUNCIL.chair,
        secretary=scene.COUNCIL.secretary,
    )
    result = desk.do(councils.record, form).value
    summary.note("proposed", len(expected.stored) - 1, len(result.proposed))
    summary.note("not_recognised", 1, len(result.not_recognised))


def decide(desk: Desk, out: Path, summary: Summary) -> str:
    """The decision: drafted, printed, signed, issued; its id."""
    ids = desk.look(initiatives.ids, ListQuery(stages=(Stage.PROPOSED,), descending=False))
    decision = desk.do(decisions.draft, ids, scene.SIGNERS[0]).value
    blank = papers.render_decision(desk, decision)
    printing.write_out(blank, out / "van-ban", _("Dự thảo quyết định"))
    desk.do(decisions.for_signature, decision)
    signed = decisions.sign(desk, decision, "371", desk.clock.now().date()).value
    frozen = papers.reprint(desk, decision)
    written = printing.write_out(
        frozen, out / "van-ban", _("Quyết định {number}").format(number=signed.number)
    )
    desk.do(decisions.issue, decision)
    summary.note("recognised", len(ids), desk.look(initiatives.counts)[Stage.RECOGNISED])
    summary.note("decision_number", "371/QĐ-HL", signed.number)
    summary.note("reprint_is_identical", written.sha256, papers.reprint(desk, decision).sha256)
    summary.note("draft_and_issue_pages_equal", blank.pages, written.pages)
    return decision


def _certify(desk: Desk, decision: str, out: Path, summary: Summary) -> None:
    listed = [desk.look(initiatives.get, record) for record in desk.look(decisions.get, decision).initiatives]
    for style, name, count in (
        (CertificateStyle.PER_AUTHOR, _("Giấy chứng nhận theo tác giả"), sum(len(v.authors) for v in listed)),
        (CertificateStyle.PER_INITIATIVE, _("Giấy chứng nhận theo sáng kiến"), len(listed)),
    ):
        rendered = certificates.render(desk, decision, style=style)
        printing.write_out(rendered, out / "van-ban", name)
        summary.note(f"certificates_per_{style.value}", count, rendered.pages)


def _pack(desk: Desk, out: Path, summary: Summary) -> None:
    packed = packing.pack(desk, out / "goi-nop")
    recognised = desk.look(initiatives.counts)[Stage.RECOGNISED]
    summary.note("pack_entries", recognised - 1, packed.entries)
    summary.note("pack_held_back", 1, packed.held_back)


def _shoot(desk: Desk, out: Path, summary: Summary) -> None:
    from desktop.ui.shots import SIZES, take_screenshots  # late: the story itself needs no Qt

    taken = take_screenshots(desk, out / "man-hinh")
    summary.note("screenshots", SCENES * len(SIZES), len(taken))


def _all(desk: Desk) -> list[Initiative]:
    return [
        desk.look(initiatives.get, record)
        for record in desk.look(initiatives.ids, ListQuery(descending=False))
    ]


def _titled(desk: Desk, title: str) -> Initiative:
    return next(value for value in _all(desk) if value.title == title)
