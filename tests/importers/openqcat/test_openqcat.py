"""openQ-cat catalogues: offers with runs that stand anywhere, changes, deletions, and days in spite of offsets."""

from contextlib import suppress

import pytest
from hypothesis import given, settings

from catalogue.ingestion.contract import CourseDraft, Fault, Gone, Partial, Unreadable
from importers.openqcat.importer import detect, read
from importers.openqcat.runs import day
from tests.importers.reading import courses, faults, mutations, page

OPEN = '<?xml version="1.0" encoding="UTF-8"?><OPENQCAT version="1.1">'
HEADER = (
    "<HEADER><CATALOG><LANGUAGE>deu</LANGUAGE></CATALOG><SUPPLIER><SUPPLIER_ID>7</SUPPLIER_ID>"
    "<SUPPLIER_NAME>Akademie</SUPPLIER_NAME><ADDRESS><URL>www.a.example</URL></ADDRESS></SUPPLIER></HEADER>"
)


def offer(number, inside="", education="", module=""):
    return (
        f"<SERVICE><PRODUCT_ID>{number}</PRODUCT_ID><SERVICE_DETAILS><TITLE>Kurs {number}</TITLE><SERVICE_MODULE>"
        f'<EDUCATION type="true"><COURSE_ID>{number}</COURSE_ID>{education}<MODULE_COURSE>{module}</MODULE_COURSE>'
        f"</EDUCATION></SERVICE_MODULE></SERVICE_DETAILS>{inside}</SERVICE>"
    )


def run(number, of, start="2027-03-01"):
    return (
        f"<SERVICE><PRODUCT_ID>{number}</PRODUCT_ID><SERVICE_DETAILS><TITLE/><SERVICE_DATE><START_DATE>{start}"
        f'</START_DATE></SERVICE_DATE><SERVICE_MODULE><EDUCATION type="false"><COURSE_ID>{of}</COURSE_ID></EDUCATION>'
        "</SERVICE_MODULE></SERVICE_DETAILS></SERVICE>"
    )


def catalogue(*services, full="true"):
    inside = "".join(services)
    return page(f'{OPEN}{HEADER}<NEW_CATALOG FULLCATALOG="{full}">{inside}</NEW_CATALOG></OPENQCAT>')


def update(deleted="", new="", around=("<UPDATE_CATALOG>", "</UPDATE_CATALOG>")):
    return page(f"{OPEN}{HEADER}{around[0]}<DELETE>{deleted}</DELETE><NEW>{new}</NEW>{around[1]}</OPENQCAT>")


def deletion(number):
    return f"<SERVICE><PRODUCT_ID>{number}</PRODUCT_ID></SERVICE>"


def test_runs_join_their_offer_wherever_they_stand():
    found = courses(read(catalogue(run(11, 1), offer(2), offer(1), run(12, 1), run(21, 2))))
    assert {course.title: [one.external_id for one in course.instances] for course in found} == {
        "Kurs 1": ["11", "12"],
        "Kurs 2": ["21"],
    }


def test_an_offer_is_its_own_first_run_where_it_says_when_or_where():
    (course,) = courses(read(catalogue(offer(1, module="<LOCATION><CITY>Jena</CITY></LOCATION>"))))
    assert [(one.external_id, one.place.locality) for one in course.instances] == [("1", "Jena")]


def test_without_an_address_of_its_own_an_offer_that_can_be_told_leads_to_its_supplier():
    own = "<MIME_INFO><MIME_ELEMENT><MIME_SOURCE>https://a.example/1</MIME_SOURCE></MIME_ELEMENT></MIME_INFO>"
    found = courses(read(catalogue(offer(1), offer(2, own), offer(""))))
    assert [course.url for course in found] == ["http://www.a.example", "https://a.example/1", ""]


def test_services_without_an_id_are_not_taken_for_one():
    nameless = offer("").replace("<COURSE_ID></COURSE_ID>", "")
    assert len(courses(read(catalogue(nameless, nameless)))) == 2


def test_runs_of_an_offer_that_is_not_there_are_a_fault_that_names_it():
    (fault,) = read(catalogue(run(11, 1)))
    assert (fault.external_id, fault.truncates) == ("1", False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2027-11-08T00:00:00.000+02:00", "2027-11-08"),
        ("2027-11-08T00:00:00+01:00", "2027-11-08"),
        ("2027-11-08+01:00", "2027-11-08"),
        ("2027-11-08", "2027-11-08"),
        ("2027-11-08T08:30:00+01:00", "2027-11-08T08:30:00+01:00"),
    ],
)
def test_a_midnight_is_the_day_that_is_written_whatever_its_offset(written, meant):
    assert day(written) == meant


def test_a_whole_catalogue_is_no_part_and_other_catalogues_are():
    assert [type(one) for one in read(catalogue(offer(1)))] == [CourseDraft]
    assert [type(one) for one in read(catalogue(offer(1), full="0"))] == [Partial, CourseDraft]
    spelled = catalogue(offer(1), full="false").content.replace(b"FULLCATALOG", b"full_catalog")
    assert [type(one) for one in read(page(spelled))] == [Partial, CourseDraft]
    assert [type(one) for one in read(update(new=offer(1)))] == [Partial, CourseDraft]


@pytest.mark.parametrize("around", [("<UPDATE_CATALOG>", "</UPDATE_CATALOG>"), ("", "")])
def test_what_is_deleted_and_not_sent_anew_is_gone(around):
    found = list(read(update(deletion(1) + deletion(2) + deletion(11), offer(1) + run(11, 1), around)))
    assert [one.external_id for one in found if isinstance(one, Gone)] == ["2"]
    assert [course.external_id for course in courses(found)] == ["1"]
    assert isinstance(found[0], Partial)


def test_a_deletion_is_not_believed_where_the_file_breaks_off_before_what_is_sent_anew():
    content = update(deletion(1) + deletion(2), offer(3) + offer(1)).content
    found = list(read(page(content[: content.index(b"<PRODUCT_ID>1", content.index(b"<NEW>"))])))
    assert not [one for one in found if isinstance(one, Gone)]


def test_an_update_that_only_deletes_is_read():
    assert [type(one) for one in read(update(deletion(1)))] == [Partial, Gone]


@pytest.mark.parametrize(
    ("code", "mode"),
    [("101", "onsite"), ("204", "online"), ("303", "blended"), ("402", "online"), ("5", ""), ("7", "")],
)
def test_the_mode_is_that_of_the_code_whatever_the_text_beside_it(code, mode):
    form = f'<EXTENDED_INFO><INSTRUCTION_FORM type="{code}">Virtuelles Klassenzimmer</INSTRUCTION_FORM></EXTENDED_INFO>'
    (course,) = courses(read(catalogue(offer(1, education=form))))
    assert course.delivery_mode == mode


@pytest.mark.parametrize(
    ("amount", "remarks", "price"),
    [("90.0", "", "90.0"), ("0.0", "auf Anfrage", ""), ("0.0", "", ""), ("0.0", "kostenlos", "kostenlos")],
)
def test_nothing_is_free_that_only_has_no_price(amount, remarks, price):
    details = (
        f"<SERVICE_PRICE_DETAILS><SERVICE_PRICE><PRICE_AMOUNT>{amount}</PRICE_AMOUNT></SERVICE_PRICE>"
        f"<REMARKS>{remarks}</REMARKS></SERVICE_PRICE_DETAILS><MIME_INFO/>"
    )
    place = "<LOCATION><CITY>Jena</CITY></LOCATION>"
    (course,) = courses(read(catalogue(offer(1, details, module=place))))
    assert course.instances[0].price == price


def test_dates_of_the_announcement_are_no_dates_of_the_course():
    shown = "<ANNOUNCEMENT><START_DATE>2026-02-18+01:00</START_DATE></ANNOUNCEMENT></SERVICE_DETAILS>"
    (course,) = courses(read(catalogue(offer(1).replace("</SERVICE_DETAILS>", shown))))
    assert course.instances == []


def test_teaching_without_a_module_around_it_is_read():
    flat = offer(1).replace("<SERVICE_MODULE>", "").replace("</SERVICE_MODULE>", "")
    started = flat.replace("<MODULE_COURSE>", "<MODULE_COURSE><START_DATE>2027-03-01</START_DATE>")
    (course,) = courses(read(catalogue(started)))
    assert (course.external_id, course.instances[0].start) == ("1", "2027-03-01")


def test_a_catalogue_is_told_by_its_root():
    assert detect(catalogue(offer(1))) > 0.9
    assert detect(page("<html>OPENQCAT <OPENQCAT/></html>")) == 0


def test_courses_before_a_break_are_read_and_the_rest_is_not_taken_for_gone():
    content = catalogue(offer(1), offer(2)).content
    found = list(read(page(content[: content.index(b"<PRODUCT_ID>2")])))
    assert [course.external_id for course in courses(found)] == ["1"]
    assert [fault.truncates for fault in faults(found)] == [True]


def test_a_catalogue_without_services_is_refused():
    with pytest.raises(Unreadable, match="no <SERVICE>"):
        list(read(catalogue()))


@given(mutations(catalogue(run(11, 1), offer(1), offer(2)).content))
@settings(deadline=None)
def test_a_damaged_catalogue_is_read_or_refused(content):
    with suppress(Unreadable):
        assert all(isinstance(one, CourseDraft | Fault | Partial | Gone) for one in read(page(content)))
