from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.course.identity import title_key
from catalogue.domain.text.folding import fold
from catalogue.domain.text.sanitisation import clean_html, plain_line, plain_text
from catalogue.domain.text.slugs import slugify
from catalogue.domain.text.web_addresses import canonical_url, is_web_address


def test_folding_takes_off_case_accents_and_strokes() -> None:
    assert fold("Straße Łódź BATERÍA Øresund Ærø đak İstanbul") == "strasse lodz bateria oresund aero dak istanbul"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_slug_is_folded_words_and_cut_between_them() -> None:
    assert slugify("Výroba baterií: základy & praxe!") == "vyroba baterii-zaklady-praxe".replace(" ", "-")
    assert slugify("one two three", limit=8) == "one-two"
    assert slugify("★") == ""
    assert slugify("Μπαταρίες") == fold("Μπαταρίες")


@given(st.text(), st.integers(1, 50))
def test_a_slug_fits_and_is_its_own_slug(text: str, limit: int) -> None:
    slug = slugify(text, limit)
    assert len(slug) <= limit
    assert slugify(slug, limit) == slug


def test_titles_match_without_case_accents_and_punctuation_but_not_without_their_signs() -> None:
    assert title_key("  Baterías:  CURSO «básico» ") == title_key("baterias curso basico")
    assert title_key("C++") != title_key("C#") != title_key("C")
    assert title_key("★★") != title_key("☆")


def test_one_page_has_one_address() -> None:
    assert (
        canonical_url(" HTTPS://Example.ORG:443/a?utm_source=x&b=1&fbclid=9&a=2#top ")
        == "https://example.org/a?b=1&a=2"
    )
    assert canonical_url("http://example.org") == "http://example.org/"
    assert canonical_url("http://example.org:8080/A") == "http://example.org:8080/A"
    assert canonical_url("http://[::1") == "http://[::1"


def test_only_complete_http_addresses_are_web_addresses() -> None:
    assert is_web_address("https://example.org/a?b=c#d")
    assert is_web_address("http://127.0.0.1:8000/")
    for text in (
        "",
        "example.org",
        "/a",
        "ftp://example.org",
        "javascript:alert(1)",
        "http://",
        "http://e.org:99999",
        "http://a b",
    ):
        assert not is_web_address(text)


@given(st.text(max_size=40))
def test_no_address_makes_it_raise_and_a_canonical_one_stays(text: str) -> None:
    for url in (text, f"http://{text}", f"https://e.org/{text}"):
        assert canonical_url(canonical_url(url)) == canonical_url(url)
        is_web_address(url)


def test_html_is_cut_down_to_what_is_safe() -> None:
    dirty = "<h1>T</h1><p onclick=x>a<script>alert(1)</script></p><img src=x onerror=y><a href='https://e.org'>b</a>"
    assert clean_html(dirty) == '<h3>T</h3><p>a</p><a href="https://e.org" rel="nofollow noopener">b</a>'


def test_links_without_a_safe_address_lose_it() -> None:
    assert "href" not in clean_html("<a href='javascript:alert(1)'>x</a><a href='/relative'>y</a>")


def test_plain_text_keeps_its_paragraphs_as_html() -> None:
    assert clean_html("one\r\n\r\ntwo\nthree") == "<p>one</p><p>two<br>three</p>"
    assert clean_html("a > b") == "a &gt; b"


def test_what_was_escaped_once_too_often_is_unescaped_once() -> None:
    assert clean_html("&lt;p&gt;R&amp;amp;D&lt;/p&gt;") == "<p>R&amp;D</p>"
    assert clean_html("Caf&amp;eacute;") == "Café"
    assert plain_line("R&amp;amp;D\n <b>today</b>") == "R&D today"
    assert clean_html("&lt;script&gt;alert(1)&lt;/script&gt;") == ""


def test_the_plain_form_of_html_has_a_line_per_block() -> None:
    assert plain_text("<p>One  two</p><ul><li>A &amp; B</li><li>C</li></ul>") == "One two\nA & B\nC"
    assert plain_text("age < 18 and > 3") == "age < 18 and > 3"


@given(st.text(alphabet="<>&;/ab\n \"'=:pltscrimg#x"))
def test_clean_html_is_safe_and_cleaning_it_again_keeps_it_so(text: str) -> None:
    cleaned = clean_html(text)
    assert "<script" not in cleaned
    assert "<img" not in clean_html(cleaned)
    plain_text(text), plain_line(text)
