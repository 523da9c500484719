"""XML that breaks the standard costs a character, not a record and never the list: whatever the format."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from importers.markup.xml_repair import well_formed_source
from importers.oai_pmh import importer as oai_pmh
from tests.importers.reading import courses, links, page

DECLARED = '<?xml version="1.0" encoding="{}"?>'
IN_UTF8 = DECLARED.format("UTF-8")
RECORD = (
    "<record><header><identifier>oai:lab:{0}</identifier></header><metadata>"
    '<d:dc xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>{1}</d:title>'
    "<d:identifier>https://lab.example/{0}</d:identifier></d:dc></metadata></record>"
)
LIST = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{}'
    "<resumptionToken>page-2</resumptionToken></ListRecords></OAI-PMH>"
)


def listed(title, opening=IN_UTF8, encoding="utf-8"):
    """The answer of a repository whose second record of three has this title."""
    titles = ["Coating", title, "Winding"]
    records = "".join(RECORD.format(number, each) for number, each in enumerate(titles))
    return page((opening + LIST.format(records)).encode(encoding), "https://lab.example/oai")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Cells\x0band\x1fpacks", "Cells and packs"),
        ("Dry\x00 room\x07", "Dry room"),
        ("Cells&#11;and &#x1F;packs", "Cells and packs"),
        ("Dry&#0; room&#xFFFE;", "Dry room"),
        ("Safety&nbsp;first &ndash; &Uuml;bung", "Safety first – Übung"),
        ("R&D, Q&A & more", "R&D, Q&A & more"),
        ("&unheard; of", "&unheard; of"),
        ("Below < 60 V and <5 A", "Below < 60 V and <5 A"),
        ("<![CDATA[R&D &nbsp; <5 V]]>", "R&D &nbsp; <5 V"),
        ("&#55357;&#56587; &#xD83D;&#xDD0B; &#128267;", "🔋 🔋 🔋"),
        ("&lt;b&gt; &amp;amp; &#8217;", "<b> &amp; ’"),
        ("No character \ufffe\uffff", "No character"),
    ],
)
def test_what_no_document_may_hold_costs_neither_its_record_nor_the_list(written, meant):
    found = list(oai_pmh.read(listed(written)))
    assert [draft.title for draft in courses(found)] == ["Coating", meant, "Winding"]
    assert links(found) == ["https://lab.example/oai?verb=ListRecords&resumptionToken=page-2"]


@pytest.mark.parametrize(
    ("says", "encoding"),
    [
        ("utf-16", "utf-8"),
        ("UTF-16", "utf-16"),
        ("ISO-10646-UCS-2", "utf-8"),
        ("utf-8", "windows-1252"),
        ("us-ascii", "utf-8"),
        ("klingon", "utf-8"),
        ("iso-8859-1", "iso-8859-1"),
        ("windows-1250", "windows-1250"),
    ],
)
def test_the_bytes_are_believed_before_the_label_where_they_contradict_it(says, encoding):
    found = courses(oai_pmh.read(listed("Prüfstände für Zellen", DECLARED.format(says), encoding)))
    assert found[1].title == "Prüfstände für Zellen"


def test_one_byte_in_another_encoding_costs_one_character():
    source = listed("Prüfstände Ä").content.replace("Ä".encode(), b"\xc4")
    assert courses(oai_pmh.read(page(source)))[1].title == "Prüfstände \ufffd"


@pytest.mark.parametrize("before", ["\n\n", "\ufeff", "\ufeff\n ", " \n\ufeff"])
def test_what_stands_before_the_declaration_is_nothing(before):
    assert len(courses(oai_pmh.read(listed("Laser", before + DECLARED.format("utf-8"))))) == 3


WELL_FORMED = st.lists(
    st.sampled_from(["a", "é", "🔋", "&amp;", "&lt;", "&#228;", "&#xA0;", "<b>c</b>", "<![CDATA[<&]]>", "<!-- & < -->"])
)


@given(WELL_FORMED)
@example([])
def test_a_well_formed_document_stays_as_it_is(parts):
    source = f"<a>{''.join(parts)}</a>".encode()
    assert well_formed_source(page(source)) == source


LOOSE = [
    "&",
    "#",
    ";",
    "x",
    "1",
    "0",
    "&#",
    "nbsp;",
    "amp;",
    " ",
    "\x00",
    "\x0b",
    "\ufffe",
    "é",
    "< ",
    "<5",
    "<b>c</b>",
]


@given(st.lists(st.sampled_from(LOOSE), max_size=12))
def test_any_text_without_broken_tags_becomes_well_formed(parts):
    etree.fromstring(well_formed_source(page(f"<a>{''.join(parts)}</a>")))
