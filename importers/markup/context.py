"""JSON-LD contexts as far as course pages use them: which of a block's names are schema.org's, and its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

VOCABULARY = re.compile(r"https?://(?:www\.)?schema\.org/?#?", re.I)
# schema.org's own context says the first two (https://schema.org/docs/jsonldcontext.json).
ALIASES = {"type": "@type", "id": "@id"}
PREFIXES = frozenset({"schema", "sdo"})
MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Names:
    """How one part of a document names things; ``language`` is that of its texts, BCP 47, empty if not given."""

    aliases: Mapping[str, str] = field(default_factory=ALIASES.copy)
    prefixes: frozenset[str] = PREFIXES
    language: str = ""

    def plain(self, name: str) -> str:
        """Return the name without schema.org's address or prefix; foreign names stay as they are."""
        name = self.aliases.get(name, name)
        if ":" not in name:
            return name
        prefix, _, rest = name.partition(":")
        return rest if prefix in self.prefixes else VOCABULARY.sub("", name, count=1)

    def within(self, context: Any) -> Names:
        """Return these names as a ``@context`` (address, object or list of them) changes them."""
        names = self
        for part in context if isinstance(context, list) else [context]:
            if isinstance(part, dict):
                names = names._with(part)
        return names

    def _with(self, terms: dict[str, Any]) -> Names:
        meanings = {term: value.get("@id") if isinstance(value, dict) else value for term, value in terms.items()}
        known = {term: meaning for term, meaning in meanings.items() if isinstance(meaning, str) and term[:1] != "@"}
        prefixes = {term for term, meaning in known.items() if VOCABULARY.fullmatch(meaning)}
        wider = Names(self.aliases, self.prefixes | prefixes, self.language)
        aliases = {term: wider.plain(meaning) for term, meaning in known.items() if term not in prefixes}
        language = terms.get("@language", self.language)
        return Names({**self.aliases, **aliases}, wider.prefixes, language if isinstance(language, str) else "")


def plain(value: Any, names: Names, depth: int = 0) -> Any:
    """Return a copy under schema.org's own names; what lies deeper than any course does is left out."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, list):
        return [plain(inner, names, depth + 1) for inner in value]
    return _plain_node(value, names, depth) if isinstance(value, dict) else value


def _plain_node(node: dict[str, Any], names: Names, depth: int) -> dict[str, Any]:
    if "@context" in node:
        names = names.within(node["@context"])
    copy: dict[str, Any] = {}
    if "@context" in node and names.language:
        copy["@language"] = names.language
    for name, value in node.items():
        known = names.plain(name)
        if known == "@context" or value is None:
            continue
        if known == "@type":
            value = [names.plain(each) for each in values_of(value) if isinstance(each, str)]
        else:
            value = plain(value, names, depth + 1)
        copy[known] = [*values_of(copy[known]), *values_of(value)] if known in copy and known[0:1] != "@" else value
    return copy


def values_of(value: Any) -> list[Any]:
    """Return the values of a property as a list, however they were given."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and isinstance(value.get("@list"), list):
        found: list[Any] = value["@list"]
        return found
    return [] if value is None else [value]
