"""Damaged pages and feeds: 100,000 of them, each read within a bound of processor time and of memory."""

from __future__ import annotations

import resource
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context

from catalogue.ingestion.registry import discover
from tests.campaign.figures import Figures
from tests.growth.costs import TooLong, ended_after
from tests.importers.mutation import SHARED_DATA, mutants, read_mutant

TRIES, BATCH = 100_000, 500
MAX_SECONDS, MAX_MEGABYTES = 5.0, 1_500
"""Of processor time for one page of at most 400 kB, and of address space for the process that reads it."""


@dataclass(slots=True)
class Outcome:
    """What became of a batch; ``wrong`` names each page that crashed its reader or took too much."""

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def run(share: float) -> Iterator[Figures]:
    """Read the pages by the importers that are chosen for them, and every third by any other."""
    count, total = max(20, round(TRIES * share)), Outcome()
    for seed, size in enumerate(_sizes(count)):
        batch = _in_a_process(size, seed)
        total.outcomes += batch.outcomes
        total.wrong += batch.wrong
        total.slowest = max(total.slowest, batch.slowest)
    yield Figures(
        trial="damaged pages",
        tried=count,
        lost=total.outcomes["crashed"],
        stopped=total.outcomes["took too much"] + total.outcomes["ended its process"],
        note="; ".join(
            [str(dict(total.outcomes)), f"slowest {total.slowest[0]:.2f} s ({total.slowest[1]})", *total.wrong[:20]]
        ),
    )


def _sizes(count: int) -> list[int]:
    return [min(BATCH, count - done) for done in range(0, count, BATCH)]


def _in_a_process(size: int, seed: int) -> Outcome:
    """A process of its own for each batch: one that dies takes no other with it."""
    with ProcessPoolExecutor(1, get_context("spawn"), _bound_memory) as process:
        try:
            return process.submit(read_batch, size, seed).result()
        except BrokenProcessPool:
            return Outcome(Counter({"ended its process": 1}), [f"one of {size} with seed {seed} ended its process"])


def _bound_memory() -> None:
    limit = MAX_MEGABYTES << 20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def read_batch(size: int, seed: int) -> Outcome:
    """Read so many damaged pages of this seed and say what became of them."""
    done, keys = Outcome(), sorted(discover())
    shared = SHARED_DATA if SHARED_DATA.exists() else None
    for number, (name, page) in enumerate(mutants(size, seed, shared)):
        key = "auto" if number % 3 else keys[(number // 3) % len(keys)]
        began = time.process_time()
        try:
            with ended_after(MAX_SECONDS):
                done.outcomes[read_mutant(page, key)] += 1
        except (TooLong, MemoryError) as error:
            done.outcomes["took too much"] += 1
            done.wrong.append(f"{name} by {key}: {type(error).__name__}")
        except Exception as error:
            done.outcomes["crashed"] += 1
            done.wrong.append(f"{name} by {key}: {type(error).__name__}: {error}")
        done.slowest = max(done.slowest, (time.process_time() - began, f"{name} by {key}"))
    return done
