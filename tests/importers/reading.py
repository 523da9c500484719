"""Pages as importers get them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from hypothesis import strategies as st

from catalogue.ingestion.contract import CourseDraft, Fault, Found, Link, Page
from catalogue.ingestion.local_files import pages_of
from importers.scaffolding.expected import said, shown


def page(content: str | bytes, url: str = "https://academy.example/courses/", **known: str) -> Page:
    """A page with this content."""
    return Page(url=url, content=content.encode() if isinstance(content, str) else content, **known)


def file_page(path: Path) -> Page:
    """A file as a page."""
    return next(one for one in pages_of(path, 50_000_000) if isinstance(one, Page))


def courses(found: Iterable[Found]) -> list[CourseDraft]:
    return [one for one in found if isinstance(one, CourseDraft)]


def faults(found: Iterable[Found]) -> list[Fault]:
    return [one for one in found if isinstance(one, Fault)]


def links(found: Iterable[Found]) -> list[str]:
    return [one.url for one in found if isinstance(one, Link)]


def mutations(content: bytes) -> st.SearchStrategy[bytes]:
    """The content cut off, with bytes changed, or with parts repeated."""
    size = len(content)
    cut = st.integers(0, size).map(lambda at: content[:at])
    flip = st.tuples(st.integers(0, size - 1), st.binary(min_size=1, max_size=3)).map(
        lambda change: content[: change[0]] + change[1] + content[change[0] + 1 :]
    )
    repeat = st.tuples(st.integers(0, size), st.integers(0, size)).map(
        lambda span: content[: max(span)] + content[min(span) :]
    )
    return st.one_of(cut, flip, repeat)


__all__ = ["courses", "faults", "file_page", "links", "mutations", "page", "said", "shown"]
Read = Callable[[Page], Iterable[Found]]
