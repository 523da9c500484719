"""Which texts each parser is tried with, the same for the same seed; how many is the caller's choice."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from catalogue.ingestion.contract import Page
from catalogue.ingestion.registry import NoImporter, choose
from tests.growth.costs import SIZES, growth
from tests.growth.inputs import Shape, generic_shapes, shapes_of, within
from tests.growth.parsers import Parser, field_parsers, importer_parsers, search_parsers, text_parsers
from tests.importers.mutation import documents

DOCUMENT_SIZES = (4_000, 16_000, 64_000)
"""What is added to a recorded document has to outweigh it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A parser and a text that grows."""

    parser: Parser
    shape: Shape
    sizes: tuple[int, ...] = SIZES

    def fault(self) -> str:
        """Return what is wrong, for people: which parser costs how much more for which text; empty if nothing."""
        times = growth(self.parser.call, self.shape.text, self.sizes)
        shown = f"{self.shape.head[-40:]!r} + {self.shape.unit!r} × n + {self.shape.tail[:40]!r}"
        return f"{self.parser.name} costs {times:.0f} times as much for 4 times {shown}" if times > 1 else ""


def text_trials(each: int, seed: int = 0) -> Iterator[Trial]:
    """Yield for each function so many texts: first such as its own regular expressions repeat, then any."""
    for parser in (*search_parsers(), *text_parsers()):
        own = _some(shapes_of(parser.module), each - each // 3, f"{parser.name} {seed}")
        for shape in [*own, *_some(list(generic_shapes()), each - len(own), f"{parser.name} {seed}")]:
            yield Trial(parser, shape)


def field_trials(each: int, seed: int = 0) -> Iterator[Trial]:
    """Yield for each field of a draft so many texts, such as any rule of the domain may stumble over."""
    modules = {parser.module.__name__: parser.module for parser in text_parsers()}
    rules = list(dict.fromkeys(chain.from_iterable(map(shapes_of, modules.values()))))
    for parser in field_parsers():
        shapes = [*_some(list(generic_shapes()), each // 2, f"{parser.name} {seed}")]
        for shape in [*shapes, *_some(rules, each - len(shapes), f"{parser.name} {seed}")]:
            yield Trial(parser, shape)


def document_trials(each: int, seed: int = 0) -> Iterator[Trial]:
    """Yield for each recorded document so many places in it where something is repeated, read by its importer."""
    parsers = {parser.name: parser for parser in importer_parsers()}
    modules = {parser.module.__name__: parser.module for parser in (*parsers.values(), *text_parsers())}
    shapes = list(generic_shapes()) + list(
        chain.from_iterable(shapes_of(module) for name, module in modules.items() if name.startswith("importers."))
    )
    for path in documents():
        text = path.read_bytes().decode("utf-8", "replace")
        try:
            key = choose(Page(url=f"https://academy.example/courses/{path.name}", content=text.encode())).key
        except NoImporter:
            continue
        rng = random.Random(f"{path.name} {seed}")
        for number in range(each):
            parser = parsers[f"{key}.{'detect' if number % 3 == 2 else 'read'}"]
            yield Trial(parser, within(text, shapes, rng), DOCUMENT_SIZES)


def faults_of(trials: Iterable[Trial]) -> Iterator[str]:
    """Yield what is wrong, trial by trial; empty where nothing is."""
    return (trial.fault() for trial in trials)


def _some(shapes: Sequence[Shape], count: int, seed: str) -> list[Shape]:
    return list(shapes) if count >= len(shapes) else random.Random(seed).sample(shapes, count)
