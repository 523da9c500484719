"""Whatever Python finds wrong with JSON is said in words that are translated."""

import json

import pytest

from catalogue.domain.text.messages import Message
from importers.markup.json_errors import json_reason


@pytest.mark.parametrize(
    "broken",
    [
        '{"a": 1 "b": 2}',
        '{"a" 1}',
        "{a: 1}",
        '{"a": }',
        '{"a": "b',
        "{} {}",
        '"a\tb"',
        r'"\x"',
        '"\\u12"',
        "[1,]",
        '{"a": 1,}',
    ],
)
def test_every_error_of_the_reader_has_words(broken):
    with pytest.raises(json.JSONDecodeError) as found:
        json.loads(broken)
    assert isinstance(json_reason(found.value.msg), Message), found.value.msg
