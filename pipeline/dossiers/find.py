"""What a story is about: names in titles and openings of several origins that are a company's or a product's.

A person is a subject only where an editor's list has the name, a technology only where the newsroom's list has it. What is in
doubt is left out: a page that is missing is noticed, a page about a word is believed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from pipeline.dossiers.famous import famous
from pipeline.dossiers.kinds import weigh
from pipeline.dossiers.names import comparable, pattern_of
from pipeline.dossiers.persons import persons_of
from pipeline.dossiers.values import Kind, Listed, Subject
from pipeline.dossiers.vocabulary import Vocabulary, sentences_of, vocabulary, with_capitals
from pipeline.values import Article, Outlet

NOTHING_KNOWN: Mapping[str, Kind] = MappingProxyType({})
_OPENING = 700
_MOST_SENTENCES = 1_500
_ALONE_MENTIONS = 2
_SHORT = 800
_MOST = 8
_BRINGS_OUT = r"unveil\w*|launch\w*|disclos\w*|show\w*|releas\w*|introduc\w*|announc\w*|makes|maker|prices?|stellt\w*|bringt"


@dataclass(frozen=True, slots=True)
class _Page:
    """One article: whose report it is, and its title, opening and text."""

    origin: str
    title: str
    opening: str
    text: str


def find_subjects(
    articles: Sequence[Article],
    outlets: Mapping[str, Outlet],
    origins: Mapping[str, str],
    listed: Listed,
    known: Mapping[str, Kind] = NOTHING_KNOWN,
) -> tuple[Subject, ...]:
    """Give what a story is about, the most named first, at most eight beside the listed.

    ``origins`` names for each article's id the independent report that it belongs to (``pipeline.rank.Ranked.origin``);
    ``known`` are the kinds of names that other stories told, by the name as names are compared: what is known needs no
    word beside it that says what it is.
    """
    pages = [_page(article, origins.get(article.id, article.id)) for article in articles]
    sentences = sentences_of(articles)[:_MOST_SENTENCES]
    read = vocabulary(articles, outlets, persons_of(sentences_of(with_capitals(articles))[:_MOST_SENTENCES]))
    listed_people = frozenset(comparable(form) for person in listed.people for form in person.forms)
    named = [one for one in _named(read, pages, sentences, known) if one.key not in listed_people]
    return (*_with_owners(named[:_MOST], sentences), *_technologies(pages, listed), *_people(pages, listed))


def _page(article: Article, origin: str) -> _Page:
    text = article.text.replace("**", "")
    return _Page(origin, article.title, text[:_OPENING], text)


def _named(read: Vocabulary, pages: Sequence[_Page], sentences: Sequence[str], known: Mapping[str, Kind]) -> list[Subject]:
    found: list[tuple[float, Subject]] = []
    for name, forms in read.forms.items():
        pattern = pattern_of(forms)
        standing = _standing(pattern, pages)
        if standing and (kind := _kind(name, forms, sentences, known)):
            found.append((standing, Subject(kind, name, forms)))
    found.sort(key=lambda pair: (-pair[0], pair[1].name))
    return [subject for _, subject in found]


def _kind(name: str, forms: Sequence[str], sentences: Sequence[str], known: Mapping[str, Kind]) -> Kind | None:
    """What it is: as everybody knows, else as stands beside it, else as other stories told; None where it may be a person."""
    weight, key = weigh(name, forms, sentences), comparable(name)
    if weight.person:
        return None
    return famous().get(key) or weight.kind or known.get(key)


def _standing(pattern: re.Pattern[str], pages: Sequence[_Page]) -> float:
    """How much the story is about a name: the share of its origins that have it in title or opening; 0 for too little."""
    origins = {page.origin for page in pages}
    titled = {page.origin for page in pages if pattern.search(page.title)}
    opened = {page.origin for page in pages if pattern.search(page.opening)}
    if len(origins) == 1:
        mentions = max(len(pattern.findall(page.text)) for page in pages)
        enough = mentions >= _ALONE_MENTIONS or any(len(page.text) < _SHORT for page in pages)
        return 1.0 if titled and opened and enough else 0.0
    both = titled | opened
    if len(both) < 2 or not (titled or 2 * len(opened) >= len(origins)) or 4 * len(both) < len(origins):
        return 0.0
    return (len(titled) + len(both)) / len(origins)


def _with_owners(subjects: Sequence[Subject], sentences: Sequence[str]) -> list[Subject]:
    companies = [subject for subject in subjects if subject.kind == "company"]
    return [replace(one, owner=_owner(one, companies, sentences)) if one.kind == "product" else one for one in subjects]


def _owner(product: Subject, companies: Sequence[Subject], sentences: Sequence[str]) -> str:
    """The company whose product it is, from whose possessive stands before it and who alone brings it out; "" in doubt."""
    forms = "|".join(map(re.escape, product.variants))
    beside = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])")
    theirs = {company.name: "|".join(map(re.escape, company.variants)) for company in companies}
    votes: Counter[str] = Counter()
    for sentence in sentences:
        if not beside.search(sentence):
            continue
        here = [name for name, names in theirs.items() if re.search(rf"(?<![\w-])(?:{names})(?![\w-])", sentence)]
        for name in here:
            if re.search(rf"(?:{theirs[name]})['’]s? (?:[\w-]+ ){{0,3}}(?:{forms})(?![\w-])", sentence):
                votes[name] += 3
        if len(here) == 1 and re.search(rf"\b(?:{_BRINGS_OUT})\b|\b(?:its|the company['’]s) (?:[\w-]+ )?(?:{forms})", sentence):
            votes[here[0]] += 1
    first, second = (*votes.most_common(2), ("", 0), ("", 0))[:2]
    return first[0] if first[1] > second[1] else ""


def _technologies(pages: Sequence[_Page], listed: Listed) -> list[Subject]:
    """The listed technologies that a title names, or the openings of two origins."""
    found = []
    for technology in listed.technologies:
        terms = "|".join(re.escape(term) for term in technology.forms)
        pattern = re.compile(rf"(?<![\w-])(?:{terms})s?(?![\w-])", re.IGNORECASE)
        titled = any(pattern.search(page.title) for page in pages)
        opened = {page.origin for page in pages if pattern.search(page.opening)}
        if len(opened) > 1 or (titled and opened):
            found.append(Subject("technology", technology.name, technology.forms))
    return found


def _people(pages: Sequence[_Page], listed: Listed) -> list[Subject]:
    """The listed persons whom a title or an opening names by one of the names that the list has."""
    found = []
    for person in listed.people:
        pattern = pattern_of(person.forms)
        if any(pattern.search(page.title) or pattern.search(page.opening) for page in pages):
            found.append(Subject("person", person.name, person.forms))
    return found
