import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.fetching.body import GZIP_FORMAT, PIECE_BYTES, inflated, unpack_file
from catalogue.ingestion.fetching.errors import FetchFailed
from catalogue.ingestion.fetching.policy import FetchPolicy

POLICY = FetchPolicy(user_agent="TestBot", contact="us", max_bytes=3_000_000)
CONTENT = st.binary(max_size=2000) | st.integers(0, 300_000).map(lambda size: b"0" * size)


def cut(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


@settings(deadline=None)
@given(st.lists(CONTENT, min_size=1, max_size=3), st.integers(1, 5000))
def test_what_was_packed_comes_out_however_it_is_cut_into_chunks(members, size):
    packed = b"".join(map(gzip.compress, members))
    assert b"".join(inflated(cut(packed, size), GZIP_FORMAT)) == b"".join(members)


@settings(deadline=None)
@given(CONTENT, st.data())
def test_what_is_cut_off_is_never_taken_for_whole(content, data):
    packed = gzip.compress(content)
    kept = data.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(zlib.error):
        list(inflated([packed[:kept]], GZIP_FORMAT))


@settings(deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_unpack_or_say_why_not(data):
    try:
        unpack_file("http://partner.example/a.gz", gzip.compress(b"") + data, POLICY)
    except FetchFailed as failed:
        assert failed.code == "encoding"


def test_padding_behind_a_gzip_file_is_ignored():
    assert unpack_file("http://partner.example/a.gz", gzip.compress(b"fine") + bytes(512), POLICY) == b"fine"


def test_a_bomb_goes_off_one_small_piece_at_a_time():
    assert max(map(len, inflated([gzip.compress(bytes(5_000_000))], GZIP_FORMAT))) == PIECE_BYTES


@pytest.mark.parametrize(("size", "code"), [(2_000_000, "bomb"), (900_000, None)])
def test_the_ratio_is_held_against_large_documents_only(size, code):
    packed = gzip.compress(bytes(size))
    if code is None:
        assert len(unpack_file("http://partner.example/a.gz", packed, POLICY)) == size
    else:
        with pytest.raises(FetchFailed) as failed:
            unpack_file("http://partner.example/a.gz", packed, POLICY)
        assert failed.value.code == code
