"""One HTTP exchange, and what came of it: an `Outcome`, never a guess. The only file that speaks HTTP.

The system's own certificates are used, and its proxies unless one was typed here; the portal itself is
known by its pinned key. No redirect is followed. Time-outs are for stalls, not for the whole: a slow link
is no fault. Loopback goes past any proxy.
"""

from __future__ import annotations

import base64
import io
import ipaddress
import re
import socket
import ssl
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError, SSLError

from sync import foreseen, signing, wire
from sync.outbox_line import Line, ProxyKind
from sync.outcomes import (
    Answered,
    Busy,
    LocalFault,
    Login,
    NoTrust,
    NoTrustByDate,
    NotThePortal,
    Offset,
    Outcome,
    ProxyLogin,
    RefusedByPortal,
    Request,
    TooOld,
    Unreachable,
    Unsure,
)

MAX_ANSWER = 16 * wire.MEBIBYTE
MAX_ANSWER_UNPACKED = 64 * wire.MEBIBYTE
READ_AT_ONCE = 64 * 1024
PROGRAM = "sangkien/1"
SOCKET_OPTIONS = (
    *HTTPConnection.default_socket_options,
    # Little waits in the system's own memory: else a slow line would still be carrying it when the answer is due.
    (socket.SOL_SOCKET, socket.SO_SNDBUF, 64 * 1024),
)
CERTIFICATE_DATES = frozenset({9, 10, 0x800B0101})
"""What OpenSSL (not yet valid, over) and Windows (CERT_E_EXPIRED) say of a certificate whose days do not fit."""


class HttpTransport:
    """Exchanges over HTTP. `stall_seconds` without a byte is a lost answer; use one object per thread."""

    def __init__(
        self,
        line: Line | None = None,
        *,
        connect_seconds: float = 15,
        stall_seconds: float = 30,
        plain_http: bool = False,
    ) -> None:
        self._line = line or Line()
        self._timeouts = (connect_seconds, stall_seconds)
        self._plain_http = plain_http
        self._session = requests.Session()
        self._session.mount("https://", _SystemTrust())
        self._session.mount("http://", _Proxied())
        self._session.headers.clear()
        self._session.trust_env = False  # no .netrc, and proxies only as `_proxies` finds them

    def close(self) -> None:
        """Let go of open connections."""
        self._session.close()

    def exchange(self, request: Request, meanwhile: Callable[[], None] | None = None) -> Outcome:
        """Make one exchange; `meanwhile` is done here while the answer is awaited in a thread of its own."""
        if meanwhile is None:
            return self._exchange(request)
        with ThreadPoolExecutor(1, "exchange") as beside:
            answer = beside.submit(self._exchange, request)
            meanwhile()
            return answer.result()

    def _exchange(self, request: Request) -> Outcome:
        fault = address_fault(request.url, plain_http=self._plain_http)
        if fault:
            return LocalFault(fault)
        proxies = {} if _is_loopback(request.url) else _proxies(self._line, request.url)
        if any(proxy_fault(proxy) for proxy in proxies.values()):
            return LocalFault("proxy.malformed")
        headers = {
            "User-Agent": PROGRAM,
            "Accept": f"{wire.ANSWER_TYPE}, {wire.PROBLEM_TYPE}",
            "Accept-Encoding": f"{foreseen.CODING}, zstd" if request.portal else "zstd",
            wire.NONCE_HEADER: request.nonce,
            **request.headers,
        }
        try:
            response = self._session.request(
                request.method,
                request.url,
                # Piece by piece: bytes given at once would have to be gone within one time-out, however they flow.
                data=io.BytesIO(request.body) if request.body else None,
                headers=headers,
                timeout=self._timeouts,
                proxies=proxies,
                allow_redirects=False,
                stream=True,
            )
        except requests.RequestException as error:
            return _broken(error)
        with response:
            return _read(request, response)


class _Proxied(HTTPAdapter):
    """A proxy's login as RFC 7617 has it for names that are not Latin: in UTF-8."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, socket_options=SOCKET_OPTIONS, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, socket_options=SOCKET_OPTIONS, **kwargs)

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """What the proxy alone gets to see."""
        user, password = requests.utils.get_auth_from_url(proxy)
        if not user:
            return {}
        login = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        return {"Proxy-Authorization": f"Basic {login}"}


class _SystemTrust(_Proxied):
    """Certificates by the operating system's own store and rules."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        kwargs["ssl_context"] = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        kwargs["ssl_context"] = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002 - as requests calls it
        """Leave out the bundle that requests would add to the system's store."""
        conn.cert_reqs = "CERT_REQUIRED"


class _NoSecureLink(SSLError):
    """The handshake failed, so nothing was said. Later the same trouble leaves a doubt."""

    def __init__(self, error: ssl.SSLError) -> None:
        super().__init__(error)
        days = getattr(error, "verify_code", 0) in CERTIFICATE_DATES
        self.outcome = (NoTrustByDate if days else NoTrust)(_reason(error))


class _Handshake(HTTPSConnection):
    """Tells a secure link that never came about from one that broke with something said."""

    def connect(self) -> None:
        """Connect, through the proxy where there is one, and shake hands."""
        try:
            super().connect()
        except (TimeoutError, ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
            raise NewConnectionError(self, type(error).__name__) from error
        except ssl.SSLError as error:
            raise _NoSecureLink(error) from error


class _HandshakePool(HTTPSConnectionPool):
    ConnectionCls = _Handshake


_POOLS = {"http": HTTPConnectionPool, "https": _HandshakePool}


def _proxies(line: Line, url: str) -> dict[str, str]:
    """The proxy for this address by scheme, with the login that was typed here written into it."""
    if line.proxy is ProxyKind.NONE:
        return {}
    if line.proxy is ProxyKind.MANUAL:
        found = line.address
    else:  # of what the system says, the one for this address alone: "no_proxy" is among it, and so is ftp's
        found = requests.utils.select_proxy(url, requests.utils.get_environ_proxies(url)) or ""
    return {urlsplit(url).scheme: _with_login(found, line)} if found else {}


def _with_login(proxy: str, line: Line) -> str:
    """`host:8080` with a name becomes `http://name:password@host:8080`; a login that is there already stays."""
    scheme, parted, rest = proxy.rpartition("://")
    address = f"{scheme}://" if parted else "http://"
    if not line.user or "@" in rest:
        return address + rest
    return f"{address}{quote(line.user, safe='')}:{quote(line.password, safe='')}@{rest}"


def proxy_fault(proxy: str) -> bool:
    """Whether a proxy's address is none; without a scheme it is taken for http. No address holds a space."""
    if any(sign.isspace() for sign in proxy):
        return True
    try:
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return True
    return parts.scheme not in {"http", "https"} or not parts.hostname


def address_fault(url: str, *, plain_http: bool = False) -> str:
    """The code of what is wrong with a portal's address, "" where nothing is. Plain http is for loopback."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return "url.malformed"
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "url.malformed"
    if parts.scheme == "http" and not (plain_http or _is_loopback(url)):
        return "url.not_https"
    return ""


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _broken(error: requests.RequestException) -> Outcome:
    """No whole head of an answer came. Only where no connection came about is it known that nothing left."""
    cause = getattr(error.args[0] if error.args else None, "reason", None)
    if isinstance(cause, _NoSecureLink):
        return cause.outcome
    if isinstance(error, requests.exceptions.ProxyError):
        asked = re.search(r"Tunnel connection failed: 407\b", str(error))
        return ProxyLogin() if asked else Unreachable(_reason(error))
    if isinstance(error, requests.exceptions.ConnectTimeout) or isinstance(cause, NewConnectionError):
        return Unreachable(_reason(error))
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
        return LocalFault("url.malformed")
    return Unsure(_reason(error))


def _reason(error: Exception) -> str:
    return type(error).__name__


def _read(request: Request, response: requests.Response) -> Outcome:
    body: bytes | None
    down = 0
    try:
        body, down = _body(request, response)
    except (HTTPError, OSError, wire.WireError):
        body = None
    outcome = judge(request, response.status_code, response.headers, body)
    return replace(outcome, down=down) if isinstance(outcome, Answered) else outcome


def judge(request: Request, status: int, headers: Mapping[str, str], body: bytes | None) -> Outcome:
    """What an HTTP answer comes to; `body` is None where it was cut. Header names in any case."""
    if status == requests.codes.proxy_authentication_required:
        return ProxyLogin()
    if 300 <= status < 400 or status == requests.codes.network_authentication_required:
        return NotThePortal(f"status {status}")
    if status in {requests.codes.too_many_requests, requests.codes.service_unavailable}:
        return Busy(_retry_after(headers))
    if request.expects_offset and headers.get(wire.NONCE_HEADER) == request.nonce and status < 300:
        return _offset(headers)
    if body is None:
        return Unsure("cut")
    media = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media == wire.ANSWER_TYPE and status == requests.codes.ok and not request.expects_offset:
        return _answer(request, body)
    if media == wire.PROBLEM_TYPE or (request.method == "HEAD" and status >= 400):
        return _problem(request, status, headers, body)
    if status == requests.codes.request_entity_too_large and request.call == "envelopes":
        return RefusedByPortal(
            "gateway.too_large", status
        )  # before a portal stands what takes less than it does
    return Unsure(f"status {status}") if status >= 500 else NotThePortal(f"{status} {media}")


def _body(request: Request, response: requests.Response) -> tuple[bytes, int]:
    """(the whole body within limits, bytes as they came); a cut one raises, by its Content-Length."""
    pieces, room = [], MAX_ANSWER
    while piece := response.raw.read(READ_AT_ONCE, decode_content=False):
        room -= len(piece)
        if room < 0:
            raise wire.WireError("answer.too_large", limit=MAX_ANSWER)
        pieces.append(piece)
    body = b"".join(pieces)
    coding = response.headers.get("Content-Encoding", "identity")
    if coding in {"zstd", foreseen.CODING}:
        against = b"" if coding == "zstd" else foreseen.leaves(request.body, request.portal)
        return wire.decompress(body, MAX_ANSWER_UNPACKED, "answer", against), len(body)
    return body, len(body)


def _answer(request: Request, body: bytes) -> Outcome:
    try:
        signer = _self_named(body) if request.signer is None else request.signer
        head_jws, head, lines = signing.open_answer(body, signer)
    except wire.WireError as error:
        return Unsure(error.code)
    except signing.BadSignature:
        # The portal was greeted before: bytes that changed on the way leave a doubt, a stranger's hello
        # does not.
        return NotThePortal("signature") if request.call == "hello" else Unsure("signature")
    if (head.nonce, head.call) != (request.nonce, request.call):
        return NotThePortal("nonce")
    return Answered(head_jws, head, lines)


def _self_named(body: bytes) -> str:
    """The key that a hello names, where none is pinned yet."""
    _, lines = wire.unpack_answer(body)
    return str(wire.parse_object(lines[0] if lines else b"").get("signing_key", ""))


def _offset(headers: Mapping[str, str]) -> Outcome:
    found = headers.get("Upload-Offset", "")
    if not found.isascii() or not found.isdigit():
        return NotThePortal("no Upload-Offset")
    return Offset(int(found))


def _problem(request: Request, status: int, headers: Mapping[str, str], body: bytes) -> Outcome:
    """A problem document of ours, or a bare status where HEAD allows no body."""
    if request.method == "HEAD":
        if headers.get(wire.NONCE_HEADER) != request.nonce:
            return NotThePortal(f"status {status}")
        problem: dict[str, Any] = {}
        code = f"status.{status}"
    else:
        try:
            problem = msgspec.json.decode(body, type=dict[str, Any])
        except msgspec.DecodeError:
            return Unsure("problem")
        code = str(problem.get("type", ""))
        if not code.startswith(wire.PROBLEM_BASE):
            return NotThePortal(f"status {status}")
        code = code.removeprefix(wire.PROBLEM_BASE)
    if status == requests.codes.unauthorized:
        return Login()
    if status == requests.codes.upgrade_required:
        return TooOld()
    if status in {requests.codes.not_found, requests.codes.gone} and request.expects_offset:
        return Offset(-1)
    if status >= 500:
        return Unsure(code)
    return RefusedByPortal(code, status, problem.get("facts", {}))


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds by Retry-After; one that names a time is counted from the answer's own Date, never from our clock."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        ahead = parsedate_to_datetime(text) - parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):  # unsaid, no date, or one with a zone and one without
        return None
    return max(0.0, ahead.total_seconds())
