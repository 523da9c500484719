"""Which addresses may be fetched: http and https on usual ports, and never anything inside a private network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import EAI_AGAIN, IPPROTO_TCP, gaierror, getaddrinfo

import httpx

from catalogue.domain.messages import N_, Message
from catalogue.ingestion.fetching.errors import FetchFailed, FetchRefused
from catalogue.ingestion.fetching.policy import FetchPolicy

PORTS = frozenset({80, 443, 8080, 8443})
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
CREDENTIALS = re.compile(r"//[^/?#]*@")
Resolver = Callable[[str, int], Iterable[str]]


def check_url(url: str, policy: FetchPolicy) -> httpx.URL:
    """An address that may be asked for, read the way httpx will. Raises ``FetchRefused`` for one that may not."""
    try:
        parts = httpx.URL(url)
        host = parts.host  # decodes xn-- names, which can fail
    except (httpx.InvalidURL, ValueError):
        raise _refused("host", N_("%(url)s is no address; write one such as https://www.example.org/."), url) from None
    if parts.scheme not in ("http", "https"):
        raise _refused("scheme", N_("%(url)s was not fetched: give an http or https address."), url)
    if not host:
        raise _refused("host", N_("%(url)s names no host; write an address such as https://www.example.org/."), url)
    if parts.userinfo:
        secret = N_("%(url)s was not fetched: take the user name and password out of it.")
        raise _refused("credentials", secret, url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if port not in PORTS and host not in policy.routes:
        ports = ", ".join(map(str, sorted(PORTS)))
        unusual = N_("%(url)s was not fetched: port %(port)s is not one of %(ports)s.")
        raise _refused("port", unusual, url, port=port, ports=ports)
    return parts


def safe_addresses(host: str, port: int, resolve: Resolver) -> list[str]:
    """The addresses behind a host name. Raises ``FetchRefused`` if any of them is not on the public internet."""
    try:
        found = list(dict.fromkeys(resolve(host, port)))
    except (gaierror, UnicodeError) as error:
        code = "connection" if isinstance(error, gaierror) and error.errno == EAI_AGAIN else "dns"
        unknown = Message(N_("%(host)s was not found; check the address for a typing error."), host=host)
        raise FetchFailed(code, unknown) from None
    inside = [address for address in found if not is_public(address)]
    if inside:
        private = N_(
            "%(host)s was not fetched: it leads into a private network (%(addresses)s); "
            "give the address of a public site."
        )
        raise FetchRefused("address", Message(private, host=host, addresses=", ".join(inside)))
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


def _refused(code: str, text: str, url: str, **values: object) -> FetchRefused:
    return FetchRefused(code, Message(text, url=_shown(url), **values))


def _shown(url: str) -> str:
    """The address for a message: without the credentials it may hold, and not longer than a line or two."""
    return repr(CREDENTIALS.sub("//", url)[:200])
