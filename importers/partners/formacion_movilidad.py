"""Formación Movilidad Castilla (a sample partner): cards over several pages, facts in sentences."""

from importers.recipe import Listing, Recipe, Rows, importer_of

RECIPE = Recipe(
    key="formacion-movilidad",
    label="Formación Movilidad Castilla (sample)",
    hosts=("formacion-movilidad.example",),
    language="es",
    listing=Listing(item=".ficha", next="a.siguiente@href"),
    fields={
        "title": "h1",
        "summary": ".resumen",
        "description": ".contenido.html",
        "learning_outcomes": ".aprendera li*",
        "workload": ".duracion",
        "eqf_level": ".nivel",
        "credential": ".acreditacion",
        "delivery_mode": ".modalidad",
        "skill_areas": ".area*",
    },
    instances=Rows(
        item=".convocatoria",
        fields={
            "start": ".inicio",
            "end": ".fin",
            "price": ".precio",
            "place.locality": ".lugar",
            "place.country": ".pais",
        },
    ),
)
key, label, detect, read = importer_of(RECIPE)
