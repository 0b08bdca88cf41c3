"""Connections to public addresses alone: a name is looked up once, judged, and the very address that was judged is connected to.

A name that means a public address when it is judged and a private one a moment later (DNS rebinding) leads nowhere.
"""

import ipaddress
import socket
from urllib.request import getproxies

import httpx

from lagebild.errors import InputError


class Refused(InputError):
    """An address is not fetched: it is private, or the site does not want it."""


def addresses(host: str, port: int) -> list[str]:
    """The addresses behind a name, all of them public.

    Raises:
        Refused: one of them is private or local.
        InputError: the name is not known.
    """
    try:
        found = list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    except (OSError, UnicodeError) as error:
        raise InputError(f"{host} is not known: {error}") from error
    if not found or not all(is_public(a) for a in found):
        raise Refused(f"{host}: private and local addresses are not fetched; --private allows it")
    return found


def is_public(address: str) -> bool:
    """Whether an address is one of the open net, also where one kind of address is wrapped in another."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Pinned(httpx.BaseTransport):
    """Sends requests to the addresses that were judged; certificates are checked for the name. No connection is kept for another name."""

    def __init__(self) -> None:
        self.inner = httpx.HTTPTransport(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, to the first address that answers."""
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        failed: httpx.ConnectError | None = None
        for address in addresses(host, port):
            try:
                return self.inner.handle_request(_to(request, address, host))
            except httpx.ConnectError as error:
                failed = error
        raise failed or httpx.ConnectError(f"{host} cannot be reached", request=request)

    def close(self) -> None:
        """Let go of connections."""
        self.inner.close()


def _to(request: httpx.Request, address: str, host: str) -> httpx.Request:
    known = {**request.extensions, "sni_hostname": host}
    return httpx.Request(request.method, request.url.copy_with(host=address), headers=request.headers, stream=request.stream, extensions=known)


def client(private: bool = False, **options: object) -> httpx.Client:
    """A client that reaches public addresses alone, unless private ones are allowed; behind a proxy of the system the proxy decides."""
    settled: dict[str, object] = {"follow_redirects": False, "trust_env": not private, **options}
    if not private and not getproxies():
        settled["transport"] = Pinned()
    return httpx.Client(**settled)  # type: ignore[arg-type]
