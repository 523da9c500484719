"""Officina Formazione Emilia (a sample partner): a table of courses, and a table of facts for each."""

from importers.recipe import Listing, Recipe, Rows, importer_of

RECIPE = Recipe(
    key="officina-formazione",
    label="Officina Formazione Emilia (sample)",
    hosts=("officina-formazione.example",),
    listing=Listing(item="table.elenco tbody tr"),
    fields={
        "title": "h1",
        "page_language": "#scheda@lang",
        "summary": ".sottotitolo",
        "description": "#descrizione.html",
        "learning_outcomes": ".obiettivo*",
        "workload": "th:-soup-contains('Durata') + td",
        "eqf_level": "th:-soup-contains('Livello') + td",
        "credential": "th:-soup-contains('Titolo') + td",
        "delivery_mode": "th:-soup-contains('Modalità') + td",
        "skill_areas": ".ambito*",
    },
    instances=Rows(
        item="tr.edizione",
        fields={
            "start": ".inizio",
            "end": ".fine",
            "price": ".quota",
            "place.locality": ".luogo",
            "place.country": ".paese",
        },
    ),
)
key, label, detect, read = importer_of(RECIPE)
