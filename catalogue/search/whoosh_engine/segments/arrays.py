"""Named numpy arrays in one file, mapped into memory and read in place.

Layout: magic, length and CRC-32 of the header, the JSON header (``arrays``: name → dtype, count, offset from the first
array, CRC-32; ``meta``: anything JSON), then the arrays, each on a 64-byte boundary. Numbers are little-endian.

An array is compared with its checksum when it is first read, so that changed bytes never enter a result, and nobody
waits for the checksums of arrays that no query needs.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.search.port import IndexDamaged
from catalogue.search.whoosh_engine.segments.disk_errors import writing_to_disk

Array = NDArray[Any]

_MAGIC = b"CATARR1\n"
_PREAMBLE = struct.Struct("<8sQI")
_ALIGNMENT_BYTES = 64
_MAX_HEADER_BYTES = 1 << 26


@writing_to_disk()
def write_arrays(path: Path, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
    """Write a file that ``ArrayFile`` reads; it is complete on disk when this returns."""
    listing: dict[str, dict[str, Any]] = {}
    offset = 0
    for name, array in arrays.items():
        listing[name] = {"dtype": array.dtype.str, "count": array.size, "at": offset, "crc": zlib.crc32(_raw(array))}
        offset = _aligned(offset + array.nbytes)
    header = json.dumps({"arrays": listing, "meta": dict(meta), "size": offset}).encode()
    try:
        _write(path, header, arrays.values())
    except OSError:
        path.unlink(missing_ok=True)  # half a file helps nobody on a full disk
        raise


def _write(path: Path, header: bytes, arrays: Iterable[Array]) -> None:
    with path.open("wb") as file:
        file.write(_PREAMBLE.pack(_MAGIC, len(header), zlib.crc32(header)) + header)
        file.write(bytes(_aligned(file.tell()) - file.tell()))
        for array in arrays:
            file.write(_raw(array))
            file.write(bytes(_aligned(file.tell()) - file.tell()))


class ArrayFile:
    """A mapped file of arrays. Opening it raises ``IndexDamaged`` if its header is not what was written, ``OSError`` if
    it is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            self._stamp = _stamp(os.fstat(file.fileno()))
            start = file.read(_PREAMBLE.size)
            if len(start) < _PREAMBLE.size:
                raise IndexDamaged(f"{path.name} is cut short")
            magic, length, checksum = _PREAMBLE.unpack(start)
            header = file.read(min(length, _MAX_HEADER_BYTES))
            if magic != _MAGIC or zlib.crc32(header) != checksum:
                raise IndexDamaged(f"{path.name} does not begin as an index file does")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        listing = json.loads(header)
        self._start = _aligned(_PREAMBLE.size + length)
        if len(self._map) < self._start + listing["size"]:
            raise IndexDamaged(f"{path.name} is cut short")
        self._listing: dict[str, dict[str, Any]] = listing["arrays"]
        self.meta: dict[str, Any] = listing["meta"]
        self._verified: dict[str, Array] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._listing

    def __getitem__(self, name: str) -> Array:
        """Return an array. Raise ``IndexDamaged`` if it is not what was written."""
        found = self._verified.get(name)
        if found is None:
            found = self.unchecked(name)
            if zlib.crc32(_raw(found)) != self._listing[name]["crc"]:
                raise IndexDamaged(f"{self.path.name}: {name} does not match its checksum")
            self._verified[name] = found
        return found

    def unchecked(self, name: str) -> Array:
        """Return an array without comparing its checksum, for arrays whose parts have checksums of their own."""
        entry = self._listing[name]
        return np.frombuffer(self._map, entry["dtype"], entry["count"], self._start + entry["at"])

    def unchanged(self) -> bool:
        """Return whether nobody has written to the file since it was opened; a file that was removed stays readable."""
        try:
            return _stamp(self.path.stat()) == self._stamp
        except OSError:
            return True

    def problems(self) -> list[str]:
        """Return a message for each array whose content is not what was written; reads all of them."""
        return [
            f"{self.path.name}: {name} does not match its checksum"
            for name, entry in self._listing.items()
            if zlib.crc32(_raw(self.unchecked(name))) != entry["crc"]
        ]


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _raw(array: Array) -> memoryview:
    return np.ascontiguousarray(array).data.cast("B") if array.size else memoryview(b"")


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT_BYTES) * _ALIGNMENT_BYTES
