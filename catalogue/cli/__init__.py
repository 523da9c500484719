"""The command line: ``catalogue …`` and ``flask --app wsgi …``; modules here with a ``command`` are found."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import click
from flask import Flask


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for found in iter_modules(__path__):
        command = getattr(import_module(f"{__name__}.{found.name}"), "command", None)
        if isinstance(command, click.Command):
            app.cli.add_command(command)
