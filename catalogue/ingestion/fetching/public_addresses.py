"""Which IP addresses a partner's site can stand at: unicast, on the public internet, and for no special purpose.

``ipaddress.is_global`` answers differently from one Python to the next (3.11.4 lets 192.0.0.8 and 3fff::1 pass, newer
ones do not), so IANA's tables are held here, in ``special_purpose.tsv``. Every block in them is refused, whether it is
called globally reachable or not: what is (anycast relays, NAT64, AS112) forwards or answers for a protocol, and is
nobody's web site.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that IANA has given out for IPv6 hosts (RFC 4291, 2.4): IPv4-compatible, site-local and multicast lie outside."""
MULTICAST = IPv4Network("224.0.0.0/4")
ISATAP_BITS = frozenset({0x00005EFE, 0x02005EFE})
"""The upper half of an interface identifier whose lower half is an IPv4 address to tunnel to (RFC 5214, 6.1)."""


def is_public(address: str) -> bool:
    """Say whether a site may be asked at this IP address. Raise ``ValueError`` for text that is none."""
    ip = ip_address(address)
    return _is_public_ipv4(ip) if isinstance(ip, IPv4Address) else _is_public_ipv6(ip)


@cache
def special_purpose() -> tuple[IPv4Network | IPv6Network, ...]:
    """Return the blocks of IANA's two tables."""
    lines = (files(__package__) / "special_purpose.tsv").read_text("utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")][1:]
    return tuple(ip_network(row.partition("\t")[0]) for row in rows)


def _is_public_ipv4(ip: IPv4Address) -> bool:
    return ip.is_global and ip not in MULTICAST and not _has_special_purpose(ip)


def _is_public_ipv6(ip: IPv6Address) -> bool:
    """Say whether the address is public; one that needs a zone to be reached is on a network of ours."""
    if ip.scope_id is not None or ip not in GLOBAL_UNICAST or _is_isatap(ip):
        return False
    return ip.is_global and not _has_special_purpose(ip)


def _has_special_purpose(ip: IPv4Address | IPv6Address) -> bool:
    return any(ip in block for block in special_purpose())


def _is_isatap(ip: IPv6Address) -> bool:
    return int(ip) >> 32 & 0xFFFFFFFF in ISATAP_BITS
