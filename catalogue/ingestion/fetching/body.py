"""Reading an answer's body under limits of size and time, unpacking files that are gzip themselves."""

from __future__ import annotations

import time
import zlib

import httpx

from catalogue.ingestion.fetching.errors import FetchFailed
from catalogue.ingestion.fetching.policy import FetchPolicy

GZIP = b"\x1f\x8b"


def read_body(url: str, response: httpx.Response, policy: FetchPolicy, ends_at: float) -> bytes:
    """The decompressed body. Raises ``FetchFailed`` when it is too large or takes too long."""
    body = bytearray()
    for chunk in response.iter_bytes(65_536):
        body += chunk
        if len(body) > policy.max_bytes:
            raise too_large(url, policy.max_bytes)
        if time.monotonic() > ends_at:
            raise FetchFailed("timeout", f"{url} took longer than {policy.total_timeout:g} seconds; try again later.")
    return _unpacked(url, bytes(body), policy.max_bytes) if body.startswith(GZIP) else bytes(body)


def too_large(url: str, limit: int) -> FetchFailed:
    """The failure that names the limit and how to raise it."""
    return FetchFailed(
        "too-large",
        f"{url} is larger than {limit} bytes unpacked; publish it in parts, or raise CATALOGUE_FETCH_MAX_BYTES.",
    )


def _unpacked(url: str, packed: bytes, limit: int) -> bytes:
    """A file such as sitemap.xml.gz, unpacked up to the limit."""
    inflater = zlib.decompressobj(wbits=31)
    try:
        content = inflater.decompress(packed, limit + 1)
    except zlib.error:
        raise FetchFailed("encoding", f"{url} is a gzip file that cannot be unpacked.") from None
    if len(content) > limit:
        raise too_large(url, limit)
    return content
