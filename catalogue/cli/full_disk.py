"""What a full disk looks like to a command, and what it says of it."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SAID_BY_DATABASES = ("disk is full", "No space left on device")
ADVICE = "the disk is full. What was stored before is kept; make room and start again."


LEAST_FREE_BYTES = 200_000
"""With less than this SQLite cannot even begin to read, and calls that an I/O error."""


def advice(folder: Path) -> str:
    """Return what to add to a message if its cause is that the disk of a folder is full, else nothing."""
    return f": {ADVICE}" if shutil.disk_usage(folder).free < LEAST_FREE_BYTES else ""


def is_full_disk(fault: BaseException | None) -> bool:
    """Return whether this or what caused it says that nothing more could be written."""
    seen = 0
    while fault is not None and seen < 10:  # causes may go in circles
        if isinstance(fault, OSError) and fault.errno in FULL:
            return True
        if any(said in str(fault) for said in SAID_BY_DATABASES):
            return True
        fault, seen = fault.__cause__ or fault.__context__, seen + 1
    return False
