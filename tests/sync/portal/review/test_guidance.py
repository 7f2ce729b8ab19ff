"""Hướng dẫn in the browser: what is out, as the very file that was signed."""

from __future__ import annotations

from helpers.guidance_samples import a_package, contents

from sync.portal import guidance
from tests.sync.portal.review.conftest import text_of


def test_a_package_is_taken_out_as_it_was_signed(served, browse) -> None:
    reader = browse("reader")
    assert "Chưa phát hành gói nào" in text_of(reader.get("/guidance"))
    data = a_package(served.portal, 1, contents())
    guidance.publish(served.portal, data)
    page = reader.get("/guidance")
    assert "programmes.toml" in text_of(page)
    answer = reader.get(f"/guidance/{served.portal.settings.id}")
    assert answer.content == data
    assert answer.headers["Content-Disposition"].endswith('huong-dan-1.huongdan"')
    assert reader.get("/guidance/nobody").status_code == 404
    stranger = browse("")
    assert "sign-in" in stranger.get(f"/guidance/{served.portal.settings.id}").url
