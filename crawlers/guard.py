"""Which addresses may be contacted: the policy, without a socket of its own.

Pages, feeds, redirects and DNS answers are chosen by strangers. The policy is asked twice: ``AddressPolicy.target`` judges an
address as it is written, ``AddressPolicy.check_ip`` judges each IP at the moment it is connected to. Thin adapters (aiohttp
for the crawl in ``fetch.py``) do nothing but ask.

Neither ``ipaddress.is_global`` nor ``is_private`` is a guard (NAT64, 6to4, carrier-grade NAT and multicast slip through), so
the table below follows the IANA special-purpose registries, and of IPv6 only the global unicast block is open at all.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import yarl

from pipeline.errors import ConfigurationError, NewsloomError

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_BLOCKED: Final = tuple(
    (ipaddress.ip_network(network), name)
    for network, name in (
        ("0.0.0.0/32", "unspecified"),
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud platform"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "AS112"),
        ("192.52.193.0/24", "multicast relay"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "AS112"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("255.255.255.255/32", "broadcast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("100::/64", "discard"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "AS112"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "unique local"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_UNICAST: Final = ipaddress.ip_network("2000::/3")
_LOCAL_SUFFIXES: Final = (
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "home.arpa",
)
_AUTHORITY: Final = re.compile(r"^(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<authority>[^/?#]*)", re.IGNORECASE)
_SCHEME: Final = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")
_WEB_PORTS: Final = (80, 443)


class AddressRefused(NewsloomError):
    """An address that may not be contacted: ``address not allowed: WHAT (CLASS)``."""

    def __init__(self, what: str, kind: str) -> None:
        super().__init__(f"address not allowed: {what[:200]} ({kind})")
        self.what = what
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request really goes. ``host`` is the name as written (IDNA), ``host_header`` what the server is told.

    ``pair`` is the (IP, port) that the configuration resolves this host to, None for every other host;
    ``own`` marks a host that the operator allowed by name, wherever it is.
    """

    url: yarl.URL
    host: str
    host_header: str
    pair: tuple[str, int] | None = None
    own: bool = False


def class_of(ip: IP) -> str | None:
    """Give the name of the special class an IP belongs to, None for one that anybody on the internet may contact."""
    for network, name in _BLOCKED:
        if ip.version == network.version and ip in network:
            return name
    if ip.version == 6 and ip not in _GLOBAL_UNICAST:
        return "reserved"
    return None


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """What may be contacted. ``resolve`` maps a host to ``IP:port`` and exempts exactly that pair (https is served as http).

    ``allow_hosts`` are hosts of the operator's own (a CMS or a model server inside the house), for adapters that carry
    the operator's work; a crawl is given none. Raises ConfigurationError for a pair that is not ``IP:port``.
    """

    resolve: Mapping[str, str] = field(default_factory=dict)
    allow_hosts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Raise ConfigurationError now rather than at the first request."""
        for host, pair in self.resolve.items():
            _pair(host, pair)

    def target(self, url: str) -> Target:
        """Give where a request for this address goes. Raises AddressRefused for whatever may not be asked for as written."""
        parsed = _parse(url)
        host = (parsed.raw_host or "").lower().rstrip(".")
        if not host:
            raise AddressRefused(url, "no host")
        port = parsed.explicit_port
        header = f"[{host}]" if ":" in host else host
        header = header if port is None else f"{header}:{port}"
        if (mapped := self.resolve.get(host)) is not None:
            return Target(_moved(parsed, _pair(host, mapped)), host, header, pair=_pair(host, mapped))
        if host in self.allow_hosts:
            return Target(parsed, host, header, own=True)
        if port is not None and (port == 0 or (port < 1024 and port not in _WEB_PORTS)):
            raise AddressRefused(f"{host}:{port}", "port of another service")
        _check_host(host)
        return Target(parsed, host, header)

    def check_ip(self, address: str) -> None:
        """Raise AddressRefused when this IP, about to be connected to, is not on the open internet."""
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            raise AddressRefused(address, "not an IP address") from None
        if (name := class_of(ip)) is not None:
            raise AddressRefused(str(ip), name)


def _parse(url: str) -> yarl.URL:
    if any(ord(character) < 33 or ord(character) == 127 for character in url):
        raise AddressRefused(ascii(url), "control character or space")
    match = _AUTHORITY.match(url)
    scheme = match["scheme"].lower() if match else (named[1].lower() if (named := _SCHEME.match(url)) else "")
    if scheme not in {"http", "https"} or match is None:
        raise AddressRefused(url, f"scheme {scheme}" if scheme else "no scheme")
    authority = match["authority"]
    if "@" in authority:
        raise AddressRefused(url, "user information")
    if "\\" in authority or "%" in authority:
        raise AddressRefused(url, "host syntax")
    try:
        return yarl.URL(url)
    except ValueError:
        raise AddressRefused(url, "host syntax") from None


def _check_host(host: str) -> None:
    if ":" in host or _NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        _check_literal(host)
        return
    labels = host.split(".")
    if len(labels) == 1 or any(host == suffix or host.endswith(f".{suffix}") for suffix in _LOCAL_SUFFIXES):
        raise AddressRefused(host, "local name")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressRefused(host, "host syntax")


def _check_literal(host: str) -> None:
    """Judge an IP written as the host. Numbers that only a C library reads as an address (127.1, 0x7f.1) are refused."""
    try:
        ip: IP = ipaddress.ip_address(host)
    except ValueError:
        try:
            shown = socket.inet_ntoa(socket.inet_aton(host))
        except OSError:
            raise AddressRefused(host, "host syntax") from None
        raise AddressRefused(shown, class_of(ipaddress.ip_address(shown)) or "number in disguise") from None
    if (name := class_of(ip)) is not None:
        raise AddressRefused(str(ip), name)


def _pair(host: str, value: str) -> tuple[str, int]:
    address, _, port = value.rpartition(":")
    try:
        return str(ipaddress.ip_address(address.strip("[]"))), int(port)
    except ValueError:
        raise ConfigurationError(
            f'[fetch.resolve] "{host}" = "{value}": write an IP and a port, like "127.0.0.1:8901"'
        ) from None


def _moved(url: yarl.URL, pair: tuple[str, int]) -> yarl.URL:
    return yarl.URL.build(
        scheme="http", host=pair[0], port=pair[1], path=url.raw_path, query_string=url.raw_query_string, encoded=True
    )
