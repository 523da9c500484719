"""No note for the index is lost, whatever a second process does between any two statements of the first."""

from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import ProviderRecord
from catalogue.extensions import db
from catalogue.models import Course, IndexChange
from catalogue.search.port import SearchRequest
from catalogue.search.whoosh_engine import WhooshEngine
from catalogue.services.courses.index_changes import note_change
from catalogue.services.search.index_check import check_index
from catalogue.services.search.indexing import bring_index_up_to_date, rebuild_index
from catalogue.services.sources.registering import add_source

COURSES = 3
actions = st.lists(
    st.tuples(st.integers(1, 14), st.integers(0, COURSES - 1), st.sampled_from(["edit", "take", "edit and take"])),
    min_size=1,
    max_size=4,
)


class SecondProcess:
    """Acts between the statements of the session that it watches, with a session and an engine of its own."""

    def __init__(self, watched, engine, plan):
        self.watched, self.engine, self.plan = watched, engine, sorted(plan)
        self.session, self.statements, self.acting, self.edits = Session(db.engine), 0, False, 0

    def __call__(self, connection, *_):
        if self.acting:
            return
        self.statements += 1
        # SQLite has one writer: in the middle of a transaction the other would wait
        while self.plan and self.plan[0][0] <= self.statements and not connection.connection.in_transaction:
            self.act(*self.plan.pop(0)[1:])

    def act(self, number, what):
        self.acting = True
        if "edit" in what:
            self.edits += 1
            edit(self.session, number, f"Edited{self.edits}")
        if "take" in what:
            bring_index_up_to_date(self.session, self.engine)
        self.acting = False


def edit(session, number, title):
    """Rename a course, with its note, in one transaction."""
    course = session.scalars(select(Course).order_by(Course.id).offset(number).limit(1)).one()
    course.title = f"{title}x{number}"  # one word, which no other title has
    note_change(session, [course.id])
    session.commit()


def add_courses(session):
    add_source(session, address="https://a.example/", provider=ProviderRecord(name="A", key="a"))
    from catalogue.models import Provider, Source

    provider, source = session.scalars(select(Provider)).first(), session.scalars(select(Source)).first()
    for number in range(COURSES):
        url = f"https://a.example/{number}"
        session.add(Course(slug=f"c{number}", provider=provider, source_id=source.id, title=f"C {number}",
                           title_key=f"c {number}", url=url, language="en"))  # fmt: skip
    session.commit()


def indexed_titles(engine, session):
    """The titles that the index finds each course by."""
    titles = dict(session.execute(select(Course.id, Course.title)).all())
    return {
        number: [hit.id for hit in engine.search(SearchRequest(text=title, exact=True)).hits] == [number]
        for number, title in titles.items()
    }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions, st.sampled_from(["take", "rebuild"]))
def test_whatever_a_second_process_does_in_between_the_index_ends_as_the_database_is(app, parts, session, plan, work):
    if session.scalar(select(Course.id).limit(1)) is None:
        add_courses(session)
    session.query(IndexChange).delete()
    session.commit()
    # one for each example: Hypothesis seeds the chance by which Whoosh names its files
    root = Path(mkdtemp(dir=parts.settings.instance, prefix=str(len(list(parts.settings.instance.iterdir())))))
    first, second = WhooshEngine(root), WhooshEngine(root)
    other = SecondProcess(session, second, plan)
    for number in range(COURSES):
        edit(session, number, "First")
    event.listen(db.engine, "before_cursor_execute", other)
    try:
        if work == "take":
            bring_index_up_to_date(session, first)
        else:
            rebuild_index(session, first, force=True)
    finally:
        event.remove(db.engine, "before_cursor_execute", other)
    session.rollback()
    bring_index_up_to_date(other.session, second)
    other.session.close()
    assert check_index(session, first).sound and not check_index(session, first).waiting
    assert all(indexed_titles(first, session).values())


def test_the_number_of_a_deleted_note_is_never_used_again(session):
    note_change(session, [1])
    session.commit()
    (first,) = session.scalars(select(IndexChange.id)).all()
    session.query(IndexChange).delete()
    note_change(session, [2])
    session.commit()
    assert session.scalars(select(IndexChange.id)).all() != [first]
