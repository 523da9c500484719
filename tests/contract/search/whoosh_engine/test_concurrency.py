"""Searches go on while another thread, and another process, write."""

from __future__ import annotations

import multiprocessing
import threading
from pathlib import Path

from catalogue.search.documents import CourseDocument
from catalogue.search.port import Changes, SearchRequest
from catalogue.search.whoosh_engine import WhooshEngine

ROUNDS = 12


def _versions(number: int) -> list[CourseDocument]:
    """The same twenty courses; each round gives all of them a new word, so that a page must never see two."""
    return [CourseDocument(id=one, title=f"Laser round{number}", facets={"level": (str(number),)}) for one in range(20)]


def _write(directory: Path) -> None:
    engine = WhooshEngine(directory)
    for number in range(1, ROUNDS):
        if number % 4:
            engine.apply(Changes(upserts=_versions(number)))
        else:
            engine.rebuild(_versions(number))


def test_no_search_sees_half_a_commit(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.apply(Changes(upserts=_versions(0)))
    faults: list[object] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            try:
                page = engine.search(SearchRequest(text="laser", facets=("level",)))
            except Exception as fault:
                faults.append(fault)
                return
            if (page.total, [value.count for value in page.facets["level"]]) != (20, [20]):
                faults.append(page)

    readers = [threading.Thread(target=search) for _ in range(2)]
    for reader in readers:
        reader.start()
    writer = multiprocessing.get_context("spawn").Process(target=_write, args=(tmp_path,))
    writer.start()
    writer.join()
    stop.set()
    for reader in readers:
        reader.join()

    assert (faults, writer.exitcode) == ([], 0)
    assert [value.value for value in engine.search(SearchRequest()).facets["level"]] == [str(ROUNDS - 1)]


def test_a_process_forked_from_one_that_wrote_can_write_too(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.apply(Changes(upserts=[CourseDocument(id=1, title="Laser")]))
    writer = multiprocessing.get_context("fork").Process(
        target=lambda: engine.apply(Changes(upserts=[CourseDocument(id=2, title="Laser")])), daemon=True
    )
    writer.start()
    writer.join(timeout=30)
    assert writer.exitcode == 0
    assert engine.status().documents == 2
