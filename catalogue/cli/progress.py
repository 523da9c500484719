"""Progress on standard error, where a person watches; silent in pipes and logs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from catalogue.domain.text.counted import counted
from catalogue.ingestion.report import RunReport

console = Console(stderr=True)
PROGRESS_OPTIONS: dict[str, Any] = {"console": console, "disable": not console.is_terminal}


@contextmanager
def import_progress(name: str) -> Iterator[Callable[[RunReport], None]]:
    """Show a line that follows an import run; yield the function that updates it."""
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), **PROGRESS_OPTIONS) as bar:
        task = bar.add_task(name, total=None)

        def show(report: RunReport) -> None:
            bar.update(task, description=f"{name}: {counted(report.pages, 'page')}, {counted(report.found, 'course')}")

        yield show


@contextmanager
def index_progress() -> Iterator[Callable[[int, int], None]]:
    """Show a bar over the documents of a rebuild; yield the function that updates it."""
    columns = (TextColumn("Indexing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, **PROGRESS_OPTIONS) as bar:
        task = bar.add_task("index", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
