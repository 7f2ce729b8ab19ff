"""Signatures are for one purpose, by one key, over one set of bytes; sealed opens for the union only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync import merkle, signing, wire
from sync.signing import BadSignature
from tests.sync.test_wire import CHANGE, MANIFEST

KEY, OTHER = signing.SigningKey(b"1" * 32), signing.SigningKey(b"2" * 32)
HEAD = wire.AnswerHead(v=1, call="envelopes", nonce="n", portal="p", epoch="e", time="t", size=0, root="")


def a_receipt(number: int = 1, **changed) -> bytes:
    receipt = wire.Receipt(
        outcome="accepted", key=f"k{number}", fingerprint="f", record="r", version=1, state="complete",
        missing=(), at="t", completed_at="t", head="", unit="u", portal="p", epoch="e",
    )  # fmt: skip
    return wire.canonical(replace(receipt, **changed))


def test_the_algorithm_is_named_as_rfc_9864_names_it():
    header = signing.unverified_payload("x." + KEY.sign(signing.ANSWER, b"").split(".")[0] + ".x")

    assert wire.parse_object(header) == {"alg": "Ed25519", "typ": "sangkien-answer+jws"}


def test_a_signature_holds_for_its_key_purpose_and_payload_alone():
    compact = KEY.sign(signing.ANSWER, b"payload")

    assert signing.verify(KEY.public, signing.ANSWER, compact) == b"payload"
    for public, typ, text in (
        (OTHER.public, signing.ANSWER, compact),
        (KEY.public, signing.BEARER, compact),
        (KEY.public, signing.ANSWER, compact[:-3] + "AAA"),
        (KEY.public, signing.ANSWER, "a.b"),
        (KEY.public, signing.ANSWER, ""),
        ("", signing.ANSWER, compact),
        ("!!", signing.ANSWER, compact),
    ):
        with pytest.raises(BadSignature):
            signing.verify(public, typ, text)


def test_no_other_algorithm_is_taken():
    import base64

    header = base64.urlsafe_b64encode(b'{"alg":"none","typ":"sangkien-answer+jws"}').rstrip(b"=").decode()

    with pytest.raises(BadSignature):
        signing.verify(KEY.public, signing.ANSWER, f"{header}.cGF5bG9hZA.")


@given(st.text(max_size=60))
def test_no_text_at_all_does_more_than_fail(text):
    with pytest.raises(BadSignature):
        signing.verify(KEY.public, signing.ANSWER, text)


def test_an_envelope_is_bound_to_its_key_and_each_of_its_lines():
    line = wire.encode_change(CHANGE)
    manifest = replace(MANIFEST, changes=((CHANGE.key, wire.fingerprint(line)),))
    _, data = signing.seal_envelope(KEY, manifest, [line])
    envelope = wire.unpack_envelope(data, wire.Limits())

    signing.check_envelope(envelope, KEY.public)
    for changed, key in (
        (envelope, OTHER),
        (replace(envelope, lines=(line + b" ",)), KEY),
        (replace(envelope, lines=()), KEY),
        (
            replace(envelope, manifest_line=envelope.manifest_line.replace(b'"sequence":1', b'"sequence":2')),
            KEY,
        ),
    ):
        with pytest.raises(BadSignature):
            signing.check_envelope(changed, key.public)


def test_one_signature_covers_every_line_and_each_receipt_can_be_shown_alone():
    leaves = [a_receipt(number) for number in range(5)]
    compact, head, lines = signing.open_answer(signing.sign_answer(KEY, HEAD, leaves), KEY.public)

    assert head.size == 5
    for place, path in enumerate(merkle.inclusion_paths(lines)):
        shown = signing.check_receipt(KEY.public, compact, leaves[place], place, path)
        assert shown.key == f"k{place}"
        with pytest.raises(BadSignature):
            signing.check_receipt(KEY.public, compact, leaves[place], (place + 1) % 5, path)


def test_a_leaf_of_another_portal_or_of_a_refusal_is_no_receipt():
    for leaf in (a_receipt(portal="q"), a_receipt(outcome="conflict")):
        compact, _, lines = signing.open_answer(signing.sign_answer(KEY, HEAD, [leaf]), KEY.public)
        with pytest.raises(BadSignature):
            signing.check_receipt(KEY.public, compact, leaf, 0, merkle.inclusion_paths(lines)[0])


def test_sealed_content_opens_for_the_union_and_for_nobody_else():
    union, portal = signing.new_age_identity(), signing.new_age_identity()
    sealed = signing.encrypt_to(signing.age_recipient(union), {"content": "bí mật"})

    assert signing.decrypt([portal, union], sealed) == {"content": "bí mật"}
    for identities, text in (([portal], sealed), ([union], sealed[:-8]), ([union], "??"), ([union], "")):
        with pytest.raises(BadSignature):
            signing.decrypt(identities, text)


def test_recipients_are_known_from_other_texts():
    assert signing.is_recipient(signing.age_recipient(signing.new_age_identity()))
    assert not signing.is_recipient("age1nothing")
