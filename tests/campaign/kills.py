"""Imports, uploads, submissions and rebuilds of the index, killed at any change of a file.

After each kill the database is whole, what was acknowledged is there, nothing is there by halves, the index is brought
to what the database says, and the same work done again comes to its end.
"""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import Course, Provider, Upload
from catalogue.search.port import SearchRequest
from catalogue.services.search.index_check import check_index
from catalogue.services.search.index_health import repair_index
from catalogue.services.search.indexing import bring_index_up_to_date
from catalogue.services.sources.importing.locks import close_dead_runs
from tests.browsing import FreshClient, quick_passwords
from tests.campaign.figures import Figures
from tests.functional.people import person, post, sign_in
from tests.functional.providing.writing import hand_in, write
from tests.killing import killed_at_change

KILLS = 400
"""Over the four kinds of work; the upgrades have a trial of their own."""
SEED = 17
ROWS = 40
ADDED = {"import": ROWS, "rebuild": 0, "upload": ROWS, "submission": 1}
AGAIN = {"import": (ROWS,), "rebuild": (0,), "upload": (ROWS,), "submission": (1, 2)}
"""Added once the same work was done again: whoever hands in one listing twice has two, and is told so."""
MOST_CHANGES = {"import": 14, "rebuild": 24, "upload": 14, "submission": 14}
TABLE = "title,url,language,skill_areas\n" + "".join(
    f"Course {number} of cells,https://works.example/{number},en,batteries\n" for number in range(ROWS)
)
MEMBER = "member@works.example"


def run(share: float) -> Iterator[Figures]:
    """Kill each kind of work so many times."""
    chance, tries = random.Random(SEED), max(1, round(KILLS * share / len(MOST_CHANGES)))
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        _prepare(made)
        for kind, work in WORK.items():
            outcomes = [_killed(made, kind, work, chance) for _ in range(tries)]
            yield Figures(
                trial=f"{kind} killed",
                tried=tries,
                lost=sum(not kept for _in_time, kept, _again in outcomes),
                stopped=sum(not again for _in_time, _kept, again in outcomes),
                note=f"{sum(in_time for in_time, _kept, _again in outcomes)} killed before the end",
            )


def _killed(made: Path, kind: str, work: Callable[[Path], None], chance: random.Random) -> tuple[bool, bool, bool]:
    """Return whether the kill came in time, whether nothing was lost or halved, and whether it works again."""
    with TemporaryDirectory() as folder:
        instance = shutil.copytree(made, Path(folder) / "copy")
        in_time = killed_at_change(lambda: work(instance), chance.randrange(MOST_CHANGES[kind]))
        kept = _is_sound(instance, _possible(kind, in_time))
        work(instance)
        return in_time, kept, _is_sound(instance, AGAIN[kind])


def _possible(kind: str, in_time: bool) -> Collection[int]:
    """Return how many courses may have been added: an import that was killed keeps what it had stored until then."""
    if not in_time:
        return (ADDED[kind],)
    return range(ADDED[kind] + 1) if kind == "import" else (0, ADDED[kind])


def _is_sound(instance: Path, added: Collection[int]) -> bool:
    """Heal as a start does, look at both sides, and say whether one of these numbers of courses was added."""
    with _catalogue(instance) as app:
        parts, session = app.extensions["catalogue"], db.session()
        close_dead_runs(session, instance / "locks")
        repair_index(session, parts.engine)
        bring_index_up_to_date(session, parts.engine)
        urls = session.scalars(select(Course.url).where(Course.status == "published")).all()
        return (
            session.scalar(text("PRAGMA integrity_check")) == "ok"
            and len(urls) - 1 in added
            and check_index(session, parts.engine).sound
            and parts.engine.search(SearchRequest(text="")).total == len(urls)
        )


def _prepare(instance: Path) -> None:
    """An instance with a course, and a member of a trusted provider."""
    with _catalogue(instance) as app:
        sheet = instance / "first.csv"
        sheet.write_text("title,url\nThe first of all,https://works.example/first\n", "utf-8")
        done = app.test_cli_runner().invoke(args=["import", str(sheet), "--provider", "works"])
        assert done.exit_code == 0, done.output
        db.session.scalars(select(Provider)).one().trusted = True
        person(Role.PROVIDER_OWNER, "works", MEMBER)


def _import(instance: Path) -> None:
    with _catalogue(instance) as app:
        sheet = instance / "courses.csv"
        sheet.write_text(TABLE, "utf-8")
        app.test_cli_runner().invoke(args=["import", str(sheet), "--provider", "works"])


def _rebuild(instance: Path) -> None:
    with _catalogue(instance) as app:
        app.test_cli_runner().invoke(args=["index", "rebuild", "--force"])


def _upload(instance: Path) -> None:
    with _member(instance) as browser:
        page = post(browser, "/providers/works/uploads", file=(io.BytesIO(TABLE.encode()), "courses.csv")).location
        file = db.session.scalars(select(Upload).order_by(Upload.id.desc())).first()
        rows = [row.id for row in file.rows if row.chosen] if file else []
        if page and rows and file:
            post(browser, f"{page}/hand-in", page=page, row=rows, version=file.version)


def _submit(instance: Path) -> None:
    with _member(instance) as browser:
        begun = post(browser, "/providers/works/submissions", page="/providers/works/manage").location
        draft = begun.removesuffix("/course")
        write(browser, draft)
        hand_in(browser, draft)


WORK: dict[str, Callable[[Path], None]] = {
    "import": _import,
    "rebuild": _rebuild,
    "upload": _upload,
    "submission": _submit,
}


@contextmanager
def _catalogue(instance: Path) -> Iterator[Flask]:
    app = create_app(Settings(instance=instance, search_without="meaning"))
    app.test_client_class = FreshClient
    app.config.update(TRAP_SECONDS=0, ALIKE_SECONDS=0)
    quick_passwords(app)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


@contextmanager
def _member(instance: Path) -> Iterator[FlaskClient]:
    with _catalogue(instance) as app:
        browser = app.test_client()
        user = type("Somebody", (), {"email": MEMBER, "tf_totp_secret": None})
        sign_in(browser, user)
        yield browser
