"""Enrolment: keys pinned from paper, a code that works once, and lost answers that do no harm."""

from __future__ import annotations

import shutil

import pytest

from sync import outbox, signing
from sync.clock import SystemClock
from sync.enrolment import NotEnrolled
from sync.paper_code import PaperCodeError, new_code
from sync.portal import house
from sync.portal.faults import Misdeed
from sync.portal.serving import serve_in_thread
from tests.sync.conftest import open_pc, seeded


@pytest.fixture
def code(served) -> str:
    return house.enrol_code(served.portal, "CĐCS Sông Đà")


def test_the_portal_is_pinned_and_the_union_known(pc, served, code):
    found = pc.enrol(served.url + "/", code.lower())

    with pc.database.read() as session:
        peer = outbox.peer(session)
    assert (found.unit_name, found.portal_name) == ("CĐCS Sông Đà", "Cổng sáng kiến")
    assert found.portal_key == peer.signing_key == served.portal.signing_key.public
    assert peer.age_recipient == served.portal.age_recipient
    assert peer.token
    assert pc.summary().enrolled


def test_no_private_key_reaches_the_portal(pc, served, code):
    pc.enrol(served.url, code)
    with pc.database.read() as session:
        who = outbox.identity(session)
        union = outbox.union_identities(session)[0]

    from tests.sync.test_engine import _database_in_clear

    stored = b"\n".join(_database_in_clear(served.portal))
    assert who.signing.public.encode() in stored
    for private in (who.signing.seed.hex(), who.age_identity, union, who.union_recipient):
        assert private.encode() not in stored


@pytest.mark.parametrize("kind", ["drop_after", "cut", "error_after"])
def test_a_lost_answer_does_not_spend_the_code_for_nothing(pc, served, code, kind):
    served.practice.misdeeds = [Misdeed(kind=kind, on="POST /v1/enrolments")]

    assert pc.enrol(served.url, code).unit_name == "CĐCS Sông Đà"
    assert house.stats(served.portal)["replicas"] == 1


def test_a_code_enrols_one_pc_and_no_other(tmp_path, pc, served, code):
    pc.enrol(served.url, code)
    other = open_pc(tmp_path / "other", seed=5)

    with pytest.raises(NotEnrolled) as refused:
        other.enrol(served.url, code)

    assert refused.value.code == "enrolment.code_used"
    other.transport.close()
    other.database.close()


def test_two_pcs_of_a_union_have_a_code_each(tmp_path, pc, served, code):
    other = open_pc(tmp_path / "other", seed=5)

    first = pc.enrol(served.url, code)
    second = other.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))

    assert first.unit == second.unit
    assert house.stats(served.portal)["replicas"] == 2
    other.transport.close()
    other.database.close()


def test_a_portal_with_other_keys_than_the_paper_says_is_not_believed(pc, served, random_code):
    with pytest.raises(NotEnrolled) as refused:
        pc.enrol(served.url, random_code("another portal's key", served.portal.age_recipient))

    assert refused.value.code == "enrolment.keys_differ"
    assert "POST /v1/enrolments" not in served.practice.served
    assert not pc.summary().enrolled


def test_a_code_that_the_portal_never_gave_is_unknown(pc, served, random_code):
    with pytest.raises(NotEnrolled) as refused:
        pc.enrol(served.url, random_code(served.portal.signing_key.public, served.portal.age_recipient))

    assert refused.value.code == "enrolment.code_unknown"


@pytest.fixture
def random_code():
    return lambda signing_key, age: new_code(signing_key, age, lambda n: b"\x05" * n)[0]


def test_a_slip_of_the_pen_is_found_before_anything_is_sent(pc, served, code):
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")

    with pytest.raises(PaperCodeError) as refused:
        pc.enrol(served.url, wrong)

    assert (refused.value.code, refused.value.group, served.practice.served) == ("code.group", 9, [])


@pytest.mark.parametrize(
    ("url", "misdeed", "code_"),
    [
        ("http://127.0.0.1:9", None, "unreachable"),
        ("", "html", "not_the_portal"),
        ("", "unavailable", "busy"),
        ("nowhere", None, "url.malformed"),
        ("http://cong.example", None, "url.not_https"),
    ],
)
def test_what_keeps_a_pc_from_enrolling_is_named(pc, served, code, url, misdeed, code_):
    if misdeed:
        served.practice.misdeeds = [Misdeed(kind=misdeed)]

    with pytest.raises(NotEnrolled) as refused:
        pc.enrol(url or served.url, code)

    assert refused.value.code == code_


def test_the_codes_secret_is_kept_only_as_a_hash(served, code):
    from sync.paper_code import read
    from tests.sync.test_engine import _database_in_clear

    stored = b"\n".join(_database_in_clear(served.portal))
    assert read(code).secret.encode() not in stored
    assert house.hash_of(read(code).secret).encode() in stored
    assert signing.is_recipient(served.portal.age_recipient)


def test_a_pc_that_enrols_again_at_a_restored_portal_asks_for_all_it_sent(tmp_path, pc, portal_folder):
    """The backup is older than the PC's code: it needs another, and what it sent before is there no more."""
    backup = tmp_path / "backup"
    opened = house.open_portal(portal_folder, SystemClock(), seeded(3))
    opened.database.fold_log()
    shutil.copytree(portal_folder, backup)
    opened.close()
    with serve_in_thread(portal_folder) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))
        pc.freeze_many(2)
        assert pc.send().complete == 2
    restored = house.open_portal(backup, SystemClock(), seeded(4))
    house.start_epoch(restored)
    restored.close()

    with serve_in_thread(backup) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))

        result = pc.send()

        assert (result.stopped, result.complete) == ("", 2)
        assert house.stats(served.portal)["complete"] == 2
