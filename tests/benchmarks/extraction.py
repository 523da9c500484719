"""Reading schema.org out of pages beside extruct 0.18: how fast, and whether everything it finds is found.

``python -m tests.benchmarks.extraction`` reads the recorded pages and, where it is there, the shared data. Both sides
parse each page from its text and answer with the nodes of its JSON-LD and microdata, in one process, in turn. Files
that are JSON-LD from end to end, which extruct does not take, are put into a page and measured apart: there both
sides do little but parse JSON.
"""

from __future__ import annotations

import html
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from catalogue.ingestion.contract import Page
from catalogue.ingestion.documents import decode
from importers.markup.context import VOCABULARY
from importers.markup.html_tree import tree_of
from importers.markup.jsonld import Block, blocks_of
from importers.markup.microdata import items_in

TESTS = Path(__file__).parents[1]
SHARED = TESTS.parents[1] / "shared" / "data" / "jsonld"
ROUNDS, LEAST_RATIO = 25, 5.0
Names = Counter[tuple[str, str]]


def main() -> int:
    """Prints the ratios and every difference; 1 if pages are read less than five times as fast, or less is found."""
    pages, files = dict(recorded_pages(".html")), dict(recorded_pages(".json"))
    ratio = _compared("pages", pages)
    if files:
        _compared("files of JSON-LD", files)
    everything = pages | files
    missing = {name: lack for name, text in everything.items() if (lack := named(theirs(text)) - named(ours(text)))}
    further = sum((named(ours(text)) - named(theirs(text)) for text in everything.values()), Names())
    print(
        f"named items found here and not by extruct: {further.total()}; the other way round: {len(missing) or 'none'}"
    )
    for name, lacking in missing.items():
        print(f"{name}: found by extruct alone: {dict(lacking)}")
    return 0 if ratio >= LEAST_RATIO and not missing else 1


def _compared(what: str, pages: dict[str, str]) -> float:
    one, other = seconds(ours, pages), seconds(theirs, pages)
    size = sum(map(len, pages.values())) // 1000
    times = f"ours {one * 1000:.2f} ms, extruct {other * 1000:.2f} ms: {other / one:.1f} times"
    print(f"{len(pages)} {what}, {size} kB: {times}")
    return other / one


def recorded_pages(suffix: str) -> Iterator[tuple[str, str]]:
    """Every recorded page with schema.org; a file of JSON-LD is the only block of one."""
    for path in sorted([*TESTS.rglob("*.html"), *SHARED.glob("*")]):
        if path.suffix != suffix:
            continue
        text = decode(Page(url=path.as_uri(), content=path.read_bytes()))
        if path.suffix == ".json":
            text = f'<html><head><script type="application/ld+json">{text}</script></head><body></body></html>'
        if "schema.org" in text:
            yield path.name, text


def ours(text: str) -> list[Any]:
    """The nodes as the importer has them before it interprets them."""
    found = [block.value for block in blocks_of(text) if isinstance(block, Block)]
    if "itemscope" in text and (root := tree_of(text)) is not None:
        found += [node for _, node in items_in(root, "https://page.example/")]
    return found


def theirs(text: str) -> list[Any]:
    """What extruct answers; nothing where it fails on the whole page."""
    import extruct

    try:
        found = extruct.extract(
            text, base_url="https://page.example/", syntaxes=["json-ld", "microdata"], uniform=False
        )
    except ValueError:
        return []
    return [*found["json-ld"], *found["microdata"]]


def named(nodes: Any) -> Names:
    """How often each type with each name stands anywhere in the nodes: the same for both ways of writing them."""
    found: Names = Counter()
    waiting = [nodes]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            inner = value.get("properties") if isinstance(value.get("properties"), dict) else value
            for kind in _many(value.get("@type") or value.get("type")):
                for name in _many(inner.get("name")):
                    if isinstance(name, str) and isinstance(kind, str):
                        found[VOCABULARY.sub("", kind), " ".join(html.unescape(name).split())] += 1
            waiting.extend(inner.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return found


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def seconds(read: Callable[[str], list[Any]], pages: dict[str, str]) -> float:
    """The median of many rounds over all pages."""
    read(next(iter(pages.values())))  # what is loaded at first use does not count
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for text in pages.values():
            read(text)
        rounds.append(time.perf_counter() - began)
    return statistics.median(rounds)


if __name__ == "__main__":
    sys.exit(main())
