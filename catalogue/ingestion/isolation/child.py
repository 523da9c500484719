"""The program of a reader: it works through jobs from its standard input (``python -m … MEMORY_BYTES``)."""

from __future__ import annotations

import gc
import os
import resource
import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from catalogue.ingestion.contract import Unreadable
from catalogue.ingestion.isolation import frames
from catalogue.ingestion.isolation.frames import Answer, Job

MAX_FINDS_PER_ANSWER = 64
MAX_JOB_BYTES = 1_000_000_000
MAX_RESIDENT_BYTES_FOR_REUSE = 300_000_000
"""Resident memory from which a reader is not used again: Python does not give back all that a large document took."""
STATM_FILE = Path("/proc/self/statm")


def main() -> None:
    """Work through jobs until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answers
    _limit(int(sys.argv[1]))
    gc.disable()  # garbage is collected once, after each job
    while True:
        try:
            job: Job = frames.read(_take, MAX_JOB_BYTES)
        except EOFError:
            return
        _work_off(job, answers)
        gc.collect()


def _limit(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _take(count: int) -> bytes:
    taken = sys.stdin.buffer.read(count)
    if len(taken) < count:
        raise EOFError
    return taken


def _work_off(job: Job, answers: BinaryIO) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(_usage().ru_utime + _usage().ru_stime) + 1 + job.cpu_seconds, hard))
    last = Answer(done=True)
    try:
        _send(_found(job), answers)
    except Unreadable as error:
        last = Answer(done=True, unreadable=error.message)
    except MemoryError:
        last = Answer(done=True, too_large=True, spent=True)
    except Exception:
        last = Answer(done=True, failed=traceback.format_exc())
    frames.write(answers, replace(last, spent=last.spent or _resident_bytes() > MAX_RESIDENT_BYTES_FOR_REUSE))


def _send(found: Iterator[Any], answers: BinaryIO) -> None:
    """Send what is found in portions; what stands before an error is sent before it is raised."""
    portion: list[Any] = []
    try:
        for one in found:
            portion.append(one)
            if len(portion) == MAX_FINDS_PER_ANSWER:
                frames.write(answers, Answer(found=portion))
                portion = []
    finally:
        if portion:
            frames.write(answers, Answer(found=portion))


def _found(job: Job) -> Iterator[Any]:
    """Return all that the function yields, or the one thing that it returns."""
    answer = getattr(import_module(job.module), job.function)(*job.arguments)
    return answer if isinstance(answer, Iterator) else iter([answer])


def _resident_bytes() -> int:
    """Return what the reader holds now (``proc(5)``); ``ru_maxrss`` would begin with what its parent held."""
    return int(STATM_FILE.read_text().split()[1]) * resource.getpagesize() if STATM_FILE.exists() else 0


def _usage() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_SELF)


if __name__ == "__main__":
    main()
