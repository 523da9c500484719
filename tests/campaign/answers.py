"""Record what the catalogue answers, or compare two records: what a rebuilding of the code must leave as it was.

``python -m tests.campaign.answers record INSTANCE FILE`` asks a catalogue in the folder INSTANCE (made by ``catalogue
demo``; a copy is used) for every page without arguments, every address of its sitemap, questions to the API and every
export, and writes the answers to FILE. ``… compare BEFORE AFTER`` prints each difference, with exit status 1 if there
is one.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

QUESTIONS = ("", "battery", "výroba baterií", "Batteriezellfertigung", "high voltage safety", "hidrógeno", "zzzz")
FILTERS = ("", "&country=DE", "&skill_area=batteries&language=en", "&delivery_mode=online&price=free", "&sort=date")
PAGES = ("/", "/courses?q=battery", "/skill-areas", "/regions", "/job-roles", "/indicators", "/help/learners")
CHANGING = (  # what differs between two answers of the same program
    (re.compile(r'"took_ms": ?[\d.]+'), '"took_ms": 0'),
    (re.compile(r'name="(csrf_token|shown_at)"[^>]*value="[^"]*"'), 'name="\\1"'),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?"), "INSTANT"),
    (re.compile(r"\d{8}T\d{6}Z?"), "INSTANT"),
)


def main() -> int:
    """Do what was asked for and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign.answers")
    parser.add_argument("act", choices=("record", "compare"))
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    arguments = parser.parse_args()
    if arguments.act == "record":
        return record(arguments.first, arguments.second)
    return compare(json.loads(arguments.first.read_text()), json.loads(arguments.second.read_text()))


def record(instance: Path, file: Path) -> int:
    """Write the answers of the catalogue in this folder to the file, and return 0."""
    from catalogue.app import create_app
    from catalogue.config import Settings

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "instance"
        shutil.copytree(instance, copy)
        app = create_app(Settings(instance=copy))
        app.test_cli_runner().invoke(args=["index", "rebuild", "--force"])  # another version may keep it otherwise
        client = app.test_client()
        answers = {address: _answer(client, address) for address in dict.fromkeys(_addresses(app, client))}
        runner = app.test_cli_runner()
        for format in ("atom", "calendar", "csv", "elm", "jsonl", "moochub", "schemaorg"):
            out = Path(folder) / f"out.{format}"
            result = runner.invoke(args=["export", "--format", format, "--output", str(out)])
            answers[f"export {format}"] = [result.exit_code, "", _steady(out.read_text("utf-8"))]
    file.write_text(json.dumps(answers, ensure_ascii=False, indent=0))
    print(len(answers), "answers")
    return 0


def compare(before: dict[str, list[object]], after: dict[str, list[object]]) -> int:
    """Print how the answers differ, and return 1 if any does."""
    different = 0
    for address in sorted(before.keys() | after.keys()):
        old, new = before.get(address), after.get(address)
        if old == new:
            continue
        different += 1
        print(f"== {address}: {old and old[:2]} → {new and new[:2]}")
        lines = difflib.unified_diff(*(str(one and one[2]).splitlines() for one in (old, new)), lineterm="", n=0)
        for line in list(lines)[2:14]:
            print("  ", line[:240])
    print(f"{different} of {len(before.keys() | after.keys())} answers differ")
    return 1 if different else 0


def _addresses(app, client) -> Iterator[str]:
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if "GET" in (rule.methods or ()) and not rule.arguments and "metrics" not in rule.rule:
            yield rule.rule
    sitemap = client.get("/sitemap.xml").get_data(as_text=True)
    parts = re.findall(r"<loc>https?://[^/<]+([^<]*)</loc>", sitemap)
    for part in parts:
        yield part
        inner = client.get(part).get_data(as_text=True)
        yield from re.findall(r"<loc>https?://[^/<]+([^<]*)</loc>", inner)
    for language in ("en", "de", "cs", "es"):
        for page in (
            "/",
            "/courses?q=battery",
            "/skill-areas",
            "/regions",
            "/job-roles",
            "/indicators",
            "/help/learners",
        ):
            yield page + ("&" if "?" in page else "?") + f"lang={language}"
    for question in QUESTIONS:
        for wanted in FILTERS:
            yield f"/api/v1/courses?q={question}{wanted}"
            yield f"/courses?q={question}{wanted}"
    listed = client.get("/api/v1/courses?per_page=100").get_json()
    for item in listed["items"]:
        yield re.sub(r"^https?://[^/]+", "", item.get("page") or item["url"]) if "/courses/" in str(item) else "/"
    yield from sorted({found for item in listed["items"] for found in re.findall(r"/courses/[\w-]+", json.dumps(item))})


def _answer(client, address: str) -> list[object]:
    answer = client.get(address)
    return [answer.status_code, answer.content_type or "", _steady(answer.get_data(as_text=True))]


def _steady(text: str) -> str:
    for pattern, instead in CHANGING:
        text = pattern.sub(instead, text)
    return text


if __name__ == "__main__":
    sys.exit(main())
