"""Values that go back and forth are noticed and held still, until the source has settled."""

import itertools

import pytest

from catalogue.models import Course, ImportRun
from catalogue.services.sources.importing.flapping import _returns

HEADERS = "id,title,url,description,language,price,currency\n"


@pytest.fixture
def read(importing, tmp_path, session):
    """Imports one course with this price; answers its outcome and the price that the catalogue shows."""

    def run(price, provider="academy"):
        path = tmp_path / "given.csv"
        path.write_text(f"{HEADERS}1,Cell assembly,https://a.example/1,Text,en,{price},EUR\n", "utf-8")
        report = importing.path(path, provider=provider)
        course = session.query(Course).one()
        return report.items[-1], str(course.instances[0].price_amount), report

    return run


def test_a_value_that_comes_back_a_second_time_is_held_and_taken_once_the_source_has_settled(read, session):
    assert [read(price)[1] for price in (100, 90, 100)] == ["100.00", "90.00", "100.00"]
    item, price, report = read(90)
    assert (item.outcome, price) == ("unchanged", "100.00")
    assert str(item.message).startswith("Goes back and forth") and "Dates and places" in str(item.message)
    assert "in so many courses: 1" in str(report.notices[0])
    assert session.query(ImportRun).order_by(ImportRun.id.desc()).first().notices
    assert [read(price)[1] for price in (100, 90)] == ["100.00", "100.00"]
    item, price, report = read(90)
    assert (item.outcome, price, report.notices) == ("updated", "90.00", [])


def test_a_dry_run_says_the_same_as_the_run(read, importing, tmp_path):
    from dataclasses import replace

    for price in (100, 90, 100):
        read(price)
    path = tmp_path / "next.csv"
    path.write_text(f"{HEADERS}1,Cell assembly,https://a.example/1,Text,en,90,EUR\n", "utf-8")
    report = replace(importing, dry_run=True).path(path, provider="academy")
    assert [item.outcome for item in report.items] == ["unchanged"]


@pytest.mark.parametrize(
    ("values", "returns"),
    [("AB", 0), ("ABA", 1), ("ABAB", 2), ("ABC", 0), ("ABCA", 1), ("ABABC", 0)],
)
def test_a_return_is_to_a_value_that_was_left(values, returns):
    steps = [list(pair) for pair in itertools.pairwise(values)]
    assert _returns(steps[:-1], tuple(steps[-1])) == returns
