"""RDFa 1.1 as course pages use it (https://www.w3.org/TR/rdfa-lite/, with about and rel of RDFa Core).

The nodes are those JSON-LD gives. Terms of other vocabularies than schema.org are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from importers.markup.context import VOCABULARY
from importers.markup.html_tree import address_of, is_link, text_of
from importers.markup.page_facts import joined

Node = dict[str, Any]
# The prefix that RDFa's initial context knows (https://www.w3.org/2011/rdfa-context/rdfa-1.1).
INITIAL_PREFIXES = {"schema": "http://schema.org/"}
# Words that say how to treat a link (https://html.spec.whatwg.org/#linkTypes), and no property of anything.
HTML_RELATIONS = frozenset(
    {
        *("alternate", "bookmark", "canonical", "dns-prefetch", "expect", "external", "first", "help", "icon", "last"),
        *("manifest", "me", "modulepreload", "next", "nofollow", "noopener", "noreferrer", "opener", "pingback"),
        *(
            "preconnect",
            "prefetch",
            "preload",
            "prerender",
            "prev",
            "privacy-policy",
            "search",
            "shortcut",
            "sponsored",
        ),
        *("stylesheet", "tag", "terms-of-service", "ugc", "up"),
    }
)


@dataclass(frozen=True, slots=True)
class _Scope:
    """The context of an element: its names, its subject, and a relation that waits for its object."""

    vocabulary: str = ""
    prefixes: Mapping[str, str] = field(default_factory=lambda: INITIAL_PREFIXES)
    subject: Node | None = None
    waiting: tuple[str, ...] = ()

    def terms(self, text: str | None) -> list[str]:
        """Return the schema.org terms among these names."""
        return [term for name in (text or "").split() if (term := self._term(name))]

    def _term(self, name: str) -> str:
        prefix, colon, rest = name.partition(":")
        whole = f"{self.prefixes[prefix]}{rest}" if colon and prefix in self.prefixes else name
        whole = whole if colon else f"{self.vocabulary}{name}"
        found = VOCABULARY.match(whole)
        return whole[found.end() :] if found else ""

    def within(self, element: Any) -> _Scope:
        """Return the scope as the element's own vocabulary and prefixes change it."""
        vocabulary, declared = element.get("vocab"), (element.get("prefix") or "").split()
        if vocabulary is None and not declared:
            return self
        named = {name.rstrip(":"): address for name, address in zip(declared[::2], declared[1::2], strict=False)}
        known = self.vocabulary if vocabulary is None else vocabulary.strip()
        return replace(self, vocabulary=known, prefixes={**self.prefixes, **named})


def resources_in(root: Any, base: str) -> Iterator[tuple[str, Node]]:
    """Yield the typed resources of a page that are nobody's value, each with where it stands."""
    waiting: list[tuple[Any, _Scope]] = [(root, _Scope())]
    found: list[tuple[str, Node]] = []
    while waiting:
        element, outer = waiting.pop()
        scope = outer.within(element)
        node = _resource(element, scope, base)
        if node is not None and not _attach(element, scope, node):
            found.append((f"RDFa, line {element.sourceline}", node))
        elif node is None and scope.subject is not None:
            _state(element, scope.subject, scope, base)
        inner = _inside(element, scope, node)
        waiting.extend((child, inner) for child in reversed(element) if isinstance(child.tag, str))
    yield from found


def _resource(element: Any, scope: _Scope, base: str) -> Node | None:
    """Return the resource that begins with this element: it has a type, or a name and is nobody's value; else None."""
    types = scope.terms(element.get("typeof"))
    is_value = element.get("property") is not None or _relations(element, scope)
    named = element.get("about")
    if named is None and (types or not is_value):
        named = element.get("resource")
    if named is None and types and not is_value and is_link(element, ()):
        named = address_of(element, base)
    if named is None and not types:
        return None
    node: Node = {"@type": types} if types else {}
    return node if named is None else node | _reference(named, base)


def _reference(named: str, base: str) -> Node:
    return {"@id": named if named.startswith("_:") else joined(base, named)}


def _attach(element: Any, scope: _Scope, node: Node) -> bool:
    """Make it the value of what is around it, if that is how it is meant."""
    names = [*scope.terms(element.get("property")), *_relations(element, scope)] or list(scope.waiting)
    if scope.subject is None or not names or element.get("about") is not None:
        return False
    for number, name in enumerate(dict.fromkeys(names)):
        # one that is several things at once is there once, or nesting would double it at each step
        value = _mention(node, element) if number else node
        scope.subject.setdefault(name, []).append(value)
    return True


def _mention(node: Node, element: Any) -> Node:
    """Return a reference to a node that stands elsewhere."""
    return {"@id": node.setdefault("@id", f"_:rdfa{element.getroottree().getpath(element)}")}


def _state(element: Any, subject: Node, scope: _Scope, base: str) -> None:
    """Add what an element without a resource of its own says of the subject around it."""
    target = element.get("resource") or element.get("href")
    for name in _relations(element, scope) if target else ():
        subject.setdefault(name, []).append(_reference(target, base))
    names = scope.terms(element.get("property"))
    for name in names:
        subject.setdefault(name, []).append(_value(element, names, base))


def _value(element: Any, names: list[str], base: str) -> Any:
    stated, named = element.get("content") is not None, element.get("resource")
    if named is not None and not stated:
        return _reference(named, base)
    if is_link(element, names) and not stated:
        return address_of(element, base)
    text, language = text_of(element), element.get("lang")
    return {"@value": text, "@language": language} if language else text


def _inside(element: Any, scope: _Scope, node: Node | None) -> _Scope:
    """Return the scope for the children. A link alone is no new subject, as authors who wrap a name in one mean it."""
    if node is not None:
        return replace(scope, subject=node, waiting=())
    relations = _relations(element, scope)
    hanging = relations and element.get("resource") is None and element.get("href") is None
    return replace(scope, waiting=tuple(relations)) if hanging else scope


def _relations(element: Any, scope: _Scope) -> list[str]:
    """Return the relations that are no words of HTML's own.

    Beside ``property`` only those with a prefix are meant (https://www.w3.org/TR/html-rdfa/#extensions-to-the-syntax).
    """
    names = (name for name in (element.get("rel") or "").split() if name.lower() not in HTML_RELATIONS)
    both = element.get("property") is not None
    return scope.terms(" ".join(name for name in names if ":" in name or not both))
