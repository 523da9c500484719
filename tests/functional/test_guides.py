"""The guides hold: every file, name, command and link that they mention is there."""

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from catalogue.config import Settings
from catalogue.ingestion.installed_importers import ENTRY_POINT_GROUP

ROOT = Path(__file__).parents[2]
GUIDES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "instance/README.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
PACKAGES = ("catalogue", "importers", "tests")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.M)
CITED = re.compile(r"docs/[\w./-]+\.md(?:#[\w-]+)?")
PATH = re.compile(r"[\w.<>-]+(/[\w.<>-]+)+/?|[\w-]+\.(?:py|md|toml|yaml)")
DOTTED = re.compile(r"(?:catalogue|importers|tests)(\.(?!sqlite)\w+)+")
DEFINED = re.compile(r"^\s*(?:class |def |async def )?([A-Za-z_]\w*)\s*(?=[(:=])", re.M)
IDENTIFIER = re.compile(r"[A-Za-z_]\w+")


def spans(guide):
    """What stands in the guide as code, but for blocks."""
    return CODE.findall(FENCED.sub("", guide.read_text("utf-8")))


@pytest.fixture(scope="module")
def names():
    """Everything that the code defines, and every word of the project's own files, such as names of libraries."""
    sources = (path.read_text("utf-8") for folder in PACKAGES for path in (ROOT / folder).rglob("*.py"))
    own = ((ROOT / name).read_text("utf-8") for name in ("pyproject.toml", "Makefile"))
    defined = {name for text in sources for name in DEFINED.findall(text)}
    settings = {field.metadata["variable"] for field in fields(Settings)}
    return defined | settings | {word for text in own for word in IDENTIFIER.findall(text)}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(ROOT)))
def test_every_file_and_name_of_a_guide_is_there(guide, names):
    assert [span for span in spans(guide) if not _is_there(span, names)] == []


def _is_there(span, names):
    if span == ENTRY_POINT_GROUP:
        return True
    if DOTTED.fullmatch(span):
        return _can_be_imported(span)
    if PATH.fullmatch(span) and (span.split("/")[0] in _top_level() or "/" not in span):
        return any(ROOT.glob(re.sub(r"<\w+>", "*", span).rstrip("/")))
    return span in names if IDENTIFIER.fullmatch(span) else True


def _top_level():
    return {path.name for path in ROOT.iterdir()}


def _can_be_imported(dotted):
    module, _, name = dotted.rpartition(".")
    try:
        return hasattr(import_module(module), name) or import_module(dotted) is not None
    except ImportError:
        return False


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(ROOT)))
def test_every_command_of_a_guide_is_there(guide, app):
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    text = guide.read_text("utf-8")
    assert set(re.findall(r"`make (\w+)", text)) <= set(targets)
    asked = {tuple(words.split()) for words in re.findall(r"`catalogue ([a-z]+(?: [a-z]+)?)(?= |`)", text)}
    for name, *step in asked:
        assert name in app.cli.commands, name
        steps = getattr(app.cli.commands[name], "commands", None)
        assert steps is None or set(step) <= set(steps), (name, step)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.relative_to(ROOT)))
def test_every_link_of_a_guide_leads_somewhere(guide):
    for link in LINK.findall(FENCED.sub("", guide.read_text("utf-8"))):
        if "://" not in link:
            assert _leads_somewhere(link, guide), link


def test_every_guide_that_code_names_is_there():
    cited = {
        citation: file
        for folder in PACKAGES
        for file in (ROOT / folder).rglob("*.py")
        for citation in CITED.findall(file.read_text("utf-8"))
    }
    assert [
        (citation, str(file)) for citation, file in cited.items() if not _leads_somewhere(citation, ROOT / "x")
    ] == []


def _leads_somewhere(link, guide):
    address, _, anchor = link.partition("#")
    target = guide.parent / address if address else guide
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(guide):
    headings = HEADING.findall(FENCED.sub("", guide.read_text("utf-8")))
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_decision_stands_in_the_list_of_decisions():
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text("utf-8")))
    assert listed == {path.name for path in folder.glob("*.md")} - {"README.md"}
