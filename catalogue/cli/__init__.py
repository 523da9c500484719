"""The command line: ``catalogue …`` and ``flask --app wsgi …``; modules here with a ``command`` are found."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import NoReturn

import click
from flask import Flask
from flask.cli import FlaskGroup

from catalogue.cli.full_disk import ADVICE, is_full_disk
from catalogue.config import SettingError


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for found in iter_modules(__path__):
        command = getattr(import_module(f"{__name__}.{found.name}"), "command", None)
        if isinstance(command, click.Command):
            app.cli.add_command(command)


def main() -> None:
    """Run the console script; exit with status 2 if the settings do not let it start or the disk is full."""
    try:
        _run()
    except SettingError as error:
        click.echo(f"Could not start: {error}", err=True)
    except Exception as error:
        if not is_full_disk(error):
            raise
        click.echo(f"Could not go on: {ADVICE}", err=True)
    sys.exit(2)


def _run() -> NoReturn:
    """Run the command that was asked for; it ends the process with its status."""
    from catalogue.app import create_app

    app = create_app()
    group = FlaskGroup(
        name="catalogue",
        help="The training-course catalogue of Europe's automotive and battery industry.",
        create_app=lambda: app,
        add_default_commands=False,
        add_version_option=False,
        load_dotenv=False,
        set_debug_flag=False,
    )
    sys.exit(group.main(prog_name="catalogue"))
