"""A full disk is told from every other fault."""

import sqlite3
from pathlib import Path

from catalogue.cli.full_disk import is_full_disk


def fault_of(work):
    try:
        work()
    except Exception as fault:
        return fault
    raise AssertionError("it worked")


def write_to_a_full_device():
    Path("/dev/full").write_text("x")


def fill_a_database():
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA max_page_count=2")
    connection.execute("CREATE TABLE t (x)")
    connection.execute("INSERT INTO t VALUES (zeroblob(100000))")


def wrap(work):
    def wrapped():
        try:
            work()
        except Exception as fault:
            raise RuntimeError("could not be stored") from fault

    return wrapped


def test_files_databases_and_whoever_wraps_them_say_so():
    for work in (write_to_a_full_device, fill_a_database, wrap(write_to_a_full_device)):
        assert is_full_disk(fault_of(work))


def test_other_faults_are_others():
    assert not is_full_disk(fault_of(lambda: Path("/nowhere/file").read_text()))
    assert not is_full_disk(fault_of(lambda: sqlite3.connect(":memory:").execute("SELECT nothing")))
