"""Discovery of the formats that can be written."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import catalogue.exports
from catalogue.exports.contract import Format


@cache
def formats() -> dict[str, Format]:
    """Return every format by its key."""
    modules = (import_module(f"catalogue.exports.{found.name}") for found in iter_modules(catalogue.exports.__path__))
    found = [module.FORMAT for module in modules if isinstance(getattr(module, "FORMAT", None), Format)]
    return {format.key: format for format in sorted(found, key=lambda format: format.key)}
