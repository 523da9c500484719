import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.ingestion.fetching.errors import FetchRefused
from catalogue.ingestion.fetching.guard import check_url, is_public
from catalogue.ingestion.fetching.policy import FetchPolicy

POLICY = FetchPolicy(user_agent="TestBot", contact="us")


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.5.4", "192.168.1.1", "127.0.0.1", "0.0.0.0", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "ff02::1", "fec0::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "fe80::1%eth0",
    ],
)  # fmt: skip
def test_private_reserved_and_disguised_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@given(
    st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="127.0.0.0/8") | st.ip_addresses(network="fc00::/7")
)
def test_no_address_of_a_private_network_is_public(address):
    assert not is_public(str(address))


@given(st.text())
def test_any_text_is_refused_or_a_web_address(text):
    try:
        assert check_url(text, POLICY).scheme in ("http", "https")
    except FetchRefused as refused:
        assert refused.code
