"""OAI-PMH answers: the conversation with a repository, and records that are deleted, foreign or cut off."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.contract import Gone, LinkKind, Partial, Unreadable
from importers.oai_pmh.importer import detect, read
from tests.importers.reading import courses, faults, links, mutations, page
from tests.importers.test_recorded_feeds import RECORDED

BASE = "https://academy.example/oai"
ANSWER = (RECORDED / "oai-pmh" / "dublin-core.xml").read_bytes()


def answer(inner, url=BASE, **known):
    return page(f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{inner}</OAI-PMH>', url=url, **known)


def asked(found):
    (url,) = links(found)
    assert url.startswith(f"{BASE}?")
    return {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}


@pytest.mark.parametrize(
    "inner", ['<error code="badVerb">Illegal</error>', "<Identify><repositoryName>A</repositoryName></Identify>"]
)
def test_a_repository_given_by_its_address_alone_is_asked_for_its_formats(inner):
    assert asked(read(answer(inner))) == {"verb": "ListMetadataFormats"}


@pytest.mark.parametrize(
    ("prefixes", "chosen"), [(["oai_dc"], "oai_dc"), (["mods", "oai_dc", "LOMv1.0"], "LOMv1.0"), (["marc21"], "oai_dc")]
)
def test_the_richest_format_that_can_be_read_is_asked_for(prefixes, chosen):
    named = "".join(f"<metadataFormat><metadataPrefix>{name}</metadataPrefix></metadataFormat>" for name in prefixes)
    found = read(answer(f"<ListMetadataFormats>{named}</ListMetadataFormats>", f"{BASE}?verb=ListMetadataFormats"))
    assert asked(found) == {"verb": "ListRecords", "metadataPrefix": chosen}


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@pytest.mark.parametrize(
    ("namespace", "others", "chosen"),
    [
        (RDF, ["oai_dc"], "rdf"),
        (RDF, ["oai_dc", "oai_lom"], "oai_lom"),
        ("http://www.openarchives.org/OAI/2.0/rdf/", ["oai_dc"], "oai_dc"),
    ],
)
def test_schema_org_is_richer_than_dublin_core_and_a_bibliographic_rdf_is_not_it(namespace, others, chosen):
    formats = [("rdf", namespace), *((name, "urn:x") for name in others)]
    named = "".join(
        f"<metadataFormat><metadataPrefix>{name}</metadataPrefix><metadataNamespace>{space}</metadataNamespace>"
        "</metadataFormat>"
        for name, space in formats
    )
    found = read(answer(f"<ListMetadataFormats>{named}</ListMetadataFormats>", f"{BASE}?verb=ListMetadataFormats"))
    assert asked(found)["metadataPrefix"] == chosen


def test_a_graph_of_another_vocabulary_is_a_fault_that_names_its_record():
    graph = f'<r:RDF xmlns:r="{RDF}"><r:Description r:about="urn:x"><t xmlns="urn:y">z</t></r:Description></r:RDF>'
    record = f"<record><header><identifier>x:1</identifier></header><metadata>{graph}</metadata></record>"
    assert [fault.external_id for fault in faults(read(answer(f"<ListRecords>{record}</ListRecords>")))] == ["x:1"]


def test_a_circle_of_references_ends():
    graph = (
        f'<r:RDF xmlns:r="{RDF}" xmlns:s="https://schema.org/"><s:Course r:nodeID="a"><s:name>Cells</s:name>'
        '<s:hasCourseInstance><s:CourseInstance r:nodeID="b"><s:about r:nodeID="a"/></s:CourseInstance>'
        "</s:hasCourseInstance></s:Course></r:RDF>"
    )
    record = f"<record><header><identifier>x:1</identifier></header><metadata>{graph}</metadata></record>"
    found = courses(read(answer(f"<ListRecords>{record}</ListRecords>")))
    assert [(draft.title, draft.external_id) for draft in found] == [("Cells", "x:1")]


def test_a_resumption_token_is_asked_with_the_verb_alone():
    url = f"{BASE}?verb=ListRecords&metadataPrefix=oai_dc&set=courses"
    found = read(answer("<ListRecords><resumptionToken>a b&amp;c=1</resumptionToken></ListRecords>", url))
    assert asked(found) == {"verb": "ListRecords", "resumptionToken": "a b&c=1"}


@pytest.mark.parametrize("token", ["<resumptionToken/>", "<resumptionToken cursor='5'> </resumptionToken>"])
def test_the_last_list_leads_nowhere(token):
    assert links(read(answer(f"<ListRecords>{token}</ListRecords>"))) == []


def test_changes_since_a_day_are_said_to_be_a_part():
    found = list(read(answer("", f"{BASE}?verb=ListRecords&metadataPrefix=oai_dc&from=2027-01-01")))
    assert [type(one) for one in found] == [Partial]


def test_a_deleted_record_is_gone_under_the_id_it_was_known_by():
    assert [one.external_id for one in read(page(ANSWER)) if isinstance(one, Gone)] == ["oai:academy.example:2"]


@pytest.mark.parametrize(
    ("code", "truncates"), [("badResumptionToken", [True]), ("idDoesNotExist", [True]), ("noRecordsMatch", [])]
)
def test_an_error_means_that_not_all_was_seen_unless_there_was_nothing(code, truncates):
    found = read(answer(f'<error code="{code}">why</error>', follows=LinkKind.NEXT))
    assert [fault.truncates for fault in faults(found)] == truncates


def test_a_repository_that_knows_no_request_at_all_is_not_asked_for_ever():
    found = list(read(answer('<error code="badVerb">no</error>', follows=LinkKind.NEXT)))
    assert links(found) == []
    assert faults(found)[0].truncates


def test_an_answer_cut_off_gives_what_it_had_and_says_that_there_was_more():
    found = list(read(page(ANSWER[: ANSWER.index(b"oai:academy.example:3")])))
    assert [course.external_id for course in courses(found)] == ["oai:academy.example:1"]
    assert [fault.truncates for fault in faults(found)] == [True]


def test_other_xml_is_not_taken_for_an_answer():
    assert detect(page("<rss><channel/></rss>")) == 0.0
    with pytest.raises(Unreadable):
        list(read(page("<OAI-PMH")))


@settings(max_examples=60, deadline=None)
@given(mutations(ANSWER) | st.binary())
def test_no_bytes_break_the_importer(content):
    try:
        list(read(page(content)))
    except Unreadable as error:
        assert str(error)
