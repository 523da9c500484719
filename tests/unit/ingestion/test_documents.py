"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.ingestion.contract import Page
from catalogue.ingestion.documents import decode, looks_binary

TEXT = "<p>Výroba baterií, Größe, 1 200 €</p>"


def page(content, charset=None):
    return Page(url="https://academy.example/", content=content, charset=charset)


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (TEXT.encode(), None),
        (TEXT.encode("utf-8-sig"), "windows-1250"),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("utf-16-le"), "UTF-16LE"),
        (TEXT.encode("windows-1250"), "windows-1250"),
        (TEXT.encode("windows-1250"), "CP1250"),
        (TEXT.encode(), "utf-16-nonsense"),
        (TEXT.encode(), "idna"),
        (TEXT.encode(), "unicode_escape"),
        (TEXT.encode(), "undefined"),
        (TEXT.encode(), "rot13"),
        (TEXT.encode(), "a\x00b"),
    ],
)
def test_text_comes_back_whatever_the_server_says_of_it(content, charset):
    assert decode(page(content, charset)) == TEXT


@pytest.mark.parametrize(
    ("declared", "written"), [("windows-1250", "windows-1250"), ("utf-16", "utf-8"), ("utf-8", "utf-8")]
)
def test_a_page_declares_its_own_encoding_but_not_one_it_cannot_be_in(declared, written):
    assert TEXT in decode(page(f'<meta charset="{declared}">{TEXT}'.encode(written)))


def test_latin_1_means_windows_1252_as_in_browsers():
    assert decode(page("1 200 €".encode("windows-1252"), "iso-8859-1")) == "1 200 €"


def test_undeclared_western_text_is_read_as_windows_1252():
    assert decode(page("Größe für Bäder".encode("windows-1252"))) == "Größe für Bäder"


def test_text_cut_off_inside_a_character_loses_that_character_alone():
    assert decode(page(TEXT.encode()[: -len(" €</p>".encode()) + 3])) == "<p>Výroba baterií, Größe, 1 200 \ufffd"


@given(st.binary(max_size=200), st.one_of(st.none(), st.text(max_size=12)))
def test_no_bytes_and_no_charset_fail(content, charset):
    assert isinstance(decode(page(content, charset)), str)


def test_nul_bytes_betray_a_binary_file_unless_a_mark_says_utf_16():
    assert looks_binary(b"PK\x03\x04\x00")
    assert not looks_binary("Größe".encode("utf-16"))
