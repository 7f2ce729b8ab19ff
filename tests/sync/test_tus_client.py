"""A tus client that is not ours: it uploads to the portal, is cut, and resumes."""

from __future__ import annotations

import io
from hashlib import sha256

import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from sync import outbox
from sync.portal.faults import Misdeed
from tests.sync.conftest import an_initiative

CONTENT = bytes(range(256)) * 2_000


@pytest.fixture
def client(enrolled, served) -> TusClient:
    """One that may upload what a change named: the text is there already."""
    enrolled.freeze(an_initiative(), files=(enrolled.files.add(CONTENT),))
    enrolled.send(text_only=True)
    with enrolled.database.read() as session:
        token = outbox.peer(session).token
    return TusClient(f"{served.url}/v1/files", headers={"Authorization": f"Bearer {token}"})


def uploader(client, **more):
    metadata = {"sha256": sha256(CONTENT).hexdigest()}
    return client.uploader(file_stream=io.BytesIO(CONTENT), chunk_size=100_000, metadata=metadata, **more)


def test_it_uploads_a_whole_file(client, stats):
    uploader(client).upload()

    assert (stats()["files"], stats()["missing_files"], stats()["complete"]) == (1, 0, 1)


def test_it_is_cut_and_resumes_where_it_was(client, served, stats):
    first = uploader(client)
    first.upload_chunk()
    first.upload_chunk()
    served.practice.misdeeds = [Misdeed(kind="drop_after", on="PATCH")]
    with pytest.raises(TusCommunicationError):
        first.upload_chunk()  # it arrived, and the answer was lost
    served.practice.served.clear()

    second = uploader(client, url=first.url)
    assert second.get_offset() == 300_000
    second.upload()

    assert len([call for call in served.practice.served if call.startswith("PATCH")]) == 3
    assert (stats()["files"], stats()["complete"]) == (1, 1)
