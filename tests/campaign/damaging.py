"""Ways in which the files of an index come to harm: by disks, by hands, by half a restore."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random


@dataclass(frozen=True, slots=True)
class Damage:
    """What is done to an index in a folder; ``name`` tells it apart in a report."""

    name: str
    inflict: Callable[[Path], object]


def damages_of(root: Path, random: Random) -> Iterator[Damage]:
    """Yield each kind of harm to each file of the index at ``root``, then to the folders."""
    for path in sorted(one for one in root.rglob("*") if one.is_file()):
        name = str(path.relative_to(root))
        yield from (Damage(f"{kind} {name}", _on_file(name, harm(random))) for kind, harm in ON_FILES.items())
    [live] = (path.name for path in root.iterdir() if path.is_dir())
    yield Damage("removed the live folder", lambda root: shutil.rmtree(root / live))
    yield Damage("removed all files of the live folder", lambda root: [one.unlink() for one in (root / live).iterdir()])
    yield Damage("removed everything", shutil.rmtree)
    yield Damage("put a file in the place of the live folder", lambda root: _file_for_folder(root / live))


def _on_file(name: str, harm: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda root: harm(root / name)


def _file_for_folder(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("in the way")


def _flip(random: Random, quietly: bool = False) -> Callable[[Path], object]:
    share, bit = random.random(), 1 << random.randrange(8)

    def harm(path: Path) -> None:
        """One bit; ``quietly`` as a disk does it, without a trace in the folder."""
        before = path.stat()
        content = bytearray(path.read_bytes())
        if content:
            content[int(share * len(content))] ^= bit
        with path.open("r+b") as file:
            file.write(content)
        if quietly:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    return harm


def _cut(random: Random) -> Callable[[Path], object]:
    share = random.random()
    return lambda path: os.truncate(path, int(share * path.stat().st_size))


def _filled(random: Random) -> Callable[[Path], object]:
    rubbish = random.randbytes(random.choice([1, 40, 3000]))
    return lambda path: path.write_bytes(rubbish)


def _zeroed(random: Random) -> Callable[[Path], object]:
    """A page of a file that a power cut left empty."""
    share = random.random()

    def harm(path: Path) -> None:
        start = int(share * path.stat().st_size) // 512 * 512
        with path.open("r+b") as file:
            file.seek(start)
            file.write(bytes(min(512, path.stat().st_size - start)))

    return harm


ON_FILES: dict[str, Callable[[Random], Callable[[Path], object]]] = {
    "removed": lambda random: Path.unlink,
    "emptied": lambda random: lambda path: os.truncate(path, 0),
    "cut": _cut,
    "flipped a bit of": _flip,
    "flipped another bit of": _flip,
    "quietly flipped a bit of": lambda random: _flip(random, quietly=True),
    "filled": _filled,
    "zeroed a page of": _zeroed,
}
