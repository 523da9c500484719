"""What any engine finds for what a person types."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.search.documents import CourseDocument
from catalogue.search.port import Changes, SearchEngine, SearchRequest, Sort


def found(engine: SearchEngine, text: str, **more: object) -> list[int]:
    return [hit.id for hit in engine.search(SearchRequest(text=text, **more)).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("battery", {1}),
        ("batteries", {1}),
        ("BATTERY recycling", {1}),
        ("baterie", {2, 5}),
        ("bateria", {2, 5}),
        ("baterías", {2, 5}),
        ("vyroba", {2}),
        ("strassenfahrzeuge", {3}),
        ("Straßenfahrzeug", {3}),
        ("μπαταριων", {6}),
        ("apfel", {8}),
        ("Wasserstoff", {3}),
        ("hydrogen", {3, 4, 8}),
        ("hydrogen OR battery", {1, 3, 4, 8}),
        ("hydrogen -workshops", {3, 8}),
        ("hydrogen NOT workshops", {3, 8}),
        ("-hydrogen", {1, 2, 5, 6, 7}),
        ('"hydrogen tanks"', {4}),
        ('"tanks hydrogen"', set()),
        ('-"hydrogen tanks" hydrogen', {3, 8}),
        ("hydro*", {3, 4, 8}),
        ("provider:atec", {1, 4}),
        ("provider:atec hydrogen", {4}),
        ("title:hydrogen", {4}),
        ("skill:hydrogène", {3}),
        ('provider:"atec academy" safety', {4}),
        ("lithium-ion", {1}),
        ("-lithium-ion battery", set()),
        ("c++", {7}),
        ("the hydrogen", {3, 4, 8}),
        ("safety for the workshops", {4}),
    ],
)
def test_finds_courses_whatever_the_form_of_the_word(filled: SearchEngine, text: str, ids: set[int]) -> None:
    page = filled.search(SearchRequest(text=text))

    assert ({hit.id for hit in page.hits}, page.total) == (ids, len(ids))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "*",
        '"',
        '""',
        "AND OR (",
        "NOT",
        "-",
        "provider:",
        "🔋",
        "🔋🚗",
        "\x00",
        "\ud800",
        "()[]{}^~",
        "a" * 10_000,
    ],
)
def test_answers_odd_texts_with_a_page(filled: SearchEngine, text: str) -> None:
    page = filled.search(SearchRequest(text=text))

    assert page.total == len(page.hits)
    assert filled.search(SearchRequest(text="hydrogen " + text)).hits


@pytest.mark.parametrize("text", ["", "🔋", "*", "AND OR ("])
def test_a_text_without_words_asks_for_everything_newest_first(filled: SearchEngine, text: str) -> None:
    assert found(filled, text) == [2, 3, 4, 5, 1, 6, 7, 8]


def test_ten_thousand_characters_of_words_are_answered(filled: SearchEngine) -> None:
    assert 4 in found(filled, "hydrogen safety " * 625)


def test_stop_words_alone_are_looked_for_like_any_word(filled: SearchEngine) -> None:
    assert set(found(filled, "for")) == {4, 7}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=80)
    | st.lists(st.sampled_from(['"', "-", "*", "OR", "AND", "battery", "title:", "(", "for"])).map(" ".join)
)
def test_any_text_gives_a_page(filled: SearchEngine, text: str) -> None:
    page = filled.search(SearchRequest(text=text))

    assert page.total == len(page.hits)


def test_a_course_with_every_word_beats_those_with_some(filled: SearchEngine) -> None:
    page = filled.search(SearchRequest(text="hydrogen mechanic"))

    assert ([hit.id for hit in page.hits], page.partial) == ([4], False)


def test_without_a_course_that_has_every_word_those_with_most_are_shown_and_marked(filled: SearchEngine) -> None:
    page = filled.search(SearchRequest(text="hydrogen mechanic unicorn"))

    assert ([hit.id for hit in page.hits], page.partial) == ([4], True)


def test_nothing_at_all_is_not_a_partial_answer(filled: SearchEngine) -> None:
    page = filled.search(SearchRequest(text="unicorn xylophone"))

    assert (page.total, page.partial) == (0, False)


def test_the_title_counts_more_than_the_description(filled: SearchEngine) -> None:
    assert found(filled, "hydrogen", language="fr")[0] == 4


def test_the_readers_language_comes_first_among_equals(engine: SearchEngine) -> None:
    engine.apply(
        Changes(upserts=[CourseDocument(id=n, title="Laser", language=tag) for n, tag in enumerate(["de", "fr", "cs"])])
    )

    assert [found(engine, "laser", language=tag)[0] for tag in ("de-AT", "fr", "cs")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        (Sort.NEWEST, [2, 3, 4, 5, 1, 6, 7, 8]),
        (Sort.START, [2, 4, 1, 3, 5, 6, 7, 8]),
        (Sort.TITLE, [3, 8, 1, 7, 5, 4, 2, 6]),
    ],
)
def test_sorts_as_asked(filled: SearchEngine, sort: Sort, ids: list[int]) -> None:
    assert found(filled, "", sort=sort) == ids


@pytest.mark.parametrize("sort", Sort)
def test_pages_follow_one_another_without_gap_or_overlap(filled: SearchEngine, sort: Sort) -> None:
    whole = found(filled, "", sort=sort)
    pages = [found(filled, "", sort=sort, page=page, per_page=3) for page in (1, 2, 3, 4, 1_000_000)]

    assert pages == [whole[:3], whole[3:6], whole[6:], [], []]


def test_offers_a_correction_when_little_is_found(filled: SearchEngine) -> None:
    assert filled.search(SearchRequest(text="hydrogne Safety")).suggestion == "hydrogen Safety"


@pytest.mark.parametrize("text", ["hydrogen", "baterie", "", "qqqqqqqq", "c++"])
def test_offers_no_correction_where_none_is_needed_or_known(filled: SearchEngine, text: str) -> None:
    assert filled.search(SearchRequest(text=text)).suggestion is None


@pytest.mark.parametrize(
    ("typed", "courses", "text"),
    [
        ("hydrogen sa", [4], "hydrogen safety"),
        ("safety hyd", [4], "safety hydrogen"),
        ("vyr", [2], "výroba"),
        ("battery recy", [1], "battery recycling"),
        ("diagnos", [5], "diagnóstico"),
        ("αςφ", [6], "ασφάλεια"),
    ],
)
def test_completes_what_is_being_typed(filled: SearchEngine, typed: str, courses: list[int], text: str) -> None:
    offered = filled.suggest(typed, "en")

    assert list(offered.courses) == courses
    assert text in offered.texts


def test_suggests_no_more_than_asked_for(filled: SearchEngine) -> None:
    offered = filled.suggest("ba", "en", limit=2)

    assert (len(offered.courses), len(offered.texts)) == (2, 2)


@pytest.mark.parametrize("typed", ["", "  ", "🔋", "x" * 5000, "hydrogen xylo"])
def test_completes_nothing_from_nothing(filled: SearchEngine, typed: str) -> None:
    assert not filled.suggest(typed, "en").courses
    assert not filled.suggest(typed, "en").texts


def test_highlights_what_matched_and_nothing_else(filled: SearchEngine) -> None:
    [hit] = filled.search(SearchRequest(text="battery glove")).hits

    assert hit.highlights["title"] == "<mark>Battery</mark> recycling in practice"
    assert "lithium-ion <mark>batteries</mark>. Bring <mark>gloves</mark>" in hit.highlights["description"]
    assert "summary" not in hit.highlights


def test_highlights_are_escaped(engine: SearchEngine) -> None:
    title = 'Laser < 5 & "more" ' + "<script>alert(1)</script>"
    engine.apply(Changes(upserts=[CourseDocument(id=1, title=title)]))
    [hit] = engine.search(SearchRequest(text="laser alert")).hits

    assert hit.highlights["title"].startswith("<mark>Laser</mark> &lt; 5 &amp; &quot;more&quot;")
    assert "<script" not in hit.highlights["title"]


def test_highlights_nothing_unasked(filled: SearchEngine) -> None:
    assert all(not hit.highlights for hit in filled.search(SearchRequest(text="hydrogen", highlight=False)).hits)
    assert all(not hit.highlights for hit in filled.search(SearchRequest()).hits)


def test_courses_of_the_same_skill_areas_are_alike_whatever_their_language(filled: SearchEngine) -> None:
    assert set(filled.similar(1)) >= {2, 5, 6}
    assert filled.similar(4)[0] == 3
    assert 4 not in filled.similar(4)
    assert len(filled.similar(1, limit=2)) == 2


def test_nothing_is_like_a_course_that_is_not_held_or_is_about_nothing_else(filled: SearchEngine) -> None:
    assert list(filled.similar(999)) == list(filled.similar(8)) == []


def test_likeness_follows_every_change(filled: SearchEngine) -> None:
    assert 3 in filled.similar(4)
    filled.apply(Changes(deletions=[3]))
    assert 3 not in filled.similar(4)
    filled.apply(Changes(upserts=[CourseDocument(id=9, title="Hydrogen safety", facets={"skill_area": ("hydrogen",)})]))
    assert filled.similar(4)[0] == 9


def test_a_misspelt_name_of_a_provider_is_corrected_to_the_name(filled: SearchEngine) -> None:
    assert filled.search(SearchRequest(text="Ostrva")).suggestion == "ostrava"


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("batterie", "de", "<mark>Batteriesystem</mark> und <mark>Hochvoltbatterie</mark>"),
        ("batteri", "sv", "Grunder i <mark>batteriteknik</mark>"),
    ],
)
def test_a_match_inside_a_compound_is_marked(engine: SearchEngine, text: str, language: str, title: str) -> None:
    plain = title.replace("<mark>", "").replace("</mark>", "")
    engine.apply(Changes(upserts=[CourseDocument(id=1, title=plain, language=language)]))
    [hit] = engine.search(SearchRequest(text=text, language=language)).hits
    assert hit.highlights["title"] == title


def test_words_that_say_nothing_about_a_course_are_neither_marked_nor_missing(engine: SearchEngine) -> None:
    engine.apply(Changes(upserts=[CourseDocument(id=1, title="How to test a course on hydrogen", language="en")]))
    page = engine.search(SearchRequest(text="a course near hydrogen", language="en"))
    assert not page.partial
    assert page.hits[0].highlights["title"] == "How to test a course on <mark>hydrogen</mark>"
    alone = engine.search(SearchRequest(text="course", language="en"))
    assert alone.hits[0].highlights["title"] == "How to test a <mark>course</mark> on hydrogen"
