"""Files and folders as people have them, good and bad."""

import gzip
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.contract import Fault, Page, Unreadable
from catalogue.ingestion.local_files import pages_of

LIMIT = 50_000_000


def test_a_file_is_one_page_with_its_address_and_media_type(tmp_path):
    file = tmp_path / "courses.csv"
    file.write_bytes(b"title,url\n")
    (page,) = pages_of(file, LIMIT)
    assert page == Page(url=file.as_uri(), content=b"title,url\n", media_type="text/csv")


def test_a_folder_gives_its_visible_files_in_order_at_any_depth(tmp_path):
    for name in ("b.csv", "a/z.csv", "a/b.csv", ".hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [page.content.decode() for page in pages_of(tmp_path, LIMIT)] == ["a/b.csv", "a/z.csv", "b.csv"]


def test_a_bad_file_in_a_folder_is_reported_and_the_others_are_read(tmp_path):
    (tmp_path / "a.csv").write_text("title")
    (tmp_path / "b.csv").write_bytes(b"")
    (tmp_path / "c.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "d.csv").write_text("title")
    first, empty, broken, last = pages_of(tmp_path, LIMIT)
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    for fault, name in ((empty, "b.csv"), (broken, "c.csv")):
        assert isinstance(fault, Fault)
        assert name in str(fault.message)
        assert fault.truncates


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path, monkeypatch):
    file = tmp_path / "large.xml"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda self: pytest.fail("was read"))
    with pytest.raises(Unreadable, match=r"large\.xml is larger than 50 MB unpacked; split it"):
        pages_of(file, LIMIT)


def test_a_gzip_file_is_unpacked_member_by_member(tmp_path):
    file = tmp_path / "feed.xml.gz"
    file.write_bytes(gzip.compress(b"<a>") + gzip.compress(b"</a>"))
    (page,) = pages_of(file, LIMIT)
    assert (page.content, page.media_type) == (b"<a></a>", "application/xml")


@pytest.mark.parametrize("members", [1, 40])
def test_a_gzip_bomb_is_refused_with_file_limit_and_remedy(tmp_path, members):
    file = tmp_path / "bomb.gz"
    file.write_bytes(gzip.compress(bytes(40_000_000 // members)) * members)
    with pytest.raises(Unreadable, match=r"bomb\.gz is larger than 1 MB unpacked; split"):
        pages_of(file, 1_000_000)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (gzip.compress(b"title,url" * 99, mtime=0)[:-9], "ends too early"),
        (b"\x1f\x8bnot gzip at all", "cannot be unpacked"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(tmp_path, content, message):
    file = tmp_path / "given.csv"
    file.write_bytes(content)
    with pytest.raises(Unreadable, match=rf"given\.csv .*{message}"):
        pages_of(file, LIMIT)


def test_a_missing_path_and_an_empty_folder_are_named(tmp_path):
    with pytest.raises(Unreadable, match=r"none\.csv does not exist; check the name"):
        pages_of(tmp_path / "none.csv", LIMIT)
    with pytest.raises(Unreadable, match="holds no files"):
        pages_of(tmp_path, LIMIT)


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="no ordinary file"):
        pages_of(tmp_path / "pipe", LIMIT)


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=200), cut=st.integers(0, 40))
def test_no_bytes_behind_a_gzip_signature_raise_anything_else(tmp_path_factory, content, cut):
    file = tmp_path_factory.getbasetemp() / "random.gz"
    file.write_bytes(gzip.compress(content)[: 40 - cut] + content)
    try:
        assert list(pages_of(file, 100))
    except Unreadable as error:
        assert "random.gz" in str(error)
