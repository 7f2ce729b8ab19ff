"""The secure link over real sockets: certificates, handshakes, what breaks before and after something was said."""

from __future__ import annotations

import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from helpers.between import tunnel

from sync import calls, signing
from sync.outbox_line import Line, ProxyKind
from sync.outcomes import NoTrust, NoTrustByDate, NotThePortal, Outcome, ProxyLogin, Unreachable, Unsure
from sync.transport import HttpTransport

KEY = signing.SigningKey(b"k" * 32)
PAGE = NotThePortal("200 text/html")
"""The link stood, and a page came over it."""


class House:
    """An authority that this PC trusts, and certificates by it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.file = folder / "house.pem"
        self.file.write_bytes(self._made("house", self._key, -30, 30, own=True))

    def certificate(
        self, name: str = "localhost", since: int = -30, until: int = 30, own: bool = False
    ) -> Path:
        """Key and certificate in one file, valid from so many days from today until so many; `own`: by itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file = self._folder / "portal.pem"
        file.write_bytes(private + self._made(name, key, since, until, own=own))
        return file

    def _made(
        self, name: str, key: ec.EllipticCurvePrivateKey, since: int, until: int, *, own: bool
    ) -> bytes:
        today = datetime.now(UTC)
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name if own else "house")])
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(today + timedelta(days=since))
            .not_valid_after(today + timedelta(days=until))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=name == "house", path_length=None), critical=True)
            .sign(key if own else self._key, hashes.SHA256())
        )
        return made.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    found = House(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(found.file))
    return found


@contextmanager
def a_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """Whoever connects is talked to, one after the other; gives the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.settimeout(10)
            with connection, suppress(OSError):
                talk(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(20)


@contextmanager
def a_secure_server(certificate: Path, then: Callable[[ssl.SSLSocket], None]) -> Iterator[int]:
    """Shakes hands, hears a request, and goes on as `then` says."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def talk(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(65_536)
            then(secure)

    with a_server(talk) as port:
        yield port


def greeted(port: int, line: Line | None = None, host: str = "localhost") -> Outcome:
    transport = HttpTransport(line, stall_seconds=2)
    try:
        return transport.exchange(calls.hello(f"https://{host}:{port}", os.urandom, KEY.public))
    finally:
        transport.close()


def a_page(secure: ssl.SSLSocket) -> None:
    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi")


def bare(secure: ssl.SSLSocket) -> socket.socket:
    """The connection beneath."""
    return socket.socket(fileno=secure.detach())


def cut(secure: ssl.SSLSocket) -> None:
    bare(secure).close()


def reset(secure: ssl.SSLSocket) -> None:
    with bare(secure) as beneath:
        beneath.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def noise(secure: ssl.SSLSocket) -> None:
    with bare(secure) as beneath:
        beneath.sendall(b"\x17\x03\x03\x00\x20" + bytes(32))
        beneath.recv(1)


def an_alert(secure: ssl.SSLSocket) -> None:
    with bare(secure) as beneath:
        beneath.sendall(b"\x15\x03\x03\x00\x02\x02\x28")
        beneath.recv(1)


@pytest.mark.parametrize(
    ("made", "outcome"),
    [
        ({}, PAGE),
        ({"name": "other.example"}, NoTrust("SSLCertVerificationError")),
        ({"own": True}, NoTrust("SSLCertVerificationError")),
        ({"until": -1}, NoTrustByDate("SSLCertVerificationError")),
        ({"since": 1}, NoTrustByDate("SSLCertVerificationError")),
    ],
    ids=["good", "another name", "signed by itself", "over since yesterday", "from tomorrow"],
)
def test_a_certificate_is_held_to_name_house_and_days(house, made, outcome):
    """A clock that is off by days shows as a certificate out of its days, and is said so."""
    with a_secure_server(house.certificate(**made), a_page) as port:
        assert greeted(port) == outcome


def test_no_authority_is_trusted_beside_the_system_s_own(house, tmp_path, monkeypatch):
    """What a library brings along does not count: the system's owner decides whom this PC trusts."""
    (tmp_path / "library").mkdir()
    brought = House(tmp_path / "library")
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(brought.file))

    with a_secure_server(brought.certificate(), a_page) as port:
        assert isinstance(greeted(port), NoTrust)


@pytest.mark.parametrize("then", [cut, reset, noise, an_alert], ids=lambda then: then.__name__)
def test_a_link_that_breaks_after_something_was_said_leaves_a_doubt(house, then):
    """The request may have arrived: that the link was refused would be a guess."""
    with a_secure_server(house.certificate(), then) as port:
        assert isinstance(greeted(port), Unsure)


def hang_up(connection: socket.socket) -> None:
    connection.recv(65_536)


def hang_up_hard(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def say_nothing(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.recv(1)


@pytest.mark.parametrize("talk", [hang_up, hang_up_hard, say_nothing], ids=lambda talk: talk.__name__)
def test_a_handshake_that_never_ends_let_nothing_leave(talk):
    transport = HttpTransport(connect_seconds=0.5)
    with a_server(talk) as port:
        found = transport.exchange(calls.hello(f"https://localhost:{port}", os.urandom, KEY.public))
    transport.close()

    assert isinstance(found, Unreachable)


def through(proxy: str, password: str = "mật khẩu") -> Line:
    return Line(proxy=ProxyKind.MANUAL, address=proxy, user="tosk", password=password)


def test_a_secure_link_leads_through_a_proxy_that_wants_a_login(house):
    """The proxy opens a way for who is known to it, sees no word of what is said, and else a login is asked for."""
    with (
        a_secure_server(house.certificate("cong-407.example"), a_page) as port,
        tunnel(port, login="tosk:mật khẩu") as proxy,
    ):
        assert greeted(port, through(proxy.address), "cong-407.example") == PAGE
        assert greeted(port, through(proxy.address, "sai"), "cong-407.example") == ProxyLogin()
    assert proxy.seen == ["CONNECT"] * 2


def test_a_proxy_that_finds_no_portal_is_no_login_whatever_the_address(house):
    with tunnel(0, login="tosk:mật khẩu") as proxy:
        found = greeted(407, through(proxy.address), "cong-407.example")

    assert isinstance(found, Unreachable)


def test_without_names_nothing_is_reached(monkeypatch):
    def gone(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", gone)

    assert isinstance(greeted(443, host="cong.example"), Unreachable)
