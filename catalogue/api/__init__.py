"""The versioned JSON API; every module here with a ``blueprint`` is found, not listed."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask
from flask_smorest import Blueprint

from catalogue.extensions import api


def init_app(app: Flask) -> None:
    """Give the application its API."""
    api.init_app(app)
    for found in iter_modules(__path__):
        blueprint = getattr(import_module(f"{__name__}.{found.name}"), "blueprint", None)
        if isinstance(blueprint, Blueprint):
            api.register_blueprint(blueprint)
