"""One engine measured at one size, in a process of its own."""

from __future__ import annotations

import statistics
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.asking import QUESTIONS, Ask, Contender
from tests.benchmarks.catalogue_engine import Hybrid, Ours
from tests.benchmarks.corpus import documents
from tests.benchmarks.sqlite_fts import Fts5
from tests.benchmarks.stock_whoosh import StockWhoosh
from tests.benchmarks.tantivy_engine import Tantivy

CONTENDERS: dict[str, type[Contender]] = {each.name: each for each in (Ours, Hybrid, Tantivy, Fts5, StockWhoosh)}
SECONDS_PER_QUESTION = 2.0
MOST_TIMES, FEWEST_TIMES = 31, 3


@dataclass(frozen=True)
class Timing:
    """Milliseconds; ``first`` is the first time the question is asked."""

    kind: str
    total: int
    median: float
    p95: float
    first: float


def build(name: str, size: int, directory: Path) -> dict[str, Any]:
    """Build an index; making the documents is not timed."""
    made = list(documents(size))
    began = time.perf_counter()
    CONTENDERS[name]().build(directory, made)
    seconds = time.perf_counter() - began
    stored = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
    return {"build_seconds": seconds, "documents_per_second": size / seconds, "bytes_per_document": stored / size}


def ask_everything(name: str, size: int, directory: Path) -> dict[str, Any]:
    """Ask every question until there are enough times of it; memory is what the process has grown by."""
    before = resident_bytes()
    began = time.perf_counter()
    contender = CONTENDERS[name]()
    ask = contender.open(directory)
    ask(QUESTIONS[1])
    cold = (time.perf_counter() - began) * 1000
    timings = [_timed(ask, question) for question in QUESTIONS]
    measured = {
        "cold_start_ms": cold,
        "resident_bytes_per_document": (resident_bytes() - before) / size,
        "timings": [asdict(timing) for timing in timings],
    }
    return measured | (contender.beside_answers(directory) if isinstance(contender, Ours) else {})


def resident_bytes() -> int:
    """Memory of this process that is in RAM, mapped files included."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) * 1024


def _timed(ask: Any, question: Ask) -> Timing:
    times: list[float] = []
    started = time.perf_counter()
    while len(times) < FEWEST_TIMES or (
        len(times) < MOST_TIMES and time.perf_counter() - started < SECONDS_PER_QUESTION
    ):
        began = time.perf_counter()
        total = ask(question).total
        times.append((time.perf_counter() - began) * 1000)
    repeated = sorted(times[1:])
    return Timing(
        question.kind, total, statistics.median(repeated), repeated[int(len(repeated) * 0.95)], first=times[0]
    )
