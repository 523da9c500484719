"""A catalogue to back up, a backup of it, and an instance to restore it in."""

import shutil

import pytest
from sqlalchemy import text

from catalogue.extensions import db
from catalogue.models import ProviderLogo
from catalogue.services.accounts.people import create_user
from tests.databases import POSTGRES
from tests.functional.backups.places import LOGO, PASSWORD_HASH, TOTP_SECRET, Place


@pytest.fixture(scope="module")
def place(tmp_path_factory, databases):
    """A catalogue with two courses, somebody with a second factor, a logo and a mail; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("backups")
    place = Place(folder / "here", databases)
    place.add(folder, "Making cells", "Testing cells")
    with place.app().app_context():
        user = create_user(db.session(), "ana@academy.example", PASSWORD_HASH)
        user.tf_totp_secret = TOTP_SECRET
        provider = db.session.scalar(text("SELECT id FROM provider"))
        db.session.add(ProviderLogo(provider_id=provider, image=LOGO))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    (place.folder / "mail").mkdir()
    (place.folder / "mail" / "1.eml").write_text("Subject: hello")
    return place


@pytest.fixture(scope="module")
def other(tmp_path_factory, databases):
    """An instance in which other courses are, to be copied."""
    folder = tmp_path_factory.mktemp("backups")
    other = Place(folder / "other", databases)
    other.add(folder, "Welding")
    return other


@pytest.fixture
def elsewhere(tmp_path, databases, other):
    """An instance in which other courses are."""
    elsewhere = Place(tmp_path / "elsewhere", databases)
    if POSTGRES:
        elsewhere.add(tmp_path, "Welding")
    else:
        shutil.copytree(other.folder, elsewhere.folder, dirs_exist_ok=True)
    return elsewhere


@pytest.fixture(scope="module")
def kept(place, tmp_path_factory):
    """A backup, to be copied."""
    file = tmp_path_factory.mktemp("backups") / "catalogue.backup"
    result = place.run("backup", file)
    assert result.exit_code == 0, result.output
    return file


@pytest.fixture
def backup(kept, tmp_path):
    """A backup of its own for each test."""
    return shutil.copy2(kept, tmp_path / "catalogue.backup")
