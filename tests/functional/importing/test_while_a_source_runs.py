"""What others do to a source, and its site to us, while it is being read."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, select, text

from catalogue.models import Course, ImportRun
from catalogue.models.columns import now


def elsewhere(parts, statement):
    """What another process does to the database meanwhile."""
    engine = create_engine(parts.settings.database)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_what_its_owner_changes_while_a_source_runs_is_kept(site, harvest, session, source, parts):
    def change():
        elsewhere(parts, "UPDATE source SET accepted_losses = '[\"price\"]', every_hours = 48, enabled = false")

    site.publish({"a": ""})
    harvest(change)
    session.refresh(source)
    assert (source.accepted_losses, source.every_hours, source.enabled) == (["price"], 48, False)
    assert source.next_run_at > now() + timedelta(hours=40)


def test_a_source_removed_while_it_runs_ends_the_run_and_nothing_else(site, harvest, session, source, parts):
    def remove():
        elsewhere(parts, "DELETE FROM source")

    site.publish({"a": ""})
    with pytest.raises(Exception, match=r"(?i)source|row"):
        harvest(remove)
    session.rollback()
    assert session.scalars(select(ImportRun.id)).all() == []


def test_a_host_that_vanishes_in_the_middle_ends_the_run_with_what_there_was(site, harvest, session, source):
    source.politeness = {"total_timeout": 0.5}
    session.commit()
    pages = {f"c{number}": "" for number in range(12)}
    site.publish(pages)
    harvest()

    def vanish():
        site.server.shutdown()
        site.server.server_close()
        return "never sent"

    site.pages["/c2"] = vanish
    report = harvest()
    assert not report.complete and report.counts()["withdrawn"] == 0
    assert "times in a row, so that it was left in peace" in str(report.notices[-1])
    assert session.scalars(select(Course.status).distinct()).all() == ["published"]
