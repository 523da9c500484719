"""Pages. A view parses, calls one service, presents. Every module of its rooms with a ``blueprint`` is
found, not listed."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from flask import Blueprint, Flask

from catalogue import access
from catalogue.web.guards import expired_forms, quotas_by_account, too_many_requests
from catalogue.web.learning import goal_cookie
from catalogue.web.site import errors, headers, languages_read, locale, template_names, trailing_slashes


def init_app(app: Flask) -> None:
    """Register every page of the website with the application."""
    modules = (import_module(found.name) for found in walk_packages(__path__, f"{__name__}."))
    held = [getattr(module, "blueprint", None) for module in modules]
    for blueprint in dict.fromkeys(one for one in held if isinstance(one, Blueprint)):  # a room may offer one again
        app.register_blueprint(blueprint)
    guards = (trailing_slashes, quotas_by_account, too_many_requests, expired_forms)
    for part in (locale, access, headers, errors, *guards, template_names, goal_cookie, languages_read):
        part.init_app(app)
