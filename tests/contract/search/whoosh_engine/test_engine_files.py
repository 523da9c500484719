"""The index as files: several processes, crashes, damage."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from filelock import FileLock
from whoosh.index import TOC

from catalogue.search.documents import CourseDocument
from catalogue.search.port import Changes, IndexBusy, IndexDamaged, IndexUnwritable, SearchRequest
from catalogue.search.whoosh_engine import WhooshEngine
from catalogue.search.whoosh_engine.schema import FORMAT_VERSION, INDEX_NAME, schema
from catalogue.search.whoosh_engine.segments.sealed_storage import SealedStorage

_processes = multiprocessing.get_context("spawn")


def course(number: int, title: str = "Laser welding") -> CourseDocument:
    return CourseDocument(id=number, title=title)


def titled(engine: WhooshEngine, text: str) -> set[int]:
    return {hit.id for hit in engine.search(SearchRequest(text=text, per_page=1000)).hits}


def _rebuild_and_die(directory: Path, ready: Connection) -> None:
    def documents() -> Iterator[CourseDocument]:
        yield course(1, "Never seen")
        ready.send(None)
        signal.pause()

    WhooshEngine(directory).rebuild(documents(), force=True)


def test_opening_touches_no_file(tmp_path: Path) -> None:
    WhooshEngine(tmp_path / "index").search(SearchRequest(text="laser"))

    assert not (tmp_path / "index").exists()


def test_what_one_engine_writes_every_other_sees_at_once(tmp_path: Path) -> None:
    writer, reader = WhooshEngine(tmp_path), WhooshEngine(tmp_path)
    writer.apply(Changes(upserts=[course(1)]))
    assert titled(reader, "laser") == {1}
    writer.apply(Changes(upserts=[course(2)], deletions=[1]))
    assert titled(reader, "laser") == {2}
    writer.rebuild([course(3)])
    assert titled(reader, "laser") == {3}
    reader.apply(Changes(upserts=[course(4)]))
    assert titled(writer, "laser") == {3, 4}


def test_a_writer_that_finds_another_process_writing_says_busy(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.apply(Changes(upserts=[course(1)]))
    with FileLock(tmp_path / "write.lock"):
        with pytest.raises(IndexBusy):
            engine.apply(Changes(upserts=[course(2)]))
        with pytest.raises(IndexBusy):
            engine.rebuild([course(2)])
        assert titled(engine, "laser") == {1}
    engine.apply(Changes(upserts=[course(2)]))
    assert titled(engine, "laser") == {1, 2}


def test_a_rebuild_that_is_killed_leaves_the_old_index_and_no_rubbish(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.apply(Changes(upserts=[course(1)]))
    here, there = _processes.Pipe()
    process = _processes.Process(target=_rebuild_and_die, args=(tmp_path, there))
    process.start()
    assert here.poll(30)
    with pytest.raises(IndexBusy):
        engine.apply(Changes(upserts=[course(2)]))
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()

    assert titled(engine, "laser") == {1}
    engine.apply(Changes(upserts=[course(2)]))
    assert titled(engine, "laser") == {1, 2}
    engine.rebuild([course(1), course(2)])
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_nothing_is_written_when_nothing_changes(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.apply(Changes(upserts=[course(1)]))
    before = sorted((path.name, path.stat().st_mtime_ns) for path in tmp_path.rglob("*") if path.is_file())
    engine.apply(Changes(deletions=[5]))

    after = sorted((path.name, path.stat().st_mtime_ns) for path in tmp_path.rglob("*") if path.is_file())
    assert [entry for entry in after if entry[0] != "write.lock"] == [e for e in before if e[0] != "write.lock"]


def test_edits_do_not_pile_up_segments(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    for number in range(60):
        engine.apply(Changes(upserts=[course(number)]))

    assert len(list(tmp_path.rglob("*.arr"))) < 12
    assert titled(engine, "laser") == set(range(60))


def _segment(directory: Path) -> Path:
    [path] = directory.rglob("*.arr")
    return path


def _cut_short(directory: Path) -> None:
    path = _segment(directory)
    os.truncate(path, path.stat().st_size // 2)


def _emptied(directory: Path) -> None:
    os.truncate(_segment(directory), 0)


def _removed(directory: Path) -> None:
    _segment(directory).unlink()


def _overwritten_contents(directory: Path) -> None:
    [path] = directory.rglob("*.toc")
    path.write_bytes(b"not a table of contents")


def _lost_directory(directory: Path) -> None:
    (directory / "current").write_text(f"v{FORMAT_VERSION}-999999")


@pytest.mark.parametrize("harm", [_cut_short, _emptied, _removed, _overwritten_contents, _lost_directory])
def test_a_damaged_index_is_reported_and_a_rebuild_mends_it(tmp_path: Path, harm: object) -> None:
    WhooshEngine(tmp_path).apply(Changes(upserts=[course(1)]))
    harm(tmp_path)  # type: ignore[operator]
    engine = WhooshEngine(tmp_path)

    with pytest.raises(IndexDamaged):
        engine.search(SearchRequest(text="laser"))
    assert engine.status().problems
    assert engine.rebuild([course(1)]) == 1
    assert titled(engine, "laser") == {1}
    assert not engine.status().problems


def test_silent_damage_is_found_by_a_thorough_look_and_by_the_search_that_meets_it(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.apply(Changes(upserts=[course(1, "Laser welding for beginners and all who like it")]))
    path = _segment(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"welding", b"wElding"))

    assert not WhooshEngine(tmp_path).status().problems
    assert any("checksum" in problem for problem in WhooshEngine(tmp_path).status(thorough=True).problems)
    with pytest.raises(IndexDamaged):
        titled(engine, "welding")
    assert any("checksum" in problem for problem in WhooshEngine(tmp_path).status().problems)


def test_an_index_of_another_version_is_no_empty_one(tmp_path: Path) -> None:
    WhooshEngine(tmp_path).apply(Changes(upserts=[course(1)]))
    (tmp_path / "current").write_text("v0-000001")
    engine = WhooshEngine(tmp_path)

    with pytest.raises(IndexDamaged, match="another version"):
        titled(engine, "laser")
    assert len(engine.status().problems) == 1
    engine.rebuild([course(1)])
    assert (titled(engine, "laser"), len(engine.status().problems)) == ({1}, 0)


def test_an_index_of_a_later_version_is_recognised(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.apply(Changes(upserts=[course(1)]))
    later = f"v{FORMAT_VERSION + 1}-000001"
    (tmp_path / "current").write_text(later)

    assert not engine.status().is_newer, "a name that leads nowhere is damage"
    (tmp_path / later).mkdir()
    assert engine.status().is_newer


def test_a_process_that_has_the_index_open_goes_on_answering_until_there_is_another(tmp_path: Path) -> None:
    engine, other = WhooshEngine(tmp_path), WhooshEngine(tmp_path)
    engine.apply(Changes(upserts=[course(1)]))
    before = engine.version()
    shutil.rmtree(tmp_path)

    assert titled(engine, "laser") == {1}
    assert engine.status().problems
    other.rebuild([course(2)])
    assert titled(engine, "laser") == {2}
    assert engine.version() != before


def test_what_is_empty_where_courses_are_expected_is_damage(tmp_path: Path) -> None:
    WhooshEngine(tmp_path).rebuild([])
    engine = WhooshEngine(tmp_path, is_expected=lambda: True)

    with pytest.raises(IndexDamaged):
        titled(engine, "laser")
    with pytest.raises(IndexDamaged):
        engine.apply(Changes(upserts=[course(1)]))
    assert (engine.rebuild([course(1)]), titled(engine, "laser")) == (1, {1})


def test_an_error_that_no_damage_explains_stays_what_it_is(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.apply(Changes(upserts=[course(1)]))

    with pytest.raises(AttributeError):
        engine.search(None)  # type: ignore[arg-type]
    assert not engine.status().problems


def test_contents_that_were_swapped_for_others_are_not_unpickled(tmp_path: Path) -> None:
    WhooshEngine(tmp_path).apply(Changes(upserts=[course(1)]))
    [path] = tmp_path.rglob("*.toc")
    content = bytearray(path.read_bytes())
    for place in range(len(content)):
        content[place] ^= 1
        path.write_bytes(content)
        with pytest.raises(IndexDamaged):
            titled(WhooshEngine(tmp_path), "laser")
        content[place] ^= 1


def test_nothing_but_segments_is_unpickled_even_with_the_right_checksum(tmp_path: Path) -> None:
    WhooshEngine(tmp_path / "index").apply(Changes(upserts=[course(1)]))
    [path] = tmp_path.rglob("*.toc")
    storage = SealedStorage(path.parent)
    path.unlink()
    TOC(schema(), [_Touches(str(tmp_path / "touched"))], 1).write(storage, INDEX_NAME)

    with pytest.raises(IndexDamaged, match="nothing that an index holds"):
        titled(WhooshEngine(tmp_path / "index"), "laser")
    assert not (tmp_path / "touched").exists()


class _Touches:
    """Runs a program when it is unpickled."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self._path,)


@pytest.mark.parametrize("place", ["", "write.lock"])
def test_an_index_that_cannot_be_written_leaves_the_changes_to_a_later_try(tmp_path: Path, place: str) -> None:
    root = tmp_path / "index"
    if place:
        (root / place).mkdir(parents=True)
    else:
        root.write_text("in the way")

    with pytest.raises(IndexUnwritable):
        WhooshEngine(root).apply(Changes(upserts=[course(1)]))
    with pytest.raises(IndexUnwritable):
        WhooshEngine(root).rebuild([course(1)])
