"""A recipe as the text of its module, written as our formatter leaves it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from importers.markup.selectors import Selector
from importers.recipe import Recipe


def module_text(recipe: Recipe) -> str:
    """Return the module of a partner site: its recipe, and the line that makes an importer of it."""
    used = ["Listing"] * bool(recipe.listing) + ["Recipe"] + ["Rows"] * bool(recipe.instances) + ["importer_of"]
    lines = [
        f'"""{_docstring(recipe)}"""',
        "",
        f"from importers.recipe import {', '.join(used)}",
        "",
        "RECIPE = Recipe(",
        f"    key={_text(recipe.key)},",
        f"    label={_text(recipe.label)},",
        f"    hosts=({', '.join(map(_text, recipe.hosts))}{',' if len(recipe.hosts) == 1 else ''}),",
        *([f"    language={_text(recipe.language)},"] if recipe.language else []),
        *_listing(recipe),
        *(_mapping("    ", "fields", recipe.fields) if recipe.fields else []),
        *_runs(recipe),
        ")",
        "key, label, detect, read = importer_of(RECIPE)",
        "",
    ]
    return "\n".join(lines)


def _listing(recipe: Recipe) -> list[str]:
    listing = recipe.listing
    if listing is None:
        return []
    following = [f"        next={_text(str(listing.next))},"] if listing.next else []
    fields = _mapping("        ", "fields", listing.fields) if listing.fields else []
    head = ["    listing=Listing(", f"        item={_text(listing.item)},", f"        link={_text(str(listing.link))},"]
    return [*head, *following, *fields, "    ),"]


def _runs(recipe: Recipe) -> list[str]:
    runs = recipe.instances
    if runs is None:
        return []
    return [
        "    instances=Rows(",
        f"        item={_text(runs.item)},",
        *_mapping("        ", "fields", runs.fields),
        "    ),",
    ]


def _mapping(indent: str, name: str, fields: Mapping[str, Selector]) -> list[str]:
    inner = [f"{indent}    {_text(key)}: {_text(str(css))}," for key, css in fields.items()]
    return [f"{indent}{name}={{", *inner, f"{indent}}},"]


def _docstring(recipe: Recipe) -> str:
    plain_label = recipe.label.replace("\\", "").replace('"', "'")
    return f"{plain_label} ({recipe.hosts[0]}): proposed from saved pages."


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
