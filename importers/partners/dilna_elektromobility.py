"""Dílna elektromobility Ostrava (a sample partner): cards, and facts in a definition list with Czech labels."""

from importers.recipe import Listing, Recipe, Rows, importer_of

RECIPE = Recipe(
    key="dilna-elektromobility",
    label="Dílna elektromobility Ostrava (sample)",
    hosts=("dilna-elektromobility.example",),
    language="cs",
    listing=Listing(item=".karta", link="a.vice@href"),
    fields={
        "title": "h1.nazev",
        "summary": ".perex",
        "description": ".text.html",
        "learning_outcomes": ".naucite li*",
        "workload": "dt:-soup-contains('Rozsah') + dd",
        "eqf_level": "dt:-soup-contains('Úroveň') + dd",
        "credential": "dt:-soup-contains('Doklad') + dd",
        "delivery_mode": "dt:-soup-contains('Forma') + dd",
        "skill_areas": "[data-oblast]@data-oblast*",
    },
    instances=Rows(
        item="dl.fakta",
        fields={
            "start": "dd.od",
            "end": "dd.do",
            "price": "dt:-soup-contains('Cena') + dd",
            "place.locality": ".mesto",
            "place.country": ".zeme",
        },
    ),
)
key, label, detect, read = importer_of(RECIPE)
