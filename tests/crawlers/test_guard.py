"""The address policy: what may be contacted, as it is written and as an IP."""

from __future__ import annotations

import ipaddress
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.guard import AddressPolicy, AddressRefused, class_of
from pipeline.errors import ConfigurationError

BLOCKED = {
    "http://127.0.0.1/": "127.0.0.1 (loopback)",
    "http://127.1/": "127.0.0.1 (loopback)",
    "http://2130706433/": "127.0.0.1 (loopback)",
    "http://0x7f000001/": "127.0.0.1 (loopback)",
    "http://017700000001/": "127.0.0.1 (loopback)",
    "http://0177.0.0.01/": "127.0.0.1 (loopback)",
    "http://127.0.0.1./": "127.0.0.1 (loopback)",
    "http://0/": "0.0.0.0 (unspecified)",
    "http://①②⑦.⓪.⓪.①/": "127.0.0.1 (loopback)",
    "http://127。0。0。1/": "127.0.0.1 (loopback)",
    "http://ｌｏｃａｌｈｏｓｔ/": "localhost (local name)",
    "http://10.1.2.3/": "10.1.2.3 (private)",
    "http://100.64.0.1/": "100.64.0.1 (carrier-grade NAT)",
    "http://169.254.169.254/latest": "169.254.169.254 (link-local)",
    "http://168.63.129.16/": "168.63.129.16 (cloud platform)",
    "http://192.0.0.8/": "192.0.0.8 (protocol assignments)",
    "http://224.0.0.1/": "224.0.0.1 (multicast)",
    "http://255.255.255.255/": "255.255.255.255 (broadcast)",
    "http://[::1]/": "::1 (loopback)",
    # Python 3.13 writes the mapped part with dots, the versions before it in hexadecimal.
    "http://[::ffff:10.0.0.1]/": f"{ipaddress.ip_address('::ffff:10.0.0.1')} (IPv4-mapped)",
    "http://[64:ff9b::a00:1]/": "64:ff9b::a00:1 (NAT64)",
    "http://[2002:a00:1::]/": "2002:a00:1:: (6to4)",
    "http://[fec0::1]/": "fec0::1 (site-local)",
    "http://[fd12::1]/": "fd12::1 (unique local)",
    "http://[3fff::1]/": "3fff::1 (documentation)",
    "http://[4000::1]/": "4000::1 (reserved)",
    "http://printer.local/": "printer.local (local name)",
    "http://intranet/": "intranet (local name)",
    "http://metadata.google.internal/": "metadata.google.internal (local name)",
    "http://paper.example@127.0.0.1/": "(user information)",
    "http://paper.example\\@127.0.0.1/": "(user information)",
    "http://paper.example\\.evil.example/": "(host syntax)",
    "http://[fe80::1%25eth0]/": "(host syntax)",
    "http://127.0.0.1%00.paper.example/": "(host syntax)",
    "http://paper.example:22/": "(port of another service)",
    "http://paper.example:0/": "(port of another service)",
    "http:///feed": "(no host)",
    "http://pa per.example/": "(control character or space)",
    "http://paper.example/\r\nX: y": "(control character or space)",
    "file:///etc/passwd": "(scheme file)",
    "gopher://paper.example/": "(scheme gopher)",
    "javascript:alert(1)": "(scheme javascript)",
    "//paper.example/": "(no scheme)",
    "": "(no scheme)",
}
ALLOWED = (
    "http://paper.example/",
    "https://paper.example:8443/feed?x=1#y",
    "http://PAPER.example/A%20b",
    "https://zeitung.exämple/",
    "http://127.0.0.1.paper.example/",
    "http://8.8.8.8/",
    "http://[2606:4700::1111]/",
)


@pytest.mark.parametrize(("url", "words"), BLOCKED.items())
def test_an_address_that_leads_inside_is_refused_with_its_class(url, words):
    with pytest.raises(AddressRefused, match=r"^address not allowed: ") as refused:
        AddressPolicy().target(url)
    assert str(refused.value).endswith(words)


@pytest.mark.parametrize("url", ALLOWED)
def test_an_address_on_the_open_internet_is_allowed(url):
    assert AddressPolicy().target(url).pair is None


@given(st.integers(0, 2**32 - 1))
def test_every_spelling_of_an_ipv4_address_is_judged_as_that_address(number):
    dotted = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    try:
        AddressPolicy().check_ip(dotted)
        open_to_all = True
    except AddressRefused:
        open_to_all = False
    for spelling in (str(number), hex(number), f"0{number:o}"):
        with pytest.raises(AddressRefused):  # a number in disguise is refused whatever it stands for
            AddressPolicy().target(f"http://{spelling}/")
    if open_to_all:
        assert AddressPolicy().target(f"http://{dotted}/").host == dotted
    else:
        with pytest.raises(AddressRefused):
            AddressPolicy().target(f"http://{dotted}/")


@given(st.ip_addresses(v=6))
def test_of_ipv6_nothing_is_open_but_global_unicast(ip):
    if class_of(ip) is None:
        assert ip.exploded[0] in "23"


def test_a_resolved_host_goes_to_exactly_its_pair():
    policy = AddressPolicy({"paper.example": "127.0.0.1:8901"})
    target = policy.target("https://paper.example/a%2Fb?x=%20")
    assert (str(target.url), target.host_header) == ("http://127.0.0.1:8901/a%2Fb?x=%20", "paper.example")
    for other in ("http://127.0.0.1:8901/", "http://www.localhost/", "http://127.0.0.1:80/"):
        with pytest.raises(AddressRefused):
            policy.target(other)
    with pytest.raises(AddressRefused):
        policy.check_ip("127.0.0.1")


@pytest.mark.parametrize("pair", ["127.0.0.1", "localhost:80", "127.0.0.1:http", ""])
def test_a_pair_that_is_no_ip_and_port_stops_the_start(pair):
    with pytest.raises(ConfigurationError, match=r"\[fetch\.resolve\]"):
        AddressPolicy({"paper.example": pair})


def test_the_hostile_addresses_of_the_development_data_are_judged_right():
    root = os.environ.get("NEWSLOOM_DATA")
    path = Path(root or "/nowhere") / "hostile/ssrf/urls.json"
    if not path.exists():
        pytest.skip("NEWSLOOM_DATA has no hostile/ssrf/urls.json")
    wrong = []
    for row in json.loads(path.read_text()):
        try:
            AddressPolicy().target(row["url"])
            verdict = "allow"
        except AddressRefused as refused:
            verdict = "block" if re.fullmatch(r"address not allowed: .* \(.+\)", str(refused)) else str(refused)
        if verdict != row["expect"]:
            wrong.append(row)
    assert wrong == []
