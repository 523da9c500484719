"""Compare the catalogue's search with its peers: ``python -m tests.benchmarks [--sizes 1000 10000 100000]``.

Every engine is built and asked in processes of its own, one after the other, on the same seeded documents. Medians,
95th percentiles, ratios and growth are printed and saved as JSON with a description of the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise
from math import log10
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks.measuring import CONTENDERS, ask_everything, build

Measured = dict[str, Any]
Results = dict[int, dict[str, Measured]]
_OURS = "catalogue"


def main() -> None:
    options = _options()
    if options.step:
        step = {"build": build, "ask": ask_everything}[options.step]
        print(json.dumps(step(options.engines[0], options.sizes[0], options.directory)))
        return
    console = Console(width=150)
    machine = _machine()
    results: Results = {}
    for size in options.sizes:
        found = results.setdefault(size, {})
        for name in options.engines:
            found[name] = _measured(name, size, console)
            options.output.write_text(json.dumps({"machine": machine, "results": results}, indent=1) + "\n")
        _print(console, size, found)
    _print_growth(console, results)
    console.print(f"Saved as {options.output}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--engines", nargs="+", choices=list(CONTENDERS), default=list(CONTENDERS))
    parser.add_argument("--output", type=Path, default=Path("benchmarks.json"))
    parser.add_argument("--step", choices=["build", "ask"], help=argparse.SUPPRESS)
    parser.add_argument("--directory", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measured(name: str, size: int, console: Console) -> Measured:
    with tempfile.TemporaryDirectory() as parent, console.status(f"{name} with {size:,} courses"):
        directory = Path(parent) / "index"
        return _in_process("build", name, size, directory) | _in_process("ask", name, size, directory)


def _in_process(step: str, name: str, size: int, directory: Path) -> Measured:
    command = [sys.executable, "-m", "tests.benchmarks", "--step", step, "--engines", name]
    command += ["--sizes", str(size), "--directory", str(directory)]
    answer: Measured = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def _print(console: Console, size: int, found: dict[str, Measured]) -> None:
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
    table.add_row("slowest 95th percentile", *(f"{_slowest(engine):.2f}" for engine in found.values()))
    for label, key in _MEASURES.items():
        table.add_row(label, *(f"{engine[key]:,.0f}" if key in engine else "–" for engine in found.values()))
    console.print(table)


_MEASURES = {
    "built, courses a second": "documents_per_second",
    "on disk, bytes a course": "bytes_per_document",
    "in memory, bytes a course": "resident_bytes_per_document",
    "first answer, milliseconds": "cold_start_ms",
    "suggestions, milliseconds": "suggestion_ms",
    "suggestions, 95th percentile": "suggestion_p95_ms",
    "edit found, milliseconds": "edit_ms",
    "slowest edit found": "slowest_edit_ms",
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


def _overall(engine: Measured) -> float:
    return statistics.median(float(timing["median"]) for timing in engine["timings"])


def _slowest(engine: Measured) -> float:
    return max(float(timing["p95"]) for timing in engine["timings"])


def _machine() -> dict[str, Any]:
    models = [
        line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "load_average": os.getloadavg()[0],
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in ("whoosh3", "tantivy", "numpy")},
    }


if __name__ == "__main__":
    main()
