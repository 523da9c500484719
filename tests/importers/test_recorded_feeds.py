"""Every format reads recorded pages and feeds: each stands beside the JSON of what must come out of it.

``recorded/FORMAT/NAME.EXTENSION`` is the document, ``NAME.json`` holds its address, how it was reached, and what is
found. After a wanted change ``python -m tests.importers.test_recorded_feeds`` writes the JSON anew, to be read
through before it is committed.
"""

import json
from pathlib import Path

import pytest

from catalogue.ingestion.contract import LinkKind, Page
from catalogue.ingestion.registry import PACKAGE, choose, discover, importers_in
from tests.importers.reading import shown

RECORDED = Path(__file__).parent / "recorded"
DOCUMENTS = sorted(path for path in RECORDED.glob("*/*.*") if not path.name.endswith(".expected.json"))


def expectation(document):
    return document.with_suffix(".expected.json")


def recorded_page(document):
    known = json.loads(expectation(document).read_text("utf-8")) if expectation(document).exists() else {}
    follows = LinkKind(known["follows"]) if "follows" in known else None
    url = known.get("url", f"https://academy.example/{document.name}")
    return Page(url=url, content=document.read_bytes(), follows=follows)


def found_in(document):
    """What is found, as JSON would give it back."""
    importer = discover()[document.parent.name]
    return json.loads(json.dumps([shown(found) for found in importer.read(recorded_page(document))]))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_recorded_document_gives_what_stands_beside_it(document):
    assert found_in(document) == json.loads(expectation(document).read_text("utf-8"))["found"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_recorded_document_is_told_by_its_looks(document):
    assert choose(recorded_page(document)).key == document.parent.name


def test_every_format_has_a_recorded_document():
    formats = {key for key, importer in importers_in(PACKAGE).items() if "partners" not in importer.__name__}
    assert formats <= {document.parent.name for document in DOCUMENTS}


if __name__ == "__main__":
    for document in DOCUMENTS:
        known = json.loads(expectation(document).read_text("utf-8")) if expectation(document).exists() else {}
        known.setdefault("url", recorded_page(document).url)
        text = json.dumps(known | {"found": found_in(document)}, ensure_ascii=False, indent=2)
        expectation(document).write_text(f"{text}\n", "utf-8")
