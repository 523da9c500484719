"""Which addresses may be fetched: http and https on usual ports, and never anything inside a private network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from socket import EAI_AGAIN, IPPROTO_TCP, gaierror, getaddrinfo

import httpx2

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.fetching.errors import FetchFailed, FetchRefused
from catalogue.ingestion.fetching.policy import FetchPolicy
from catalogue.ingestion.fetching.public_addresses import is_public

ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
CREDENTIALS = re.compile(r"//[^/?#]*@")
Resolver = Callable[[str, int], Iterable[str]]


def check_url(url: str, policy: FetchPolicy) -> httpx2.URL:
    """Return an address that may be requested, parsed as httpx2 does. Raise ``FetchRefused`` for one that may not."""
    try:
        parts = httpx2.URL(url)
        host = parts.host  # shows xn-- names in their own letters, unless they mean none
        if host.startswith("xn--"):
            raise ValueError(host)
    except (httpx2.InvalidURL, ValueError):
        raise _refused("host", N_("%(url)s is no address; write one such as https://www.example.org/."), url) from None
    if parts.scheme not in ("http", "https"):
        raise _refused("scheme", N_("%(url)s was not fetched: give an http or https address."), url)
    if not host:
        raise _refused("host", N_("%(url)s names no host; write an address such as https://www.example.org/."), url)
    if parts.userinfo:
        secret = N_("%(url)s was not fetched: take the user name and password out of it.")
        raise _refused("credentials", secret, url)
    if parts.port is not None and parts.port not in ALLOWED_PORTS and host not in policy.routes:
        ports = ", ".join(map(str, sorted(ALLOWED_PORTS)))
        unusual = N_("%(url)s was not fetched: port %(port)s is not one of %(ports)s.")
        raise _refused("port", unusual, url, port=parts.port, ports=ports)
    return parts


def safe_addresses(host: str, port: int, resolve: Resolver) -> list[str]:
    """Return the IP addresses of a host name.

    Raise ``FetchRefused`` if any of them is not on the public internet, ``FetchFailed`` if there is no such host.
    """
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


def system_addresses(host: str, port: int) -> list[str]:
    """Return the IP addresses that the system's resolver gives."""
    return [str(entry[4][0]) for entry in getaddrinfo(host, port, proto=IPPROTO_TCP)]


def _refused(code: str, text: str, url: str, **values: object) -> FetchRefused:
    return FetchRefused(code, Message(text, url=_shown(url), **values))


def _shown(url: str) -> str:
    """Return the address for a message: without the credentials it may hold, and not longer than a line or two."""
    return repr(CREDENTIALS.sub("//", url)[:200])
