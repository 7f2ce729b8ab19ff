"""The bytes that last: golden lines and envelopes, and what happens to bytes that are not ours."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
import rfc8785
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sync import signing, wire
from sync.wire import WireError
from tests.sync.conftest import an_initiative

CHANGE = wire.Change(
    key="019ca6b1-dc00-74ab-b51d-d0d4c6a0803d",
    kind="initiative",
    record="019ca6b1-dc00-70c8-8a61-2440c1aa324f",
    audience="portal",
    base=(),
    schema=1,
    body=an_initiative(),
    files=(wire.FileRef(sha256="ab" * 32, size=10, name="ảnh.jpg", media="image/jpeg"),),
)
GOLDEN_LINE = (Path(__file__).parent / "golden" / "change.json").read_text(encoding="utf-8").rstrip("\n")
GOLDEN_FINGERPRINT = "9693275d097c5a3b89cab6e8bc494ad2d3cf904d5c924f12ad24b907c2122397"
MANIFEST = wire.Manifest(
    v=1,
    envelope="019ca6b1-dc00-7000-8000-000000000001",
    replica="019ca6b1-dc00-7000-8000-000000000002",
    unit="019ca6b1-dc00-7000-8000-000000000003",
    audience="portal",
    sequence=1,
    previous="",
    made_at="2026-03-05T05:00:00.000000Z",
    skew_ms=None,
    audit_head="",
    changes=((CHANGE.key, GOLDEN_FINGERPRINT),),
    files=CHANGE.files,
)
GOLDEN_ENVELOPE_HASH = "012412eeb376aecb919083963a0adc65d7275b4b4af84fa19a112395e48a38d7"
KEY = signing.SigningKey(b"k" * 32)

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


numbers = st.floats() | st.integers(-(2**60), 2**60)
anything = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(anything)
def test_canonical_is_rfc_8785_by_whichever_way(value):
    try:
        expected = rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        with pytest.raises(WireError):
            wire.canonical(value)
    else:
        assert wire.canonical(value) == expected


@given(st.builds(wire.Receipt, **dict.fromkeys(
    ("outcome", "key", "fingerprint", "record", "state", "at", "completed_at", "head", "unit", "portal", "epoch"), texts
), version=st.integers(1, 2**40), missing=st.lists(texts, max_size=3).map(tuple)))  # fmt: skip
def test_a_receipt_is_canonical(receipt):
    assert wire.encode_receipt(receipt) == rfc8785.dumps(msgspec.to_builtins(receipt))


def test_a_change_is_this_line_for_ever():
    line = wire.encode_change(CHANGE)

    assert line.decode() == GOLDEN_LINE
    assert wire.fingerprint(line) == GOLDEN_FINGERPRINT


def test_an_envelope_is_these_bytes_for_ever():
    signature, data = signing.seal_envelope(KEY, MANIFEST, [wire.encode_change(CHANGE)])
    header, _, frame = data.partition(b"\n")

    assert wire.envelope_hash(signature) == GOLDEN_ENVELOPE_HASH
    assert json.loads(header) == {"envelope": 1, "jws": signature}
    manifest, line, end = zstandard.decompress(frame, 100_000).split(b"\n")
    assert json.loads(manifest)["changes"] == [[CHANGE.key, GOLDEN_FINGERPRINT]]
    assert (line.decode(), end) == (GOLDEN_LINE, b"")


def test_what_is_sealed_stands_beside_the_body_only_where_there_is_any():
    from msgspec.structs import replace

    assert b'"sealed"' not in wire.encode_change(CHANGE)
    assert b'"sealed":"YWJj"' in wire.encode_change(replace(CHANGE, sealed="YWJj"))


@given(st.dictionaries(texts, values, max_size=5))
def test_a_change_comes_back_as_it_was(body):
    from msgspec.structs import replace

    change = replace(CHANGE, body=body)

    assert wire.parse_change(wire.encode_change(change)) == change


@given(values)
def test_canonical_lines_hold_no_raw_newline_and_repeat(value):
    line = wire.canonical(value)

    assert b"\n" not in line
    assert wire.canonical(json.loads(line)) == line


def test_unknown_fields_stay_in_the_line():
    line = wire.canonical({**wire.parse_object(wire.encode_change(CHANGE)), "later": {"x": 1}})

    assert wire.parse_change(line).key == CHANGE.key
    assert wire.parse_object(line)["later"] == {"x": 1}


@pytest.mark.parametrize("value", [float("nan"), 2**60, "\ud800"])
def test_what_json_cannot_hold_is_no_line(value):
    with pytest.raises(WireError) as found:
        wire.canonical({"x": value})

    assert found.value.code == "line.not_json"


@given(st.lists(values.map(wire.canonical), max_size=6))
def test_an_envelope_comes_apart_as_it_was_packed(lines):
    manifest = wire.canonical(MANIFEST)
    unpacked = wire.unpack_envelope(wire.pack_envelope("a..b", manifest, lines), wire.Limits())

    assert (unpacked.jws, unpacked.manifest_line, unpacked.lines) == ("a..b", manifest, tuple(lines))
    assert unpacked.manifest == MANIFEST


def packed(lines: list[bytes], manifest: bytes | None = None) -> bytes:
    return wire.pack_envelope("a..b", manifest or wire.canonical(MANIFEST), lines)


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (b"", {}, "envelope.malformed"),
        (b"{}", {}, "envelope.malformed"),
        (b"{}\nxx", {}, "envelope.malformed"),
        (b'{"envelope":1,"jws":"a"}\nxx', {}, "envelope.malformed"),
        (b'{"envelope":2,"jws":"a"}\n' + wire.compress(b"{}\n"), {}, "protocol.unknown"),
        (b'{"envelope":1,"jws":"a"}\n' + wire.compress(b"{}"), {}, "lines.cut"),
        (packed([], b'{"v":1}'), {}, "envelope.malformed"),
        (packed([b"{}"])[:-4], {}, "lines.cut"),
        (packed([b"{}"]), {"envelope": 50}, "envelope.too_large"),
        (packed([b"{}"] * 4), {"changes": 3}, "envelope.too_many"),
        (packed([b"x" * 101]), {"line": 100}, "line.too_large"),
        (packed([b"0" * 30_000_000]), {}, "envelope.unpacks_too_large"),
        (packed([b"0" * 3_000]), {"unpacked": 2_000}, "envelope.unpacks_too_large"),
    ],
)
def test_an_envelope_beyond_limits_or_reason_is_refused(data, limits, code):
    with pytest.raises(WireError) as found:
        wire.unpack_envelope(data, wire.Limits(**limits))

    assert found.value.code == code


@given(st.binary(max_size=200))
def test_no_bytes_at_all_do_more_than_be_refused(data):
    for read in (
        wire.parse_change,
        wire.parse_receipt,
        wire.parse_head,
        wire.parse_object,
        wire.unpack_answer,
    ):
        try:
            read(data)
        except WireError:
            continue
    with pytest.raises(WireError):
        wire.unpack_envelope(data, wire.Limits())


def test_deep_nesting_is_refused_not_fatal():
    with pytest.raises(WireError):
        wire.parse_object(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}")


def test_a_portal_may_say_more_than_this_program_knows_but_not_less():
    said = {"more": True, "later": 1}

    assert wire.parse(wire.canonical(said), wire.Page) == wire.Page(more=True)
    for line, type_ in ((b"{}", wire.Page), (b'{"line":0}', wire.Limits), (b"[]", wire.News)):
        with pytest.raises(WireError):
            wire.parse(line, type_)
    with pytest.raises(WireError):
        wire.parse_first([], wire.Page)
