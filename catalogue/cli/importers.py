"""``catalogue importers``: the formats that can be read, and beginning a recipe for a site with markup of its own."""

from __future__ import annotations

from pathlib import Path

import click

from catalogue.cli.readiness import stop_on
from catalogue.ingestion.contract import Unreadable
from catalogue.ingestion.registry import discover, installed, recipe_scaffold

MAX_SAMPLE_CHARACTERS = 60


@click.group("importers")
def command() -> None:
    """List importers, or begin a recipe for a site (list, new)."""


@command.command("list")
def list_() -> None:
    """Print every format that can be read, every site with a recipe, and what is installed but cannot be used."""
    for key, importer in sorted(discover().items()):
        recipe = getattr(importer, "RECIPE", None)
        click.echo(f"{key:28} {importer.label}{'  (recipe: ' + ', '.join(recipe.hosts) + ')' if recipe else ''}")
    for refused in installed().refused:
        click.echo(str(refused), err=True)


@command.command()
@click.argument("site")
@click.option(
    "--page",
    "pages",
    required=True,
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A saved page of the site; first the list of courses, then pages of single courses.",
)
@click.option("--address", "addresses", multiple=True, help="Where each --page was saved from, if it does not say so.")
@click.option("--label", default="", help="The site's name as readers see it.")
def new(site: str, pages: tuple[Path, ...], addresses: tuple[str, ...], label: str) -> None:
    """Begin a recipe from saved pages: its module, the recorded pages and what they give.

    SITE is its key, such as academy-lisboa. Works in a checkout of the sources; overwrites nothing that exists.
    """
    scaffolding = recipe_scaffold()
    known = [*addresses, *[""] * (len(pages) - len(addresses))]
    saved = [(path.read_bytes(), address) for path, address in zip(pages, known, strict=False)]
    with stop_on(scaffolding.NotThere, Unreadable):
        made = scaffolding.scaffold(site, label, saved)
    for field, selector, sample in made.found:
        click.echo(f"{field:24} {selector:44} {' '.join(sample.split())[:MAX_SAMPLE_CHARACTERS]}")
    click.echo("\nCheck before you commit:" if made.checks else "")
    for check in made.checks:
        click.echo(f"- {check}")
    click.echo("\nWritten:")
    for file in made.files:
        click.echo(f"  {file}")
    click.echo("Run `python -m pytest tests/importers/partners`, and again after every change of the recipe.")
