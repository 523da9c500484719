"""Damages recorded pages and feeds as networks, editors and attackers do, the same way for the same seed.

The campaign's ``mutated_pages`` reads a hundred thousand of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from catalogue.domain.text.messages import Message, Text
from catalogue.ingestion.contract import Fault, Page, Partial, Unreadable
from catalogue.ingestion.registry import discover, no_importer

HERE = Path(__file__).parent
SAMPLES = ("recorded/*/*", "recipe/pages/*.html", "partners/*/*.html")
SHARED = ("jsonld/*", "ical/*", "csv/*", "moochub/*.json", "xcri/mlo-test.xml", "xcri/pg-generic-1.2.xml", "lheo/ex*")
LARGEST = 400_000
SHARED_DATA = HERE.parents[1].parent / "shared" / "data"

Mutation = Callable[[bytes, random.Random], bytes]


def _span(content: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(content) + 1)
    return start, min(len(content), start + rng.choice((1, 4, 40, 400, 4000)))


def cut_off(content: bytes, rng: random.Random) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def without_a_part(content: bytes, rng: random.Random) -> bytes:
    start, end = _span(content, rng)
    return content[:start] + content[end:]


def with_a_part_again(content: bytes, rng: random.Random) -> bytes:
    start, end = _span(content, rng)
    return content[:end] + content[start:end] * rng.choice((1, 2, 50)) + content[end:]


def with_other_bytes(content: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(rng.choice((1, 3, 20))):
        if damaged:
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    return bytes(damaged)


def with_foreign_marks(content: bytes, rng: random.Random) -> bytes:
    """What means something to one of the parsers, where nothing of the kind is expected."""
    marks = (b"<", b">", b'"', b"{", b"}", b"[", b"]]>", b"&#x1f;", b"\x00", b"\xff\xfe", b"<!--", b"</script>", b",,")
    marks += (b"99999999999999999999", b"-1", b"null", b"<![CDATA[", b"\r\n ", b"END:VEVENT", b"\xed\xa0\x80")
    marks += (b"&", b"&nbsp;", b"&quot;", b"&#xD83D;", b"\x0b", b"//", b"/*", b"\\'", b"<!DOCTYPE a>", b"<!DOCTYPE a [")
    start, _ = _span(content, rng)
    return content[:start] + rng.choice(marks) * rng.choice((1, 1, 1, 300)) + content[start:]


def with_lines_swapped(content: bytes, rng: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    if len(lines) > 1:
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def in_another_encoding(content: bytes, rng: random.Random) -> bytes:
    return content.decode("utf-8", "replace").encode(rng.choice(("utf-16", "latin-1", "utf-32", "cp1250")), "replace")


MUTATIONS: tuple[Mutation, ...] = (
    cut_off,
    without_a_part,
    with_a_part_again,
    with_other_bytes,
    with_foreign_marks,
    with_lines_swapped,
    in_another_encoding,
)


def documents(shared: Path | None = None) -> list[Path]:
    """Recorded documents, and those of the shared data where it is there."""
    own = [path for pattern in SAMPLES for path in sorted(HERE.glob(pattern))]
    real = [path for pattern in SHARED for path in sorted(shared.glob(pattern))] if shared else []
    return [path for path in own + real if not path.name.endswith("expected.json") and path.stat().st_size < LARGEST]


def mutants(count: int, seed: int, shared: Path | None = None) -> Iterator[tuple[str, Page]]:
    """Damaged pages, each with a name by which it can be made again: document, seed and number."""
    found = [(path, path.read_bytes()) for path in documents(shared)]
    for number in range(count):
        rng = random.Random(f"{seed}-{number}")
        path, content = found[number % len(found)]
        for _ in range(rng.choice((1, 1, 2, 4))):
            content = rng.choice(MUTATIONS)(content, rng)[:LARGEST]
        yield (
            f"{path.name}, seed {seed}, number {number}",
            Page(url=f"https://academy.example/{path.name}", content=content),
        )


def is_for_all(message: Text) -> bool:
    """Whether it can be told in the language of whoever reads it."""
    return isinstance(message, Message)


def surest(page: Page) -> str:
    """The importer that would be chosen, empty if none; unlike there, an error while looking is raised."""
    rated = {key: importer.detect(page) for key, importer in discover().items()}
    key = min(rated, key=lambda key: (-rated[key], key))
    return key if rated[key] > 0 else ""


def read_mutant(page: Page, key: str) -> str:
    """What became of it: read, refused, or of no kind; any other error is raised, and what is for one reader only."""
    if not (chosen := surest(page) if key == "auto" else key):
        assert is_for_all(no_importer(page).message)
        return "of no kind"
    importer = discover()[chosen]
    try:
        for found in importer.read(page):
            assert not isinstance(found, Fault | Partial) or is_for_all(found.message), found
    except Unreadable as error:
        assert str(error) and is_for_all(error.message), error.message
        return "refused"
    return "read"
