"""A recipe is begun from saved pages: what it proposes, what it writes, and that its test passes at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalogue.cli.importers import command
from catalogue.ingestion.contract import CourseDraft, LinkKind, Page, Unreadable
from catalogue.ingestion.registry import discover
from importers.recipe import importer_of
from importers.scaffolding import NotThere, scaffold
from importers.scaffolding.proposing import propose
from tests.importers.reading import courses, links

PAGES = Path(__file__).parent / "pages"
PARTNERS = Path(__file__).parents[1] / "partners"
SITES = ("dilna-elektromobility", "formacion-movilidad", "officina-formazione")
# what a person's recipe for the site takes from the class names alone, and no label or form tells
BY_PERSON = {"skill_areas", "learning_outcomes"}


def recorded(site):
    """The recorded pages of a sample partner as saved pages with their addresses."""
    found = json.loads((PARTNERS / site / "expected.json").read_text("utf-8"))["pages"]
    return [Page(url=each["address"], content=(PARTNERS / site / each["file"]).read_bytes()) for each in found]


def read(proposal):
    """Everything the proposed recipe finds on its own pages."""
    _, _, _, read_page = importer_of(proposal.recipe)
    return [found for saved in proposal.pages for found in read_page(saved.page)]


@pytest.mark.parametrize("site", SITES)
def test_a_list_and_a_course_page_give_what_a_person_wrote_a_recipe_for(site):
    listing, detail = recorded(site)
    found = read(propose(site, site, [listing, detail]))
    by_hand = discover()[site]
    expected = list(by_hand.read(listing))
    assert links(found) == links(expected)
    (draft,) = courses(found)
    (wanted,) = by_hand.read(Page(url=detail.url, content=detail.content, follows=LinkKind.DETAIL))
    for name in CourseDraft.__dataclass_fields__.keys() - BY_PERSON:
        assert getattr(draft, name) == getattr(wanted, name), name


def test_cards_without_pages_of_their_own_are_read_where_they_stand_and_the_menu_is_not():
    page = Page(url="https://seminare.example/termine", content=(PAGES / "cards.html").read_bytes())
    proposal = propose("seminare", "Seminare", [page])
    found = courses(read(proposal))
    assert [draft.title for draft in found][1:] == ["Batterierecycling in der Praxis", "Brennstoffzellen warten"]
    assert [run.start for draft in found for run in draft.instances] == ["3. März 2027", "10.05.2027", "12. Juni 2027"]
    assert [draft.workload for draft in found] == ["3 Tage", "16 Stunden", "2 Tage"]
    assert proposal.recipe.listing.item == "article.seminar"  # and no class that a build made up
    assert links(read(proposal)) == ["https://seminare.example/termine?seite=2"]
    assert any("looks like de" in check for check in proposal.checks)


def test_a_single_course_with_a_table_of_dates_has_a_run_for_each():
    page = Page(url="https://szkolenia.example/k/bms", content=(PAGES / "course.html").read_bytes())
    (draft,) = courses(read(propose("szkolenia", "Szkolenia", [page])))
    assert [(run.start, run.place.locality) for run in draft.instances] == [
        ("3 marca 2027", "Wrocław"),
        ("14 kwietnia 2027", "Kraków"),
    ]
    assert (draft.workload, draft.page_language) == ("Czas trwania: 16 godzin", "pl")


def test_a_page_without_courses_is_refused():
    with pytest.raises(Unreadable, match="No repeated courses"):
        propose("x", "X", [Page(url="https://x.example/", content=b"<p>Loading</p>")])


@pytest.fixture
def checkout(tmp_path):
    """As much of a checkout as a recipe needs."""
    (tmp_path / "importers" / "partners").mkdir(parents=True)
    (tmp_path / "tests" / "importers" / "partners").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


def test_what_is_written_passes_its_test_and_the_style_at_once(checkout):
    listing, detail = recorded("formacion-movilidad")
    made = scaffold(
        "nueva-academia", "Nueva Academia", [(listing.content, listing.url), (detail.content, "")], checkout
    )
    expected = json.loads((checkout / "tests/importers/partners/nueva-academia/expected.json").read_text("utf-8"))
    module: dict = {}
    text = (checkout / "importers/partners/nueva_academia.py").read_text("utf-8")
    exec(compile(text, "nueva_academia.py", "exec"), module)
    module["RECIPE"].check_selectors()
    from importers.scaffolding.expected import shown

    for each in expected["pages"]:
        content = (checkout / "tests/importers/partners/nueva-academia" / each["file"]).read_bytes()
        page = Page(url=each["address"], content=content, follows=each["follows"] and LinkKind(each["follows"]))
        assert json.loads(json.dumps([shown(found) for found in module["read"](page)])) == each["found"]
    assert expected["pages"][1]["address"] == detail.url  # told by the list, which leads there for this title
    ruff = [sys.executable, "-m", "ruff"]
    for step in (["check", "-q"], ["format", "-q", "--check"]):
        assert subprocess.run([*ruff, *step, "--line-length", "120", str(made.files[0])]).returncode == 0


def test_nothing_is_overwritten(checkout):
    (checkout / "importers/partners/mine.py").write_text("kept")
    with pytest.raises(NotThere, match="not overwritten"):
        scaffold("mine", "", [((PAGES / "course.html").read_bytes(), "")], checkout)
    assert (checkout / "importers/partners/mine.py").read_text() == "kept"


@pytest.mark.parametrize("key", ["Mine", "../mine", "a b", "", "1st"])
def test_a_name_that_cannot_be_a_key_is_refused(checkout, key):
    with pytest.raises(NotThere, match="no name for a site"):
        scaffold(key, "", [((PAGES / "course.html").read_bytes(), "")], checkout)


def test_outside_a_checkout_it_says_where_to_go(tmp_path):
    with pytest.raises(NotThere, match="Clone the repository"):
        scaffold("mine", "", [((PAGES / "course.html").read_bytes(), "")], tmp_path)


def test_a_page_that_does_not_say_its_address_needs_one(checkout):
    with pytest.raises(NotThere, match="--address"):
        scaffold("mine", "", [(b"<h1>A course of ours</h1>", "")], checkout)


def test_the_command_lists_formats_and_recipes_and_refuses_what_exists():
    listed = CliRunner().invoke(command, ["list"]).output
    assert "xcri" in listed
    assert "formacion-movilidad.example" in listed
    page = str(PAGES / "course.html")
    refused = CliRunner().invoke(command, ["new", "formacion-movilidad", "--page", page])
    assert refused.exit_code == 2
    assert "not overwritten" in refused.output
