"""Pages. A view parses, calls one service, presents. Every module here with a ``blueprint`` is found, not listed."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from flask import Blueprint, Flask

from catalogue import access
from catalogue.web import allowances, errors, goal_cookie, headers, kept_forms, locale, template_names


def init_app(app: Flask) -> None:
    """Give the application its pages."""
    for found in iter_modules(__path__):
        blueprint = getattr(import_module(f"{__name__}.{found.name}"), "blueprint", None)
        if isinstance(blueprint, Blueprint):
            app.register_blueprint(blueprint)
    for part in (locale, access, headers, allowances, errors, kept_forms, template_names, goal_cookie):
        part.init_app(app)
