"""The translation catalogues hold what the pages say, no more and no less."""

from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import catalogue
from catalogue.web.site.locale import LOCALES

ROOT = Path(catalogue.__file__).parents[1]
TRANSLATIONS = ROOT / "catalogue" / "translations"
TRANSLATED = [language for language in LOCALES if language != "en"]


@pytest.fixture(scope="module")
def said():
    """Every message of the code and the templates."""
    with (TRANSLATIONS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = DEFAULT_KEYWORDS | {"N_": None, "_l": None}
    found = [
        message
        for folder in ("catalogue", "importers", "templates")
        for _, _, message, _, _ in extract_from_dir(
            ROOT / folder, [(f"**{name.removeprefix(folder)}", how) for name, how in methods], options, keywords
        )
    ]
    return {message if isinstance(message, str) else message[0] for message in found}


def messages(language):
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(message):
    return (message.string,) if isinstance(message.string, str) else message.string


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_is_absent_and_none_is_left_over(said, language):
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in messages(language)}
    assert (said - known, known - said) == (set(), set()), "run `make messages`"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language):
    empty = [message.id for message in messages(language) if "" in forms(message)]
    assert empty == []
