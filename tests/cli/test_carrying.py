"""`bundle` and `reconcile`: what waits goes by stick, comes home as receipts, and both ends are compared."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from helpers import orders
from helpers.builders import a_recognition, an_initiative, stored

from desktop.services import folders, handing_over, initiatives
from desktop.store.initiatives import INITIATIVES
from sync import cli as portal_cli
from sync.clock import SystemClock
from sync.portal import house
from sync.portal.serving import serve_in_thread
from tests.cli.conftest import PASSPHRASE, Call


def two_frozen(folder: Path) -> None:
    desk = folders.sign_in(folder, PASSPHRASE, user="", write=True)
    try:
        ids = stored(desk, an_initiative("Gá kẹp"), an_initiative("Băng tải"))
        for record in ids:
            value = desk.look(initiatives.get, record)
            desk.do(orders.put, INITIATIVES, replace(value, recognition=a_recognition()))
        desk.do(handing_over.submit, list(ids))
    finally:
        desk.close()


def test_by_stick_there_and_back(folder: Call, tmp_path: Path) -> None:
    stick, answer = tmp_path / "nộp.goi", tmp_path / "biên nhận.goi"
    assert folder("bundle", "out", str(stick)).status == 1, "not enrolled"
    house.make(tmp_path / "cổng", "Cổng thử", SystemClock(), os.urandom)
    with serve_in_thread(tmp_path / "cổng") as served:
        code = house.enrol_code(served.portal, "CĐCS Công ty Giày Hoàng Long")
        assert folder("enrol", "--portal", served.url, "--code", code).status == 0
        assert folder("bundle", "out", str(stick)).status == 1, "nothing waits"
        two_frozen(tmp_path / "sổ")

        out = folder("bundle", "out", str(stick), "--max-mb", "5", "--json")
        assert out.status == 0
        assert {name: out.document[name] for name in ("envelopes", "changes", "files", "volumes")} == {
            "envelopes": 1, "changes": 2, "files": 0, "volumes": [str(stick)],
        }  # fmt: skip
        assert out.document["bytes"] == stick.stat().st_size
        assert folder("bundle", "in", str(stick)).status == 1, "our own bundle holds no receipts"

        words = ["ingest", str(stick), "--data", str(tmp_path / "cổng"), "--receipts", str(answer)]
        assert portal_cli.main(words) == 0
        back = folder("bundle", "in", str(answer), "--json").document
        assert (back["received"], back["complete"], back["again"]) == (2, 2, False)
        assert "đã nhận trước đây" in folder("bundle", "in", str(answer)).err
        assert folder("send", "--json").document["sent"] == 0

        equal = folder("reconcile", "--json").document
        assert equal == {"equal": True, "period": "", "here": 2, "there": 2, "differences": []}
        assert folder("reconcile", "--period", "tháng 3").status == 1
    assert folder("reconcile").status == 3
