"""RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/) as the same nodes JSON-LD gives.

One graph has many spellings: types as elements or as ``rdf:type``, nodes in place or referred to, values as elements
or as attributes. All become nodes with lists of values; who reads them follows the references.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from importers.markup.page_facts import joined

Node = dict[str, Any]
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROOT = f"{RDF}RDF"
MAX_DEPTH = 60


def nodes_in(root: Any, base: str) -> list[Node]:
    """Return the nodes that stand by themselves below an ``rdf:RDF`` element; ``base`` resolves their addresses."""
    return [_node(element, base, 0) for element in root.iterchildren(etree.Element)]


def _node(element: Any, base: str, depth: int) -> Node:
    node: Node = {"@type": [], **_identity(element, base)}
    if element.tag != f"{RDF}Description":
        node["@type"].append(_address(element.tag))
    for name, value in element.attrib.items():
        if name.startswith("{") and not name.startswith((RDF, LANG[:-4])):
            node.setdefault(_address(name), []).append(value)
    if depth < MAX_DEPTH:
        _add_properties(node, element, base, depth)
    return node


def _identity(element: Any, base: str) -> Node:
    about, blank, name = (element.get(RDF + each) for each in ("about", "nodeID", "ID"))
    if about is not None:
        return {"@id": joined(base, about)}
    if blank is not None:
        return {"@id": f"_:{blank}"}
    return {} if name is None else {"@id": joined(base, f"#{name}")}


def _add_properties(node: Node, element: Any, base: str, depth: int) -> None:
    for part in element.iterchildren(etree.Element):
        if part.tag == f"{RDF}type":
            node["@type"].append(part.get(f"{RDF}resource") or "")
        else:
            node.setdefault(_address(part.tag), []).extend(_values(part, base, depth))


def _values(part: Any, base: str, depth: int) -> list[Any]:
    """Return the values of a property: nodes in it, one that it refers to, or its text with the text's language."""
    resource, blank = part.get(f"{RDF}resource"), part.get(f"{RDF}nodeID")
    if resource is not None or blank is not None:
        return [{"@id": f"_:{blank}" if resource is None else joined(base, resource)}]
    kind, inner = part.get(f"{RDF}parseType"), list(part.iterchildren(etree.Element))
    if kind == "Resource":
        node: Node = {"@type": []}
        _add_properties(node, part, base, depth + 1)
        return [node]
    if inner and kind != "Literal":
        return [_node(each, base, depth + 1) for each in inner]
    if kind == "Literal":
        return [(part.text or "") + "".join(etree.tostring(each, encoding="unicode") for each in inner)]
    language = _language(part)
    return [{"@value": part.text or "", "@language": language} if language else part.text or ""]


def _language(element: Any) -> str:
    """Return the language of an element's text: its own, or that of what it stands in."""
    while element is not None:
        if (found := element.get(LANG)) is not None:
            return str(found)
        element = element.getparent()
    return ""


def _address(name: str) -> str:
    """Return the whole name of a type or property as RDF has it, of ``{namespace}name``."""
    return name.removeprefix("{").replace("}", "", 1)
