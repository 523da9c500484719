"""Recognising a full disk, and the advice that commands print then."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

FULL_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DATABASE_MESSAGES = ("disk is full", "No space left on device")
ADVICE = "the disk is full. What was stored before is kept; make room and start again."


MAX_CAUSES = 10
MIN_FREE_BYTES = 200_000
"""With less than this SQLite cannot even begin to read, and reports an I/O error."""


def advice(folder: Path) -> str:
    """Return what to add to a message if its cause is that the disk of a folder is full, else nothing."""
    return f": {ADVICE}" if shutil.disk_usage(folder).free < MIN_FREE_BYTES else ""


def is_full_disk(fault: BaseException | None) -> bool:
    """Return whether this or what caused it says that nothing more could be written."""
    depth = 0
    while fault is not None and depth < MAX_CAUSES:  # causes may go in circles
        if isinstance(fault, OSError) and fault.errno in FULL_DISK_ERRORS:
            return True
        if any(message in str(fault) for message in DATABASE_MESSAGES):
            return True
        fault = fault.__cause__ or fault.__context__
        depth += 1
    return False
