"""No address inside a network of ours, or of a special purpose, is fetched from, whichever Python runs."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.ingestion.fetching.public_addresses import is_public, special_purpose

INSIDE = ["10.0.0.1", "127.0.0.1", "169.254.169.254", "192.168.1.1", "192.0.0.8", "192.88.99.1"]


@pytest.mark.parametrize("block", special_purpose(), ids=str)
def test_the_first_and_the_last_address_of_every_block_in_ianas_tables_are_refused(block):
    assert is_public(str(block[0])) is False
    assert is_public(str(block[-1])) is False


def test_every_row_of_both_tables_is_there():
    assert [len([one for one in special_purpose() if one.version == version]) for version in (4, 6)] == [26, 25]


@pytest.mark.parametrize(
    "address",
    [
        "223.255.255.255", "93.184.216.34", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
        "192.0.1.0", "192.88.98.255", "192.88.100.0", "198.17.255.255", "198.20.0.0", "2001:200::", "2001:db7::1",
        "2001:db9::", "2003::", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450::1:5efe:808:808",
        "2a00:1450::5eff:808:808",
    ],
)  # fmt: skip
def test_addresses_of_the_internet_are_public_right_up_to_the_blocks(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address", ["224.0.0.1", "239.255.255.255", "ff02::1", "fec0::1", "4000::1", "::ffff:0:808:808"]
)
def test_what_was_never_given_to_a_host_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["fe80::1%eth0", "2606:2800:220:1::1%1", "2606:2800:220:1::1%eth0"])
def test_an_address_that_needs_a_zone_is_not_public(address):
    assert not is_public(address)


def carriers(ip: IPv4Address) -> list[int]:
    """The IPv6 addresses that carry an IPv4 one: compatible, mapped, translated, NAT64, 6to4, Teredo, ISATAP."""
    low = int(ip)
    return [
        low,
        0xFFFF << 32 | low,
        0xFFFF << 48 | low,
        0x64FF9B << 96 | low,
        0x64FF9B0001 << 80 | low,
        0x2002 << 112 | low << 80,
        0x20010000 << 96 | low << 64,
        0x20010000 << 96 | low ^ 0xFFFFFFFF,
        0x2A001450 << 96 | 0x00005EFE << 32 | low,
        0x2A001450 << 96 | 0x02005EFE << 32 | low,
    ]


@pytest.mark.parametrize("inside", [*INSIDE, "93.184.216.34"])
def test_no_address_that_carries_another_one_is_public(inside):
    for carrier in carriers(ip_address(inside)):
        assert not is_public(str(IPv6Address(carrier))), IPv6Address(carrier)


@given(st.ip_addresses() | st.sampled_from(special_purpose()).flatmap(lambda block: st.ip_addresses(network=block)))
def test_nothing_that_pythons_own_tables_hold_back_is_public(address):
    if is_public(str(address)):
        assert address.is_global and not address.is_multicast and not address.is_reserved
        assert not any(address in block for block in special_purpose() if block.version == address.version)


@given(st.ip_addresses(v=6))
def test_of_ipv6_only_global_unicast_is_public(address):
    assert not is_public(str(address)) or address in ip_network("2000::/3")
