"""Recipes read recorded pages: each page stands beside what must come out of it."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.contract import LinkKind
from importers.recipe import Listing, Recipe, Rows, importer_of
from tests.importers.reading import mutations, page, shown

PAGES = Path(__file__).parent / "pages"
WORKSHOP = Recipe(
    key="workshop",
    label="Workshop",
    hosts=("dilna.example",),
    language="cs",
    listing=Listing(item="li.kurz", next="a.dalsi@href"),
    fields={
        "title": "h1",
        "description": ".popis.html",
        "workload": "dt:-soup-contains('Rozsah') + dd",
        "price": "dt:-soup-contains('Cena') + dd",
        "language": ("meta[name=jazyk]@content", "dt:-soup-contains('Jazyk') + dd"),
        "learning_outcomes": ".naucite li*",
        "keywords": ".tagy i*",
        "image": "img.foto@src",
    },
    constants={"provider.name": "Dílna", "provider.country": "CZ", "place.country": "CZ", "skill_areas": "batteries"},
    instances=Rows(item=".terminy tr", fields={"start": ".od", "place.locality": ".mesto", "price": ".cena"}),
)
INSTITUTE = Recipe(
    key="institute",
    label="Institute",
    hosts=("institut.example",),
    language="de",
    listing=Listing(
        item="tbody tr",
        link="a@href",
        next="a[rel=next]@href",
        fields={"title": ".titel", "start": ".beginn", "price": ".preis", "place.locality": ".ort"},
    ),
)
RECORDED = [
    ("workshop-list", WORKSHOP, "https://dilna.example/", None),
    ("workshop-course", WORKSHOP, "https://dilna.example/kurzy/vyroba-clanku", LinkKind.DETAIL),
    ("institute-table", INSTITUTE, "https://institut.example/seminare", None),
]


def read(name, recipe, url, follows):
    _, _, _, read = importer_of(recipe)
    return list(read(page((PAGES / f"{name}.html").read_bytes(), url=url, follows=follows)))


@pytest.mark.parametrize("recorded", RECORDED, ids=[name for name, *_ in RECORDED])
def test_a_recorded_page_gives_what_stands_beside_it(recorded):
    expected = json.loads((PAGES / f"{recorded[0]}.json").read_text("utf-8"))
    assert [shown(found) for found in read(*recorded)] == expected


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"fields": {"title": "h1["}}, "h1\\["),
        ({"fields": {"titel": "h1"}}, "titel"),
        ({"fields": {"place.town": "h1"}}, "place.town"),
        ({"constants": {"mood": "good"}}, "mood"),
        ({"instances": Rows(item="tr", fields={"title": "td"})}, "title"),
        ({"listing": Listing(item=":nope")}, ":nope"),
    ],
)
def test_a_recipe_that_cannot_work_is_refused_before_it_reads_a_page(changes, message):
    with pytest.raises(ValueError, match=message):
        Recipe(
            **{"key": "x", "label": "X", "hosts": ("x.example",), "fields": {"title": "h1"}} | changes
        ).check_selectors()


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(RECORDED))
def test_no_mutation_of_a_page_breaks_a_recipe(data, recorded):
    name, recipe, url, follows = recorded
    _, _, _, read = importer_of(recipe)
    content = data.draw(mutations((PAGES / f"{name}.html").read_bytes()))
    assert isinstance(list(read(page(content, url=url, follows=follows))), list)
