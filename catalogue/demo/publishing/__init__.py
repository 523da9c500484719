"""The ways a partner publishes its courses, one module each; a module with ``KEY`` and ``resources`` is found here."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from catalogue.demo.content import ContentError, SampleSite
from catalogue.demo.pages import Resource


class Publisher(Protocol):
    """A way of publishing. ``KEY`` is what ``publishes`` in a ``site.toml`` names; ``resources`` gives the resource at
    each path."""

    KEY: str

    def resources(self, site: SampleSite) -> dict[str, Resource]:
        """Return the resource at each path of the site."""


@cache
def publishers() -> dict[str, Publisher]:
    """Return every publisher by its key."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.KEY: cast(Publisher, module) for module in modules if hasattr(module, "KEY")}


def publisher_of(site: SampleSite) -> Publisher:
    """Return the publisher of a site. Raise ``ContentError`` if the site names one that does not exist."""
    try:
        return publishers()[site.publishes]
    except KeyError as error:
        known = ", ".join(sorted(publishers()))
        raise ContentError(
            f"{site.folder / 'site.toml'}: publishes = {site.publishes!r} is unknown; use one of {known}"
        ) from error
