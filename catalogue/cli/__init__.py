"""The command line: ``catalogue …`` and ``flask --app wsgi …``; modules here with a ``command`` are found."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NoReturn

import click
from flask import Flask
from flask.cli import FlaskGroup

from catalogue.cli.full_disk import ADVICE, is_full_disk
from catalogue.config import SettingError
from catalogue.version import installed_version


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for found in iter_modules(__path__):
        command = getattr(import_module(f"{__name__}.{found.name}"), "command", None)
        if isinstance(command, click.Command):
            app.cli.add_command(command)


def _say_version(ctx: click.Context, option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(installed_version())
        ctx.exit()


VERSION = click.Option(
    ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_say_version, help="Show the version."
)


def main() -> None:
    """The console script; exit status 2 if the settings do not let it start or the disk is full."""
    try:
        _run()
    except SettingError as error:
        click.echo(f"Could not start: {error}", err=True)
    except Exception as error:
        if not is_full_disk(error):
            raise
        click.echo(f"Could not go on: {ADVICE}", err=True)
    sys.exit(2)


class Commands(FlaskGroup):
    """Our commands, whose application is made once one of them is asked for: ``--version`` needs none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands. Raise ``SettingError`` for a setting that cannot be used."""
        _application()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of this name, if any. Raise ``SettingError`` for a setting that cannot be used."""
        _application()
        return super().get_command(ctx, name)


@cache
def _application() -> Flask:
    from catalogue.app import create_app

    return create_app()


def _run() -> NoReturn:
    """Run what was asked for; it ends the process with its status."""
    group = Commands(
        name="catalogue",
        help="The training-course catalogue of Europe's automotive and battery industry.",
        create_app=_application,
        add_default_commands=False,
        add_version_option=False,
        load_dotenv=False,
        set_debug_flag=False,
        params=[VERSION],
    )
    sys.exit(group.main(prog_name="catalogue"))
