"""Files and folders as pages."""

from __future__ import annotations

import mimetypes
import os
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from catalogue.domain.text.messages import N_, Message, Text
from catalogue.ingestion.contract import Fault, Page, Unreadable

GZIP = b"\x1f\x8b"


def pages_of(path: Path, max_bytes: int) -> Iterator[Page | Fault]:
    """Return a page for the file, or for every file below the folder by name, hidden ones left out.

    Raises ``Unreadable`` at once if the path, or the only file, cannot be read; in a folder a bad file is a ``Fault``.
    """
    if not path.exists():
        raise Unreadable(_message(path, N_("%(file)s does not exist; check the name.")))
    if path.is_dir():
        return _folder(path, max_bytes)
    return iter([_page(path, max_bytes)])


def _folder(folder: Path, max_bytes: int) -> Iterator[Page | Fault]:
    closed: list[OSError] = []
    files = sorted(_visible(folder, closed))
    if not files and not closed:
        raise Unreadable(_message(folder, N_("%(file)s holds no files; put the course files into it.")))
    return chain((_fault(Path(error.filename), _not_readable(error)) for error in closed), _each(files, max_bytes))


def _visible(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """Yield files at any depth; folders that cannot be opened are added to ``closed``."""
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent) / name for name in names if not name.startswith("."))


def _each(files: list[Path], max_bytes: int) -> Iterator[Page | Fault]:
    for file in files:
        try:
            yield _page(file, max_bytes)
        except Unreadable as error:
            yield _fault(file, error.message)


def _fault(path: Path, message: Text) -> Fault:
    return Fault(where=str(path), message=message, url=path.absolute().as_uri(), truncates=True)


def _message(path: Path, text: str, **values: object) -> Message:
    return Message(text, file=str(path), **values)


def _not_readable(error: OSError) -> Message:
    closed = N_("%(file)s cannot be read: %(reason)s; check its name and permissions.")
    return Message(closed, file=str(error.filename), reason=str(error.strerror))


def _page(file: Path, max_bytes: int) -> Page:
    content = _content(file, max_bytes)
    if not content.strip():
        raise Unreadable(_message(file, N_("%(file)s is empty; nothing was imported.")))
    name = file.name.removesuffix(".gz")
    return Page(url=file.resolve().as_uri(), content=content, media_type=mimetypes.guess_type(name)[0])


def _content(file: Path, max_bytes: int) -> bytes:
    try:
        if not file.is_file():
            raise Unreadable(_message(file, N_("%(file)s is no ordinary file; give a file or a folder of files.")))
        if file.stat().st_size > max_bytes:
            raise _too_large(file, max_bytes)
        content = file.read_bytes()
    except OSError as error:
        raise Unreadable(_not_readable(error)) from None
    return _unpacked(file, content, max_bytes) if content.startswith(GZIP) else content


def _unpacked(file: Path, packed: bytes, max_bytes: int) -> bytes:
    """Return the content of every member of a gzip file (RFC 1952 section 2.2), with at most the limit in memory."""
    parts: list[bytes] = []
    left = max_bytes
    while packed.startswith(GZIP):
        inflater = zlib.decompressobj(wbits=31)
        try:
            parts.append(inflater.decompress(packed, left + 1))
        except zlib.error as error:
            damaged = N_("%(file)s is a gzip file that cannot be unpacked (%(reason)s); pack it again.")
            raise Unreadable(_message(file, damaged, reason=str(error))) from None
        left -= len(parts[-1])
        if left < 0:
            raise _too_large(file, max_bytes)
        if not inflater.eof:
            raise Unreadable(_message(file, N_("%(file)s is a gzip file that ends too early; pack it again.")))
        packed = inflater.unused_data
    return b"".join(parts)


def _too_large(file: Path, max_bytes: int) -> Unreadable:
    large = N_("%(file)s is larger than %(size)s MB unpacked; split it into parts, or raise CATALOGUE_FETCH_MAX_BYTES.")
    return Unreadable(_message(file, large, size=f"{max_bytes / 1_000_000:g}"))
