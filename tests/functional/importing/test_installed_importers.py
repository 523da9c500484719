"""A format that an installed package reads: imported, listed and offered like ours."""

import json

import pytest
from sqlalchemy import select

from catalogue.models import Course
from tests.installed_packages import importer_source, installed_in, write_package


@pytest.fixture
def run(app, tmp_path):
    """Runs a command where two packages with importers are installed, one of which is broken."""
    site = tmp_path / "site-packages"
    write_package(site, "acme-lms", {"acme_lms": importer_source("acme-lms")}, {"acme": "acme_lms"})
    write_package(site, "broken-lms", {"broken_lms": "1 / 0"}, {"broken": "broken_lms"})
    runner = app.test_cli_runner()
    with installed_in(site):
        yield lambda *arguments: runner.invoke(app.cli, [str(one) for one in arguments])


@pytest.mark.parametrize("named", [(), ("--format", "acme-lms")])
def test_its_files_are_imported(run, session, tmp_path, named):
    export = tmp_path / "export.txt"
    export.write_text("ACME\nCells = https://a.example/1\nPacks = https://a.example/2\n", "utf-8")
    result = run("import", export, "--provider", "academy", "--json", *named)
    assert result.exit_code == 0, result.stderr
    report = json.loads(result.stdout)
    assert (report["format"], report["created"]) == ("acme-lms", 2)
    assert set(session.scalars(select(Course.title))) == {"Cells", "Packs"}


def test_what_it_refuses_is_refused_in_its_words(run, tmp_path):
    export = tmp_path / "export.txt"
    export.write_text("ACME\n", "utf-8")
    result = run("import", export, "--provider", "academy")
    assert result.exit_code == 2
    assert "The export is empty; choose the courses first." in result.stderr


def test_it_is_listed_and_a_broken_one_is_told_with_the_reason(run):
    result = run("importers", "list")
    assert result.exit_code == 0
    assert "acme-lms                     Lines of the Acme LMS" in result.stdout
    assert "broken of broken-lms 1.2 is not used: it cannot be loaded (ZeroDivisionError" in result.stderr


def test_those_who_provide_courses_read_of_it(run, client):
    page = client.get("/help/providers").get_data(as_text=True)
    assert "<code>acme-lms</code>" in page and "Lines of the Acme LMS" in page
