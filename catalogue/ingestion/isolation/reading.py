"""Which documents are read apart, and the message for one that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Found, Importer, Page, Unreadable
from catalogue.ingestion.isolation.reader import READER_MEMORY_BYTES, ReaderLost
from catalogue.ingestion.isolation.readers import start_job

MAX_BYTES_READ_IN_PROCESS = 1_000_000
"""Any larger document is read apart: parsers need forty bytes of memory for one of the document."""
MAX_SECONDS_PER_DOCUMENT = 60.0
MIN_SECONDS_PER_DOCUMENT = 1.0


def needs_isolation(importer: Importer, page: Page) -> bool:
    """Say whether the importer's parser must not meet this page in a process that does anything else."""
    apart: Callable[[Page], bool] | None = getattr(importer, "apart", None)
    return _module(importer) != "" and (
        len(page.content) > MAX_BYTES_READ_IN_PROCESS or (apart is not None and apart(page))
    )


def read_page(importer: Importer, page: Page, seconds: float = MAX_SECONDS_PER_DOCUMENT) -> Iterator[Found]:
    """Yield what ``importer.read`` yields. Raise ``Unreadable`` as it does, and for a page that kills its reader."""
    if needs_isolation(importer, page):
        return read_isolated(importer, "read", page, seconds=seconds)
    return importer.read(page)


def read_isolated(
    importer: Importer, function: str, page: Page, *arguments: Any, seconds: float = MAX_SECONDS_PER_DOCUMENT
) -> Iterator[Any]:
    """Yield all that a function of the importer's module finds in the page, or the one thing it returns.

    Raise ``Unreadable`` as it does, and for a page that takes too long or too much memory.
    """
    seconds = min(MAX_SECONDS_PER_DOCUMENT, max(MIN_SECONDS_PER_DOCUMENT, seconds))
    try:
        for answer in start_job(_module(importer), function, page, *arguments, seconds=seconds):
            yield from answer.found
            if answer.too_large:
                raise _limits_exceeded(page, seconds)
            if answer.unreadable:
                raise Unreadable(answer.unreadable)
    except ReaderLost:
        raise _limits_exceeded(page, seconds) from None


def call_isolated(module: str, function: str, *arguments: Any, seconds: float) -> Iterator[Any]:
    """Yield what a function of a module that needs no database yields, or the one thing it returns.

    Raise ``ReaderLost`` if that takes too long or too much memory.
    """
    for answer in start_job(module, function, *arguments, seconds=seconds):
        yield from answer.found
        if answer.too_large:
            raise ReaderLost("needed too much memory")


def _limits_exceeded(page: Page, seconds: float) -> Unreadable:
    lost = N_(
        "%(url)s cannot be read: its content is damaged, or needs more than %(seconds)s seconds or %(size)s MB of "
        "memory. Save it anew, or split it into smaller files."
    )
    size = READER_MEMORY_BYTES // 1_000_000
    return Unreadable(Message(lost, url=page.url, seconds=f"{seconds:.0f}", size=size))


def _module(importer: Importer) -> str:
    """Return the importer's module as a reader imports it; empty for an importer that is not a module."""
    return str(getattr(importer, "__name__", ""))
