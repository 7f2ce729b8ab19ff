"""What may be sent, by example. Both ends run the same rules."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync import rules, wire
from tests.sync.conftest import a_title_only, an_initiative
from tests.sync.test_wire import CHANGE

FILE = wire.FileRef(sha256="ab" * 32, size=1, name="a.pdf", media="application/pdf")


def faults(body=None, **changed):
    plain = wire.parse_object(wire.canonical(body or an_initiative()))
    return [(fault.code, fault.field) for fault in rules.check(replace(CHANGE, body=plain, **changed))]


ODD = (
    b'"\x01"', b'"\\ud800"', b'"\\u0001"', b'"\\q"', b'"\xff"', b'"\xc2\x85"', b'"\xcc\x81"', b'"e\xcc\x81"',
    b'"\xef\xbf\xbf"', b"1e999", b"01", b"1.", b"1.5", b"9007199254740993", b"NaN", b"null", b"[[1]]",
    b'{"a":"\x7f"}', b"true", b'"2026-02-30"', b'"\\n\\t\\\\"',
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", ["title", "later", "authors", "first_used", "protected"])
@pytest.mark.parametrize("release", [an_initiative, a_title_only])
def test_a_line_is_judged_as_the_change_that_it_holds(odd, name, release):
    """A portal looks at the line and reads the body once; it finds what the slow way finds."""
    body = {
        known: value for known, value in wire.parse_object(wire.canonical(release())).items() if known != name
    }
    line = wire.encode_change(replace(CHANGE, body=body, files=()))
    line = line.replace(b'"body":{', b'"body":{"' + name.encode() + b'":' + odd + b",", 1)
    try:
        slowly = rules.check(wire.parse_change(line))
    except wire.WireError:
        slowly = (rules.Fault("change.malformed"),)
    try:
        found = rules.check_arrived(wire.parse_arrived(line), line)
    except wire.WireError:
        found = (rules.Fault("change.malformed"),)

    assert found == slowly


def test_a_whole_initiative_and_a_title_alone_may_be_sent():
    assert faults() == []
    assert faults(a_title_only(), files=()) == []


def test_fields_from_a_later_program_are_let_through():
    assert faults(an_initiative(later={"x": [1, "chữ"]})) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"title": "  "}, ("title.missing", "title")),
        ({"title": "x" * 501}, ("title.too_long", "title")),
        ({"union": ""}, ("union.missing", "union")),
        ({"recognition": None}, ("recognition.missing", "recognition")),
        ({"recognition": {"route": "head", "number": " ", "date": "2026-01-01"}},
         ("recognition.number_missing", "recognition.number")),
        ({"authors": []}, ("authors.missing", "authors")),
        ({"authors": [{"name": "A", "share": 50}] * 201}, ("authors.too_many", "authors")),
        ({"authors": [{"name": "A", "share": 9999}]}, ("share.sum_not_100", "authors")),
        ({"authors": [{"name": " ", "share": 10000}]}, ("author.name_missing", "authors.0.name")),
        ({"benefit": None}, ("benefit.missing", "benefit")),
        ({"benefit": {"kind": "amount"}}, ("benefit.amount_missing", "benefit.amount")),
        ({"benefit": {"kind": "amount", "amount": -1}}, ("benefit.amount_missing", "benefit.amount")),
        ({"benefit": {"kind": "to_compute", "amount": 5}}, ("benefit.amount_unexpected", "benefit.amount")),
        ({"first_use_ended": "2025-01-01"}, ("dates.ended_before_used", "first_use_ended")),
        ({"protected": True}, ("release.protected", "release")),
        ({"title": "a\x00b"}, ("text.control", "title")),
        ({"title": "a\rb"}, ("text.control", "title")),
        ({"title": unicodedata.normalize("NFD", "Cải tiến")}, ("text.not_nfc", "title")),
        ({"sections": {"content": "a\uffffb"}}, ("text.not_a_character", "sections.content")),
        ({"sections": {"a\x01": "x"}}, ("text.field_name", "sections")),
        ({"summary": "x" * 200_001}, ("text.too_long", "summary")),
        ({"first_used": "15/01/2026"}, ("body.shape", "first_used")),
        ({"release": "half"}, ("body.shape", "release")),
        ({"authors": [{"name": "A", "share": "100"}]}, ("body.shape", "authors[0].share")),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_field(changed, found):
    assert found in faults(an_initiative(**changed))


def test_two_shares_that_sum_up_may_not_hide_an_empty_one():
    authors = [{"name": "A", "share": 10_000}, {"name": "B", "share": 0}]

    assert faults(an_initiative(authors=authors)) == [("share.not_positive", "authors.1.share")]


@pytest.mark.parametrize(
    ("name", "value"),
    [("authors", [{"name": "A", "share": 10000}]), ("sections", {"content": "x"}), ("summary", "x"),
     ("employer", "x"), ("workshop", "x"), ("number", 7), ("first_used", "2026-01-01"), ("unknown", "x"),
     ("benefit", {"kind": "amount", "amount": 5}), ("benefit", {"kind": "withheld", "note": "x"})],
)  # fmt: skip
def test_at_release_title_nothing_else_is_in_clear(name, value):
    assert ("release.title_only", name) in faults(a_title_only(**{name: value}), files=())


def test_at_release_title_no_file_leaves():
    assert faults(a_title_only(), files=(FILE,)) == [("release.title_only", "files")]


def test_what_is_empty_or_withheld_says_nothing_and_is_allowed():
    body = a_title_only(authors=[], sections={}, number=None, summary="", benefit={"kind": "withheld"})

    assert faults(body, files=()) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"key": "1"}, ("id.malformed", "key")),
        ({"record": "X" * 36}, ("id.malformed", "record")),
        ({"audience": "world"}, ("audience.unknown", "audience")),
        ({"base": ("zz",)}, ("base.malformed", "base")),
        ({"base": ("ab" * 32,) * 3}, ("base.malformed", "base")),
        ({"kind": "poem"}, ("kind.unknown", "kind")),
        ({"schema": 9}, ("schema.unknown", "schema")),
        ({"files": (replace(FILE, sha256="x"),)}, ("file.malformed", "files.0")),
        ({"files": (replace(FILE, name="a\x00.pdf"),)}, ("text.control", "files.0.0")),
    ],
)
def test_the_change_around_the_body_is_checked_too(changed, found):
    assert found in faults(**changed)


@given(st.lists(st.integers(1, 4_000), min_size=1, max_size=12))
def test_shares_pass_exactly_when_they_sum_to_a_hundred_percent(shares):
    rest = 10_000 - sum(shares[:-1])
    authors = [{"name": f"A{n}", "share": share} for n, share in enumerate([*shares[:-1], rest])]
    off = [{**authors[0], "share": authors[0]["share"] + 1}, *authors[1:]]

    if rest > 0:
        assert faults(an_initiative(authors=authors)) == []
    assert ("share.sum_not_100", "authors") in faults(an_initiative(authors=off))


PIECES = st.sampled_from(["a", "Cải tiến", "\n", "\t", "\r", "\x00", "\x7f", "\x85", "\u0303", "\u031b", "\\", '"',
                          "/u0041", "\uffff", "\ufdd0", "\U0001fffe", "\ud800", "e", "=", "0" * 17])  # fmt: skip
SPELT = st.lists(PIECES, max_size=4).map("".join) | st.text(max_size=6)
BODIES = st.dictionaries(
    SPELT,
    st.recursive(SPELT | st.integers() | st.none(), lambda inner: st.lists(inner, max_size=3)),
    max_size=3,
)


@given(BODIES)
def test_one_look_at_a_whole_body_overlooks_nothing(body):
    if rules._is_clean(rules._encoded(body)):
        assert list(rules._text_faults(body, "")) == []


def test_one_look_is_enough_for_a_common_body():
    body = an_initiative(summary='Dòng một\nDòng hai: 1.250.000.000 đồng "nhanh"')
    assert rules._is_clean(wire.canonical(body))


@given(st.text(max_size=40))
def test_what_the_rules_let_through_is_nfc_and_printable(text):
    if not rules.text_fault(text):
        assert unicodedata.is_normalized("NFC", text)
        assert all(letter in "\n\t" or unicodedata.category(letter) != "Cc" for letter in text)
