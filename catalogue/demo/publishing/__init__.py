"""The ways a partner publishes its courses, one module each; a module with ``KEY`` and ``resources`` is found here."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from catalogue.demo.content import ContentError, SampleSite
from catalogue.demo.pages import Resource


class Publisher(Protocol):
    """``KEY`` is what ``publishes`` in a ``site.toml`` says; ``resources`` gives the answer for each path."""

    KEY: str

    def resources(self, site: SampleSite) -> dict[str, Resource]: ...


@cache
def publishers() -> dict[str, Publisher]:
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.KEY: cast(Publisher, module) for module in modules if hasattr(module, "KEY")}


def publisher_of(site: SampleSite) -> Publisher:
    """Raises ``ContentError`` if the site publishes in a way nobody wrote."""
    try:
        return publishers()[site.publishes]
    except KeyError as error:
        known = ", ".join(sorted(publishers()))
        raise ContentError(
            f"{site.folder / 'site.toml'}: publishes = {site.publishes!r} is unknown; use one of {known}"
        ) from error
