"""The interface speaks the languages that there are catalogues of messages for; none is listed by hand."""

from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.text.cldr import EUROPEAN
from catalogue.web.site.locale import LOCALES, interface_languages, own_name


def add_catalogue(folder, code, ending="po"):
    messages = folder / code / "LC_MESSAGES" / f"messages.{ending}"
    messages.parent.mkdir(parents=True)
    messages.touch()


def test_the_ten_stand_in_the_order_in_which_readers_know_them():
    assert LOCALES[:10] == ("en", "de", "fr", "es", "pt", "it", "cs", "sk", "pl", "sv")


def test_a_catalogue_of_messages_is_all_that_a_language_takes(tmp_path):
    for code in ("uk", "sv", "hu", "de", "fi"):
        add_catalogue(tmp_path, code)
    assert interface_languages(tmp_path) == ("en", "de", "sv", "hu", "fi", "uk")  # Magyar, Suomi, Українська


def test_compiled_catalogues_alone_will_do_as_a_wheel_has_them(tmp_path):
    add_catalogue(tmp_path, "de", "mo")
    assert interface_languages(tmp_path) == ("en", "de")


def test_what_was_compiled_on_another_branch_is_no_language_of_this_one(tmp_path):
    add_catalogue(tmp_path, "de")
    add_catalogue(tmp_path, "hu", "mo")
    assert interface_languages(tmp_path) == ("en", "de")


def test_what_is_no_catalogue_is_no_language(tmp_path):
    (tmp_path / "glossary.csv").touch()
    (tmp_path / "hu").mkdir()
    assert interface_languages(tmp_path) == ("en",)


@given(st.sampled_from(EUROPEAN))
def test_every_language_of_europe_has_a_name_of_its_own(code):
    name = own_name(code)
    assert name and name != code and name[0] == name[0].upper()
