"""The console script ``catalogue``, and ``python -m catalogue``."""

from __future__ import annotations

import sys
from typing import NoReturn

import click
from flask.cli import FlaskGroup

from catalogue.app import create_app
from catalogue.cli.full_disk import ADVICE, is_full_disk
from catalogue.config import SettingError


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


def _run() -> NoReturn:
    """Run what was asked for; it ends the process with its status."""
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


if __name__ == "__main__":
    main()
