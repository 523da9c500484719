"""The instance folder belongs to the catalogue's user alone, and its signing key is whole or refused."""

import os
import subprocess
import sys

import pytest

from catalogue.app import create_app
from catalogue.config import SettingError, Settings
from catalogue.instance_files import keep_private, load_signing_key, make_readable

OPEN_FOLDER, OPEN_FILE = 0o755, 0o644


@pytest.fixture(autouse=True)
def _umask_of_before():
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path):
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("content", [b"", b"\n", b"0a1b2c", b"f" * 40, b"\0" * 64, b"\xff" * 64])
def test_an_empty_or_half_written_key_is_refused_with_what_to_do(tmp_path, content):
    (tmp_path / "secret-key").write_bytes(content)
    with pytest.raises(SettingError, match=r"secret-key does not hold a whole key.*backup.*remove"):
        create_app(Settings(instance=tmp_path))
    assert (tmp_path / "secret-key").read_bytes() == content


def test_a_key_of_ones_own_is_taken_and_one_of_ours_stays(tmp_path):
    (tmp_path / "secret-key").write_text("a passphrase of many words is no key".replace(" ", "-") + "\n")
    assert load_signing_key(tmp_path).endswith("no-key")
    (tmp_path / "secret-key").unlink()
    made = load_signing_key(tmp_path)
    assert len(made) == 64 and load_signing_key(tmp_path) == made


def test_processes_that_begin_together_have_one_key(tmp_path):
    code = (
        "import sys, pathlib; from catalogue.instance_files import load_signing_key; sys.stdin.read();"
        f"print(load_signing_key(pathlib.Path({str(tmp_path)!r})))"
    )
    begun = [
        subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(4)
    ]
    for process in begun:
        process.stdin.close()
    keys = {process.stdout.read() for process in begun}
    for process in begun:
        process.wait()
    assert len(keys) == 1 and len(keys.pop().strip()) == 64
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".secret-key")]


def test_an_instance_that_was_open_is_closed_and_it_is_said(tmp_path, caplog):
    folder = tmp_path / "instance" / "index"
    folder.mkdir(parents=True)
    (folder / "current").write_text("v1")
    (folder.parent / "catalogue.sqlite").touch()
    (folder.parent / "elsewhere").symlink_to(tmp_path)
    outside = mode(tmp_path)
    assert keep_private(tmp_path / "instance") == 4
    assert [mode(path) for path in (folder.parent, folder, folder / "current")] == [0o700, 0o700, 0o600]
    assert mode(tmp_path) == outside, "a link is not followed"
    assert "3 files and folders" in caplog.text
    caplog.clear()
    assert keep_private(tmp_path / "instance") == 0 and not caplog.text


def test_a_folder_that_holds_other_things_too_is_left_as_it_is(tmp_path, caplog):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    (shared / "of-others").touch(OPEN_FILE)
    assert keep_private(shared) == 0
    assert shared.stat().st_mode & 0o7777 == 0o1777 and mode(shared / "of-others") == OPEN_FILE
    assert "folder of its own" in caplog.text


def test_what_a_person_asked_for_can_be_read_by_others(tmp_path):
    keep_private(tmp_path / "instance")
    asked, kept = tmp_path / "courses.csv", tmp_path / "instance" / "cache"
    asked.touch()
    kept.touch()
    make_readable(asked)
    assert (mode(asked) & 0o077 != 0, mode(kept)) == (True, 0o600)


def test_a_file_in_the_place_of_the_instance_is_said(tmp_path):
    (tmp_path / "file").touch()
    for instance in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(SettingError, match="name a folder"):
            keep_private(instance)
