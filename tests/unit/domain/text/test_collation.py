"""Names in the order in which readers of each language look for them."""

import pytest

from catalogue.domain.text.collation import sort_key


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("cs", ["Cypr", "Česko", "Dánsko", "Chorvatsko", "Island", "Řecko", "Slovensko", "Španělsko"]),
        ("sk", ["Cyprus", "Česko", "Dánsko", "Holandsko", "Chorvátsko", "Island", "Švédsko"]),
        ("sv", ["Belgien", "Zypern", "Åland", "Ägypten", "Österrike"]),
        ("de", ["Belgien", "Österreich", "Portugal", "Zypern"]),
        ("pl", ["Litwa", "Luksemburg", "Łotwa", "Malta", "Zair", "Źródło", "Żory"]),
        ("es", ["Nápoles", "Nueva", "Ñuñoa", "Oviedo"]),
        ("fr", ["Écosse", "Espagne", "Estonie"]),
        ("pt", ["África", "Alemanha", "Áustria"]),
    ],
)
def test_names_stand_where_the_reader_looks_for_them(locale, names):
    shuffled = names[::-1]
    assert sorted(shuffled, key=lambda name: sort_key(name, locale)) == names
