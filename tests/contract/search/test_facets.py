"""Counts that always agree with the list beside them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.search.documents import CourseDocument
from catalogue.search.facets import FACET_KEYS, FacetValue
from catalogue.search.port import Changes, Relaxation, SearchEngine, SearchRequest

_KEYS = ("skill_area", "country", "language")
_VALUES = ("a", "b", "c", "d")
_FACETS = st.fixed_dictionaries({key: st.sets(st.sampled_from(_VALUES), max_size=3) for key in _KEYS})
_WORDS = ("laser", "welding", "safety")
_SELECTION = st.dictionaries(st.sampled_from(_KEYS), st.frozensets(st.sampled_from((*_VALUES, "none")), max_size=2))


@st.composite
def _collections(draw: st.DrawFn) -> list[CourseDocument]:
    chosen = draw(st.lists(st.tuples(st.sets(st.sampled_from(_WORDS), min_size=1), _FACETS), min_size=1, max_size=12))
    return [
        CourseDocument(
            id=number, title=" ".join(sorted(words)), facets={key: tuple(sorted(v)) for key, v in facets.items()}
        )
        for number, (words, facets) in enumerate(chosen)
    ]


def _passes(course: CourseDocument, filters: dict[str, frozenset[str]], ignoring: str | None = None) -> bool:
    return all(values & set(course.facets[key]) for key, values in filters.items() if values and key != ignoring)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(courses=_collections(), text=st.sampled_from(("", *_WORDS)), filters=_SELECTION)
def test_counts_are_those_of_looking_at_every_course(
    engine: SearchEngine, courses: list[CourseDocument], text: str, filters: dict[str, frozenset[str]]
) -> None:
    engine.rebuild(courses, force=True)
    page = engine.search(SearchRequest(text=text, filters=filters, per_page=100))
    matching = [course for course in courses if not text or text in course.title]

    assert {hit.id for hit in page.hits} == {course.id for course in matching if _passes(course, filters)}
    assert page.total == len(page.hits)
    for key in _KEYS:
        others = [course for course in matching if _passes(course, filters, ignoring=key)]
        counts = {value: sum(value in course.facets[key] for course in others) for value in (*_VALUES, "none")}
        chosen = filters.get(key, frozenset())
        expected = [
            FacetValue(value=value, count=count, selected=value in chosen)
            for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            if count or value in chosen
        ]
        assert list(page.facets[key]) == expected


def test_a_chosen_value_stays_though_nothing_is_left_of_it(filled: SearchEngine) -> None:
    page = filled.search(SearchRequest(text="battery", filters={"country": frozenset({"DE"})}))

    assert page.total == 0
    assert FacetValue(value="DE", count=0, selected=True) in page.facets["country"]


def test_ancestors_of_a_value_are_counted(filled: SearchEngine) -> None:
    counts = {value.value: value.count for value in filled.search(SearchRequest()).facets["skill_area"]}

    assert (counts["batteries"], counts["batteries/second-use"]) == (4, 1)


def test_counts_every_facet_unless_told_which(filled: SearchEngine) -> None:
    assert tuple(filled.search(SearchRequest()).facets) == FACET_KEYS
    assert tuple(filled.search(SearchRequest(facets=("country",))).facets) == ("country",)
    assert filled.search(SearchRequest(facets=())).facets == {}


def test_a_facet_named_like_a_text_field_is_not_searched_as_text(engine: SearchEngine) -> None:
    engine.apply(Changes(upserts=[CourseDocument(id=1, title="Laser", facets={"provider": ("atec",)})]))

    assert engine.search(SearchRequest(text="atec")).total == 0
    assert engine.search(SearchRequest(filters={"provider": frozenset({"atec"})})).total == 1


def test_partial_answers_and_their_counts_agree(filled: SearchEngine) -> None:
    page = filled.search(SearchRequest(text="hydrogen tanks unicorn", filters={"country": frozenset({"PT"})}))

    assert (page.total, page.partial) == (1, True)
    assert {value.value: value.count for value in page.facets["country"]} == {"PT": 1, "DE": 1}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(courses=_collections(), filters=_SELECTION)
def test_relaxations_are_the_smallest_sets_of_facets_without_which_something_is_left(
    engine: SearchEngine, courses: list[CourseDocument], filters: dict[str, frozenset[str]]
) -> None:
    engine.rebuild(courses, force=True)

    def left(dropped: tuple[str, ...]) -> int:
        kept = {key: values for key, values in filters.items() if key not in dropped}
        return sum(_passes(course, kept) for course in courses)

    keys = sorted(key for key, values in filters.items() if values)
    for size in range(len(keys) + 1):
        found = {dropped: left(dropped) for dropped in combinations(keys, size) if left(dropped)}
        if found:
            break
    expected = sorted(found.items(), key=lambda item: (-item[1], item[0])) if size else []
    relaxations = engine.search(SearchRequest(filters=filters)).relaxations

    assert list(relaxations) == [Relaxation(facets=facets, total=total) for facets, total in expected]


def test_nothing_is_relaxed_where_the_text_finds_nothing(filled: SearchEngine) -> None:
    page = filled.search(SearchRequest(text="unicorn", filters={"country": frozenset({"PT"})}))

    assert (page.total, list(page.relaxations)) == (0, [])


def test_counts_follow_every_change_and_the_version_tells_of_it(engine: SearchEngine) -> None:
    def asked(country: str) -> tuple[int, dict[str, int]]:
        filters = {"country": frozenset({country})}
        page = engine.search(SearchRequest(filters=filters, facets=("language",), per_page=1, highlight=False))
        return page.total, {value.value: value.count for value in page.facets["language"] if value.count}

    def course(number: int, country: str, language: str) -> CourseDocument:
        return CourseDocument(id=number, title="Welding", facets={"country": (country,), "language": (language,)})

    versions = [engine.version()]
    for changes, spanish, german in (
        (Changes(upserts=[course(1, "ES", "es"), course(2, "DE", "de")]), (1, {"es": 1}), (1, {"de": 1})),
        (Changes(upserts=[course(2, "ES", "en")]), (2, {"es": 1, "en": 1}), (0, {})),
        (Changes(deletions=[1]), (1, {"en": 1}), (0, {})),
    ):
        engine.apply(changes)
        versions.append(engine.version())
        assert [asked("ES"), asked("ES"), asked("DE")] == [spanish, spanish, german]
    engine.rebuild([course(3, "DE", "de")], force=True)
    versions.append(engine.version())
    assert [asked("ES"), asked("DE")] == [(0, {}), (1, {"de": 1})]
    assert engine.version() == versions[-1]
    assert len(set(versions)) == len(versions)
