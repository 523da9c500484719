"""Pages as importers get them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from hypothesis import strategies as st

from catalogue.ingestion.contract import CourseDraft, Fault, Found, InstanceDraft, Link, Page, PlaceDraft, ProviderDraft
from catalogue.ingestion.local_files import pages_of


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


def said(draft, empty):
    """What a draft says beyond an empty one, parts included."""
    parts = {"place": PlaceDraft(), "provider": ProviderDraft()}
    found = {name: value for name, value in asdict(draft).items() if value != getattr(empty, name, None)}
    for name in parts.keys() & found.keys():
        found[name] = said(getattr(draft, name), parts[name])
    if "instances" in found:
        found["instances"] = [said(run, InstanceDraft()) for run in draft.instances]
    return found


def shown(found):
    """A find as the expected JSON beside a recorded page has it."""
    if isinstance(found, Link):
        known = {"known": said(found.known, CourseDraft(where=""))} if found.known else {}
        return {found.kind.value: found.url, **known}
    return {type(found).__name__: said(found, CourseDraft(where=""))}


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


Read = Callable[[Page], Iterable[Found]]
