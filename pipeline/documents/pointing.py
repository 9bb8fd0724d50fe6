"""Who points to an address: the links in the text and the embedded documents, and whether they call it somebody's report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.addresses import canonical, label_of, owners_of
from pipeline.documents.values import DocumentSites
from pipeline.independence import family
from pipeline.naming import forms_of, naming_of, plain_name
from pipeline.urls import host_of, identity
from pipeline.values import Article, Link, NearCopy, Outlet, Relation

_TEASER = re.compile(
    r"(?:read (?:more|also|next)|related|see also|more (?:from|on|stories)|also on|recommended|mehr zum thema|lesen sie auch"
    r"|siehe auch|lire aussi|à lire|voir aussi|leia (?:também|mais)|lea también|lee también|te puede interesar)\b",
    re.IGNORECASE,
)
_EMBEDS = frozenset({"document", "frame", "post"})
_NAME = re.compile(r"[^\W\d_][\w&.'’-]*(?: [A-Z0-9][\w&.'’-]*){0,3}")
_AFFIXES = re.compile(
    r"^(?:about|get|try|use|join|hello|the)(?=.{4})|(?<=.{3})(?:ai|hq|app|labs?|inc|corp|group|tech|technologies|io|global)$"
)
_SHORTEST = 3
_LEAD_SENTENCES, _LEAD = 3, 300
_LIKE_A_NAME = re.compile(r"(?:[Tt]he )?[A-Z][\w&.'’-]*(?: (?:of |and |& )?[A-Z0-9][\w&.'’-]*){0,3}")
# Phrases that name an outlet and hardly ever anybody else; "according to" and "a report by" name anybody.
_OF_OUTLETS = (
    r"\b(?:told|tells|spoke to|speaking to|interview with) {name}",
    r"\b(?:first|originally|earlier) reported (?:\w+ )?by {name}",
    r"\b(?:seen|obtained|reviewed) by {name}",
    r"{name} (?:was |had )?(?:the )?first (?:to )?(?:report|reveal)",
    r"{name} (?:first|originally|earlier) (?:reported|revealed)",
    r"{name} (?:broke the (?:news|story)|has learned|had it first)",
    r"\b(?:sagte|erklärte|gegenüber) (?:der |dem |den )?{name}",
    r"\b(?:[Ww]ie|[Zz]uerst) (?:hatte |berichtete )?(?:der |die |das )?{name} (?:zuerst )?(?:berichtet|meldet)?",
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """An article that points to an address: by which words, None for an embed; ``aside`` in a teaser for other pages."""

    article: Article
    words: str | None
    aside: bool
    place: int


def pointers(articles: Sequence[Article], sites: DocumentSites) -> dict[str, tuple[str, dict[str, Pointer]]]:
    """Give by the identity of each address that is pointed to the address to fetch, and who points to it, by article id.

    What is no web address is left out. Of several addresses of one document the first with https is taken.
    """
    found: dict[str, tuple[str, dict[str, Pointer]]] = {}
    for article in articles:
        for url, pointer in _of(article):
            try:
                address = canonical(url, sites)
                key = identity(address)
            except ValueError:
                continue
            known, by = found.setdefault(key, (address, {}))
            if known.startswith("http://") and address.startswith("https://"):
                found[key] = (address, by)
            if article.id not in by or by[article.id].aside:
                by[article.id] = pointer
    return found


def houses(articles: Sequence[Article], outlets: Mapping[str, Outlet], copies: Iterable[NearCopy]) -> dict[str, str]:
    """Give for each article whose decision a link in it is: its owner's, or that of whoever it copies."""
    owner = {article.id: family(article, outlets).name for article in articles}
    parents = {name: name for name in owner.values()}

    def root(name: str) -> str:
        while parents[name] != name:
            name = parents[name]
        return name

    for copy in copies:
        if copy.relation is Relation.COPY and copy.a in owner and copy.b in owner:
            parents[root(owner[copy.a])] = root(owner[copy.b])
    return {article: root(name) for article, name in owner.items()}


def names_in(article: Article) -> dict[str, str]:
    """Give the names inside the sentences of a text by how they are written as one word, as sites are called."""
    starts = {span.start for span in article.sentences} or {0}
    names: dict[str, str] = {}
    for found in _NAME.finditer(article.text):
        if any(letter.isupper() for letter in found.group()):
            for name, at in _parts_of(found):
                # a word at the head of a sentence has its capital letter from there
                if at not in starts or " " in name:
                    names.setdefault("".join(letter for letter in name.casefold() if letter.isalnum()), name)
    return names


def named_site(url: str, names: Sequence[Mapping[str, str]], sites: DocumentSites) -> tuple[str, int]:
    """Give the name that a site is called by in the articles (``brightloom.example``: Brightloom), and in how many of them.

    ``names`` are the ``names_in`` each article; "" where none has such a name.
    """
    host = host_of(url)
    label = label_of(host).replace("-", "")
    listed = ["".join(letter for letter in name.casefold() if letter.isalnum()) for name in owners_of(host, sites)]
    forms = listed + [form for form in (label, _AFFIXES.sub("", label)) if len(form) >= _SHORTEST]
    found = [name for known in names if (name := next((known[form] for form in forms if form in known), ""))]
    return (found[0] if found else "", len(found))


def stands_in_leads(name: str, articles: Sequence[Article]) -> bool:
    """Whether a third of the articles have a name in their title or first sentences: who is only mentioned is elsewhere."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    leading = 0
    for article in articles:
        opening = article.sentences[:_LEAD_SENTENCES]
        lead = article.text[: opening[-1].end] if opening else article.text[:_LEAD]
        leading += bool(pattern.search(article.title) or pattern.search(lead))
    return bool(name) and leading * 3 >= len(articles)


def credits_an_outlet(url: str, name: str, by: Mapping[str, Pointer]) -> bool:
    """Whether those who point to an address give whoever it belongs to as the outlet that they have it from."""
    known = {plain_name(label_of(host_of(url))), plain_name(name)} - {""}
    return any(plain_name(credit.outlet) in known for pointer in by.values() for credit in pointer.article.credits)


def called_a_report(url: str, names: Collection[str], articles: Sequence[Article]) -> bool:
    """Whether articles attribute to one of these names what an outlet may have reported, or anybody have published."""
    site = host_of(url).removeprefix("www.")
    forms = [found for name in names if _LIKE_A_NAME.fullmatch(name) and (found := forms_of(name, site, ()))]
    for article in articles:
        said = [naming_of(article.text, article.authors, article.language, one) for one in forms]
        if any(naming is not None and naming.sure for naming in said):
            return True
    return False


def reports_for_others(name: str, articles: Sequence[Article]) -> bool:
    """Whether articles know the bearer of a name as an outlet: most sentences that name it tell that it was told or reported.

    A company that a judge has told to pay is named in others besides.
    """
    if not name:
        return False
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    named = [
        article.text[span.start : span.end]
        for article in articles
        for span in article.sentences
        if pattern.search(article.text, span.start, span.end)
    ]
    return bool(named) and 2 * sum(_is_the_outlet(name, sentence) for sentence in named) > len(named)


def _is_the_outlet(name: str, sentence: str) -> bool:
    """Whether a sentence has a name where only an outlet's stands."""
    written = rf"(?:[Tt]he )?{re.escape(name)}(?![\w-])"
    return any(re.search(phrase.format(name=written), sentence) for phrase in _OF_OUTLETS)


def _of(article: Article) -> Iterator[tuple[str, Pointer]]:
    for link in article.links:
        yield link.url, Pointer(article, link.text.strip(), _is_teaser(article, link), link.start or 0)
    for embed in article.embeds:
        if embed.kind in _EMBEDS:
            yield embed.url, Pointer(article, None, aside=False, place=len(article.text))


def _is_teaser(article: Article, link: Link) -> bool:
    """Whether a link stands alone behind a label such as "Read more", or in the paragraph under one."""
    if link.start is None:
        return True
    start = article.text.rfind("\n", 0, link.start) + 1
    end = article.text.find("\n", link.start)
    paragraph = article.text[start : end if end >= 0 else len(article.text)]
    before = article.text[: max(0, start - 1)].rpartition("\n")[2]
    alone = len(paragraph.split()) - len(link.text.split()) <= 3
    return alone and bool(_TEASER.match(paragraph) or (len(before.split()) <= 5 and _TEASER.match(before)))


def _parts_of(found: re.Match[str]) -> Iterator[tuple[str, int]]:
    """The runs of words in a run of names, each with its place in the text."""
    words = found.group().split(" ")
    at = found.start()
    for first, word in enumerate(words):
        for last in range(first + 1, len(words) + 1):
            name = " ".join(words[first:last]).rstrip(".,'’")
            yield name.removesuffix("’s").removesuffix("'s"), at
        at += len(word) + 1
