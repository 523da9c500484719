"""Processes that are killed at a chosen change of a file, as a power cut or the kernel would."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect"}
WRITING = os.O_WRONLY | os.O_RDWR


def killed_at_change(work: Callable[[], object], change: int) -> bool:
    """Do it in a process of its own that dies before its so-manieth change of a file; whether it came to that."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = [change]

    def count(name, told):
        if name in CHANGES or (name == "open" and isinstance(told[2], int) and told[2] & WRITING):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(count)
        work()
    finally:
        os._exit(0)
