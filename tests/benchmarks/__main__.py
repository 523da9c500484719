"""Compare the catalogue's search with its peers: ``python -m tests.benchmarks [--sizes 1000 10000 100000]``.

Every engine is built and asked in processes of its own, one after the other, on the same seeded documents. Medians,
95th percentiles, ratios and growth are printed and saved as JSON with a description of the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from itertools import pairwise
from math import log10
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks.measuring import CONTENDERS, ask_everything, build

Results = dict[int, dict[str, dict[str, Any]]]
_OURS = "catalogue"


def main() -> None:
    options = _options()
    if options.step:
        step = {"build": build, "ask": ask_everything}[options.step]
        print(json.dumps(step(options.engines[0], options.sizes[0], options.directory)))
        return
    console = Console(width=150)
    results = {size: _measured(size, options.engines, console) for size in options.sizes}
    for size, found in results.items():
        _print(console, size, found)
    _print_growth(console, results)
    options.output.write_text(json.dumps({"machine": _machine(), "results": results}, indent=1))
    console.print(f"Saved as {options.output}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--engines", nargs="+", choices=list(CONTENDERS), default=list(CONTENDERS))
    parser.add_argument("--output", type=Path, default=Path("benchmarks.json"))
    parser.add_argument("--step", choices=["build", "ask"], help=argparse.SUPPRESS)
    parser.add_argument("--directory", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measured(size: int, engines: list[str], console: Console) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name in engines:
        with tempfile.TemporaryDirectory() as parent, console.status(f"{name} with {size:,} courses"):
            directory = Path(parent) / "index"
            found[name] = _in_process("build", name, size, directory) | _in_process("ask", name, size, directory)
    return found


def _in_process(step: str, name: str, size: int, directory: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks", "--step", step, "--engines", name]
    command += ["--sizes", str(size), "--directory", str(directory)]
    answer: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def _print(console: Console, size: int, found: dict[str, dict[str, Any]]) -> None:
    table = Table(title=f"{size:,} courses: median (95th percentile) in milliseconds, all facets counted")
    for heading in ("question", *found):
        table.add_column(heading, justify="right")
    for row in zip(*(engine["timings"] for engine in found.values()), strict=True):
        table.add_row(row[0]["kind"], *(f"{one['median']:.2f} ({one['p95']:.2f})" for one in row))
    table.add_section()
    medians = {name: _overall(engine) for name, engine in found.items()}
    table.add_row("median of all", *(f"{median:.2f}" for median in medians.values()))
    if _OURS in medians:
        table.add_row("times ours", *(f"{median / medians[_OURS]:.2f}" for median in medians.values()))
    for label, key in _MEASURES.items():
        table.add_row(label, *(f"{engine[key]:,.0f}" for engine in found.values()))
    console.print(table)


_MEASURES = {
    "built, courses a second": "documents_per_second",
    "on disk, bytes a course": "bytes_per_document",
    "in memory, bytes a course": "resident_bytes_per_document",
    "first answer, milliseconds": "cold_start_ms",
}


def _print_growth(console: Console, results: Results) -> None:
    """The exponent with which the time grows: 1 is linear in the number of courses."""
    sizes = sorted(results)
    for small, large in pairwise(sizes):
        factor = log10(large / small)
        exponents = {
            name: log10(_overall(results[large][name]) / _overall(results[small][name])) / factor
            for name in results[large]
        }
        shown = ", ".join(f"{name} {exponent:.2f}" for name, exponent in exponents.items())
        console.print(f"growth from {small:,} to {large:,}: {shown}")


def _overall(engine: dict[str, Any]) -> float:
    return statistics.median(timing["median"] for timing in engine["timings"])


def _machine() -> dict[str, Any]:
    models = [
        line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


if __name__ == "__main__":
    main()
