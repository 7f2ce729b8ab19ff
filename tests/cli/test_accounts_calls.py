"""Users, passphrases and personal data from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from helpers.builders import a_protected_initiative, an_initiative

from desktop.demo.messy import messy_workbook
from desktop.services import accounts, folders, initiatives
from desktop.store.keys import Strength
from tests.cli.conftest import PASSPHRASE, Call


@pytest.fixture
def peopled(folder: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """A folder in which a second user is added, whose passphrase is `mật khẩu của Nam`."""
    monkeypatch.setattr(accounts, "Strength", lambda: Strength(1, 64, 1))
    monkeypatch.setenv("SANGKIEN_NEW_PASSPHRASE", "mật khẩu của Nam")
    assert folder("user", "add", "Trần Văn Nam", "--roles", "clerk", "--json").document["roles"] == ["clerk"]
    return folder


def as_nam(call: Call, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setenv("SANGKIEN_USER", "Trần Văn Nam")
    monkeypatch.setenv("SANGKIEN_PASSPHRASE", "mật khẩu của Nam")
    status = call(*words).status
    monkeypatch.delenv("SANGKIEN_USER")
    monkeypatch.setenv("SANGKIEN_PASSPHRASE", PASSPHRASE)
    return status


def test_a_user_is_added_and_does_what_the_role_allows(
    peopled: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [user["name"] for user in peopled("users", "--json").document] == ["Quản trị", "Trần Văn Nam"]
    assert as_nam(peopled, monkeypatch, "list") == 0
    assert as_nam(peopled, monkeypatch, "users") == 1
    peopled("user", "change", "Trần Văn Nam", "--roles", "clerk,administrator")
    assert as_nam(peopled, monkeypatch, "users") == 0
    peopled("user", "retire", "Trần Văn Nam")
    assert as_nam(peopled, monkeypatch, "list") == 1


def test_what_is_protected_is_nowhere_for_a_reader(
    peopled: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = folders.sign_in(tmp_path / "sổ", PASSPHRASE)
    secret = desk.do(initiatives.save, a_protected_initiative()).value
    desk.do(initiatives.save, an_initiative("Gá kẹp vải"))
    desk.close()
    peopled("user", "change", "Trần Văn Nam", "--roles", "reader")
    monkeypatch.setenv("SANGKIEN_USER", "Trần Văn Nam")
    monkeypatch.setenv("SANGKIEN_PASSPHRASE", "mật khẩu của Nam")
    for words in (("list",), ("list", "--search", "nhuom"), ("show", secret), ("figures",), ("reconcile",)):
        said = peopled(*words)
        assert "Nhuộm" not in said.out + said.err
    assert len(peopled("list", "--json").document) == 1
    assert peopled("show", secret).status == 1
    peopled("export", "--out", str(tmp_path / "ra.xlsx"))
    with ZipFile(tmp_path / "ra.xlsx") as book:
        assert "Nhuộm" not in "".join(book.read(name).decode(errors="ignore") for name in book.namelist())


def test_a_role_that_is_none_is_named(peopled: Call) -> None:
    said = peopled("user", "change", "Trần Văn Nam", "--roles", "giám đốc")
    assert said.status == 1
    assert "clerk" in said.err


def test_the_words_of_the_paper_give_a_new_passphrase(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = call("init", "--unit", "CĐCS A", "--json")
    (tmp_path / "giay.txt").write_text(said.err.splitlines()[-1], encoding="utf-8")
    monkeypatch.setenv("SANGKIEN_PASSPHRASE", "nhớ ra rồi")
    assert call("list").status == 1
    assert call("recover", "--words-file", str(tmp_path / "giay.txt")).status == 0
    assert call("list").status == 0


def test_somebody_changes_the_own_passphrase(folder: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANGKIEN_NEW_PASSPHRASE", "đổi rồi nhé")
    assert folder("passphrase").status == 0
    assert folder("list").status == 1
    monkeypatch.setenv("SANGKIEN_PASSPHRASE", "đổi rồi nhé")
    assert folder("list").status == 0


def test_wrong_passphrases_make_the_next_call_wait(folder: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANGKIEN_PASSPHRASE", "không phải")
    for _ in range(7):
        said = folder("list")
    assert said.status == 1
    assert "giây" in said.err


def test_what_is_held_on_a_person_goes_out_and_then_the_person_goes(folder: Call, tmp_path: Path) -> None:
    folder("import", str(messy_workbook(tmp_path / "ds.xlsx").path))
    missing = folder("consent", "missing", "--json").document
    person = missing[0]["id"]
    to_sign = folder("consent", "list", "--out", str(tmp_path / "ky"), "--json").document
    assert to_sign["pages"] >= 1 and Path(to_sign["docx"]).exists()
    blank = folder("consent", "list", "--blank", "6", "--out", str(tmp_path / "trong"), "--json").document
    assert blank["pages"] == 1
    folder("consent", "record", person, "--date", "01/03/2026", "--paper", "Danh sách số 1")
    assert len(folder("consent", "missing", "--json").document) == len(missing) - 1
    out = folder("person", person, "--out", str(tmp_path / "ra"), "--json").document
    assert json.loads(Path(out["document"]).read_text(encoding="utf-8"))["person"]["id"] == person
    assert not folder("erase", person, "--dry-run", "--json").document["erased"]
    assert folder("erase", person).status == 1
    done = folder("erase", person, "--reason", "theo đơn", "--json").document
    assert done["erased"]
    assert done["mentions"] == folder("mentions", missing[0]["name"], "--json").document == []
    folder("idea-new", "--title", "Đèn báo kẹt chỉ", "--problem", f"Chị {missing[0]['name']} nêu")
    (still,) = folder("mentions", missing[0]["name"], "--json").document
    assert (still["what"], still["is_kept"]) == ("mention.idea", False)
    assert folder("audit", "verify", "--json").document["intact"]
    assert [seen["what"] for seen in folder("looks", "--json").document][:1] == ["person.exported"]


def test_a_period_is_set_and_what_is_due_is_told(folder: Call, tmp_path: Path) -> None:
    assert folder("retention", "--json").document == {"dropped": 0, "due": []}
    said = folder("retention", "--what", "draft", "--months", "6", "--basis", "quy chế", "--json").document
    assert [(item["what"], item["months"], item["count"]) for item in said["due"]] == [("draft", 6, 0)]
    assert folder("retention", "--what", "draft", "--drop").status == 0


def test_a_form_is_checked(folder: Call, tmp_path: Path) -> None:
    folder("import", str(messy_workbook(tmp_path / "ds.xlsx").path))
    record = folder("list", "--limit", "1", "--json").document[0]["id"]
    assert folder("check", record, "--json").document == {"checked": 1}
    assert folder("check", "không có").status == 1
