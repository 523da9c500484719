"""A disk that fills up, at start and at work: a clear word, nothing lost, and it goes on when there is room again."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from urllib.error import URLError
from urllib.request import urlopen

from sqlalchemy import create_engine

from tests.campaign.figures import Figures
from tests.old_databases import contents, lost, make_at

DISK_BYTES = 24_000_000
IMPORTED_COURSES = 600
ROOMS_KILOBYTES = (500, 0, 60, 200, 350, 800, 1200, 1800)
PORT = 54391


def run(share: float) -> Iterator[Figures]:
    """Fill a small disk in every situation; imports with so many different rooms left."""
    if os.geteuid() != 0:
        yield Figures(trial="full disk", tried=0, note="not tried: only root can mount a small disk")
        return
    rooms = ROOMS_KILOBYTES[: max(1, round(len(ROOMS_KILOBYTES) * share))]
    yield _figures("at the first start", [_first_start()])
    yield _figures("before an upgrade", [_upgrade()])
    yield _figures("while importing", [_import(room) for room in rooms])
    yield _figures("index rebuild, backup, restore", [_keeping()])
    yield _figures("while serving", [_serve()])


Outcome = tuple[bool, bool]
"""Whether nothing was lost, and whether each command ended with a word and worked again with room."""


def _first_start() -> Outcome:
    with small_disk() as disk:
        fill(disk)
        said = command(disk, "index", "status")
        (disk / "filler").unlink()
        (disk / "i" / "secret-key").unlink(missing_ok=True)  # half written
        return True, told(said) and command(disk, "index", "status")[0] == 0


def _upgrade() -> Outcome:
    with small_disk() as disk:
        (disk / "i").mkdir()
        engine = create_engine(f"sqlite:///{disk / 'i' / 'catalogue.sqlite'}")
        before = make_at(engine, "0012")
        engine.dispose()
        fill(disk)
        said = command(disk, "index", "status")
        (disk / "filler").unlink()
        kept = contents(engine) == before
        works = command(disk, "index", "status")[0] == 0
        del before["skill_area"]  # which every start brings to what the vocabulary says
        kept = kept and not lost(before, contents(engine))
        engine.dispose()
        return kept, told(said) and works


def _import(room_kilobytes: int) -> Outcome:
    with small_disk() as disk:
        small, big = _sheet(disk, "small", 20), _sheet(disk, "big", IMPORTED_COURSES)
        begun = command(disk, "import", small, "--provider", "a")[0] == 0
        fill(disk, room_kilobytes)
        said = command(disk, "import", big, "--provider", "a")
        kept = _sound(disk) and _courses(disk) >= (IMPORTED_COURSES if said[0] == 0 else 20)
        (disk / "filler").unlink()
        works = command(disk, "import", big, "--provider", "a")[0] == 0
        works = works and command(disk, "index", "check")[0] == 0
        return kept and _sound(disk) and _courses(disk) == IMPORTED_COURSES, begun and works and told(said)


def _keeping() -> Outcome:
    with small_disk() as disk, TemporaryDirectory() as roomy:
        command(disk, "import", _sheet(disk, "small", 20), "--provider", "a")
        backup = Path(roomy) / "backup"
        made = command(disk, "backup", backup)[0] == 0
        fill(disk)
        said = [
            command(disk, "index", "rebuild"),
            command(disk, "backup", disk / "backup"),
            command(disk, "restore", backup),
        ]
        kept = not (disk / "backup").exists() and _sound(disk) and _courses(disk) == 20
        (disk / "filler").unlink()
        works = command(disk, "index", "check")[0] == 0 and command(disk, "restore", backup)[0] == 0
        return kept and _courses(disk) == 20, made and works and all(map(told, said))


def _serve() -> Outcome:
    with small_disk() as disk:
        command(disk, "import", _sheet(disk, "small", 20), "--provider", "a")
        with _serving(disk):
            answers = [_answer("/courses?q=cells")]
            fill(disk)
            answers += [_answer(address) for address in ("/courses?q=cells", "/courses?q=batteries", "/healthz")]
            failed = command(disk, "users", "create", "ana@academy.example")
            (disk / "filler").unlink()
            answers += [_answer("/courses?q=cells")]
            worked = command(disk, "users", "create", "ana@academy.example")
        return _sound(disk) and _courses(disk) == 20, set(answers) == {200} and told(failed) and worked[0] == 0


@contextmanager
def _serving(disk: Path) -> Iterator[None]:
    server = subprocess.Popen(
        [sys.executable, "-m", "catalogue", "serve", "--port", str(PORT)],
        env=_environment(disk), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(360):
            if _answer("/healthz") == 200:
                break
            sleep(0.5)
        yield
    finally:
        server.terminate()
        server.wait(60)


def _answer(address: str) -> int:
    try:
        with urlopen(f"http://127.0.0.1:{PORT}{address}", timeout=60) as answer:
            return answer.status
    except (URLError, OSError) as fault:
        return getattr(fault, "code", 0)


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of its own in memory."""
    with TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path, room_kilobytes: int = 0) -> None:
    """Leave so much room on a disk."""
    left = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - room_kilobytes * 1000
    with (disk / "filler").open("wb", buffering=0) as file, suppress(OSError):
        while left > 0:
            left -= file.write(bytes(min(left, 65536)))


def command(disk: Path, *arguments: object) -> tuple[int, str]:
    """Run a command on the disk and return its exit status and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "catalogue", *map(str, arguments)],
        env=_environment(disk), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def told(said: tuple[int, str]) -> bool:
    """Whether a command that could not work said why, and did not fall over."""
    status, words = said
    return (status in (0, 1) and "Traceback" not in words) or (
        status == 2 and "Could not" in words and "Traceback" not in words
    )


def _environment(disk: Path) -> dict[str, str]:
    return {**os.environ, "CATALOGUE_INSTANCE": str(disk / "i")}


def _sheet(disk: Path, name: str, courses: int) -> Path:
    path = disk / f"{name}.csv"
    rows = [f"Course {number} on cells and batteries,https://a.example/{number}" for number in range(courses)]
    path.write_text("\n".join(["title,url", *rows]), "utf-8")
    return path


def _sound(disk: Path) -> bool:
    with closing(sqlite3.connect(disk / "i" / "catalogue.sqlite")) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _courses(disk: Path) -> int:
    with closing(sqlite3.connect(disk / "i" / "catalogue.sqlite")) as connection:
        return connection.execute("SELECT count(*) FROM course").fetchone()[0]


def _figures(trial: str, outcomes: list[Outcome]) -> Figures:
    return Figures(
        trial=trial,
        tried=len(outcomes),
        lost=sum(not kept for kept, _works in outcomes),
        stopped=sum(not works for _kept, works in outcomes),
    )
