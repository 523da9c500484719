"""Web addresses: which are usable, and when two are the same page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
NO_ADDRESS = SplitResult("", "", "", "", "")

# Parameters that say where a visitor came from, never which page this is.
_TRACKING = re.compile(
    r"(utm_\w+|hsa_\w+|pk_\w+|mtm_\w+|fbclid|gclid|gclsrc|wickedid|_openstat|vero_id|oly_enc_id|oly_anon_id|dclid|gbraid|wbraid|msclkid|yclid|twclid|li_fat_id|igshid|mkt_tok"
    r"|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi)(=|$)",
    re.IGNORECASE,
)
_VISIT = re.compile(r"(phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|sid|sessid|session_?id)(=|$)", re.IGNORECASE)
_VISIT_IN_PATH = re.compile(r";(jsessionid|phpsessid|sid)=[^;/]*", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,24}(?=[:/?#]|$)", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f<>\"\ud800-\udfff]")


def address_parts(address: str) -> SplitResult:
    """Return the parts of an address; empty ones of what is none, such as ``https://[`` or one with port 99999."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # reading it is what checks it
    except ValueError:
        return NO_ADDRESS
    return parts


def is_web_address(url: str) -> bool:
    """Say whether this is an absolute http or https address with a host and, if it names a port, a possible one."""
    if _UNPRINTABLE.search(url):
        return False
    parts = address_parts(url)
    return parts.scheme in DEFAULT_PORTS and bool(parts.hostname)


def with_scheme(address: str) -> str:
    """Return a web address that may lack its scheme ("www.academy.example/courses") in full; empty for what is none."""
    address = address.strip()
    if is_web_address(address):
        return address
    return f"http://{address}" if _BARE_HOST.match(address) and is_web_address(f"http://{address}") else ""


def without_tracking(url: str) -> str:
    """Return the address unchanged but for parameters that say where a visitor came from; its fragment stays."""
    address, hash_mark, fragment = url.strip().partition("#")
    path, question_mark, query = address.partition("?")
    pairs = query.split("&")
    remaining = [pair for pair in pairs if not _TRACKING.match(pair)]
    if len(remaining) == len(pairs):
        return url.strip()
    return f"{path}{question_mark if remaining else ''}{'&'.join(remaining)}{hash_mark}{fragment}"


@lru_cache(maxsize=8192)
def canonical_url(url: str) -> str:
    """Return one spelling for all addresses of a page; text that is no web address is only stripped.

    Host in lower case, no default port, no fragment, no tracking parameters; the others keep their order (RFC 3986
    section 6.2, without the steps that guess about paths).
    """
    url = url.strip()
    parts = address_parts(url)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return url
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair))
    return urlunsplit((parts.scheme, _host(parts), parts.path or "/", query, ""))


def page_key(url: str) -> str:
    """Return what a crawl knows a page by: its canonical address without session ids (``;jsessionid=``, ``PHPSESSID``).

    Use it only for telling pages apart: the address itself may need what is left out here.
    """
    parts = address_parts(canonical_url(url))
    if parts is NO_ADDRESS:
        return url
    query = "&".join(pair for pair in parts.query.split("&") if not _VISIT.match(pair))
    return urlunsplit((parts.scheme, parts.netloc, _VISIT_IN_PATH.sub("", parts.path), query, ""))


def site_host(url: str) -> str:
    """Return what a site is known by: its host without ``www.``, and its port if it is none of the usual ones.

    ``http`` and ``https`` are one site. Empty for what is no address.
    """
    parts = address_parts(url)
    port = "" if parts.port in (None, *DEFAULT_PORTS.values()) else f":{parts.port}"
    return f"{_site(url)}{port}"


def page_on_site(url: str) -> str:
    """Return ``page_key`` for telling the pages of one site apart, whichever of its spellings a link has."""
    parts = address_parts(page_key(url))
    if parts.scheme not in DEFAULT_PORTS:
        return page_key(url)
    return urlunsplit(("https", site_host(url), parts.path, parts.query, ""))


def host_of(url: str) -> str:
    """Return the host of an address in lower case, without its port; empty for what is no address."""
    return address_parts(url).hostname or ""


def same_site(one: str, other: str) -> bool:
    """Say whether two addresses are of one site: the same host, or one below the other (``www.`` does not count)."""
    first, second = _site(one), _site(other)
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def _site(url: str) -> str:
    return host_of(url).removeprefix("www.")


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").lower()
    host = f"[{name}]" if ":" in name else name
    user, at, _ = parts.netloc.rpartition("@")
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{user}{at}{host}{port}"
