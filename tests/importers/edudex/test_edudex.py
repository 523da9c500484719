"""EDU-DEX in XML and JSON: directories, languages, prices with their tax, and offers that are not for all."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings

from catalogue.ingestion.contract import CourseDraft, Fault, Link, LinkKind, Remark, Unreadable
from importers.edudex.importer import detect, read
from tests.importers.reading import courses, faults, mutations, page

SCHEMA = "http://studieData.nl/schema/edudex"


def program(classification="", descriptions="", schedule="", rest=""):
    return f"""<program xmlns="{SCHEMA}/program">{rest}<programClassification><orgUnitId>o</orgUnitId>
      <programId>p1</programId>{classification}</programClassification>
      <programDescriptions><programName xml:lang="nl">Accu's</programName>{descriptions}</programDescriptions>
      <programSchedule>{schedule}</programSchedule></program>"""


def only(*parts, **more):
    (course,) = courses(read(page(program(*parts, **more))))
    return course


def in_json(**parts):
    whole = {
        "programClassification": {"orgUnitId": "o", "programId": "p1"},
        "programDescriptions": {"programName": {"nl": "Accu's", "en": "Batteries"}},
    }
    return page(json.dumps(whole | parts))


def fee(amount, *parts):
    kind = "<costType>tuition fee</costType><currency>eur</currency>"
    return f"<cost><amount>{amount}</amount>{kind}{''.join(parts)}</cost>"


def test_a_directory_leads_to_its_programmes_and_further_directories_but_not_to_offers_for_a_client():
    resource = "<programResource>{}<resourceUrl>{}.xml</resourceUrl></programResource>"
    directory = page(
        f'<edudexDirectory xmlns="{SCHEMA}/directory"><orgUnitId>o</orgUnitId><subDirectory>more.xml</subDirectory>'
        "<subDirectory><orgUnitId>p</orgUnitId><directoryUrl>other.xml</directoryUrl></subDirectory>"
        + resource.format("<lastEdited>2027-01-01</lastEdited>", "a")
        + resource.format("<clientId>c</clientId>", "b")
        + "</edudexDirectory>",
        "https://o.example/dex/",
    )
    assert [(one.url, one.kind, one.lastmod) for one in read(directory)] == [
        ("https://o.example/dex/more.xml", LinkKind.FEED, ""),
        ("https://o.example/dex/other.xml", LinkKind.FEED, ""),
        ("https://o.example/dex/a.xml", LinkKind.DETAIL, "2027-01-01"),
    ]


def test_xml_and_json_say_the_same():
    run = "<programRun><id>r</id><startDate><date>2027-03-01</date></startDate></programRun>"
    other = in_json(
        programDescriptions={"programName": {"nl": "Accu's"}},
        programSchedule={"programRun": [{"id": "r", "startDate": {"date": "2027-03-01", "isFinal": True}}]},
    )
    (from_json,) = courses(read(other))
    from_xml = only("", "", run)
    from_xml.where = from_json.where = ""
    assert from_xml == from_json


def test_the_text_is_in_the_language_of_the_page_and_else_in_its_first():
    asked = {code: in_json() for code in ("", "en", "de")}
    titles = {code: courses(read(page(one.content, language=code or None)))[0].title for code, one in asked.items()}
    assert titles == {"": "Accu's", "en": "Batteries", "de": "Accu's"}


@pytest.mark.parametrize(
    ("costs", "price"),
    [
        (fee("100.00"), "100.00"),
        (fee("100.00", "<amountVAT>21.00</amountVAT>"), "121.00"),
        (fee("100.00", "<VATPercentage>21</VATPercentage>"), "121.00"),
        (fee("100.00", "<period>month</period>"), ""),
        (fee("100.00", "<period>program</period>"), "100.00"),
        (fee("100.00", "<isRequiredCost>false</isRequiredCost>"), ""),
        (fee("100.00", "<payableBy>group</payableBy>") + fee("30.00", "<payableBy>individual</payableBy>"), "30.00"),
        (fee("100.00") + fee("200.00"), ""),
        (fee("much", "<amountVAT>21.00</amountVAT>"), ""),
    ],
)
def test_the_price_is_the_one_fee_for_the_whole_with_its_tax(costs, price):
    course = only("", "", f"<programRun><startDate>2027-03-01</startDate>{costs}</programRun>")
    assert course.instances[0].price == price


def test_times_are_those_of_the_first_and_last_day_of_teaching_where_these_are_the_days_of_the_run():
    days = "".join(
        f"<courseDay><date>{date}</date><startTime>09:00</startTime><endTime>17:00</endTime></courseDay>"
        for date in ("2027-03-08", "2027-03-01")
    )
    run = "<programRun><startDate>2027-03-01</startDate><endDate>2027-03-09</endDate>{}</programRun>"
    (found,) = only("", "", run.format(days)).instances
    assert (found.start, found.end, found.timezone) == ("2027-03-01T09:00", "2027-03-09", "Europe/Amsterdam")


@pytest.mark.parametrize(
    ("degree", "credential"),
    [("none", "none"), ("", ""), ("certificate of participation", "certificate"), ("MSc", "qualification")],
)
def test_a_degree_is_a_kind_of_credential(degree, credential):
    assert only(f"<degree>{degree}</degree>").credential == credential


def test_only_a_registered_level_is_one():
    registered = "<programExternalAcknowledgements><nlqfRegistration><eqfLevel>5</eqfLevel></nlqfRegistration>"
    assert only("<programLevel>academic master</programLevel>").eqf_level == ""
    assert only(rest=f"{registered}</programExternalAcknowledgements>").eqf_level == "5"


@pytest.mark.parametrize("state", ["0", "false"])
def test_what_is_not_in_publication_is_left_out_and_said(state):
    found = list(read(page(program(rest=f"<inPublication>{state}</inPublication>"))))
    assert [type(one) for one in found] == [Remark]
    assert courses(read(page(program(rest="<inPublication>1</inPublication>"))))


@pytest.mark.parametrize(
    ("load", "workload"),
    [
        ("<studyLoad>24</studyLoad>", "PT24H"),
        ('<studyLoad period="week">6</studyLoad>', "PT60H"),
        ('<studyLoad period="year">600</studyLoad>', "10 weeks"),
        ("", "10 weeks"),
    ],
)
def test_the_workload_is_hours_in_all_or_for_each_week_and_else_how_long_it_takes(load, workload):
    curriculum = f"<programCurriculum>{load}</programCurriculum>"
    assert only('<programDuration unit="week">10</programDuration>', rest=curriculum).workload == workload


def test_what_is_for_one_client_is_left_out_and_said():
    found = list(read(in_json(clientId={"orgUnitId": "c", "clientOffer": "discount"})))
    assert [type(one) for one in found] == [Remark]


def test_a_programme_that_could_not_be_sent_is_a_fault_that_names_it():
    answer = {"programs": [{"orgUnitId": "o", "programId": "p9", "error": "not found", "data": None}]}
    (fault,) = read(page(json.dumps(answer)))
    assert (type(fault), fault.external_id) == (Fault, "o/p9")


def test_programmes_below_any_other_element_are_read():
    assert len(courses(read(page(f"<all>{program()}{program()}</all>")))) == 2


def test_it_is_told_by_its_namespace_or_its_parts():
    assert detect(page(program())) > 0.9
    assert detect(in_json()) > 0.9
    assert detect(page(f"<program>{program()[len('<program') :].partition('>')[2]}")) > 0.8
    assert detect(page(f"<!DOCTYPE html><html><p>{SCHEMA}/program</p></html>")) == 0
    assert detect(page("<program><title>Evening</title></program>")) == 0


def test_programmes_before_a_break_are_read_and_the_rest_is_not_taken_for_gone():
    found = list(read(page(f"<all>{program()}<program")))
    assert len(courses(found)) == 1
    assert [fault.truncates for fault in faults(found)] == [True]


def test_a_document_without_programmes_is_refused():
    with pytest.raises(Unreadable, match="no programme"):
        list(read(page(f'<instituteData xmlns="{SCHEMA}/institute"/>')))


@given(mutations(page(program("<degree>MSc</degree>", schedule="<programRun><id>r</id></programRun>")).content))
@settings(deadline=None)
def test_a_damaged_programme_is_read_or_refused(content):
    with suppress(Unreadable):
        assert all(isinstance(one, CourseDraft | Link | Fault) for one in read(page(content)))
