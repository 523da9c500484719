"""Files and folders as pages."""

from __future__ import annotations

import mimetypes
import zlib
from collections.abc import Iterator
from pathlib import Path

from catalogue.ingestion.contract import Fault, Page, Unreadable

GZIP = b"\x1f\x8b"


def pages_of(path: Path, max_bytes: int) -> Iterator[Page | Fault]:
    """A page for the file, or for every file below the folder.

    Raises ``Unreadable`` at once if the path, or the only file, cannot be read; in a folder a bad file is a ``Fault``.
    """
    if not path.exists():
        raise Unreadable(f"{path} does not exist; check the name.")
    if path.is_dir():
        return _folder(path, max_bytes)
    return iter([_page(path, max_bytes)])


def _folder(folder: Path, max_bytes: int) -> Iterator[Page | Fault]:
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not _hidden(file, folder)]
    if not files:
        raise Unreadable(f"{folder} holds no files; put the course files into it.")
    return _each(files, max_bytes)


def _each(files: list[Path], max_bytes: int) -> Iterator[Page | Fault]:
    for file in files:
        try:
            yield _page(file, max_bytes)
        except Unreadable as error:
            yield Fault(where=str(file), message=str(error), url=file.absolute().as_uri(), truncates=True)


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _page(file: Path, max_bytes: int) -> Page:
    content = _content(file, max_bytes)
    if not content.strip():
        raise Unreadable(f"{file} is empty; nothing was imported.")
    name = file.name.removesuffix(".gz")
    return Page(url=file.resolve().as_uri(), content=content, media_type=mimetypes.guess_type(name)[0])


def _content(file: Path, max_bytes: int) -> bytes:
    try:
        if file.stat().st_size > max_bytes:
            raise _too_large(file, max_bytes)
        content = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}.") from None
    return _unpacked(file, content, max_bytes) if content.startswith(GZIP) else content


def _unpacked(file: Path, packed: bytes, max_bytes: int) -> bytes:
    inflater = zlib.decompressobj(wbits=31)
    try:
        content = inflater.decompress(packed, max_bytes + 1)
    except zlib.error as error:
        raise Unreadable(f"{file} is a gzip file that cannot be unpacked ({error}); pack it again.") from None
    if len(content) > max_bytes:
        raise _too_large(file, max_bytes, " when unpacked")
    if not inflater.eof:
        raise Unreadable(f"{file} is a gzip file that ends too early; pack it again.")
    return content


def _too_large(file: Path, max_bytes: int, when: str = "") -> Unreadable:
    return Unreadable(
        f"{file} is larger than {max_bytes} bytes{when}; split it into parts, or raise CATALOGUE_FETCH_MAX_BYTES."
    )
