"""The command line as programs rely on it: JSON, exit status, messages."""

import json

import pytest
from sqlalchemy import select

from catalogue.config import SettingError, Settings
from catalogue.models import Course

SHEET = "title;url\nCells;https://a.example/1\n;https://a.example/2\n"


@pytest.fixture
def run(app):
    """Runs a command in the test's catalogue."""
    runner = app.test_cli_runner()
    return lambda *arguments: runner.invoke(app.cli, [str(one) for one in arguments])


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "courses.csv"
    path.write_text(SHEET, "utf-8")
    return path


def test_an_import_reports_in_json_and_tells_of_rejected_records_by_its_status(run, sheet):
    result = run("import", sheet, "--provider", "academy", "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    told = {"format": "csv", "found": 2, "instances": 0, "created": 1, "updated": 0, "unchanged": 0, "withdrawn": 0}
    assert {key: report[key] for key in told} == told
    assert report["rejected"] == 1
    # which comes first hangs on when the batch was stored
    assert sorted(item["outcome"] for item in report["items"]) == ["created", "rejected"]
    assert set(report["items"][0]) >= {"id", "title", "url", "outcome", "stage", "message"}


def test_a_clean_import_has_status_0(run, sheet):
    sheet.write_text("title;url\nCells;https://a.example/1\n", "utf-8")
    assert run("import", sheet, "--provider", "academy").exit_code == 0


def a_list(folder, name, numbers):
    path = folder / name
    rows = [f"Cells {number};https://a.example/{number}\n" for number in numbers]
    path.write_text("title;url\n" + "".join(rows), "utf-8")
    return path


def test_two_lists_of_one_provider_stand_for_themselves_under_their_names(run, tmp_path):
    online, onsite = a_list(tmp_path, "a.csv", range(10)), a_list(tmp_path, "b.csv", range(10, 20))
    for path, name in ((online, "online"), (onsite, "onsite")):
        assert "10 created" in run("import", path, "--provider", "academy", "--list", name).output
    shorter = run("import", a_list(tmp_path, "c.csv", range(9)), "--provider", "academy", "--list", "online")
    assert "9 unchanged, 1 withdrawn" in shorter.stdout


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//academy//courses//EN
BEGIN:VEVENT
UID:1@a.example
DTSTART:20270301T090000Z
SUMMARY:Cells 1
URL:https://a.example/1
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize("kind", ["csv", "ics"])
def test_a_file_whose_provider_is_named_later_gives_no_second_copies(run, session, tmp_path, kind):
    path = a_list(tmp_path, "a.csv", [1])
    if kind == "ics":
        path = tmp_path / "a.ics"
        path.write_text(CALENDAR, "utf-8")
    assert "1 created" in run("import", path).stdout
    for more in (["--dry-run"], []):
        assert "1 updated" in run("import", path, "--provider", "academy", *more).stdout
    assert "1 unchanged" in run("import", path, "--provider", "academy").stdout
    [course] = session.scalars(select(Course))
    assert course.provider.key == "academy"


def test_a_file_of_the_same_name_takes_no_course_of_another_address(run, session, tmp_path):
    run("import", a_list(tmp_path, "a.csv", [1, 2]))
    assert "1 created" in run("import", a_list(tmp_path, "a.csv", [3]), "--provider", "academy").stdout
    assert sorted(course.provider.key for course in session.scalars(select(Course))) == ["a-example"] * 2 + ["academy"]


def test_what_a_file_stands_for_is_said_before_anything_is_withdrawn(run, tmp_path):
    first = run("import", a_list(tmp_path, "a.csv", range(10)), "--provider", "academy")
    assert "--list" not in first.output
    second = run("import", a_list(tmp_path, "b.csv", range(9)), "--provider", "academy", "--json")
    assert "whole list upload:academy:csv, of which 10 courses are published" in second.stderr
    assert json.loads(second.stdout)["withdrawn"] == 1


def test_courses_that_are_really_gone_go_by_the_option_that_the_note_names(run, tmp_path):
    run("import", a_list(tmp_path, "a.csv", range(10)), "--provider", "academy")
    shorter = a_list(tmp_path, "a.csv", range(2))
    stopped = run("import", shorter, "--provider", "academy").stdout
    assert "nothing was withdrawn" in stopped and "--withdrawal-share 1" in stopped
    assert "8 withdrawn" in run("import", shorter, "--provider", "academy", "--withdrawal-share", 1).stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\x00\x01\x02\x03", "a binary file"),
        (b"Titel;Lnik\nA;B\n", "rename 'Lnik' to url"),
        (b"\x1f\x8b broken", "gzip"),
    ],
)
def test_what_cannot_be_read_has_status_2_and_a_message_with_file_and_remedy(run, tmp_path, content, said):
    path = tmp_path / "wrong.csv"
    path.write_bytes(content)
    result = run("import", path)
    assert result.exit_code == 2
    assert "wrong.csv" in result.stderr
    assert said in result.stderr


def test_a_missing_file_an_unknown_format_and_a_private_address_cannot_start(run, sheet, tmp_path):
    for arguments in (["import", tmp_path / "none.csv"], ["import", sheet, "--format", "nope"],
                      ["import", "http://127.0.0.1/"], ["sources", "run", "nobody"]):  # fmt: skip
        result = run(*arguments)
        assert result.exit_code == 2, arguments
        assert result.stderr.strip(), arguments


def test_a_folder_is_imported_whatever_one_of_its_files_is(run, sheet, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    sheet.rename(folder / sheet.name)
    (folder / "broken.pdf").write_bytes(b"%PDF")
    result = run("import", folder, "--provider", "academy", "--json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["created"], report["rejected"], report["complete"]) == (1, 1, 2, False)


def test_a_source_is_registered_once_listed_and_shown(run):
    added = run("sources", "add", "https://academy.example/courses", "--provider", "academy", "--language", "en")
    assert added.exit_code == 0, added.output
    assert run("sources", "add", "https://academy.example/courses", "--provider", "academy").exit_code == 2
    assert "academy" in run("sources", "list").stdout
    assert "https://academy.example/courses" in run("sources", "show", "academy").stdout


def test_the_index_can_be_asked_checked_and_rebuilt(run, sheet):
    run("import", sheet, "--provider", "academy")
    assert json.loads(run("index", "status", "--json").stdout)["documents"] == 1
    assert "Sound." in run("index", "check").stdout
    assert run("index", "rebuild").exit_code == 0


def test_an_index_that_differs_is_found_and_mended(run, sheet, parts):
    from catalogue.search.port import Changes

    run("import", sheet, "--provider", "academy")
    parts.engine.apply(Changes(deletions=[1]))
    assert run("index", "check").exit_code == 1
    assert run("index", "rebuild", "--force").exit_code == 0
    assert run("index", "check").exit_code == 0


@pytest.mark.parametrize(("variable", "kind"), [("PORT", "whole number"), ("CATALOGUE_FETCH_PACE", "number")])
def test_a_setting_that_does_not_fit_is_named(variable, kind):
    with pytest.raises(SettingError, match=f"{variable} is 'abc', which is not a {kind}"):
        Settings.from_environment({variable: "abc"})
