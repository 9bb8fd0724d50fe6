"""Whom a text names as its source among the outlets that it may name: "as The Byte reported", "(Meridian Wire)", a domain.

The patterns are the languages' own (``Language.reported``), with the one outlet in the place of any. A name of several
words, or one with its article, is a credit wherever the running text has it: who writes of the same event and names another
who did has read it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.languages import language as language_of
from pipeline.values import Article

_ARTICLE = re.compile(r"^(?:the|der|die|das|el|la|le|los|les)\s+(?=\S)", re.IGNORECASE)
_GROUP = "(?P<outlet>"
_SHORT_LINE, _WORDS_OF_A_LINE = 90, 8
_FIRST_LINES, _LAST_LINES = 2, 4
_DATELINE_WITHIN = 160
_LONGEST = 90
_AROUND = re.compile(r"(?:\S+\s+){0,3}\Z"), re.compile(r"\A\S*(?:\s+\S+){0,4}")
_SHORT_FORM_LETTERS = 4
_MANY = 3
# A text whose sentences are not known has its news in so many characters.
_LEAD, _LEAD_SENTENCES = 300, 3

# Whose name says so is an authority, and no outlet.
PUBLIC_BODY = re.compile(
    r"\b(?:authority|commission|agency|court|ministry|office|department|regulator|watchdog|tribunal|bureau|board|police|"
    r"register|council|behörde|gericht|ministerium)\b",
    re.IGNORECASE,
)
# What a house has behind its name: its legal form, its trade, or which of its pages speaks.
_LEGAL = re.compile(
    r"(?:,?\s+(?:Inc|Ltd|LLC|PLC|plc|GmbH|AG|SE|Corp|Corporation|Co|Company|Group|Holdings?|Systems|Labs|Technologies|Robotics|Software"
    r"|Networks?|Status|Newsroom|Press(?: Office| Room)?|Blog|Engineering|Security|Trust|Investor Relations|Support"
    r"|Research)\.?)+$"
)


@dataclass(frozen=True, slots=True)
class Forms:
    """How a text may write an outlet: its name without an article, the name where nothing else is meant, domain, short form.

    ``distinct`` is "" where the name is a word that may mean something else. ``short`` is the last word of a longer name, as in
    "told the Ledger"; "" where another outlet ends in it too.
    """

    name: str
    distinct: str
    domain: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """That a text names an outlet as its source: the words that do, and whether they are a credit line of their own.

    It is ``sure`` where the words say what they take from it, not where they only name it; ``lead`` tells that they stand where
    the news does, not at a side remark.
    """

    words: str
    wire: bool = False
    sure: bool = True
    lead: bool = True

    @property
    def evidence(self) -> str:
        """Such as ``says “as The Byte Ledger first reported”``."""
        return f"credit line “{self.words}”" if self.wire else f"says “{self.words}”"


def forms_of(name: str, domain: str | None, others: Sequence[str]) -> Forms | None:
    """Give how texts may write an outlet of this name and domain; ``others`` are the names of the other outlets.

    None where there is neither a name nor a domain.
    """
    bare = _ARTICLE.sub("", name.strip())
    site = (domain or "").lower().removeprefix("www.")
    if "." in bare and " " not in bare:
        # an outlet without a name on record is called by its site
        bare, site = "", bare.lower()
    if not bare and not site:
        return None
    words = bare.split()
    last = words[-1] if len(words) > 1 and len(words[-1]) >= _SHORT_FORM_LETTERS and words[-1][:1].isupper() else ""
    alone = last and all(not other.endswith(last) for other in others)
    distinct = bare if len(words) > 1 else name.strip() if name.strip().startswith("The ") else ""
    return Forms(bare, distinct, site, last if alone else "")


def naming_of(text: str, authors: Sequence[str], code: str | None, forms: Forms, lead: int = _LEAD) -> Naming | None:
    """Give how a text names an outlet as its source, None where it does not: the credit line first, then the running text.

    The news stands in the first ``lead`` characters.
    """
    standing = bool(forms.name) and forms.name in text
    sited = bool(forms.domain) and forms.domain in text.lower()
    if not standing and not sited and not (forms.short and forms.short in text):
        return _signed(authors, forms)
    found = _signed(authors, forms)
    if found is None and standing:
        found = _line(text, forms)
    return found or next(_prose(text, code, forms, lead), None)


def namings(
    articles: Sequence[Article], called: Mapping[str, str], sites: Mapping[str, str], silent: frozenset[str]
) -> dict[str, dict[str, Naming]]:
    """Give for each article the outlets of the others that it names as its source, by the name that they are ``called``.

    ``called`` and ``sites`` give the outlet and the domain of each article; ``silent`` are articles that nobody credits by
    naming who published them: documents. An outlet that most of the others only name is what the story is about.
    """
    members = {called[article.id]: sites.get(article.id, "") for article in articles if article.id not in silent}
    forms = {name: forms_of(name, site, [other for other in members if other != name]) for name, site in members.items()}
    found: dict[str, dict[str, Naming]] = {}
    for article in articles:
        mine = plain_name(called[article.id])
        lead = article.sentences[_LEAD_SENTENCES - 1].end if len(article.sentences) >= _LEAD_SENTENCES else _LEAD
        read = (article.text, article.authors, article.language)
        others = {name: form for name, form in forms.items() if form is not None and plain_name(name) != mine}
        named = {name: naming_of(*read, form, lead) for name, form in others.items()}
        found[article.id] = {name: naming for name, naming in named.items() if naming is not None}
    unsure = Counter(name for those in found.values() for name, naming in those.items() if not naming.sure)
    spoken_of = {name for name, count in unsure.items() if count >= _MANY and count > len(articles) / 2}
    return {
        article: {name: naming for name, naming in those.items() if naming.sure or name not in spoken_of}
        for article, those in found.items()
    }


def plain_name(name: str) -> str:
    """Give an outlet's name as names are compared: ``The Byte Ledger`` and ``byteledger`` are one."""
    return re.sub(r"^the |^www\.|[^\w]", "", name.casefold())


def bare_name(name: str) -> str:
    """Give the name of a house without its legal form, its trade and its page: ``Vantmoor Status`` is of ``Vantmoor``."""
    return _LEGAL.sub("", name.strip())


def one_house(one: str, other: str) -> bool:
    """Whether two names are of one house: the same, or one the beginning or the end of the other."""
    a, b = plain_name(one), plain_name(other)
    return bool(a and b) and (a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a))


def _signed(authors: Sequence[str], forms: Forms) -> Naming | None:
    signed = next((author for author in authors if forms.name and _ARTICLE.sub("", author.strip()) == forms.name), None)
    return Naming(signed, wire=True) if signed else None


def _line(text: str, forms: Forms) -> Naming | None:
    """A credit of its own: behind the place in the dateline, in brackets at an end, or a short line at the end."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    bracket = re.compile(rf"\((?:[Tt]he )?{re.escape(forms.name)}\)")
    for line in lines[:_FIRST_LINES]:
        if found := bracket.search(line[:_DATELINE_WITHIN]):
            return Naming(found.group(), wire=True)
    for line in lines[-_LAST_LINES:]:
        if found := bracket.search(line[-_SHORT_LINE:]):
            return Naming(found.group(), wire=True)
        short = (
            len(line) < _SHORT_LINE and len(line.split()) <= _WORDS_OF_A_LINE and not line.endswith((".", "!", "?", "”", '"'))
        )
        if short and forms.name in line:
            return Naming(line, wire=True)
    return None


def _prose(text: str, code: str | None, forms: Forms, lead: int) -> Iterator[Naming]:
    for written in _written(forms):
        for pattern in _patterns(code or "en", written):
            for found in pattern.finditer(text):
                # "(The Byte has the best account)" points to it and takes nothing from it
                aside = text[max(0, found.start() - 1) : found.start()] == "("
                yield Naming(_clipped(found.group()), lead=not aside and found.start() < lead)
    if forms.distinct:
        # "The Ferret" at the head of a sentence may be an animal
        before = r"(?<=[\w,] )" if " " not in forms.name else r"(?<![\w’'-])"
        for found in re.finditer(rf"{before}{re.escape(forms.distinct)}(?![\w-])", text):
            yield Naming(_around(text, found.start(), found.end()), sure=False, lead=False)


def _written(forms: Forms) -> Iterator[str]:
    """The forms as regular expressions, the surest first."""
    if forms.name:
        yield rf"(?:[Tt]he )?{re.escape(forms.name)}"
    if forms.domain:
        yield rf"(?i:{re.escape(forms.domain)})"
    if forms.short:
        yield rf"[Tt]he {re.escape(forms.short)}"


@cache
def _patterns(code: str, written: str) -> tuple[re.Pattern[str], ...]:
    """The language's patterns of a credit with one outlet in the place of any."""
    possessive = rf"(?:{written})(?:['’]s?)?(?![\w-])"
    return tuple(re.compile(_placed(pattern, possessive)) for pattern in language_of(code).reported)


def _placed(pattern: str, written: str) -> str:
    """Give a pattern with what stands in its group ``outlet`` replaced."""
    start = pattern.index(_GROUP)
    depth, at, in_class = 0, start, False
    while True:
        letter = pattern[at]
        if letter == "\\":
            at += 2
            continue
        if in_class:
            in_class = letter != "]"
        elif letter == "[":
            in_class = True
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if not depth:
                break
        at += 1
    return f"{pattern[:start]}(?P<outlet>{written}){pattern[at + 1 :]}"


def _clipped(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _around(text: str, start: int, end: int) -> str:
    """The words of the same line around a place."""
    before = _AROUND[0].search(text[max(0, text.rfind("\n", 0, start) + 1) : start])
    stop = text.find("\n", end)
    after = _AROUND[1].search(text[end : stop if stop >= 0 else len(text)])
    return _clipped(f"{before.group() if before else ''}{text[start:end]}{after.group() if after else ''}")
