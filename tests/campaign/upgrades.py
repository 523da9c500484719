"""Upgrades from every revision, killed at any statement and at any moment, by this program and by older ones."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from sqlalchemy import create_engine

from catalogue.services.administering.upgrading import UpgradeFailed, bring_to_newest_revision
from tests.campaign.figures import Figures
from tests.databases import POSTGRES
from tests.old_databases import (
    contents,
    differences,
    empty_database,
    killed,
    lost,
    make_at,
    revisions,
    upgrade_as_before,
)

KILLS = 500
MOST_STATEMENTS = 150
LONGEST_UPGRADE_SECONDS = 0.8
SEED = 17


def run(share: float) -> Iterator[Figures]:
    """Upgrade from each revision whole, then so often killed on the way, then whole."""
    yield _from_every_revision()
    chance = random.Random(SEED)
    kills = max(1, round(KILLS * share))
    yield _killed(kills // 2, chance, "killed before a statement", _at_a_statement)
    yield _killed(kills - kills // 2, chance, "killed at a moment", _at_a_moment)
    if not POSTGRES:  # which always undid half an upgrade
        yield _killed(kills // 2, chance, "left half upgraded by an older program", _by_an_older_program)


def _from_every_revision() -> Figures:
    outcomes = [_try(revision, lambda _address: False) for revision in revisions()]
    return _counted("from every revision", outcomes)


def _killed(tries, chance, trial, kill) -> Figures:
    olds = revisions()[:-1]
    outcomes = [_try(chance.choice(olds), lambda address: kill(address, chance)) for _ in range(tries)]
    return _counted(trial, outcomes)


def _try(revision, kill) -> tuple[str, bool]:
    """What became of it (whole, lost or stopped), and whether the kill came in time."""
    with TemporaryDirectory() as folder, empty_database(Path(folder)) as address:
        engine = create_engine(address)
        try:
            before = make_at(engine, revision)
            in_time = kill(address)
            bring_to_newest_revision(engine)
            whole = not lost(before, contents(engine)) and not differences(engine)
        except UpgradeFailed:
            return "stopped", True
        finally:
            engine.dispose()
        return ("whole" if whole else "lost"), in_time


def _counted(trial: str, outcomes: list[tuple[str, bool]]) -> Figures:
    ends = [end for end, _in_time in outcomes]
    return Figures(
        trial=trial,
        tried=len(ends),
        lost=ends.count("lost"),
        stopped=ends.count("stopped"),
        note=f"{sum(in_time for _end, in_time in outcomes)} killed before the end",
    )


def _at_a_statement(address: str, chance: random.Random) -> bool:
    return killed(bring_to_newest_revision, address, chance.randrange(MOST_STATEMENTS))


def _by_an_older_program(address: str, chance: random.Random) -> bool:
    return killed(upgrade_as_before, address, chance.randrange(MOST_STATEMENTS))


def _at_a_moment(address: str, chance: random.Random) -> bool:
    child = os.fork()
    if not child:
        try:
            bring_to_newest_revision(create_engine(address))
        finally:
            os._exit(0)
    sleep(chance.uniform(0, LONGEST_UPGRADE_SECONDS))
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
