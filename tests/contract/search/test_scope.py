"""A scope narrows hits, totals and facets alike, on every engine."""

from __future__ import annotations

from catalogue.search.port import Rule, Scope, SearchEngine, SearchRequest


def _ids(engine: SearchEngine, scope: Scope, **asked: object) -> set[int]:
    page = engine.search(SearchRequest(scope=scope, per_page=50, **asked))  # type: ignore[arg-type]
    assert page.total == len(page.hits)
    return {hit.id for hit in page.hits}


def _rule(text: str = "", **filters: str) -> Rule:
    return Rule(text, {key: frozenset(value.split()) for key, value in filters.items()})


def test_a_rule_holds_what_the_same_search_finds(filled: SearchEngine) -> None:
    for rule in (_rule("hydrogen"), _rule(skill_area="batteries"), _rule("safety", skill_area="hydrogen batteries")):
        found = filled.search(SearchRequest(text=rule.text, filters=rule.filters, per_page=50))
        assert _ids(filled, Scope(rules=[rule])) == {hit.id for hit in found.hits}


def test_rules_add_up_and_ids_come_and_go(filled: SearchEngine) -> None:
    spanish, hydrogen = _rule(language="es"), _rule(skill_area="hydrogen")
    assert _ids(filled, Scope(rules=[spanish, hydrogen])) == {3, 4, 5}
    assert _ids(filled, Scope(rules=[spanish], include=frozenset({7, 999}))) == {5, 7}
    assert _ids(filled, Scope(rules=[spanish, hydrogen], include=frozenset({7}), exclude=frozenset({4, 7}))) == {3, 5}


def test_a_search_within_a_scope_finds_what_is_in_both(filled: SearchEngine) -> None:
    scope = Scope(rules=[_rule(skill_area="batteries hydrogen")], exclude=frozenset({4}))
    assert 4 not in _ids(filled, scope, text="hydrogen")
    assert _ids(filled, scope, filters={"language": frozenset({"de"})}) == {3}


def test_facets_count_what_is_in_the_scope(filled: SearchEngine) -> None:
    scope = Scope(rules=[_rule(skill_area="hydrogen")], include=frozenset({7}))
    page = filled.search(SearchRequest(scope=scope))
    assert {value.value: value.count for value in page.facets["language"]} == {"de": 1, "en": 1}
    assert {value.value: value.count for value in page.facets["skill_area"]}["it-software"] == 1


def test_a_scope_without_rules_and_ids_is_empty(filled: SearchEngine) -> None:
    assert _ids(filled, Scope()) == set()
