"""What a source says it has deleted goes; what a part of it does not name stays."""

import pytest
from sqlalchemy import select

from catalogue.models import Course

RECORD = """<record><header><identifier>oai:{n}</identifier></header><metadata><dc><title>Battery course {n}</title>
<identifier>https://academy.example/{n}</identifier></dc></metadata></record>"""
DELETED = '<record><header status="deleted"><identifier>oai:{n}</identifier></header></record>'
TOKEN = "<resumptionToken>more</resumptionToken>"


@pytest.fixture
def run(importing, tmp_path):
    """Imports a repository's answer that holds these parts."""

    def run(*parts):
        path = tmp_path / "records.xml"
        path.write_text(f"<OAI-PMH><ListRecords>{''.join(parts)}</ListRecords></OAI-PMH>", "utf-8")
        return importing.path(path, provider="academy")

    return run


def records(*numbers):
    return [RECORD.format(n=number) for number in numbers]


def published(session):
    return set(session.scalars(select(Course.external_id).where(Course.status == "published")))


def test_a_deleted_record_is_withdrawn(run, session):
    run(*records(*range(6)))
    report = run(*records(*range(5)), DELETED.format(n=5))
    assert report.counts()["withdrawn"] == 1
    assert published(session) == {f"oai:{n}" for n in range(5)}


def test_of_a_part_only_the_deleted_are_withdrawn_and_it_is_said_that_it_is_a_part(run, session):
    run(*records(*range(6)))
    report = run(*records(0), DELETED.format(n=5), TOKEN)
    assert published(session) == {f"oai:{n}" for n in range(5)}
    assert not report.complete
    assert "part of the source" in str(report.notices[0])
    assert report.counts()["rejected"] == 0


def test_a_repository_that_deletes_most_of_itself_is_asked_about_first(run, session):
    run(*records(*range(6)))
    report = run(*records(0), *(DELETED.format(n=n) for n in range(1, 6)))
    assert len(published(session)) == 6
    assert "nothing was withdrawn" in str(report.notices[0])


def test_a_record_that_is_there_but_cannot_be_read_stays(run, session):
    run(*records(*range(6)))
    unreadable = RECORD.format(n=5).replace("<dc>", "<mods>").replace("</dc>", "</mods>")
    report = run(*records(*range(5)), unreadable)
    assert report.counts()["rejected"] == 1
    assert len(published(session)) == 6


def test_an_update_of_a_catalogue_withdraws_what_it_deletes_and_nothing_else(importing, tmp_path, session):
    path = tmp_path / "openq_academy.xml"
    path.write_text(f"<OPENQCAT><NEW_CATALOG>{''.join(map(service, range(6)))}</NEW_CATALOG></OPENQCAT>", "utf-8")
    importing.path(path, provider="academy")
    deleted = "".join(f"<SERVICE><PRODUCT_ID>{number}</PRODUCT_ID></SERVICE>" for number in (0, 5))
    new = f"<DELETE>{deleted}</DELETE><NEW>{service(0)}</NEW>"
    path.write_text(f"<OPENQCAT><UPDATE_CATALOG>{new}</UPDATE_CATALOG></OPENQCAT>", "utf-8")
    report = importing.path(path, provider="academy")
    assert report.counts()["withdrawn"] == 1
    assert published(session) == {str(number) for number in range(5)}


def service(number):
    source = f"<MIME_SOURCE>https://academy.example/{number}</MIME_SOURCE>"
    page = f"<MIME_INFO><MIME_ELEMENT>{source}</MIME_ELEMENT></MIME_INFO>"
    details = f"<SERVICE_DETAILS><TITLE>Batteriekurs {number}</TITLE></SERVICE_DETAILS>"
    return f"<SERVICE><PRODUCT_ID>{number}</PRODUCT_ID>{details}{page}</SERVICE>"
