"""Whoosh's own files, with a checksum at their end, since Whoosh unpickles what they hold.

The checksum detects what a disk has changed; of a file that somebody has put there, such as a stranger's backup,
nothing but segments is unpickled.
"""

from __future__ import annotations

import io
import pickle
import struct
import zlib
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from catalogue.search.port import IndexDamaged
from catalogue.search.whoosh_engine.segments.codec import ArraySegment

_SEAL = struct.Struct("<8sI")
_MAGIC = b"CATSEAL1"


class SealedStorage(FileStorage):  # type: ignore[misc]
    """A folder in which a file gets its final name together with its checksum, and is read only if the checksum
    matches.

    Stock Whoosh reads the same files; it ignores what follows the contents it knows.
    """

    def __init__(self, directory: Path) -> None:
        super().__init__(str(directory))

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Append the checksum, then rename."""
        path = Path(self.folder, oldname)
        checksum = zlib.crc32(path.read_bytes())
        with path.open("ab") as file:
            file.write(_SEAL.pack(_MAGIC, checksum))
        super().rename_file(oldname, newname, safe)

    def open_file(self, name: str, **_: Any) -> StructFile:
        """Return what was written. Raise ``IndexDamaged`` if it was changed, ``OSError`` if it cannot be read."""
        content = Path(self.folder, name).read_bytes()
        written, seal = content[: -_SEAL.size], content[-_SEAL.size :]
        if seal != _SEAL.pack(_MAGIC, zlib.crc32(written)):
            raise IndexDamaged(f"{name} does not match its checksum")
        return _SealedFile(io.BytesIO(written), name=name)


class _SealedFile(StructFile):  # type: ignore[misc]
    def read_pickle(self) -> Any:
        return _OnlySegments(self.file).load()


class _OnlySegments(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        if (module, name) != (ArraySegment.__module__, ArraySegment.__qualname__):
            raise IndexDamaged(f"{module}.{name} is nothing that an index holds")
        return ArraySegment
