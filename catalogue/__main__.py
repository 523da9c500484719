"""The console script ``catalogue``, and ``python -m catalogue``."""

from __future__ import annotations

import sys
from functools import cache
from typing import NoReturn

import click
from flask import Flask
from flask.cli import FlaskGroup

from catalogue.app import create_app
from catalogue.cli.full_disk import ADVICE, is_full_disk
from catalogue.config import SettingError
from catalogue.version import installed_version


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


def main() -> None:
    """Run what was asked for; exit status 2 if the settings do not let it start or the disk is full."""
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
    """Run what was asked for; it ends the process with its status."""
    group = Commands(
        name="catalogue",
        help="The training-course catalogue of Europe's automotive and battery industry.",
        create_app=_application,
        params=[_version_option()],
        add_default_commands=False,
        add_version_option=False,
        load_dotenv=False,
        set_debug_flag=False,
    )
    sys.exit(group.main(prog_name="catalogue"))


@cache
def _application() -> Flask:
    return create_app()


def _version_option() -> click.Option:
    def say(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
        if asked:
            click.echo(installed_version())
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=say, help="Show the version."
    )


if __name__ == "__main__":
    main()
