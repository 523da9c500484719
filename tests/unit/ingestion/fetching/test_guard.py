import re
from socket import EAI_AGAIN, EAI_NONAME, gaierror

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from catalogue.ingestion.fetching.errors import FetchFailed, FetchRefused
from catalogue.ingestion.fetching.guard import check_url, safe_addresses
from catalogue.ingestion.fetching.policy import FetchPolicy

POLICY = FetchPolicy(user_agent="TestBot", contact="us")


@settings(deadline=None)
@example("http://xn--")
@given(st.text() | st.builds(str.__add__, st.sampled_from(["http://", "https://xn--", "http://[", "//"]), st.text()))
def test_any_text_is_refused_or_a_web_address(text):
    try:
        assert check_url(text, POLICY).scheme in ("http", "https")
    except FetchRefused as refused:
        assert refused.code


@settings(deadline=None)
@given(st.sampled_from(["http", "https", "ftp", ""]), st.from_regex(r"[a-z]{2,8}(:zz-[a-z0-9@:]{3,9})", fullmatch=True))
def test_a_password_never_reaches_a_message(scheme, login):
    with pytest.raises(FetchRefused) as refused:
        check_url(f"{scheme}://{login}@partner.example:99999/", POLICY)
    assert "zz-" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://partner.example\\@127.0.0.1:22/", "http://partner.example:22#@partner.example:80/",
        "http://partner.example\t:80/", "http://partner.example:-80/", "//partner.example/", "partner.example", "",
        "http://", "http://xn--", "http://user@partner.example/", "gopher://partner.example/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_addresses_made_to_be_read_in_two_ways_are_refused(url):
    with pytest.raises(FetchRefused):
        check_url(url, POLICY)


@pytest.mark.parametrize(
    "url", ["http://partner.example:8080/a?b=c", "https://[2606:2800::1]/", "https://škoda.example/"]
)
def test_addresses_of_pages_pass(url):
    assert check_url(url, POLICY).host


@pytest.mark.parametrize(("reason", "code"), [(EAI_NONAME, "dns"), (EAI_AGAIN, "connection")])
def test_a_name_that_is_not_found_is_told_from_one_that_cannot_be_asked_for_now(reason, code):
    def resolve(host, port):
        raise gaierror(reason, "no")

    with pytest.raises(FetchFailed, match=r"nowhere\.example") as failed:
        safe_addresses("nowhere.example", 80, resolve)
    assert failed.value.code == code


@pytest.mark.parametrize("inside", ["192.168.0.1", "3fff::1", "fe80::1%eth0", "::ffff:93.184.216.34"])
@given(st.data())
@settings(max_examples=6)
def test_one_private_address_among_public_ones_is_enough_to_refuse(inside, data):
    addresses = data.draw(st.permutations(["93.184.216.34", "2606:2800:220:1::1", inside]))
    with pytest.raises(FetchRefused, match=re.escape(inside)):
        safe_addresses("mixed.example", 80, lambda host, port: addresses)


@pytest.mark.parametrize("address", ["10.0.0.1", "93.184.216.34", "169.254.169.254"])
def test_a_route_leads_to_this_machine_only(address):
    with pytest.raises(ValueError, match="loopback"):
        FetchPolicy(user_agent="TestBot", contact="us", routes={"partner.example": (address, 80)})
