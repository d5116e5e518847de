"""Sending to addresses outside that somebody typed in: to public ones alone, over TLS, and never for long.

The name is looked up once, every address it has is looked at, and the connection goes to one that was looked at: a
name that means another machine a moment later gains nothing. Redirects are not followed.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

SECONDS = 15
"""For the whole of it: connecting, sending, reading the answer."""
READ_MOST = 2_000
"""Bytes of an answer that are read; it is only shown."""
NOWHERE = (".example", ".invalid", ".test")
"""Names that are kept free for documents and tests (RFC 2606): nothing is looked up for them."""


class NotSent(Exception):
    """Nothing was answered. ``str()`` says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    said: str
    """The beginning of the answer."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether it is a machine of the internet: not this one, nor one of a network behind it, in whatever clothes."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _behind_nat64(address)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def _behind_nat64(address: IPv6Address) -> IPv4Address | None:
    number = int(address)
    return IPv4Address(number & 0xFFFFFFFF) if number >> 32 == 0x0064FF9B << 64 else None


def post(url: str, body: bytes, headers: Mapping[str, str], *, private: bool = False) -> Reply:
    """``private`` lets it go to this machine, to private networks, and without TLS: for development."""
    parts = urlsplit(url)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    if not host or not (is_tls or (private and parts.scheme == "http")):
        raise NotSent("The address does not begin with https://.")
    port = parts.port or (443 if is_tls else 80)
    target = _look_up(host, port, private=private)
    connection = _Pinned(host, port, target, is_tls=is_tls)
    watch = threading.Timer(SECONDS, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, dict(headers))
        answer = connection.getresponse()
        return Reply(answer.status, answer.read(READ_MOST).decode("utf-8", "replace"))
    except ssl.SSLCertVerificationError as error:
        raise NotSent(f"The certificate of {host} is not good: {error.verify_message}.") from error
    except TimeoutError as error:
        raise NotSent(f"{host} did not answer within {SECONDS} seconds.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        told = f"{host} did not answer within {SECONDS} seconds" if connection.is_cut else f"{host} cannot be reached"
        raise NotSent(f"{told} ({type(error).__name__}).") from error
    finally:
        watch.cancel()
        connection.close()


def _look_up(host: str, port: int, *, private: bool) -> str:
    """The address to connect to. Raises :class:`NotSent` unless all addresses of the name may be sent to."""
    if host.endswith(NOWHERE):
        raise NotSent(f"{host} is a name for examples: there is no such machine.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSent(f"There is no machine called {host}.") from error
    addresses = [str(each[4][0]).partition("%")[0] for each in found]
    if not private and not all(is_public(ip_address(each)) for each in addresses):
        raise NotSent(f"{host} is a machine inside a network; only machines of the internet are sent to.")
    return addresses[0]


class _Pinned(http.client.HTTPConnection):
    """Speaks to ``target`` under the name ``host``."""

    def __init__(self, host: str, port: int, target: str, *, is_tls: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self.target, self.is_tls, self.is_cut = target, is_tls, False
        self.line: socket.socket | None = None
        """The same as ``sock``, which the library lets go of while an answer is still read."""

    def connect(self) -> None:
        self.sock = self.line = socket.create_connection((self.target, self.port), self.timeout)
        if self.is_tls:
            context = ssl.create_default_context()
            tls = context.wrap_socket(self.line, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = self.line = tls
            tls.do_handshake()

    def cut(self) -> None:
        """End it from another thread: whoever waits for a byte waits no longer."""
        self.is_cut = True
        if self.line is not None:
            with suppress(OSError):  # it has ended by itself in this moment
                self.line.shutdown(socket.SHUT_RDWR)
