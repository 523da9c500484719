"""Recipes: hand-made pages read by selectors."""

from catalogue.ingestion.contract import LinkKind
from importers.recipe import Listing, Recipe, Rows, importer_of
from tests.importers.reading import courses, faults, links, page

RECIPE = Recipe(
    key="academy",
    label="Academy",
    hosts=("academy.example",),
    language="cs",
    listing=Listing(item="li.kurz", next="a.dalsi@href"),
    fields={
        "title": "h1",
        "description": ".popis.html",
        "workload": ("dt:-soup-contains('Délka') + dd", ".delka"),
        "keywords": ".tag*",
        "provider.name": ".kdo",
        "image": "img@src",
    },
    constants={"delivery_mode": "onsite"},
    instances=Rows(item="tr.termin", fields={"start": "td:nth-of-type(1)", "place.locality": "td.mesto"}),
)
key, label, detect, read = importer_of(RECIPE)

LIST = (
    '<ul><li class="kurz"><a href="/1">Jedna</a></li><li class="kurz">bez odkazu</li></ul><a class="dalsi" href="?s=2">'
)
DETAIL = """<h1>Výroba  baterií</h1><div class="popis"><p>Text</p></div><dl><dt>Délka</dt><dd>6 týdnů</dd></dl>
<i class="tag">BMS</i><i class="tag">články</i><img src="/o.png"><b class="kdo">Dílna</b>
<table><tr class="termin"><td>od 3. března 2027</td><td class="mesto">Ostrava</td></tr></table>"""


def detail(content):
    return page(content, url="https://academy.example/1", follows=LinkKind.DETAIL)


def test_a_listing_leads_to_its_courses_and_to_the_next_page_and_names_what_has_no_link():
    found = list(read(page(LIST)))
    assert links(found) == ["https://academy.example/1", "https://academy.example/courses/?s=2"]
    assert "bez odkazu" in str(faults(found)[0].message)


def test_a_detail_page_becomes_a_draft():
    (course,) = courses(read(detail(DETAIL)))
    assert (course.title, course.url, course.page_language) == ("Výroba baterií", "https://academy.example/1", "cs")
    assert (course.description, course.workload, course.keywords) == ("<p>Text</p>", "6 týdnů", ["BMS", "články"])
    assert (course.provider.name, course.image, course.delivery_mode) == (
        "Dílna",
        "https://academy.example/o.png",
        "onsite",
    )
    run = course.instances[0]
    assert (run.start, run.place.locality) == ("od 3. března 2027", "Ostrava")


def test_a_second_selector_is_tried_where_the_first_finds_nothing():
    (course,) = courses(read(detail('<h1>A</h1><p class="delka">8 h</p>')))
    assert course.workload == "8 h"


def test_a_page_without_a_title_is_a_fault_that_names_the_selector():
    (fault,) = faults(read(detail("<p>Nothing here</p>")))
    assert (fault.where, fault.url) == ("selector h1", "https://academy.example/1")


def test_a_listing_that_finds_nothing_is_a_fault():
    (fault,) = faults(read(page("<p>Redesigned</p>")))
    assert "li.kurz" in str(fault.message)


def test_a_recipe_is_for_its_own_hosts_only():
    assert detect(page(LIST)) == 1.0
    assert detect(page(LIST, url="https://other.example/")) == 0.0
