"""One HTTP exchange, and what came of it: an `Outcome`, never a guess. The only file that speaks HTTP.

The system's own certificates are used, and its proxies unless one was typed here; the portal itself is
known by its pinned key. No redirect is followed. Time-outs are for stalls, not for the whole: a slow link
is no fault. Loopback goes past any proxy.
"""

from __future__ import annotations

import base64
import ipaddress
import re
import ssl
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.exceptions import (
    HTTPError,
    NameResolutionError,
    NewConnectionError,
)

from sync import foreseen, signing, wire
from sync.outbox_line import Line, ProxyKind
from sync.outcomes import (
    Answered,
    Busy,
    LocalFault,
    Login,
    NoTrust,
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
                data=request.body or None,
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

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        kwargs["ssl_context"] = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return super().proxy_manager_for(proxy, **kwargs)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002 - as requests calls it
        """Leave out the bundle that requests would add to the system's store."""
        conn.cert_reqs = "CERT_REQUIRED"


def _proxies(line: Line, url: str) -> dict[str, str]:
    """The proxies for this address by scheme, with the login that was typed here written into them."""
    if line.proxy is ProxyKind.NONE:
        return {}
    if line.proxy is ProxyKind.MANUAL:
        found = {"http": line.address, "https": line.address} if line.address else {}
    else:
        found = requests.utils.get_environ_proxies(url)
    return {scheme: _with_login(proxy, line) for scheme, proxy in found.items()}


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
    if isinstance(error, requests.exceptions.SSLError):
        return NoTrust(_reason(error))
    if isinstance(error, requests.exceptions.ProxyError):
        return ProxyLogin() if re.search(r"\b407\b", str(error)) else Unreachable(_reason(error))
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return Unreachable(_reason(error))
    cause = error.args[0] if error.args else None
    if isinstance(getattr(cause, "reason", None), NewConnectionError | NameResolutionError):
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
    """Seconds by Retry-After; its other form, a date, would need clocks that agree and counts as unsaid."""
    text = headers.get("Retry-After", "").strip()
    return float(text) if text.isascii() and text.isdigit() else None
