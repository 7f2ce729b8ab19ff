"""The portal's own description turned against it: whatever is asked, it answers as it says, and never 5xx."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import outbox, wire
from sync.portal import openapi

EXAMPLES = 300 if os.environ.get("SANGKIEN_SOAK") else 12
CALLS = [f"{call.method} {call.path}" for call in openapi.CALLS]


@pytest.fixture
def schema(served):
    import schemathesis  # slow to load, and only these tests want it

    @schemathesis.serializer(wire.ENVELOPE_TYPE, openapi.PIECE_TYPE)
    def as_it_is(_context, value):
        return value if isinstance(value, bytes) else str(value).encode()

    return schemathesis.openapi.from_url(f"{served.url}{openapi.PATH}")


@pytest.fixture
def token(enrolled) -> str:
    with enrolled.database.read() as session:
        return outbox.peer(session).token


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the fuzzer's own libraries
@pytest.mark.parametrize("call", CALLS)
def test_no_call_breaks_the_portal_or_its_word(schema, served, token, stats, call):
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    method, _, path = call.partition(" ")
    operation = schema[path][method.upper()]

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(case=operation.as_strategy(), signed_in=st.booleans())
    def ask(case, signed_in):
        headers = {"Authorization": f"Bearer {token}"} if signed_in else {}
        # What is well formed may still be unsigned, unknown or too late: a schema cannot say so.
        answer = case.call_and_validate(
            base_url=served.url, headers=headers, excluded_checks=[positive_data_acceptance]
        )
        assert answer.status_code < 500

    ask()
    assert stats()["records"] == 0
