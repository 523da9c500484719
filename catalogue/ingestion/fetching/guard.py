"""Which addresses may be fetched: http and https on usual ports, and never anything inside a private network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import IPPROTO_TCP, gaierror, getaddrinfo
from urllib.parse import SplitResult, urlsplit

from catalogue.ingestion.fetching.errors import FetchFailed, FetchRefused
from catalogue.ingestion.fetching.policy import FetchPolicy

PORTS = frozenset({80, 443, 8080, 8443})
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
Resolver = Callable[[str, int], Iterable[str]]


def check_url(url: str, policy: FetchPolicy) -> SplitResult:
    """The parts of an address that may be asked for. Raises ``FetchRefused`` for one that may not."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise FetchRefused("host", f"{url!r} is not an address; write one such as https://www.example.org/.") from None
    if parts.scheme not in ("http", "https"):
        raise FetchRefused("scheme", f"{_shown(parts)} was not fetched: only http and https addresses are.")
    if not parts.hostname:
        raise FetchRefused("host", f"{url!r} names no host; write an address such as https://www.example.org/.")
    if parts.username or parts.password:
        raise FetchRefused(
            "credentials", f"{_shown(parts)} was not fetched: take the user name and password out of it."
        )
    if port not in PORTS and parts.hostname not in policy.routes:
        raise FetchRefused("port", f"{_shown(parts)} was not fetched: port {port} is not one that web pages use.")
    return parts


def safe_addresses(host: str, port: int, resolve: Resolver) -> list[str]:
    """The addresses behind a host name. Raises ``FetchRefused`` if any of them is not on the public internet."""
    try:
        found = list(dict.fromkeys(resolve(host, port)))
    except (gaierror, UnicodeError):
        raise FetchFailed("connection", f"{host} was not found; check the address for a typing error.") from None
    inside = [address for address in found if not is_public(address)]
    if inside or not found:
        raise FetchRefused("address", f"{host} was not fetched: it leads into a private network ({', '.join(inside)}).")
    return found


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, looking through addresses that carry another one."""
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if carried := _carried(ip):
            return is_public(str(carried))
        if any(ip in network for network in NAT64) or ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def system_addresses(host: str, port: int) -> list[str]:
    """What the system's resolver says."""
    return [str(entry[4][0]) for entry in getaddrinfo(host, port, proto=IPPROTO_TCP)]


def _carried(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside a mapped, 6to4 or Teredo one."""
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _shown(parts: SplitResult) -> str:
    """The address without the credentials it may hold."""
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"
