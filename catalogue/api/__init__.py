"""The versioned JSON API; every module here with a ``blueprint`` is found, not listed."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from flask import Flask, current_app
from flask_smorest import Blueprint

from catalogue.extensions import api, limiter


def init_app(app: Flask) -> None:
    """Register the blueprints of the API with the application."""
    api.init_app(app)
    for blueprint in _blueprints():
        api.register_blueprint(blueprint)


@cache
def _blueprints() -> list[Blueprint]:
    """Return the blueprints, discovered and given their rate limit once, however many applications a process has."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    found = [blueprint for module in modules if isinstance(blueprint := getattr(module, "blueprint", None), Blueprint)]
    for blueprint in found:
        limiter.limit(_allowance)(blueprint)
    return found


def _allowance() -> str:
    """Return how often one address may ask."""
    allowed: str = current_app.config["API_ALLOWANCE"]
    return allowed
