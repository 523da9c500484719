"""One module per kind of review, each with a ``KIND``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from catalogue.services.moderating.reviewing.contract import Kind


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its key; a module may have several."""
    found: list[Kind] = []
    for module in iter_modules(__path__):
        held = vars(import_module(f"{__name__}.{module.name}")).values()
        found += [one for one in held if isinstance(one, Kind)]
    return {kind.key: kind for kind in found}
