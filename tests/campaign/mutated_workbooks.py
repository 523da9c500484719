"""Damaged tables of every kind, read as an upload is: none may end or hold up whoever reads it.

A workbook is damaged inside its archive too: members are damaged before they are packed, dropped, named otherwise or
put in twice, and what cells say of their places is made absurd.
"""

from __future__ import annotations

import io
import random
import resource
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from catalogue.ingestion.contract import Page, Unreadable
from catalogue.ingestion.tables import read_sheet, read_tables
from tests.campaign.figures import Figures
from tests.importers.mutation import MUTATIONS
from tests.importers.spreadsheet.workbooks import COURSE, row, shared_strings, xlsx

INPUTS = 20_000
MAX_SECONDS_PER_INPUT = 25.0
"""Twenty in which a reader is waited for, and what the machine's other work takes."""
MAX_GROWTH_KILOBYTES = 400_000
ABSURD = (
    b"XFD1048576",
    b"ZZZZ1",
    b"A99999999",
    b"0",
    b"-1",
    b"4294967295",
    b"99999999999999999999",
    b"",
    b"&#65;1",
    b"A1:",
)
Members = dict[str, bytes]


def run(share: float) -> Iterator[Figures]:
    """Read so many damaged tables, a quarter of each kind."""
    for kind, whole in _samples().items():
        yield _trial(kind, whole, max(1, round(INPUTS * share / 4)))


def _trial(kind: str, whole: bytes, tries: int) -> Figures:
    stopped, slowest, before = 0, 0.0, _kilobytes()
    for seed in range(tries):
        content = damaged(whole, random.Random(f"{kind} {seed}"))
        began = time.monotonic()
        try:
            read(f"courses.{kind}", content)
        except Exception as error:  # whatever it is, it would be a page of an error of ours
            stopped += 1
            print(f"{kind} {seed}: {type(error).__name__}: {error}")
        slowest = max(slowest, time.monotonic() - began)
    grown = _kilobytes() - before
    stopped += slowest > MAX_SECONDS_PER_INPUT or grown > MAX_GROWTH_KILOBYTES
    return Figures(
        trial=kind, tried=tries, stopped=stopped, note=f"slowest {slowest:.1f} s, grown by {grown // 1000} MB"
    )


def read(name: str, content: bytes) -> None:
    """Read a table in both ways that uploads are read; what cannot be read is said."""
    page = Page(url=f"file:///{name}", content=content)
    with suppress(Unreadable):
        read_sheet(page, 2_000, 20_000)
    with suppress(Unreadable):
        read_tables(page, 20_000)


def damaged(whole: bytes, rng: random.Random) -> bytes:
    """The file with one or two things wrong with it, the same for the same seed."""
    for _ in range(rng.choice((1, 1, 2))):
        inside = whole.startswith(b"PK") and rng.random() < 0.8
        whole = _repacked(whole, rng) if inside else rng.choice(MUTATIONS)(whole, rng)
    return whole


def _repacked(whole: bytes, rng: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return whole  # damaged before, so that nothing in it can be reached
    name = rng.choice(list(members)) if members else ""
    rng.choice(INSIDE)(members, name, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for each, content in members.items():
            archive.writestr(each or "-", content)
    return out.getvalue()


def _damage(members: Members, name: str, rng: random.Random) -> None:
    if name:
        members[name] = rng.choice(MUTATIONS)(members[name], rng)


def _misplace(members: Members, name: str, rng: random.Random) -> None:
    """Put something absurd between the quotation marks of one attribute, or of all that say the same."""
    for each in members:
        parts = members[each].split(b'"')
        if len(parts) > 2 and (each == name or rng.random() < 0.3):
            at = rng.randrange(1, len(parts), 2)
            said, absurd = parts[at], rng.choice(ABSURD)
            every = rng.random() < 0.2
            members[each] = b'"'.join(
                absurd if n == at or (every and part == said) else part for n, part in enumerate(parts)
            )


def _rename(members: Members, name: str, rng: random.Random) -> None:
    if name:
        members[rng.choice((name.upper(), "xl/other/x.xml", "content.xml", "xl/workbook.bin", f"/{name}"))] = (
            members.pop(name)
        )


def _drop(members: Members, name: str, rng: random.Random) -> None:
    members.pop(name, None)


def _exchange(members: Members, name: str, rng: random.Random) -> None:
    if name:
        members[name] = members[rng.choice(list(members))]


def _inflate(members: Members, name: str, rng: random.Random) -> None:
    """Repeat a part of a member many times."""
    if name and (content := members[name]):
        start = rng.randrange(len(content))
        part = content[start : start + rng.choice((1, 30, 300))]
        members[name] = content[:start] + part * rng.choice((100, 10_000)) + content[start:]


INSIDE: tuple[Callable[[Members, str, random.Random], None], ...] = (
    _damage,
    _misplace,
    _misplace,
    _rename,
    _drop,
    _exchange,
    _inflate,
)


def _samples() -> Mapping[str, bytes]:
    """A whole file of each kind; the old one of Excel is its signature and noise, as nothing in it is read."""
    names = {"A": "title", "B": "url", "C": "language"}
    rows = row(1, names) + "".join(row(at, COURSE | {"C": "en"}) for at in range(2, 12))
    pointing = '<row r="12"><c r="A12" t="s"><v>0</v></c><c r="B12" t="s"><v>1</v></c></row>'
    csv = "title;url;language\r\n" + '"Cell ""assembly""";https://dilna.example/1;en\r\n' * 10
    noise = random.Random(1).randbytes(4_000)
    return {
        "xlsx": xlsx(rows + pointing, others=shared_strings("Cell safety", "https://dilna.example/safe")),
        "ods": _ods(),
        "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise,
        "csv": csv.encode(),
    }


def _ods() -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    lines = [["title", "url"], *([f"Course {at}", f"https://dilna.example/{at}"] for at in range(10))]
    rows = "".join(
        '<table:table-row table:number-rows-repeated="1">' + "".join(map(cell.format, line)) + "</table:table-row>"
        for line in lines
    )
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()


def _kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
