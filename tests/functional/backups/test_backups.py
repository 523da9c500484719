"""One file brings a catalogue back, wherever it is and whatever happens on the way."""

import json
import shutil
import sqlite3
import tarfile
import threading
from contextlib import closing

import pytest
from sqlalchemy import create_engine, select

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db
from catalogue.models import ProviderLogo
from catalogue.services.accounts.people import user_by_email
from catalogue.services.administering.backups.instance_lock import exclusive_instance, shared_instance
from catalogue.services.sources.importing.import_service import ImportService
from tests.databases import POSTGRES
from tests.functional.backups.places import LOGO, PASSWORD_HASH, TOTP_SECRET, Place
from tests.killing import killed_at_change
from tests.old_databases import make_at

sqlite_alone = pytest.mark.skipif(bool(POSTGRES), reason="a server restores in one transaction")


def test_a_backup_brings_everything_back_elsewhere(place, elsewhere, backup):
    result = elsewhere.run("restore", backup)
    assert result.exit_code == 0, result.output
    assert elsewhere.ask() == place.ask()
    assert elsewhere.titles() == place.titles() == ["Making cells", "Testing cells"]
    assert elsewhere.key() == place.key()
    assert (elsewhere.folder / "mail" / "1.eml").read_text() == "Subject: hello"
    with elsewhere.app().app_context():
        user = user_by_email(db.session(), "ana@academy.example")
        assert (user.password, user.tf_totp_secret) == (PASSWORD_HASH, TOTP_SECRET)
        assert db.session.scalar(select(ProviderLogo.image)) == LOGO
        db.session.remove()
        db.engine.dispose()
    assert not [path for path in elsewhere.folder.rglob("*") if path.suffix in (".restored", ".replaced", ".staging")]


def test_a_backup_is_private_and_names_what_it_holds(backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    with tarfile.open(backup) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))
        assert archive.getnames() == ["manifest.json", *manifest["members"]]
    assert manifest["format"] == 1
    assert manifest["database"] == ("PostgreSQL" if POSTGRES else "SQLite")
    assert {"secret-key", "mail/1.eml"} <= set(manifest["members"])
    assert list(backup.parent.glob(f"{backup.name}.*")) == []


def test_a_backup_made_while_courses_come_in_is_one_moment_of_the_catalogue(databases, elsewhere, tmp_path):
    place = Place(tmp_path / "busy", databases)
    place.add(tmp_path, "Making cells", "Testing cells")
    sheet = tmp_path / "many.csv"
    sheet.write_text("title,url\n" + "\n".join(f"Cells {n},https://b.example/{n}" for n in range(600)), "utf-8")
    app, begun, files = place.app(), threading.Event(), []

    def import_many():
        with app.app_context():
            parts = app.extensions["catalogue"]
            importing = ImportService(
                session=db.session(), engine=parts.engine, settings=parts.settings, progress=lambda *_told: begun.set()
            )
            importing.path(sheet, provider="other")
            db.session.remove()
            db.engine.dispose()

    running = threading.Thread(target=import_many)
    running.start()
    begun.wait(30)
    while running.is_alive() and len(files) < 3:
        files.append(tmp_path / f"{len(files)}.backup")
        assert place.run("backup", files[-1]).exit_code == 0
    running.join()
    assert files
    assert elsewhere.run("restore", files[-1]).exit_code == 0
    assert {"Making cells", "Testing cells"} <= set(elsewhere.titles()) <= set(place.titles())
    assert elsewhere.run("index", "check").exit_code == 0


def test_a_restore_is_refused_while_the_catalogue_runs_and_a_command_while_it_is_restored(place, backup):
    with shared_instance(place.folder):
        result = place.run("restore", backup)
        assert (result.exit_code, "stop it first" in result.stderr) == (2, True)
    with exclusive_instance(place.folder):
        result = place.run("index", "status")
        assert (result.exit_code, "being restored" in result.stderr) == (2, True)


def test_a_file_or_folder_that_is_not_there_is_said(place, tmp_path):
    assert place.run("restore", tmp_path / "none").exit_code == 2
    assert place.run("backup", tmp_path / "none" / "file").exit_code == 2


def test_a_file_that_is_there_is_replaced_only_when_told_so(place, tmp_path):
    file = tmp_path / "precious"
    file.write_text("something else")
    refused = place.run("backup", file)
    assert (refused.exit_code, file.read_text()) == (2, "something else")
    assert "--force" in refused.output
    assert place.run("backup", file, "--force").exit_code == 0
    assert file.read_bytes()[:2] == b"\x1f\x8b"


def test_a_key_that_is_set_otherwise_is_said_by_status_1(elsewhere, backup, monkeypatch):
    app = create_app(Settings(instance=elsewhere.folder, database_url=elsewhere._database, secret_key="another"))
    result = app.test_cli_runner().invoke(app.cli, ["restore", str(backup)])
    assert result.exit_code == 1
    assert "CATALOGUE_SECRET_KEY differs" in result.stderr


def test_a_restore_whose_index_cannot_be_made_puts_everything_back(elsewhere, backup):
    before = elsewhere.titles(), elsewhere.key(), elsewhere.ask("/api/v1/courses?q=welding")
    app = elsewhere.app()
    app.extensions["catalogue"].engine.rebuild = None  # whatever it raises
    assert app.test_cli_runner().invoke(app.cli, ["restore", str(backup)]).exit_code == 2
    assert (elsewhere.titles(), elsewhere.key(), elsewhere.ask("/api/v1/courses?q=welding")) == before


@sqlite_alone
@pytest.mark.parametrize("change", [3, 9])
def test_a_backup_that_was_killed_leaves_no_file_under_its_name(place, tmp_path, change):
    file = tmp_path / "killed.backup"
    assert killed_at_change(lambda: place.run("backup", file), change)
    assert not file.exists()
    assert place.run("backup", file).exit_code == 0
    assert list(tmp_path.glob("killed.backup.*")) == []


@sqlite_alone
@pytest.mark.parametrize("change", [7, 18, 28, 50])
def test_a_restore_that_was_killed_left_the_old_or_the_new_state_and_can_be_run_again(elsewhere, place, backup, change):
    old, new = (elsewhere.titles(), elsewhere.key()), (place.titles(), place.key())
    assert killed_at_change(lambda: elsewhere.run("restore", backup), change)
    assert (elsewhere.titles(), elsewhere.key()) in (old, new)
    assert elsewhere.run("restore", backup).exit_code == 0
    assert (elsewhere.titles(), elsewhere.key()) == new
    assert elsewhere.run("index", "check").exit_code == 0


@sqlite_alone
def test_a_backup_of_an_older_program_is_brought_to_the_newest_revision(place, elsewhere, tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    engine = create_engine(f"sqlite:///{old / 'catalogue.sqlite'}")
    make_at(engine, "0012")
    engine.dispose()
    shutil.copy(place.folder / "secret-key", old)
    app = create_app(Settings(instance=old))
    assert app.test_cli_runner().invoke(app.cli, ["backup", str(tmp_path / "old.backup")]).exit_code == 0
    with closing(sqlite3.connect(old / "catalogue.sqlite")) as untouched:
        assert untouched.execute("SELECT version_num FROM alembic_version").fetchone() == ("0012",)
    result = elsewhere.run("restore", tmp_path / "old.backup")
    assert result.exit_code == 0, result.stderr
    assert elsewhere.titles() == ["title-0", "title-1", "title-2"]
    assert elsewhere.run("index", "check").exit_code == 0
