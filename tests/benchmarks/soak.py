"""Two server processes answer searches while imports write: ``python -m tests.benchmarks.soak [--minutes 10]``.

Fails on any answer but 200, on a course that is not found a second after its import was reported as done, and on memory
that keeps growing. Prints what it saw.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx2

COURSES = 20_000
BATCH = 500
WORDS = ("battery", "cell", "hydrogen", "welding", "laser", "diagnostics", "safety", "recycling", "quality", "vehicle")
STALE = 1.0
"""Seconds after which what was imported has to be found."""
GROWTH = 1.3
"""What the servers' memory in the last third may be of that in the second."""


class Readers:
    """Threads that ask one search after the other, and what came of it."""

    def __init__(self, address: str, count: int = 4) -> None:
        self._address, self._stop = address, threading.Event()
        self.times: list[float] = []
        self.errors: list[str] = []
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(count)]

    def __enter__(self) -> Readers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, seed: int) -> None:
        chance = random.Random(seed)
        with httpx2.Client(base_url=self._address, timeout=30) as client:
            while not self._stop.is_set():
                text = " ".join(chance.sample(WORDS, chance.randint(1, 3)))
                began = time.perf_counter()
                try:
                    answer = client.get("/courses", params={"q": text, "country": chance.choice(["DE", "FR", ""])})
                    if answer.status_code != 200:
                        self.errors.append(f"{answer.status_code} for {text}")
                except httpx2.HTTPError as error:
                    self.errors.append(f"{error!r} for {text}")
                self.times.append(time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = {**os.environ, "CATALOGUE_INSTANCE": folder, "PORT": str(port)}
        command = [sys.executable, "-m", "catalogue"]
        server = subprocess.Popen([*command, "serve"], env=environment, start_new_session=True)
        try:
            _soak(Path(folder), f"http://127.0.0.1:{port}", server, minutes, command, environment)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(30)


def _soak(
    folder: Path,
    address: str,
    server: subprocess.Popen[bytes],
    minutes: float,
    command: list[str],
    environment: dict[str, str],
) -> None:
    _wait(address)
    memory: list[int] = []
    delays: list[float] = []
    ends = time.monotonic() + minutes * 60
    with Readers(address) as readers:
        rounds = 0
        while time.monotonic() < ends:
            feed = _feed(folder, rounds)
            subprocess.run(
                [*command, "import", str(feed), "--provider", f"academy-{rounds % (COURSES // BATCH)}"],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
            delays.append(_delay(address, rounds))
            print(f"import {rounds}: found after {delays[-1]:.2f} s, {len(readers.times)} searches", flush=True)
            memory.append(_resident(server.pid))
            rounds += 1
    third = len(memory) // 3
    growth = statistics.median(memory[-third:]) / statistics.median(memory[third : 2 * third])
    times = sorted(readers.times)
    print(
        f"{rounds} imports of {BATCH} courses, {len(times)} searches: median {statistics.median(times) * 1000:.0f} ms, "
        f"p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms; {len(readers.errors)} errors; found after at most "
        f"{max(delays):.2f} s; memory {memory[0] >> 20} MB at first, {memory[-1] >> 20} MB at last, growth {growth:.2f}"
    )
    assert not readers.errors, readers.errors[:5]
    assert max(delays) <= STALE
    assert growth <= GROWTH


def _feed(folder: Path, number: int) -> Path:
    chance = random.Random(number)
    path = folder / "feed.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "title", "url", "description", "language", "country"))
        for each in range(BATCH):
            title = f"{' '.join(chance.sample(WORDS, 3))} edition {_mark(number)}"
            text = " ".join(chance.choices(WORDS, k=60))
            writer.writerow(
                (each, title, f"https://academy.example/{number}/{each}", text, "en", chance.choice(["DE", "FR"]))
            )
    return path


def _mark(number: int) -> str:
    """A word that no other import has."""
    return "x" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:06}")


def _delay(address: str, number: int) -> float:
    """How many seconds after the import was done the last question was asked that did not find all of it."""
    began = last = time.monotonic()
    while time.monotonic() - began < STALE * 3:
        asked = time.monotonic()
        answer = httpx2.get(
            f"{address}/api/v1/courses", params={"q": f"title:{_mark(number)}", "per_page": 1}, timeout=30
        )
        if answer.json()["total"] != BATCH:
            last = asked
    return last - began


def _resident(group: int) -> int:
    """Memory of the server's processes, pages shared counted by their share."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/smaps_rollup"):
        try:
            if os.getpgid(int(path.parent.name)) == group:
                [line] = [line for line in path.read_text().splitlines() if line.startswith("Pss:")]
                total += int(line.split()[1]) * 1024
        except (OSError, ValueError):
            continue
    return total


def _wait(address: str) -> None:
    for _ in range(150):
        try:
            if httpx2.get(f"{address}/readyz").status_code == 200:
                return
        except httpx2.HTTPError:
            pass
        time.sleep(0.2)
    raise SystemExit("the server does not answer")


if __name__ == "__main__":
    main()
