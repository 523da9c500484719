"""Named numpy arrays in one file, read in place.

Layout: magic, length and CRC-32 of the header, the JSON header (``arrays``: name → dtype, count, offset from the first
array; ``meta``: anything JSON), then the arrays, each on a 64-byte boundary. Numbers are little-endian.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.search.port import IndexDamaged

Array = NDArray[Any]

_MAGIC = b"CATARR1\n"
_PREAMBLE = struct.Struct("<8sQI")
_ALIGN = 64


def write_arrays(path: Path, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
    """Write a file that ``ArrayFile`` reads; it is complete on disk when this returns."""
    listing: dict[str, dict[str, Any]] = {}
    offset = 0
    for name, array in arrays.items():
        listing[name] = {"dtype": array.dtype.str, "count": array.size, "at": offset, "crc": zlib.crc32(_raw(array))}
        offset = _aligned(offset + array.nbytes)
    header = json.dumps({"arrays": listing, "meta": dict(meta), "size": offset}).encode()
    with path.open("wb") as file:
        file.write(_PREAMBLE.pack(_MAGIC, len(header), zlib.crc32(header)) + header)
        file.write(bytes(_aligned(file.tell()) - file.tell()))
        for array in arrays.values():
            file.write(_raw(array))
            file.write(bytes(_aligned(file.tell()) - file.tell()))


class ArrayFile:
    """A mapped file of arrays. Raises ``IndexDamaged`` if it is not what was written, ``OSError`` if it is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            start = file.read(_PREAMBLE.size)
            if len(start) < _PREAMBLE.size:
                raise IndexDamaged(f"{path.name} is cut short")
            magic, length, checksum = _PREAMBLE.unpack(start)
            header = file.read(min(length, 1 << 26))
            if magic != _MAGIC or zlib.crc32(header) != checksum:
                raise IndexDamaged(f"{path.name} does not begin as an index file does")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        listing = json.loads(header)
        self._start = _aligned(_PREAMBLE.size + length)
        if len(self._map) < self._start + listing["size"]:
            raise IndexDamaged(f"{path.name} is cut short")
        self._listing: dict[str, dict[str, Any]] = listing["arrays"]
        self.meta: dict[str, Any] = listing["meta"]

    def __contains__(self, name: str) -> bool:
        return name in self._listing

    def __getitem__(self, name: str) -> Array:
        entry = self._listing[name]
        return np.frombuffer(self._map, entry["dtype"], entry["count"], self._start + entry["at"])

    def problems(self) -> list[str]:
        """The arrays whose content is no longer what was written."""
        return [
            f"{self.path.name}: {name} does not match its checksum"
            for name, entry in self._listing.items()
            if zlib.crc32(_raw(self[name])) != entry["crc"]
        ]


def _raw(array: Array) -> memoryview:
    return np.ascontiguousarray(array).data.cast("B") if array.size else memoryview(b"")


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN
