"""Sitemaps in their three forms, whole and broken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.contract import Fault, Link, LinkKind, Unreadable
from importers.sitemap.importer import detect, read
from tests.importers.reading import links, mutations, page

HOST = "https://academy.example"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {NAMESPACE} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> {HOST}/a </loc><image:image><image:loc>{HOST}/a.png</image:loc></image:image></url>
<url><loc>https://elsewhere.example/b</loc></url>
<url><loc>{HOST}/c?x=1&amp;y=2</loc><lastmod>2026-11-01</lastmod></url>
</urlset>"""
INDEX = f"<sitemapindex {NAMESPACE}><sitemap><loc>{HOST}/sitemap-1.xml.gz</loc></sitemap></sitemapindex>"
LIST = f"{HOST}/a\r\n{HOST}/b\r\nhttps://elsewhere.example/c\r\n"


def test_pages_of_the_same_host_are_linked_without_their_images():
    assert links(read(page(PAGES))) == [f"{HOST}/a", f"{HOST}/c?x=1&y=2"]


def test_an_index_leads_to_further_sitemaps():
    assert list(read(page(INDEX))) == [Link(url=f"{HOST}/sitemap-1.xml.gz", kind=LinkKind.FEED)]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_plain_list_of_addresses_is_a_sitemap(mark):
    assert links(read(page(mark + LIST))) == [f"{HOST}/a", f"{HOST}/b"]


@pytest.mark.parametrize("content", [PAGES, INDEX, LIST, LIST * 500])
def test_each_form_is_detected(content):
    assert detect(page(content)) == 0.9


@pytest.mark.parametrize("content", ["", "<html></html>", "See https://a.example/ for more", "title,url\nA,https://b"])
def test_other_texts_are_not_detected(content):
    assert detect(page(content)) == 0.0


def test_a_sitemap_cut_off_gives_what_it_had_and_says_that_there_was_more():
    *found, fault, _ = read(page(PAGES[: PAGES.index("c?x")]))
    assert links(found) == [f"{HOST}/a"]
    assert isinstance(fault, Fault)
    assert fault.truncates


def test_a_sitemap_of_other_hosts_is_unreadable_and_names_its_own():
    with pytest.raises(Unreadable, match=r"no page of academy\.example"):
        list(read(page("https://elsewhere.example/c\n")))


def test_pages_of_other_hosts_are_counted_and_those_of_the_site_by_its_other_names_are_its_own():
    *found, remark = read(page(f"http://www.academy.example/d\n{LIST}"))
    assert links(found) == ["http://www.academy.example/d", f"{HOST}/a", f"{HOST}/b"]
    assert str(remark.message).endswith("may not speak for them: 1.")
    assert "other hosts" in str(remark.message)


def test_a_sitemap_handed_in_as_a_file_may_be_of_any_site():
    assert links(read(page(LIST, url="file:///sitemap.txt"))) == LIST.split()


def test_a_document_type_is_refused_with_its_line():
    with pytest.raises(Unreadable, match=r"line 2.*publish it without them"):
        list(read(page(f'<?xml version="1.0"?>\n<!DOCTYPE urlset [<!ENTITY a "b">]>\n{INDEX}')))


@settings(max_examples=200, deadline=None)
@given(mutations(PAGES.encode()) | mutations(LIST.encode()) | st.binary(max_size=200))
def test_no_bytes_break_the_importer(content):
    try:
        list(read(page(content)))
    except Unreadable as error:
        assert str(error)
