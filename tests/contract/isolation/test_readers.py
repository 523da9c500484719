"""Readers: used again, lost without harm, bounded in time and memory."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from catalogue.domain.text.messages import Message
from catalogue.ingestion.contract import Page, Unreadable
from catalogue.ingestion.isolation import ReaderLost, call_isolated, needs_isolation, read_page
from catalogue.ingestion.isolation import reader as reader_module
from catalogue.ingestion.isolation import reading as reading_module
from catalogue.ingestion.isolation.child import MAX_RESIDENT_BYTES_FOR_REUSE
from catalogue.ingestion.isolation.reader import ReaderFailed
from catalogue.ingestion.isolation.readers import readers
from catalogue.ingestion.registry import discover

PATIENCE = 30.0


def called(module, function, *arguments, seconds=PATIENCE):
    return list(call_isolated(module, function, *arguments, seconds=seconds))


def test_a_reader_is_another_process_and_is_used_again():
    first, second = called("os", "getpid"), called("os", "getpid")
    assert first == second != [os.getpid()]


def test_a_reader_is_used_again_however_much_its_parent_holds():
    held = bytearray(b"x") * (MAX_RESIDENT_BYTES_FOR_REUSE + 1)
    readers.end()
    assert called("os", "getpid") == called("os", "getpid")
    assert held


def test_a_reader_that_dies_is_followed_by_another():
    before = called("os", "getpid")
    with pytest.raises(ReaderLost):
        called("os", "abort")
    assert called("os", "getpid") != before


def test_a_reader_that_was_killed_while_it_was_idle_is_not_missed():
    (idle,) = called("os", "getpid")
    os.kill(idle, 9)
    while _runs(idle):
        time.sleep(0.01)
    assert called("os", "getpid") != [idle]


def test_what_takes_too_long_is_ended():
    with pytest.raises(ReaderLost, match="longer than"):
        called("time", "sleep", 600, seconds=0.2)


def test_what_takes_too_much_memory_is_ended():
    with pytest.raises(ReaderLost, match="memory"):
        called("builtins", "bytearray", 2 * reader_module.READER_MEMORY_BYTES)


def test_what_finds_too_much_is_ended(monkeypatch):
    monkeypatch.setattr(reader_module, "MAX_ANSWERS_BYTES", 10_000)
    with pytest.raises(ReaderLost, match="too much"):
        called("itertools", "count")


def test_a_reading_that_is_broken_off_leaves_nothing_to_the_next():
    numbers = call_isolated("itertools", "count", seconds=PATIENCE)
    assert [next(numbers), next(numbers)] == [0, 1]
    numbers.close()
    assert called("builtins", "abs", -3) == [3]


def test_an_error_of_ours_comes_with_its_trace():
    with pytest.raises(ReaderFailed, match="ZeroDivisionError"):
        called("operator", "truediv", 1, 0)


def test_a_reader_knows_no_secret(monkeypatch):
    monkeypatch.setenv("CATALOGUE_SECRET_KEY", "secret")
    readers.end()
    assert called("os", "getenv", "CATALOGUE_SECRET_KEY") == [None]


def test_what_a_library_prints_is_no_answer():
    assert called("builtins", "print", "printed") == [None]
    assert called("os", "write", 1, b"printed") == [7]


def test_threads_read_at_the_same_time():
    with ThreadPoolExecutor(4) as threads:
        found = threads.map(lambda number: called("builtins", "abs", -number), range(20))
    assert list(found) == [[number] for number in range(20)]


def test_a_reader_ends_with_its_parent():
    code = (
        "import os\nfrom catalogue.ingestion.isolation import call_isolated\n"
        "print(*call_isolated('os', 'getpid', seconds=30), flush=True)\nos._exit(0)"
    )
    left = int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)
    until = time.monotonic() + PATIENCE
    while _runs(left) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _runs(left)


def test_what_an_importer_says_of_a_page_stays_a_message_to_be_translated():
    page = Page(url="https://a.example/feed", content=b"<rss></rss>", media_type="application/rss+xml")
    feeds = discover()["rss"]
    assert needs_isolation(feeds, page)
    with pytest.raises(Unreadable) as refused:
        list(read_page(feeds, page))
    assert isinstance(refused.value.message, Message)


def test_a_large_document_of_any_kind_is_read_apart():
    documents = discover()["moochub"]
    assert not needs_isolation(documents, Page(url="https://a.example/small", content=b"{}"))
    assert needs_isolation(documents, Page(url="https://a.example/large", content=b" " * 1_000_001))


def test_rules_that_no_day_fulfils_end_with_the_time_there_is(monkeypatch):
    monkeypatch.setattr(reading_module, "MIN_SECONDS_PER_DOCUMENT", 0.3)
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    event = "BEGIN:VEVENT\r\nUID:{0}\r\nSUMMARY:Course {0}\r\nDTSTART:20270101T090000\r\n{1}\r\nEND:VEVENT\r\n"
    events = "".join(event.format(number, rule) for number in range(500))
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n".encode()
    page = Page(url="https://a.example/courses.ics", content=content, media_type="text/calendar")
    with pytest.raises(Unreadable, match="seconds"):
        list(read_page(discover()["ical"], page, seconds=0.3))


def _runs(process: int) -> bool:
    """Whether there is such a process that has not ended, be it that nobody has asked how."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
