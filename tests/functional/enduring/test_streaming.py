"""Whatever becomes of a download, its connection goes back; and a part of one is never taken for the whole."""

import ast
import gc
import http.client
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from werkzeug.test import EnvironBuilder

from catalogue.extensions import db
from catalogue.models import Figure, Snapshot
from catalogue.web.indicators.downloads import TABLES
from tests.databases import POSTGRES
from tests.functional.enduring.gunicorn_process import serving

ROWS = 1_500  # some chunks more than the one that is read before anything is answered
SUBJECT = "a long one" * 6
DOWNLOADS = 100
MONTH = date(2026, 11, 1)


@pytest.fixture
def figures(app):
    """More rows than one chunk holds."""
    db.session.add(Snapshot(month=MONTH, taken_at=datetime.now(UTC)))
    db.session.flush()
    row = {"month": MONTH, "indicator": "courses", "facet": "a", "area": "", "value": 1}
    db.session.execute(insert(Figure), [row | {"subject": f"{SUBJECT}{one}"} for one in range(ROWS)])
    db.session.commit()
    db.session.remove()
    return app


@pytest.fixture(scope="module")
def port(tmp_path_factory, databases):
    """A server with a table that is whole, and another whose last row cannot be read."""
    if POSTGRES:
        pytest.skip("SQLite alone keeps a date that is none")
    instance = tmp_path_factory.mktemp("served")
    databases.copy(instance)
    with sqlite3.connect(instance / "catalogue.sqlite") as connection:
        for indicator in ("whole", "broken"):
            rows = [(str(MONTH), indicator, "a", f"{SUBJECT}{one}", "", 1) for one in range(ROWS)]
            connection.executemany("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.execute("INSERT INTO figure VALUES ('0000-no-date', 'broken', '', '', '', 1)")
    with serving(instance) as port:
        yield port


def held_connections():
    db.session.remove()
    return db.engine.pool.checkedout()


def download(port, indicator="whole", broken_off=False):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", f"/indicators/data.csv?indicator={indicator}")
        answer = connection.getresponse()
        return answer.status, answer.read(100 if broken_off else None)
    finally:
        connection.close()


def test_a_hundred_downloads_half_of_them_broken_off_leave_a_server_that_answers(port):
    with ThreadPoolExecutor(4) as visitors:
        answers = list(visitors.map(lambda number: download(port, broken_off=number % 2), range(DOWNLOADS)))
    assert {status for status, _ in answers} == {200}
    assert {content.count(b"\n") for _, content in answers[::2]} == {ROWS + 1}
    assert download(port)[0] == 200


def test_an_error_in_mid_stream_breaks_the_connection(port):
    with pytest.raises(http.client.IncompleteRead):
        download(port, "broken")
    assert download(port)[0] == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("chunks", [0, 1, 2, 1_000])
def test_a_stream_gives_its_connection_back_wherever_it_ends(figures, method, chunks):
    environ = EnvironBuilder("/indicators/data.csv", method=method).get_environ()
    answer = figures.wsgi_app(environ, lambda *_: None)
    for _chunk, _ in zip(answer, range(chunks), strict=False):
        pass
    answer.close()
    assert held_connections() == 0


def test_a_stream_that_nobody_closes_gives_its_connection_back(figures):
    answer = figures.wsgi_app(EnvironBuilder("/indicators/data.csv").get_environ(), lambda *_: None)
    del answer
    gc.collect()
    assert held_connections() == 0


def test_a_table_that_cannot_be_read_is_a_503(app, client):
    with db.engine.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys=OFF" if not POSTGRES else "SELECT 1"))
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(text(f'DROP TABLE "{table.name}"' + (" CASCADE" if POSTGRES else "")))
    answers = {name: client.get(f"/indicators/{name}.csv").status_code for name in TABLES}
    assert answers == dict.fromkeys(TABLES, 503) | {"job-roles": 200}  # which no table holds
    assert held_connections() == 0


def test_there_is_one_way_to_stream():
    root = Path(__file__).parents[3] / "catalogue"
    streaming = [
        str(path.relative_to(root))
        for path in (*root.glob("web/**/*.py"), *root.glob("api/**/*.py"))
        if answers_by_generator(ast.parse(path.read_text("utf-8")))
    ]
    assert streaming == ["web/site/streaming.py"]


def answers_by_generator(module):
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    generators = {one.name for one in functions if any(isinstance(node, ast.Yield) for node in ast.walk(one))}
    return any(
        called(node) == "stream_with_context"
        or (called(node) in ("Response", "response_class") and node.args and is_generator(node.args[0], generators))
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
    )


def is_generator(node, generators):
    return isinstance(node, ast.GeneratorExp) or (isinstance(node, ast.Call) and called(node) in generators)


def called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", ""))
