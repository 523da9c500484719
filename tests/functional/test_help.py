"""The documentation names everything there is (rule 8)."""

import re
from dataclasses import fields
from pathlib import Path

from markupsafe import escape

from catalogue.config import Settings
from catalogue.ingestion.registry import discover
from catalogue.search.facets import FACET_KEYS
from catalogue.search.limit_arguments import LIMIT_KEYS
from catalogue.search.question import FIELD_NAMES
from catalogue.search.ranking import Signals
from catalogue.web.welcome.help import DEPLOYMENT_SETTINGS, TOPICS

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_every_setting_stands_in_the_help_and_in_the_readme(client):
    page = client.get("/help/developers").get_data(as_text=True)
    for field in fields(Settings):
        assert field.metadata["variable"] in page
        assert f"`{field.metadata['variable']}`" in README


def test_every_command_stands_in_the_help_and_in_the_readme(app, client):
    page = client.get("/help/developers").get_data(as_text=True)
    ours = {name for name, command in app.cli.commands.items() if command.__class__.__module__ == "click.core"} - {"db"}
    assert {"demo", "serve", "import", "sources", "index", "export"} <= ours
    for name in ours:
        assert f"catalogue {name}" in page
        assert f"`catalogue {name}" in README


def test_every_step_of_a_command_stands_in_the_help(app, client):
    page = client.get("/help/developers").get_data(as_text=True)
    steps = {
        (name, step)
        for name, group in app.cli.commands.items()
        for step in getattr(group, "commands", ())
        if name != "db"
    }
    assert ("importers", "new") in steps
    for name, step in steps:
        assert f"catalogue {name} {step}" in page


def test_every_facet_and_every_limit_stands_in_the_learners_help(client):
    page = client.get("/help/learners").get_data(as_text=True)
    assert all(f"<code>{key}</code>" in page for key in (*FACET_KEYS, *LIMIT_KEYS))


def test_every_part_of_a_course_to_search_in_stands_in_the_learners_help(client):
    page = client.get("/help/learners").get_data(as_text=True)
    assert all(f"<code>{name}:</code>" in page for name in FIELD_NAMES)


def test_every_ranking_signal_stands_in_the_developers_help_with_what_it_does(client):
    page = client.get("/help/developers").get_data(as_text=True)
    for signal in fields(Signals):
        assert f"<code>{signal.name}</code>" in page
        assert str(escape(signal.metadata["meaning"])) in page


def test_every_format_stands_in_the_providers_help(client):
    page = client.get("/help/providers").get_data(as_text=True)
    assert all(f"<code>{key}</code>" in page for key in discover())


def test_every_topic_of_the_help_is_reached_from_its_first_page(client):
    page = client.get("/help").get_data(as_text=True)
    for topic in TOPICS:
        assert f'href="/help/{topic}"' in page
        assert client.get(f"/help/{topic}").status_code == 200


def test_administrators_read_how_much_a_request_may_bring_in_their_language(client):
    assert "A form may bring 2 MB, a picture 6 MB" in client.get("/help/administrators").get_data(as_text=True)
    assert re.search(r"10\sMo, un document 20\sMo", client.get("/fr/help/administrators").get_data(as_text=True))


def test_administrators_are_pointed_to_settings_that_there_are(client):
    page = client.get("/help/administrators").get_data(as_text=True)
    assert {field.metadata["variable"] for field in fields(Settings)} >= DEPLOYMENT_SETTINGS
    assert all(f"<code>{variable}</code>" in page for variable in DEPLOYMENT_SETTINGS)
