"""Sources and runs as those see them who answer for them."""

import re

import pytest
from sqlalchemy import select

from catalogue.domain.course.records import ProviderRecord
from catalogue.domain.people.permissions import Role
from catalogue.models import ImportRun, Review, User
from catalogue.services.moderating.queue_upkeep import refresh_queue
from catalogue.services.sources.importing.alarms import Alarm
from catalogue.services.sources.registering import add_source
from tests.functional.people import person, post, sign_in

ADDRESS = "https://dilna.example/kurzy"


@pytest.fixture
def source(courses, session):
    """A source of the provider whose courses there are, to be harvested."""
    return add_source(session, address=ADDRESS, provider=ProviderRecord(name="dilna", key="dilna"), key="dilna-web")


@pytest.fixture
def owner(client, source):
    sign_in(client, person(Role.PROVIDER_OWNER, "dilna"))
    return client


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.get_data(as_text=True)


@pytest.fixture
def runs(owner, importing, courses, session):
    """Two runs of the uploaded file: in the second a title changed, a record is broken and one is gone."""
    lines = courses.read_text("utf-8").splitlines()
    lines[2] = lines[2].replace("Batteriezellfertigung", "Zellfertigung")
    lines[3] = lines[3].replace("Battery cell manufacturing online", "")
    courses.write_text("\n".join(lines[:-1]), "utf-8")
    importing.path(courses, provider="dilna")
    return session.scalars(select(ImportRun).order_by(ImportRun.id)).all()


def test_an_owner_sees_the_sources_of_the_own_providers_only(owner, session):
    add_source(session, address="https://other.example/", provider=ProviderRecord(name="Other", key="other"))
    page = text(owner, "/sources")
    assert ADDRESS in page
    assert "other.example" not in page
    assert owner.get("/sources/other").status_code == 404


def test_a_moderator_sees_all_sources(client, source, session):
    add_source(session, address="https://other.example/", provider=ProviderRecord(name="Other", key="other"))
    sign_in(client, person(Role.MODERATOR))
    page = text(client, "/sources")
    assert ADDRESS in page and "other.example" in page


def test_a_run_shows_what_changed_what_was_wrong_and_where(owner, runs):
    page = text(owner, f"/runs/{runs[-1].id}")
    assert "Zellfertigung" in page and "<del>Batteriezellfertigung</del>" in page
    assert "The record has no title" in page and "row 4" in page
    assert "Der Datensatz hat keinen Titel" in text(owner, f"/de/runs/{runs[-1].id}")
    rejected = text(owner, f"/runs/{runs[-1].id}?outcome=rejected")
    assert "Zellfertigung" not in rejected


def test_a_run_says_in_the_readers_language_what_a_format_found_wrong(owner, runs, courses, importing, session):
    courses.write_text(f"{courses.read_text('utf-8')}\nAlone\n", "utf-8")
    importing.path(courses, provider="dilna")
    run = session.scalars(select(ImportRun).order_by(ImportRun.id.desc())).first()
    assert "Cells in the row: 1, in the header: " in text(owner, f"/runs/{run.id}")
    assert "Zellen in der Zeile: 1, in der Kopfzeile: " in text(owner, f"/de/runs/{run.id}")


def test_a_run_is_there_for_programs_too(owner, runs):
    told = owner.get(f"/runs/{runs[-1].id}.json?outcome=updated").json
    assert (told["status"], told["found"], told["updated"], told["rejected"], told["total"]) == ("done", 4, 1, 1, 1)
    assert told["items"][0]["changes"]["title"] == ["Batteriezellfertigung", "Zellfertigung"]


def test_two_runs_are_compared_record_by_record(owner, runs):
    page = text(owner, f"/runs/{runs[1].id}/compare/{runs[0].id}")
    assert "Zellfertigung" in page and "Old diagnostics" in page
    assert "Výroba baterií" not in page


def test_the_history_is_drawn_and_stands_in_a_table(owner, runs, session):
    key = runs[0].source.key
    page = text(owner, f"/sources/{key}")
    assert page.count("<polyline") == 3
    assert len(re.findall(r'href="/runs/\d+"', page)) == 2
    assert len(owner.get(f"/sources/{key}.json").json["runs"]) == 2


def test_a_run_of_somebody_else_is_not_there(client, runs, session):
    add_source(session, address="https://other.example/", provider=ProviderRecord(name="Other", key="other"))
    client.delete_cookie("session")
    sign_in(client, person(Role.PROVIDER_OWNER, "other", email="else@people.example"))
    assert client.get(f"/runs/{runs[0].id}").status_code == 404
    assert client.get(f"/runs/{runs[0].id}.json").status_code == 404


def test_pausing_resuming_and_running_a_source(owner, source, session):
    post(owner, "/sources/dilna-web/do/pause", page="/sources/dilna-web")
    session.refresh(source)
    assert source.enabled is False
    post(owner, "/sources/dilna-web/do/resume", page="/sources/dilna-web")
    session.refresh(source)
    assert source.enabled and source.next_run_at is not None
    assert post(owner, "/sources/dilna-web/do/anything", page="/sources/dilna-web").status_code == 404


def test_settings_are_kept_and_credentials_never_shown(owner, source, session):
    fields = {"name": "Kurzy", "every_hours": 48, "language": "Czech", "block": "*/print/*\n", "allow": "",
              "pace": "2.5", "licence": "CC BY 4.0", "terms": "", "credentials": "Bearer hush", "country": "CZ",
              "currency": "CZK", "skill_areas": ["batteries", "hydrogen"], "format": "schemaorg"}  # fmt: skip
    answer = post(owner, "/sources/dilna-web/settings", **fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    session.refresh(source)
    assert (source.every_hours, source.defaults["language"], source.block) == (48, "cs", ["*/print/*"])
    assert source.politeness == {"pace": 2.5}
    assert source.defaults == {
        "language": "cs", "country": "CZ", "currency": "CZK", "skill_areas": ["batteries", "hydrogen"],
    }  # fmt: skip
    assert "schema.org markup" in text(owner, "/sources/dilna-web")
    assert re.search(r'value="hydrogen"\s+checked', text(owner, "/sources/dilna-web/settings"))
    for address in ("/sources/dilna-web", "/sources/dilna-web/settings", "/sources/dilna-web.json"):
        assert "hush" not in text(owner, address)
    assert "hush" not in source.credentials and source.credentials


def test_a_setting_that_cannot_be_is_refused_beside_its_field(owner, source):
    answer = post(owner, "/sources/dilna-web/settings", name="x", every_hours=0, language="gibberish-tongue")
    assert answer.status_code == 422
    assert "Write a language by its code" in answer.get_data(as_text=True)


def test_a_source_is_refused_with_a_reason_and_let_in_when_its_owner_asks_again(client, source, session):
    source.approval = "waiting"
    session.commit()
    refresh_queue(session)
    sign_in(client, person(Role.MODERATOR))
    first = session.scalar(select(Review))
    assert "See what is found there" in text(client, f"/moderation/{first.id}")
    assert ADDRESS in text(client, f"/moderation/{first.id}")
    post(client, f"/moderation/{first.id}", version=first.version, verdict="rejected", reason="Not your site.")
    session.refresh(source)
    assert source.approval == "refused"
    client.delete_cookie("session")
    sign_in(client, person(Role.PROVIDER_OWNER, "dilna"))
    assert "Ask again" in text(client, "/sources/dilna-web")
    post(client, "/sources/dilna-web/do/ask", page="/sources/dilna-web")
    refresh_queue(session)
    second = session.scalar(select(Review).where(Review.outcome == ""))
    client.delete_cookie("session")
    sign_in(client, session.scalar(select(User).where(User.email.startswith("moderator"))))
    post(client, f"/moderation/{second.id}", version=second.version, verdict="approved")
    session.refresh(source)
    assert (source.approval, source.next_run_at is not None) == ("approved", True)


def test_run_now_while_it_runs_shows_the_run_and_begins_no_second(owner, source, session):
    run = ImportRun(source_id=source.id)
    session.add(run)
    session.commit()
    answer = post(owner, "/sources/dilna-web/do/run", page="/sources/dilna-web")
    assert answer.location == f"/runs/{run.id}"
    session.refresh(source)
    assert source.next_run_at is None


def test_a_run_that_goes_on_is_watched(owner, source, session):
    run = ImportRun(source_id=source.id, found=7)
    session.add(run)
    session.commit()
    page = text(owner, f"/runs/{run.id}")
    assert "sources/run-progress.js" in page and "Look again" in page


def test_an_alarm_is_shown_in_the_readers_language_and_its_values_can_be_given_up(owner, source, session):
    stored = Alarm("start", 96, 0).message
    session.add(
        ImportRun(source_id=source.id, status="done", message="x", alarms=["start"], notices=[stored.to_json()])
    )
    session.commit()
    page = text(owner, "/sources/dilna-web")
    assert "Start date: 96% of courses had it, now 0%" in page
    assert "Start date" not in text(owner, "/cs/sources/dilna-web").split("<dl")[0]
    post(owner, "/sources/dilna-web/do/accept-losses", page="/sources/dilna-web")
    session.refresh(source)
    assert source.accepted_losses == ["start"] and source.next_run_at is not None
    assert "the next run removes them" in text(owner, "/sources/dilna-web")
