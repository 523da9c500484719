"""Every kind of review, found in the room of the noun it is about.

A module of ``catalogue.services`` whose name ends in ``review_kind`` holds one kind or several, such as
``catalogue.services.providing.uploads.review_kind``. Nothing lists them: a new kind is a new module.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import catalogue.services
from catalogue.services.reviewing.contract import ReviewKind

MODULE_NAME_ENDING = "review_kind"


@cache
def review_kinds() -> dict[str, ReviewKind]:
    """Return every kind by its key. Raise ``ValueError`` if a key is taken twice."""
    found = [one for module in _modules() for one in vars(module).values() if isinstance(one, ReviewKind)]
    by_key = {kind.key: kind for kind in found}
    if len(by_key) < len(found):
        raise ValueError(f"more than one kind of review has a key of these: {sorted(kind.key for kind in found)}")
    return by_key


def _modules() -> Iterator[ModuleType]:
    """Yield the modules that hold a kind; raise what went wrong if one cannot be imported."""
    for found in walk_packages(catalogue.services.__path__, "catalogue.services.", onerror=import_module):
        if found.name.endswith(MODULE_NAME_ENDING):
            yield import_module(found.name)
