"""Addresses: one form for fetching, one identity for an article, one domain for an outlet.

``normalise`` gives an address that may be fetched and is the key of a discovered link. ``identity`` goes further
(scheme, ``www.``, mobile and AMP variants, order of the query) and is never fetched: it is what an article's id is made of.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
from functools import cache, lru_cache
from typing import NoReturn
from urllib.parse import SplitResult, urlsplit, urlunsplit

import tldextract
from w3lib.url import safe_url_string

_TRACKING = re.compile(
    r"(?:utm_.*|at_(?:medium|campaign|custom.*|link.*|creation|ptr.*|bbc.*|format|channel)|pk_.*|mtm_.*|hsa_.*|wt_z?mc.*|guce_.*|vero_.*"
    r"|_?fbclid|g(?:clid|clsrc|braid)|wbraid|dclid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id|mkt_tok|_ga|_gl|_hs(?:enc|mi)"
    r"|__twitter_impression|ref|ref_?src|ref_?url|referr?er|cmpid|cmp|ncid|ocid|s_cid|s_kwcid|icid|ito|smid|smtyp|smprod|sr_share|spm|ftag"
    r"|xtor|trk|guccounter|oref|taid|share|sharetoken|shared|via|campaign|campaign_id|mbid|hss_channel|oly_(?:anon|enc)_id|rss_id|cvid|soc_src|soc_trk)",
    re.IGNORECASE,
)
# Parameters that name an article on one site and a campaign on another: only these values are a campaign.
_AMBIGUOUS = re.compile(r"(?:src|source|from|feature|mod|xs|medium)", re.IGNORECASE)
_CAMPAIGN_VALUE = re.compile(
    r"(?:rss|feed|atom|twitter|tw|x|facebook|fb|linkedin|reddit|whatsapp|telegram|email|e-?mail|newsletter|social|share|homepage|hp|youtu\.?be)"
    r"(?:[-_.].*)?",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"(?:phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|session_?id|sess_?id|sid|cfid|cftoken)", re.IGNORECASE
)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_VARIANT_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_LABEL = re.compile(r"[^.\s/?#@:%<>^|\\\[\]]{1,63}")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_MAX_LENGTH = 4096


@lru_cache(maxsize=4096)
def normalise(url: str) -> str:
    """Give the address in the one form that is fetched and compared.

    Scheme and host in lower case (IDNA), default port, fragment, tracking parameters and session ids dropped; path and the
    order of the query kept. ``normalise(normalise(x)) == normalise(x)``.
    Raises ValueError for anything that is not a plain http or https address (also for one that carries a password).
    """
    parsed = _parse(url)
    kept = [part for part in parsed.query.split("&") if part and not _is_tracking(part)]
    return urlunsplit(parsed._replace(path=_PATH_SESSION.sub("", parsed.path), query="&".join(kept)))


def identity(url: str) -> str:
    """Give what makes this address the address of one article: equal for its http, www, mobile and AMP variants.

    It has no scheme and is not for fetching. Raises ValueError as ``normalise`` does.
    """
    parsed = urlsplit(_out_of_amp_cache(normalise(url)))
    host = parsed.netloc
    if not _is_address(host):
        host = _VARIANT_HOST.sub("", host)
    path = re.sub(r"/{2,}", "/", _decoded(parsed.path))
    path = re.sub(r"^/amp(?=/.)|/amp/?$|(?<=[^/])\.amp(?=\.html?$|$)", "", path)
    query = sorted(part for part in _decoded(parsed.query).split("&") if part and not _is_amp(part))
    return host + path.rstrip("/") + (f"?{'&'.join(query)}" if query else "")


def article_id(canonical_url: str) -> str:
    """Give the opaque, stable id of the article at this address: ``a`` and 16 characters of base32. Raises ValueError."""
    digest = hashlib.sha256(identity(canonical_url).encode()).digest()
    return "a" + base64.b32encode(digest[:10]).decode().lower()


def host_of(url: str) -> str:
    """Give the host of a web address in lower case, without port. Raises ValueError as ``normalise`` does."""
    return urlsplit(normalise(url)).hostname or ""


def registrable_domain(host_or_url: str) -> str:
    """Give the domain that somebody registered (``bbc.co.uk``), by the public suffix list that ships with tldextract.

    An IP address and a host outside the list count as their own domain. Raises ValueError for what is no host at all.
    """
    host = host_of(host_or_url if "//" in host_or_url else f"http://{host_or_url.strip().rstrip('/')}/")
    if _is_address(host):
        return host
    return _suffixes()(host).top_domain_under_public_suffix or host


def same_site(a: str, b: str) -> bool:
    """Tell whether two addresses live on one registrable domain, or on one host but for its ``www.`` or ``m.``.

    What is no address is on no site.
    """
    try:
        return registrable_domain(a) == registrable_domain(b) or _plain_host(a) == _plain_host(b)
    except ValueError:
        return False


def _plain_host(url: str) -> str:
    return _VARIANT_HOST.sub("", host_of(url))


@cache
def _suffixes() -> tldextract.TLDExtract:
    # No list is fetched and nothing is written: the snapshot in the package is the same on every machine.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def _parse(url: str) -> SplitResult:
    text = re.sub(r"[\t\r\n]", "", url.strip("".join(map(chr, range(0x21)))))
    scheme = text.partition(":")[0].lower()
    if scheme not in _DEFAULT_PORTS or not re.match(r"[a-z]+:[/\\]{2}", text, re.IGNORECASE):
        raise ValueError(f"not a web address (http or https): {_shown(url)}")
    if len(text) > _MAX_LENGTH or _CONTROL.search(text):
        raise ValueError(
            f"an address of {len(text)} characters, or with control characters in it, is not followed: {_shown(url)}"
        )
    before, mark, after = text.partition("#")[0].partition("?")
    try:
        # A backslash in the path means a slash to every browser; elsewhere it stays what it is.
        parsed = urlsplit(safe_url_string(before.replace("\\", "/") + mark + after))
        port = parsed.port
    except (ValueError, UnicodeError) as error:
        raise ValueError(f"not an address that can be fetched ({error}): {_shown(url)}") from error
    if "@" in parsed.netloc:
        raise ValueError(f"an address with a user name or password in it is not followed: {_shown(url)}")
    host = _host(parsed.hostname or "", url)
    authority = host if port in {None, _DEFAULT_PORTS[scheme]} else f"{host}:{port}"
    return SplitResult(scheme, authority, _without_dots(parsed.path), parsed.query, "")


def _without_dots(path: str) -> str:
    """Resolve ``.`` and ``..`` in a path as browsers do, also where they are written ``%2e``."""
    kept: list[str] = []
    # Only the first slash is the root: the empty segments of "//a" stay.
    segments = path.removeprefix("/").split("/")
    for number, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        last = number == len(segments) - 1
        if plain == "..":
            if kept:
                kept.pop()
            kept.extend([""] if last else [])
        elif plain == ".":
            kept.extend([""] if last else [])
        else:
            kept.append(segment)
    return "/" + "/".join(kept)


def _host(host: str, url: str) -> str:
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host).compressed}]" if _is_address(host) else _refuse_host(url)
    if _is_address(host):
        return host
    try:
        # Whatever the library left undone (a host of ASCII that claims to be encoded) is checked by decoding it.
        labels = host.encode("idna").decode("ascii").lower().split(".")
        for label in labels:
            label.encode("ascii").decode("idna")
    except UnicodeError:
        return _refuse_host(url)
    written = labels[:-1] if labels[-1] == "" else labels
    # "0x7f.1" and "2130706433" are addresses to a browser: what looks like one but is not written plainly is refused.
    if not written or not all(_LABEL.fullmatch(label) for label in written) or re.fullmatch(r"\d+|0x[0-9a-f]*", written[-1]):
        return _refuse_host(url)
    return ".".join(labels)


def _refuse_host(url: str) -> NoReturn:
    raise ValueError(f"not a host that can be looked up: {_shown(url)}")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _is_tracking(part: str) -> bool:
    name, _, value = part.partition("=")
    if _TRACKING.fullmatch(name) or _SESSION.fullmatch(name):
        return True
    return bool(_AMBIGUOUS.fullmatch(name) and _CAMPAIGN_VALUE.fullmatch(value))


def _decoded(text: str) -> str:
    """Write percent-encoding in one way: letters, digits and ``-._~`` plain, all else in capitals."""

    def one(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return character if _UNRESERVED.fullmatch(character) else found[0].upper()

    return re.sub(r"%([0-9A-Fa-f]{2})", one, text)


def _is_amp(part: str) -> bool:
    name, _, value = part.lower().partition("=")
    if name in {"amp_js_v", "amp_gsa"}:
        return True
    if name == "amp":
        return value in {"", "1", "true"}
    return name in {"outputtype", "output", "mode", "view"} and value == "amp"


def _out_of_amp_cache(url: str) -> str:
    found = re.match(
        r"https?://[^/]*cdn\.ampproject\.org/[a-z]+/(?:s/)?([^/?]+\.[^?]*.*)$|https?://www\.google\.[a-z.]+/amp/(?:s/)?([^/?]+\.[^?]*.*)$",
        url,
    )
    inner = next((group for group in found.groups() if group), None) if found else None
    return normalise(f"https://{inner}") if inner else url


def _shown(url: str) -> str:
    return repr(url if len(url) <= 120 else url[:117] + "...")
