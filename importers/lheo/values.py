"""Values as LHEO writes them: fillers for what is obligatory, days of which only a part is known, bare hosts."""

from __future__ import annotations

import re

from lxml import etree

from catalogue.domain.text.web_addresses import with_scheme
from importers.xcri.elements import Node, joined

DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
UNKNOWN_DAYS = frozenset({"00000000", "99999999"})
UNKNOWN_PART = "00"
FILLERS = frozenset({"", "-", "non renseigné", "non renseigne"})


def stated(text: str) -> str:
    """Return the text; empty for what publishers write where the schema wants a text and there is none."""
    return "" if text.strip().lower() in FILLERS else text.strip()


def day(text: str) -> str:
    """Return ``20170904`` as ``2017-09-04``, and as much of it as is known: ``2017-09`` of ``20170900``.

    Empty for a day that is said to be unknown; any other text stays as it is.
    """
    found = DAY.fullmatch(text.strip())
    if found is None or "".join(found.groups()) in UNKNOWN_DAYS:
        return "" if found else stated(text)
    year, month, number = found.groups()
    known = [year] if month == UNKNOWN_PART else [year, month] if number == UNKNOWN_PART else [year, month, number]
    return "-".join(known)


def markup(node: Node, name: str) -> str:
    """Return the first text of this name with its line breaks; it may be HTML."""
    texts = ("".join(child.itertext()).strip() for child in node.all(name))  # type: ignore[arg-type]
    return next((text for text in texts if stated(text)), "")


def address(node: Node, name: str) -> str:
    """Return the first web address below this name, such as that of ``url-action``; empty if there is none."""
    found = (with_scheme(text) for part in node.nodes(name) for text in part.texts("urlweb"))
    return next(filter(None, found), "")


def extras(node: Node, *infos: str) -> list[str]:
    """Return texts of the free elements with one of these names, however deep they stand."""
    return [text for part in _free(node, "extra") if part.get("info") in infos and (text := joined(part))]


def extra_numbers(node: Node, info: str) -> list[str]:
    """Return the numbers of the groups of free elements with this name."""
    return [number for part in _free(node, "extras") if part.get("info") == info and (number := part.get("numero"))]


def _free(node: Node, name: str) -> list[etree._Element]:
    return [part for group in node.all("extras") for part in group.iter(f"{{*}}{name}")]
