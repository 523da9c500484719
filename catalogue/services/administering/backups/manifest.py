"""What a backup says of itself, in its first member."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

FORMAT_VERSION = 1
"""A new number is needed whenever older programs could not restore what newer ones write."""
MANIFEST_NAME = "manifest.json"
MAX_MANIFEST_BYTES = 64_000_000
MEMBER_NAME_PATTERN = re.compile(
    r"database\.(sqlite|dump)|secret-key|sample-accounts\.txt|(mail|interest)/[A-Za-z0-9_@+-][A-Za-z0-9._@+-]*"
)
"""The only names of members that are accepted: nothing else is ever written into an instance."""


class BackupUnusable(Exception):
    """A file is no backup, a damaged one, or one for another program; the message says which."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a backup."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """When and by what program a backup was made, of which database at which revision, and what it holds."""

    program: str
    revision: str
    made_at: str
    database: str
    members: Mapping[str, Member]
    format: int = FORMAT_VERSION

    def written(self) -> bytes:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), indent=1).encode()


def read_manifest(content: bytes) -> Manifest:
    """Return the manifest in ``content``. Raise ``BackupUnusable`` if it cannot be read or is of a newer format."""
    try:
        fields = json.loads(content)
        version = int(fields["format"])
    except (ValueError, TypeError, KeyError):
        raise BackupUnusable("its manifest cannot be read") from None
    if version > FORMAT_VERSION:
        raise BackupUnusable(
            f"it has format {version} and this program reads up to {FORMAT_VERSION}; "
            f"use program {fields.get('program')}"
        )
    try:
        members = {
            str(name): Member(int(entry["bytes"]), str(entry["sha256"])) for name, entry in fields["members"].items()
        }
        facts = {name: str(fields[name]) for name in ("program", "revision", "made_at", "database")}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BackupUnusable("its manifest cannot be read") from None
    if unknown_names := [name for name in members if not MEMBER_NAME_PATTERN.fullmatch(name)]:
        raise BackupUnusable(f"it names {unknown_names[0]!r}, which no backup holds")
    return Manifest(**facts, members=members, format=version)
