"""Many listings in one file: looked at row by row, taken in part, handed to moderators, and taken back."""

import csv
import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db, own_session
from catalogue.models import AuditEntry, Course, Provider, Review, Source, Upload
from catalogue.services.providing.submissions.publishing import submission_source
from tests.functional.people import person, post, sign_in

AT = "/providers/dilna/uploads"
HEADER = "id;title;url;description;language;skill_areas;price;currency;start_date"
GOOD = "A1;Cell winding;https://dilna.example/new/1;How cells are wound.;en;batteries;120;EUR;2031-03-01"


@pytest.fixture
def owner(app, courses):
    browser = app.test_client()
    sign_in(browser, person(Role.PROVIDER_OWNER, "dilna", email="owner@dilna.example"))
    return browser


@pytest.fixture
def trusted(owner):
    db.session.query(Provider).filter_by(key="dilna").one().trusted = True
    db.session.commit()
    return owner


@pytest.fixture
def moderator(app):
    browser = app.test_client()
    sign_in(browser, person(Role.MODERATOR, email="moderator@people.example"))
    return browser


def upload(browser, text, name="courses.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    answer = post(browser, AT, file=(io.BytesIO(content), name))
    return answer.location or answer.get_data(as_text=True)


def latest():
    db.session.expire_all()
    return db.session.query(Upload).order_by(Upload.id.desc()).first()


def findings():
    return [row.finding for row in latest().rows]


def hand_in(browser, page, leave=()):
    file = latest()
    rows = [row.id for row in file.rows if row.chosen and row.numbers[0] not in leave]
    return post(browser, f"{page}/hand-in", page=page, row=rows, version=file.version)


def titles():
    db.session.expire_all()
    return {course.title for course in db.session.query(Course).filter_by(status="published")}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_downloaded_and_uploaded_again_changes_nothing(trusted, kind):
    table = trusted.get(f"/providers/dilna/listings.{kind}")
    assert table.headers["Content-Disposition"] == f'attachment; filename="dilna-listings.{kind}"'
    upload(trusted, table.data, f"dilna.{kind}")
    assert findings() == ["unchanged"] * 5


def test_a_changed_cell_changes_that_field_and_nothing_else(trusted, client):
    before = {course.id: course.description for course in db.session.query(Course)}
    table = trusted.get("/providers/dilna/listings.csv").get_data(as_text=True)
    page = upload(trusted, table.replace("300.00", "350").replace("6 weeks", "7 weeks"))
    changed = [row for row in latest().rows if row.finding == "changed"]
    assert {name for row in changed for name in row.changes} == {"instances"}
    assert "<del>300" in trusted.get(page).get_data(as_text=True)
    hand_in(trusted, page)
    db.session.expire_all()
    prices = {course.title: course.instances[0].price_amount for course in db.session.query(Course) if course.instances}
    assert prices["Hydrogen safety"] == 350 and prices["Výroba baterií"] == 12000
    assert {course.id: course.description for course in db.session.query(Course)} == before


def test_rows_that_are_wrong_are_named_cell_by_cell_and_the_others_go_through(trusted, client):
    rows = [
        HEADER,
        GOOD,
        "A2;;https://dilna.example/new/2;No name.;en;batteries;;;",
        "A3;Bad price;https://dilna.example/new/3;Text.;en;batteries;a lot;EUR;2031-03-01",
        "A4;Bad day;https://dilna.example/new/4;Text.;en;batteries;;;31 February",
        "A5;Bad area;https://dilna.example/new/5;Text.;en;knitting;;;",
        "A6;No address;;Text.;en;batteries;;;",
    ]
    page = upload(trusted, "\n".join(rows))
    assert findings() == ["new", "wrong", "wrong", "wrong", "wrong", "wrong"]
    text = trusted.get(page).get_data(as_text=True)
    for place in ("B3 · title", "G4 · price", "I5 · start_date", "F6 · skill_areas", "C7 · url"):
        assert place in text
    german = trusted.get(f"{page}?lang=de").get_data(as_text=True)
    assert "Kein Kompetenzbereich heißt" in german
    hand_in(trusted, page)
    assert "Cell winding" in titles() and "Bad price" not in titles()
    assert client.get("/api/v1/courses?q=winding").json["total"] == 1


def test_the_wrong_rows_come_back_as_they_were_with_what_is_wrong_behind_them(trusted):
    page = upload(trusted, f"{HEADER}\n{GOOD}\nA3;Bad price;https://dilna.example/3;Text.;en;batteries;a lot;EUR;")
    table = list(csv.reader(io.StringIO(trusted.get(f"{page}/wrong.csv").data.decode("utf-8-sig"))))
    assert table[0] == [*HEADER.split(";"), "what is wrong"]
    assert table[1][:7] == ["A3", "Bad price", "https://dilna.example/3", "Text.", "en", "batteries", "a lot"]
    assert table[1][-1].startswith("price: Price 'a lot EUR' was not understood")
    sheet = load_workbook(io.BytesIO(trusted.get(f"{page}/wrong.xlsx").data)).active
    assert sheet.max_row == 2 and sheet["B2"].value == "Bad price"


def test_a_row_that_was_not_chosen_is_left_out(trusted):
    other = GOOD.replace("A1", "A2").replace("winding", "stacking").replace("new/1", "new/2")
    page = upload(trusted, f"{HEADER}\n{GOOD}\n{other}")
    hand_in(trusted, page, leave={3})
    assert "Cell winding" in titles() and "Cell stacking" not in titles()


def test_a_whole_file_is_taken_back(trusted, client):
    table = trusted.get("/providers/dilna/listings.csv").get_data(as_text=True)
    was = {course.title: course.description for course in db.session.query(Course)}
    new = ",".join(["N1", "Cell winding", "https://dilna.example/new/1", "", "How.", "en", "batteries"])
    new += "," * (len(table.splitlines()[0].split(",")) - 7)
    page = upload(
        trusted, table.replace("Hydrogen safety", "Hydrogen made safe").replace("with care", "with joy") + new
    )
    hand_in(trusted, page)
    assert {"Hydrogen made safe", "Cell winding"} <= titles()
    post(trusted, f"{page}/undo", page=page)
    assert titles() == set(was)
    assert {course.title: course.description for course in db.session.query(Course) if course.title in was} == was
    assert client.get("/api/v1/courses?q=winding").json["total"] == 0
    assert latest().status == "undone"
    assert "undid" in [entry.action for entry in db.session.query(AuditEntry)]


def test_what_somebody_changed_after_the_file_is_not_taken_back(trusted):
    page = upload(trusted, f"{HEADER}\n{GOOD}")
    hand_in(trusted, page)
    db.session.query(Course).filter_by(external_id="A1").one().title = "Better name"
    db.session.commit()
    post(trusted, f"{page}/undo", page=page)
    assert "was changed since" in trusted.get(page).get_data(as_text=True)
    assert "Better name" in titles()


def test_the_file_of_an_untrusted_provider_waits_as_one_item(owner, moderator):
    page = upload(owner, f"{HEADER}\n{GOOD}")
    hand_in(owner, page)
    review = db.session.query(Review).filter_by(kind="upload").one()
    assert "Cell winding" not in titles()
    item = moderator.get(f"/moderation/{review.id}").get_data(as_text=True)
    assert "Cell winding" in item and page in item
    assert moderator.get(page).status_code == 200
    post(moderator, f"/moderation/{review.id}", verdict="approved", version=review.version)
    assert "Cell winding" in titles() and latest().status == "applied"


def test_a_file_that_was_sent_back_says_why_and_can_be_handed_in_again(owner, moderator):
    page = upload(owner, f"{HEADER}\n{GOOD}")
    hand_in(owner, page)
    review = db.session.query(Review).filter_by(kind="upload").one()
    post(moderator, f"/moderation/{review.id}", verdict="sent-back", reason="Whom is it for?", version=review.version)
    assert "Whom is it for?" in owner.get(page).get_data(as_text=True)
    hand_in(owner, page)
    assert db.session.query(Review).filter_by(kind="upload", outcome="").count() == 1


def test_handing_in_twice_takes_once(trusted):
    page = upload(trusted, f"{HEADER}\n{GOOD}")
    file = latest()
    sent = {"page": page, "row": [row.id for row in file.rows], "version": file.version}
    post(trusted, f"{page}/hand-in", **sent)
    post(trusted, f"{page}/hand-in", **sent)
    assert "submitted already" in trusted.get(page).get_data(as_text=True)
    assert db.session.query(Course).filter_by(title="Cell winding").count() == 1


@pytest.mark.parametrize("key", ["A1", ""])
def test_a_listing_that_two_files_add_is_added_once(owner, moderator, key):
    for _ in range(2):
        page = upload(owner, f"{HEADER}\n{GOOD.replace('A1', key)}")
        hand_in(owner, page)
    reviews = {f"version-{one.id}": one.version for one in db.session.query(Review).filter_by(kind="upload")}
    ids = [int(name.removeprefix("version-")) for name in reviews]
    queue = "/moderation?kind=upload"
    answer = post(moderator, "/moderation/decide", queue, item=ids, kind="upload", verdict="approved", **reviews)
    assert "2 items are decided." in answer.get_data(as_text=True)
    assert db.session.query(Course).filter_by(title="Cell winding").count() == 1
    assert "changed or added in the meantime" in owner.get(page).get_data(as_text=True)


def test_two_rows_of_one_listing_are_not_both_taken(trusted):
    upload(trusted, f"{HEADER}\n1;Other name;https://dilna.example/kurzy/1;T.;en;batteries;;;\n{GOOD}\n"
           "1;Third name;https://dilna.example/kurzy/1;T.;en;batteries;;;\n"
           "A1;Fourth name;https://dilna.example/4;T.;en;batteries;;;")  # fmt: skip
    assert findings() == ["changed", "new", "wrong", "wrong"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x00\x01\x02\xff" * 50, "save it as CSV or XLSX"),
        (b"a;b\n1;2", "no column for title"),
        (b"title;url", "holds no courses"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(owner, content, said):
    assert said in upload(owner, content, "x.csv")
    assert db.session.query(Upload).count() == 0


def test_the_template_is_understood_by_its_own_upload(trusted):
    book = trusted.get(f"{AT}/template.xlsx?lang=de").data
    table, guide = load_workbook(io.BytesIO(book)).worksheets
    headers = [cell.value for cell in table[1]]
    assert headers == [row[0].value for row in guide.iter_rows(min_row=2, max_row=len(headers) + 1)]
    assert guide.title == "Erklärungen" and "batteries" in {cell.value for cell in guide["A"]}
    upload(trusted, book, "template.xlsx")
    assert findings() == ["new"]


def test_files_of_others_are_not_there(app, owner):
    page = upload(owner, f"{HEADER}\n{GOOD}")
    stranger = app.test_client()
    db.session.add(Provider(key="ulm", name="Ulm", url="https://ulm.example/"))
    db.session.commit()
    sign_in(stranger, person(Role.PROVIDER_OWNER, "ulm", email="stranger@people.example"))
    for address in (page, AT, f"{page}/wrong.csv", "/providers/dilna/listings.csv"):
        assert stranger.get(address).status_code == 403
    assert stranger.get(page.replace("dilna", "ulm")).status_code == 404


def test_five_hundred_rows_with_twenty_wrong_ones_go_through_but_for_those(trusted, client):
    rows = [
        GOOD.replace("A1", f"N{at}").replace("Cell winding", f"Cell winding {at}").replace("new/1", f"new/{at}")
        for at in range(500)
    ]
    rows[::25] = [row.replace(";120;", ";a lot;") for row in rows[::25]]
    page = upload(trusted, "\n".join([HEADER, *rows]))
    assert (findings().count("new"), findings().count("wrong")) == (480, 20)
    hand_in(trusted, page)
    assert client.get("/api/v1/courses?q=winding").json["total"] == 480


def test_of_two_first_uploads_at_once_both_are_kept(owner):
    """Somebody else makes the provider's own source between the look for it and its making."""
    with own_session() as session:
        provider = session.query(Provider).filter_by(key="dilna").one()

        @event.listens_for(session, "before_flush", once=True)
        def somebody_is_faster(*_):
            with own_session() as other:
                submission_source(other, other.get(Provider, provider.id))
                other.commit()

        found = submission_source(session, provider)
        session.commit()
        assert session.query(Source).filter_by(key="submission:dilna").one() is found
