"""Reading an answer's body under limits of size, unpacking what is packed piece by piece.

httpx2 would unpack a whole chunk at once, and several encodings one inside the other, before anyone could count.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

import httpx2

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.fetching.errors import FetchFailed
from catalogue.ingestion.fetching.policy import FetchPolicy

ACCEPTED_ENCODING = "gzip"
GZIP = b"\x1f\x8b"
GZIP_FORMAT = 31
"""zlib's ``wbits`` for gzip with its header and checksum."""
WBITS_BY_ENCODING = {"gzip": GZIP_FORMAT, "x-gzip": GZIP_FORMAT, "deflate": 15}
PIECE_BYTES = 65_536
MIN_SUSPICIOUS_BYTES = 1_000_000
"""Unpacked bytes below which the ratio is not checked: a short page of blanks is not an attack."""


def read_body(url: str, response: httpx2.Response, policy: FetchPolicy) -> bytes:
    """Return the body without its encoding. Raise ``FetchFailed``: too-large, bomb or encoding."""
    return _gathered(url, _decoded(url, response), lambda: response.num_bytes_downloaded, policy)


def unpack_file(url: str, packed: bytes, policy: FetchPolicy) -> bytes:
    """Return the content of a gzip file such as sitemap.xml.gz. Raise ``FetchFailed`` as ``read_body`` does."""
    return _gathered(url, inflated([packed], GZIP_FORMAT), lambda: len(packed), policy)


def inflated(packed: Iterable[bytes], wbits: int) -> Iterator[bytes]:
    """Yield unpacked pieces of at most ``PIECE_BYTES`` bytes. Raise ``zlib.error`` if the data is damaged or cut."""
    inflater, complete = zlib.decompressobj(wbits), True
    for chunk in packed:
        while chunk:
            if inflater.eof and not chunk.startswith(GZIP[:1]):
                return  # padding behind the last member, which gzip allows
            if inflater.eof:
                inflater = zlib.decompressobj(wbits)
            yield inflater.decompress(chunk, PIECE_BYTES)
            chunk = inflater.unconsumed_tail or inflater.unused_data
            complete = inflater.eof
    if not complete:
        yield inflater.flush()
        if not inflater.eof:
            raise zlib.error("the data is cut off")


def _decoded(url: str, response: httpx2.Response) -> Iterator[bytes]:
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return response.iter_raw()
    if encoding not in WBITS_BY_ENCODING:
        message = Message(
            N_("%(url)s sent its answer as “%(encoding)s”, which was not asked for."), url=url, encoding=encoding[:40]
        )
        raise FetchFailed("encoding", message)
    return inflated(response.iter_raw(), WBITS_BY_ENCODING[encoding])


def _gathered(url: str, pieces: Iterator[bytes], packed_size: Callable[[], int], policy: FetchPolicy) -> bytes:
    body = bytearray()
    try:
        for piece in pieces:
            body += piece
            _check_size(url, len(body), packed_size(), policy)
    except zlib.error:
        damaged = N_("%(url)s is compressed and damaged or cut off; ask its provider to publish it again.")
        raise FetchFailed("encoding", Message(damaged, url=url)) from None
    return bytes(body)


def _check_size(url: str, size: int, packed_size: int, policy: FetchPolicy) -> None:
    if max(size, packed_size) > policy.max_bytes:
        large = N_(
            "%(url)s is larger than %(bytes)s bytes unpacked; publish it in parts, or raise CATALOGUE_FETCH_MAX_BYTES."
        )
        raise FetchFailed("too-large", Message(large, url=url, bytes=policy.max_bytes))
    if size > MIN_SUSPICIOUS_BYTES and size > policy.max_ratio * packed_size:
        bomb = N_(
            "%(url)s unpacks to more than %(ratio)s times its size, as decompression bombs do; "
            "publish it without compression."
        )
        raise FetchFailed("bomb", Message(bomb, url=url, ratio=policy.max_ratio))
