"""What an HTTP answer comes to, from a socket that says whatever a test wants."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from sync import calls, signing, wire
from sync.outcomes import (
    Answered,
    Busy,
    LocalFault,
    Login,
    NoTrust,
    NotThePortal,
    Offset,
    ProxyLogin,
    RefusedByPortal,
    Request,
    TooOld,
    Unreachable,
    Unsure,
)
from sync.transport import HttpTransport, address_fault, judge, proxy_fault

KEY = signing.SigningKey(b"k" * 32)
OTHER = signing.SigningKey(b"o" * 32)
HEAD = wire.AnswerHead(v=1, call="receipts", nonce="n1", portal="p", epoch="e", time="t", size=0, root="")
LINES = [wire.canonical({"a": number}) for number in range(3)]
OURS = {"Content-Type": wire.ANSWER_TYPE}


def asked(call: str = "receipts", signer: str | None = KEY.public, **more) -> Request:
    return Request(call, "POST", "http://127.0.0.1:1/v1/x", "n1", signer, **more)


def answer(key=KEY, lines=LINES, **changed) -> bytes:
    from msgspec.structs import replace

    return signing.sign_answer(key, replace(HEAD, **changed), lines)


def problem(code: str) -> bytes:
    return wire.canonical({"type": wire.PROBLEM_BASE + code, "status": 400, "facts": {"limit": 3}})


def test_a_signed_answer_to_this_very_request_is_believed():
    found = judge(asked(), 200, OURS, answer())

    assert isinstance(found, Answered)
    assert found.lines == tuple(LINES)
    assert found.head.nonce == "n1"


@pytest.mark.parametrize(
    ("status", "headers", "body", "outcome"),
    [
        (200, OURS, answer(nonce="n2"), NotThePortal("nonce")),
        (200, OURS, answer(call="changes"), NotThePortal("nonce")),
        (200, OURS, answer(key=OTHER), Unsure("signature")),
        (200, OURS, answer()[:-1], Unsure("lines.cut")),
        (200, OURS, answer().replace(b'{"a":1}', b'{"a":7}'), Unsure("answer.altered")),
        (200, OURS, answer() + b'{"a":9}\n', Unsure("answer.altered")),
        (200, OURS, b"\xff\xfe\n", Unsure("answer.malformed")),
        (200, OURS, None, Unsure("cut")),
        (200, {"Content-Type": "text/html"}, b"<html>", NotThePortal("200 text/html")),
        (200, {}, b"", NotThePortal("200 ")),
        (204, {}, b"", NotThePortal("204 ")),
        (302, {"Location": "http://login"}, b"", NotThePortal("status 302")),
        (511, {}, b"", NotThePortal("status 511")),
        (401, {"Content-Type": "text/html"}, b"<html>", NotThePortal("401 text/html")),
        (401, {"Content-Type": wire.PROBLEM_TYPE}, problem("token.expired"), Login()),
        (401, {"Content-Type": wire.PROBLEM_TYPE}, b'{"type":"about:blank"}', NotThePortal("status 401")),
        (400, {"Content-Type": wire.PROBLEM_TYPE}, b"{", Unsure("problem")),
        (407, {}, b"", ProxyLogin()),
        (409, {"Content-Type": wire.PROBLEM_TYPE}, problem("replica.forked"),
         RefusedByPortal("replica.forked", 409, {"limit": 3})),
        (426, {"Content-Type": wire.PROBLEM_TYPE}, problem("protocol.old"), TooOld()),
        (429, {"Retry-After": "7"}, b"", Busy(7.0)),
        (503, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, b"<html>", Busy(None)),
        (503, {}, None, Busy(None)),
        (503, {"Retry-After": "Wed, 21 Oct 1998 07:28:00 GMT", "Date": "Wed, 21 Oct 1998 07:26:00 GMT"}, b"",
         Busy(120.0)),
        (503, {"Retry-After": "Wed, 21 Oct 1998 07:28:00 GMT", "Date": "a while ago"}, b"", Busy(None)),
        (413, {"Content-Type": "text/html"}, b"<html>", NotThePortal("413 text/html")),
        (500, {"Content-Type": "text/plain"}, b"oops", Unsure("status 500")),
        (502, {"Content-Type": "text/html"}, b"<html>", Unsure("status 502")),
        (500, {"Content-Type": wire.PROBLEM_TYPE}, problem("portal.fault"), Unsure("portal.fault")),
    ],
)  # fmt: skip
def test_every_other_answer_has_its_class(status, headers, body, outcome):
    assert judge(asked(), status, headers, body) == outcome


def test_a_hello_signed_by_another_key_is_another_portal():
    assert judge(asked("hello"), 200, OURS, answer(key=OTHER, call="hello")) == NotThePortal("signature")


def test_before_enrolment_a_hello_is_checked_with_the_key_that_it_names():
    line = wire.canonical({"signing_key": KEY.public})

    assert isinstance(judge(asked("hello", None), 200, OURS, answer(call="hello", lines=[line])), Answered)
    wrong = answer(key=OTHER, call="hello", lines=[line])
    assert judge(asked("hello", None), 200, OURS, wrong) == NotThePortal("signature")
    assert judge(asked("hello", None), 200, OURS, answer(call="hello", lines=[])) == Unsure("line.malformed")


@pytest.mark.parametrize(
    ("method", "status", "headers", "outcome"),
    [
        ("PATCH", 204, {wire.NONCE_HEADER: "n1", "Upload-Offset": "42"}, Offset(42)),
        ("PATCH", 204, {"Upload-Offset": "42"}, NotThePortal("204 ")),
        ("PATCH", 204, {wire.NONCE_HEADER: "n1", "Upload-Offset": "x"}, NotThePortal("no Upload-Offset")),
        ("HEAD", 404, {wire.NONCE_HEADER: "n1"}, Offset(-1)),
        ("HEAD", 404, {}, NotThePortal("status 404")),
        ("HEAD", 401, {wire.NONCE_HEADER: "n1"}, Login()),
        (
            "PATCH",
            409,
            {"Content-Type": wire.PROBLEM_TYPE},
            RefusedByPortal("offset.differs", 409, {"limit": 3}),
        ),
    ],
)
def test_file_calls_are_answered_by_headers(method, status, headers, outcome):
    request = Request("files", method, "http://127.0.0.1:1/", "n1", KEY.public, expects_offset=True)

    assert judge(request, status, headers, problem("offset.differs") if status == 409 else b"") == outcome


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://cong.example/x", ""),
        ("http://127.0.0.1:8080", ""),
        ("http://localhost:8080", ""),
        ("http://[::1]:8080", ""),
        ("http://cong.example", "url.not_https"),
        ("http://10.0.0.5", "url.not_https"),
        ("cong.example", "url.malformed"),
        ("ftp://cong.example", "url.malformed"),
        ("https://", "url.malformed"),
        ("https://a:99999", "url.malformed"),
    ],
)
def test_plain_http_is_for_this_pc_alone(url, fault):
    assert address_fault(url) == fault


@contextmanager
def a_socket(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server of one connection that says whatever `talk` says."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            talk(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()
        thread.join(10)


def reset(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def close_at_once(connection: socket.socket) -> None:
    connection.recv(65536)


def half_a_body(connection: socket.socket) -> None:
    connection.recv(65536)
    body = answer()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {wire.ANSWER_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
    connection.sendall(head.encode() + body[: len(body) // 2])


def half_a_chunk(connection: socket.socket) -> None:
    connection.recv(65536)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {wire.ANSWER_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n"
    connection.sendall(head.encode() + b"ff\r\nabc")


def silence(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.settimeout(5)
    try:
        connection.recv(1)
    except OSError:
        return


def stall_in_the_body(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nab")
    silence(connection)


def not_http(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")


def a_bomb(connection: socket.socket) -> None:
    connection.recv(65536)
    body = wire.compress(b"\0" * 100_000_000)
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {wire.ANSWER_TYPE}\r\nContent-Encoding: zstd\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    connection.sendall(head.encode() + body)


@pytest.mark.parametrize(
    "talk",
    [reset, close_at_once, half_a_body, half_a_chunk, silence, stall_in_the_body, not_http, a_bomb],
)
def test_whatever_is_cut_stalls_or_makes_no_sense_leaves_a_doubt(talk):
    transport = HttpTransport(stall_seconds=0.5)
    with a_socket(talk) as url:
        outcome = transport.exchange(calls.hello(url, os.urandom, KEY.public))
    transport.close()

    assert isinstance(outcome, Unsure)


def a_slow_reader(connection: socket.socket) -> None:
    """Never stops, and takes longer than any time-out for the whole."""
    head, length = connection.recv(2_048), 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    left = length + head.index(b"\r\n\r\n") + 4 - len(head)
    while left > 0:
        time.sleep(0.03)
        left -= len(connection.recv(4_096)) or left
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi")


def test_a_line_on_which_bytes_still_flow_is_waited_for(monkeypatch):
    """Time-outs are for a stall: neither the sending as a whole nor what the system still carries counts as one."""
    create = socket.create_server

    def narrow(*given):
        listener = create(*given)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        return listener

    monkeypatch.setattr(socket, "create_server", narrow)
    transport = HttpTransport(connect_seconds=2, stall_seconds=2)
    with a_socket(a_slow_reader) as url:
        began = time.monotonic()
        request = Request("envelopes", "POST", f"{url}/v1/envelopes", "n1", KEY.public, body=bytes(450_000))
        found = transport.exchange(request)
        took = time.monotonic() - began
    transport.close()

    assert found == NotThePortal("200 text/html")
    assert took > 2


def test_where_nobody_listens_nothing_left_this_pc():
    transport = HttpTransport()

    with socket.socket() as held:  # nobody else can listen there meanwhile
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        found = transport.exchange(calls.hello(f"http://127.0.0.1:{port}", os.urandom, KEY.public))
    transport.close()

    assert isinstance(found, Unreachable)


def test_a_secure_link_that_is_none_is_refused():
    def plain(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    transport = HttpTransport()
    with a_socket(plain) as url:
        found = transport.exchange(calls.hello(url.replace("http://", "https://"), os.urandom, KEY.public))
    transport.close()

    assert isinstance(found, NoTrust)


def test_an_address_that_is_none_is_a_fault_of_this_pc():
    transport = HttpTransport()

    assert transport.exchange(calls.hello("http://cong.example", os.urandom, None)) == LocalFault(
        "url.not_https"
    )
    transport.close()


def test_loopback_goes_past_the_proxy(monkeypatch, served):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    transport = HttpTransport()

    found = transport.exchange(calls.hello(served.url, os.urandom, served.portal.signing_key.public))
    transport.close()

    assert isinstance(found, Answered)


def test_a_redirect_is_never_followed(served):
    from sync.portal.faults import Misdeed

    served.practice.misdeeds = [Misdeed(kind="redirect")]
    transport = HttpTransport()

    found = transport.exchange(calls.hello(served.url, os.urandom, served.portal.signing_key.public))
    transport.close()

    assert found == NotThePortal("status 302")
    assert len(served.practice.served) == 1


@pytest.mark.parametrize(
    "address", ["10.0.0.1 :8080", "proxy cua toi:8080", "http://10.0.0.1:8080 ", "ftp://a:1"]
)
def test_an_address_of_no_proxy_is_refused(address):
    assert proxy_fault(address)


@pytest.mark.parametrize("address", ["10.0.0.1:8080", "http://proxy.local:3128"])
def test_an_address_of_a_proxy_is_taken(address):
    assert not proxy_fault(address)
