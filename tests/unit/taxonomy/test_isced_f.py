"""Fields of education have names in every language; a field without its own goes by the one above it."""

import pytest

from catalogue.taxonomy.isced_f import FILE, field_label
from catalogue.web.site.locale import LOCALES


@pytest.mark.parametrize(("code", "label"), [
    ("0714", "Engineering and engineering trades"),
    ("061", "Information and communication technologies"),
    ("10", "Services"),
    ("99", None),
    ("", None),
])  # fmt: skip
def test_a_field_goes_by_its_name_or_by_that_of_the_field_above(code, label):
    assert field_label(code, "en") == label


def test_every_field_is_named_in_every_language():
    codes = [line.split(";")[0] for line in FILE.read_text("utf-8").splitlines()[1:]]
    assert {code for code in codes if len(code) == 2} == {f"{number:02}" for number in range(11)}
    assert all(field_label(code, language) for code in codes for language in LOCALES)
    assert field_label("07", "cs") != field_label("07", "sk")
