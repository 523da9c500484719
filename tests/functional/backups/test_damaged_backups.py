"""A backup that is damaged, forged or cut off is told from a whole one before anything is touched."""

import json
import tarfile
from io import BytesIO

import pytest


def changed(backup, change):
    """The backup with other members."""
    with tarfile.open(backup) as archive:
        members = {entry.name: archive.extractfile(entry).read() for entry in archive}
    with tarfile.open(backup, "w:gz") as archive:
        for entry, content in change(members):
            entry.size = len(content)
            archive.addfile(entry, BytesIO(content))


def entries(members):
    return [(tarfile.TarInfo(name), content) for name, content in members.items()]


def newer(members):
    manifest = json.loads(members["manifest.json"]) | {"format": 2}
    return entries(members | {"manifest.json": json.dumps(manifest).encode()})


def outside(members):
    manifest = json.loads(members["manifest.json"])
    manifest["members"]["mail/../../outside"] = manifest["members"]["secret-key"]
    told = members | {"manifest.json": json.dumps(manifest).encode(), "mail/../../outside": members["secret-key"]}
    return entries(told)


def linked(members):
    link = tarfile.TarInfo("secret-key")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return [(link, b"") if entry.name == "secret-key" else (entry, content) for entry, content in entries(members)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda members: entries(members | {"secret-key": members["secret-key"][::-1]}), "secret-key in it is damaged"),
        (lambda members: entries({k: v for k, v in members.items() if k != "secret-key"}), "secret-key is missing"),
        (lambda members: entries(members | {"mail/2.eml": b"x"}), "'mail/2.eml'"),
        (lambda members: entries(members)[1:], "does not begin with a manifest"),
        (newer, "format 2"),
        (outside, "no backup holds"),
        (linked, "'secret-key'"),
    ],
)
def test_what_is_wrong_with_a_backup_is_said_and_nothing_is_touched(elsewhere, backup, change, said):
    changed(backup, change)
    before = elsewhere.titles(), elsewhere.key()
    result = elsewhere.run("restore", backup)
    assert result.exit_code == 2
    assert said in result.stderr
    assert (elsewhere.titles(), elsewhere.key()) == before
    assert not (elsewhere.folder.parent / "outside").exists()


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_half_a_file_is_refused(elsewhere, backup, share):
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * share)])
    assert elsewhere.run("restore", backup).exit_code == 2
    assert elsewhere.titles() == ["Welding"]
