"""JSON as pages write it is read where it has one reading, and stays broken where it has two or is cut off."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.markup.json_repair import value_of
from importers.markup.jsonld import Block, blocks_of, document
from importers.schema_org.importer import detect, read
from tests.importers.reading import courses, faults, page

COURSE = {"@context": "https://schema.org", "@type": "Course", "name": "Pouch cells", "url": "https://lab.example/p"}
WRITTEN = json.dumps(COURSE)
SCRIPT = '<html><head><script type="application/ld+json">{}</script></head></html>'


@pytest.mark.parametrize(
    "written",
    [
        WRITTEN + "}",
        WRITTEN + "}]\n;",
        WRITTEN + " , ",
        WRITTEN.replace(", ", ",, ", 1),
        WRITTEN.replace("{", "{,", 1),
        "/* a course */" + WRITTEN + "// end",
        WRITTEN.replace(", ", ", // see schema.org\n", 1),
        WRITTEN.replace(", ", ",<br />\n", 1),
        f"<p>{WRITTEN}</p>",
        WRITTEN.replace(": ", ":\xa0"),
        "\ufeff" + WRITTEN,
        f"// <![CDATA[\n{WRITTEN}\n// ]]&gt;",
        f"&lt;!--\n{WRITTEN}\n--&gt;",
        f"/*<![CDATA[*/{WRITTEN}/*]]>*/",
        WRITTEN.replace('"', "&quot;"),
        WRITTEN.replace('"', "&#34;"),
        WRITTEN.replace('"', "&#x22;"),
        WRITTEN.replace('"', "”"),
        WRITTEN.replace('"', '\\"'),
        json.dumps(WRITTEN),
        WRITTEN.replace("cells", "\\cells").replace("\\c", "c\\\n", 1).replace("c\\\ncells", "c\\\nells"),
    ],
)
def test_what_has_one_reading_is_read(written):
    markup = page(SCRIPT.format(written))
    assert detect(markup) > 0.5
    assert [(draft.title, draft.url) for draft in courses(read(markup))] == [("Pouch cells", "https://lab.example/p")]


@pytest.mark.parametrize(
    "written",
    [
        WRITTEN.replace(":", " ", 1),
        WRITTEN.replace(", ", " ", 1),
        WRITTEN[:-1],
        WRITTEN.replace("Pouch", 'The "pouch"'),
        WRITTEN.replace("{", '{"a": 1}, ', 1),
        WRITTEN + " and so on",
        WRITTEN + '{"@type": ',
        WRITTEN.replace('"', "&quot;").replace("Pouch", "The &quot;pouch&quot;"),
        "{{ course }}",
    ],
)
def test_what_has_two_readings_or_is_cut_off_stays_broken(written):
    found = list(read(page(SCRIPT.format(written))))
    assert courses(found) == []
    assert len(faults(found)) == 1


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"the trainer\'s", "the trainer's"),
        (r"a\-b \& c", "a-b & c"),
        (r"C:\programs\data", None),
        (r"\x41\u00df", "Aß"),
        (r"a\\b\"c\/d", 'a\\b"c/d'),
        (r"50 \% of \d", r"50 % of \d"),
    ],
)
def test_a_backslash_that_json_does_not_know_stands_for_itself_or_for_nothing(written, text):
    read_back = value_of(f'{{"a": "{written}", }}')["a"]
    assert text is None or read_back == text


def test_texts_keep_what_is_foreign_outside_of_them():
    text = "a // b /* c */ ,} <p>d</p> \xa0 {, ]]"
    assert value_of(json.dumps({"a": text}, ensure_ascii=False) + "}") == {"a": text}


def test_several_values_in_one_block_are_all_read():
    other = WRITTEN.replace("Pouch", "Round").replace("/p", "/r")
    assert len(courses(read(page(SCRIPT.format(f"{WRITTEN}\n{other}"))))) == 2
    assert len(courses(read(page(SCRIPT.format(f"[{WRITTEN}], {other}]"))))) == 2


@pytest.mark.parametrize("kind", ["application/LD+JSON", "application/ld+Json; charset=utf-8", "Application/Ld+json"])
def test_the_media_type_may_be_written_in_any_case_and_have_parameters(kind):
    plain = f'<script type="application/ld+json">{WRITTEN}</script>'
    for written in (
        f"<script type='{kind}'>{WRITTEN}</script>{plain}",
        f"{plain}<script type='{kind}'>{WRITTEN}</script>",
    ):
        assert [type(one) for one in blocks_of(written)] == [Block, Block]


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_what_is_json_is_read_as_json_and_closing_brackets_behind_it_change_nothing(value):
    written = json.dumps([value], ensure_ascii=False)
    assert value_of(written) == [value]
    assert value_of(written + "]}") == [value]


@given(st.text(st.sampled_from('{}[],:"\\/*<>x1 \n&;'), max_size=60))
def test_no_text_breaks_the_reader(text):
    document(text)
