"""Who signed: structured data before meta tags before what the page shows, people before the desk that stands for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from pipeline.extract import jsonld
from pipeline.extract.bylines import read_bylines
from pipeline.extract.outlets import AGENCIES, bare
from pipeline.extract.tree import Page
from pipeline.languages import languages
from pipeline.plain import line

_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
)
_MISC = "twitter:misc:"
_LONG_PARTICLES = frozenset({"della", "dello", "degli", "dalla"})
_OTHER_WORK = re.compile(
    r"[\s(]*\b(?:edited|photograph(?:s|ed|y)?|photos?|pictures?|illustrat(?:ions?|ed)|graphics?|video|translated|produced|additional"
    r" reporting) by\b.*$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s*(?:[|•·]|\s[-–—]\s|,?\s+(?:senior |staff |chief |deputy |associate )*"
    r"(?:writer|editor|reporter|correspondent|redakteur|contributor)\b).*$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:[,;/]|\s(?:and|und|y|et|e|og|och|&|with|mit)\s)\s*")
_ADDRESS = re.compile(r"https?:|www\.|@")
_NOT_A_PERSON = re.compile(
    r":|www\.|@|\d{2}|\b(?:staff|newsroom|news desk|redaktion|redaction|editorial|editors?|team|admin|agentur|"
    r"posts|articles|latest|agenc(?:y|ies)|press|contributors?|correspondents?|desk|bureau|online|media|gmbh|inc|ltd|llc|news|magazine|zeitung|"
    r"redacción|redacao|redação|rédaction)\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:web)?(?:admin(?:istrator)?|master|user|root|editor|author|guest|anonymous|null|undefined|none|unknown)\d*"
)
_ONE_WORD_NAME = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]{2,5}")
"""A name in Chinese, Japanese or Korean, which has no space in it."""
_MOST_AUTHORS = 12
_LONGEST_NAME = 60
_LONGEST_BYLINE = 1000
"""In characters: what is longer is a text in the wrong place, or an attack."""
_LONGEST_PARTICLE = 4
_INITIALS = re.compile(r"[A-Z]{2,5}\d?")


def read_authors(page: Page, names: Iterable[str], others: Mapping[str, str]) -> tuple[str, ...]:
    """Give who signed, in their order: people, and the agencies that structured data names beside them.

    ``names`` are the outlet's own, ``others`` other outlets by their plain names: neither is a person. Where no person
    signed it is the desk, agency or publisher that the structured data gives as the author, as the page writes it.
    """
    known = {bare(name) for name in names if name}
    for people in _by_trust(page, known | set(others)):
        if people:
            return _once([*people, *(name for name in _agencies(page, known) if name not in people)])
    return _once(_collective(page))


def is_person(author: str) -> bool:
    """Tell whether one entry of an article's authors reads as a person's name, not as an agency, a desk or an outlet."""
    return bare(author) not in _agency_names() and _person(author) is not None


def _by_trust(page: Page, known: Collection[str]) -> Iterator[list[str]]:
    metas = page.metas
    places: list[list[str]] = [
        _signed(page, people_only=True),
        *([metas[key]] for key in _METAS if key in metas),
        _labelled(metas),
    ]
    for given in places:
        yield _all_people(given, known)
    for given, sure in read_bylines(page):
        yield [name for name in _all_people(given, known) if sure or not _has_plain_word(name)]


def _all_people(given: Iterable[str], known: Collection[str]) -> list[str]:
    return [person for text in given for person in _people(text) if bare(person) not in known and not _is_desk(person, known)]


def _has_plain_word(name: str) -> bool:
    """Tell whether a longer word in small letters stands in it: particles of names are short, a headline has verbs."""
    return any(word[0].islower() and len(word) > _LONGEST_PARTICLE and word not in _LONG_PARTICLES for word in name.split())


def _is_desk(name: str, known: Collection[str]) -> bool:
    """Tell whether a name begins with an outlet's initials: ``QTV Harbour`` is a desk of QTV, nobody is called so."""
    first = name.split(maxsplit=1)[0]
    return bare(first) in known and _INITIALS.fullmatch(first) is not None


def _agencies(page: Page, own: Collection[str]) -> list[str]:
    """Give the agencies among the signatures of structured data (``A. Writer and B. Writer, dpa``)."""
    parts = (part for text in _signed(page) for part in _AND.split(f"{text} "))
    return [part for part in map(str.strip, parts) if bare(part) in _agency_names() and bare(part) not in own]


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(bare(alias) for aliases in AGENCIES.values() for alias in aliases)


def _collective(page: Page) -> list[str]:
    """Give the names that structured data calls the author although no person is among them."""
    return [
        name
        for name in _signed(page)
        if len(name) <= _LONGEST_NAME
        and not _ADDRESS.search(name)
        and not _ACCOUNT.fullmatch(name.lower())
        and not name.isdigit()
    ]


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:_MOST_AUTHORS]


def _labelled(metas: Mapping[str, str]) -> list[str]:
    """Give the author of the pairs of label and value that link previews show (``Written by``, then who)."""
    found = []
    for number in (1, 2, 3):
        label, value = metas.get(f"twitter:label{number}", ""), metas.get(f"twitter:data{number}", "")
        if value and _is_byline_word(label):
            found.append(value)
    return found + [value for key, value in metas.items() if key.startswith(_MISC) and _is_byline_word(key.removeprefix(_MISC))]


def _is_byline_word(label: str) -> bool:
    return label.lower().strip(" :") in _openings()


def _signed(page: Page, *, people_only: bool = False) -> list[str]:
    found: list[str] = []
    for author in jsonld.listed(page.article.get("author") or page.article.get("creator")):
        if isinstance(author, dict):
            kind = author.get("@type")
            if people_only and kind and "Person" not in jsonld.listed(kind):
                continue
            found.extend(jsonld.text(each) for each in jsonld.listed(author.get("name")))
        else:
            found.append(jsonld.text(author))
    return [each for each in found if each]


def _people(text: str) -> list[str]:
    told = _without_byline(line(jsonld.text(text[:_LONGEST_BYLINE])))
    trimmed = _ROLE.sub("", _OTHER_WORK.sub("", told))
    return [part for part in (_person(part) for part in _AND.split(f"{trimmed} ")) if part]


def _person(text: str) -> str | None:
    name = re.sub(r"\s*\([^)]*\)?$", "", _without_byline(text.strip(" .·|:-–—"))).strip()
    words = name.split()
    if len(words) == 1 and _ONE_WORD_NAME.fullmatch(name):
        return name
    if not 1 < len(words) <= 6 or len(name) > _LONGEST_NAME or _NOT_A_PERSON.search(name):
        return None
    if not any(word[0].isupper() or not word[0].isascii() for word in words):
        return None
    return name


def _without_byline(text: str) -> str:
    lower = text.lower()
    for opening in _openings():
        if lower.startswith(opening) and lower[len(opening) : len(opening) + 1] in {" ", ":"}:
            return text[len(opening) :].lstrip(" :")
    return text


@cache
def _openings() -> tuple[str, ...]:
    """Give what a byline begins with in any language, the longest first."""
    return tuple(sorted({word for known in languages().values() for word in known.bylines}, key=len, reverse=True))
