"""Nodes of the European Learning Model, however they were written: XML or JSON-LD, nested or referred to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from importers.markup.texts import Texts

MAX_DEPTH = 50
LEARNING_ACHIEVEMENT = "learningAchievementSpecification"


@dataclass(slots=True)
class Node:
    """One thing. Its properties are stored by local name in lower case: prefixes and case differ between bindings."""

    known: Known
    id: str = ""
    types: tuple[str, ...] = ()
    where: str = ""
    properties: defaultdict[str, list[Node | tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def texts(self, *names: str) -> Texts:
        """Return language and text of the first of these properties that has any."""
        found = ([value for value in self._values(name) if isinstance(value, tuple) and value[1]] for name in names)
        return next(filter(None, found), [])

    def text(self, *names: str) -> str:
        """Return the first text; empty if there is none."""
        return next((text for _, text in self.texts(*names)), "")

    def nodes(self, *names: str) -> list[Node]:
        """Return the things that the first of these properties names, references resolved."""
        found = ([value for value in self._values(name) if isinstance(value, Node)] for name in names)
        return [self.known.get(node) for node in next(filter(None, found), [])]

    def inside(self, *path: str) -> list[Node]:
        """Return the things at the end of a path of properties."""
        found = [self]
        for name in path:
            found = [part for node in found for part in node.nodes(name)]
        return found

    def ids(self, *names: str) -> list[str]:
        """Return the addresses of concepts, given as things or as plain text."""
        return [node.id for node in self.nodes(*names) if node.id] or [text for _, text in self.texts(*names)]

    def _values(self, name: str) -> list[Node | tuple[str, str]]:
        return self.properties.get(name.lower(), [])


class Known:
    """The things of a document by their address; a reference stands for the thing it names."""

    def __init__(self) -> None:
        self._by_id: dict[str, Node] = {}

    def add(self, node: Node) -> None:
        """Store a thing that is described, not only named."""
        if node.id and node.properties:
            self._by_id.setdefault(node.id, node)

    def get(self, node: Node) -> Node:
        """Return the thing described, else the reference itself."""
        return node if node.properties else self._by_id.get(node.id, node)

    def __iter__(self) -> Iterator[Node]:
        return iter(self._by_id.values())


def course_key(node: Node) -> tuple[str, ...]:
    """Return a key that opportunities of one course share: what is learned, its title, its page and who offers it."""
    learned = [part.id for part in node.nodes(LEARNING_ACHIEVEMENT)]
    if not learned or not all(learned):
        return (node.where, node.id)
    pages = [url for page in node.nodes("homepage") for url in page.ids("contentUrl")]
    return (*learned, *(agent.id for agent in node.nodes("providedBy")), *pages, node.text("title"))


def local_name(name: str) -> str:
    """Return a property or type without namespace or prefix."""
    for mark in "#/:":
        name = name.rpartition(mark)[2]
    return name
