"""Backups and restores, killed at any change of a file: never half a backup, never half an instance."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db
from catalogue.models import Course
from tests.campaign.figures import Figures
from tests.killing import killed_at_change

KILLS = 200
MOST_CHANGES_OF_BACKUP, MOST_CHANGES_OF_RESTORE = 16, 80
SEED = 18
Made = tuple[Path, Path, Path]


def run(share: float) -> Iterator[Figures]:
    """Kill so many backups, and so many restores."""
    chance, tries = random.Random(SEED), max(1, round(KILLS * share / 2))
    with TemporaryDirectory() as folder:
        made = _prepare(Path(folder))
        yield _figures("backup killed", [_backup(made, chance) for _ in range(tries)])
        yield _figures("restore killed", [_restore(made, chance) for _ in range(tries)])


def _prepare(folder: Path) -> Made:
    """An instance with a course, one with another, and a backup of the first."""
    for name in ("one", "other"):
        sheet = folder / f"{name}.csv"
        sheet.write_text(f"title,url\n{name},https://a.example/1\n", "utf-8")
        assert command(folder / name, "import", sheet, "--provider", "academy") == 0
    assert command(folder / "one", "backup", folder / "backup") == 0
    return folder / "one", folder / "other", folder / "backup"


def _backup(made: Made, chance: random.Random) -> tuple[bool, bool, bool]:
    """Whether the kill came in time, whether a file under the name was whole, and whether a second backup worked."""
    one, other, _backup = made
    file = one.with_name("killed")
    file.unlink(missing_ok=True)
    in_time = killed_at_change(lambda: command(one, "backup", file), chance.randrange(MOST_CHANGES_OF_BACKUP))
    whole = not file.exists() or _restorable(file, other)
    return in_time, whole, command(one, "backup", file, "--force") == 0 and _restorable(file, other)


def _restorable(file: Path, other: Path) -> bool:
    with TemporaryDirectory() as folder:
        copy = shutil.copytree(other, Path(folder) / "copy")
        return command(copy, "restore", file) == 0 and _titles(copy) == ["one"]


def _restore(made: Made, chance: random.Random) -> tuple[bool, bool, bool]:
    """Whether the kill came in time, whether the old or the new state was there, and whether a second try worked."""
    one, other, backup = made
    with TemporaryDirectory() as folder:
        copy = shutil.copytree(other, Path(folder) / "copy")
        in_time = killed_at_change(lambda: command(copy, "restore", backup), chance.randrange(MOST_CHANGES_OF_RESTORE))
        states = {("one", _key(one)), ("other", _key(other))}
        whole = (*_titles(copy), _key(copy)) in states and command(copy, "index", "check") == 0
        again = command(copy, "restore", backup) == 0 and _titles(copy) == ["one"] and _key(copy) == _key(one)
        return in_time, whole, again and command(copy, "index", "check") == 0


def _figures(trial: str, outcomes: list[tuple[bool, bool, bool]]) -> Figures:
    return Figures(
        trial=trial,
        tried=len(outcomes),
        lost=sum(not whole for _in_time, whole, _again in outcomes),
        stopped=sum(not again for _in_time, _whole, again in outcomes),
        note=f"{sum(in_time for in_time, _whole, _again in outcomes)} killed before the end",
    )


def command(instance: Path, *arguments: object) -> int:
    """Run a command in an instance and return its exit status."""
    app = create_app(Settings(instance=instance))
    return app.test_cli_runner().invoke(app.cli, [str(one) for one in arguments]).exit_code


def _titles(instance: Path) -> list[str]:
    with create_app(Settings(instance=instance)).app_context():
        titles = sorted(db.session.scalars(select(Course.title)))
        db.session.remove()
        db.engine.dispose()
    return titles


def _key(instance: Path) -> str:
    return (instance / "secret-key").read_text()
