"""The versioned JSON API; every module here with a ``blueprint`` is found, not listed."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from flask import Flask, current_app
from flask_smorest import Blueprint

from catalogue.extensions import api, limiter


def init_app(app: Flask) -> None:
    """Give the application its API."""
    api.init_app(app)
    for blueprint in _blueprints():
        api.register_blueprint(blueprint)


@cache
def _blueprints() -> list[Blueprint]:
    """Found and given their limit once, however many applications a process has."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    found = [one for module in modules if isinstance(one := getattr(module, "blueprint", None), Blueprint)]
    for blueprint in found:
        limiter.limit(_allowance)(blueprint)
    return found


def _allowance() -> str:
    """How often one address may ask."""
    allowed: str = current_app.config["API_ALLOWANCE"]
    return allowed
